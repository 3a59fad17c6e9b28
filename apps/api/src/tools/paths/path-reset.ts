import type { Context } from "../../kernel/context";
import type { Member } from "../../kernel/gate";
import { newId } from "../../kernel/ids";
import { announceReset, requireLearners } from "./reset";

/**
 * Lets learners begin a path anew: their runs go out of sight, the path's progress with them, until it is undone. What they did in the steps'
 * items stays theirs, but the next run counts only what is done in it. Statements: 5 besides the gate.
 */
export async function resetPath(
  ctx: Context,
  member: Member,
  pathId: string,
  userIds: string[],
): Promise<{ trashId: string; userIds: string[] }> {
  const ids = await requireLearners(ctx, member, userIds);
  return ctx.write(async (tx, emit) => {
    const trashId = newId();
    const of = { runId: member.runId, userId: { in: ids } };
    await tx.pathRun.updateMany({ where: { pathId, ...of, trashedAt: null }, data: { trashedAt: new Date(), trashId, presentAt: null } });
    const rows = await tx.progress.findMany({ where: { itemId: pathId, ...of } });
    const progress = JSON.parse(JSON.stringify({ userIds: ids, rows })) as object;
    await tx.packageReset.create({
      data: { id: trashId, packageId: pathId, courseId: member.courseId, runId: member.runId, byId: member.userId, progress },
    });
    await tx.progress.deleteMany({ where: { id: { in: rows.map((row) => row.id) } } });
    announceReset(emit, member, pathId, ids, "paths.progress.reset", trashId);
    return { trashId, userIds: ids };
  });
}
