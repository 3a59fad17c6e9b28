import { describe, expect, test } from "@jest/globals";
import { hashPassword } from "../accounts/passwords";
import { startTestApp } from "../../test/app";
import { expectRefusal, type TestClient } from "../../test/client";
import { buildCourse, buildEnrolment, buildGroup, buildMember, buildSession } from "../../test/course-factories";
import { buildAdministrator, buildUser, signInAs } from "../../test/factories";

const app = await startTestApp();
const UPDATE =
  "mutation ($ids: [ID!]!, $change: EnrolmentChangeInput!, $dryRun: Boolean) { updateEnrolments(ids: $ids, change: $change, dryRun: $dryRun) { id role state from until main actId version } }";
const END =
  "mutation ($ids: [ID!]!, $reason: String, $dryRun: Boolean) { endEnrolments(ids: $ids, reason: $reason, dryRun: $dryRun) { id state actId } }";
const UNDO = "mutation ($actId: ID!) { undoEnrolmentAct(actId: $actId) { enrolments { id role state } removedIds keptIds } }";
const MAIN = "mutation ($id: ID!) { setMainTeacher(enrolmentId: $id) { id main } }";
interface Row {
  id: string;
  role: string;
  state: string;
  main: boolean;
  actId: string | null;
}
const update = (client: TestClient, ids: string[], change: object, dryRun = false) =>
  client.run<{ updateEnrolments: Row[] }>(UPDATE, { ids, change, dryRun }).then((data) => data.updateEnrolments);
const end = (client: TestClient, ids: string[], rest: object = {}) =>
  client.run<{ endEnrolments: Row[] }>(END, { ids, ...rest }).then((data) => data.endEnrolments);

describe("refusals", () => {
  test("only teachers and administrators change anybody, and only in their own course", async () => {
    const course = await buildCourse(app.db);
    const session = await buildSession(app.db, course);
    const learner = await buildMember(app, course.run, "LEARNER");
    const tutor = await buildMember(app, course.run, "TUTOR");
    const sessionTutor = await buildMember(app, session.run, "TUTOR");
    const otherTeacher = await buildMember(app, (await buildCourse(app.db)).run, "TEACHER");
    const ids = [learner.enrolmentId];
    for (const [client, code] of [
      [app.client(), "NOT_FOUND"],
      [otherTeacher.client, "NOT_FOUND"],
      [sessionTutor.client, "NOT_FOUND"],
      [learner.client, "FORBIDDEN"],
      [tutor.client, "FORBIDDEN"],
    ] as const) {
      await expectRefusal(update(client, ids, { role: "TEACHER" }), code);
      await expectRefusal(update(client, ids, { state: "SUSPENDED" }), code);
      await expectRefusal(end(client, ids), code);
      await expectRefusal(client.run(MAIN, { id: learner.enrolmentId }), code);
    }
    expect(await app.db.enrolment.findUnique({ where: { id: learner.enrolmentId } })).toMatchObject({
      role: "LEARNER",
      state: "ACTIVE",
      version: 1,
    });
  });

  test("the last teacher stays one, the main one until another is named", async () => {
    const course = await buildCourse(app.db);
    const teacher = await buildMember(app, course.run, "TEACHER", { main: true });
    const admin = await signInAs(app, await buildAdministrator(app));
    const ids = [teacher.enrolmentId];
    for (const act of [
      () => update(admin, ids, { role: "LEARNER" }),
      () => update(admin, ids, { state: "SUSPENDED" }),
      () => end(admin, ids),
      () => teacher.client.run("mutation ($id: ID!) { leaveCourse(courseId: $id) }", { id: course.id }),
    ]) {
      expect((await expectRefusal(act(), "CONFLICT")).extensions["reasons"]).toEqual([{ code: "LAST_TEACHER" }]);
    }
    const second = await buildMember(app, course.run, "TEACHER");
    expect((await expectRefusal(end(second.client, ids), "CONFLICT")).extensions["reasons"]).toEqual([{ code: "MAIN_TEACHER" }]);
    expect((await expectRefusal(end(second.client, [teacher.enrolmentId, second.enrolmentId]), "CONFLICT")).extensions["reasons"]).toEqual([
      { code: "LAST_TEACHER" },
    ]);
    await second.client.run(MAIN, { id: second.enrolmentId });
    expect(await end(second.client, ids)).toMatchObject([{ state: "ENDED" }]);
    expect(
      await app.db.enrolment.findMany({ where: { courseId: course.id }, orderBy: { id: "asc" }, select: { main: true, state: true } }),
    ).toEqual([
      { main: false, state: "ENDED" },
      { main: true, state: "ACTIVE" },
    ]);
  });

  test("a teacher does not touch an administrator's place, nor people of two runs at once, nor what has ended", async () => {
    const course = await buildCourse(app.db);
    const session = await buildSession(app.db, course);
    const teacher = await buildMember(app, course.run, "TEACHER");
    const admin = await buildMember(app, course.run, "TEACHER", {}, { roles: ["ADMINISTRATOR"] });
    const inSession = await buildMember(app, session.run, "LEARNER");
    const learner = await buildMember(app, course.run, "LEARNER");
    const gone = await buildMember(app, course.run, "LEARNER", { state: "ENDED" });
    await expectRefusal(update(teacher.client, [admin.enrolmentId], { state: "SUSPENDED" }), "FORBIDDEN");
    await expectRefusal(end(teacher.client, [learner.enrolmentId, admin.enrolmentId]), "FORBIDDEN");
    await expectRefusal(update(teacher.client, [learner.enrolmentId, inSession.enrolmentId], { state: "SUSPENDED" }), "INVALID_INPUT");
    await expectRefusal(update(teacher.client, [inSession.enrolmentId], { role: "TEACHER" }), "INVALID_INPUT");
    await expectRefusal(update(teacher.client, [gone.enrolmentId], { state: "ACTIVE" }), "CONFLICT");
    await expectRefusal(
      update(teacher.client, [learner.enrolmentId], { from: "2027-01-02T00:00:00Z", until: "2027-01-01T00:00:00Z" }),
      "INVALID_INPUT",
    );
    await expectRefusal(update(teacher.client, [learner.enrolmentId], { state: "ENDED" }), "INVALID_INPUT");
    expect(await app.db.enrolment.count({ where: { courseId: course.id, state: "ACTIVE" } })).toBe(4);
  });
});

test("suspends, resumes, dates and raises; each change is an event, a dry run none", async () => {
  const course = await buildCourse(app.db);
  const teacher = await buildMember(app, course.run, "TEACHER");
  const learner = await buildMember(app, course.run, "LEARNER");
  const ids = [learner.enrolmentId];
  expect(await update(teacher.client, ids, { state: "SUSPENDED" }, true)).toMatchObject([{ state: "SUSPENDED", actId: null }]);
  expect(await app.db.event.count({ where: { courseId: course.id } })).toBe(0);
  await update(teacher.client, ids, { state: "SUSPENDED" });
  expect(
    (await expectRefusal(learner.client.run("query ($id: ID!) { course(id: $id) { id } }", { id: course.id }), "LOCKED")).extensions[
      "reasons"
    ],
  ).toEqual([{ code: "SUSPENDED" }]);
  await update(teacher.client, ids, { state: "ACTIVE", until: "2099-01-01T00:00:00Z" });
  await update(teacher.client, ids, { role: "TUTOR" });
  await update(teacher.client, ids, { role: "TUTOR" });
  const names = (await app.db.event.findMany({ where: { topic: `course:${course.id}` } })).map((event) => event.name).sort();
  expect(names).toEqual([
    "enrolments.dates.changed",
    "enrolments.enrolment.resumed",
    "enrolments.enrolment.suspended",
    "enrolments.role.changed",
  ]);
  const history = await teacher.client.run<{ enrolmentHistory: { what: string; by: { id: string } }[] }>(
    "query ($id: ID!) { enrolmentHistory(enrolmentId: $id) { what by { id } roleAfter } }",
    {
      id: learner.enrolmentId,
    },
  );
  expect(history.enrolmentHistory.map((entry) => entry.what).sort()).toEqual([
    "dates.changed",
    "enrolment.resumed",
    "enrolment.suspended",
    "role.changed",
  ]);
  expect(history.enrolmentHistory.every((entry) => entry.by.id === teacher.id)).toBe(true);
});

test("ending keeps results and frees group seats; coming back restores both", async () => {
  const course = await buildCourse(app.db);
  const teacher = await buildMember(app, course.run, "TEACHER");
  const learner = await buildMember(app, course.run, "LEARNER");
  const group = await buildGroup(app.db, course.run, [learner.id, teacher.id]);
  const [ended] = await end(teacher.client, [learner.enrolmentId], { reason: "moved away" });
  expect(ended).toMatchObject({ state: "ENDED" });
  expect(await app.db.groupMember.findMany({ where: { groupId: group.id }, select: { userId: true } })).toEqual([{ userId: teacher.id }]);
  await expectRefusal(learner.client.run("query ($id: ID!) { course(id: $id) { id } }", { id: course.id }), "NOT_FOUND");
  await teacher.client.run("mutation ($input: EnrolUsersInput!) { enrolUsers(input: $input) { id } }", {
    input: { courseId: course.id, userIds: [learner.id], role: "LEARNER" },
  });
  expect(await app.db.groupMember.count({ where: { groupId: group.id, userId: learner.id } })).toBe(1);
});

describe("undo", () => {
  test("brings back as it was, takes away what was new, leaves what was built upon, and is one's own for ten minutes", async () => {
    const course = await buildCourse(app.db);
    const teacher = await buildMember(app, course.run, "TEACHER");
    const colleague = await buildMember(app, course.run, "TEACHER");
    const learner = await buildMember(app, course.run, "LEARNER");
    const [ended] = await end(teacher.client, [learner.enrolmentId]);
    await expectRefusal(colleague.client.run(UNDO, { actId: ended!.actId }), "NOT_FOUND");
    await expectRefusal(learner.client.run(UNDO, { actId: ended!.actId }), "NOT_FOUND");
    expect(await teacher.client.run(UNDO, { actId: ended!.actId })).toEqual({
      undoEnrolmentAct: { enrolments: [{ id: learner.enrolmentId, role: "LEARNER", state: "ACTIVE" }], removedIds: [], keptIds: [] },
    });
    await expectRefusal(teacher.client.run(UNDO, { actId: ended!.actId }), "CONFLICT");
    const [fresh, seen] = [await buildUser(app), await buildUser(app)];
    const made = await teacher.client.run<{ enrolUsers: { id: string; actId: string }[] }>(
      "mutation ($input: EnrolUsersInput!) { enrolUsers(input: $input) { id actId } }",
      {
        input: { courseId: course.id, userIds: [fresh.id, seen.id], role: "LEARNER" },
      },
    );
    await app.db.enrolment.update({ where: { id: made.enrolUsers[1]!.id }, data: { firstAccessAt: new Date() } });
    expect(await teacher.client.run(UNDO, { actId: made.enrolUsers[0]!.actId })).toEqual({
      undoEnrolmentAct: { enrolments: [], removedIds: [made.enrolUsers[0]!.id], keptIds: [made.enrolUsers[1]!.id] },
    });
    expect(await app.db.enrolment.count({ where: { userId: { in: [fresh.id, seen.id] } } })).toBe(1);
  });
});

describe("joining and leaving by oneself", () => {
  const JOIN = "mutation ($id: ID!, $key: String) { selfEnrol(courseId: $id, key: $key) { role state sources user { id } } }";
  const LEAVE = "mutation ($id: ID!) { leaveCourse(courseId: $id) }";

  test("only where the course allows it, and a hidden course is not there", async () => {
    const somebody = await signInAs(app, await buildUser(app));
    const table = [
      [{ visibility: "PUBLIC", selfEnrol: false }, "FORBIDDEN"],
      [{ visibility: "PRIVATE", selfEnrol: false }, "NOT_FOUND"],
      [{ visibility: "PRIVATE", listed: true, selfEnrol: false }, "FORBIDDEN"],
      [{ visibility: "CLOSED", selfEnrol: true }, "NOT_FOUND"],
      [{ visibility: "HIDDEN", selfEnrol: true }, "NOT_FOUND"],
      [{ visibility: "PUBLIC", selfEnrol: true, closesAt: new Date(0) }, "LOCKED"],
      [{ visibility: "PUBLIC", selfEnrol: true, trashedAt: new Date() }, "NOT_FOUND"],
    ] as const;
    for (const [course, code] of table) await expectRefusal(somebody.run(JOIN, { id: (await buildCourse(app.db, course)).id }), code);
    const open = await buildCourse(app.db, { visibility: "PLATFORM", selfEnrol: true });
    await expectRefusal(app.client().run(JOIN, { id: open.id }), "UNAUTHENTICATED");
    expect(await somebody.run(JOIN, { id: open.id })).toMatchObject({ selfEnrol: { role: "LEARNER", state: "ACTIVE" } });
    expect(await somebody.run(JOIN, { id: open.id })).toMatchObject({ selfEnrol: { role: "LEARNER" } });
    expect(await somebody.run(LEAVE, { id: open.id })).toEqual({ leaveCourse: true });
    await expectRefusal(somebody.run(LEAVE, { id: open.id }), "NOT_FOUND");
    const stay = await buildCourse(app.db, { selfLeave: false });
    await expectRefusal((await buildMember(app, stay.run, "LEARNER")).client.run(LEAVE, { id: stay.id }), "FORBIDDEN");
  });

  test("a suspended learner does not come back by joining", async () => {
    const course = await buildCourse(app.db, { visibility: "PUBLIC", selfEnrol: true });
    const learner = await buildMember(app, course.run, "LEARNER", { state: "SUSPENDED" });
    await expectRefusal(learner.client.run(JOIN, { id: course.id }), "LOCKED");
  });

  test("a course that opens later can be joined before", async () => {
    const course = await buildCourse(app.db, { visibility: "PUBLIC", selfEnrol: true, opensAt: new Date(Date.now() + 86_400_000) });
    expect(await (await signInAs(app, await buildUser(app))).run(JOIN, { id: course.id })).toMatchObject({
      selfEnrol: { role: "LEARNER" },
    });
  });

  test("five wrong keys, then even the right one has to wait; somebody else does not", async () => {
    const course = await buildCourse(app.db, { visibility: "PLATFORM", selfEnrol: true, enrolKeyHash: await hashPassword("open sesame") });
    const guesser = await signInAs(app, await buildUser(app));
    for (let tries = 0; tries < 5; tries += 1)
      await expectRefusal(guesser.run(JOIN, { id: course.id, key: `guess ${tries}` }), "FORBIDDEN");
    const waiting = await expectRefusal(guesser.run(JOIN, { id: course.id, key: "open sesame" }), "RATE_LIMITED");
    expect(waiting.extensions["retryAfterSeconds"]).toBeGreaterThan(800);
    const other = await signInAs(app, await buildUser(app));
    await expectRefusal(other.run(JOIN, { id: course.id }), "FORBIDDEN");
    expect(await other.run(JOIN, { id: course.id, key: "open sesame" })).toMatchObject({ selfEnrol: { role: "LEARNER" } });
  });
});

test("administrators set the ceiling and who may enrol", async () => {
  const admin = await signInAs(app, await buildAdministrator(app));
  const course = await buildCourse(app.db);
  const teacher = await buildMember(app, course.run, "TEACHER");
  const SET = "mutation ($input: EnrolmentSettingsInput!) { updateEnrolmentSettings(input: $input) { teachersEnrol ceiling } }";
  const input = { courseId: course.id, userIds: [(await buildUser(app)).id], role: "LEARNER" };
  const enrol = (client: TestClient) => client.run("mutation ($input: EnrolUsersInput!) { enrolUsers(input: $input) { id } }", { input });
  await admin.run(SET, { input: { teachersEnrol: "NOBODY" } });
  expect((await expectRefusal(enrol(teacher.client), "FORBIDDEN")).extensions["reasons"]).toEqual([{ code: "TEACHERS_MAY_NOT_ENROL" }]);
  await enrol(admin);
  await admin.run(SET, { input: {} });
  await enrol(teacher.client);
  expect(
    await buildEnrolment(app.db, { courseId: course.id, runId: course.run.id, userId: (await buildUser(app)).id, role: "LEARNER" }),
  ).toBeTruthy();
});
