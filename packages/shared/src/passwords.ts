import { codePoints, foldText } from "./plain-text";

/** Fewest code points of a password; a campus may ask for up to 20. */
export const PASSWORD_MIN = 10;
/** Most code points of a password. */
export const PASSWORD_MAX = 128;

/** What is wrong with a password; `COMMON` is known to the server only. */
export type PasswordFault =
  | "TOO_SHORT"
  | "TOO_LONG"
  | "CONTAINS_LOGIN"
  | "CONTAINS_NAME"
  | "CONTAINS_EMAIL"
  | "NEEDS_LOWER"
  | "NEEDS_UPPER"
  | "NEEDS_DIGIT"
  | "NEEDS_SYMBOL"
  | "COMMON";

/** What must not be part of the person's password. */
export interface PasswordOwner {
  readonly login?: string | null;
  readonly givenName?: string | null;
  readonly familyName?: string | null;
  readonly email?: string | null;
}

/** A campus's own demands; none by default. */
export interface PasswordRules {
  /** Fewest code points, 10 to 20. */
  readonly minimum?: number;
  readonly lower?: boolean;
  readonly upper?: boolean;
  readonly digit?: boolean;
  readonly symbol?: boolean;
}

/** The form in which a password is measured and hashed: NFKC, so that every keyboard types the same one. Nothing is trimmed. */
export function normalizePassword(password: string): string {
  return password.normalize("NFKC");
}

function contains(password: string, part: string | null | undefined, fewest: number): boolean {
  const needle = foldText(part ?? "");
  return codePoints(needle) >= fewest && foldText(password).includes(needle);
}

function compositionFaults(password: string, rules: PasswordRules): PasswordFault[] {
  const faults: PasswordFault[] = [];
  if (rules.lower && !/\p{Ll}/u.test(password)) faults.push("NEEDS_LOWER");
  if (rules.upper && !/\p{Lu}/u.test(password)) faults.push("NEEDS_UPPER");
  if (rules.digit && !/\p{Nd}/u.test(password)) faults.push("NEEDS_DIGIT");
  if (rules.symbol && !/[^\p{L}\p{M}\p{N}\s]/u.test(password)) faults.push("NEEDS_SYMBOL");
  return faults;
}

/** Every fault of a password that can be told without the list of common ones, in the order to show them; empty = acceptable. */
export function passwordFaults(password: string, owner: PasswordOwner = {}, rules: PasswordRules = {}): PasswordFault[] {
  const normal = normalizePassword(password);
  const length = codePoints(normal);
  const faults: PasswordFault[] = [];
  if (length < Math.min(20, Math.max(PASSWORD_MIN, rules.minimum ?? PASSWORD_MIN))) faults.push("TOO_SHORT");
  if (length > PASSWORD_MAX) faults.push("TOO_LONG");
  if (contains(normal, owner.login, 3)) faults.push("CONTAINS_LOGIN");
  if (contains(normal, owner.givenName, 4) || contains(normal, owner.familyName, 4)) faults.push("CONTAINS_NAME");
  if (contains(normal, owner.email?.replace(/@[^@]*$/, ""), 3)) faults.push("CONTAINS_EMAIL");
  return [...faults, ...compositionFaults(normal, rules)];
}
