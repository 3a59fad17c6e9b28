import type { z } from "zod";
import type { enrolUsersInput } from "@lyceum/shared/inputs/enrolments";
import { Conflict, Forbidden, Invalid, InvalidInput } from "../../kernel/errors";
import { authorize } from "../../kernel/policy";
import type { Context } from "../../kernel/context";
import type { Db, Tx } from "../../kernel/database";
import type { Emit } from "../../kernel/events";
import type { Member } from "../../kernel/gate";
import type { EnrolmentSource } from "../../generated/prisma/enums.ts";
import { enrolmentRules, requireMayEnrol, requireRoom, withinReach } from "./ceiling";
import { peoplePolicy } from "./enrolments.policy";
import { tellNewcomers } from "./newcomers";
import { peopleSubject } from "./people-rights";
import { loadEnrolments, plannedRow, type EnrolmentRow } from "./rows";
import { applySeats, lockCourses, newAct, planSeats, type Act, type PlannedSeat, type Seat } from "./seats";

export type EnrolInput = z.output<typeof enrolUsersInput>;

/** What an act did, or would do, and the id by which it can be undone. */
export interface ActResult {
  actId: string | null;
  rows: EnrolmentRow[];
}

/**
 * Puts people into a course or one of its sessions. Somebody already there stays as they are, unless the asked role is higher; an
 * ended enrolment comes back. Unknown people are INVALID_INPUT at their place, over the ceiling is LOCKED; nothing is half done.
 */
export async function enrolUsers(ctx: Context, input: EnrolInput): Promise<ActResult> {
  const member = await ctx.enter(input.courseId, { sessionId: input.sessionId });
  authorize(member, peoplePolicy, "enrol", await peopleSubject(ctx, member));
  const rules = await enrolmentRules(ctx.db);
  requireMayEnrol(rules, member);
  if (input.role !== "LEARNER" && member.role === "TUTOR") throw Forbidden("LEARNERS_ONLY");
  if (input.role === "TEACHER" && member.sessionId)
    throw Invalid("input.role", "role.notInSession", "Teachers belong to the course, not to a session.");
  await requirePeople(ctx.db, input.userIds, await withinReach(ctx.db, rules, member, input.userIds));
  const seats = input.userIds.map((userId): Seat => ({
    userId,
    courseId: member.courseId,
    runId: member.runId,
    role: input.role,
    ...(input.from === undefined ? {} : { from: input.from }),
    ...(input.until === undefined ? {} : { until: input.until }),
  }));
  if (input.dryRun) {
    const plans = await planSeats(ctx.db, seats, "MANUAL");
    await guardRaises(ctx.db, member, plans);
    await requireRoom(ctx.db, rules, member.courseId, plans);
    return { actId: null, rows: await plannedRows(ctx.db, plans) };
  }
  const act = newAct(member.userId);
  const ids = await ctx.write(async (tx, emit) => {
    await lockCourses(tx, [member.courseId]);
    const plans = await planSeats(tx, seats, "MANUAL");
    await guardRaises(tx, member, plans);
    await requireRoom(tx, rules, member.courseId, plans);
    await applySeats(tx, emit, act, plans);
    await tellNewcomers(ctx, tx, emit, act, member, plans, input.notify ?? false);
    return plans.map((plan) => plan.id);
  });
  return { actId: act.id, rows: await loadEnrolments(ctx.db, ids) };
}

/** Refuses unknown people, preview learners, erased accounts and who is out of reach, each at its place in the list. Statements: 1. */
export async function requirePeople(db: Db | Tx, userIds: string[], reach?: ReadonlySet<string>): Promise<void> {
  const found = await db.user.findMany({ where: { id: { in: userIds }, kind: "PERSON", state: { not: "ERASED" } }, select: { id: true } });
  const known = new Set(found.map((row) => row.id));
  const issues = userIds.flatMap((id, index) =>
    known.has(id) && (!reach || reach.has(id))
      ? []
      : [{ path: ["input", "userIds", String(index)], code: "user.unknown", message: "There is nobody with this id." }],
  );
  if (issues.length > 0) throw InvalidInput(issues);
}

/** A teacher does not touch the place of an administrator, and a course does not lose its last or its main teacher by a list. */
export async function guardRaises(db: Db | Tx, member: Member, plans: PlannedSeat[]): Promise<void> {
  const changed = plans.filter((plan) => plan.before && plan.outcome === "CHANGED");
  const lowered = changed.some(
    (plan) => plan.before!.role === "TEACHER" && plan.before!.state === "ACTIVE" && plan.after.role !== "TEACHER",
  );
  if (lowered && !(await teacherRemains(db, member.courseId, plans)))
    throw Conflict("LAST_TEACHER", "A course keeps at least one teacher.");
  if (changed.some((plan) => plan.before!.main && !plan.after.main)) throw Conflict("MAIN_TEACHER", "Name another main teacher first.");
  if (member.isAdministrator) return;
  if (changed.length === 0) return;
  const administrators = await db.user.count({
    where: { id: { in: changed.map((plan) => plan.seat.userId) }, roles: { has: "ADMINISTRATOR" } },
  });
  if (administrators > 0) throw Forbidden("ADMINISTRATOR");
}

/** Whether an active teacher is left in the course's base once the plans are carried out. Statements: 1. */
export async function teacherRemains(db: Db | Tx, courseId: string, plans: Pick<PlannedSeat, "id" | "after">[]): Promise<boolean> {
  const after = new Map(plans.map((plan) => [plan.id, plan.after]));
  const teachers = await db.enrolment.findMany({
    where: { courseId, role: "TEACHER", state: "ACTIVE", kind: "NORMAL", run: { kind: "BASE" } },
    select: { id: true },
  });
  const stays = (id: string) => {
    const plan = after.get(id);
    return !plan || (plan.role === "TEACHER" && plan.state === "ACTIVE");
  };
  const comes = plans.some((plan) => plan.after.role === "TEACHER" && plan.after.state === "ACTIVE");
  return teachers.length === 0 || comes || teachers.some((row) => stays(row.id));
}

/** The rows as they would be, for a dry run. */
export async function plannedRows(db: Db, plans: PlannedSeat[]): Promise<EnrolmentRow[]> {
  const users = await db.user.findMany({ where: { id: { in: plans.map((plan) => plan.seat.userId) } }, select: plannedRow.user });
  const runs = await db.courseRun.findMany({
    where: { id: { in: plans.map((plan) => plan.seat.runId) } },
    select: { id: true, sessionId: true, kind: true },
  });
  const byUser = new Map(users.map((user) => [user.id, user]));
  const byRun = new Map(runs.map((run) => [run.id, run]));
  return plans.map((plan) => plannedRow.of(plan, byUser.get(plan.seat.userId)!, byRun.get(plan.seat.runId)!));
}

/** Enrols by another module's act (a session, a class, a request), which has authorised it; the same rules of rows hold. */
export async function seatPeople(tx: Tx, emit: Emit, act: Act, seats: Seat[], source: EnrolmentSource): Promise<PlannedSeat[]> {
  await lockCourses(
    tx,
    seats.map((seat) => seat.courseId),
  );
  const plans = await planSeats(tx, seats, source);
  await applySeats(tx, emit, act, plans);
  return plans;
}
