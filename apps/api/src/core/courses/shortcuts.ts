import type { Context } from "../../kernel/context";
import { Invalid, NotFound } from "../../kernel/errors";
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

/** Puts a shortcut to an item on the home page, with its own label and picture; one that is there gets the new ones. */
export async function createShortcut(ctx: Context, draft: ShortcutDraft): Promise<CourseShortcut> {
  const { member, course } = await enterCourseRow(ctx, draft.courseId, { sessionId: draft.sessionId });
  authorize(member, coursePolicy, "editHome", course);
  const item = await ctx.db.item.findUnique({ where: { id: draft.itemId } });
  if (!item || item.trashedAt || item.courseId !== course.id)
    throw Invalid("input.itemId", "item.otherCourse", "The item is not of this course.");
  if (item.runId !== member.baseRunId && item.runId !== member.runId)
    throw Invalid("input.itemId", "item.otherSession", "The item is not seen here.");
  const picture = draft.pictureUploadId ? await readyPicture(ctx, draft.pictureUploadId, "input.pictureUploadId", TILE_BOX) : null;
  return ctx.write(async (tx, emit) => {
    const last = await tx.courseShortcut.aggregate({ _max: { position: true }, where: { runId: member.runId } });
    const look = { label: draft.label ?? null };
    const row = await tx.courseShortcut.upsert({
      where: { runId_itemId: { runId: member.runId, itemId: item.id } },
      create: { courseId: course.id, runId: member.runId, itemId: item.id, position: (last._max.position ?? 0) + 1, ...look },
      update: look,
    });
    emit("courses.shortcut.created", { id: row.id, itemId: item.id, courseId: course.id, runId: member.runId });
    if (draft.pictureUploadId === undefined) return row;
    const pictureFileId = await setPicture(ctx, tx, picture, { kind: "course.shortcut", rowId: row.id, itemId: item.id });
    return tx.courseShortcut.update({ where: { id: row.id }, data: { pictureFileId } });
  });
}

/** Takes a shortcut away; the item stays. */
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
