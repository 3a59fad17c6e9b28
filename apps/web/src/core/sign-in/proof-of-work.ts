import { client } from "../../apollo";
import { refusalOf } from "../../kernel/refusals";
import { sha256 } from "./sha256";
import { ProofChallengeDocument } from "./sign-in.generated";

/** A solved challenge. */
export interface Proof {
  challenge: string;
  nonce: string;
}

const SLICE_MS = 12;
const encoder = new TextEncoder();

/** Whether a hash begins with so many zero bits (at most 32). */
const startsWithZeros = (hash: Uint32Array, bits: number): boolean => bits === 0 || hash[0]! >>> (32 - bits) === 0;

/** Finds the nonce that the server asks for. Works in short slices, so that typing and scrolling go on meanwhile. */
export async function solveChallenge(challenge: string, bits: number): Promise<Proof> {
  for (let number = 0; ;) {
    const until = performance.now() + SLICE_MS;
    while (performance.now() < until) {
      const nonce = (number += 1).toString(36);
      if (startsWithZeros(sha256(encoder.encode(`${challenge}:${nonce}`)), bits)) return { challenge, nonce };
    }
    await new Promise((resolve) => setTimeout(resolve));
  }
}

/** Asks for a challenge and solves it; about a second of work. A solution works once. */
export async function prove(): Promise<Proof> {
  const { data } = await client.query({ query: ProofChallengeDocument, fetchPolicy: "no-cache" });
  if (!data) throw new Error("The server gave no challenge.");
  const { challenge, bits } = data.proofChallenge;
  return solveChallenge(challenge, bits);
}

/** Whether the server refused only because it wants work first. */
export const wantsProof = (error: unknown): boolean => refusalOf(error)?.reasons.some(({ code }) => code === "PROOF_OF_WORK") ?? false;
