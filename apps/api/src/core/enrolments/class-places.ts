import type { z } from "zod";
import type { bindClassInput } from "@lyceum/shared/inputs/enrolments";
import { Conflict, Invalid, NotFound } from "../../kernel/errors";
import { isId } from "../../kernel/ids";
import { authorize } from "../../kernel/policy";
import type { Context } from "../../kernel/context";
import type { Db, Tx } from "../../kernel/database";
import type { Emit } from "../../kernel/events";
import type { Member } from "../../kernel/gate";
import type { CourseRole } from "../../generated/prisma/enums.ts";
import { enrolmentRules, requireMayEnrol, requireRoom } from "./ceiling";
import { guardRaises } from "./enrol";
import { peoplePolicy } from "./enrolments.policy";
import { tellNewcomers } from "./newcomers";
import { peopleSubject } from "./people-rights";
import { applySeats, lockCourses, newAct, planSeats, type Act, type PlannedSeat, type Seat } from "./seats";
import { takeSource } from "./sources";

/** A class in a run, as staff see it. */
export interface ClassPlaceRow {
  classId: string;
  courseId: string;
  title: string;
  role: CourseRole;
  memberCount: number;
  /** Other runs of the course in which the class is too: the base (null) or sessions, by title. */
  elsewhere: (string | null)[];
}

/** How many people an act would bring, change and leave alone; `others` are in by another way too. */
export interface ClassAct {
  courseId: string;
  classId: string;
  people: number;
  coming: number;
  leaving: number;
  staying: number;
}

/** The classes of a run by title, with the other runs of the course they are bound to. Statements: 1. */
export function classPlaces(ctx: Context, member: Member): Promise<ClassPlaceRow[]> {
  return ctx.db.$queryRaw<ClassPlaceRow[]>`
    SELECT c."id" AS "classId", p."courseId", c."title"::text AS "title", p."role"::text AS "role", (SELECT count(*)::int FROM "UserClassMember" m WHERE m."classId" = c."id") AS "memberCount",
      ARRAY(SELECT s."title" FROM "ClassPlace" o JOIN "CourseRun" r ON r."id" = o."runId" LEFT JOIN "Session" s ON s."id" = r."sessionId"
        WHERE o."classId" = c."id" AND o."courseId" = p."courseId" AND o."runId" <> p."runId" ORDER BY s."title" NULLS FIRST) AS "elsewhere"
    FROM "ClassPlace" p JOIN "UserClass" c ON c."id" = p."classId" WHERE p."runId" = ${member.sessionRunId ?? member.baseRunId}::uuid ORDER BY lower(c."title"::text), c."id"`;
}

/** Classes that the caller may enrol: all, or only those that they are a member of where the portal says so. Statements: 1 or 2. */
export async function classesToEnrol(
  ctx: Context,
  courseId: string,
  sessionId: string | null,
): Promise<{ id: string; title: string; memberCount: number }[]> {
  const member = await ctx.enter(courseId, { sessionId });
  authorize(member, peoplePolicy, "bindClasses", await peopleSubject(ctx, member));
  const rules = await enrolmentRules(ctx.db);
  requireMayEnrol(rules, member);
  const own = rules.teachersEnrol === "OWN_CLASSES" && !member.isAdministrator;
  return ctx.db.$queryRaw`
    SELECT c."id", c."title"::text AS "title", (SELECT count(*)::int FROM "UserClassMember" m WHERE m."classId" = c."id") AS "memberCount" FROM "UserClass" c
    WHERE NOT ${own} OR EXISTS (SELECT 1 FROM "UserClassMember" m WHERE m."classId" = c."id" AND m."userId" = ${member.userId}::uuid)
    ORDER BY lower(c."title"::text), c."id" LIMIT 1000`;
}

async function enterForClass(ctx: Context, courseId: string, sessionId: string | null | undefined, classId: string): Promise<Member> {
  const member = await ctx.enter(courseId, { sessionId });
  authorize(member, peoplePolicy, "bindClasses", await peopleSubject(ctx, member));
  if (!isId(classId)) throw NotFound();
  return member;
}

/**
 * Binds a class to a course or session: its members are enrolled by the way CLASS, and whoever joins it later is too. A class that is
 * bound already is CONFLICT BOUND; over the ceiling is LOCKED and nothing is done. Statements: constant in the class's size.
 */
export async function bindClass(ctx: Context, input: z.output<typeof bindClassInput>, dryRun: boolean): Promise<ClassAct> {
  const member = await enterForClass(ctx, input.courseId, input.sessionId, input.classId);
  const rules = await enrolmentRules(ctx.db);
  requireMayEnrol(rules, member);
  const role = input.role ?? "LEARNER";
  if (role === "TEACHER" && member.sessionId)
    throw Invalid("input.role", "role.notInSession", "Teachers belong to the course, not to a session.");
  const offered = await classesToEnrol(ctx, input.courseId, input.sessionId ?? null);
  if (!offered.some((one) => one.id === input.classId)) throw NotFound();
  const act = newAct(member.userId);
  const plan = async (db: Db | Tx): Promise<PlannedSeat[]> => {
    const seats = (await membersOf(db, input.classId)).map((userId): Seat => ({
      userId,
      courseId: member.courseId,
      runId: member.runId,
      role,
    }));
    const plans = await planSeats(db, seats, "CLASS");
    await guardRaises(db, member, plans);
    await requireRoom(db, rules, member.courseId, plans);
    return plans;
  };
  if (dryRun) return countsOf(member, input.classId, await plan(ctx.db));
  return ctx.write(async (tx, emit) => {
    await lockCourses(tx, [member.courseId]);
    await lockClass(tx, input.classId);
    const { courseId, runId, userId } = member;
    const bound = await tx.classPlace.createMany({
      data: [{ classId: input.classId, runId, courseId, role, createdById: userId }],
      skipDuplicates: true,
    });
    if (bound.count === 0) throw Conflict("BOUND", "This class is in already.");
    const plans = await plan(tx);
    await applySeats(tx, emit, act, plans, { classId: input.classId });
    emit("enrolments.class.bound", { id: input.classId, courseId, runId });
    await tellNewcomers(ctx, tx, emit, act, member, plans, input.notify ?? false);
    return countsOf(member, input.classId, plans);
  });
}

/** Takes a class out of a course or session: who is in by another way, or by another class, stays; the others' places end. Statements: constant in the class's size. */
export async function unbindClass(
  ctx: Context,
  courseId: string,
  sessionId: string | null,
  classId: string,
  dryRun: boolean,
): Promise<ClassAct> {
  const member = await enterForClass(ctx, courseId, sessionId, classId);
  const place = await ctx.db.classPlace.findUnique({ where: { runId_classId: { runId: member.runId, classId } } });
  if (!place) throw NotFound();
  const act = newAct(member.userId);
  if (dryRun) return leaving(ctx, member, classId);
  return ctx.write(async (tx, emit) => {
    await lockCourses(tx, [courseId]);
    await lockClass(tx, classId);
    const { count } = await tx.classPlace.deleteMany({ where: { runId: member.runId, classId } });
    if (count === 0) throw NotFound();
    const people = await membersOf(tx, classId);
    const plans = await releaseMembers(tx, emit, act, [member.runId], people);
    emit("enrolments.class.unbound", { id: classId, courseId, runId: member.runId });
    return { courseId, classId, people: people.length, coming: 0, ...sides(plans, people.length) };
  });
}

const sides = (plans: PlannedSeat[], people: number) => {
  const gone = plans.filter((plan) => plan.after.state === "ENDED").length;
  return { leaving: gone, staying: people - gone };
};

async function leaving(ctx: Context, member: Member, classId: string): Promise<ClassAct> {
  const [row] = await ctx.db.$queryRaw<{ people: number; leaving: number }[]>`
    SELECT count(*)::int AS "people", count(*) FILTER (WHERE e."sources" = ARRAY['CLASS']::"EnrolmentSource"[] AND e."state" <> 'ENDED' AND NOT EXISTS (
      SELECT 1 FROM "ClassPlace" o JOIN "UserClassMember" x ON x."classId" = o."classId" AND x."userId" = m."userId" WHERE o."runId" = ${member.runId}::uuid AND o."classId" <> ${classId}::uuid))::int AS "leaving"
    FROM "UserClassMember" m LEFT JOIN "Enrolment" e ON e."userId" = m."userId" AND e."runId" = ${member.runId}::uuid WHERE m."classId" = ${classId}::uuid`;
  const { people, leaving: gone } = row!;
  return { courseId: member.courseId, classId, people, coming: 0, leaving: gone, staying: people - gone };
}

/** Takes the way CLASS from people in runs where no class holds them any more. Call it after the binding or the membership is gone. */
export async function releaseMembers(tx: Tx, emit: Emit, act: Act, runIds: string[], userIds: string[]): Promise<PlannedSeat[]> {
  if (runIds.length === 0 || userIds.length === 0) return [];
  const held = await tx.$queryRaw<{ userId: string; runId: string }[]>`
    SELECT DISTINCT m."userId", p."runId" FROM "ClassPlace" p JOIN "UserClassMember" m ON m."classId" = p."classId"
    WHERE p."runId" = ANY(${runIds}::uuid[]) AND m."userId" = ANY(${userIds}::uuid[])`;
  const kept = new Set(held.map((row) => `${row.userId}:${row.runId}`));
  const places = runIds
    .flatMap((runId) => userIds.map((userId) => ({ userId, runId })))
    .filter((place) => !kept.has(`${place.userId}:${place.runId}`));
  return takeSource(tx, emit, act, places, "CLASS");
}

const membersOf = async (db: Db | Tx, classId: string): Promise<string[]> =>
  (
    await db.userClassMember.findMany({
      where: { classId, user: { state: { not: "ERASED" }, kind: "PERSON" } },
      select: { userId: true },
      orderBy: { userId: "asc" },
    })
  ).map((row) => row.userId);

/** A class changes its members and its places by one act at a time. */
export async function lockClass(tx: Tx, classId: string): Promise<void> {
  const rows = await tx.$queryRaw<{ id: string }[]>`SELECT "id" FROM "UserClass" WHERE "id" = ${classId}::uuid FOR UPDATE`;
  if (rows.length === 0) throw NotFound();
}

function countsOf(member: Member, classId: string, plans: PlannedSeat[]): ClassAct {
  const coming = plans.filter((plan) => plan.outcome === "ENROLLED" || plan.outcome === "RESTORED").length;
  return { courseId: member.courseId, classId, people: plans.length, coming, leaving: 0, staying: plans.length - coming };
}
