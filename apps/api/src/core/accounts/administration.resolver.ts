import { isDeepStrictEqual } from "node:util";
import { Arg, Ctx, Int, Mutation, Query, Resolver } from "type-graphql";
import { behind, decodeKey, pageOf, pageSize, type Page } from "../../kernel/connections";
import type { Context } from "../../kernel/context";
import type { Mail as MailRow } from "../../generated/prisma/client.ts";
import { readSetting, writeSetting, type SettingState } from "../settings/settings";
import { ACCOUNT_SETTINGS } from "./account-settings";
import { AccountSettings, AccountSettingsInput } from "./account-settings.types";
import { settleFactorDue } from "./factor-rules";
import { Mail, MailConnection } from "./users.types";

const mailOf = ({ id, to, subject, text, state, error, createdAt, sentAt }: MailRow): Mail => ({
  id,
  to,
  subject,
  text: state === "KEPT" ? text : null,
  state,
  error,
  createdAt,
  sentAt,
});

const settingsOf = (ctx: Context, { value, version }: SettingState<Omit<AccountSettings, "version" | "mailServer">>): AccountSettings => ({
  ...value,
  version,
  mailServer: ctx.services.env.smtpUrl !== undefined,
});

@Resolver()
export class AccountAdministrationResolver {
  @Query(() => MailConnection, {
    description: "Mails that the campus wrote, the newest first; those that were kept for want of a mail server can be read.",
  })
  async mails(
    @Arg("first", () => Int, { nullable: true, description: "How many, 20 when absent, at most 100." }) first: number | null,
    @Arg("after", () => String, { nullable: true, description: "The endCursor of the page before." }) after: string | null,
    @Ctx() ctx: Context,
  ): Promise<Page<Mail>> {
    await ctx.enterPlatform("readMails");
    const size = pageSize(first);
    const rows = await ctx.db.mail.findMany({
      where: behind(["id"], decodeKey(after, ["id"]), "desc"),
      orderBy: { id: "desc" },
      take: size + 1,
    });
    return pageOf(
      rows.map(mailOf),
      size,
      (row) => [row.id],
      () => ctx.db.mail.count(),
    );
  }

  @Query(() => AccountSettings, { description: "How people get accounts, for administrators." })
  async accountSettings(@Ctx() ctx: Context): Promise<AccountSettings> {
    await ctx.enterPlatform("manageSettings");
    return settingsOf(ctx, await readSetting(ctx.db, ACCOUNT_SETTINGS));
  }

  @Mutation(() => AccountSettings, { description: "Changes how people get accounts." })
  async updateAccountSettings(
    @Arg("input", () => AccountSettingsInput, { description: "The settings, whole." }) input: AccountSettingsInput,
    @Arg("expectedVersion", () => Int, { nullable: true, description: "The version that was read; stale = CONFLICT." }) expectedVersion:
      | number
      | null,
    @Ctx() ctx: Context,
  ): Promise<AccountSettings> {
    const viewer = await ctx.enterPlatform("manageSettings");
    const state = await ctx.write(async (tx, emit) => {
      emit("accounts.settings.updated", { topic: "platform" });
      const before = await readSetting(tx, ACCOUNT_SETTINGS);
      const after = await writeSetting(tx, ACCOUNT_SETTINGS, { ...input }, { userId: viewer.id, expectedVersion });
      const anew = before.value.factorGraceDays !== after.value.factorGraceDays;
      if (anew || !isDeepStrictEqual(before.value.factor, after.value.factor)) await settleFactorDue(tx, { everybody: true, anew });
      return after;
    });
    return settingsOf(ctx, state);
  }
}
