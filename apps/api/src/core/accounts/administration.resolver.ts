import { Arg, Ctx, Int, Mutation, Query, Resolver } from "type-graphql";
import { behind, decodeKey, pageOf, pageSize, type Page } from "../../kernel/connections";
import { Public } from "../../kernel/public";
import type { Context } from "../../kernel/context";
import type { Mail as MailRow } from "../../generated/prisma/client.ts";
import { readSetting, writeSetting, type SettingState } from "../settings/settings";
import { ACCOUNT_SETTINGS } from "./account-settings";
import { currentTerms } from "./registration";
import { LegalDocument } from "./registration.types";
import { AccountSettings, AccountSettingsInput, Mail, MailConnection, PublishTermsInput } from "./users.types";

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
      where: behind(["id"], decodeKey(after, 1), "desc"),
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
    const state = await ctx.write((tx, emit) => {
      emit("accounts.settings.updated", { topic: "platform" });
      return writeSetting(tx, ACCOUNT_SETTINGS, { ...input }, { userId: viewer.id, expectedVersion });
    });
    return settingsOf(ctx, state);
  }

  @Public("Terms are read before there is an account.")
  @Query(() => LegalDocument, {
    nullable: true,
    description: "The terms as they stand, in this language, else in English, else in any; null without any.",
  })
  async terms(
    @Arg("language", () => String, { defaultValue: "en", description: "The wished language (BCP 47)." }) language: string,
    @Ctx() ctx: Context,
  ): Promise<LegalDocument | null> {
    return currentTerms(ctx.db, language);
  }

  @Mutation(() => LegalDocument, { description: "Publishes a new version of the terms; former versions are kept." })
  async publishTerms(
    @Arg("input", () => PublishTermsInput, { description: "The text." }) input: PublishTermsInput,
    @Ctx() ctx: Context,
  ): Promise<LegalDocument> {
    await ctx.enterPlatform("manageSettings");
    const { language, body, summaryOfChange } = input;
    return ctx.write(async (tx, emit) => {
      await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext(${`terms:${language}`}))`;
      const last = await tx.legalDocument.findFirst({ where: { kind: "TERMS", language }, orderBy: { version: "desc" } });
      const row = await tx.legalDocument.create({
        data: { kind: "TERMS", language, body, summaryOfChange: summaryOfChange ?? "", version: (last?.version ?? 0) + 1 },
      });
      emit("accounts.terms.published", { id: row.id, topic: "platform" });
      return row;
    });
  }
}
