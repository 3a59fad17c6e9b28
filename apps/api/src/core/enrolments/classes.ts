import type { z } from "zod";
import type { classInput } from "@lyceum/shared/inputs/enrolments";
import { behind, decodeKey, pageOf, pageSize, type Page } from "../../kernel/connections";
import { Conflict, expectVersion, NotFound } from "../../kernel/errors";
import { isId } from "../../kernel/ids";
import { Prisma, type Tx } from "../../kernel/database";
import type { Context } from "../../kernel/context";
import type { Emit } from "../../kernel/events";
import type { CourseRole } from "../../generated/prisma/enums.ts";
import { enrolmentRules, requireRoom } from "./ceiling";
import { lockClass, releaseMembers } from "./class-places";
import { requirePeople } from "./enrol";
import { applySeats, lockCourses, newAct, planSeats, type Act, type Seat } from "./seats";

/** A class, for those who manage people. */
export interface ClassRow {
  id: string;
  title: string;
  description: string;
  version: number;
  memberCount: number;
}

const counted = { _count: { select: { members: true } } } as const;
type Counted = Prisma.UserClassGetPayload<{ include: typeof counted }>;
const rowOf = ({ id, title, description, version, _count }: Counted): ClassRow => ({
  id,
  title,
  description,
  version,
  memberCount: _count.members,
});

/** One class, as it is now; NOT_FOUND. */
export async function loadClass(ctx: Context, id: string): Promise<ClassRow> {
  const row = isId(id) ? await ctx.db.userClass.findUnique({ where: { id }, include: counted }) : null;
  if (!row) throw NotFound();
  return rowOf(row);
}

/** The campus's classes by title. Statements: 1, and 1 for the count. */
export async function classesPage(
  ctx: Context,
  query: { search?: string | null; first?: number | null; after?: string | null },
): Promise<Page<ClassRow>> {
  await ctx.enterPlatform("manageUsers");
  const size = pageSize(query.first);
  const text = query.search?.trim().slice(0, 200);
  const where = text ? { title: { contains: text, mode: "insensitive" as const } } : {};
  const rows = await ctx.db.userClass.findMany({
    where: { AND: [where, behind(["title", "id"], decodeKey(query.after, ["text", "id"]))] },
    include: counted,
    orderBy: [{ title: "asc" }, { id: "asc" }],
    take: size + 1,
  });
  return pageOf(
    rows.map(rowOf),
    size,
    (row) => [row.title, row.id],
    () => ctx.db.userClass.count({ where }),
  );
}

/** A title that another class has is CONFLICT TITLE_TAKEN. */
function titleTaken(error: unknown): never {
  if (error instanceof Prisma.PrismaClientKnownRequestError && error.code === "P2002")
    throw Conflict("TITLE_TAKEN", "Another class has this name.");
  throw error;
}

/** Makes a class without members. */
export async function createClass(ctx: Context, input: z.output<typeof classInput>): Promise<ClassRow> {
  const viewer = await ctx.enterPlatform("manageUsers");
  const data = { title: input.title, description: input.description ?? "", createdById: viewer.id };
  return ctx
    .write(async (tx, emit) => {
      const made = await tx.userClass.create({ data, include: counted });
      emit("enrolments.class.created", { id: made.id });
      return rowOf(made);
    })
    .catch(titleTaken);
}

/** Renames or describes a class; stale = CONFLICT. */
export async function updateClass(
  ctx: Context,
  id: string,
  input: z.output<typeof classInput>,
  expectedVersion: number | null,
): Promise<ClassRow> {
  await ctx.enterPlatform("manageUsers");
  expectVersion(await loadClass(ctx, id), expectedVersion);
  const data = {
    title: input.title,
    ...(typeof input.description === "string" ? { description: input.description } : {}),
    version: { increment: 1 },
  };
  return ctx
    .write(async (tx, emit) => {
      emit("enrolments.class.updated", { id });
      return rowOf(await tx.userClass.update({ where: { id }, data, include: counted }));
    })
    .catch(titleTaken);
}

interface Place {
  runId: string;
  courseId: string;
  role: CourseRole;
}

/** Locks a class and the courses that it is in, always courses first. */
async function placesLocked(tx: Tx, classId: string): Promise<Place[]> {
  const before = await tx.classPlace.findMany({ where: { classId }, select: { courseId: true } });
  await lockCourses(
    tx,
    before.map((place) => place.courseId),
  );
  await lockClass(tx, classId);
  return tx.classPlace.findMany({ where: { classId }, select: { runId: true, courseId: true, role: true } });
}

/** Adds people to a class, and so to every course and session that it is in, in one transaction. Members already in it are left alone. */
export async function addClassMembers(ctx: Context, classId: string, userIds: string[]): Promise<ClassRow> {
  const viewer = await ctx.enterPlatform("manageUsers");
  await loadClass(ctx, classId);
  await requirePeople(ctx.db, userIds);
  const rules = await enrolmentRules(ctx.db);
  const act = newAct(viewer.id);
  await ctx.write(async (tx, emit) => {
    const places = await placesLocked(tx, classId);
    const added = await tx.userClassMember.createManyAndReturn({
      data: userIds.map((userId) => ({ classId, userId })),
      skipDuplicates: true,
    });
    const seats = places.flatMap((place) => added.map(({ userId }): Seat => ({ userId, ...place })));
    const plans = await planSeats(tx, seats, "CLASS");
    for (const courseId of new Set(places.map((place) => place.courseId))) await requireRoom(tx, rules, courseId, plans);
    await applySeats(tx, emit, act, plans, { classId });
    emit("enrolments.class.memberAdded", { id: classId, data: { actId: act.id, count: added.length } });
  });
  return loadClass(ctx, classId);
}

/** Takes people out of a class; their places that only the class gave end. */
export async function removeClassMembers(ctx: Context, classId: string, userIds: string[]): Promise<ClassRow> {
  const viewer = await ctx.enterPlatform("manageUsers");
  await loadClass(ctx, classId);
  const act = newAct(viewer.id);
  await ctx.write(async (tx, emit) => {
    const places = await placesLocked(tx, classId);
    const gone = await tx.userClassMember.deleteMany({ where: { classId, userId: { in: userIds } } });
    if (gone.count === 0) return;
    await release(tx, emit, act, places, userIds);
    emit("enrolments.class.memberRemoved", { id: classId, data: { actId: act.id, count: gone.count } });
  });
  return loadClass(ctx, classId);
}

/** Deletes a class: accounts stay, and so do people who are in a course by another way. */
export async function deleteClass(ctx: Context, classId: string): Promise<void> {
  const viewer = await ctx.enterPlatform("manageUsers");
  await loadClass(ctx, classId);
  const act = newAct(viewer.id);
  await ctx.write(async (tx, emit) => {
    const places = await placesLocked(tx, classId);
    const members = await tx.userClassMember.findMany({ where: { classId }, select: { userId: true } });
    await tx.userClass.delete({ where: { id: classId } });
    await release(
      tx,
      emit,
      act,
      places,
      members.map((row) => row.userId),
    );
    emit("enrolments.class.deleted", { id: classId });
  });
}

/** Takes the way in by this class from people, in all its places. */
const release = (tx: Tx, emit: Emit, act: Act, places: Place[], userIds: string[]) =>
  releaseMembers(
    tx,
    emit,
    act,
    places.map((place) => place.runId),
    userIds,
  );

/** The people of a class by name, at most 1,000, for those who manage people. Statements: 1. */
export async function classMembers(
  ctx: Context,
  classId: string,
): Promise<{ id: string; givenName: string; familyName: string; pictureId: string | null }[]> {
  await ctx.enterPlatform("manageUsers");
  await loadClass(ctx, classId);
  return ctx.db.user.findMany({
    where: { classSeats: { some: { classId } } },
    select: { id: true, givenName: true, familyName: true, pictureId: true },
    orderBy: [{ familyName: "asc" }, { givenName: "asc" }, { id: "asc" }],
    take: 1000,
  });
}
