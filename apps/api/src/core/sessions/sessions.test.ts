import { describe, expect, test } from "@jest/globals";
import { startTestApp } from "../../test/app";
import { expectRefusal, type TestClient } from "../../test/client";
import { buildCourse, buildMember, buildSession } from "../../test/course-factories";
import { LOST_RIGHTS_MS } from "../../test/eventually";
import { buildAdministrator, buildUser, signInAs } from "../../test/factories";
import { listen } from "../../test/listening";

const app = await startTestApp();
const CREATE =
  "mutation ($input: CreateSessionInput!) { createSession(input: $input) { id title afterEnd tutorsEditBase version viewerManages courses { courseId learnerCount } } }";
const UPDATE =
  "mutation ($id: ID!, $input: UpdateSessionInput!, $v: Int) { updateSession(id: $id, input: $input, expectedVersion: $v) { id title version } }";
const ENROL = "mutation ($input: EnrolInSessionInput!) { enrolInSession(input: $input) { actId enrolled ended unchanged } }";
const LEAVE =
  "mutation ($id: ID!, $userIds: [ID!]!) { endSessionMembership(sessionId: $id, userIds: $userIds) { enrolled ended unchanged } }";
const WHERE = "query ($id: ID!) { courseSessions(courseId: $id) { base sessions { id } } }";
const COURSE = "query ($id: ID!, $sessionId: ID) { course(id: $id, sessionId: $sessionId) { viewerRole } }";
const DAY = 86_400_000;

interface Made {
  createSession: { id: string; version: number };
}
const manager = async () => signInAs(app, await buildUser(app, { roles: ["SESSION_MANAGER"] }));
const places = (client: TestClient, id: string) =>
  client
    .run<{ courseSessions: { base: boolean; sessions: { id: string }[] } }>(WHERE, { id })
    .then(({ courseSessions }) => ({ base: courseSessions.base, sessions: courseSessions.sessions.map((session) => session.id) }));

describe("refusals", () => {
  test("managers manage their own sessions, administrators all, nobody else any", async () => {
    const [mine, other] = [await manager(), await manager()];
    const course = await buildCourse(app.db);
    const { createSession } = await mine.run<Made>(CREATE, { input: { title: "Spring", courseIds: [course.id] } });
    const teacher = await buildMember(app, course.run, "TEACHER");
    const tries = (client: TestClient) => [
      client.run(UPDATE, { id: createSession.id, input: { title: "X" } }),
      client.run(ENROL, { input: { sessionId: createSession.id, userIds: [teacher.id], role: "LEARNER" } }),
      client.run("mutation ($id: ID!) { deleteSession(id: $id) { id } }", { id: createSession.id }),
      client.run("mutation ($id: ID!, $c: [ID!]!) { addCoursesToSession(sessionId: $id, courseIds: $c) { id } }", {
        id: createSession.id,
        c: [course.id],
      }),
      client.run("query ($id: ID!) { sessionMembers(sessionId: $id) { totalCount } }", { id: createSession.id }),
      client.run(LEAVE, { id: createSession.id, userIds: [teacher.id] }),
    ];
    for (const refused of tries(teacher.client)) await expectRefusal(refused, "FORBIDDEN");
    for (const refused of tries(other)) await expectRefusal(refused, "NOT_FOUND");
    await (await signInAs(app, await buildAdministrator(app))).run(UPDATE, { id: createSession.id, input: { title: "Summer" } });
    const seen = (client: TestClient) =>
      client
        .run<{ sessions: { nodes: { id: string }[] } }>("{ sessions(first: 100) { nodes { id } totalCount } }")
        .then(({ sessions }) => sessions.nodes.map((node) => node.id));
    expect([await seen(mine), await seen(other)]).toEqual([[createSession.id], []]);
  });

  test("bad input names its place", async () => {
    const admin = await signInAs(app, await buildAdministrator(app));
    const course = await buildCourse(app.db);
    const create = (input: object) =>
      expectRefusal(admin.run(CREATE, { input: { title: "T", ...input } }), "INVALID_INPUT").then((error) => error.extensions["issues"]);
    expect(await create({ title: "  " })).toMatchObject([{ path: ["input", "title"], code: "title.empty" }]);
    expect(await create({ startsAt: "2026-02-01T00:00:00Z", endsAt: "2026-01-01T00:00:00Z" })).toMatchObject([
      { path: ["input", "endsAt"], code: "dates.order" },
    ]);
    expect(await create({ courseIds: [course.id, "01920000-0000-7000-8000-000000000000"] })).toMatchObject([
      { path: ["input", "courseIds", "1"], code: "course.unknown" },
    ]);
    const session = await buildSession(app.db, course, { startsAt: new Date() });
    await expectRefusal(admin.run(UPDATE, { id: session.id, input: { endsAt: new Date(0).toISOString() } }), "INVALID_INPUT");
    await expectRefusal(admin.run(UPDATE, { id: session.id, input: { title: "x" }, v: 7 }), "CONFLICT");
    const empty = await admin.run<Made>(CREATE, { input: { title: "Empty" } });
    await expectRefusal(
      admin.run(ENROL, { input: { sessionId: empty.createSession.id, userIds: [(await buildUser(app)).id], role: "LEARNER" } }),
      "INVALID_INPUT",
    );
    await expectRefusal(
      admin.run(ENROL, { input: { sessionId: session.id, userIds: [(await buildUser(app)).id], role: "TEACHER" } }),
      "INVALID_INPUT",
    );
  });
});

test("one act puts people into all courses of a session, tells each once, and a course added later takes them in", async () => {
  const boss = await manager();
  const [one, two, three] = [await buildCourse(app.db), await buildCourse(app.db), await buildCourse(app.db)];
  const { createSession: session } = await boss.run<Made>(CREATE, { input: { title: "Spring", courseIds: [one.id, two.id] } });
  const [ana, ben, tutor] = [await buildUser(app), await buildUser(app), await buildUser(app)];
  expect(
    await boss.run(ENROL, { input: { sessionId: session.id, userIds: [ana.id, ben.id], role: "LEARNER", notify: true } }),
  ).toMatchObject({
    enrolInSession: { enrolled: 4, ended: 0, unchanged: 0 },
  });
  expect(await boss.run(ENROL, { input: { sessionId: session.id, userIds: [ana.id], role: "LEARNER" } })).toMatchObject({
    enrolInSession: { enrolled: 0, unchanged: 2 },
  });
  expect(
    await boss.run(ENROL, { input: { sessionId: session.id, userIds: [tutor.id], role: "TUTOR", courseIds: [one.id] } }),
  ).toMatchObject({
    enrolInSession: { enrolled: 1 },
  });
  expect(
    await app.db.notification.findMany({ where: { userId: { in: [ana.id, ben.id] } }, select: { userId: true, kind: true } }),
  ).toHaveLength(2);
  await boss.run("mutation ($id: ID!, $c: [ID!]!) { addCoursesToSession(sessionId: $id, courseIds: $c) { id } }", {
    id: session.id,
    c: [three.id, one.id],
  });
  expect(await app.db.enrolment.count({ where: { userId: ana.id, sources: { has: "SESSION" } } })).toBe(3);
  const members = await boss.run<{
    sessionMembers: { nodes: { role: string; courseCount: number; person: { id: string } }[]; totalCount: number };
  }>("query ($id: ID!) { sessionMembers(sessionId: $id) { nodes { role courseCount person { id } } totalCount } }", { id: session.id });
  expect(members.sessionMembers.totalCount).toBe(3);
  expect(members.sessionMembers.nodes.find((node) => node.person.id === tutor.id)).toMatchObject({ role: "TUTOR", courseCount: 2 });
  const anas = await signInAs(app, ana);
  expect(await anas.run(COURSE, { id: two.id, sessionId: session.id })).toEqual({ course: { viewerRole: "LEARNER" } });
  await expectRefusal(anas.run(COURSE, { id: two.id }), "NOT_FOUND");
  expect(
    await anas.run("query ($id: ID!) { session(id: $id) { title viewerManages courses { courseId learnerCount } } }", { id: session.id }),
  ).toMatchObject({
    session: { title: "Spring", viewerManages: false, courses: [{ learnerCount: null }, { learnerCount: null }, { learnerCount: null }] },
  });
});

test("who leaves a session keeps what was given by hand", async () => {
  const boss = await manager();
  const course = await buildCourse(app.db);
  const { createSession: session } = await boss.run<Made>(CREATE, { input: { title: "Spring", courseIds: [course.id] } });
  const teacher = await buildMember(app, course.run, "TEACHER");
  const [ana, ben] = [await buildUser(app), await buildUser(app)];
  await boss.run(ENROL, { input: { sessionId: session.id, userIds: [ana.id, ben.id], role: "LEARNER" } });
  await teacher.client.run("mutation ($input: EnrolUsersInput!) { enrolUsers(input: $input) { id } }", {
    input: { courseId: course.id, sessionId: session.id, userIds: [ben.id], role: "LEARNER" },
  });
  expect(await boss.run(LEAVE, { id: session.id, userIds: [ana.id, ben.id] })).toEqual({
    endSessionMembership: { enrolled: 0, ended: 1, unchanged: 1 },
  });
  expect(
    await app.db.enrolment.findMany({
      where: { userId: { in: [ana.id, ben.id] } },
      select: { userId: true, state: true, sources: true },
      orderBy: { state: "asc" },
    }),
  ).toEqual([
    { userId: ben.id, state: "ACTIVE", sources: ["MANUAL"] },
    { userId: ana.id, state: "ENDED", sources: [] },
  ]);
});

test("the switch offers just the places that open", async () => {
  const course = await buildCourse(app.db);
  const [one, two, trashed] = [
    await buildSession(app.db, course),
    await buildSession(app.db, course),
    await buildSession(app.db, course, { trashedAt: new Date() }),
  ];
  const [teacher, learner, inOne, inTrash] = [
    await buildMember(app, course.run, "TEACHER"),
    await buildMember(app, course.run, "LEARNER"),
    await buildMember(app, one.run, "LEARNER"),
    await buildMember(app, trashed.run, "LEARNER"),
  ];
  const gone = await buildMember(app, two.run, "LEARNER", { until: new Date(0) });
  expect(await places(teacher.client, course.id)).toEqual({ base: true, sessions: expect.arrayContaining([one.id, two.id]) });
  expect(await places(learner.client, course.id)).toEqual({ base: true, sessions: [] });
  expect(await places(inOne.client, course.id)).toEqual({ base: false, sessions: [one.id] });
  for (const client of [inTrash.client, gone.client, await signInAs(app, await buildUser(app))])
    expect(await places(client, course.id)).toEqual({ base: false, sessions: [] });
  await app.db.course.update({ where: { id: course.id }, data: { visibility: "CLOSED" } });
  expect(await places(inOne.client, course.id)).toEqual({ base: false, sessions: [] });
  expect((await places(teacher.client, course.id)).sessions).toHaveLength(2);
});

test("new dates close a session under those inside within a second; what comes after the end is as it says", async () => {
  const admin = await signInAs(app, await buildAdministrator(app));
  const course = await buildCourse(app.db);
  const session = await buildSession(app.db, course, { afterEnd: "CLOSED" });
  const learner = await buildMember(app, session.run, "LEARNER");
  const stream = await listen(
    app,
    learner.client,
    `course:${course.id}`,
    "subscription ($id: ID!, $s: ID) { courseUsersChanged(courseId: $id, sessionId: $s) { id } }",
    {
      id: course.id,
      s: session.id,
    },
  );
  const from = performance.now();
  await admin.run(UPDATE, {
    id: session.id,
    input: { startsAt: new Date(Date.now() - 2 * DAY).toISOString(), endsAt: new Date(Date.now() - DAY).toISOString() },
  });
  expect(await stream.ended(from)).toBeLessThan(LOST_RIGHTS_MS);
  expect(
    (await expectRefusal(learner.client.run(COURSE, { id: course.id, sessionId: session.id }), "LOCKED")).extensions["reasons"],
  ).toMatchObject([{ code: "SESSION_CLOSED" }]);
  const readOnly = await admin.run<{ updateSession: object }>(
    "mutation ($id: ID!) { updateSession(id: $id, input: { afterEnd: READ_ONLY }) { afterEnd } }",
    {
      id: session.id,
    },
  );
  expect(readOnly.updateSession).toEqual({ afterEnd: "READ_ONLY" });
  expect(await learner.client.run(COURSE, { id: course.id, sessionId: session.id })).toEqual({ course: { viewerRole: "LEARNER" } });
  await admin.run("mutation ($id: ID!) { deleteSession(id: $id) { id } }", { id: session.id });
  await expectRefusal(learner.client.run(COURSE, { id: course.id, sessionId: session.id }), "NOT_FOUND");
  await admin.run("mutation ($id: ID!) { restoreSession(id: $id) { id } }", { id: session.id });
  expect(await learner.client.run(COURSE, { id: course.id, sessionId: session.id })).toEqual({ course: { viewerRole: "LEARNER" } });
});

test("the statements of a list of sessions with their courses do not grow", async () => {
  const boss = await manager();
  const course = await buildCourse(app.db);
  const ask =
    "{ sessions(first: 50) { nodes { id title afterEnd version viewerManages courses { title learnerCount tutorCount } } totalCount } }";
  await boss.run(CREATE, { input: { title: "One", courseIds: [course.id] } });
  const few = await boss.statementsOf(ask);
  for (const title of ["Two", "Three", "Four"]) await boss.run(CREATE, { input: { title, courseIds: [course.id] } });
  expect([await boss.statementsOf(ask), few <= 5]).toEqual([few, true]);
});
