import { passwordFaults, type PasswordFault, type PasswordOwner } from "@lyceum/shared/passwords";
import { InvalidInput, type Issue } from "../../kernel/errors";
import type { Db } from "../../kernel/database";
import { readSetting } from "../settings/settings";
import { ACCOUNT_SETTINGS } from "./account-settings";
import { isCommonPassword } from "./common-passwords";

const camel = (fault: PasswordFault): string => fault.toLowerCase().replace(/_(\w)/g, (_all, letter: string) => letter.toUpperCase());

const WORDS: Record<PasswordFault, string> = {
  TOO_SHORT: "The password is too short.",
  TOO_LONG: "The password is too long.",
  CONTAINS_LOGIN: "The password contains the login.",
  CONTAINS_NAME: "The password contains the name.",
  CONTAINS_EMAIL: "The password contains the e-mail address.",
  NEEDS_LOWER: "The password needs a small letter.",
  NEEDS_UPPER: "The password needs a capital letter.",
  NEEDS_DIGIT: "The password needs a digit.",
  NEEDS_SYMBOL: "The password needs a sign.",
  COMMON: "This is one of the commonest passwords.",
};

/** Refuses a password that somebody wants to have (INVALID_INPUT at `path`, one issue for each rule it breaks). */
export async function requireGoodPassword(db: Db, path: string, password: string, owner: PasswordOwner): Promise<void> {
  const { value } = await readSetting(db, ACCOUNT_SETTINGS);
  const faults = passwordFaults(password, owner, { minimum: value.passwordMinimum });
  if (!faults.includes("TOO_SHORT") && (await isCommonPassword(password))) faults.push("COMMON");
  if (faults.length === 0) return;
  throw InvalidInput(faults.map((fault): Issue => ({ path: path.split("."), code: `password.${fault === "COMMON" ? "tooCommon" : camel(fault)}`, message: WORDS[fault] })));
}
