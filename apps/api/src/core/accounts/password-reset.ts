import { log } from "../../kernel/log";
import { readSetting } from "../settings/settings";
import { ACCOUNT_SETTINGS } from "./account-settings";
import type { Context } from "../../kernel/context";
import type { Tx } from "../../kernel/database";
import type { Emit } from "../../kernel/events";
import type { User as UserRow } from "../../generated/prisma/client.ts";
import { endEverything } from "./devices";
import { wakeMail } from "./mail-sender";
import { findMailToken, issueMailToken, LIFE_MS, useMailToken } from "./mail-tokens";
import { requireGoodPassword, requireOtherPassword } from "./new-password";
import { hashPassword } from "./passwords";
import { tellOwner } from "./tell-owner";
import { findAccount, mayComeIn } from "./sign-in";

/** Mails a link to choose a new password, if there is such an account with an address; says nothing about whether there is. */
export function requestPasswordReset(ctx: Context, login: string): void {
  const work = async (): Promise<void> => {
    const user = await findAccount(ctx.db, login);
    if (!user?.email || !mayComeIn(user)) return;
    await ctx.write((tx) => sendResetMail(ctx, tx, user));
    wakeMail(ctx.services);
  };
  // Not awaited: the answer must not take longer when the account exists.
  void work().catch((error: unknown) => log.error({ err: error }, "a password mail could not be written"));
}

/** Puts the "choose a new password" mail into the outbox; its link replaces the one before. */
export async function sendResetMail(ctx: Context, tx: Tx, user: UserRow): Promise<void> {
  const { resetMinutes: minutes } = (await readSetting(tx, ACCOUNT_SETTINGS)).value;
  const token = await issueMailToken(tx, user.id, "RESET_PASSWORD", {}, minutes * 60_000);
  await tellOwner(ctx, tx, user, "resetPassword", { minutes }, `/reset-password?token=${token}`);
}

/** Puts the welcome mail of a new account without a password into the outbox. */
export async function sendWelcomeMail(ctx: Context, tx: Tx, user: UserRow): Promise<void> {
  const token = await issueMailToken(tx, user.id, "INVITE");
  await tellOwner(ctx, tx, user, "welcome", { days: LIFE_MS.INVITE / 86_400_000 }, `/reset-password?token=${token}`);
}

/** Writes a password in the place of the former one. */
export async function setPassword(tx: Tx, emit: Emit, userId: string, secret: string): Promise<void> {
  await tx.credential.deleteMany({ where: { userId, kind: "PASSWORD" } });
  await tx.credential.create({ data: { userId, kind: "PASSWORD", secret, confirmedAt: new Date() } });
  await tx.user.update({ where: { id: userId }, data: { mustChangePassword: false, failedSignIns: 0, blockedAt: null } });
  await tx.mailToken.deleteMany({ where: { userId, purpose: { in: ["RESET_PASSWORD", "INVITE"] }, usedAt: null } });
  emit("accounts.password.changed", { userId });
}

/**
 * Chooses a password with a mail's link: afterwards the person is signed in nowhere, and no token works. The second factor stays.
 * NOT_FOUND for a link that does not hold, INVALID_INPUT for a bad password (the link may be used again).
 */
export async function resetPassword(ctx: Context, token: string, password: string): Promise<void> {
  const held = await findMailToken(ctx.db, token, ["RESET_PASSWORD", "INVITE"]);
  await requireGoodPassword(ctx.db, "password", password, held.user);
  // Who owes a new password may not give the old one again.
  if ((held.data as { owed?: string }).owed) await requireOtherPassword(ctx.db, "password", held.userId, password);
  const secret = await hashPassword(password);
  await ctx.write(async (tx, emit) => {
    await useMailToken(tx, held.id);
    await setPassword(tx, emit, held.userId, secret);
    await endEverything(tx, emit, held.userId);
    if (held.purpose === "RESET_PASSWORD") await tellOwner(ctx, tx, held.user, "passwordChanged", {}, "/forgotten-password");
  });
  await ctx.db.throttle.deleteMany({ where: { key: `account:${held.userId}` } });
  ctx.caller.setCookie?.(null, null);
  wakeMail(ctx.services);
}
