import type { z } from "zod";
import type { enrolmentChangeInput } from "@lyceum/shared/inputs/enrolments";
import { Conflict, Forbidden, Invalid, NotFound } from "../../kernel/errors";
import { isId } from "../../kernel/ids";
import { authorize } from "../../kernel/policy";
import type { Context } from "../../kernel/context";
import type { Db, Tx } from "../../kernel/database";
import type { Member } from "../../kernel/gate";
import type { Enrolment } from "../../generated/prisma/client.ts";
import { teacherRemains, type ActResult } from "./enrol";
import { enrolmentPolicy } from "./enrolments.policy";
import { peopleSubject } from "./people-rights";
import { loadEnrolments, type EnrolmentRow } from "./rows";
import { applySeats, changeNames, factsOf, isHigher, lockCourses, newAct, type PlannedSeat, type SeatFacts } from "./seats";

export type EnrolmentChange = z.output<typeof enrolmentChangeInput>;
type RowAction = "update" | "changeRole" | "end" | "setMain" | "readHistory";

/** Loads enrolments of one run, enters there, and authorises each; anything missing or not for the caller is NOT_FOUND. */
export async function enterForRows(ctx: Context, ids: string[], action: RowAction): Promise<{ member: Member; rows: EnrolmentRow[] }> {
  const rows = ids.every(isId) ? await loadEnrolments(ctx.db, ids) : [];
  const first = rows[0];
  if (!first || rows.length !== ids.length || rows.some((row) => row.kind === "PREVIEW")) throw NotFound();
  if (rows.some((row) => row.runId !== first.runId))
    throw Invalid("ids", "enrolments.oneRun", "Change people of one course, or of one session of it, at a time.");
  const member = await ctx.enter(first.courseId, { sessionId: first.run.sessionId });
  const { tutorsMayEnrol } = await peopleSubject(ctx, member);
  for (const row of rows)
    authorize(member, enrolmentPolicy, action, {
      userId: row.userId,
      role: row.role,
      ofAdministrator: row.user.roles.includes("ADMINISTRATOR"),
      tutorsMayEnrol,
    });
  return { member, rows };
}

const asPlan = (row: Enrolment, after: SeatFacts): PlannedSeat => ({
  id: row.id,
  seat: { userId: row.userId, courseId: row.courseId, runId: row.runId, role: after.role },
  outcome: changeNames(factsOf(row), after).length > 0 ? "CHANGED" : "ALREADY",
  before: row,
  after,
});

/**
 * Changes role, state or dates of people in one run. The last teacher stays one (CONFLICT LAST_TEACHER), the main teacher until
 * another is named (MAIN_TEACHER); an ended enrolment is CONFLICT ENDED; nobody raises themself.
 */
export async function updateEnrolments(ctx: Context, ids: string[], change: EnrolmentChange, dryRun: boolean): Promise<ActResult> {
  const { member } = await enterForRows(ctx, ids, change.role ? "changeRole" : "update");
  if (change.role === "TEACHER" && member.sessionId)
    throw Invalid("change.role", "role.notInSession", "Teachers belong to the course, not to a session.");
  return act(ctx, member, ids, dryRun, (row) => {
    if (row.state === "ENDED") throw Conflict("ENDED", "This enrolment has ended: enrol the person again.");
    const role = change.role ?? row.role;
    if (row.userId === member.userId && !member.isAdministrator && isHigher(role, row.role)) throw Forbidden("OWN_ROLE");
    const from = change.from === undefined ? row.from : change.from;
    const until = change.until === undefined ? row.until : change.until;
    if (from && until && from >= until) throw Invalid("change.until", "dates.order", "It would end before it begins.");
    return { ...factsOf(row), role, state: change.state ?? row.state, from, until, main: row.main && role === "TEACHER" };
  });
}

/** Ends enrolments of one run; results stay, group seats are freed, streams end within a second. */
export async function endEnrolments(ctx: Context, ids: string[], reason: string, dryRun: boolean): Promise<ActResult> {
  const { member } = await enterForRows(ctx, ids, "end");
  return act(ctx, member, ids, dryRun, (row) => (row.state === "ENDED" ? factsOf(row) : ended(row)), reason ? { reason } : {});
}

/** Names the main teacher of a course: an active teacher of its base. The former one stays a teacher. */
export async function setMainTeacher(ctx: Context, id: string): Promise<ActResult> {
  const { member, rows } = await enterForRows(ctx, [id], "setMain");
  const next = rows[0]!;
  if (next.state !== "ACTIVE" || next.run.kind !== "BASE")
    throw Conflict("NOT_ACTIVE", "Only an active teacher of the course can be its main one.");
  const former = await ctx.db.enrolment.findMany({ where: { runId: next.runId, main: true, id: { not: id } }, select: { id: true } });
  const made = newAct(member.userId);
  await ctx.write(async (tx, emit) => {
    await lockCourses(tx, [member.courseId]);
    const current = await lockRows(tx, [id, ...former.map((row) => row.id)]);
    await applySeats(
      tx,
      emit,
      made,
      current.map((row) => asPlan(row, { ...factsOf(row), main: row.id === id })),
    );
  });
  return { actId: made.id, rows: await loadEnrolments(ctx.db, [id, ...former.map((row) => row.id)]) };
}

/** Leaves a course oneself: where it allows, and never as its last or main teacher. */
export async function leaveCourse(ctx: Context, courseId: string): Promise<void> {
  const viewer = await ctx.enterSelf();
  const row = isId(courseId)
    ? await ctx.db.enrolment.findFirst({
        where: { userId: viewer.id, courseId, kind: "NORMAL", state: { not: "ENDED" }, run: { kind: "BASE" } },
        include: { course: true },
      })
    : null;
  if (!row || row.course.trashedAt) throw NotFound();
  if (!row.course.selfLeave && row.role === "LEARNER") throw Forbidden("LEAVING_OFF");
  if (row.sources.includes("CLASS")) throw Forbidden("IN_BY_CLASS");
  const made = newAct(viewer.id);
  await ctx.write(async (tx, emit) => {
    await lockCourses(tx, [courseId]);
    const plans = (await lockRows(tx, [row.id])).map((found) => asPlan(found, ended(found)));
    await guardTeachers(tx, courseId, plans);
    await applySeats(tx, emit, made, plans, { left: true });
  });
}

async function act(
  ctx: Context,
  member: Member,
  ids: string[],
  dryRun: boolean,
  next: (row: Enrolment) => SeatFacts,
  extra: Record<string, unknown> = {},
): Promise<ActResult> {
  const made = newAct(member.userId);
  const plan = async (db: Db | Tx, rows: Enrolment[]) => {
    const plans = rows.map((row) => asPlan(row, next(row)));
    await guardTeachers(db, member.courseId, plans);
    return plans;
  };
  if (dryRun) {
    const rows = await loadEnrolments(ctx.db, ids);
    const plans = new Map((await plan(ctx.db, rows)).map((one) => [one.id, one.after]));
    return { actId: null, rows: rows.map((row) => ({ ...row, ...plans.get(row.id)! })) };
  }
  await ctx.write(async (tx, emit) => {
    await lockCourses(tx, [member.courseId]);
    await applySeats(tx, emit, made, await plan(tx, await lockRows(tx, ids)), extra);
  });
  return { actId: made.id, rows: await loadEnrolments(ctx.db, ids) };
}

/** An enrolment is open as long as it has a way in; ending takes all of them. */
const ended = (row: Enrolment): SeatFacts => ({ ...factsOf(row), state: "ENDED", sources: [], main: false });
const lockRows = (tx: Tx, ids: string[]): Promise<Enrolment[]> => tx.enrolment.findMany({ where: { id: { in: ids } } });

/** Refuses to take the last teacher, or the main one, from a course. Statements: 1, only when a teacher is touched. */
export async function guardTeachers(db: Db | Tx, courseId: string, plans: PlannedSeat[]): Promise<void> {
  const lost = plans.filter(
    (plan) =>
      plan.before?.role === "TEACHER" && plan.before.state === "ACTIVE" && (plan.after.role !== "TEACHER" || plan.after.state !== "ACTIVE"),
  );
  if (lost.length === 0) return;
  if (!(await teacherRemains(db, courseId, plans))) throw Conflict("LAST_TEACHER", "A course keeps at least one teacher.");
  if (lost.some((plan) => plan.before!.main)) throw Conflict("MAIN_TEACHER", "Name another main teacher first.");
}
