import { accountSettings } from "@lyceum/shared/inputs/account-settings";
import { defineSetting } from "../settings/settings";

/** How people get accounts, and what they may change of them. */
export const ACCOUNT_SETTINGS = defineSetting("accounts", accountSettings);
