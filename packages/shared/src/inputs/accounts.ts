import { z } from "zod";
import { isLocale, LOCALES } from "../locales";
import { isTimeZone } from "../time-zones";

/** What a login may be made of; compared without regard to case. */
export const LOGIN = /^[0-9A-Za-z_.@-]{3,100}$/;

/** A refinement's sentence, and the code that goes back at its field. */
export const faulty = (code: string, message: string) => ({ error: message, params: { code } });
/** One line, composed and trimmed: no control signs, single spaces. */
export const oneLine = (text: string): string =>
  text
    .normalize("NFC")
    .replace(/[\s\p{Cc}]+/gu, " ")
    .trim();

/** A login as it is stored: trimmed and NFKC. */
export const normalizeIdentifier = (text: string): string => text.normalize("NFKC").trim();

export const loginField = z
  .string()
  .transform(normalizeIdentifier)
  .refine((login) => LOGIN.test(login), faulty("login.invalid", "A login has 3 to 100 letters, digits or any of _ . @ -"));

export const emailField = z
  .string()
  .transform(normalizeIdentifier)
  .refine((email) => email.length <= 254 && z.email().safeParse(email).success, faulty("email.invalid", "This is no e-mail address."));

const name = (least: number) =>
  z
    .string()
    .transform(oneLine)
    .refine((text) => text.length >= least, faulty("name.empty", "The name is empty."))
    .refine((text) => text.length <= 100, faulty("name.tooLong", "A name has at most 100 characters."));

export const givenNameField = name(1);
export const familyNameField = name(0);
export const languageField = z.string().refine(isLocale, faulty("language.unknown", `The language is one of ${LOCALES.join(", ")}.`));
export const timeZoneField = z.string().refine(isTimeZone, faulty("timeZone.unknown", "This is no zone of the IANA database."));
export const officialCodeField = z
  .string()
  .transform(oneLine)
  .refine((code) => code.length <= 40, faulty("officialCode.tooLong", "An official code has at most 40 characters."));
export const phoneField = z
  .string()
  .transform((text) => text.replace(/[\s().-]/g, ""))
  .refine(
    (phone) => phone === "" || /^\+[1-9]\d{4,18}$/.test(phone),
    faulty("phone.invalid", "Write a phone number as +33 1 23 45 67 89."),
  );
export const rolesField = z.array(z.enum(["ADMINISTRATOR", "SESSION_MANAGER", "TEACHER"])).max(3);

/** Values of extra profile fields, by the field's id; each is checked by its field's kind (profile-fields.ts). */
export const profileValuesField = z
  .array(z.object({ fieldId: z.string(), value: z.string().max(5_000) }))
  .max(50)
  .refine((values) => new Set(values.map(({ fieldId }) => fieldId)).size === values.length, faulty("fields.twice", "A field comes twice."));

const passwordField = z.string().refine((text) => text.length <= 1024, faulty("password.tooLong", "The password is too long."));

/** A person made by an administrator. */
export const createUserInput = z.object({
  login: loginField,
  email: emailField.nullish(),
  firstName: givenNameField,
  lastName: familyNameField.nullish(),
  password: passwordField.nullish(),
  language: languageField.nullish(),
  roles: rolesField.nullish(),
});

/** A person who registers; the login is made of the names when absent. */
export const registerAccountInput = z.object({
  login: loginField.nullish(),
  email: emailField,
  firstName: givenNameField,
  lastName: familyNameField.nullish(),
  password: passwordField,
  language: languageField.nullish(),
  timeZone: timeZoneField.nullish(),
  termsId: z.string().nullish(),
  /** An invitation code, in the mode INVITATION. */
  code: z.string().max(100).nullish(),
  /** The code of a link into a course that was sent to the address. */
  joinCode: z.string().max(100).nullish(),
  fields: profileValuesField.nullish(),
  asTeacher: z.boolean().nullish(),
  next: z
    .string()
    .refine(
      (path) => path.length <= 300 && /^\/(?![/\\])[^\s\\]*$/.test(path),
      faulty("next.invalid", "A path inside the campus starts with one slash, and is short."),
    )
    .nullish(),
});

/** What a person changes of their own profile; absent fields stay. */
export const profileInput = z.object({
  firstName: givenNameField.nullish(),
  lastName: familyNameField.nullish(),
  officialCode: officialCodeField.nullish(),
  phone: phoneField.nullish(),
  language: languageField.nullish(),
  timeZone: timeZoneField.nullish(),
  fields: profileValuesField.nullish(),
});

/** What an administrator changes of an account; absent fields stay. */
export const updateUserInput = profileInput.extend({
  login: loginField.nullish(),
  email: emailField.or(z.literal("")).nullish(),
  roles: rolesField.nullish(),
  expiresAt: z.date().nullish(),
  neverExpires: z.boolean().nullish(),
  mustChangePassword: z.boolean().nullish(),
});

/** What a token may do: read, write, or what its owner may do to the whole campus. */
export const TOKEN_SCOPES = ["read", "write", "admin"] as const;

export const createApiTokenInput = z.object({
  name: z
    .string()
    .transform(oneLine)
    .refine((text) => text.length >= 1 && text.length <= 100, faulty("name.length", "A name has 1 to 100 characters.")),
  scopes: z
    .array(
      z
        .string()
        .refine(
          (scope) => (TOKEN_SCOPES as readonly string[]).includes(scope),
          faulty("scope.unknown", "A scope is read, write or admin."),
        ),
    )
    .refine((scopes) => scopes.length > 0, faulty("scopes.empty", "Choose at least one scope."))
    .nullish(),
  expiresAt: z.date().nullish(),
});

/** What a person who may change an account's terms writes. */
export const publishTermsInput = z.object({
  language: languageField,
  body: z
    .string()
    .transform((text) => text.replaceAll("\0", "").trim())
    .refine((text) => text.length <= 200_000, faulty("body.tooLong", "The terms are too long.")),
  summaryOfChange: z
    .string()
    .transform(oneLine)
    .refine((text) => text.length <= 1_000, faulty("summary.tooLong", "At most 1,000 characters."))
    .nullish(),
  askAgain: z.boolean().nullish(),
});

const fraction = z.number().refine((part) => part >= 0 && part <= 1, faulty("crop.range", "A fraction is between 0 and 1."));

/** The part of a picture that is kept. */
export const pictureCropInput = z.object({ left: fraction, top: fraction, width: fraction, height: fraction });
