import { z } from "zod";

const faulty = (code: string, message: string) => ({ error: message, params: { code } });
const oneLine = (text: string): string => text.normalize("NFC").replace(/\s+/gu, " ").trim();

/** Longest title of a package, in characters; longer ones from manifests are cut there. */
export const PACKAGE_TITLE_MAX = 250;

export const packageTitleField = z
  .string()
  .transform(oneLine)
  .refine((title) => title.length > 0, faulty("title.empty", "The title is empty."))
  .refine((title) => title.length <= PACKAGE_TITLE_MAX, faulty("title.tooLong", `A title has at most ${PACKAGE_TITLE_MAX} characters.`));

/** What a teacher changes of a package; an absent field stays as it is, null takes a date away. */
export const packageInput = z.object({
  title: packageTitleField.optional(),
  state: z.enum(["DRAFT", "PUBLISHED", "HIDDEN"]).optional(),
  opensAt: z.date().nullable().optional(),
  closesAt: z.date().nullable().optional(),
  dueAt: z.date().nullable().optional(),
  reentry: z.enum(["REVIEW", "RESUME", "NEW_ATTEMPT"]).optional(),
  scoring: z.enum(["AVERAGE", "HIGHEST", "SUM"]).optional(),
  window: z.enum(["EMBEDDED", "OWN_WINDOW"]).optional(),
  masteryOverridesStatus: z.boolean().optional(),
  scoreAsProgress: z.boolean().optional(),
});
export type PackageInput = z.infer<typeof packageInput>;

// Control characters are in no manifest's identifiers, and PostgreSQL's text refuses NUL.
const identifier = z
  .string()
  .min(1)
  .max(1024)
  .refine((text) => !/[\p{Cc}\p{Cs}]/u.test(text), faulty("identifier.invalid", "This is no identifier."));

/** One saved change of a package's run-time data. */
export const runtimeDeltaInput = z.object({
  seq: z.int().min(1),
  activityId: identifier,
  set: z.array(z.object({ element: identifier, value: z.string() })).max(10_000),
  events: z.array(z.enum(["begin", "initialize", "commit", "finish", "suspend", "leave"])).max(16),
  at: z.number(),
  sequencing: z.string().max(524_288).nullish(),
  calls: z
    .array(
      z.object({
        method: z.string().max(40),
        element: z.string().max(255),
        value: z.string().max(1_000),
        answer: z.string().max(1_000),
        code: z.int().min(0).max(100_000),
        at: z.number(),
      }),
    )
    .max(20)
    .nullish(),
});

/** Which learners a grid shows. */
export const packageGridFilter = z.object({
  search: z.string().max(100).nullish(),
  state: z.enum(["NOT_STARTED", "IN_PROGRESS", "COMPLETED", "PASSED", "FAILED"]).nullish(),
});
