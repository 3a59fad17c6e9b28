import { expect, test } from "@jest/globals";
import { startTestApp } from "../../test/app";
import { expectRefusal, type TestClient } from "../../test/client";
import { buildCourse, buildMember, buildSession } from "../../test/course-factories";
import { buildUser } from "../../test/factories";

const app = await startTestApp();
const CREATE = "mutation ($input: CreateGroupInput!) { createGroup(input: $input) { id title memberCount viewerIsMember } }";
const SET =
  "mutation ($id: ID!, $userIds: [ID!]!, $tutorIds: [ID!]) { setGroupMembers(groupId: $id, userIds: $userIds, tutorIds: $tutorIds) { memberCount } }";
const LIST = "query ($id: ID!, $s: ID) { courseGroups(courseId: $id, sessionId: $s) { id title memberCount viewerIsMember } }";
const MEMBERS = "query ($id: ID!) { groupMembers(groupId: $id) { tutor person { id } } }";
interface Group {
  id: string;
}
const groups = (client: TestClient, id: string, s?: string) =>
  client.run<{ courseGroups: Group[] }>(LIST, { id, s }).then((data) => data.courseGroups.map((group) => group.id));

test("staff make groups where they stand; learners and other runs' tutors do not", async () => {
  const course = await buildCourse(app.db);
  const [one, two] = [await buildSession(app.db, course), await buildSession(app.db, course)];
  const teacher = await buildMember(app, course.run, "TEACHER");
  const tutor = await buildMember(app, one.run, "TUTOR");
  const [ana, ben] = [await buildMember(app, one.run, "LEARNER"), await buildMember(app, one.run, "LEARNER")];
  const base = await buildMember(app, course.run, "LEARNER");
  const input = { courseId: course.id, sessionId: one.id, title: "Blue" };
  await expectRefusal(ana.client.run(CREATE, { input }), "FORBIDDEN");
  await expectRefusal(base.client.run(CREATE, { input }), "NOT_FOUND");
  await expectRefusal(tutor.client.run(CREATE, { input: { ...input, sessionId: two.id } }), "NOT_FOUND");
  await expectRefusal(tutor.client.run(CREATE, { input: { ...input, title: "" } }), "INVALID_INPUT");
  const wrong = await expectRefusal(
    tutor.client.run(CREATE, { input: { ...input, userIds: [ana.id, base.id, (await buildUser(app)).id] } }),
    "INVALID_INPUT",
  );
  expect((wrong.extensions["issues"] as { path: string[] }[]).map((issue) => issue.path.join("."))).toEqual([
    "input.userIds.1",
    "input.userIds.2",
  ]);
  const made = await tutor.client.run<{ createGroup: Group }>(CREATE, { input: { ...input, userIds: [ana.id] } });
  expect(made.createGroup).toMatchObject({ title: "Blue", memberCount: 1, viewerIsMember: false });
  const id = made.createGroup.id;
  await expectRefusal(ana.client.run(SET, { id, userIds: [ana.id, ben.id] }), "FORBIDDEN");
  await expectRefusal(ben.client.run(SET, { id, userIds: [ben.id] }), "NOT_FOUND");
  await expectRefusal(ben.client.run(MEMBERS, { id }), "NOT_FOUND");
  await expectRefusal(base.client.run(MEMBERS, { id }), "NOT_FOUND");
  expect(await groups(ana.client, course.id, one.id)).toEqual([id]);
  expect(await groups(ben.client, course.id, one.id)).toEqual([]);
  expect(await groups(teacher.client, course.id, one.id)).toEqual([id]);
  expect([await groups(teacher.client, course.id), await groups(teacher.client, course.id, two.id)]).toEqual([[], []]);
});

test("members are replaced by one act; who comes or goes is told on their own topic, who stays is not", async () => {
  const course = await buildCourse(app.db);
  const teacher = await buildMember(app, course.run, "TEACHER");
  const [ana, ben, cem] = [
    await buildMember(app, course.run, "LEARNER"),
    await buildMember(app, course.run, "LEARNER"),
    await buildMember(app, course.run, "LEARNER"),
  ];
  const { createGroup } = await teacher.client.run<{ createGroup: Group }>(CREATE, {
    input: { courseId: course.id, title: "Blue", userIds: [ana.id, ben.id] },
  });
  const mark = await app.db.event.count();
  await teacher.client.run(SET, { id: createGroup.id, userIds: [ben.id, cem.id], tutorIds: [cem.id] });
  expect(await app.db.event.count()).toBe(mark + 3);
  const told = await app.db.event.findMany({ where: { name: "groups.access.changed", userId: { in: [ana.id, cem.id] } } });
  expect(told.filter((event) => event.topic === `user:${cem.id}`)).toHaveLength(1);
  expect(told.filter((event) => event.topic === `user:${ana.id}`)).toHaveLength(2);
  const members = await cem.client.run<{ groupMembers: { tutor: boolean; person: { id: string } }[] }>(MEMBERS, { id: createGroup.id });
  expect(new Set(members.groupMembers.map((one) => `${one.person.id} ${one.tutor}`))).toEqual(
    new Set([`${ben.id} false`, `${cem.id} true`]),
  );
  await teacher.client.run('mutation ($id: ID!) { renameGroup(groupId: $id, title: " Green ") { title } }', { id: createGroup.id });
  await teacher.client.run("mutation ($id: ID!) { deleteGroup(groupId: $id) }", { id: createGroup.id });
  expect(await groups(cem.client, course.id)).toEqual([]);
});

test("a course has at most 1,000 groups, and the list shows no more", async () => {
  const course = await buildCourse(app.db);
  const teacher = await buildMember(app, course.run, "TEACHER");
  const rows = Array.from({ length: 1001 }, (_, position) => ({
    courseId: course.id,
    runId: course.run.id,
    title: `G ${position}`,
    position,
  }));
  await app.db.group.createMany({ data: rows });
  const { courseGroups } = await teacher.client.run<{ courseGroups: object[] }>(LIST, { id: course.id });
  expect(courseGroups.length).toBe(1000);
  await expectRefusal(teacher.client.run(CREATE, { input: { courseId: course.id, title: "One more" } }), "CONFLICT");
});
