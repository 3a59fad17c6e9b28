import type { z } from "zod";
import type { createSessionInput, enrolInSessionInput, updateSessionInput } from "@lyceum/shared/inputs/sessions";
import { behind, decodeKey, pageOf, pageSize, type Page } from "../../kernel/connections";
import { expectVersion, Invalid, InvalidInput, NotFound } from "../../kernel/errors";
import { isId } from "../../kernel/ids";
import { mayDo } from "../../kernel/permissions";
import type { Context } from "../../kernel/context";
import type { Tx } from "../../kernel/database";
import type { Emit } from "../../kernel/events";
import type { Viewer } from "../../kernel/viewer";
import type { CourseRun, Session as SessionRow } from "../../generated/prisma/client.ts";
import { requirePeople, seatPeople } from "../enrolments/enrol";
import { mailNewcomers, newcomersOf } from "../enrolments/newcomers";
import { newAct, type Act, type PlannedSeat } from "../enrolments/seats";
import { takeSource } from "../enrolments/sources";

/** A session of the viewer's to manage: administrators manage all, session managers their own. Anything else is NOT_FOUND. */
export async function enterSession(ctx: Context, id: string): Promise<{ viewer: Viewer; session: SessionRow; runs: CourseRun[] }> {
  const viewer = await ctx.enterPlatform("manageSessions");
  const session = isId(id) ? await ctx.db.session.findUnique({ where: { id }, include: { runs: { where: { kind: "SESSION" } } } }) : null;
  if (!session || !mayManage(viewer, session)) throw NotFound();
  return { viewer, session, runs: session.runs };
}

export const mayManage = (viewer: Viewer, session: Pick<SessionRow, "createdById">): boolean =>
  mayDo(viewer.roles, "manageSessions") && (viewer.isAdministrator || session.createdById === viewer.id);

/** Tells each course of the session, so that every open page of it asks its gate again. */
export function tell(emit: Emit, name: string, session: Pick<SessionRow, "id">, runs: Pick<CourseRun, "courseId" | "id">[]): void {
  if (runs.length === 0) emit(name, { id: session.id });
  for (const run of runs) emit(name, { id: session.id, courseId: run.courseId, runId: run.id });
}

/** Makes a session and a run of each of its courses. */
export async function createSession(ctx: Context, input: z.output<typeof createSessionInput>): Promise<SessionRow> {
  const viewer = await ctx.enterPlatform("manageSessions");
  const { courseIds, title, description, startsAt, endsAt, afterEnd, tutorsEditBase } = input;
  return ctx.write(async (tx, emit) => {
    const session = await tx.session.create({
      data: {
        title,
        description: description ?? "",
        startsAt: startsAt ?? null,
        endsAt: endsAt ?? null,
        afterEnd: afterEnd ?? "READ_ONLY",
        tutorsEditBase: tutorsEditBase ?? false,
        createdById: viewer.id,
      },
    });
    const runs = await addRuns(tx, session, courseIds ?? []);
    tell(emit, "sessions.session.created", session, runs);
    return session;
  });
}

/** Changes a session; dates reach everybody who is inside at once. CONFLICT when it was changed since. */
export async function updateSession(
  ctx: Context,
  id: string,
  input: z.output<typeof updateSessionInput>,
  expectedVersion: number | null,
): Promise<SessionRow> {
  const { session, runs } = await enterSession(ctx, id);
  if (session.trashedAt) throw NotFound();
  expectVersion(session, expectedVersion);
  const startsAt = input.startsAt === undefined ? session.startsAt : input.startsAt;
  const endsAt = input.endsAt === undefined ? session.endsAt : input.endsAt;
  if (startsAt && endsAt && startsAt >= endsAt) throw Invalid("input.endsAt", "dates.order", "It would end before it begins.");
  return ctx.write((tx, emit) => {
    tell(emit, "sessions.session.updated", session, runs);
    return tx.session.update({
      where: { id },
      data: {
        startsAt,
        endsAt,
        ...(input.title ? { title: input.title } : {}),
        ...(typeof input.description === "string" ? { description: input.description } : {}),
        ...(input.afterEnd ? { afterEnd: input.afterEnd } : {}),
        ...(typeof input.tutorsEditBase === "boolean" ? { tutorsEditBase: input.tutorsEditBase } : {}),
        version: { increment: 1 },
      },
    });
  });
}

/** Puts a session into the trash, or takes it out again: nothing in it is lost, and nobody enters meanwhile. */
export async function trashSession(ctx: Context, id: string, trashed: boolean): Promise<SessionRow> {
  const { session, runs } = await enterSession(ctx, id);
  return ctx.write((tx, emit) => {
    tell(emit, trashed ? "sessions.session.deleted" : "sessions.session.restored", session, runs);
    return tx.session.update({ where: { id }, data: { trashedAt: trashed ? new Date() : null, version: { increment: 1 } } });
  });
}

/** Adds courses to a session; whoever the session brings into its courses comes into the new ones too. Courses already in it are left alone. */
export async function addCoursesToSession(ctx: Context, id: string, courseIds: string[]): Promise<SessionRow> {
  const { viewer, session } = await enterSession(ctx, id);
  if (session.trashedAt) throw NotFound();
  const act = newAct(viewer.id);
  await ctx.write(async (tx, emit) => {
    const runs = await addRuns(tx, session, courseIds);
    const members = await tx.enrolment.findMany({
      where: {
        run: { sessionId: id, kind: "SESSION", id: { notIn: runs.map((run) => run.id) } },
        sources: { has: "SESSION" },
        state: { not: "ENDED" },
      },
      select: { userId: true, role: true },
    });
    const people = new Map(members.map((member) => [`${member.userId}:${member.role}`, member]));
    const seats = runs.flatMap((run) =>
      [...people.values()].map((member) => ({ userId: member.userId, courseId: run.courseId, runId: run.id, role: member.role })),
    );
    await seatPeople(tx, emit, act, seats, "SESSION");
    for (const run of runs) emit("sessions.course.added", { id: session.id, courseId: run.courseId, runId: run.id });
  });
  return session;
}

async function addRuns(tx: Tx, session: SessionRow, courseIds: string[]): Promise<CourseRun[]> {
  const asked = [...new Set(courseIds)];
  const bases = await tx.courseRun.findMany({ where: { courseId: { in: asked.filter(isId) }, kind: "BASE", course: { trashedAt: null } } });
  const known = new Set(bases.map((base) => base.courseId));
  const issues = asked.flatMap((courseId, index) =>
    known.has(courseId)
      ? []
      : [{ path: ["input", "courseIds", String(index)], code: "course.unknown", message: "There is no such course." }],
  );
  if (issues.length > 0) throw InvalidInput(issues);
  const present = new Set(
    (await tx.courseRun.findMany({ where: { sessionId: session.id, kind: "SESSION" }, select: { courseId: true } })).map(
      (run) => run.courseId,
    ),
  );
  return tx.courseRun.createManyAndReturn({
    data: bases
      .filter((base) => !present.has(base.courseId))
      .map((base) => ({ courseId: base.courseId, kind: "SESSION" as const, sessionId: session.id, parentRunId: base.id })),
  });
}

/** What putting people into a session came to. */
export interface SessionAct {
  act: Act;
  session: SessionRow;
  plans: PlannedSeat[];
}

/** Puts people into the session's courses, source SESSION: one seat for each person and course, set-based. One notification for each person and act. */
export async function enrolInSession(ctx: Context, input: z.output<typeof enrolInSessionInput>): Promise<SessionAct> {
  const { viewer, session, runs } = await enterSession(ctx, input.sessionId);
  if (session.trashedAt) throw NotFound();
  const chosen = input.courseIds ? runs.filter((run) => input.courseIds!.includes(run.courseId)) : runs;
  if (input.courseIds && chosen.length !== new Set(input.courseIds).size)
    throw Invalid("input.courseIds", "course.notInSession", "A course is not in this session.");
  if (chosen.length === 0) throw Invalid("input.courseIds", "session.noCourses", "Add courses to the session first.");
  await requirePeople(ctx.db, input.userIds);
  const act = newAct(viewer.id);
  const seats = chosen.flatMap((run) =>
    input.userIds.map((userId) => ({ userId, courseId: run.courseId, runId: run.id, role: input.role })),
  );
  const plans = await ctx.write(async (tx, emit) => {
    const made = await seatPeople(tx, emit, act, seats, "SESSION");
    const came = newcomersOf(made);
    emit("sessions.member.added", {
      id: session.id,
      data: { actId: act.id, title: session.title, came: came.length, notified: input.notify ? came : [] },
    });
    if (input.notify) await mailNewcomers(ctx, tx, came, "joinedSession", { session: session.title }, "/courses");
    return made;
  });
  return { act, session, plans };
}

/** Takes people out of a session: who is in one of its courses by hand as well stays there. Results stay. */
export async function endSessionMembership(ctx: Context, sessionId: string, userIds: string[]): Promise<SessionAct> {
  const { viewer, session, runs } = await enterSession(ctx, sessionId);
  const act = newAct(viewer.id);
  const places = runs.flatMap((run) => userIds.map((userId) => ({ userId, runId: run.id })));
  const plans = await ctx.write(async (tx, emit) => {
    const taken = await takeSource(tx, emit, act, places, "SESSION");
    emit("sessions.member.left", { id: session.id, data: { actId: act.id } });
    return taken;
  });
  return { act, session, plans };
}

export interface SessionsQuery {
  search?: string | null;
  first?: number | null;
  after?: string | null;
}

/** Sessions to manage, by title. Statements: 1, and 1 for the count. */
export async function sessionsToManage(ctx: Context, query: SessionsQuery): Promise<Page<SessionRow>> {
  const viewer = await ctx.enterPlatform("manageSessions");
  const size = pageSize(query.first);
  const where = {
    trashedAt: null,
    ...(viewer.isAdministrator ? {} : { createdById: viewer.id }),
    ...(query.search?.trim() ? { title: { contains: query.search.trim().slice(0, 200), mode: "insensitive" as const } } : {}),
  };
  const rows = await ctx.db.session.findMany({
    where: { AND: [where, behind(["title", "id"], decodeKey(query.after, ["text", "id"]))] },
    orderBy: [{ title: "asc" }, { id: "asc" }],
    take: size + 1,
  });
  return pageOf(
    rows,
    size,
    (row) => [row.title, row.id],
    () => ctx.db.session.count({ where }),
  );
}
