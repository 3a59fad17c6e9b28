import { Arg, Ctx, ID, Int, Mutation, Query, Resolver } from "type-graphql";
import { pageSize, type Page } from "../../kernel/connections";
import { Invalid } from "../../kernel/errors";
import type { Context } from "../../kernel/context";
import { PlatformRole, UserState } from "../../generated/prisma/enums.ts";
import { wakeMail } from "./mail-sender";
import { requireGoodPassword } from "./new-password";
import { sendResetMail, sendWelcomeMail } from "./password-reset";
import { hashPassword } from "./passwords";
import { User, UserConnection, userOf } from "./people.types";
import { removeFactors } from "./second-factor";
import { tellOwner } from "./tell-owner";
import { requireFreshProof } from "./step-up";
import { listAccounts } from "./user-list";
import { activate, createAccount, deactivate, loadAccount, updateAccount } from "./users";
import { CreateUserInput, UpdateUserInput } from "./users.types";

@Resolver()
export class UserResolver {
  @Query(() => UserConnection, { description: "Accounts by family name, for administrators and session managers." })
  async users(
    @Arg("search", () => String, { nullable: true, description: "Words of a name, login, e-mail address or official code." }) search:
      | string
      | null,
    @Arg("state", () => UserState, { nullable: true, description: "Only accounts in this state." }) state: UserState | null,
    @Arg("role", () => PlatformRole, { nullable: true, description: "Only people with this role." }) role: PlatformRole | null,
    @Arg("first", () => Int, { nullable: true, description: "How many, 20 when absent, at most 100." }) first: number | null,
    @Arg("after", () => String, { nullable: true, description: "The endCursor of the page before." }) after: string | null,
    @Ctx() ctx: Context,
  ): Promise<Page<User>> {
    await ctx.enterPlatform("searchUsers");
    return listAccounts(ctx, { search, state, role }, { size: pageSize(first), after }, userOf);
  }

  @Query(() => User, { description: "One account, for administrators." })
  async user(@Arg("id", () => ID, { description: "Whose." }) id: string, @Ctx() ctx: Context): Promise<User> {
    await ctx.enterPlatform("manageUsers");
    return userOf(await loadAccount(ctx, id));
  }

  @Mutation(() => User, { description: "Makes an account. Without a password the person gets a mail to choose one." })
  async createUser(
    @Arg("input", () => CreateUserInput, { description: "Who it is." }) input: CreateUserInput,
    @Ctx() ctx: Context,
  ): Promise<User> {
    const viewer = await ctx.enterPlatform("manageUsers");
    const { password } = input;
    if (password)
      await requireGoodPassword(ctx.db, "input.password", password, {
        login: input.login,
        givenName: input.firstName,
        familyName: input.lastName,
        email: input.email,
      });
    const passwordHash = password ? await hashPassword(password) : null;
    const row = await ctx.write(async (tx, emit) => {
      const made = await createAccount(tx, emit, { ...input, passwordHash, createdById: viewer.id });
      if (!passwordHash) await sendWelcomeMail(ctx, tx, made);
      return made;
    });
    wakeMail(ctx.services);
    return userOf(row);
  }

  @Mutation(() => User, { description: "Changes an account. Changed roles ask for a fresh proof, and sign the person out." })
  async updateUser(
    @Arg("id", () => ID, { description: "Whose." }) id: string,
    @Arg("input", () => UpdateUserInput, { description: "What changes." }) input: UpdateUserInput,
    @Arg("expectedVersion", () => Int, { nullable: true, description: "The version that was read; stale = CONFLICT." }) expectedVersion:
      | number
      | null,
    @Ctx() ctx: Context,
  ): Promise<User> {
    const viewer = await ctx.enterPlatform("manageUsers");
    return userOf(await updateAccount(ctx, viewer, id, input, expectedVersion));
  }

  @Mutation(() => User, { description: "Closes an account: devices, tokens and live streams end within a second." })
  async deactivateUser(@Arg("id", () => ID, { description: "Whose." }) id: string, @Ctx() ctx: Context): Promise<User> {
    const viewer = await ctx.enterPlatform("manageUsers");
    return userOf(await deactivate(ctx, viewer, id));
  }

  @Mutation(() => User, { description: "Opens an account that is closed, or waits for its confirmation or approval." })
  async activateUser(@Arg("id", () => ID, { description: "Whose." }) id: string, @Ctx() ctx: Context): Promise<User> {
    await ctx.enterPlatform("manageUsers");
    const before = await loadAccount(ctx, id);
    const row = await activate(ctx, id);
    if (before.state === "PENDING_APPROVAL") {
      await ctx.write((tx) => tellOwner(ctx, tx, row, "approved", {}, "/sign-in"));
      wakeMail(ctx.services);
    }
    return userOf(row);
  }

  @Mutation(() => Boolean, { description: "Mails the person a link to choose a password. INVALID_INPUT when the account has no address." })
  async sendPasswordMail(@Arg("id", () => ID, { description: "To whom." }) id: string, @Ctx() ctx: Context): Promise<boolean> {
    await ctx.enterPlatform("manageUsers");
    const user = await loadAccount(ctx, id);
    if (!user.email) throw Invalid("id", "email.missing", "This account has no e-mail address.");
    const hasPassword = (await ctx.db.credential.count({ where: { userId: id, kind: "PASSWORD" } })) > 0;
    await ctx.write((tx) => (hasPassword ? sendResetMail(ctx, tx, user) : sendWelcomeMail(ctx, tx, user)));
    wakeMail(ctx.services);
    return true;
  }

  @Mutation(() => Boolean, { description: "Forgets an account's failures and lifts its block, so that its owner may try again at once." })
  async unlockUser(@Arg("id", () => ID, { description: "Whose." }) id: string, @Ctx() ctx: Context): Promise<boolean> {
    await ctx.enterPlatform("manageUsers");
    const user = await loadAccount(ctx, id);
    const keys = ["account", "factor", "again"].map((kind) => `${kind}:${user.id}`);
    await ctx.db.user.update({ where: { id: user.id }, data: { failedSignIns: 0, blockedAt: null } });
    await ctx.db.throttle.deleteMany({ where: { OR: [{ key: { in: keys } }, { key: { startsWith: `browser:${user.id}:` } }] } });
    return true;
  }

  @Mutation(() => Boolean, {
    description:
      "Takes the second factor off an account whose owner has lost it; the owner is told, with the reason. Asks for a fresh proof.",
  })
  async resetSecondFactor(
    @Arg("id", () => ID, { description: "Whose." }) id: string,
    @Arg("reason", () => String, { description: "Why, at least 10 characters." }) reason: string,
    @Ctx() ctx: Context,
  ): Promise<boolean> {
    const viewer = await ctx.enterPlatform("manageUsers");
    requireFreshProof(viewer);
    const user = await loadAccount(ctx, id);
    const why = reason.replaceAll("\0", "").trim();
    if (why.length < 10 || why.length > 1_000) throw Invalid("reason", "reason.length", "Give a reason of 10 to 1,000 characters.");
    await ctx.write(async (tx, emit) => {
      await removeFactors(tx, id);
      await tellOwner(ctx, tx, user, "secondFactorReset", { reason: why });
      emit("accounts.factor.removed", { userId: id, data: { reason: why } });
    });
    wakeMail(ctx.services);
    return true;
  }
}
