import { hash, randomBytes } from "node:crypto";
import { Locked } from "../../kernel/errors";
import type { Context } from "../../kernel/context";
import { isSigned, sign } from "./sealing";
import { useOnce } from "./throttle";

/** Leading zero bits that the solution's hash must have: about a second of a browser's work. */
export const PROOF_BITS = 17;
const LIFE_MS = 120_000;

/** A solved challenge, as the browser sends it back. */
export interface Proof {
  challenge: string;
  nonce: string;
}

/** Makes a challenge that this server will know again: expiry, randomness, difficulty, signature. */
export function newChallenge(secret: string, bits: number = PROOF_BITS): { challenge: string; bits: number; expiresAt: Date } {
  const expiresAt = new Date(Date.now() + LIFE_MS);
  const body = `${expiresAt.getTime()}.${randomBytes(16).toString("base64url")}.${bits}`;
  return { challenge: `${body}.${sign(secret, "proof-of-work", body)}`, bits, expiresAt };
}

function leadingZeroBits(digest: Buffer): number {
  let bits = 0;
  for (const byte of digest) {
    if (byte !== 0) return bits + Math.clz32(byte) - 24;
    bits += 8;
  }
  return bits;
}

/** Whether SHA-256 of `challenge:nonce` begins with enough zero bits. */
export const isSolved = ({ challenge, nonce }: Proof, bits: number): boolean =>
  leadingZeroBits(hash("sha256", `${challenge}:${nonce}`, "buffer")) >= bits;

/** Finds a nonce as a browser does; for programs of our own and tests. */
export function solve({ challenge, bits }: { challenge: string; bits: number }): Proof {
  for (let number = 0; ; number += 1) {
    const proof = { challenge, nonce: number.toString(36) };
    if (isSolved(proof, bits)) return proof;
  }
}

/** Refuses with LOCKED, reason PROOF_OF_WORK, unless the proof is ours, in time, solved, and was not used before. */
export async function requireProof(ctx: Context, proof: Proof | null | undefined): Promise<void> {
  const missing = () => Locked([{ code: "PROOF_OF_WORK" }]);
  if (!proof || proof.challenge.length > 200 || proof.nonce.length > 64) throw missing();
  const [expires = "", random = "", bits = "", signature = ""] = proof.challenge.split(".");
  const inTime = Number(expires) > Date.now() && Number(expires) <= Date.now() + LIFE_MS;
  const ours = isSigned(ctx.services.env.secret, "proof-of-work", `${expires}.${random}.${bits}`, signature);
  if (!inTime || !ours || !isSolved(proof, Number(bits))) throw missing();
  if (!(await useOnce(ctx.db, `proof:${random}`, Number(expires)))) throw missing();
}
