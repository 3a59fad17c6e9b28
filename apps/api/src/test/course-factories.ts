import { randomBytes } from "node:crypto";
import { newId } from "../kernel/ids";
import { buildUser, signInAs } from "./factories";
import type { TestApp } from "./app";
import type { TestClient } from "./client";
import type { Db } from "../kernel/database";
import type { Course, CourseRun, Enrolment, Group, Item, Prisma, Session } from "../generated/prisma/client.ts";

export type BuiltCourse = Course & { run: CourseRun };
export type BuiltSession = Session & { run: CourseRun };

const code = () => `T-${randomBytes(5).toString("hex").toUpperCase()}`;

/** A course with its base run; nobody is in it. */
export async function buildCourse(db: Db, overrides: Partial<Prisma.CourseUncheckedCreateInput> = {}): Promise<BuiltCourse> {
  const course = await db.course.create({ data: { code: code(), title: "Test course", ...overrides } });
  const run = await db.courseRun.create({ data: { courseId: course.id, kind: "BASE" } });
  return { ...course, run };
}

/** A session in which one course is taught. */
export async function buildSession(
  db: Db,
  course: BuiltCourse,
  overrides: Partial<Prisma.SessionUncheckedCreateInput> = {},
): Promise<BuiltSession> {
  const session = await db.session.create({ data: { title: "Test session", ...overrides } });
  const run = await db.courseRun.create({
    data: { courseId: course.id, kind: "SESSION", sessionId: session.id, parentRunId: course.run.id },
  });
  return { ...session, run };
}

/** Puts a person into a course's base, or into the run of a session. */
export function buildEnrolment(
  db: Db,
  where: { courseId: string; runId: string; userId: string; role: Enrolment["role"] },
  overrides: Partial<Prisma.EnrolmentUncheckedCreateInput> = {},
): Promise<Enrolment> {
  return db.enrolment.create({ data: { ...where, sources: ["MANUAL"], ...overrides } });
}

/** Somebody of a run, signed in. */
export interface BuiltMember {
  id: string;
  enrolmentId: string;
  client: TestClient;
}

/** Makes a person in a course's base or in a session's run, with a client that is signed in. */
export async function buildMember(
  app: TestApp,
  run: CourseRun,
  role: Enrolment["role"],
  overrides: Partial<Prisma.EnrolmentUncheckedCreateInput> = {},
  person: Parameters<typeof buildUser>[1] = {},
): Promise<BuiltMember> {
  const user = await buildUser(app, person);
  const enrolment = await buildEnrolment(app.db, { courseId: run.courseId, runId: run.id, userId: user.id, role }, overrides);
  return { id: user.id, enrolmentId: enrolment.id, client: await signInAs(app, user) };
}

/** A group in a run, with its members. */
export async function buildGroup(db: Db, run: CourseRun, userIds: string[] = []): Promise<Group> {
  return db.group.create({
    data: { courseId: run.courseId, runId: run.id, title: "Test group", members: { create: userIds.map((userId) => ({ userId })) } },
  });
}

/** A bare item of any kind: no tool's row belongs to it. */
export async function buildItem(db: Db, run: CourseRun, overrides: Partial<Prisma.ItemUncheckedCreateInput> = {}): Promise<Item> {
  const parent = overrides.parentId ? await db.item.findUniqueOrThrow({ where: { id: overrides.parentId } }) : null;
  return db.item.create({
    data: {
      id: newId(),
      courseId: run.courseId,
      runId: run.id,
      tool: "documents",
      kind: "file",
      title: "Test item",
      ancestorIds: parent ? [...parent.ancestorIds, parent.id] : [],
      ...overrides,
    },
  });
}
