import { readFileSync } from "node:fs";
import { expect, test } from "@jest/globals";
import { courseNotices, type NoticeAudience } from "../../kernel/notices";
import { startTestApp } from "../../test/app";
import { expectRefusal, type TestClient } from "../../test/client";
import { buildCourse, buildMember, buildSession } from "../../test/course-factories";
import { buildUser, signInAs } from "../../test/factories";

const app = await startTestApp();
const CHOOSE =
  'mutation ($id: ID!, $changes: [SettingChangeInput!]!) { updateToolSettings(courseId: $id, tool: "notifications", changes: $changes) { notifications { newEnrolment termProposed version } } }';
const TOLD = "query ($id: ID!, $name: String!, $sessionId: ID) { courseNotice(courseId: $id, name: $name, sessionId: $sessionId) }";
const SETTINGS =
  "query ($id: ID!) { courseSettings(courseId: $id) { notifications { newEnrolment newDocument termProposed version } groups { tool fields { name kind choices chosen } } } }";
const ENROL = "mutation ($input: EnrolUsersInput!) { enrolUsers(input: $input) { id } }";
const JOIN = "mutation ($courseId: ID!) { selfEnrol(courseId: $courseId) { id } }";

async function world() {
  const course = await buildCourse(app.db, { title: "Golf", visibility: "PUBLIC", selfEnrol: true });
  const teacher = await buildMember(app, course.run, "TEACHER");
  const second = await buildMember(app, course.run, "TEACHER");
  const tutor = await buildMember(app, course.run, "TUTOR");
  const learner = await buildMember(app, course.run, "LEARNER");
  return { course, teacher, second, tutor, learner };
}
const choose = (client: TestClient, id: string, name: string, chosen: NoticeAudience[]) =>
  client.run(CHOOSE, { id, changes: [{ name, chosen }] });
const kinds = async (userId: string) =>
  (await app.db.notification.findMany({ where: { userId }, orderBy: { id: "asc" } })).map((row) => row.kind);

test("learners neither see nor choose who is told; nobody chooses what there is not", async () => {
  const { course, teacher, learner } = await world();
  await expectRefusal(choose(learner.client, course.id, "newEnrolment", []), "FORBIDDEN");
  await expectRefusal(learner.client.run(SETTINGS, { id: course.id }), "FORBIDDEN");
  await expectRefusal(choose(teacher.client, course.id, "termProposed", ["LEARNERS"]), "INVALID_INPUT");
  await expectRefusal(choose(teacher.client, course.id, "newMoon", ["LEARNERS"]), "INVALID_INPUT");
  await expectRefusal(teacher.client.run(TOLD, { id: course.id, name: "newMoon" }), "NOT_FOUND");
  await expectRefusal(teacher.client.run(TOLD, { id: course.id, name: "constructor" }), "NOT_FOUND");
  const closed = await buildCourse(app.db);
  await expectRefusal(learner.client.run(TOLD, { id: closed.id, name: "newEnrolment" }), "NOT_FOUND");
  await app.db.courseTool.create({ data: { courseId: course.id, runId: course.run.id, tool: "documents", visible: false } });
  await expectRefusal(learner.client.run(TOLD, { id: course.id, name: "newDocument" }), "FORBIDDEN");
});

test("each event is set by itself, read with its default, and undone with the group", async () => {
  const { course, teacher } = await world();
  const read = () =>
    teacher.client.run<{ courseSettings: { notifications: object; groups: { tool: string; fields: object[] }[] } }>(SETTINGS, {
      id: course.id,
    });
  const first = await read();
  expect(first.courseSettings.notifications).toEqual({
    newEnrolment: ["TEACHERS", "LEARNERS"],
    newDocument: ["LEARNERS"],
    termProposed: ["TEACHERS", "TUTORS"],
    version: 0,
  });
  const group = first.courseSettings.groups.find(({ tool }) => tool === "notifications")!;
  expect(group.fields).toContainEqual({
    name: "newEnrolment",
    kind: "CHOICES",
    choices: ["TEACHERS", "TUTORS", "LEARNERS"],
    chosen: ["TEACHERS", "LEARNERS"],
  });
  expect(await choose(teacher.client, course.id, "newEnrolment", [])).toEqual({
    updateToolSettings: { notifications: { newEnrolment: [], termProposed: ["TEACHERS", "TUTORS"], version: 1 } },
  });
  await teacher.client.run('mutation ($id: ID!) { undoCourseSettings(courseId: $id, tool: "notifications") { id } }', { id: course.id });
  expect((await read()).courseSettings.notifications).toMatchObject({ newEnrolment: ["TEACHERS", "LEARNERS"], version: 2 });
});

test("who joins is told to those who are chosen, and never to the one who did it", async () => {
  const { course, teacher, second, tutor, learner } = await world();
  const joiner = await buildUser(app, { givenName: "Ana", familyName: "Ruiz" });
  await (await signInAs(app, joiner)).run(JOIN, { courseId: course.id });
  const [told] = await app.db.notification.findMany({ where: { userId: teacher.id } });
  expect(told).toMatchObject({
    kind: "enrolments.joined",
    params: { person: "Ana Ruiz", course: "Golf" },
    href: `/c/${course.code}/people`,
  });
  expect([await kinds(tutor.id), await kinds(learner.id), await kinds(joiner.id)]).toEqual([[], [], []]);
  await choose(teacher.client, course.id, "newEnrolment", ["TUTORS", "LEARNERS"]);
  const userIds = [(await buildUser(app)).id, (await buildUser(app)).id];
  await teacher.client.run(ENROL, { input: { courseId: course.id, userIds, role: "LEARNER", notify: true } });
  expect([await kinds(tutor.id), await kinds(second.id), await kinds(userIds[0]!)]).toEqual([
    ["enrolments.joinedMany"],
    ["enrolments.joined"],
    ["enrolments.added"],
  ]);
  await choose(teacher.client, course.id, "newEnrolment", ["TEACHERS"]);
  const silent = await buildUser(app);
  await teacher.client.run(ENROL, { input: { courseId: course.id, userIds: [silent.id], role: "LEARNER", notify: true } });
  expect([await kinds(teacher.id), await kinds(second.id), await kinds(silent.id)]).toEqual([
    ["enrolments.joined"],
    ["enrolments.joined", "enrolments.joined"],
    [],
  ]);
  expect(await app.db.mail.count({ where: { userId: silent.id } })).toBe(0);
});

test("a session's staff hear of their session; staff who are suspended, ended or not yet there hear nothing", async () => {
  const { course, teacher, second, tutor } = await world();
  const session = await buildSession(app.db, course);
  const here = await buildMember(app, session.run, "TUTOR");
  const later = await buildMember(app, session.run, "TUTOR", { from: new Date(Date.now() + 86_400_000) });
  await app.db.enrolment.update({ where: { id: second.enrolmentId }, data: { state: "SUSPENDED" } });
  await choose(teacher.client, course.id, "newEnrolment", ["TEACHERS", "TUTORS"]);
  const administrator = await signInAs(app, await buildUser(app, { roles: ["ADMINISTRATOR"] }));
  const userIds = [(await buildUser(app)).id];
  await administrator.run(ENROL, { input: { courseId: course.id, sessionId: session.id, userIds, role: "LEARNER" } });
  expect([await kinds(teacher.id), await kinds(here.id)]).toEqual([["enrolments.joined"], ["enrolments.joined"]]);
  expect([await kinds(second.id), await kinds(tutor.id), await kinds(later.id)]).toEqual([[], [], []]);
});

test("the people page says whether new people may be told", async () => {
  const { course, teacher, learner } = await world();
  const MAY = "query ($id: ID!) { people(courseId: $id) { mayTell notify } }";
  expect(await teacher.client.run(MAY, { id: course.id })).toEqual({ people: { mayTell: true, notify: false } });
  expect(await learner.client.run(MAY, { id: course.id })).toEqual({ people: { mayTell: false, notify: false } });
  await choose(teacher.client, course.id, "newEnrolment", []);
  expect(await teacher.client.run(MAY, { id: course.id })).toEqual({ people: { mayTell: false, notify: false } });
});

test.each(["en", "fr", "ar"])("each event has its words in %s", (language) => {
  const file = new URL(`../../../../../packages/shared/locales/${language}/courses.json`, import.meta.url);
  const words = JSON.parse(readFileSync(file, "utf8")) as { toolSettings: { notifications: Record<string, { label?: string }> } };
  const names = Object.keys(courseNotices());
  expect(names).toContain("newEnrolment");
  expect(names.filter((name) => !words.toolSettings.notifications[name]?.label)).toEqual([]);
});
