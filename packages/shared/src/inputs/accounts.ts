import { z } from "zod";
import { LOCALES } from "../locales";
import { isTimeZone } from "../time-zones";

/** What a login may be made of; compared without regard to case. */
export const LOGIN = /^[0-9A-Za-z_.@-]{3,100}$/;

const faulty = (code: string, message: string) => ({ error: message, params: { code } });
const oneLine = (text: string): string => text.normalize("NFC").replace(/\s+/gu, " ").trim();

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
export const languageField = z.enum(LOCALES, faulty("language.unknown", `The language is one of ${LOCALES.join(", ")}.`));
export const timeZoneField = z.string().refine(isTimeZone, faulty("timeZone.unknown", "This is no zone of the IANA database."));
export const officialCodeField = z
  .string()
  .transform(oneLine)
  .refine((code) => code.length <= 40, faulty("officialCode.tooLong", "An official code has at most 40 characters."));
export const phoneField = z
  .string()
  .transform((text) => text.replace(/[\s().-]/g, ""))
  .refine((phone) => phone === "" || /^\+[1-9]\d{4,18}$/.test(phone), faulty("phone.invalid", "Write a phone number as +33 1 23 45 67 89."));
export const rolesField = z.array(z.enum(["ADMINISTRATOR", "SESSION_MANAGER", "TEACHER"])).max(3);

const passwordField = z.string().max(1024, faulty("password.tooLong", "The password is too long."));

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
