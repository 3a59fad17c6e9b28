import { Forbidden, Locked, NotFound } from "../../kernel/errors";
import { isId } from "../../kernel/ids";
import type { Context } from "../../kernel/context";
import type { Course } from "../../generated/prisma/client.ts";
import { verifyPassword } from "../accounts/passwords";
import { giveBack, takeTry } from "../accounts/throttle";
import { enrolmentRules, requireRoom } from "./ceiling";
import { tellOfJoining } from "./newcomers";
import { loadEnrolments, type EnrolmentRow } from "./rows";
import { applySeats, lockCourses, newAct, planSeats } from "./seats";

/** Wrong keys of one person at one course, in 15 minutes. */
const KEY_TRIES = 5;

/**
 * Joins a course oneself, where it allows that, with its key where it has one. Somebody already in stays as they are; somebody
 * suspended is LOCKED; a wrong key is FORBIDDEN WRONG_KEY, and RATE_LIMITED after five in 15 minutes.
 */
export async function selfEnrol(ctx: Context, courseId: string, key: string | null): Promise<EnrolmentRow> {
  const viewer = await ctx.enterSelf();
  const course = isId(courseId)
    ? await ctx.db.course.findUnique({ where: { id: courseId }, include: { runs: { where: { kind: "BASE" } } } })
    : null;
  const base = course?.runs[0];
  if (!course || !base || course.trashedAt) throw NotFound();
  const present = await ctx.db.enrolment.findUnique({ where: { userId_runId: { userId: viewer.id, runId: base.id } } });
  const mine = present && present.state !== "ENDED" ? present : null;
  if (mine?.state === "SUSPENDED") throw Locked([{ code: "SUSPENDED" }]);
  if (mine) return (await loadEnrolments(ctx.db, [mine.id]))[0]!;
  admit(course);
  if (course.enrolKeyHash) await proveKey(ctx, course, viewer.id, key);
  const rules = await enrolmentRules(ctx.db);
  const act = newAct(viewer.id);
  const id = await ctx.write(async (tx, emit) => {
    await lockCourses(tx, [course.id]);
    const plans = await planSeats(tx, [{ userId: viewer.id, courseId: course.id, runId: base.id, role: "LEARNER" }], "SELF");
    await requireRoom(tx, rules, course.id, plans);
    await applySeats(tx, emit, act, plans);
    const { id: courseId, code: courseCode, title } = course;
    await tellOfJoining(tx, emit, act, { courseId, courseCode, title, runId: base.id, sessionId: null }, plans);
    return plans[0]!.id;
  });
  return (await loadEnrolments(ctx.db, [id]))[0]!;
}

/** Whether the course may be joined now; one that a stranger may not know of is not there. */
function admit(course: Course): void {
  const known =
    course.visibility === "PUBLIC" ||
    course.visibility === "PLATFORM" ||
    (course.visibility === "PRIVATE" && (course.listed || course.selfEnrol));
  if (!known || course.approval !== "APPROVED") throw NotFound();
  if (!course.selfEnrol) throw Forbidden("SELF_ENROL_OFF");
  if (course.closesAt && course.closesAt <= new Date())
    throw Locked([{ code: "COURSE_CLOSED", params: { at: course.closesAt.toISOString() } }]);
}

async function proveKey(ctx: Context, course: Course, userId: string, key: string | null): Promise<void> {
  const tries = `enrolKey:${userId}:${course.id}`;
  await takeTry(ctx.db, tries, KEY_TRIES);
  if (!(await verifyPassword(course.enrolKeyHash, (key ?? "").slice(0, 200)))) throw Forbidden("WRONG_KEY");
  await giveBack(ctx.db, tries);
}
