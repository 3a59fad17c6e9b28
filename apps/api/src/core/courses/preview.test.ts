import { expect, test } from "@jest/globals";
import { startTestApp } from "../../test/app";
import { expectRefusal, type TestClient } from "../../test/client";
import { buildUser, signInAs } from "../../test/factories";
import { buildCourse, buildEnrolment, buildGroup, buildItem, buildSession } from "../../test/course-factories";

const app = await startTestApp();
const START = "mutation ($courseId: ID!, $sessionId: ID) { startPreview(courseId: $courseId, sessionId: $sessionId) { id sessionId } }";
const RESET = "mutation ($courseId: ID!, $sessionId: ID) { resetPreview(courseId: $courseId, sessionId: $sessionId) { id } }";
const HOME =
  "query ($courseId: ID!, $sessionId: ID) { courseHome(courseId: $courseId, sessionId: $sessionId) { preview course { viewerRole } sections { section { title } } tools { key newCount } } }";
interface Home {
  courseHome: {
    preview: boolean;
    course: { viewerRole: string };
    sections: { section: { title: string } }[];
    tools: { key: string; newCount: number }[];
  };
}

async function world() {
  const course = await buildCourse(app.db);
  const session = await buildSession(app.db, course);
  const teacher = await buildUser(app);
  const learner = await buildUser(app);
  await buildEnrolment(app.db, { courseId: course.id, runId: course.run.id, userId: teacher.id, role: "TEACHER" });
  await buildEnrolment(app.db, { courseId: course.id, runId: course.run.id, userId: learner.id, role: "LEARNER" });
  await buildItem(app.db, course.run, { tool: "courses", kind: "section", title: "Seen" });
  await buildItem(app.db, course.run, { tool: "courses", kind: "section", title: "Draft", state: "DRAFT" });
  return { course, session, teacher, learner, asTeacher: await signInAs(app, teacher), asLearner: await signInAs(app, learner) };
}

/** The same person, whose requests carry the preview header from now on. */
async function preview(owner: { id: string }, value: string): Promise<TestClient> {
  const client = await signInAs(app, owner);
  client.headers["x-lyceum-preview"] = value;
  return client;
}

test("learners cannot start one, and the header alone gives nothing", async () => {
  const { course, asLearner, learner, teacher } = await world();
  await expectRefusal(asLearner.run(START, { courseId: course.id }), "FORBIDDEN");
  await expectRefusal((await preview(learner, course.id)).run(HOME, { courseId: course.id }), "NOT_FOUND");
  await expectRefusal((await preview(teacher, course.id)).run(HOME, { courseId: course.id }), "NOT_FOUND");
});

test("the preview learner sees what a learner sees, and may no more than a learner", async () => {
  const { course, teacher, asTeacher, asLearner } = await world();
  await asTeacher.run(START, { courseId: course.id });
  const client = await preview(teacher, course.id);
  const seen = (await client.run<Home>(HOME, { courseId: course.id })).courseHome;
  expect(seen).toMatchObject({ preview: true, course: { viewerRole: "LEARNER" }, sections: [{ section: { title: "Seen" } }] });
  expect(seen.sections).toEqual((await asLearner.run<Home>(HOME, { courseId: course.id })).courseHome.sections);
  await expectRefusal(
    client.run('mutation ($id: ID!) { updateCourse(id: $id, input: { title: "x" }) { id } }', { id: course.id }),
    "FORBIDDEN",
  );
  // The teacher without the header is the teacher, in the same moment.
  expect((await asTeacher.run<Home>(HOME, { courseId: course.id })).courseHome.sections).toHaveLength(2);
});

test("it plays a member of a chosen group, in the session that is shown", async () => {
  const { course, session, teacher, asTeacher } = await world();
  const group = await buildGroup(app.db, session.run);
  await buildItem(app.db, session.run, { tool: "courses", kind: "section", title: "For the group", groupId: group.id });
  await asTeacher.run(START, { courseId: course.id, sessionId: session.id });
  const titles = async (header: string) =>
    (await (await preview(teacher, header)).run<Home>(HOME, { courseId: course.id, sessionId: session.id })).courseHome.sections.map(
      (row) => row.section.title,
    );
  expect((await titles(course.id)).sort()).toEqual(["Seen"]);
  expect((await titles(`${course.id}/${group.id}`)).sort()).toEqual(["For the group", "Seen"]);
  expect(await app.db.groupMember.count({ where: { groupId: group.id } })).toBe(0);
});

test("what it does appears in no list, count or notification, and a reset erases all of it", async () => {
  const { course, teacher, learner, asTeacher, asLearner } = await world();
  const before = { people: await app.db.user.count({ where: { kind: "PERSON" } }), notifications: await app.db.notification.count() };
  const { startPreview } = await asTeacher.run<{ startPreview: { id: string } }>(START, { courseId: course.id });
  const again = await asTeacher.run<{ startPreview: { id: string } }>(START, { courseId: course.id });
  expect(again.startPreview.id).toBe(startPreview.id);
  const client = await preview(teacher, course.id);
  await client.run("mutation ($courseId: ID!) { markNewsSeen(courseId: $courseId) }", { courseId: course.id });
  const section = await app.db.item.findFirstOrThrow({ where: { courseId: course.id, title: "Seen" } });
  const seat = await app.db.enrolment.findFirstOrThrow({ where: { runId: startPreview.id } });
  await app.db.progress.create({ data: { itemId: section.id, userId: seat.userId, runId: startPreview.id, state: "COMPLETED" } });
  const own = await buildItem(app.db, await app.db.courseRun.findUniqueOrThrow({ where: { id: startPreview.id } }), {
    tool: "courses",
    kind: "section",
    title: "Written by nobody",
  });
  await app.db.event.create({
    data: {
      name: "glossary.term.created",
      topic: `course:${course.id}`,
      courseId: course.id,
      runId: startPreview.id,
      tool: "glossary",
      actorId: teacher.id,
    },
  });
  for (const other of [asTeacher, asLearner]) {
    const seen = (await other.run<Home>(HOME, { courseId: course.id })).courseHome;
    expect(seen.sections.map((row) => row.section.title)).not.toContain("Written by nobody");
    expect(seen.tools.every((tool) => tool.newCount === 0)).toBe(true);
  }
  expect(await asTeacher.run("{ myCourses { totalCount } }")).toEqual({ myCourses: { totalCount: 1 } });
  await expectRefusal(asLearner.run("query ($id: ID!) { item(id: $id) { id } }", { id: own.id }), "NOT_FOUND");
  const admin = await signInAs(app, await buildUser(app, { roles: ["ADMINISTRATOR"] }));
  const { users } = await admin.run<{ users: { nodes: { login: string }[] } }>("{ users(first: 100) { nodes { login } } }");
  expect(users.nodes.filter((user) => user.login.startsWith("preview-"))).toEqual([]);
  const { resetPreview } = await asTeacher.run<{ resetPreview: { id: string } }>(RESET, { courseId: course.id });
  expect(resetPreview.id).not.toBe(startPreview.id);
  const left = await Promise.all([
    app.db.progress.count({ where: { runId: startPreview.id } }),
    app.db.item.count({ where: { runId: startPreview.id } }),
    app.db.courseVisit.count({ where: { runId: startPreview.id } }),
    app.db.enrolment.count({ where: { runId: startPreview.id } }),
    app.db.courseRun.count({ where: { id: startPreview.id } }),
  ]);
  expect(left).toEqual([0, 0, 0, 0, 0]);
  expect(await app.db.enrolment.count({ where: { userId: { in: [teacher.id, learner.id] }, courseId: course.id } })).toBe(2);
  expect({ people: await app.db.user.count({ where: { kind: "PERSON" } }), notifications: await app.db.notification.count() }).toEqual({
    people: before.people + 1,
    notifications: before.notifications,
  });
});
