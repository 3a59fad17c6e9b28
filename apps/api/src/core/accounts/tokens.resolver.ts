import { TOKEN_SCOPES } from "@lyceum/shared/inputs/accounts";
import { Arg, Ctx, ID, Mutation, Query, Resolver } from "type-graphql";
import { Invalid, NotFound } from "../../kernel/errors";
import { isId } from "../../kernel/ids";
import { hashToken } from "../../kernel/viewer";
import type { Context } from "../../kernel/context";
import { enterAsOneself, enterProved } from "./step-up";
import { newApiToken } from "./tokens";
import { ApiToken, CreateApiTokenInput, CreatedApiToken } from "./tokens.types";

const MOST = 50;

@Resolver()
export class TokenResolver {
  @Query(() => [ApiToken], { description: "One's own tokens that work, the newest first; at most 50." })
  async myTokens(@Ctx() ctx: Context): Promise<ApiToken[]> {
    const viewer = await enterAsOneself(ctx);
    return ctx.db.apiToken.findMany({
      where: { userId: viewer.id, revokedAt: null, OR: [{ expiresAt: null }, { expiresAt: { gt: new Date() } }] },
      orderBy: [{ createdAt: "desc" }, { id: "desc" }],
      take: MOST,
    });
  }

  @Mutation(() => CreatedApiToken, {
    description: "Makes a personal token. Its secret is shown this once. Asks for a fresh proof; a token cannot make tokens.",
  })
  async createApiToken(
    @Arg("input", () => CreateApiTokenInput, { description: "What it is for." }) input: CreateApiTokenInput,
    @Ctx() ctx: Context,
  ): Promise<CreatedApiToken> {
    const viewer = await enterProved(ctx);
    if (input.expiresAt && input.expiresAt <= new Date()) throw Invalid("input.expiresAt", "expiresAt.past", "This moment has passed.");
    if ((await ctx.db.apiToken.count({ where: { userId: viewer.id, revokedAt: null } })) >= MOST)
      throw Invalid("input", "tokens.tooMany", `At most ${MOST} tokens; revoke one first.`);
    const secret = newApiToken();
    const token = await ctx.write(async (tx, emit) => {
      const row = await tx.apiToken.create({
        data: {
          userId: viewer.id,
          name: input.name,
          prefix: secret.slice(0, 10),
          tokenHash: hashToken(secret),
          scopes: [...new Set(input.scopes ?? TOKEN_SCOPES)],
          expiresAt: input.expiresAt ?? null,
        },
      });
      emit("accounts.token.created", { id: row.id, userId: viewer.id });
      return row;
    });
    return { secret, token };
  }

  @Mutation(() => Boolean, { description: "Revokes one of one's own tokens, at once." })
  async revokeApiToken(@Arg("id", () => ID, { description: "Which one." }) id: string, @Ctx() ctx: Context): Promise<boolean> {
    const viewer = await enterAsOneself(ctx);
    if (!isId(id)) throw NotFound();
    return ctx.write(async (tx, emit) => {
      const { count } = await tx.apiToken.updateMany({
        where: { id, userId: viewer.id, revokedAt: null },
        data: { revokedAt: new Date() },
      });
      if (count === 0) throw NotFound();
      emit("accounts.token.revoked", { id, userId: viewer.id });
      return true;
    });
  }
}
