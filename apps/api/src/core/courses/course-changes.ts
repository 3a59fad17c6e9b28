import type { z } from "zod";
import type { updateCourseAccessInput, updateCourseInput } from "@lyceum/shared/inputs/courses";
import type { Context } from "../../kernel/context";
import { Prisma, type Tx } from "../../kernel/database";
import { Conflict, expectVersion, Forbidden, Invalid, NotFound } from "../../kernel/errors";
import { authorize, can } from "../../kernel/policy";
import { sanitizeRichText } from "../../kernel/rich-text";
import { DOCUMENT_LIMITS } from "../settings/document-limits";
import { readSetting } from "../settings/settings";
import { keepVersion } from "../../kernel/versions";
import type { Member } from "../../kernel/gate";
import { hashPassword } from "../accounts/passwords";
import { codeTaken, enterCourseRow, isCodeTaken } from "./courses";
import { checkCourseValues, writeCourseValues } from "./course-values";
import { requireCategory } from "./new-courses";
import { coursePolicy, type CourseRow } from "./courses.policy";
import { COVER_BOX, readyPicture, setPicture } from "./pictures";

const ADMINISTRATORS_ONLY = ["visibilityAdminOnly", "featured", "isTemplate", "storageLimitBytes"] as const;

type CourseChange = z.output<typeof updateCourseInput>;
type AccessChange = z.output<typeof updateCourseAccessInput>;

/** Changes what a course is called and looks like. Stale = CONFLICT; a new code is for administrators. */
export async function updateCourse(
  ctx: Context,
  courseId: string,
  change: CourseChange,
  expectedVersion: number | null,
): Promise<CourseRow> {
  const { member, course } = await enterCourseRow(ctx, courseId, { beforeTerms: true });
  authorize(member, coursePolicy, "update", course);
  if (change.code !== undefined && change.code !== course.code) authorize(member, coursePolicy, "changeCode", course);
  expectVersion(course, expectedVersion);
  if (change.categoryId && !(await ctx.db.courseCategory.findUnique({ where: { id: change.categoryId } })))
    throw Invalid("input.categoryId", "category.unknown", "There is no such category.");
  await requireCategory(ctx, change.categoryId === undefined ? course.categoryId : change.categoryId);
  const { pictureUploadId, fields, ...plain } = change;
  const values = await checkCourseValues(ctx, member, fields);
  const picture = pictureUploadId ? await readyPicture(ctx, pictureUploadId, "input.pictureUploadId", COVER_BOX) : null;
  const data = { ...plain, ...(change.description === undefined ? {} : { description: sanitizeRichText(change.description) }) };
  try {
    return await ctx.write(async (tx, emit) => {
      await keepFormer(tx, course, member);
      emit("courses.course.updated", { id: course.id, courseId: course.id });
      await writeCourseValues(tx, course.id, values);
      if (pictureUploadId === undefined) return changeRow(tx, course, data);
      const pictureFileId = await setPicture(ctx, tx, picture, { kind: "course.picture", rowId: course.id });
      return changeRow(tx, course, { ...data, pictureFileId });
    });
  } catch (error) {
    if (isCodeTaken(error) && change.code) throw await codeTaken(ctx, change.code);
    throw error;
  }
}

/** Changes who gets in, and when. Everybody's streams of the course ask the gate again. New terms are asked for again. */
export async function updateCourseAccess(
  ctx: Context,
  courseId: string,
  change: AccessChange,
  expectedVersion: number | null,
): Promise<CourseRow> {
  const { member, course } = await enterCourseRow(ctx, courseId, { beforeTerms: true });
  authorize(member, coursePolicy, "updateAccess", course);
  expectVersion(course, expectedVersion);
  if (change.visibility !== undefined && change.visibility !== course.visibility && !can(member, coursePolicy, "changeVisibility", course))
    throw Forbidden("VISIBILITY_LOCKED");
  if (
    !member.isAdministrator &&
    ADMINISTRATORS_ONLY.some((key) => change[key] !== undefined && Number(change[key]) !== Number(course[key]))
  )
    throw Forbidden();
  if (change.visibility === "HIDDEN" && !member.isAdministrator) throw Forbidden();
  const opensAt = change.opensAt === undefined ? course.opensAt : change.opensAt;
  const closesAt = change.closesAt === undefined ? course.closesAt : change.closesAt;
  if (opensAt && closesAt && opensAt >= closesAt)
    throw Invalid("input.closesAt", "course.closesBeforeOpens", "It would close before it opens.");
  const { enrolKey, terms, storageLimitBytes, ...plain } = change;
  const html = terms === undefined ? course.terms : terms === null ? null : sanitizeRichText(terms) || null;
  const data = {
    ...plain,
    ...(enrolKey === undefined ? {} : { enrolKeyHash: enrolKey === null ? null : await hashPassword(enrolKey) }),
    ...(html === course.terms ? {} : { terms: html, termsVersion: html === null ? 0 : await nextTermsVersion(ctx, course) }),
    ...(storageLimitBytes === undefined ? {} : { storageLimitBytes: BigInt(storageLimitBytes) }),
  };
  return ctx.write(async (tx, emit) => {
    await keepFormer(tx, course, member);
    emit("courses.access.changed", { id: course.id, courseId: course.id });
    return changeRow(tx, course, data);
  });
}

/** Version numbers of terms are never used twice, so that an old acceptance never counts for new words. */
async function nextTermsVersion(ctx: Context, course: CourseRow): Promise<number> {
  const accepted = await ctx.db.termsAcceptance.aggregate({ where: { courseId: course.id }, _max: { version: true } });
  return Math.max(course.termsVersion, accepted._max.version ?? 0) + 1;
}

/** The row is changed only if nobody changed it since it was read; else CONFLICT. */
async function changeRow(tx: Tx, course: CourseRow, data: Prisma.CourseUncheckedUpdateManyInput): Promise<CourseRow> {
  const { count } = await tx.course.updateMany({
    where: { id: course.id, version: course.version },
    data: { ...data, version: { increment: 1 } },
  });
  if (count === 0) throw Conflict("STALE", "Somebody changed it meanwhile.");
  return tx.course.findUniqueOrThrow({ where: { id: course.id } });
}

function keepFormer(tx: Tx, course: CourseRow, member: Member): Promise<void> {
  const { title, code, language, description, tags, visibility, terms, introVideoUrl } = course;
  return keepVersion(tx, {
    kind: "course",
    rowId: course.id,
    number: course.version,
    authorId: member.userId,
    body: { title, code, language, description, tags, visibility, terms, introVideoUrl },
  });
}

/** Puts a course and everything in it into the trash for 30 days; `code` must be the course's own. */
export async function deleteCourse(ctx: Context, courseId: string, code: string): Promise<CourseRow> {
  const { member, course } = await enterCourseRow(ctx, courseId, { beforeTerms: true });
  authorize(member, coursePolicy, "delete", course);
  if (code.trim().toUpperCase() !== course.code.toUpperCase()) throw Invalid("code", "code.different", "This is not the course's code.");
  return ctx.write((tx, emit) => {
    emit("courses.course.deleted", { id: course.id, courseId: course.id });
    return tx.course.update({ where: { id: course.id }, data: { trashedAt: new Date(), version: { increment: 1 } } });
  });
}

/** Brings a course back from the trash, for administrators. */
export async function restoreCourse(ctx: Context, courseId: string): Promise<CourseRow> {
  await ctx.enterPlatform("manageCourses");
  const course = await ctx.db.course.findUnique({ where: { id: courseId } });
  const { trashDays } = (await readSetting(ctx.db, DOCUMENT_LIMITS)).value;
  if (!course?.trashedAt || course.trashedAt.getTime() < Date.now() - trashDays * 86_400_000) throw NotFound();
  return ctx.write((tx, emit) => {
    emit("courses.course.restored", { id: course.id, courseId: course.id });
    return tx.course.update({ where: { id: course.id }, data: { trashedAt: null, version: { increment: 1 } } });
  });
}
