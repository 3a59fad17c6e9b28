import { accountSettings } from "@lyceum/shared/inputs/accounts";
import { defineSetting } from "../settings/settings";

/** How people get accounts, and what they may change of them. */
export const ACCOUNT_SETTINGS = defineSetting("accounts", accountSettings);
