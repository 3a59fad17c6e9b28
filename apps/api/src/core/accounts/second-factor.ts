import { Conflict, Forbidden, Invalid, NotFound } from "../../kernel/errors";
import type { Context } from "../../kernel/context";
import type { Tx } from "../../kernel/database";
import type { Credential, User as UserRow } from "../../generated/prisma/client.ts";
import { renewDevice } from "./devices";
import { readFactorRule, settleFactorDue } from "./factor-rules";
import { wakeMail } from "./mail-sender";
import { beginTotp, replaceRecoveryCodes } from "./required-factor";
import type { Oneself } from "./step-up";
import { tellOwner } from "./tell-owner";
import { forgive, takeStrike } from "./throttle";
import { acceptStep, authenticatorOf, isSecondFactor, stepOf } from "./totp";

type Account = UserRow & { credentials: Credential[] };

const load = async (ctx: Context, id: string): Promise<Account> => {
  const user = await ctx.db.user.findUnique({ where: { id }, include: { credentials: true } });
  if (!user) throw NotFound();
  return user;
};

const WrongCode = () => Invalid("code", "code.wrong", "This code is wrong, or was used before.");

/** Begins an authenticator: a seed that counts only once a code of it was shown. CONFLICT when one is on already, FORBIDDEN where the campus has none. */
export async function startTotp(ctx: Context, viewer: Oneself): Promise<{ secret: string; uri: string }> {
  const user = await load(ctx, viewer.id);
  if (authenticatorOf(user.credentials)) throw Conflict("SECOND_FACTOR_ON", "An authenticator is switched on already.");
  if ((await readFactorRule(ctx.db, user.roles)) === "OFF") throw Forbidden("FACTOR_OFF");
  return beginTotp(ctx, user);
}

/** Switches the authenticator on with its first code, and gives ten recovery codes, shown once. */
export async function confirmTotp(ctx: Context, viewer: Oneself, code: string): Promise<string[]> {
  const key = `factor:${viewer.id}`;
  await takeStrike(ctx.db, key);
  const user = await load(ctx, viewer.id);
  const begun = user.credentials.find((credential) => credential.kind === "TOTP" && credential.confirmedAt === null);
  if (!begun || authenticatorOf(user.credentials)) throw NotFound();
  const step = stepOf(ctx.services.env.secret, begun, code.replace(/\s/g, ""));
  if (step === null) throw WrongCode();
  const codes = await ctx.write(async (tx, emit) => {
    if (!(await acceptStep(tx, begun.id, step))) throw WrongCode();
    await tx.credential.update({ where: { id: begun.id }, data: { confirmedAt: new Date() } });
    await renewDevice(ctx, tx, viewer.deviceId, { secondFactorNeeded: true, secondFactorAt: new Date() });
    await tx.user.update({ where: { id: user.id }, data: { factorDueAt: null } });
    await tellOwner(ctx, tx, user, "secondFactorOn");
    emit("accounts.factor.added", { id: begun.id, userId: user.id });
    return replaceRecoveryCodes(ctx, tx, user.id);
  });
  await forgive(ctx.db, key);
  wakeMail(ctx.services);
  return codes;
}

/** Refuses unless the code proves the second factor of the viewer now (INVALID_INPUT, RATE_LIMITED); NOT_FOUND without one. */
async function requireFactor(ctx: Context, viewer: Oneself, code: string): Promise<Account> {
  const key = `factor:${viewer.id}`;
  await takeStrike(ctx.db, key);
  const user = await load(ctx, viewer.id);
  if (!authenticatorOf(user.credentials)) throw NotFound();
  if (!(await isSecondFactor(ctx, user.credentials, code))) throw WrongCode();
  await forgive(ctx.db, key);
  return user;
}

/** Takes all factors but the password away, in a transaction; where one is required, the days of grace begin. */
export async function removeFactors(tx: Tx, userId: string): Promise<void> {
  await tx.credential.deleteMany({ where: { userId, kind: { in: ["TOTP", "RECOVERY_CODE"] } } });
  await settleFactorDue(tx, { userId });
}

/** Switches the second factor off, with the second factor in hand; FORBIDDEN where the campus requires one. */
export async function disableTotp(ctx: Context, viewer: Oneself, code: string): Promise<void> {
  if ((await readFactorRule(ctx.db, viewer.roles)) === "REQUIRED") throw Forbidden("FACTOR_REQUIRED");
  const user = await requireFactor(ctx, viewer, code);
  await ctx.write(async (tx, emit) => {
    await removeFactors(tx, user.id);
    await tellOwner(ctx, tx, user, "secondFactorOff");
    emit("accounts.factor.removed", { userId: user.id });
  });
  wakeMail(ctx.services);
}

/** Ten new recovery codes for the old ones, with the second factor in hand. */
export async function renewRecoveryCodes(ctx: Context, viewer: Oneself, code: string): Promise<string[]> {
  const user = await requireFactor(ctx, viewer, code);
  return ctx.write((tx) => replaceRecoveryCodes(ctx, tx, user.id));
}
