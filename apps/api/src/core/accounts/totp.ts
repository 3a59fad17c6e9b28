import { generateSecret, generateURI, verifySync } from "otplib";
import { randomBytes } from "node:crypto";
import type { Context } from "../../kernel/context";
import type { Db, Tx } from "../../kernel/database";
import type { Credential } from "../../generated/prisma/client.ts";
import { isSigned, seal, sign, unseal } from "./sealing";

const PERIOD = 30;
const ISSUER = "Lyceum";
const RECOVERY_CODES = 10;
const ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789";

/** A new authenticator seed: what the person types, the address in the QR code, and what is stored. */
export function newSeed(secret: string, login: string): { secret: string; uri: string; sealed: string } {
  const seed = generateSecret({ length: 20 });
  return { secret: seed, uri: generateURI({ issuer: ISSUER, label: login, secret: seed }), sealed: seal(secret, "totp", seed) };
}

/** The time step (RFC 6238, 30 s, one step of drift either way) whose code this is, or null. */
export function stepOf(secret: string, credential: Credential, code: string): number | null {
  if (!/^\d{6}$/.test(code)) return null;
  const result = verifySync({
    secret: unseal(secret, "totp", credential.secret),
    token: code,
    epochTolerance: PERIOD,
    epoch: Math.floor(Date.now() / 1000),
  });
  return result.valid && "timeStep" in result ? result.timeStep : null;
}

/** Accepts a step once: false when it, or a later one, was accepted before. */
export async function acceptStep(db: Db | Tx, id: string, step: number): Promise<boolean> {
  const { count } = await db.credential.updateMany({
    where: { id, OR: [{ lastStep: null }, { lastStep: { lt: BigInt(step) } }] },
    data: { lastStep: BigInt(step), lastUsedAt: new Date() },
  });
  return count === 1;
}

const plain = (code: string): string => code.toLowerCase().replace(/[^a-z0-9]/g, "");

/** Ten recovery codes with 50 random bits each, as people see them: once. */
export function newRecoveryCodes(): string[] {
  return Array.from({ length: RECOVERY_CODES }, () => {
    // 11 letters of 31 signs carry 54 bits.
    const letters: string[] = [];
    while (letters.length < 11)
      for (const byte of randomBytes(16)) if (byte < 248 && letters.length < 11) letters.push(ALPHABET[byte % 31]!);
    return `${letters.slice(0, 6).join("")}-${letters.slice(6).join("")}`;
  });
}

/** A recovery code at rest: keyed, so that the database alone does not let anybody try all of them. */
export const sealRecoveryCode = (secret: string, code: string): string => sign(secret, "recovery-code", plain(code));

/** Uses a recovery code up; false when it is none of the person's, or was used. */
export async function useRecoveryCode(ctx: Context, credentials: Credential[], code: string): Promise<boolean> {
  const { secret } = ctx.services.env;
  const found = credentials.find(
    (credential) =>
      credential.kind === "RECOVERY_CODE" && !credential.usedAt && isSigned(secret, "recovery-code", plain(code), credential.secret),
  );
  if (!found) return false;
  const { count } = await ctx.db.credential.updateMany({ where: { id: found.id, usedAt: null }, data: { usedAt: new Date() } });
  return count === 1;
}

/** The switched-on authenticator of a person, if any. */
export const authenticatorOf = (credentials: Credential[]): Credential | undefined =>
  credentials.find((credential) => credential.kind === "TOTP" && credential.confirmedAt !== null);

/** Whether a code proves the second factor now: an authenticator's, or a recovery code. Each works once. */
export async function isSecondFactor(ctx: Context, credentials: Credential[], code: string): Promise<boolean> {
  const authenticator = authenticatorOf(credentials);
  if (!authenticator) return false;
  const step = stepOf(ctx.services.env.secret, authenticator, code.replace(/\s/g, ""));
  if (step !== null) return acceptStep(ctx.db, authenticator.id, step);
  return useRecoveryCode(ctx, credentials, code);
}
