import { describe, expect, test } from "@jest/globals";
import { startTestApp } from "../../test/app";
import { expectRefusal, type TestClient } from "../../test/client";
import { buildCourse, buildGroup, buildMember, buildSession } from "../../test/course-factories";
import { buildUser, signInAs } from "../../test/factories";

const app = await startTestApp();
const INVITE = "mutation ($input: InviteInput!) { inviteToCourse(input: $input) { id email path uses maxUses role until } }";
const FACE = "query ($code: String!) { invitation(code: $code) { courseTitle sessionTitle role } }";
const ACCEPT = "mutation ($code: String!) { acceptInvitation(code: $code) { role courseId sessionId user { id } } }";
const LIST = "query ($courseId: ID!) { courseInvitations(courseId: $courseId) { id email path uses } }";
const REVOKE = "mutation ($id: ID!) { revokeCourseInvitation(invitationId: $id) { revokedAt } }";

interface Made {
  id: string;
  email: string | null;
  path: string | null;
}
const invite = (client: TestClient, input: object) =>
  client.run<{ inviteToCourse: Made[] }>(INVITE, { input }).then((data) => data.inviteToCourse);
const codeOf = (made: Made) => made.path!.slice("/join/".length);

async function world() {
  const course = await buildCourse(app.db, { title: "Golf" });
  const teacher = await buildMember(app, course.run, "TEACHER", { main: true });
  const comer = await buildUser(app);
  await app.db.throttle.deleteMany({ where: { key: { startsWith: "invitation:" } } });
  return { course, teacher, comer, client: await signInAs(app, comer) };
}

describe("refusals", () => {
  test("tutors, learners and other teachers neither invite, read nor revoke", async () => {
    const { course, teacher } = await world();
    const [made] = await invite(teacher.client, { courseId: course.id });
    await app.db.courseSettings.create({ data: { courseId: course.id, tool: "people", body: { tutorsMayEnrol: true } } });
    for (const role of ["TUTOR", "LEARNER"] as const) {
      const { client } = await buildMember(app, course.run, role);
      await expectRefusal(invite(client, { courseId: course.id }), "FORBIDDEN");
      await expectRefusal(client.run(LIST, { courseId: course.id }), "FORBIDDEN");
      await expectRefusal(client.run(REVOKE, { id: made!.id }), "FORBIDDEN");
    }
    const other = await buildMember(app, (await buildCourse(app.db)).run, "TEACHER");
    await expectRefusal(invite(other.client, { courseId: course.id }), "NOT_FOUND");
    await expectRefusal(other.client.run(REVOKE, { id: made!.id }), "NOT_FOUND");
  });

  test("a session takes no teachers, and no group of another run", async () => {
    const { course, teacher } = await world();
    const session = await buildSession(app.db, course);
    await expectRefusal(invite(teacher.client, { courseId: course.id, sessionId: session.id, role: "TEACHER" }), "INVALID_INPUT");
    const group = await buildGroup(app.db, course.run);
    await expectRefusal(invite(teacher.client, { courseId: course.id, sessionId: session.id, groupIds: [group.id] }), "INVALID_INPUT");
  });

  test("unknown, used, over and revoked codes, and those of a teacher who is gone, are all NOT_FOUND; guessing is limited", async () => {
    const { course, teacher, client } = await world();
    const second = await buildMember(app, course.run, "TEACHER");
    const make = async (who: TestClient = teacher.client, rest: object = {}) => (await invite(who, { courseId: course.id, ...rest }))[0]!;
    const [over, used, revoked, orphan] = [
      await make(),
      await make(teacher.client, { maxUses: 1 }),
      await make(),
      await make(second.client),
    ];
    await app.db.courseInvitation.update({ where: { id: over.id }, data: { until: new Date(Date.now() - 1000) } });
    await (await signInAs(app, await buildUser(app))).run(ACCEPT, { code: codeOf(used) });
    await teacher.client.run(REVOKE, { id: revoked.id });
    await app.db.enrolment.update({ where: { id: second.enrolmentId }, data: { state: "ENDED" } });
    for (const code of ["", "x", "A".repeat(22), ...[over, used, revoked, orphan].map(codeOf)]) {
      await expectRefusal(client.run(FACE, { code }), "NOT_FOUND");
      await expectRefusal(client.run(ACCEPT, { code }), "NOT_FOUND");
    }
    await expectRefusal(app.client().run(ACCEPT, { code: codeOf(over) }), "UNAUTHENTICATED");
    for (let tries = 0; tries < 6; tries++) await client.run(FACE, { code: "B".repeat(22) }).catch(() => undefined);
    await expectRefusal(client.run(FACE, { code: codeOf(await make()) }), "RATE_LIMITED");
  });
});

describe("links", () => {
  test("let people in, as what and into which groups they say; a code is shown once and kept as a hash", async () => {
    const { course, teacher, comer, client } = await world();
    const group = await buildGroup(app.db, course.run);
    const [made] = await invite(teacher.client, { courseId: course.id, role: "TUTOR", groupIds: [group.id], maxUses: 2 });
    expect(await app.client().run(FACE, { code: codeOf(made!) })).toEqual({
      invitation: { courseTitle: "Golf", sessionTitle: null, role: "TUTOR" },
    });
    await client.run(ACCEPT, { code: codeOf(made!) });
    await client.run(ACCEPT, { code: codeOf(made!) });
    const row = await app.db.enrolment.findUniqueOrThrow({ where: { userId_runId: { userId: comer.id, runId: course.run.id } } });
    expect([row.role, row.sources]).toEqual(["TUTOR", ["CODE"]]);
    expect(await app.db.groupMember.count({ where: { groupId: group.id, userId: comer.id } })).toBe(1);
    const { courseInvitations } = await teacher.client.run<{ courseInvitations: object[] }>(LIST, { courseId: course.id });
    expect(courseInvitations).toEqual([{ id: made!.id, email: null, path: null, uses: 1 }]);
    expect(JSON.stringify(await app.db.courseInvitation.findMany())).not.toContain(codeOf(made!));
  });

  test("by mail: one letter and one link each, the same answer for known and unknown, into the session", async () => {
    const { course, teacher, comer } = await world();
    const session = await buildSession(app.db, course, { title: "Autumn" });
    const unknown = `new.${process.pid}.${Date.now()}@example.org`;
    const made = await invite(teacher.client, {
      courseId: course.id,
      sessionId: session.id,
      emails: [comer.email, unknown, unknown.toUpperCase()],
    });
    expect(made.map(({ email, path }) => ({ email, path }))).toEqual([
      { email: comer.email, path: null },
      { email: unknown, path: null },
    ]);
    const mail = await app.db.mail.findFirstOrThrow({ where: { to: unknown } });
    const code = /\/join\/([\w-]{22})/u.exec(mail.text)![1];
    const client = await signInAs(app, await buildUser(app));
    expect(await client.run(ACCEPT, { code })).toMatchObject({ acceptInvitation: { sessionId: session.id, role: "LEARNER" } });
    await expectRefusal((await signInAs(app, await buildUser(app))).run(ACCEPT, { code }), "NOT_FOUND");
  });

  test("somebody suspended stays out; over the ceiling nobody comes", async () => {
    const { course, teacher, client, comer } = await world();
    const [made] = await invite(teacher.client, { courseId: course.id });
    await client.run(ACCEPT, { code: codeOf(made!) });
    await app.db.enrolment.updateMany({ where: { userId: comer.id }, data: { state: "SUSPENDED" } });
    await expectRefusal(client.run(ACCEPT, { code: codeOf(made!) }), "LOCKED");
  });
});
