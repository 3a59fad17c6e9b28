import { Arg, Ctx, Mutation, Query, Resolver } from "type-graphql";
import type { Context } from "../../kernel/context";
import { accountSettingsOnce } from "./account-settings";
import { factorRuleOf } from "./factor-rules";
import { ownRow } from "./people.types";
import { confirmTotp, disableTotp, renewRecoveryCodes, startTotp } from "./second-factor";
import { SecondFactor, TotpStart } from "./second-factor.types";
import { enterAsOneself, enterProved } from "./step-up";
import { authenticatorOf } from "./totp";

@Resolver()
export class SecondFactorResolver {
  @Query(() => SecondFactor, { description: "Whether one's own second factor is on." })
  async mySecondFactor(@Ctx() ctx: Context): Promise<SecondFactor> {
    const viewer = await enterAsOneself(ctx);
    const credentials = await ctx.db.credential.findMany({ where: { userId: viewer.id } });
    const authenticator = authenticatorOf(credentials);
    const left = credentials.filter((credential) => credential.kind === "RECOVERY_CODE" && !credential.usedAt).length;
    const [own, { value: settings }] = await Promise.all([ownRow(ctx, viewer.id), accountSettingsOnce(ctx)]);
    return {
      on: authenticator !== undefined,
      since: authenticator?.confirmedAt ?? null,
      recoveryCodesLeft: authenticator ? left : 0,
      rule: factorRuleOf(settings, viewer.roles),
      dueAt: own?.factorDueAt ?? null,
    };
  }

  @Mutation(() => TotpStart, { description: "Begins to add an authenticator (RFC 6238, 30 s). Asks for a fresh proof." })
  async startTotp(@Ctx() ctx: Context): Promise<TotpStart> {
    return startTotp(ctx, await enterProved(ctx));
  }

  @Mutation(() => [String], { description: "Switches the authenticator on with its first code; answers ten recovery codes, shown once." })
  async confirmTotp(
    @Arg("code", () => String, { description: "Six digits that the authenticator shows." }) code: string,
    @Ctx() ctx: Context,
  ): Promise<string[]> {
    return confirmTotp(ctx, await enterProved(ctx), code);
  }

  @Mutation(() => Boolean, { description: "Switches the second factor off, with a code of it in hand." })
  async disableTotp(
    @Arg("code", () => String, { description: "Six digits, or a recovery code." }) code: string,
    @Ctx() ctx: Context,
  ): Promise<boolean> {
    await disableTotp(ctx, await enterProved(ctx), code);
    return true;
  }

  @Mutation(() => [String], { description: "Ten new recovery codes; the old ones stop working." })
  async renewRecoveryCodes(
    @Arg("code", () => String, { description: "Six digits, or a recovery code." }) code: string,
    @Ctx() ctx: Context,
  ): Promise<string[]> {
    return renewRecoveryCodes(ctx, await enterProved(ctx), code);
  }
}
