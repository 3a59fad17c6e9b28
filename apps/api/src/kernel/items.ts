import { Invalid, NotFound } from "./errors";
import { newId } from "./ids";
import { keepVersion } from "./versions";
import { Prisma, type Tx } from "./database";
import type { Context } from "./context";
import type { Emit } from "./events";
import type { Member } from "./gate";
import type { Item } from "../generated/prisma/client.ts";

export type ItemRow = Item;

/** What a tool says of a new item; the rest has the defaults of the table. */
export interface NewItem {
  id?: string;
  tool: string;
  kind: string;
  title: string;
  parentId?: string | null;
  groupId?: string | null;
  state?: Item["state"];
  language?: string | null;
  maxScore?: number | null;
  completion?: string | null;
}

const DEPTH_MAX = 20;

/**
 * Inserts an item at the end of its parent's children, in the run where the member stands (a tutor's item belongs to the session).
 * The tool's own row takes the returned id. Statements: 2, and 1 for a parent.
 */
export async function createItem(tx: Tx, member: Member, draft: NewItem): Promise<Item> {
  const parent = draft.parentId ? await tx.item.findUnique({ where: { id: draft.parentId } }) : null;
  if (draft.parentId && (!parent || parent.courseId !== member.courseId || parent.trashedAt)) throw NotFound();
  const ancestorIds = parent ? [...parent.ancestorIds, parent.id] : [];
  if (ancestorIds.length > DEPTH_MAX) throw Invalid("input.parentId", "item.tooDeep", `At most ${DEPTH_MAX} levels.`);
  const last = await tx.item.aggregate({
    _max: { position: true },
    where: { courseId: member.courseId, tool: draft.tool, parentId: draft.parentId ?? null, trashedAt: null },
  });
  return tx.item.create({
    data: {
      id: draft.id ?? newId(),
      courseId: member.courseId,
      runId: member.runId,
      tool: draft.tool,
      kind: draft.kind,
      title: draft.title,
      parentId: draft.parentId ?? null,
      groupId: draft.groupId ?? null,
      ancestorIds,
      position: (last._max.position ?? 0) + 1,
      ...(draft.state ? { state: draft.state } : {}),
      language: draft.language ?? null,
      maxScore: draft.maxScore ?? null,
      completion: draft.completion ?? null,
      createdById: member.userId,
      updatedById: member.userId,
    },
  });
}

/** What may be changed of an item's common part, whatever its kind. */
export interface ItemChange {
  title?: string;
  state?: Item["state"];
  opensAt?: Date | null;
  closesAt?: Date | null;
  dueAt?: Date | null;
  audience?: Item["audience"];
  conditions?: Prisma.InputJsonValue | null;
  completion?: string | null;
  language?: string | null;
}

/** Changes the common part, keeps the former state as a version, and emits `<tool>.item.updated`. Statements: 2. */
export async function updateItem(tx: Tx, emit: Emit, member: Member, item: Item, change: ItemChange): Promise<Item> {
  const { conditions, ...plain } = change;
  const opensAt = change.opensAt === undefined ? item.opensAt : change.opensAt;
  const closesAt = change.closesAt === undefined ? item.closesAt : change.closesAt;
  if (opensAt && closesAt && opensAt >= closesAt)
    throw Invalid("input.closesAt", "item.closesBeforeOpens", "It would close before it opens.");
  await keepVersion(tx, { kind: "item", rowId: item.id, number: item.version, body: versionBody(item), authorId: item.updatedById });
  const updated = await tx.item.update({
    where: { id: item.id },
    data: {
      ...plain,
      ...(conditions === undefined ? {} : { conditions: conditions === null ? Prisma.DbNull : conditions }),
      version: { increment: 1 },
      updatedById: member.userId,
    },
  });
  emit(`${item.tool}.item.updated`, { id: item.id, itemId: item.id, courseId: item.courseId, runId: item.runId });
  return updated;
}

const versionBody = (item: Item): Prisma.InputJsonObject => ({
  title: item.title,
  state: item.state,
  opensAt: item.opensAt?.toISOString() ?? null,
  closesAt: item.closesAt?.toISOString() ?? null,
  dueAt: item.dueAt?.toISOString() ?? null,
  audience: item.audience,
  conditions: (item.conditions ?? null) as Prisma.InputJsonValue | null,
  completion: item.completion,
});

/**
 * Moves items under another parent of the same course (null = the top), before `beforeId` or at the end, and renumbers that
 * parent's children densely. Moving something into itself is INVALID_INPUT. A constant number of statements.
 */
export async function moveItems(
  tx: Tx,
  member: Member,
  ids: string[],
  target: { tool: string; parentId: string | null; beforeId?: string | null },
): Promise<void> {
  const parent = target.parentId ? await tx.item.findUnique({ where: { id: target.parentId } }) : null;
  if (target.parentId && (!parent || parent.courseId !== member.courseId || parent.trashedAt)) throw NotFound();
  if (parent && ids.some((id) => id === parent.id || parent.ancestorIds.includes(id)))
    throw Invalid("parentId", "item.intoItself", "A folder cannot be moved into itself.");
  const line = parent ? [...parent.ancestorIds, parent.id] : [];
  await tx.$executeRaw`
    UPDATE "Item" d SET "ancestorIds" = ${line}::uuid[] || d."ancestorIds"[(array_position(d."ancestorIds", m."id")):]
    FROM "Item" m WHERE m."id" = ANY(${ids}::uuid[]) AND m."courseId" = ${member.courseId}::uuid AND m."id" = ANY(d."ancestorIds")`;
  await tx.$executeRaw`
    WITH moved AS (SELECT "id", ordinality AS n FROM unnest(${ids}::uuid[]) WITH ORDINALITY AS t("id", ordinality)),
    ranked AS (
      SELECT i."id", row_number() OVER (ORDER BY
        CASE WHEN m."id" IS NULL THEN (CASE WHEN i."position" >= coalesce(b."position", 2147483647) THEN 2 ELSE 0 END) ELSE 1 END,
        m.n, i."position", i."id") AS place
      FROM "Item" i LEFT JOIN moved m ON m."id" = i."id" LEFT JOIN "Item" b ON b."id" = ${target.beforeId ?? null}::uuid AND b."id" <> ALL(${ids}::uuid[])
      WHERE i."courseId" = ${member.courseId}::uuid AND i."tool" = ${target.tool} AND i."trashedAt" IS NULL
        AND (m."id" IS NOT NULL OR i."parentId" IS NOT DISTINCT FROM ${target.parentId}::uuid))
    UPDATE "Item" i SET "position" = r.place, "parentId" = ${target.parentId}::uuid,
      "ancestorIds" = (CASE WHEN i."id" = ANY(${ids}::uuid[]) THEN ${line}::uuid[] ELSE i."ancestorIds" END)
    FROM ranked r WHERE r."id" = i."id" AND (i."position" <> r.place OR i."id" = ANY(${ids}::uuid[]))`;
}

/** Loads items of one course as they are, trashed ones left out; a missing one is NOT_FOUND. */
export async function loadItems(ctx: Context, ids: string[]): Promise<Item[]> {
  const rows = await ctx.db.item.findMany({ where: { id: { in: ids }, trashedAt: null } });
  if (rows.length !== new Set(ids).size) throw NotFound();
  return rows;
}
