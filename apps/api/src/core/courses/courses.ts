import type { z } from "zod";
import type { createCourseInput } from "@lyceum/shared/inputs/courses";
import { isLocale } from "@lyceum/shared/locales";
import { Prisma, type Tx } from "../../kernel/database";
import type { Context } from "../../kernel/context";
import { Conflict, Invalid, NotFound } from "../../kernel/errors";
import { isId } from "../../kernel/ids";
import type { EnterOptions, Member } from "../../kernel/gate";
import { checkCourseValues, writeCourseValues } from "./course-values";
import type { CourseRow } from "./courses.policy";
import { approvalData } from "./approval-data";
import { codeFromTitle, freeCode } from "./course-code";
import { COVER_BOX, readyPicture, setPicture } from "./pictures";
import { newCourseRules, requireCategory, setFirstTools } from "./new-courses";
import { FILL_COURSE, requireTemplate } from "./templates";
import { DOCUMENT_LIMITS } from "../settings/document-limits";
import { readSetting } from "../settings/settings";

export type NewCourse = z.input<typeof createCourseInput>;

/** Whether an error says that a course has this code already. */
export const isCodeTaken = (error: unknown): boolean =>
  error instanceof Prisma.PrismaClientKnownRequestError && error.code === "P2002" && /code/i.test(JSON.stringify(error.meta ?? {}));

/**
 * Makes a course with its base run, and the caller its main teacher. Without a code, one is made of the title. A taken code is
 * CONFLICT with a free one in `current.suggestion`; an unknown category is INVALID_INPUT.
 */
export async function createCourse(ctx: Context, input: NewCourse): Promise<CourseRow> {
  const viewer = await ctx.enterPlatform("createCourses");
  if (input.categoryId && !(await ctx.db.courseCategory.findUnique({ where: { id: input.categoryId } })))
    throw Invalid("input.categoryId", "category.unknown", "There is no such category.");
  await requireCategory(ctx, input.categoryId ?? null);
  const rules = await newCourseRules(ctx);
  const approval = rules.approval && !viewer.isAdministrator ? ("WAITING" as const) : ("APPROVED" as const);
  if (input.templateId) await requireTemplate(ctx, input.templateId);
  const values = await checkCourseValues(ctx, viewer, input.fields);
  const picture = input.pictureUploadId ? await readyPicture(ctx, input.pictureUploadId, "input.pictureUploadId", COVER_BOX) : null;
  for (let tries = 0; ; tries += 1) {
    const code = input.code ?? (await freeCode(ctx.db, codeFromTitle(input.title)));
    try {
      return await ctx.write(async (tx, emit) => {
        const first = { visibility: rules.visibility, approval };
        const language = isLocale(viewer.language) ? viewer.language : "en";
        const course = await insertCourse(tx, { ...input, code }, { userId: viewer.id, language, first, tools: rules.tools });
        emit("courses.course.created", { id: course.id, courseId: course.id });
        if (approval === "WAITING") emit("courses.course.waiting", { id: course.id, courseId: course.id, data: approvalData(course) });
        await writeCourseValues(tx, course.id, values);
        if (input.templateId || input.example) await enqueueFilling(ctx, tx, course.id, viewer.id, input);
        if (!picture) return course;
        const pictureFileId = await setPicture(ctx, tx, picture, { kind: "course.picture", rowId: course.id });
        return tx.course.update({ where: { id: course.id }, data: { pictureFileId } });
      });
    } catch (error) {
      if (!isCodeTaken(error)) throw error;
      if (input.code) throw await codeTaken(ctx, input.code);
      // Somebody took the free code in between; the next one is looked for.
      if (tries >= 4) throw error;
    }
  }
}

async function enqueueFilling(ctx: Context, tx: Tx, courseId: string, userId: string, input: NewCourse): Promise<void> {
  const startsAt = (input.startsAt ?? new Date()).toISOString();
  await ctx.services.jobs.enqueue(tx, {
    kind: FILL_COURSE,
    userId,
    courseId,
    input: { courseId, templateId: input.templateId ?? null, startsAt },
  });
}

/** CONFLICT for a code that is taken, with a free one. */
export async function codeTaken(ctx: Context, code: string): Promise<Error> {
  return Conflict("CODE_TAKEN", `The code ${code} is taken.`, { suggestion: await freeCode(ctx.db, code) });
}

interface Beginning {
  userId: string;
  language: string;
  first: Pick<CourseRow, "visibility" | "approval">;
  tools: readonly string[] | null;
}

async function insertCourse(
  tx: Tx,
  input: NewCourse & { code: string },
  { userId, language, first, tools }: Beginning,
): Promise<CourseRow> {
  const { courseBytes } = (await readSetting(tx, DOCUMENT_LIMITS)).value;
  const course = await tx.course.create({
    data: {
      code: input.code,
      title: input.title,
      language: input.language ?? language,
      categoryId: input.categoryId ?? null,
      tags: input.tags ?? [],
      color: input.color ?? null,
      storageLimitBytes: courseBytes,
      createdById: userId,
      ...first,
    },
  });
  const run = await tx.courseRun.create({ data: { courseId: course.id, kind: "BASE" } });
  await setFirstTools(tx, course.id, run.id, tools);
  await tx.enrolment.create({
    data: { userId, courseId: course.id, runId: run.id, role: "TEACHER", main: true, sources: ["MANUAL"], createdById: userId },
  });
  return course;
}

/** The course's row, once for the request; NOT_FOUND for what is none. The caller passes the gate. */
export function loadCourse(ctx: Context, courseId: string): Promise<CourseRow> {
  return ctx.once(`course:${courseId}`, async () => {
    const row = isId(courseId) ? await ctx.db.course.findUnique({ where: { id: courseId } }) : null;
    if (!row) throw NotFound();
    return row;
  });
}

/** Loads and enters in the order of every mutation; NOT_FOUND, or LOCKED, as the gate says. */
export async function enterCourseRow(
  ctx: Context,
  courseId: string,
  options: EnterOptions = {},
): Promise<{ member: Member; course: CourseRow }> {
  const member = await ctx.enter(courseId, options);
  return { member, course: await loadCourse(ctx, courseId) };
}
