import { NotFound } from "../../kernel/errors";
import { hashToken } from "../../kernel/viewer";
import type { Db, Tx } from "../../kernel/database";
import type { MailPurpose } from "../../generated/prisma/enums.ts";
import type { MailToken, User as UserRow } from "../../generated/prisma/client.ts";
import { newSecret } from "./devices";

const HOUR = 3_600_000;
/** How long a link in a mail works. */
export const LIFE_MS: Record<MailPurpose, number> = {
  CONFIRM_EMAIL: 7 * 24 * HOUR,
  RESET_PASSWORD: HOUR,
  CHANGE_EMAIL: 24 * HOUR,
  UNDO_EMAIL: 72 * HOUR,
  INVITE: 7 * 24 * HOUR,
};

/** Makes a link's token (256 bits, hashed at rest); former ones of the same purpose stop working, but for those that undo. */
export async function issueMailToken(
  tx: Tx,
  userId: string,
  purpose: MailPurpose,
  data: Record<string, string> = {},
  lifeMs = LIFE_MS[purpose],
): Promise<string> {
  const token = newSecret();
  // A second change of address must not take the way back from the first owner.
  if (purpose !== "UNDO_EMAIL") await tx.mailToken.deleteMany({ where: { userId, purpose } });
  await tx.mailToken.create({
    data: { userId, purpose, data, tokenHash: hashToken(token), expiresAt: new Date(Date.now() + lifeMs) },
  });
  return token;
}

export type HeldToken = MailToken & { user: UserRow };

/** The token that a link carries, still good, with its person; NOT_FOUND for one that does not hold, whatever the reason. */
export async function findMailToken(db: Db | Tx, token: string, purposes: MailPurpose[]): Promise<HeldToken> {
  const row = await db.mailToken.findUnique({ where: { tokenHash: hashToken(token) }, include: { user: true } });
  if (!row || row.usedAt || row.expiresAt <= new Date() || !purposes.includes(row.purpose)) throw NotFound();
  return row;
}

/** Uses a token up; NOT_FOUND when somebody else just did. */
export async function useMailToken(tx: Tx, id: string): Promise<void> {
  const { count } = await tx.mailToken.updateMany({
    where: { id, usedAt: null, expiresAt: { gt: new Date() } },
    data: { usedAt: new Date() },
  });
  if (count !== 1) throw NotFound();
}
