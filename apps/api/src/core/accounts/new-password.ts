import type { AccountSettings } from "@lyceum/shared/inputs/account-settings";
import { passwordFaults, type PasswordFault, type PasswordOwner, type PasswordRules } from "@lyceum/shared/passwords";
import { Invalid, InvalidInput, type Issue } from "../../kernel/errors";
import type { Db } from "../../kernel/database";
import { readSetting } from "../settings/settings";
import { ACCOUNT_SETTINGS } from "./account-settings";
import { isCommonPassword } from "./common-passwords";
import { verifyPassword } from "./passwords";

/** The campus's own demands on a password, as the rules' checker wants them. */
export const passwordRules = ({ passwordMinimum, passwordNeeds }: AccountSettings): PasswordRules => ({
  minimum: passwordMinimum,
  lower: passwordNeeds.includes("LOWER"),
  upper: passwordNeeds.includes("UPPER"),
  digit: passwordNeeds.includes("DIGIT"),
  symbol: passwordNeeds.includes("SYMBOL"),
});

/** Each fault's code at its field, and its sentence for programs. */
const FAULTS: Record<PasswordFault, readonly [code: string, message: string]> = {
  TOO_SHORT: ["password.tooShort", "The password is too short."],
  TOO_LONG: ["password.tooLong", "The password is too long."],
  CONTAINS_LOGIN: ["password.containsLogin", "The password contains the login."],
  CONTAINS_NAME: ["password.containsName", "The password contains the name."],
  CONTAINS_EMAIL: ["password.containsEmail", "The password contains the e-mail address."],
  NEEDS_LOWER: ["password.needsLower", "The password needs a small letter."],
  NEEDS_UPPER: ["password.needsUpper", "The password needs a capital letter."],
  NEEDS_DIGIT: ["password.needsDigit", "The password needs a digit."],
  NEEDS_SYMBOL: ["password.needsSymbol", "The password needs a sign."],
  COMMON: ["password.tooCommon", "This is one of the commonest passwords."],
};

/** Refuses a password that somebody wants to have (INVALID_INPUT at `path`, one issue for each rule it breaks). */
export async function requireGoodPassword(db: Db, path: string, password: string, owner: PasswordOwner): Promise<void> {
  const { value } = await readSetting(db, ACCOUNT_SETTINGS);
  const faults = passwordFaults(password, owner, passwordRules(value));
  if (!faults.includes("TOO_SHORT") && (await isCommonPassword(password))) faults.push("COMMON");
  if (faults.length === 0) return;
  throw InvalidInput(
    faults.map((fault): Issue => {
      const [code, message] = FAULTS[fault];
      return { path: path.split("."), code, message };
    }),
  );
}

/** Refuses the password that somebody has already (INVALID_INPUT at `path`), where a change is asked for. */
export async function requireOtherPassword(db: Db, path: string, userId: string, password: string): Promise<void> {
  const held = await db.credential.findFirst({ where: { userId, kind: "PASSWORD" } });
  if (held && (await verifyPassword(held.secret, password))) throw Invalid(path, "password.same", "This is the password already.");
}
