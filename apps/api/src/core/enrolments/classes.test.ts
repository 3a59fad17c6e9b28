import { describe, expect, test } from "@jest/globals";
import { startTestApp } from "../../test/app";
import { expectRefusal, type TestClient } from "../../test/client";
import { buildCourse, buildEnrolment, buildMember, buildSession } from "../../test/course-factories";
import { buildAdministrator, buildUser, signInAs } from "../../test/factories";

const app = await startTestApp();
const BIND = `mutation ($input: BindClassInput!, $dryRun: Boolean) { bindClass(input: $input, dryRun: $dryRun) { people coming leaving staying } }`;
const UNBIND = `mutation ($courseId: ID!, $sessionId: ID, $classId: ID!, $dryRun: Boolean) { unbindClass(courseId: $courseId, sessionId: $sessionId, classId: $classId, dryRun: $dryRun) { people coming leaving staying } }`;
const ADD = "mutation ($classId: ID!, $userIds: [ID!]!) { addUserClassMembers(classId: $classId, userIds: $userIds) { memberCount } }";
const REMOVE =
  "mutation ($classId: ID!, $userIds: [ID!]!) { removeUserClassMembers(classId: $classId, userIds: $userIds) { memberCount } }";
const PLACED =
  "query ($courseId: ID!, $sessionId: ID) { courseClasses(courseId: $courseId, sessionId: $sessionId) { title role memberCount elsewhere } }";
const OFFERED = "query ($courseId: ID!) { classesToEnrol(courseId: $courseId) { id title } }";

let number = 0;
const buildClass = (userIds: string[]) =>
  app.db.userClass.create({
    data: { title: `Class ${process.pid}-${++number}`, members: { create: userIds.map((userId) => ({ userId })) } },
  });

async function world() {
  const course = await buildCourse(app.db);
  const teacher = await buildMember(app, course.run, "TEACHER", { main: true });
  const [ana, ben, cleo] = [await buildUser(app), await buildUser(app), await buildUser(app)];
  const klass = await buildClass([ana.id, ben.id]);
  const officer = await signInAs(app, await buildAdministrator(app));
  return { course, teacher, ana, ben, cleo, klass, officer };
}
const seat = (runId: string, userId: string) => app.db.enrolment.findUnique({ where: { userId_runId: { runId, userId } } });
const bind = (client: TestClient, courseId: string, classId: string, rest: object = {}, dryRun = false) =>
  client.run<{ bindClass: object }>(BIND, { input: { courseId, classId, ...rest }, dryRun }).then((data) => data.bindClass);

describe("refusals", () => {
  test("only teachers of the course bind classes; only who manages people makes them", async () => {
    const { course, klass, ana } = await world();
    const tutor = await buildMember(app, course.run, "TUTOR");
    const learner = await buildMember(app, course.run, "LEARNER");
    const other = await buildMember(app, (await buildCourse(app.db)).run, "TEACHER");
    await app.db.courseSettings.create({ data: { courseId: course.id, tool: "people", body: { tutorsMayEnrol: true } } });
    for (const client of [tutor.client, learner.client]) {
      await expectRefusal(bind(client, course.id, klass.id), "FORBIDDEN");
      await expectRefusal(client.run(UNBIND, { courseId: course.id, classId: klass.id }), "FORBIDDEN");
      await expectRefusal(client.run(OFFERED, { courseId: course.id }), "FORBIDDEN");
    }
    await expectRefusal(learner.client.run(PLACED, { courseId: course.id }), "FORBIDDEN");
    await expectRefusal(bind(other.client, course.id, klass.id), "NOT_FOUND");
    await expectRefusal(other.client.run(PLACED, { courseId: course.id }), "NOT_FOUND");
    await expectRefusal(other.client.run(ADD, { classId: klass.id, userIds: [ana.id] }), "FORBIDDEN");
    await expectRefusal(other.client.run("query { userClasses { totalCount } }"), "FORBIDDEN");
    await expectRefusal(other.client.run("query ($id: ID!) { userClassMembers(classId: $id) { id } }", { id: klass.id }), "FORBIDDEN");
  });

  test("from own classes only, where the portal says so: classes, search, lists and ids alike", async () => {
    const { course, teacher, klass, ana, cleo } = await world();
    const mine = await buildClass([teacher.id, cleo.id]);
    const former = await app.db.setting.findUnique({ where: { key: "enrolments" } });
    await app.db.setting.upsert({
      where: { key: "enrolments" },
      create: { key: "enrolments", value: { teachersEnrol: "OWN_CLASSES" } },
      update: { value: { teachersEnrol: "OWN_CLASSES" } },
    });
    try {
      const offered = await teacher.client.run<{ classesToEnrol: { id: string }[] }>(OFFERED, { courseId: course.id });
      expect(offered.classesToEnrol.map((one) => one.id)).toEqual([mine.id]);
      await expectRefusal(bind(teacher.client, course.id, klass.id), "NOT_FOUND");
      const ENROL = "mutation ($input: EnrolUsersInput!) { enrolUsers(input: $input) { id } }";
      await expectRefusal(
        teacher.client.run(ENROL, { input: { courseId: course.id, userIds: [ana.id], role: "LEARNER" } }),
        "INVALID_INPUT",
      );
      const found = await teacher.client.run<{ searchPeople: object[] }>(
        "query ($id: ID!, $text: String!) { searchPeople(courseId: $id, text: $text) { login } }",
        { id: course.id, text: ana.login },
      );
      expect(found.searchPeople).toEqual([]);
      const list = await teacher.client.run<{ importEnrolments: { lines: object[] } }>(
        "mutation ($id: ID!, $text: String!) { importEnrolments(courseId: $id, text: $text, dryRun: true) { lines { outcome } } }",
        { id: course.id, text: `${ana.login}\n${cleo.login}` },
      );
      expect(list.importEnrolments.lines).toEqual([{ outcome: "UNKNOWN" }, { outcome: "ENROLLED" }]);
    } finally {
      if (former) await app.db.setting.update({ where: { key: "enrolments" }, data: { value: former.value ?? {} } });
      else await app.db.setting.delete({ where: { key: "enrolments" } });
    }
  });

  test("a class never leaves a course without its last teacher, nor over the ceiling", async () => {
    const { course, officer, klass, ana } = await world();
    await app.db.enrolment.deleteMany({ where: { runId: course.run.id } });
    await buildEnrolment(app.db, { courseId: course.id, runId: course.run.id, userId: ana.id, role: "TEACHER" }, { sources: ["CLASS"] });
    await app.db.classPlace.create({ data: { classId: klass.id, runId: course.run.id, courseId: course.id, role: "TEACHER" } });
    await expectRefusal(officer.run(REMOVE, { classId: klass.id, userIds: [ana.id] }), "CONFLICT");
    await expectRefusal(officer.run(UNBIND, { courseId: course.id, classId: klass.id }), "CONFLICT");
    expect((await seat(course.run.id, ana.id))?.state).toBe("ACTIVE");
  });
});

describe("classes in a course", () => {
  test("members come in, later ones too, and go with the class unless they are in by another way", async () => {
    const { course, teacher, ana, ben, cleo, klass, officer } = await world();
    await buildEnrolment(app.db, { courseId: course.id, runId: course.run.id, userId: ben.id, role: "LEARNER" });
    expect(await bind(teacher.client, course.id, klass.id, {}, true)).toEqual({ people: 2, coming: 1, leaving: 0, staying: 1 });
    expect(await seat(course.run.id, ana.id)).toBeNull();
    expect(await bind(teacher.client, course.id, klass.id)).toEqual({ people: 2, coming: 1, leaving: 0, staying: 1 });
    await expectRefusal(bind(teacher.client, course.id, klass.id), "CONFLICT");
    expect((await seat(course.run.id, ben.id))?.sources).toEqual(["MANUAL", "CLASS"]);
    await officer.run(ADD, { classId: klass.id, userIds: [cleo.id] });
    expect(await seat(course.run.id, cleo.id)).toMatchObject({ state: "ACTIVE", role: "LEARNER", sources: ["CLASS"] });
    await officer.run(REMOVE, { classId: klass.id, userIds: [cleo.id] });
    expect((await seat(course.run.id, cleo.id))?.state).toBe("ENDED");
    expect(
      (await teacher.client.run<{ unbindClass: object }>(UNBIND, { courseId: course.id, classId: klass.id, dryRun: true })).unbindClass,
    ).toEqual({
      people: 2,
      coming: 0,
      leaving: 1,
      staying: 1,
    });
    await teacher.client.run(UNBIND, { courseId: course.id, classId: klass.id });
    expect([(await seat(course.run.id, ana.id))?.state, (await seat(course.run.id, ben.id))?.state]).toEqual(["ENDED", "ACTIVE"]);
    expect((await seat(course.run.id, ben.id))?.sources).toEqual(["MANUAL"]);
  });

  test("who is in two classes stays when one goes; deleting a class keeps the accounts", async () => {
    const { course, teacher, ana, ben, klass, officer } = await world();
    const second = await buildClass([ana.id]);
    await bind(teacher.client, course.id, klass.id);
    await bind(teacher.client, course.id, second.id);
    await officer.run("mutation ($id: ID!) { deleteUserClass(classId: $id) }", { id: klass.id });
    expect([(await seat(course.run.id, ana.id))?.state, (await seat(course.run.id, ben.id))?.state]).toEqual(["ACTIVE", "ENDED"]);
    expect(await app.db.user.count({ where: { id: { in: [ana.id, ben.id] } } })).toBe(2);
  });

  test("bound to the course and to a session of it, both lists say so; the session's people are the session's only", async () => {
    const { course, teacher, ana, klass } = await world();
    const session = await buildSession(app.db, course, { title: "Autumn" });
    await bind(teacher.client, course.id, klass.id);
    await bind(teacher.client, course.id, klass.id, { sessionId: session.id });
    const placed = async (sessionId: string | null) =>
      (await teacher.client.run<{ courseClasses: object[] }>(PLACED, { courseId: course.id, sessionId })).courseClasses;
    expect(await placed(null)).toEqual([{ title: klass.title, role: "LEARNER", memberCount: 2, elsewhere: ["Autumn"] }]);
    expect(await placed(session.id)).toEqual([{ title: klass.title, role: "LEARNER", memberCount: 2, elsewhere: [null] }]);
    expect(await seat(session.run.id, ana.id)).toMatchObject({ sources: ["CLASS"] });
  });

  test("the number of statements does not grow with the class", async () => {
    const { course, teacher } = await world();
    const people = await app.db.user.createManyAndReturn({
      data: Array.from({ length: 60 }, (_, place) => ({
        login: `c${process.pid}.${number}.${place}`,
        givenName: "C",
        familyName: String(place),
      })),
    });
    const [few, many] = [await buildClass([people[0]!.id, people[1]!.id]), await buildClass(people.slice(2).map((person) => person.id))];
    const input = { courseId: course.id };
    const first = await teacher.client.statementsOf(BIND, { input: { ...input, classId: few.id }, dryRun: false });
    expect(await teacher.client.statementsOf(BIND, { input: { ...input, classId: many.id }, dryRun: false })).toBe(first);
  });
});
