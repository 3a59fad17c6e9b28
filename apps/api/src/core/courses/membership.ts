import type { Context } from "../../kernel/context";
import { Conflict, Forbidden, Invalid, Locked } from "../../kernel/errors";
import type { Member } from "../../kernel/gate";
import type { CourseRow } from "./courses.policy";
import { enterCourseRow, loadCourse } from "./courses";

/** Records that the viewer accepts the terms of this version; another version than the current one is CONFLICT. */
export async function acceptTerms(
  ctx: Context,
  courseId: string,
  sessionId: string | null,
  version: number,
): Promise<{ member: Member; course: CourseRow }> {
  const viewer = await ctx.enterSelf();
  const entered = await enterCourseRow(ctx, courseId, { sessionId, beforeTerms: true, preview: false });
  if (entered.course.termsVersion !== version || version === 0)
    throw Conflict("STALE", "The terms have changed.", { version: entered.course.termsVersion });
  const key = { courseId, userId: viewer.id, version };
  await ctx.write(async (tx, emit) => {
    const { count } = await tx.termsAcceptance.createMany({ data: [key], skipDuplicates: true });
    if (count > 0) emit("courses.terms.accepted", { courseId, userId: viewer.id });
  });
  return entered;
}

/** Gives, changes or (null) withdraws the viewer's stars; asks for an enrolment of the viewer's own. */
export async function rateCourse(ctx: Context, courseId: string, sessionId: string | null, stars: number | null): Promise<CourseRow> {
  const viewer = await ctx.enterSelf();
  const member = await ctx.enter(courseId, { sessionId });
  if (member.isPreview) throw Forbidden();
  const enrolled = await ctx.db.enrolment.count({ where: { courseId, userId: viewer.id, state: "ACTIVE", kind: { not: "PREVIEW" } } });
  if (enrolled === 0) throw Forbidden("NOT_ENROLLED");
  if (member.readOnly) throw Locked([{ code: member.readOnly }]);
  if (stars !== null && (stars < 1 || stars > 5)) throw Invalid("stars", "stars.range", "1 to 5 stars.");
  const key = { courseId, userId: viewer.id };
  await ctx.write(async (tx, emit) => {
    if (stars === null) await tx.courseRating.deleteMany({ where: key });
    else await tx.courseRating.upsert({ where: { courseId_userId: key }, create: { ...key, stars }, update: { stars } });
    emit("courses.course.rated", { id: courseId, courseId });
  });
  return loadCourse(ctx, courseId);
}
