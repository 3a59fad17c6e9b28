import { Invalid } from "../../kernel/errors";
import type { Context } from "../../kernel/context";
import type { Tx } from "../../kernel/database";
import type { Emit } from "../../kernel/events";
import type { User as UserRow } from "../../generated/prisma/client.ts";
import { readSetting } from "../settings/settings";
import { ACCOUNT_SETTINGS } from "./account-settings";
import { endEverything } from "./devices";
import { lockAddress, loginOfAddress } from "./logins";
import { queueLetter } from "./mail";
import { wakeMail } from "./mail-sender";
import { findMailToken, issueMailToken, LIFE_MS, useMailToken, type HeldToken } from "./mail-tokens";
import { fullName } from "./people.types";
import type { ConfirmedEmail } from "./registration.types";
import { tellOwner } from "./tell-owner";
import { takenField } from "./users";

/** Confirms the address that a mail's link stands for: of a new account, or of a change. NOT_FOUND for a link that does not hold. */
export async function confirmEmail(ctx: Context, token: string): Promise<ConfirmedEmail> {
  const held = await findMailToken(ctx.db, token, ["CONFIRM_EMAIL", "CHANGE_EMAIL"]);
  const state = await ctx.write(async (tx, emit) => {
    await useMailToken(tx, held.id);
    return held.purpose === "CHANGE_EMAIL" ? applyNewAddress(ctx, tx, emit, held) : openAccount(ctx, tx, emit, held);
  });
  wakeMail(ctx.services);
  return { state, next: (held.data as { next?: string }).next ?? null };
}

/** Whether a link into a course that nobody has revoked since let the person register: whoever sent it vouches for them. */
async function isVouched(tx: Tx, { linkId }: { linkId?: string }): Promise<boolean> {
  return linkId !== undefined && (await tx.courseInvitation.count({ where: { id: linkId, revokedAt: null } })) > 0;
}

async function openAccount(ctx: Context, tx: Tx, emit: Emit, { user, data }: HeldToken): Promise<UserRow["state"]> {
  const { value } = await readSetting(tx, ACCOUNT_SETTINGS);
  const waits = value.registration === "APPROVAL" && !(await isVouched(tx, data as { linkId?: string }));
  const state = user.state !== "PENDING_EMAIL" ? user.state : waits ? "PENDING_APPROVAL" : "ACTIVE";
  await tx.user.update({ where: { id: user.id }, data: { emailVerifiedAt: new Date(), state, version: { increment: 1 } } });
  emit("accounts.user.confirmed", { id: user.id, userId: user.id });
  if (state === "PENDING_APPROVAL") await tellAdministrators(ctx, tx, user);
  return state;
}

async function tellAdministrators(ctx: Context, tx: Tx, user: UserRow): Promise<void> {
  const officers = await tx.user.findMany({ where: { roles: { has: "ADMINISTRATOR" }, state: "ACTIVE", email: { not: null } }, take: 20 });
  for (const officer of officers) {
    const to = { userId: officer.id, to: officer.email!, name: fullName(officer), language: officer.language };
    await queueLetter(ctx.services, tx, "waitsForApproval", to, { person: fullName(user) }, `/admin/users/${user.id}`);
  }
}

async function applyNewAddress(ctx: Context, tx: Tx, emit: Emit, held: HeldToken): Promise<UserRow["state"]> {
  const { email } = held.data as { email: string };
  const former = held.user;
  await setAddress(tx, former.id, email);
  emit("accounts.user.updated", { id: former.id, userId: former.id });
  if (former.email) {
    const token = await issueMailToken(tx, former.id, "UNDO_EMAIL", { email: former.email, login: former.login });
    await tellOwner(ctx, tx, former, "undoEmail", { email, hours: LIFE_MS.UNDO_EMAIL / 3_600_000 }, `/undo-email?token=${token}`);
  }
  return former.state;
}

/** Gives an account an address, confirmed; the login goes with it where the two are one. INVALID_INPUT when somebody else has it. */
async function setAddress(tx: Tx, userId: string, email: string, login?: string): Promise<void> {
  const { value } = await readSetting(tx, ACCOUNT_SETTINGS);
  await lockAddress(tx, email);
  const taken = value.sharedEmail ? 0 : await tx.user.count({ where: { email, NOT: { id: userId } } });
  if (taken > 0) throw Invalid("token", "email.taken", "This e-mail address is taken.");
  const asLogin = value.loginIsEmail ? loginOfAddress(email, "token") : login;
  await tx.user
    .update({ where: { id: userId }, data: { email, login: asLogin, emailVerifiedAt: new Date(), version: { increment: 1 } } })
    .catch(takenField);
}

/**
 * Takes a change of address back with the link that went to the old one, up to 72 hours later: whoever changed it is out of every
 * device and token, and the password has to be chosen anew. Answers the token for that. NOT_FOUND for a link that does not hold.
 */
export async function undoEmailChange(ctx: Context, token: string): Promise<string> {
  const held = await findMailToken(ctx.db, token, ["UNDO_EMAIL"]);
  const { email, login } = held.data as { email: string; login: string };
  const passwordToken = await ctx.write(async (tx, emit) => {
    await useMailToken(tx, held.id);
    await setAddress(tx, held.userId, email, login);
    await tx.mailToken.deleteMany({ where: { userId: held.userId, purpose: { in: ["CHANGE_EMAIL", "RESET_PASSWORD", "UNDO_EMAIL"] } } });
    await tx.user.update({ where: { id: held.userId }, data: { mustChangePassword: true } });
    await endEverything(tx, emit, held.userId);
    emit("accounts.user.updated", { id: held.userId, userId: held.userId });
    return issueMailToken(tx, held.userId, "RESET_PASSWORD", { owed: "true" });
  });
  ctx.caller.setCookie?.(null, null);
  return passwordToken;
}
