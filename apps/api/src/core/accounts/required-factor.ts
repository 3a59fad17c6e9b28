import { Refusal } from "../../kernel/errors";
import type { Context } from "../../kernel/context";
import type { Tx } from "../../kernel/database";
import type { Credential, User as UserRow } from "../../generated/prisma/client.ts";
import { tellOwner } from "./tell-owner";
import { forgive, takeStrike } from "./throttle";
import { acceptStep, newRecoveryCodes, newSeed, sealRecoveryCode, stepOf } from "./totp";

type Account = UserRow & { credentials: Credential[] };

/** Begins an authenticator: a seed that counts only once a code of it was shown. One that was begun before is forgotten. */
export async function beginTotp(ctx: Context, user: Pick<UserRow, "id" | "login">): Promise<{ secret: string; uri: string }> {
  const { sealed, ...shown } = newSeed(ctx.services.env.secret, user.login);
  await ctx.write(async (tx) => {
    await tx.credential.deleteMany({ where: { userId: user.id, kind: "TOTP", confirmedAt: null } });
    await tx.credential.create({ data: { userId: user.id, kind: "TOTP", secret: sealed } });
  });
  return shown;
}

/** Makes ten recovery codes in the place of those that were. */
export async function replaceRecoveryCodes(ctx: Context, tx: Tx, userId: string): Promise<string[]> {
  const codes = newRecoveryCodes();
  await tx.credential.deleteMany({ where: { userId, kind: "RECOVERY_CODE" } });
  await tx.credential.createMany({
    data: codes.map((code) => ({ userId, kind: "RECOVERY_CODE" as const, secret: sealRecoveryCode(ctx.services.env.secret, code) })),
  });
  return codes;
}

/**
 * Adds the authenticator that a half signed-in person owes, with its first code, under the limit of second factors. Answers the
 * recovery codes; UNAUTHENTICATED for a wrong code, or when none was begun.
 */
export async function addRequiredFactor(ctx: Context, user: Account, code: string): Promise<string[]> {
  const key = `factor:${user.id}`;
  await takeStrike(ctx.db, key);
  const begun = user.credentials.find((credential) => credential.kind === "TOTP" && credential.confirmedAt === null);
  const step = begun ? stepOf(ctx.services.env.secret, begun, code.replace(/\s/g, "")) : null;
  const wrong = () =>
    new Refusal("UNAUTHENTICATED", "This code is wrong, or was used before.", { messageKey: "errors:UNAUTHENTICATED_WRONG_CODE" });
  if (!begun || step === null) throw wrong();
  const codes = await ctx.write(async (tx, emit) => {
    if (!(await acceptStep(tx, begun.id, step))) throw wrong();
    await tx.credential.update({ where: { id: begun.id }, data: { confirmedAt: new Date() } });
    await tx.user.update({ where: { id: user.id }, data: { factorDueAt: null } });
    await tellOwner(ctx, tx, user, "secondFactorOn");
    emit("accounts.factor.added", { id: begun.id, userId: user.id });
    return replaceRecoveryCodes(ctx, tx, user.id);
  });
  await forgive(ctx.db, key);
  return codes;
}
