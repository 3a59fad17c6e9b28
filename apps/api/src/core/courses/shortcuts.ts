import type { Context } from "../../kernel/context";
import { Invalid, NotFound } from "../../kernel/errors";
import type { Tx } from "../../kernel/database";
import { useFile } from "../../kernel/files";
import type { Member } from "../../kernel/gate";
import { isId } from "../../kernel/ids";
import { authorize } from "../../kernel/policy";
import type { CourseShortcut } from "../../generated/prisma/client.ts";
import { enterCourseRow } from "./courses";
import { coursePolicy } from "./courses.policy";
import { readyPicture, setPicture, TILE_BOX } from "./pictures";

export interface ShortcutDraft {
  courseId: string;
  sessionId: string | null;
  itemId: string;
  label?: string | null;
  pictureUploadId?: string | null;
}

/** A stored shortcut, as far as the home page needs it. */
export type ShortcutRow = Pick<CourseShortcut, "id" | "runId" | "itemId" | "label" | "pictureFileId" | "position" | "inherits">;

/** A shortcut as it is shown where the member stands. */
export interface ShownShortcut extends ShortcutRow {
  /** Whether it is the session's own. */
  ofSession: boolean;
  /** Whether the course's own stands behind it, and comes back when this one goes. */
  replacesBase: boolean;
  mayRemove: boolean;
}

/**
 * The shortcuts of a run in their order. In a session its row for an item stands in place of the base's, or gives the base's another
 * place there only.
 */
export function shownShortcuts(member: Member, rows: readonly ShortcutRow[]): ShownShortcut[] {
  const own = new Map(rows.flatMap((row) => (row.runId === member.sessionRunId ? [[row.itemId, row] as const] : [])));
  const base = rows.filter((row) => row.runId === member.baseRunId);
  const laid = base.map((row): ShownShortcut => {
    const here = own.get(row.itemId);
    if (here && !here.inherits) return { ...here, ofSession: true, replacesBase: true, mayRemove: member.isStaff };
    return {
      ...row,
      position: here?.position ?? row.position,
      ofSession: false,
      replacesBase: false,
      mayRemove: member.isStaff && member.editsBase,
    };
  });
  const inBase = new Set(base.map((row) => row.itemId));
  const added = [...own.values()]
    .filter((row) => !row.inherits && !inBase.has(row.itemId))
    .map((row): ShownShortcut => ({ ...row, ofSession: true, replacesBase: false, mayRemove: member.isStaff }));
  return [...laid, ...added].sort((a, b) => a.position - b.position || Number(a.ofSession) - Number(b.ofSession) || (a.id < b.id ? -1 : 1));
}

const rowsFor = (db: Pick<Tx, "courseShortcut">, member: Member): Promise<CourseShortcut[]> =>
  db.courseShortcut.findMany({ where: { runId: { in: [member.baseRunId, member.runId] } } });

/** One shortcut as it is shown after a change. */
async function shownOne(tx: Tx, member: Member, itemId: string): Promise<ShownShortcut> {
  const found = shownShortcuts(member, await rowsFor(tx, member)).find((row) => row.itemId === itemId);
  if (!found) throw NotFound();
  return found;
}

/**
 * Puts a shortcut to an item on the home page, with its own label and picture; one that is there gets the new ones. In a session that
 * shows the base's, the session gets its own in that place, with the base's picture unless another one comes.
 */
export async function createShortcut(ctx: Context, draft: ShortcutDraft): Promise<ShownShortcut> {
  const { member, course } = await enterCourseRow(ctx, draft.courseId, { sessionId: draft.sessionId });
  authorize(member, coursePolicy, "editHome", course);
  const item = await ctx.db.item.findUnique({ where: { id: draft.itemId } });
  if (!item || item.trashedAt || item.courseId !== course.id)
    throw Invalid("input.itemId", "item.otherCourse", "The item is not of this course.");
  if (item.runId !== member.baseRunId && item.runId !== member.runId)
    throw Invalid("input.itemId", "item.otherSession", "The item is not seen here.");
  const picture = draft.pictureUploadId ? await readyPicture(ctx, draft.pictureUploadId, "input.pictureUploadId", TILE_BOX) : null;
  return ctx.write(async (tx, emit) => {
    const rows = await rowsFor(tx, member);
    const former = rows.find((row) => row.runId === member.runId && row.itemId === item.id);
    const base = rows.find((row) => row.runId === member.baseRunId && row.itemId === item.id);
    const position = former?.position ?? base?.position ?? Math.max(0, ...rows.map((row) => row.position)) + 1;
    const look = { label: draft.label ?? null, inherits: false };
    const row = await tx.courseShortcut.upsert({
      where: { runId_itemId: { runId: member.runId, itemId: item.id } },
      create: { courseId: course.id, runId: member.runId, itemId: item.id, position, ...look },
      update: look,
    });
    emit("courses.shortcut.created", { id: row.id, itemId: item.id, courseId: course.id, runId: member.runId });
    const use = { kind: "course.shortcut", rowId: row.id, itemId: item.id };
    const begins = !former || former.inherits;
    if (draft.pictureUploadId !== undefined) {
      const pictureFileId = await setPicture(ctx, tx, picture, use);
      await tx.courseShortcut.update({ where: { id: row.id }, data: { pictureFileId } });
    } else if (begins && base?.pictureFileId && base.id !== row.id) {
      await useFile(tx, base.pictureFileId, use);
      await tx.courseShortcut.update({ where: { id: row.id }, data: { pictureFileId: base.pictureFileId } });
    }
    return shownOne(tx, member, item.id);
  });
}

/** Puts the shortcuts into this order here; in a session the base's keep their place elsewhere. Those not named come after. Gives the ids. */
export async function reorderShortcuts(ctx: Context, courseId: string, sessionId: string | null, ids: string[]): Promise<string[]> {
  const { member, course } = await enterCourseRow(ctx, courseId, { sessionId });
  authorize(member, coursePolicy, "editHome", course);
  if (new Set(ids).size !== ids.length) throw Invalid("ids", "shortcut.twice", "A shortcut is named twice.");
  return ctx.write(async (tx, emit) => {
    const shown = shownShortcuts(member, await rowsFor(tx, member));
    const named = ids.map((id) => shown.find((row) => row.id === id));
    if (named.includes(undefined)) throw Invalid("ids", "shortcut.unknown", "There is no such shortcut here.");
    const order = [...named.flatMap((row) => row ?? []), ...shown.filter((row) => !ids.includes(row.id))];
    await tx.$executeRaw`
      INSERT INTO "CourseShortcut" ("courseId", "runId", "itemId", "position", "inherits")
      SELECT ${course.id}::uuid, ${member.runId}::uuid, i::uuid, n, true
      FROM unnest(${order.map((row) => row.itemId)}::text[]) WITH ORDINALITY AS o(i, n)
      ON CONFLICT ("runId", "itemId") DO UPDATE SET "position" = EXCLUDED."position"`;
    emit("courses.shortcut.reordered", { courseId: course.id, runId: member.runId });
    return order.map((row) => row.id);
  });
}

/** Takes a shortcut away; the item stays, and in a session the base's shortcut comes back where one was replaced. */
export async function removeShortcut(ctx: Context, id: string, sessionId: string | null): Promise<string> {
  const row = isId(id) ? await ctx.db.courseShortcut.findUnique({ where: { id } }) : null;
  if (!row) throw NotFound();
  const { member, course } = await enterCourseRow(ctx, row.courseId, { sessionId });
  authorize(member, coursePolicy, "editHome", course);
  if (row.runId !== member.runId && !(row.runId === member.baseRunId && member.editsBase)) throw NotFound();
  await ctx.write(async (tx, emit) => {
    await tx.fileUse.deleteMany({ where: { kind: "course.shortcut", rowId: id } });
    await tx.courseShortcut.delete({ where: { id } });
    emit("courses.shortcut.removed", { id, itemId: row.itemId, courseId: row.courseId, runId: row.runId });
  });
  return id;
}
