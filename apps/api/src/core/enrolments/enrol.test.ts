import { describe, expect, test } from "@jest/globals";
import { newId } from "../../kernel/ids";
import { startTestApp } from "../../test/app";
import { expectRefusal, type TestClient } from "../../test/client";
import { buildCourse, buildEnrolment, buildSession, type BuiltCourse } from "../../test/course-factories";
import { buildAdministrator, buildUser, signInAs } from "../../test/factories";

const app = await startTestApp();
const ENROL = `mutation ($input: EnrolUsersInput!) { enrolUsers(input: $input) { id role state sources sessionId actId user { id name } } }`;
interface Enrolled {
  enrolUsers: {
    id: string;
    role: string;
    state: string;
    sources: string[];
    sessionId: string | null;
    actId: string | null;
    user: { id: string };
  }[];
}

async function member(
  course: BuiltCourse,
  role: "TEACHER" | "TUTOR" | "LEARNER",
  runId = course.run.id,
): Promise<{ id: string; client: TestClient }> {
  const user = await buildUser(app);
  await buildEnrolment(app.db, { courseId: course.id, runId, userId: user.id, role });
  return { id: user.id, client: await signInAs(app, user) };
}

const enrol = (client: TestClient, input: Record<string, unknown>) =>
  client.run<Enrolled>(ENROL, { input }).then((data) => data.enrolUsers);

describe("refusals", () => {
  test("who may not enrol", async () => {
    const course = await buildCourse(app.db);
    const open = await buildCourse(app.db, { visibility: "PLATFORM" });
    const session = await buildSession(app.db, course);
    const [somebody, otherTeacher, tutor, learner, sessionTutor] = await Promise.all([
      buildUser(app),
      member(open, "TEACHER"),
      member(course, "TUTOR"),
      member(course, "LEARNER"),
      member(course, "TUTOR", session.run.id),
    ]);
    const input = { courseId: course.id, userIds: [somebody.id], role: "LEARNER" };
    await expectRefusal(enrol(app.client(), input), "NOT_FOUND");
    await expectRefusal(enrol(otherTeacher.client, input), "NOT_FOUND");
    await expectRefusal(enrol(tutor.client, input), "FORBIDDEN");
    await expectRefusal(enrol(learner.client, input), "FORBIDDEN");
    await expectRefusal(enrol(learner.client, { ...input, userIds: [learner.id], role: "TEACHER" }), "FORBIDDEN");
    await expectRefusal(enrol(sessionTutor.client, { ...input, sessionId: session.id }), "FORBIDDEN");
    await expectRefusal(enrol(await signInAs(app, somebody), { ...input, courseId: open.id }), "FORBIDDEN");
    expect(await app.db.enrolment.count({ where: { userId: somebody.id } })).toBe(0);
  });

  test("bad input names its place, and nothing is half done", async () => {
    const course = await buildCourse(app.db);
    const other = await buildSession(app.db, await buildCourse(app.db));
    const session = await buildSession(app.db, course);
    const teacher = await member(course, "TEACHER");
    const good = await buildUser(app);
    const input = { courseId: course.id, userIds: [good.id], role: "LEARNER" };
    const unknown = await expectRefusal(enrol(teacher.client, { ...input, userIds: [good.id, newId()] }), "INVALID_INPUT");
    expect(unknown.extensions["issues"]).toMatchObject([{ path: ["input", "userIds", "1"], code: "user.unknown" }]);
    const dates = await expectRefusal(
      enrol(teacher.client, { ...input, from: "2027-01-02T00:00:00Z", until: "2027-01-01T00:00:00Z" }),
      "INVALID_INPUT",
    );
    expect(dates.extensions["issues"]).toMatchObject([{ path: ["input", "until"], code: "dates.order" }]);
    await expectRefusal(enrol(teacher.client, { ...input, userIds: [] }), "INVALID_INPUT");
    await expectRefusal(enrol(teacher.client, { ...input, sessionId: other.id }), "NOT_FOUND");
    await expectRefusal(enrol(teacher.client, { ...input, sessionId: session.id, role: "TEACHER" }), "INVALID_INPUT");
    expect(await app.db.enrolment.count({ where: { userId: good.id } })).toBe(0);
  });

  test("the ceiling is LOCKED, with how many are too many", async () => {
    const course = await buildCourse(app.db);
    const teacher = await member(course, "TEACHER");
    const people = await Promise.all([buildUser(app), buildUser(app)]);
    await app.db.setting.create({ data: { key: "enrolments", value: { ceiling: 2 } } });
    const full = await expectRefusal(
      enrol(teacher.client, { courseId: course.id, userIds: people.map((user) => user.id), role: "LEARNER" }),
      "LOCKED",
    );
    expect(full.extensions["reasons"]).toEqual([{ code: "COURSE_FULL", params: { ceiling: 2, over: 1 } }]);
    await app.db.setting.deleteMany();
  });
});

test("enrols, leaves those who are there, raises, and brings back who had left", async () => {
  const course = await buildCourse(app.db);
  const teacher = await member(course, "TEACHER");
  const [fresh, present, gone] = await Promise.all([buildUser(app), member(course, "LEARNER"), buildUser(app)]);
  const ended = await buildEnrolment(
    app.db,
    { courseId: course.id, runId: course.run.id, userId: gone.id, role: "TUTOR" },
    { state: "ENDED", endedAt: new Date(), sources: ["SELF"] },
  );
  const input = { courseId: course.id, userIds: [gone.id, present.id, fresh.id, fresh.id], role: "LEARNER" };
  const dry = await enrol(teacher.client, { ...input, dryRun: true });
  expect(dry.map((row) => [row.user.id, row.role, row.actId])).toEqual([
    [gone.id, "LEARNER", null],
    [present.id, "LEARNER", null],
    [fresh.id, "LEARNER", null],
  ]);
  expect(await app.db.enrolment.count({ where: { userId: fresh.id } })).toBe(0);
  const rows = await enrol(teacher.client, input);
  expect(rows.map((row) => [row.user.id, row.role, row.state, row.sources])).toEqual([
    [gone.id, "LEARNER", "ACTIVE", ["MANUAL"]],
    [present.id, "LEARNER", "ACTIVE", ["MANUAL"]],
    [fresh.id, "LEARNER", "ACTIVE", ["MANUAL"]],
  ]);
  expect(rows[0]!.id).toBe(ended.id);
  const events = await app.db.event.findMany({ where: { courseId: course.id, topic: `course:${course.id}` } });
  expect(new Set(events.map((event) => `${event.name} ${event.userId}`))).toEqual(
    new Set([
      `enrolments.enrolment.restored ${gone.id}`,
      `enrolments.role.changed ${gone.id}`,
      `enrolments.enrolment.started ${fresh.id}`,
      "enrolments.act.applied null",
    ]),
  );
  expect(events.every((event) => event.actorId === teacher.id)).toBe(true);
  expect(
    await app.db.event.count({ where: { topic: { in: [`user:${gone.id}`, `user:${fresh.id}`] }, name: "enrolments.access.changed" } }),
  ).toBe(2);
  // A list of learners that has the teacher in it takes nothing from the teacher; asked for a higher role, a learner rises.
  expect((await enrol(teacher.client, { ...input, userIds: [teacher.id] }))[0]).toMatchObject({ role: "TEACHER" });
  expect((await enrol(teacher.client, { ...input, userIds: [fresh.id], role: "TUTOR" }))[0]).toMatchObject({ role: "TUTOR" });
});

test("into a session: a row of its run, and entry into nothing else", async () => {
  const course = await buildCourse(app.db);
  const [one, two] = [await buildSession(app.db, course), await buildSession(app.db, course)];
  const teacher = await member(course, "TEACHER");
  const learner = await buildUser(app);
  const [row] = await enrol(teacher.client, {
    courseId: course.id,
    sessionId: one.id,
    userIds: [learner.id],
    role: "LEARNER",
    notify: true,
  });
  expect(row).toMatchObject({ sessionId: one.id, role: "LEARNER" });
  expect(await app.db.enrolment.findMany({ where: { userId: learner.id }, select: { runId: true } })).toEqual([{ runId: one.run.id }]);
  expect(await app.db.enrolment.count({ where: { runId: two.run.id } })).toBe(0);
  const { email } = await app.db.user.findUniqueOrThrow({ where: { id: learner.id } });
  expect(await app.db.mail.findMany({ where: { userId: learner.id }, select: { to: true, subject: true } })).toEqual([
    { to: email, subject: "You are in the course Test course" },
  ]);
  expect(await app.db.notification.findMany({ where: { userId: learner.id }, select: { kind: true, courseId: true } })).toEqual([
    { kind: "enrolments.added", courseId: course.id },
  ]);
});

test("an administrator enrols anywhere; a teacher does not change an administrator's place", async () => {
  const course = await buildCourse(app.db);
  const teacher = await member(course, "TEACHER");
  const admin = await buildAdministrator(app);
  const input = { courseId: course.id, userIds: [admin.id], role: "LEARNER" };
  await enrol(await signInAs(app, admin), input);
  await expectRefusal(enrol(teacher.client, { ...input, role: "TEACHER" }), "FORBIDDEN");
});

test("the statements do not grow with the people", async () => {
  const course = await buildCourse(app.db);
  const teacher = await member(course, "TEACHER");
  const crowd = async (size: number) => {
    const ids = Array.from({ length: size }, () => newId());
    await app.db.user.createMany({ data: ids.map((id) => ({ id, login: id, givenName: "Crowd", familyName: id })) });
    return ids;
  };
  const statements = async (userIds: string[]) =>
    teacher.client.statementsOf(ENROL, { input: { courseId: course.id, userIds, role: "LEARNER", notify: true } });
  const few = await statements(await crowd(2));
  expect(await statements(await crowd(400))).toBe(few);
  expect(few).toBeLessThanOrEqual(15);
});
