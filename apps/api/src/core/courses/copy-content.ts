import { conditionItemIds, type Condition } from "@lyceum/shared/conditions";
import { movedText, type CourseCopying } from "../../kernel/course-copy";
import type { Prisma, Tx } from "../../kernel/database";
import type { Member } from "../../kernel/gate";
import { newId } from "../../kernel/ids";
import { allTools } from "../../kernel/manifest";
import type { Item } from "../../generated/prisma/client.ts";
import { HOME } from "./introductions";

const AT_ONCE = 1_000;

/** The course that content is taken from. */
export interface Source {
  courseId: string;
  runId: string;
  code: string;
  /** The day from which its dates are counted. */
  startsAt: Date;
}

type Target = Member & { code: string };

/**
 * Copies a course's own content into a new, empty one: items with what their tools keep of them, sections, introductions, tools,
 * settings and shortcuts. People, groups, sessions, progress and history stay behind; dates move by the days between the two starts.
 */
export async function copyContent(tx: Tx, source: Source, to: Target, startsAt: Date): Promise<number> {
  const copiers = allTools().flatMap(({ key, copy }) => (copy ? [{ key, copy }] : []));
  const named = new Map<string, string[]>();
  for (const { key, copy } of copiers) named.set(key, await copy.items(tx, source));
  const sections = await tx.item.findMany({
    where: { courseId: source.courseId, runId: source.runId, tool: "courses", kind: "section", trashedAt: null },
    select: { id: true },
  });
  const rows = await tx.item.findMany({
    where: { id: { in: [...sections.map((row) => row.id), ...[...named.values()].flat()] }, groupId: null },
  });
  const items = new Map(rows.map((row) => [row.id, newId()]));
  const days = Math.round((startsAt.getTime() - source.startsAt.getTime()) / 86_400_000);
  const copies = rows.map((row) => copyOf(row, items, to, days * 86_400_000));
  for (let at = 0; at < copies.length; at += AT_ONCE) await tx.item.createMany({ data: copies.slice(at, at + AT_ONCE) });
  const copying: CourseCopying = { tx, from: source, to, items };
  for (const { key, copy } of copiers) if (named.get(key)!.length > 0) await copy.rows(copying);
  await copyShell(tx, copying);
  return items.size;
}

/** An item for chosen people, or that waits for a group, becomes a draft: nobody of the new course was meant. */
function copyOf(row: Item, items: ReadonlyMap<string, string>, to: Target, shift: number): Prisma.ItemCreateManyInput {
  const moved = (date: Date | null) => date && new Date(date.getTime() + shift);
  const conditions = row.conditions as Condition | null;
  const foreign =
    conditions !== null && (/"GROUP"/.test(JSON.stringify(conditions)) || conditionItemIds(conditions).some((id) => !items.has(id)));
  const { id, key, tool, kind, title, position, completion, maxScore, language } = row;
  const text = conditions && !foreign ? JSON.stringify(conditions) : null;
  return {
    ...{ key, tool, kind, title, position, completion, maxScore, language },
    id: items.get(id)!,
    courseId: to.courseId,
    runId: to.baseRunId,
    parentId: (row.parentId && items.get(row.parentId)) ?? null,
    ancestorIds: row.ancestorIds.flatMap((ancestor) => items.get(ancestor) ?? []),
    state: row.audience === "CHOSEN" || foreign ? "DRAFT" : row.state,
    opensAt: moved(row.opensAt),
    closesAt: moved(row.closesAt),
    dueAt: moved(row.dueAt),
    ...(text ? { conditions: JSON.parse(text.replace(/[0-9a-f-]{36}/g, (old) => items.get(old) ?? old)) as Prisma.InputJsonValue } : {}),
    createdById: to.userId,
    updatedById: to.userId,
  };
}

async function copyShell(tx: Tx, copying: CourseCopying): Promise<void> {
  const { from, to, items } = copying;
  const map = JSON.stringify([...items].map(([old, made]) => ({ old, new: made })));
  await tx.$executeRaw`
    WITH m AS MATERIALIZED (SELECT * FROM jsonb_to_recordset(${map}::jsonb) AS m("old" uuid, "new" uuid)),
    shortcut AS MATERIALIZED (SELECT s."id" AS "old", m."new" AS "item", uuidv7() AS "new" FROM "CourseShortcut" s JOIN m ON m."old" = s."itemId" WHERE s."runId" = ${from.runId}::uuid),
    tool AS MATERIALIZED (SELECT "id" AS "old", uuidv7() AS "new" FROM "CourseTool" WHERE "runId" = ${from.runId}::uuid),
    entries AS (INSERT INTO "SectionEntry" ("sectionId", "itemId", "position", "indent")
      SELECT s."new", i."new", e."position", e."indent" FROM "SectionEntry" e JOIN m s ON s."old" = e."sectionId" JOIN m i ON i."old" = e."itemId" RETURNING 1),
    tools AS (INSERT INTO "CourseTool" ("id", "courseId", "runId", "tool", "visible", "position", "label", "iconFileId")
      SELECT tool."new", ${to.courseId}::uuid, ${to.baseRunId}::uuid, t."tool", t."visible", t."position", t."label", t."iconFileId" FROM "CourseTool" t JOIN tool ON tool."old" = t."id" RETURNING 1),
    settings AS (INSERT INTO "CourseSettings" ("courseId", "tool", "body", "updatedById")
      SELECT ${to.courseId}::uuid, "tool", "body", ${to.userId}::uuid FROM "CourseSettings" WHERE "courseId" = ${from.courseId}::uuid ON CONFLICT DO NOTHING RETURNING 1),
    shortcuts AS (INSERT INTO "CourseShortcut" ("id", "courseId", "runId", "itemId", "label", "pictureFileId", "position")
      SELECT x."new", ${to.courseId}::uuid, ${to.baseRunId}::uuid, x."item", s."label", s."pictureFileId", s."position" FROM "CourseShortcut" s JOIN shortcut x ON x."old" = s."id" RETURNING 1),
    uses AS (INSERT INTO "FileUse" ("fileId", "kind", "rowId", "itemId")
      SELECT u."fileId", u."kind", coalesce(x."new", t."new"), x."item" FROM "FileUse" u LEFT JOIN shortcut x ON x."old" = u."rowId" AND u."kind" = 'course.shortcut'
      LEFT JOIN tool t ON t."old" = u."rowId" AND u."kind" = 'course.toolIcon' WHERE coalesce(x."new", t."new") IS NOT NULL RETURNING 1)
    INSERT INTO "SearchEntry" ("courseId", "runId", "tool", "kind", "rowId", "itemId", "part", "language", "title", "text")
    SELECT ${to.courseId}::uuid, ${to.baseRunId}::uuid, s."tool", s."kind", m."new", m."new", s."part", s."language", s."title", s."text"
    FROM "SearchEntry" s JOIN m ON m."old" = s."rowId"`;
  const texts = await tx.courseIntroduction.findMany({ where: { runId: from.runId }, orderBy: { tool: "asc" } });
  await tx.courseIntroduction.createMany({
    data: texts.map(({ tool, body }) => ({
      courseId: to.courseId,
      runId: to.baseRunId,
      tool,
      body: movedText(body, copying),
      updatedById: to.userId,
    })),
    skipDuplicates: true,
  });
}

/** Whether a course has anything yet: only an empty one is filled. */
export async function isEmpty(tx: Tx, courseId: string): Promise<boolean> {
  const [items, texts] = await Promise.all([
    tx.item.count({ where: { courseId } }),
    tx.courseIntroduction.count({ where: { courseId, tool: HOME } }),
  ]);
  return items === 0 && texts === 0;
}
