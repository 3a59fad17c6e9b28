import { newId } from "./ids";
import { allTools, type TrashPurge } from "./manifest";
import type { Db, Tx } from "./database";
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

const BATCH = 500;

/** Items out of the trash, with all that lies in them: at most `limit` acts' worth of rows. The tools' rows go with their items. */
const purgeItems: TrashPurge = async (tx, before, limit) => {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    WITH old AS (SELECT "id" FROM "Item" WHERE "trashedAt" < ${before} LIMIT ${limit})
    DELETE FROM "Item" i USING old WHERE i."id" = old."id" OR old."id" = ANY(i."ancestorIds") RETURNING i."id"`;
  return rows.map((row) => row.id);
};

/** What the kernel keeps beside a row: its uses of files (which are collected a day later), what search knows of it, its versions. */
async function forgetBeside(tx: Tx, kind: string, ids: string[]): Promise<void> {
  const inItem = kind === ITEM;
  await tx.$executeRaw`DELETE FROM "FileUse" WHERE ("kind" = ${kind} AND "rowId" = ANY(${ids}::uuid[])) OR (${inItem} AND "itemId" = ANY(${ids}::uuid[]))`;
  await tx.$executeRaw`DELETE FROM "SearchEntry" WHERE ("kind" = ${kind} AND "rowId" = ANY(${ids}::uuid[])) OR (${inItem} AND "itemId" = ANY(${ids}::uuid[]))`;
  await tx.$executeRaw`DELETE FROM "Version" WHERE "kind" = ${kind} AND "rowId" = ANY(${ids}::text[])`;
}

const ITEM = "item";

/**
 * Forgets for good what has lain in the trash for so many days: items, then the kinds that manifests name in `trash`. Returns how many rows of
 * each kind went. In small transactions, so that a large trash holds no locks; what a round leaves, the next one takes.
 */
export async function emptyTrash(db: Db, now: Date = new Date(), days: number = TRASH_DAYS): Promise<Record<string, number>> {
  const before = new Date(now.getTime() - days * 86_400_000);
  const purges = [[ITEM, purgeItems] as const, ...allTools().flatMap((tool) => Object.entries(tool.trash ?? {}))];
  const counts: Record<string, number> = {};
  for (const [kind, purge] of purges) {
    counts[kind] = 0;
    for (let gone = -1; gone !== 0; counts[kind] += gone)
      gone = await db.$transaction(async (tx) => {
        const ids = await purge(tx, before, BATCH);
        if (ids.length > 0) await forgetBeside(tx, kind, ids);
        return ids.length;
      });
  }
  return counts;
}
