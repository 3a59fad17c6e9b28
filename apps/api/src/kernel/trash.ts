import { newId } from "./ids";
import type { Tx } from "./database";
import type { Emit } from "./events";
import type { Member } from "./gate";

export const TRASH_DAYS = 30;

/**
 * Puts items, and all that lies in them, into the trash as one act; the returned id undoes it. What was in the trash already
 * keeps its own act. Statements: 1.
 */
export async function trashItems(tx: Tx, emit: Emit, member: Member, tool: string, ids: string[]): Promise<string> {
  const trashId = newId();
  const rows = await tx.$queryRaw<{ id: string }[]>`
    UPDATE "Item" SET "trashedAt" = now(), "trashId" = ${trashId}::uuid, "updatedById" = ${member.userId}::uuid
    WHERE "courseId" = ${member.courseId}::uuid AND "tool" = ${tool} AND "trashedAt" IS NULL
      AND ("id" = ANY(${ids}::uuid[]) OR "ancestorIds" && ${ids}::uuid[])
    RETURNING "id"`;
  for (const id of ids)
    if (rows.some((row) => row.id === id))
      emit(`${tool}.item.deleted`, { id, itemId: id, courseId: member.courseId, runId: member.runId, data: { trashId } });
  return trashId;
}

/** Brings back what one act put into the trash; an item whose parent is gone for good comes back at the top. Returns the items' ids. Statements: 1. */
export async function restoreItems(tx: Tx, emit: Emit, member: Member, tool: string, trashId: string): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    UPDATE "Item" SET "trashedAt" = NULL, "trashId" = NULL, "updatedById" = ${member.userId}::uuid
    WHERE "courseId" = ${member.courseId}::uuid AND "tool" = ${tool} AND "trashId" = ${trashId}::uuid
    RETURNING "id"`;
  for (const { id } of rows) emit(`${tool}.item.restored`, { id, itemId: id, courseId: member.courseId, runId: member.runId });
  return rows.map((row) => row.id);
}

/** Forgets what has lain in the trash for 30 days; run once a day. The tools' rows go with their items. */
export async function emptyTrash(tx: Tx): Promise<number> {
  return tx.$executeRaw`DELETE FROM "Item" WHERE "trashedAt" < now() - make_interval(days => ${TRASH_DAYS})`;
}
