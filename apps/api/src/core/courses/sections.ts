import type { Context } from "../../kernel/context";
import type { Tx } from "../../kernel/database";
import { expectVersion, Invalid, NotFound } from "../../kernel/errors";
import type { Member } from "../../kernel/gate";
import { isId } from "../../kernel/ids";
import { createItem, moveItems, updateItem, type ItemChange, type ItemRow } from "../../kernel/items";
import { authorize } from "../../kernel/policy";
import type { SectionEntry } from "../../generated/prisma/client.ts";
import { enterCourseRow } from "./courses";
import { coursePolicy } from "./courses.policy";
import { itemPolicy } from "./items.policy";
import { recomputeSections } from "./section-progress";

export const SECTION = "section";
const TOOL = "courses";
const SECTIONS_MAX = 2_000;
const ENTRIES_MAX = 10_000;

/** Makes a section at the end of the home page, or before another one; in a session it belongs to the session. */
export async function createSection(
  ctx: Context,
  input: { courseId: string; sessionId: string | null; title: string; beforeId?: string | null },
): Promise<ItemRow> {
  const { member, course } = await enterCourseRow(ctx, input.courseId, { sessionId: input.sessionId });
  authorize(member, coursePolicy, "editHome", course);
  const count = await ctx.db.item.count({ where: { courseId: course.id, kind: SECTION, trashedAt: null } });
  if (count >= SECTIONS_MAX) throw Invalid("input.title", "section.tooMany", `A course has at most ${SECTIONS_MAX} sections.`);
  return ctx.write(async (tx, emit) => {
    const item = await createItem(tx, member, { tool: TOOL, kind: SECTION, title: input.title });
    if (input.beforeId) await moveItems(tx, member, [item.id], { tool: TOOL, parentId: null, beforeId: input.beforeId });
    emit("courses.section.created", { id: item.id, itemId: item.id, courseId: course.id, runId: item.runId });
    return tx.item.findUniqueOrThrow({ where: { id: item.id } });
  });
}

/** Loads a section and enters its course to change it; NOT_FOUND for what is no section. */
async function enterSection(ctx: Context, id: string, sessionId: string | null): Promise<{ member: Member; section: ItemRow }> {
  const section = isId(id) ? await ctx.db.item.findUnique({ where: { id } }) : null;
  if (!section || section.kind !== SECTION || section.trashedAt) throw NotFound();
  const member = await ctx.enter(section.courseId, { sessionId });
  if (!member.visibleRunIds.includes(section.runId)) throw NotFound();
  authorize(member, itemPolicy, "update", section);
  return { member, section };
}

/** Changes a section's title, state, dates or conditions. Stale = CONFLICT. */
export async function updateSection(
  ctx: Context,
  id: string,
  sessionId: string | null,
  change: ItemChange,
  expectedVersion: number | null,
): Promise<ItemRow> {
  const { member, section } = await enterSection(ctx, id, sessionId);
  expectVersion(section, expectedVersion);
  return ctx.write((tx, emit) => updateItem(tx, emit, member, section, change));
}

/** Puts a section before another one, or at the end. */
export async function moveSection(ctx: Context, id: string, sessionId: string | null, beforeId: string | null): Promise<ItemRow> {
  const { member, section } = await enterSection(ctx, id, sessionId);
  if (beforeId) await enterSibling(ctx, member, beforeId);
  return ctx.write(async (tx, emit) => {
    await moveItems(tx, member, [id], { tool: TOOL, parentId: null, beforeId });
    emit("courses.section.moved", { id, itemId: id, courseId: section.courseId, runId: section.runId });
    return tx.item.findUniqueOrThrow({ where: { id } });
  });
}

async function enterSibling(ctx: Context, member: Member, id: string): Promise<void> {
  const sibling = isId(id) ? await ctx.db.item.findUnique({ where: { id } }) : null;
  if (!sibling || sibling.kind !== SECTION || sibling.courseId !== member.courseId) throw NotFound();
}

export interface Placement {
  sectionId: string;
  sessionId: string | null;
  /** The entry before which it comes; null = at the end. */
  beforeEntryId?: string | null;
  indent?: number | null;
}

/** Puts an item of any tool into a section. Already there = it is moved. Another course's item, or a session's item in the base, is INVALID_INPUT. */
export async function placeItem(ctx: Context, itemId: string, placement: Placement): Promise<SectionEntry> {
  const { member, section } = await enterSection(ctx, placement.sectionId, placement.sessionId);
  const item = isId(itemId) ? await ctx.db.item.findUnique({ where: { id: itemId } }) : null;
  if (!item || item.trashedAt || item.courseId !== section.courseId)
    throw Invalid("itemId", "item.otherCourse", "The item is not of this course.");
  if (item.kind === SECTION) throw Invalid("itemId", "section.inSection", "A section does not lie in a section.");
  if (item.runId !== member.baseRunId && item.runId !== section.runId)
    throw Invalid("itemId", "item.otherSession", "The item is not seen where the section is.");
  return ctx.write(async (tx, emit) => {
    await lockSections(tx, [section.id]);
    if ((await tx.sectionEntry.count({ where: { section: { courseId: section.courseId } } })) >= ENTRIES_MAX)
      throw Invalid("itemId", "section.tooManyEntries", `A course has at most ${ENTRIES_MAX} entries.`);
    const known = await tx.sectionEntry.findUnique({ where: { sectionId_itemId: { sectionId: section.id, itemId } } });
    const entry =
      known ?? (await tx.sectionEntry.create({ data: { sectionId: section.id, itemId, position: 0, indent: indentOf(placement) } }));
    await putBefore(tx, entry.id, section.id, placement);
    await recomputeSections(tx, [section.id]);
    emit("courses.item.placed", { id: entry.id, itemId: section.id, courseId: section.courseId, runId: section.runId });
    return tx.sectionEntry.findUniqueOrThrow({ where: { id: entry.id } });
  });
}

const indentOf = (placement: Placement): number => Math.min(2, Math.max(0, placement.indent ?? 0));

/** Sections are locked in the order of their ids, so that two moves never wait for each other in a circle. */
async function lockSections(tx: Tx, ids: string[]): Promise<void> {
  await tx.$queryRaw`SELECT "id" FROM "Item" WHERE "id" = ANY(${ids}::uuid[]) ORDER BY "id" FOR UPDATE`;
}

/** Gives the entry its place and numbers its section densely from 1. Statements: 1. */
async function putBefore(tx: Tx, entryId: string, sectionId: string, placement: Placement): Promise<void> {
  const before =
    placement.beforeEntryId && isId(placement.beforeEntryId) && placement.beforeEntryId !== entryId ? placement.beforeEntryId : null;
  const indent = placement.indent === null || placement.indent === undefined ? null : indentOf(placement);
  await tx.$executeRaw`
    WITH target AS (SELECT coalesce((SELECT "position" FROM "SectionEntry" WHERE "id" = ${before}::uuid AND "sectionId" = ${sectionId}::uuid), 2147483647) AS place),
    ranked AS (SELECT e."id", row_number() OVER (ORDER BY CASE WHEN e."id" = ${entryId}::uuid THEN 1 WHEN e."position" >= target.place THEN 2 ELSE 0 END, e."position", e."id") AS n
      FROM "SectionEntry" e, target WHERE e."sectionId" = ${sectionId}::uuid OR e."id" = ${entryId}::uuid)
    UPDATE "SectionEntry" e SET "position" = ranked.n, "sectionId" = ${sectionId}::uuid,
      "indent" = CASE WHEN e."id" = ${entryId}::uuid THEN coalesce(${indent}::int, e."indent") ELSE e."indent" END
    FROM ranked WHERE ranked."id" = e."id"`;
}

async function renumber(tx: Tx, sectionId: string): Promise<void> {
  await tx.$executeRaw`
    WITH ranked AS (SELECT "id", row_number() OVER (ORDER BY "position", "id") AS n FROM "SectionEntry" WHERE "sectionId" = ${sectionId}::uuid)
    UPDATE "SectionEntry" e SET "position" = ranked.n FROM ranked WHERE ranked."id" = e."id" AND e."position" <> ranked.n`;
}

async function loadEntry(ctx: Context, entryId: string): Promise<SectionEntry> {
  const entry = isId(entryId) ? await ctx.db.sectionEntry.findUnique({ where: { id: entryId } }) : null;
  if (!entry) throw NotFound();
  return entry;
}

/** Moves an entry within its section or into another one of the course. Where the target holds the item already, the two become one entry. */
export async function moveEntry(ctx: Context, entryId: string, placement: Placement): Promise<SectionEntry> {
  const entry = await loadEntry(ctx, entryId);
  const from = await enterSection(ctx, entry.sectionId, placement.sessionId);
  const to = placement.sectionId === entry.sectionId ? from : await enterSection(ctx, placement.sectionId, placement.sessionId);
  if (to.section.courseId !== from.section.courseId) throw Invalid("sectionId", "item.otherCourse", "The section is not of this course.");
  const item = await ctx.db.item.findUniqueOrThrow({ where: { id: entry.itemId } });
  if (item.runId !== to.member.baseRunId && item.runId !== to.section.runId)
    throw Invalid("sectionId", "item.otherSession", "The item is not seen where the section is.");
  return ctx.write(async (tx, emit) => {
    await lockSections(tx, [from.section.id, to.section.id]);
    const current = await tx.sectionEntry.findUnique({ where: { id: entryId } });
    if (!current) throw NotFound();
    if (current.sectionId !== to.section.id)
      await tx.sectionEntry.deleteMany({ where: { sectionId: to.section.id, itemId: current.itemId } });
    await putBefore(tx, entryId, to.section.id, placement);
    if (current.sectionId !== to.section.id) {
      await renumber(tx, current.sectionId);
      await recomputeSections(tx, [current.sectionId, to.section.id]);
    }
    emit("courses.item.placed", { id: entryId, itemId: to.section.id, courseId: to.section.courseId, runId: to.section.runId });
    return tx.sectionEntry.findUniqueOrThrow({ where: { id: entryId } });
  });
}

/** Takes an entry out of its section; the item stays. Gives the section and the entry that followed: with them, placeItem undoes it. */
export async function removeEntry(
  ctx: Context,
  entryId: string,
  sessionId: string | null,
): Promise<{ entry: SectionEntry; section: ItemRow; followerId: string | null }> {
  const entry = await loadEntry(ctx, entryId);
  const { section } = await enterSection(ctx, entry.sectionId, sessionId);
  return ctx.write(async (tx, emit) => {
    await lockSections(tx, [section.id]);
    const current = await tx.sectionEntry.findUnique({ where: { id: entryId } });
    if (!current) throw NotFound();
    const follower = await tx.sectionEntry.findFirst({
      where: { sectionId: section.id, position: { gt: current.position } },
      orderBy: { position: "asc" },
    });
    await tx.sectionEntry.delete({ where: { id: entryId } });
    await renumber(tx, section.id);
    await recomputeSections(tx, [section.id]);
    emit("courses.item.removed", { id: entryId, itemId: section.id, courseId: section.courseId, runId: section.runId });
    return { entry: current, section, followerId: follower?.id ?? null };
  });
}
