import { Arg, Ctx, Mutation, Query, Resolver } from "type-graphql";
import type { Context } from "../../kernel/context";
import { Public } from "../../kernel/public";
import { ownRow, User, userOf } from "./people.types";
import { newChallenge } from "./proof-of-work";
import { passSecondFactor, signIn, type SignInOutcome } from "./sign-in";
import { ProofChallenge, ProofInput, SignIn } from "./sign-in.types";
import { proveAgain } from "./step-up";

const asSignIn = ({ user, ...outcome }: SignInOutcome): SignIn => ({ ...outcome, viewer: user && userOf(user) });

@Resolver()
export class SignInResolver {
  @Public("Whoever asks learns only about themselves; nobody gets null.")
  @Query(() => User, { nullable: true, description: "Who is asking, or null for nobody." })
  async viewer(@Ctx() ctx: Context): Promise<User | null> {
    const viewer = await ctx.viewer();
    const row = viewer && (await ownRow(ctx, viewer.id));
    return row ? userOf(row) : null;
  }

  @Public("The way in.")
  @Mutation(() => SignIn, {
    description:
      "Signs in with login or e-mail address and password, and sets an HttpOnly cookie. After three failures it is LOCKED, reason PROOF_OF_WORK, without a proof.",
  })
  async signIn(
    @Arg("login", () => String, { description: "Login or e-mail address, in any case." }) login: string,
    @Arg("password", () => String, { description: "The password." }) password: string,
    @Arg("keepSignedIn", () => Boolean, {
      defaultValue: false,
      description: "Stay signed in for 30 days of no use, 90 days at most, instead of 8 hours.",
    })
    keepSignedIn: boolean,
    @Arg("code", () => String, {
      nullable: true,
      description: "The second factor's code, or a recovery code; passSecondFactor takes it later as well.",
    })
    code: string | null,
    @Arg("proof", () => ProofInput, { nullable: true, description: "A solved proofChallenge." }) proof: ProofInput | null,
    @Ctx() ctx: Context,
  ): Promise<SignIn> {
    return asSignIn(await signIn(ctx, { login, password, keepSignedIn, code, proof }));
  }

  @Public("The second half of the way in: the caller is nobody until it is passed.")
  @Mutation(() => SignIn, {
    description: "Ends a half sign-in with the authenticator's code or a recovery code; the cookie gets a new value.",
  })
  async passSecondFactor(
    @Arg("code", () => String, { description: "Six digits, or a recovery code." }) code: string,
    @Ctx() ctx: Context,
  ): Promise<SignIn> {
    return asSignIn(await passSecondFactor(ctx, code));
  }

  @Public("The work that the other public operations ask for.")
  @Query(() => ProofChallenge, { description: "A fresh challenge for sign-in, registration and password mails." })
  proofChallenge(@Ctx() ctx: Context): ProofChallenge {
    return newChallenge(ctx.services.env.secret);
  }

  @Mutation(() => Boolean, {
    description: "Proves again who sits there, for operations that are LOCKED with reason STEP_UP. The cookie gets a new value.",
  })
  async proveItIsMe(
    @Arg("password", () => String, { description: "The password." }) password: string,
    @Ctx() ctx: Context,
  ): Promise<boolean> {
    await proveAgain(ctx, password);
    return true;
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
