import { z } from "zod";
import { faulty } from "./accounts";
import { sightChoices, type SIGHTED_FIELDS, SIGHTS, type Sight } from "./profile-fields";

export const REGISTRATION_MODES = ["CLOSED", "INVITATION", "APPROVAL", "OPEN"] as const;
export const PASSWORD_NEEDS = ["LOWER", "UPPER", "DIGIT", "SYMBOL"] as const;
export const FACTOR_RULES = ["OFF", "OPTIONAL", "REQUIRED"] as const;

/** Most wrong passwords in a row that a campus may allow before it blocks; fewer than five would block who mistypes. */
const BLOCK_LEAST = 5;

const whole = (least: number, most: number, code: string) =>
  z.number().refine((number) => Number.isInteger(number) && number >= least && number <= most, faulty(code, `From ${least} to ${most}.`));

const factorRule = z.enum(FACTOR_RULES).default("OPTIONAL");
/** A path inside the campus: one slash, nothing that a browser would read as another site. */
const startPage = z
  .string()
  .refine(
    (path) => path.length <= 300 && /^\/(?![/\\])[^\s\\]*$/.test(path),
    faulty("next.invalid", "A path inside the campus starts with one slash, and is short."),
  )
  .default("/");
const byRole = <Schema extends z.ZodType>(schema: Schema) =>
  z.object({ administrator: schema, sessionManager: schema, teacher: schema, learner: schema });
const sightRule = (field: (typeof SIGHTED_FIELDS)[number], sight: Sight) =>
  z
    .object({
      sight: z
        .enum(SIGHTS)
        .refine((wanted) => sightChoices(field).includes(wanted), faulty("sight.staff", "Teachers need this to run their courses."))
        .default(sight),
      mayChoose: z.boolean().default(true),
    })
    .default({ sight, mayChoose: true });

/** How people get accounts, how these are kept safe, and what people may change of them. */
export const accountSettings = z.object({
  registration: z.enum(REGISTRATION_MODES).default("CLOSED"),
  /** Mail domains that may register in the mode INVITATION, lower case. */
  mailDomains: z
    .array(
      z
        .string()
        .transform((text) => text.normalize("NFKC").trim().replace(/^@/, "").toLowerCase())
        .refine(
          (domain) => /^(?=.{1,253}$)[\p{L}\p{N}-]+(\.[\p{L}\p{N}-]+)+$/u.test(domain),
          faulty("domain.invalid", "A domain looks like school.example."),
        ),
    )
    .max(100)
    .default([]),
  /** Whether people may register as teachers. */
  asTeacher: z.boolean().default(false),
  /** The e-mail address is the login: of new accounts, and of each that changes its address. */
  loginIsEmail: z.boolean().default(false),
  /** Several accounts may have one address; signing in by it works for one match only. */
  sharedEmail: z.boolean().default(false),
  passwordMinimum: whole(10, 20, "passwordMinimum.range").default(10),
  passwordNeeds: z.array(z.enum(PASSWORD_NEEDS)).max(4).default([]),
  /** Days after which a password has to be changed; 0 = never. */
  passwordDays: whole(0, 3_650, "passwordDays.range").default(0),
  /** Whether a password given by an administrator has to be changed at the first sign-in. */
  changeAtFirstSignIn: z.boolean().default(false),
  resetMinutes: whole(5, 1_440, "resetMinutes.range").default(60),
  /** Wrong passwords in a row after which an account is blocked; 0 = never. */
  blockAfter: z
    .number()
    .refine(
      (count) => count === 0 || (Number.isInteger(count) && count >= BLOCK_LEAST && count <= 1_000),
      faulty("blockAfter.range", `0, or from ${BLOCK_LEAST} to 1,000.`),
    )
    .default(0),
  /** A sign-in ends the person's other devices. */
  oneDevice: z.boolean().default(false),
  factor: byRole(factorRule).default({ administrator: "OPTIONAL", sessionManager: "OPTIONAL", teacher: "OPTIONAL", learner: "OPTIONAL" }),
  /** Days in which a factor that has become required may still be missing. */
  factorGraceDays: whole(0, 30, "factorGraceDays.range").default(7),
  startPages: byRole(startPage).default({ administrator: "/", sessionManager: "/", teacher: "/", learner: "/" }),
  mayChangeNames: z.boolean().default(true),
  mayChangeOfficialCode: z.boolean().default(false),
  /** Who sees an address, a phone number, an official code; and whether people may choose that themselves. */
  sights: z
    .object({ email: sightRule("email", "STAFF"), phone: sightRule("phone", "NOBODY"), officialCode: sightRule("officialCode", "STAFF") })
    .default({
      email: { sight: "STAFF", mayChoose: true },
      phone: { sight: "NOBODY", mayChoose: true },
      officialCode: { sight: "STAFF", mayChoose: true },
    }),
});
export type AccountSettings = z.output<typeof accountSettings>;

/** A code that an administrator hands to people who shall register. */
export const createInvitationInput = z.object({
  note: z
    .string()
    .max(200)
    .transform((text) => text.replace(/[\s\p{Cc}]+/gu, " ").trim())
    .nullish(),
  usesMax: whole(1, 10_000, "usesMax.range").nullish(),
  expiresAt: z.date().nullish(),
});
