import { expect, test } from "@jest/globals";
import { createHash } from "node:crypto";
import { solveChallenge } from "./proof-of-work";
import { sha256 } from "./sha256";

const hex = (words: Uint32Array): string => [...words].map((word) => word.toString(16).padStart(8, "0")).join("");

test("hashes as the standard says, at every length around a block's end", () => {
  for (const length of [0, 1, 3, 54, 55, 56, 57, 63, 64, 65, 119, 120, 121, 128, 1000]) {
    const bytes = Uint8Array.from({ length }, (_, index) => (index * 7 + length) % 256);
    expect([length, hex(sha256(bytes))]).toEqual([length, createHash("sha256").update(bytes).digest("hex")]);
  }
});

test("a solution begins with as many zero bits as were asked for", async () => {
  const { challenge, nonce } = await solveChallenge("1795250383468.abc.def", 12);
  expect(createHash("sha256").update(`${challenge}:${nonce}`).digest().readUInt32BE() >>> 20).toBe(0);
});
