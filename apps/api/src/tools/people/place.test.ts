import { describe, expect, test } from "@jest/globals";
import { startTestApp } from "../../test/app";
import { expectRefusal, type TestClient } from "../../test/client";
import { buildCourse, buildMember, buildSession } from "../../test/course-factories";
import { buildAdministrator, buildUser, signInAs } from "../../test/factories";

const app = await startTestApp();
const WRITE = "mutation ($input: WriteToPeopleInput!) { writeToPeople(input: $input) }";
const SHOW =
  "mutation ($id: ID!, $sessionId: ID, $input: CourseVisibilityInput!) { setMyCourseVisibility(courseId: $id, sessionId: $sessionId, input: $input) { id showPicture showMail officeHours version } }";
const MINE = "query ($id: ID!, $sessionId: ID) { myEnrolment(courseId: $id, sessionId: $sessionId) { id role state until showMail } }";
const SETTINGS =
  "mutation ($id: ID!, $input: UpdatePeopleSettingsInput!, $expectedVersion: Int) { updatePeopleSettings(courseId: $id, input: $input, expectedVersion: $expectedVersion) { othersShown tutorsMayEnrol notify version } }";
const SAVE =
  "mutation ($id: ID!, $sessionId: ID, $input: PeopleViewInput!) { savePeopleView(courseId: $id, sessionId: $sessionId, input: $input) { id name columns count shared mine filter { neverEntered role } } }";
const VIEWS = "query ($id: ID!) { peopleViews(courseId: $id) { id name count shared mine } }";
const FORGET = "mutation ($id: ID!) { deletePeopleView(viewId: $id) }";
const ENROL = "mutation ($input: EnrolUsersInput!) { enrolUsers(input: $input) { id } }";
const END = "mutation ($ids: [ID!]!) { endEnrolments(ids: $ids) { id } }";

async function world() {
  const course = await buildCourse(app.db, { title: "Golf" });
  const teacher = await buildMember(app, course.run, "TEACHER", { main: true });
  const tutor = await buildMember(app, course.run, "TUTOR");
  const ana = await buildMember(app, course.run, "LEARNER");
  const ben = await buildMember(app, course.run, "LEARNER");
  return { course, teacher, tutor, ana, ben };
}
const write = (client: TestClient, courseId: string, enrolmentIds: string[], rest: object = {}) =>
  client
    .run<{ writeToPeople: number }>(WRITE, { input: { courseId, enrolmentIds, text: "Hello there", ...rest } })
    .then((data) => data.writeToPeople);

describe("writing to people", () => {
  test("learners write to one person whom they see, never by mail, and outsiders to nobody", async () => {
    const { course, teacher, ana, ben } = await world();
    await expectRefusal(write(ana.client, course.id, [ben.enrolmentId, teacher.enrolmentId]), "FORBIDDEN");
    await expectRefusal(write(ana.client, course.id, [ben.enrolmentId], { mail: true }), "FORBIDDEN");
    await app.db.courseSettings.create({ data: { courseId: course.id, tool: "people", body: { othersShown: "STAFF" } } });
    await expectRefusal(write(ana.client, course.id, [ben.enrolmentId]), "NOT_FOUND");
    const open = await buildCourse(app.db, { visibility: "PUBLIC" });
    const there = await buildMember(app, open.run, "TEACHER");
    await expectRefusal(write(await signInAs(app, await buildUser(app)), open.id, [there.enrolmentId]), "FORBIDDEN");
    await app.db.throttle.create({ data: { key: `writeTo:${ana.id}`, points: 30, expire: BigInt(Date.now() + 60_000) } });
    await expectRefusal(write(ana.client, course.id, [teacher.enrolmentId]), "RATE_LIMITED");
  });

  test("each is told once, with the words; by mail where staff ask for it", async () => {
    const { course, teacher, ana, ben } = await world();
    expect(await write(teacher.client, course.id, [ana.enrolmentId, ben.enrolmentId, teacher.enrolmentId], { mail: true })).toBe(2);
    const told = await app.db.notification.findMany({
      where: { kind: "enrolments.written", userId: { in: [ana.id, ben.id, teacher.id] } },
    });
    expect(told.map((row) => row.userId).sort()).toEqual([ana.id, ben.id].sort());
    expect(told[0]!.params).toMatchObject({ course: "Golf", text: "Hello there" });
    expect(told[0]!.href).toBe(`/c/${course.code}/people?write=${teacher.id}`);
    expect(await app.db.mail.count({ where: { userId: { in: [ana.id, ben.id] }, subject: { contains: "Golf" } } })).toBe(2);
  });

  test("from a session, its teachers of the course can be written to", async () => {
    const { course, teacher } = await world();
    const session = await buildSession(app.db, course);
    const learner = await buildMember(app, session.run, "LEARNER");
    expect(await write(learner.client, course.id, [teacher.enrolmentId], { sessionId: session.id })).toBe(1);
  });
});

describe("what people show of themselves", () => {
  test("each changes their own place only; office hours are for staff", async () => {
    const { course, ana, tutor } = await world();
    await expectRefusal(ana.client.run(SHOW, { id: course.id, input: { officeHours: "Mondays" } }), "FORBIDDEN");
    await expectRefusal((await signInAs(app, await buildUser(app))).run(SHOW, { id: course.id, input: { showMail: true } }), "NOT_FOUND");
    expect(await ana.client.run(SHOW, { id: course.id, input: { showMail: true } })).toMatchObject({
      setMyCourseVisibility: { id: ana.enrolmentId, showPicture: true, showMail: true },
    });
    expect(await tutor.client.run(SHOW, { id: course.id, input: { officeHours: "Mondays at 10" } })).toMatchObject({
      setMyCourseVisibility: { officeHours: "Mondays at 10" },
    });
    const { courseStaff } = await ana.client.run<{ courseStaff: { officeHours: string | null }[] }>(
      "query ($id: ID!) { courseStaff(courseId: $id) { officeHours } }",
      { id: course.id },
    );
    expect(courseStaff.map((row) => row.officeHours)).toContain("Mondays at 10");
  });

  test("everybody reads their own place, with its end; a reader has none", async () => {
    const { course, ana } = await world();
    const until = new Date(Date.now() + 86_400_000);
    await app.db.enrolment.update({ where: { id: ana.enrolmentId }, data: { until } });
    expect(await ana.client.run(MINE, { id: course.id })).toMatchObject({ myEnrolment: { role: "LEARNER", until: until.toISOString() } });
    expect(await (await signInAs(app, await buildAdministrator(app))).run(MINE, { id: course.id })).toEqual({ myEnrolment: null });
  });
});

describe("settings", () => {
  test("are the teachers'; a stale version is CONFLICT", async () => {
    const { course, teacher, tutor, ana } = await world();
    for (const { client } of [tutor, ana]) {
      await expectRefusal(client.run(SETTINGS, { id: course.id, input: { notify: true } }), "FORBIDDEN");
      await expectRefusal(client.run("query ($id: ID!) { peopleSettings(courseId: $id) { version } }", { id: course.id }), "FORBIDDEN");
    }
    expect(await teacher.client.run(SETTINGS, { id: course.id, input: { tutorsMayEnrol: true }, expectedVersion: 0 })).toEqual({
      updatePeopleSettings: { othersShown: null, tutorsMayEnrol: true, notify: false, version: 1 },
    });
    await expectRefusal(teacher.client.run(SETTINGS, { id: course.id, input: { notify: true }, expectedVersion: 0 }), "CONFLICT");
  });

  test("tutors add and end learners only where the course says so, and nobody else", async () => {
    const { course, teacher, tutor, ana } = await world();
    const [comer, second] = [await buildUser(app), await buildUser(app)];
    const input = { courseId: course.id, userIds: [comer.id], role: "LEARNER" };
    await expectRefusal(tutor.client.run(ENROL, { input }), "FORBIDDEN");
    await expectRefusal(tutor.client.run(END, { ids: [ana.enrolmentId] }), "FORBIDDEN");
    await teacher.client.run(SETTINGS, { id: course.id, input: { tutorsMayEnrol: true } });
    await tutor.client.run(ENROL, { input });
    await tutor.client.run(END, { ids: [ana.enrolmentId] });
    await expectRefusal(tutor.client.run(ENROL, { input: { ...input, role: "TUTOR", userIds: [second.id] } }), "FORBIDDEN");
    await expectRefusal(tutor.client.run(END, { ids: [teacher.enrolmentId] }), "FORBIDDEN");
    await expectRefusal(
      tutor.client.run("mutation ($ids: [ID!]!) { updateEnrolments(ids: $ids, change: { role: TUTOR }) { id } }", {
        ids: [ana.enrolmentId],
      }),
      "FORBIDDEN",
    );
    const lines = await tutor.client.run<{ importEnrolments: { lines: object[] } }>(
      "mutation ($id: ID!, $text: String!) { importEnrolments(courseId: $id, text: $text) { lines { outcome reason } } }",
      { id: course.id, text: `login,role\n${second.login},teacher\n${comer.login},tutor` },
    );
    expect(lines.importEnrolments.lines).toEqual([
      { outcome: "REFUSED", reason: "LEARNERS_ONLY" },
      { outcome: "REFUSED", reason: "LEARNERS_ONLY" },
    ]);
  });
});

describe("saved views", () => {
  const view = {
    name: "Never entered",
    columns: ["ROLE", "LOGIN", "ROLE"],
    filter: { neverEntered: true, role: "LEARNER" },
    orderBy: "NAME",
    descending: false,
    shared: false,
  };

  test("are for staff; a tutor shares none; another's own one is not there", async () => {
    const { course, teacher, tutor, ana } = await world();
    await expectRefusal(ana.client.run(SAVE, { id: course.id, input: view }), "FORBIDDEN");
    await expectRefusal(ana.client.run(VIEWS, { id: course.id }), "FORBIDDEN");
    await expectRefusal(tutor.client.run(SAVE, { id: course.id, input: { ...view, shared: true } }), "FORBIDDEN");
    const { savePeopleView: own } = await teacher.client.run<{ savePeopleView: { id: string } }>(SAVE, { id: course.id, input: view });
    expect(await tutor.client.run(VIEWS, { id: course.id })).toEqual({ peopleViews: [] });
    await expectRefusal(tutor.client.run(SAVE, { id: course.id, input: { ...view, id: own.id } }), "NOT_FOUND");
    await expectRefusal(tutor.client.run(FORGET, { id: own.id }), "NOT_FOUND");
  });

  test("keep columns, filter and order, and say how many they show, all by one statement", async () => {
    const { course, teacher, tutor } = await world();
    const { savePeopleView: made } = await teacher.client.run<{ savePeopleView: { id: string } }>(SAVE, {
      id: course.id,
      input: { ...view, shared: true },
    });
    expect(made).toMatchObject({
      columns: ["ROLE", "LOGIN"],
      count: 2,
      shared: true,
      mine: true,
      filter: { neverEntered: true, role: "LEARNER" },
    });
    expect(await tutor.client.run(VIEWS, { id: course.id })).toEqual({
      peopleViews: [{ id: made.id, name: "Never entered", count: 2, shared: true, mine: false }],
    });
    const few = await teacher.client.statementsOf(VIEWS, { id: course.id });
    for (const name of ["A", "B", "C"]) await teacher.client.run(SAVE, { id: course.id, input: { ...view, name } });
    expect(await teacher.client.statementsOf(VIEWS, { id: course.id })).toBe(few);
    await teacher.client.run(FORGET, { id: made.id });
    expect((await tutor.client.run<{ peopleViews: object[] }>(VIEWS, { id: course.id })).peopleViews).toEqual([]);
  });
});
