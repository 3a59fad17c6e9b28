import { Arg, Ctx, Mutation, Query, Resolver } from "type-graphql";
import type { Context } from "../../kernel/context";
import { Public } from "../../kernel/public";
import { User, userOf } from "./people.types";
import { signIn } from "./sign-in";
import { SignIn } from "./sign-in.types";

@Resolver()
export class SignInResolver {
  @Public("Whoever asks learns only about themselves; nobody gets null.")
  @Query(() => User, { nullable: true, description: "Who is asking, or null for nobody." })
  async viewer(@Ctx() ctx: Context): Promise<User | null> {
    const viewer = await ctx.viewer();
    const row = viewer && (await ctx.db.user.findUnique({ where: { id: viewer.id } }));
    return row ? userOf(row) : null;
  }

  @Public("The way in.")
  @Mutation(() => SignIn, { description: "Signs in with login or e-mail address and password, and sets an HttpOnly cookie." })
  async signIn(
    @Arg("login", () => String, { description: "Login or e-mail address, in any case." }) login: string,
    @Arg("password", () => String, { description: "The password." }) password: string,
    @Arg("keepSignedIn", () => Boolean, { defaultValue: false, description: "Stay signed in for 30 days of no use, 90 days at most, instead of 8 hours." }) keepSignedIn: boolean,
    @Ctx() ctx: Context,
  ): Promise<SignIn> {
    const user = await signIn(ctx, { login, password, keepSignedIn });
    return { viewer: userOf(user), secondFactorNeeded: false };
  }

  @Public("Leaving asks for nothing; nobody may leave too.")
  @Mutation(() => Boolean, { description: "Ends this device and clears its cookie. True when somebody was signed in." })
  async signOut(@Ctx() ctx: Context): Promise<boolean> {
    const viewer = await ctx.viewer();
    ctx.caller.setCookie?.(null, null);
    const deviceId = viewer?.deviceId;
    if (!viewer || !deviceId) return false;
    await ctx.write(async (tx, emit) => {
      await tx.device.update({ where: { id: deviceId }, data: { endedAt: new Date() } });
      emit("accounts.device.signedOut", { id: deviceId, userId: viewer.id });
    });
    return true;
  }
}
