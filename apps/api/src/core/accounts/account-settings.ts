import { accountSettings } from "@lyceum/shared/inputs/account-settings";
import type { Context } from "../../kernel/context";
import { defineSetting, readSetting } from "../settings/settings";

/** How people get accounts, and what they may change of them. */
export const ACCOUNT_SETTINGS = defineSetting("accounts", accountSettings);

/** These settings for the parts of one page. Statements: 1 for the request. */
export const accountSettingsOnce = (ctx: Context) => ctx.once("accounts.settings", () => readSetting(ctx.db, ACCOUNT_SETTINGS));
