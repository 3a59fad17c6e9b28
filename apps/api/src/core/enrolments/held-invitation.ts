import { invitationCodeField } from "@lyceum/shared/inputs/enrolments";
import { NotFound, Refusal } from "../../kernel/errors";
import { hashToken } from "../../kernel/viewer";
import type { Context } from "../../kernel/context";
import type { Db } from "../../kernel/database";
import type { Course, CourseInvitation, CourseRun, Session } from "../../generated/prisma/client.ts";
import { addressKey, giveBack, takeTry } from "../accounts/throttle";

/** Enough for everybody who was given a code of 128 bits, and for nobody who guesses. */
const TRIES_AN_HOUR = 20;
const HOUR = 3_600_000;

export type HeldInvitation = CourseInvitation & { run: CourseRun & { course: Course; session: Session | null } };

/**
 * The invitation of a code. NOT_FOUND for every code that does not hold, whatever the reason: unknown, over, used up, revoked, or made
 * by somebody who may no longer. 20 tries an hour and address, then RATE_LIMITED; a good one costs none.
 */
export async function findInvitation(ctx: Context, code: string): Promise<HeldInvitation> {
  const tries = `invitation:${addressKey(ctx.caller.address)}`;
  await takeTry(ctx.db, tries, TRIES_AN_HOUR, HOUR);
  const row = invitationCodeField.safeParse(code).success
    ? await ctx.db.courseInvitation.findUnique({
        where: { codeHash: hashToken(code) },
        include: { run: { include: { course: true, session: true } } },
      })
    : null;
  if (!row || !stands(row) || !(await inviterStill(ctx.db, row))) throw NotFound();
  await giveBack(ctx.db, tries);
  return row;
}

const stands = (row: HeldInvitation): boolean =>
  row.revokedAt === null &&
  (row.until === null || row.until > new Date()) &&
  (row.maxUses === null || row.uses < row.maxUses) &&
  row.run.course.trashedAt === null &&
  !row.run.session?.trashedAt;

/** Who invites must still be of the staff: nobody leaves a door open behind them. */
async function inviterStill(db: Db, row: HeldInvitation): Promise<boolean> {
  if (!row.createdById) return false;
  return (
    (await db.user.count({
      where: {
        id: row.createdById,
        state: "ACTIVE",
        OR: [{ roles: { has: "ADMINISTRATOR" } }, { enrolments: { some: { courseId: row.courseId, role: "TEACHER", state: "ACTIVE" } } }],
      },
    })) > 0
  );
}

/** Whether a link was sent to this address: it proves the mailbox, so it opens registration for that address alone. */
export const isAddressee = (held: CourseInvitation, email: string): boolean =>
  held.email !== null && held.email.toLowerCase() === email.trim().toLowerCase();

/** Whether somebody with this code may make an account where the campus takes no strangers: it holds, and was sent to one address. */
export async function opensRegistration(ctx: Context, code: string): Promise<boolean> {
  try {
    return (await findInvitation(ctx, code)).email !== null;
  } catch (error) {
    if (error instanceof Refusal && error.refusal === "NOT_FOUND") return false;
    throw error;
  }
}
