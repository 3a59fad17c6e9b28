import { Arg, Ctx, ID, Mutation, Query, Resolver } from "type-graphql";
import { Forbidden } from "../../kernel/errors";
import { Public } from "../../kernel/public";
import type { Context } from "../../kernel/context";
import { User, userOf } from "./people.types";
import { acceptTerms, currentTerms, publishTerms } from "./terms";
import { Consent, LegalDocument } from "./terms.types";
import { PublishTermsInput } from "./users.types";

@Resolver()
export class TermsResolver {
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

  @Query(() => [Consent], { description: "Every version of the terms that one has accepted, the last first; at most 100." })
  async myConsents(@Ctx() ctx: Context): Promise<Consent[]> {
    const viewer = await ctx.enterSelf();
    return ctx.db.consent.findMany({
      where: { userId: viewer.id, withdrawnAt: null },
      include: { document: true },
      orderBy: [{ givenAt: "desc" }, { id: "desc" }],
      take: 100,
    });
  }

  @Mutation(() => User, {
    description:
      "Accepts the terms as they stand. Until then everything else is LOCKED, reason TERMS_OF_USE. INVALID_INPUT for a former version.",
  })
  async acceptLegalDocument(
    @Arg("id", () => ID, { description: "The version that was read." }) id: string,
    @Ctx() ctx: Context,
  ): Promise<User> {
    const viewer = await ctx.enterSelf({ beforeTerms: true });
    if (viewer.impersonatorId) throw Forbidden();
    await acceptTerms(ctx, viewer, id);
    return userOf(await ctx.db.user.findUniqueOrThrow({ where: { id: viewer.id } }));
  }

  @Mutation(() => LegalDocument, { description: "Publishes a new version of the terms; former versions are kept." })
  async publishTerms(
    @Arg("input", () => PublishTermsInput, { description: "The text." }) input: PublishTermsInput,
    @Ctx() ctx: Context,
  ): Promise<LegalDocument> {
    return publishTerms(ctx, await ctx.enterPlatform("manageSettings"), input);
  }
}
