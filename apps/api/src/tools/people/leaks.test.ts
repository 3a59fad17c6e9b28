import { describe, expect, test } from "@jest/globals";
import { startTestApp } from "../../test/app";
import { ApiError, type TestClient } from "../../test/client";
import { buildCourse, buildMember, buildSession, type BuiltMember } from "../../test/course-factories";
import { listen } from "../../test/listening";

const app = await startTestApp();

/** Somebody whom nobody of another group, session or course may find out about, recognisable in any answer. */
const secretPerson = (mark: string) => ({
  givenName: `Zz${mark}`,
  familyName: `Qq${mark}`,
  officialCode: `oc-${mark}`,
  login: `login.${mark}`,
  email: `${mark}@example.org`,
});

async function world() {
  const mark = `${process.pid}x${Math.random().toString(36).slice(2, 8)}`;
  const course = await buildCourse(app.db, { title: "Course" });
  const [one, two] = [await buildSession(app.db, course, { title: "One" }), await buildSession(app.db, course, { title: "Two" })];
  const teacher = await buildMember(app, course.run, "TEACHER", { main: true });
  const secret = await buildMember(app, one.run, "LEARNER", { showMail: true }, secretPerson(mark));
  const fellow = await buildMember(app, one.run, "LEARNER");
  const tutorOfOne = await buildMember(app, one.run, "TUTOR");
  const group = await app.db.group.create({
    data: { courseId: course.id, runId: one.run.id, title: `Group ${mark}`, members: { create: [{ userId: secret.id }] } },
  });
  const others = await app.db.group.create({
    data: { courseId: course.id, runId: one.run.id, title: "Others", members: { create: [{ userId: fellow.id }] } },
  });
  const klass = await app.db.userClass.create({ data: { title: `Class ${mark}`, members: { create: [{ userId: secret.id }] } } });
  await app.db.classPlace.create({ data: { classId: klass.id, runId: one.run.id, courseId: course.id, role: "LEARNER" } });
  const invitation = await app.db.courseInvitation.create({
    data: {
      courseId: course.id,
      runId: one.run.id,
      role: "LEARNER",
      email: `${mark}@example.org`,
      codeHash: Buffer.from(mark),
      createdById: teacher.id,
    },
  });
  const view = await app.db.peopleView.create({
    data: { courseId: course.id, ownerId: tutorOfOne.id, name: `View ${mark}`, orderBy: "NAME" },
  });
  const wrong = {
    learnerOfTwo: await buildMember(app, two.run, "LEARNER"),
    tutorOfTwo: await buildMember(app, two.run, "TUTOR"),
    learnerOfBase: await buildMember(app, course.run, "LEARNER"),
    otherTeacher: await buildMember(app, (await buildCourse(app.db)).run, "TEACHER"),
  };
  return { mark, course, one, two, teacher, secret, fellow, tutorOfOne, group, others, klass, invitation, view, wrong };
}
type World = Awaited<ReturnType<typeof world>>;

/** Every list, count, search, export and act of people, groups and sessions, aimed at the session "One", its group and its person. */
function attempts({ course, one, secret, group, klass, invitation, view, mark }: World): [string, string, Record<string, unknown>][] {
  const here = { courseId: course.id, sessionId: one.id };
  const place = "courseId: $courseId, sessionId: $sessionId";
  const declared = "$courseId: ID!, $sessionId: ID";
  const row = "id user { id name } email login groups { id title } classes";
  const list = (filter: string) => `query (${declared}) { courseUsers(${place}, filter: ${filter}) { totalCount nodes { ${row} } } }`;
  return [
    ["list", list("{}"), here],
    ["search", list(`{ text: "${mark}" }`), here],
    ["group filter", list(`{ groupId: "${group.id}" }`), here],
    ["class filter", list(`{ classId: "${klass.id}" }`), here],
    [
      "one person",
      `query (${declared}, $userId: ID!) { courseUser(${place}, userId: $userId) { ${row} } }`,
      { ...here, userId: secret.id },
    ],
    ["staff", `query (${declared}) { courseStaff(${place}) { ${row} } }`, here],
    ["groups", `query (${declared}) { courseGroups(${place}) { id title memberCount } }`, here],
    ["group members", "query ($id: ID!) { groupMembers(groupId: $id) { person { id name } } }", { id: group.id }],
    ["classes", `query (${declared}) { courseClasses(${place}) { title memberCount } }`, here],
    ["classes to enrol", `query (${declared}) { classesToEnrol(${place}) { title } }`, here],
    ["invitations", `query (${declared}) { courseInvitations(${place}) { email } }`, here],
    ["views", `query (${declared}) { peopleViews(${place}) { name count } }`, here],
    ["portal search", `query (${declared}) { searchPeople(${place}, text: "${mark}") { login person { id name } } }`, here],
    ["export", `mutation (${declared}) { exportCourseUsers(${place}, format: CSV) { id } }`, here],
    [
      "list import",
      `mutation ($courseId: ID!, $options: ImportEnrolmentsOptions) { importEnrolments(courseId: $courseId, text: "login.${mark}", options: $options, dryRun: true) { lines { person { id name } } } }`,
      { courseId: course.id, options: { sessionId: one.id } },
    ],
    ["history", "query ($id: ID!) { enrolmentHistory(enrolmentId: $id) { what by { id } } }", { id: secret.enrolmentId }],
    ["own place", `query (${declared}) { myEnrolment(${place}) { ${row} } }`, here],
    [
      "message",
      "mutation ($input: WriteToPeopleInput!) { writeToPeople(input: $input) }",
      { input: { ...here, enrolmentIds: [secret.enrolmentId], text: "x" } },
    ],
    [
      "change",
      "mutation ($ids: [ID!]!) { updateEnrolments(ids: $ids, change: { state: SUSPENDED }) { id user { name } } }",
      { ids: [secret.enrolmentId] },
    ],
    ["end", "mutation ($ids: [ID!]!) { endEnrolments(ids: $ids) { id user { name } } }", { ids: [secret.enrolmentId] }],
    ["revoke", "mutation ($id: ID!) { revokeCourseInvitation(invitationId: $id) { email } }", { id: invitation.id }],
    ["forget view", "mutation ($id: ID!) { deletePeopleView(viewId: $id) }", { id: view.id }],
    ["regroup", "mutation ($id: ID!) { setGroupMembers(groupId: $id, userIds: []) { title memberCount } }", { id: group.id }],
    ["rename", `mutation ($id: ID!) { renameGroup(groupId: $id, title: "Mine") { title } }`, { id: group.id }],
    [
      "seat oneself",
      `mutation (${declared}, $classId: ID!) { unbindClass(${place}, classId: $classId) { people } }`,
      { ...here, classId: klass.id },
    ],
  ];
}

/** What an operation answers, as text, refusals by their code. */
async function answer(client: TestClient, [, query, variables]: [string, string, Record<string, unknown>]): Promise<string> {
  try {
    return JSON.stringify(await client.run(query, variables));
  } catch (error) {
    if (error instanceof ApiError && error.code !== "INTERNAL") return `refused: ${error.code} ${error.message}`;
    throw error;
  }
}
const told = (text: string, { mark, secret, group }: World): boolean => [mark, secret.id, group.id].some((trace) => text.includes(trace));

describe("the wrong session, the wrong group, the wrong course", () => {
  test.each(["learnerOfTwo", "tutorOfTwo", "learnerOfBase", "otherTeacher"] as const)("%s is refused everything", async (who) => {
    const built = await world();
    for (const attempt of attempts(built)) {
      const text = await answer(built.wrong[who].client, attempt);
      expect([attempt[0], text.replace(/ .*(NOT_FOUND|FORBIDDEN).*/u, " $1"), told(text, built)]).toEqual([
        attempt[0],
        expect.stringMatching(/^refused: (NOT_FOUND|FORBIDDEN)/u),
        false,
      ]);
    }
  });

  test("a learner of the other group sees fellows of the session, and nothing of a group that is not theirs", async () => {
    const built = await world();
    const { client } = built.fellow;
    const grouped = new Set(["list", "search", "one person", "message"]);
    for (const attempt of attempts(built)) {
      const text = await answer(client, attempt);
      expect([attempt[0], text.includes(built.group.id), text.includes(`Group ${built.mark}`)]).toEqual([attempt[0], false, false]);
      expect([attempt[0], text.includes(`login.${built.mark}`), text.includes(`Class ${built.mark}`)]).toEqual([attempt[0], false, false]);
      if (!grouped.has(attempt[0])) expect([attempt[0], told(text, built)]).toEqual([attempt[0], false]);
    }
  });

  test("the right people do find them: the checks above can fail", async () => {
    const built = await world();
    const found = [];
    for (const attempt of attempts(built)) if (told(await answer(built.teacher.client, attempt), built)) found.push(attempt[0]);
    expect(found).toEqual(
      expect.arrayContaining([
        "list",
        "search",
        "group filter",
        "class filter",
        "one person",
        "groups",
        "group members",
        "classes",
        "portal search",
        "list import",
      ]),
    );
  });

  test("subscriptions of another session are refused, and one's own tells nothing of the others", async () => {
    const built = await world();
    const { course, one, two, wrong, tutorOfOne, secret } = built;
    const CHANGED =
      "subscription ($id: ID!, $sessionId: ID) { courseUsersChanged(courseId: $id, sessionId: $sessionId) { id node { user { name } } } }";
    const topic = `course:${course.id}`;
    const refused = async (member: BuiltMember) => {
      await expect(
        (async () => {
          const stream = await listen(app, member.client, topic, CHANGED, { id: course.id, sessionId: one.id });
          try {
            return await stream.next();
          } finally {
            stream.stop();
          }
        })(),
      ).rejects.toThrow();
    };
    await refused(wrong.otherTeacher);
    const ear = await listen<object>(app, wrong.tutorOfTwo.client, topic, CHANGED, { id: course.id, sessionId: two.id });
    const right = await listen<object>(app, tutorOfOne.client, topic, CHANGED, { id: course.id, sessionId: one.id });
    await secret.client.run(
      "mutation ($id: ID!, $sessionId: ID) { setMyCourseVisibility(courseId: $id, sessionId: $sessionId, input: { showMail: false }) { id } }",
      {
        id: course.id,
        sessionId: one.id,
      },
    );
    expect(JSON.stringify(await right.next())).toContain(built.mark);
    expect(ear.waiting).toEqual([]);
    for (const stream of [ear, right]) stream.stop();
  });
});
