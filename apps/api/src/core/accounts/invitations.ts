import { createHash, randomInt } from "node:crypto";
import { Invalid } from "../../kernel/errors";
import type { Db, Tx } from "../../kernel/database";
import type { InvitationCode } from "../../generated/prisma/client.ts";

/** Letters and digits that nobody confuses on a blackboard. */
const ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789";
const GROUPS = 4;
const GROUP = 4;

/** A code of 16 random signs (79 bits), in groups of four. */
export const newInvitationCode = (): string =>
  Array.from({ length: GROUPS }, () => Array.from({ length: GROUP }, () => ALPHABET[randomInt(ALPHABET.length)]).join("")).join("-");

/** A code at rest, without regard to case, spaces and dashes. */
export const invitationHash = (code: string): Uint8Array<ArrayBuffer> =>
  new Uint8Array(
    createHash("sha256")
      .update(`invitation:${code.toLowerCase().replace(/[^a-z0-9]/g, "")}`)
      .digest(),
  );

const holds = (row: InvitationCode): boolean =>
  row.revokedAt === null && (row.expiresAt === null || row.expiresAt > new Date()) && (row.usesMax === null || row.uses < row.usesMax);

const Unknown = () => Invalid("input.code", "code.unknown", "This code does not hold, or not any more.");

/** The invitation that a code stands for; INVALID_INPUT at the field when it does not hold, whatever the reason. */
export async function findInvitation(db: Db | Tx, code: string): Promise<InvitationCode> {
  const row = await db.invitationCode.findUnique({ where: { codeHash: invitationHash(code) } });
  if (!row || !holds(row)) throw Unknown();
  return row;
}

/** Takes one of a code's uses, in the transaction that makes the account; INVALID_INPUT when somebody else took the last one. */
export async function useInvitation(tx: Tx, id: string): Promise<void> {
  const taken = await tx.$executeRaw`
    UPDATE "InvitationCode" SET "uses" = "uses" + 1
    WHERE "id" = ${id}::uuid AND "revokedAt" IS NULL AND ("expiresAt" IS NULL OR "expiresAt" > now()) AND ("usesMax" IS NULL OR "uses" < "usesMax")`;
  if (taken !== 1) throw Unknown();
}
