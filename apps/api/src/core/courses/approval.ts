import { refusalReasonField } from "@lyceum/shared/inputs/courses";
import type { CourseApproval } from "../../generated/prisma/enums.ts";
import type { Context } from "../../kernel/context";
import { Conflict, Forbidden, Invalid, NotFound } from "../../kernel/errors";
import type { EventDraft } from "../../kernel/events";
import { isId } from "../../kernel/ids";
import type { NotificationDraft } from "../../kernel/manifest";
import type { Tx } from "../../kernel/database";
import { fullName } from "../accounts/people.types";
import { approvalData, type ApprovalData } from "./approval-data";
import { loadCourse } from "./courses";
import type { CourseRow } from "./courses.policy";

const WAITING_LIST = "/admin/courses?kind=WAITING";

async function decide(ctx: Context, courseId: string, from: readonly CourseApproval[], to: CourseApproval, because: string | null) {
  const row = isId(courseId) ? await ctx.db.course.findUnique({ where: { id: courseId } }) : null;
  if (!row || row.trashedAt) throw NotFound();
  return ctx.write(async (tx, emit) => {
    const data = { approval: to, refusedBecause: because, version: { increment: 1 } };
    const { count } = await tx.course.updateMany({ where: { id: courseId, approval: { in: [...from] } }, data });
    if (count === 0) throw Conflict("STALE", "Somebody decided meanwhile.");
    const names = { APPROVED: "courses.course.approved", REFUSED: "courses.course.refused", WAITING: "courses.course.waiting" } as const;
    emit(names[to], { id: courseId, courseId, data: approvalData(row, because) });
    // Streams ask the gate again: who may be in the course is another now.
    emit("courses.access.changed", { id: courseId, courseId });
    return tx.course.findUniqueOrThrow({ where: { id: courseId } });
  });
}

/** Lets a course that waits, or was refused, be used; its maker is told. CONFLICT when it is used already. For administrators. */
export async function approveCourse(ctx: Context, courseId: string): Promise<CourseRow> {
  await ctx.enterPlatform("manageCourses");
  return decide(ctx, courseId, ["WAITING", "REFUSED"], "APPROVED", null);
}

/** Refuses a course that waits; its maker reads why, and may ask again. CONFLICT when it does not wait. For administrators. */
export async function refuseCourse(ctx: Context, courseId: string, reason: string): Promise<CourseRow> {
  await ctx.enterPlatform("manageCourses");
  const because = refusalReasonField.safeParse(reason);
  if (!because.success) throw Invalid("reason", reason.trim() === "" ? "required" : "too_big", "A reason has 1 to 1,000 characters.");
  return decide(ctx, courseId, ["WAITING"], "REFUSED", because.data);
}

/** Asks again for a course that was refused; only its maker does. CONFLICT when it was not refused. */
export async function askForApproval(ctx: Context, courseId: string): Promise<CourseRow> {
  const member = await ctx.enter(courseId);
  if ((await loadCourse(ctx, courseId)).createdById !== member.userId) throw Forbidden();
  return decide(ctx, courseId, ["REFUSED"], "WAITING", null);
}

const aboutOf = (event: EventDraft) => event.data as unknown as ApprovalData;

/** Tells the administrators that a course waits. Statements: 2. */
export async function tellOfWaiting(tx: Tx, event: EventDraft, actorId: string | null): Promise<NotificationDraft[]> {
  const { title, maker } = aboutOf(event);
  const people = await tx.user.findMany({
    where: { roles: { has: "ADMINISTRATOR" }, state: "ACTIVE", kind: "PERSON" },
    select: { id: true },
  });
  const author = maker ? await tx.user.findUnique({ where: { id: maker }, select: { givenName: true, familyName: true } }) : null;
  const userIds = people.map(({ id }) => id).filter((id) => id !== actorId);
  return [{ userIds, kind: "courses.waiting", params: { course: title, person: author ? fullName(author) : "" }, href: WAITING_LIST }];
}

/** Tells the maker of a course what was decided. */
export async function tellOfDecision(_tx: Tx, event: EventDraft): Promise<NotificationDraft[]> {
  const { title, code, reason, maker } = aboutOf(event);
  if (!maker) return [];
  const params: Record<string, string> = reason === null ? { course: title } : { course: title, reason };
  return [{ userIds: [maker], kind: reason === null ? "courses.approved" : "courses.refused", params, href: `/c/${code}` }];
}
