import type { Context } from "../../kernel/context";
import type { Tx } from "../../kernel/database";
import { InvalidInput, NotFound } from "../../kernel/errors";
import type { Emit } from "../../kernel/events";
import type { Member } from "../../kernel/gate";
import { isId, newId } from "../../kernel/ids";
import { keepState } from "@lyceum/courseware/runtime/package-progress";
import type { Progress } from "../../generated/prisma/client.ts";

const USERS_MAX = 500;

/** The learners of the member's run among some people; a stranger among them is INVALID_INPUT. */
export async function requireLearners(ctx: Context, member: Member, userIds: string[]): Promise<string[]> {
  const ids = [...new Set(userIds)];
  const fault = (code: string, message: string) => InvalidInput([{ path: ["userIds"], code, message }]);
  if (ids.length === 0 || ids.length > USERS_MAX) throw fault("users.number", `Name 1 to ${USERS_MAX} learners.`);
  const known = ids.every(isId)
    ? await ctx.db.enrolment.count({ where: { runId: member.runId, userId: { in: ids }, role: "LEARNER" } })
    : 0;
  if (known !== ids.length) throw fault("user.unknown", "Somebody is no learner here.");
  return ids;
}

/** Lets learners start over: their attempts go out of sight, their progress with them, until it is undone. Statements: 5 besides the gate. */
export async function resetProgress(
  ctx: Context,
  member: Member,
  packageId: string,
  userIds: string[],
): Promise<{ trashId: string; userIds: string[] }> {
  const ids = await requireLearners(ctx, member, userIds);
  return ctx.write(async (tx, emit) => {
    const trashId = newId();
    const where = { packageId, runId: member.runId, userId: { in: ids }, trashedAt: null };
    await tx.registration.updateMany({ where, data: { trashedAt: new Date(), trashId, lease: null } });
    const rows = await tx.progress.findMany({ where: { itemId: packageId, runId: member.runId, userId: { in: ids } } });
    await tx.packageReset.create({
      data: {
        id: trashId,
        packageId,
        courseId: member.courseId,
        runId: member.runId,
        byId: member.userId,
        progress: JSON.parse(JSON.stringify({ userIds: ids, rows })) as object,
      },
    });
    await tx.progress.deleteMany({ where: { id: { in: rows.map((row) => row.id) } } });
    announceReset(emit, member, packageId, ids, "paths.progress.reset", trashId);
    return { trashId, userIds: ids };
  });
}

/** Tells each learner's own of a reset or of its undoing. */
export function announceReset(emit: Emit, member: Member, packageId: string, userIds: string[], name: string, trashId: string): void {
  for (const userId of userIds)
    emit(name, { id: trashId, itemId: packageId, courseId: member.courseId, runId: member.runId, userId, data: { trashId } });
}

/** Brings back what a reset took away; what a learner has done since stays where it is better. */
export async function restoreProgress(
  ctx: Context,
  member: Member,
  reset: { id: string; packageId: string; progress: unknown },
): Promise<string[]> {
  const { userIds, rows } = reset.progress as { userIds: string[]; rows: Progress[] };
  return ctx.write(async (tx, emit) => {
    const undone = await tx.packageReset.updateMany({ where: { id: reset.id, undoneAt: null }, data: { undoneAt: new Date() } });
    if (undone.count === 0) throw NotFound();
    await tx.registration.updateMany({ where: { trashId: reset.id }, data: { trashedAt: null, trashId: null } });
    // A run that was begun since is the one under way.
    await tx.$executeRaw`
      UPDATE "PathRun" r SET "trashedAt" = NULL, "trashId" = NULL, "closedAt" = coalesce(r."closedAt", (SELECT now() FROM "PathRun" n
        WHERE n."pathId" = r."pathId" AND n."runId" = r."runId" AND n."userId" = r."userId" AND n."number" > r."number" AND n."trashedAt" IS NULL LIMIT 1))
      WHERE r."trashId" = ${reset.id}::uuid`;
    for (const row of rows) await mergeProgress(tx, row);
    announceReset(emit, member, reset.packageId, userIds, "paths.progress.restored", reset.id);
    return userIds;
  });
}

/** Puts a former row back, or joins it to the one that has been made since. */
async function mergeProgress(tx: Tx, former: Progress): Promise<void> {
  const key = { itemId_runId_userId: { itemId: former.itemId, runId: former.runId, userId: former.userId } };
  const since = await tx.progress.findUnique({ where: key });
  if (!since) {
    await tx.progress.create({ data: former });
    return;
  }
  const ratio = (row: Pick<Progress, "score" | "maxScore">) => (row.score !== null && row.maxScore ? row.score / row.maxScore : -1);
  const better = ratio(former) > ratio(since) ? former : since;
  await tx.progress.update({
    where: key,
    data: {
      state: keepState(former.state, since.state),
      fraction: Math.max(former.fraction, since.fraction),
      score: better.score,
      maxScore: better.maxScore,
      seconds: former.seconds + since.seconds,
      attempts: former.attempts + since.attempts,
      firstAt: former.firstAt,
      completedAt: former.completedAt ?? since.completedAt,
    },
  });
}
