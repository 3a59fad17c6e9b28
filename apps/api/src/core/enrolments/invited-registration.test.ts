import { afterEach, describe, expect, test } from "@jest/globals";
import { startTestApp } from "../../test/app";
import { expectRefusal, type TestClient } from "../../test/client";
import { buildCourse, buildMember } from "../../test/course-factories";
import { buildAdministrator, buildUser, signInAs } from "../../test/factories";
import { newChallenge, solve } from "../accounts/proof-of-work";

const app = await startTestApp();
const admin = await signInAs(app, await buildAdministrator(app, { login: "officer", email: "officer@example.org" }));
const REGISTER = "mutation ($input: RegisterAccountInput!, $proof: ProofInput!) { registerAccount(input: $input, proof: $proof) }";
const CONFIRM = "mutation ($token: String!) { confirmEmail(token: $token) { state next } }";
const SIGN_IN = "mutation ($login: String!, $password: String!) { signIn(login: $login, password: $password) { viewer { id } } }";
const INVITE = "mutation ($input: InviteInput!) { inviteToCourse(input: $input) { id email path } }";
const OPTIONS = "query ($joinCode: String) { registrationOptions(joinCode: $joinCode) { mode invited asTeacher fields { id } } }";
const password = "rings-and-ideals-1921";
const INVITED = "emmy@example.org";

const register = (input: Record<string, unknown>) =>
  app.client().run(REGISTER, {
    input: { email: INVITED, firstName: "Emmy", lastName: "Noether", password, ...input },
    proof: solve(newChallenge(app.services.env.secret, 4)),
  });
const settings = (input: Record<string, unknown>) =>
  admin.run("mutation ($input: AccountSettingsInput!) { updateAccountSettings(input: $input) { version } }", { input });
const lastMail = async (to: string) =>
  (await app.db.mail.findFirstOrThrow({ where: { to: { equals: to, mode: "insensitive" } }, orderBy: { id: "desc" } })).text;

/** A course whose teacher has invited an address, on a campus that takes no strangers. */
async function world(mode = "CLOSED", email = INVITED) {
  const course = await buildCourse(app.db);
  const teacher = await buildMember(app, course.run, "TEACHER", { main: true });
  await settings({ registration: mode, asTeacher: true });
  const { inviteToCourse } = await teacher.client.run<{ inviteToCourse: { id: string }[] }>(INVITE, {
    input: { courseId: course.id, emails: [email] },
  });
  const joinCode = /\/join\/([\w-]{22})/u.exec(await lastMail(email))![1]!;
  return { course, teacher, invitationId: inviteToCourse[0]!.id, joinCode };
}

/** From the mail into the course. */
async function comeIn(joinCode: string): Promise<string> {
  const token = /token=([\w-]{43})/u.exec(await lastMail(INVITED))![1];
  expect(await app.client().run(CONFIRM, { token })).toEqual({ confirmEmail: { state: "ACTIVE", next: `/join/${joinCode}` } });
  const client = app.client();
  const { signIn } = await client.run<{ signIn: { viewer: { id: string } } }>(SIGN_IN, { login: INVITED, password });
  await client.run("mutation ($code: String!) { acceptInvitation(code: $code) { id } }", { code: joinCode });
  return signIn.viewer.id;
}

const issueOf = async (attempt: Promise<unknown>) =>
  ((await expectRefusal(attempt, "INVALID_INPUT")).extensions["issues"] as { code: string }[])[0]!.code;

afterEach(async () => {
  await app.db.user.deleteMany({ where: { NOT: { login: "officer" } } });
  await app.db.throttle.deleteMany();
  await app.db.mail.deleteMany();
});

describe("refusals", () => {
  test.each(["CLOSED", "INVITATION"])("%s: another address, and whoever has no link, stay out", async (mode) => {
    const { joinCode } = await world(mode);
    expect(await issueOf(register({ email: "other@example.org", joinCode }))).toBe("email.notInvited");
    expect(await issueOf(register({ email: `${INVITED}.evil.org`, joinCode }))).toBe("email.notInvited");
    await expectRefusal(register({}), mode === "CLOSED" ? "FORBIDDEN" : "INVALID_INPUT");
    expect(await app.db.user.count({ where: { state: "PENDING_EMAIL" } })).toBe(0);
  });

  test("links that are over, used, revoked or made up open nothing, and are all the same", async () => {
    const { joinCode, invitationId } = await world();
    const state = (data: object) => app.db.courseInvitation.update({ where: { id: invitationId }, data });
    const shut = async () => {
      await expectRefusal(register({ joinCode }), "NOT_FOUND");
      expect(await app.client().run(OPTIONS, { joinCode })).toMatchObject({ registrationOptions: { invited: false, fields: [] } });
    };
    await state({ until: new Date(Date.now() - 1000) });
    await shut();
    await state({ until: null, uses: 1 });
    await shut();
    await state({ uses: 0, revokedAt: new Date() });
    await shut();
    for (const made of ["", "x", "A".repeat(22)].filter(Boolean)) await expectRefusal(register({ joinCode: made }), "NOT_FOUND");
  });

  test("a link for many opens nothing, and guessing is limited", async () => {
    const { course, teacher } = await world();
    const made = await teacher.client.run<{ inviteToCourse: { path: string }[] }>(INVITE, { input: { courseId: course.id } });
    const forMany = made.inviteToCourse[0]!.path.slice("/join/".length);
    await expectRefusal(register({ joinCode: forMany }), "FORBIDDEN");
    expect(await app.client().run(OPTIONS, { joinCode: forMany })).toMatchObject({ registrationOptions: { invited: false } });
    const guess = (client: TestClient) => client.run(OPTIONS, { joinCode: "B".repeat(22) });
    for (let tries = 0; tries < 20; tries++) await guess(app.client());
    await expectRefusal(guess(app.client()), "RATE_LIMITED");
  });

  test("nobody becomes a teacher of the campus by a link, and a teacher who is gone opens no door", async () => {
    const { joinCode, teacher, course } = await world();
    expect(await app.client().run(OPTIONS, { joinCode })).toMatchObject({ registrationOptions: { invited: true, asTeacher: false } });
    await expectRefusal(register({ joinCode, asTeacher: true }), "FORBIDDEN");
    await buildMember(app, course.run, "TEACHER");
    await app.db.enrolment.update({ where: { id: teacher.enrolmentId }, data: { state: "ENDED", main: false } });
    await expectRefusal(register({ joinCode }), "NOT_FOUND");
  });
});

test.each(["CLOSED", "INVITATION", "APPROVAL"])("%s: the invited address registers, confirms, and comes into the course", async (mode) => {
  const { joinCode, course, invitationId } = await world(mode);
  expect(await register({ email: "Emmy@Example.org", joinCode })).toEqual({ registerAccount: true });
  const userId = await comeIn(joinCode);
  const seat = await app.db.enrolment.findUniqueOrThrow({ where: { userId_runId: { userId, runId: course.run.id } } });
  expect([seat.state, seat.role, seat.sources]).toEqual(["ACTIVE", "LEARNER", ["CODE"]]);
  expect(await app.db.courseInvitation.findUnique({ where: { id: invitationId }, select: { uses: true } })).toEqual({ uses: 1 });
  await expectRefusal(register({ joinCode }), "NOT_FOUND");
});

test("the page that comes next is kept over a second confirmation mail, and approval is asked for once the link is revoked", async () => {
  const { joinCode, invitationId } = await world("APPROVAL");
  await register({ joinCode });
  await app.db.courseInvitation.update({ where: { id: invitationId }, data: { revokedAt: new Date() } });
  const token = /token=([\w-]{43})/u.exec(await lastMail(INVITED))![1];
  expect(await app.client().run(CONFIRM, { token })).toEqual({
    confirmEmail: { state: "PENDING_APPROVAL", next: `/join/${joinCode}` },
  });
});

test("an invitation answers the same for an address with an account, and a registration does too", async () => {
  const owner = await buildUser(app, { email: INVITED });
  const { joinCode, teacher, course } = await world();
  expect(await register({ joinCode })).toEqual({ registerAccount: true });
  expect(await lastMail(INVITED)).toContain(owner.login);
  const answers = await teacher.client.run<{ inviteToCourse: { path: string | null }[] }>(INVITE, {
    input: { courseId: course.id, emails: [INVITED, "nobody@example.org"] },
  });
  expect(answers.inviteToCourse.map(({ path }) => path)).toEqual([null, null]);
});

test("a shared address gets one account by a link", async () => {
  const { joinCode } = await world();
  await settings({ sharedEmail: true });
  await register({ joinCode });
  await app.db.user.updateMany({ where: { email: INVITED }, data: { state: "ACTIVE" } });
  await register({ joinCode });
  expect(await app.db.user.count({ where: { email: INVITED } })).toBe(1);
  await settings({ sharedEmail: false });
});
