import { afterEach, expect, test } from "@jest/globals";
import { generateSync } from "otplib";
import { startTestApp } from "../../test/app";
import { expectRefusal } from "../../test/client";
import { buildAdministrator, buildUser, PASSWORD, signInAs } from "../../test/factories";
import { hashToken } from "../../kernel/viewer";
import { newApiToken } from "./tokens";

const app = await startTestApp();
const officer = await buildAdministrator(app);
const admin = await signInAs(app, officer);
const SIGN_IN =
  "mutation ($login: String!, $password: String!) { signIn(login: $login, password: $password) { viewer { id } secondFactorNeeded factorSetup { secret } } }";
const PASS = "mutation ($code: String!) { passSecondFactor(code: $code) { viewer { id factorDueAt } recoveryCodes } }";
const VIEWER = "{ viewer { id } }";
interface Begun {
  signIn: { viewer: { id: string } | null; secondFactorNeeded: boolean; factorSetup: { secret: string } | null };
}

const rules = (change: Record<string, string>, factorGraceDays = 7) =>
  admin.run("mutation ($input: AccountSettingsInput!) { updateAccountSettings(input: $input) { version } }", {
    input: {
      factor: { administrator: "OPTIONAL", sessionManager: "OPTIONAL", teacher: "OPTIONAL", learner: "OPTIONAL", ...change },
      factorGraceDays,
    },
  });
const codeOf = (secret: string): string => generateSync({ secret, epoch: Math.floor(Date.now() / 1000) });
const daysUntil = (date: Date | null | undefined): number | null => (date ? Math.round((date.getTime() - Date.now()) / 86_400_000) : null);
const dueOf = async (id: string) => daysUntil((await app.db.user.findUniqueOrThrow({ where: { id } })).factorDueAt);

afterEach(async () => {
  await rules({});
  await app.db.user.deleteMany({ where: { NOT: { id: officer.id } } });
  await app.db.throttle.deleteMany();
});

test("when the days of grace are over, everybody who owes a factor is nobody: by device, by token, at once", async () => {
  const teacher = await buildUser(app, { roles: ["TEACHER"] });
  const [client, program, learner] = [await signInAs(app, teacher), app.client(), await signInAs(app, await buildUser(app))];
  const secret = newApiToken();
  await app.db.apiToken.create({ data: { userId: teacher.id, name: "t", prefix: "t", tokenHash: hashToken(secret), scopes: ["read"] } });
  program.bearer = secret;
  await rules({ teacher: "REQUIRED" }, 0);
  for (const caller of [client, program]) {
    expect(await caller.run(VIEWER)).toEqual({ viewer: null });
    await expectRefusal(caller.run("{ myCourses { totalCount } }"), "UNAUTHENTICATED");
  }
  await learner.run("{ myCourses { totalCount } }");
});

test("the way in is to add one: nothing opens before its code, and then recovery codes come", async () => {
  const teacher = await buildUser(app, { roles: ["TEACHER"] });
  await rules({ teacher: "REQUIRED" }, 0);
  const client = app.client();
  const { signIn } = await client.run<Begun>(SIGN_IN, { login: teacher.login, password: PASSWORD });
  expect(signIn).toMatchObject({ viewer: null, secondFactorNeeded: true, factorSetup: { secret: expect.any(String) } });
  expect(await client.run(VIEWER)).toEqual({ viewer: null });
  await expectRefusal(client.run("mutation { startTotp { secret } }"), "UNAUTHENTICATED");
  await expectRefusal(client.run(PASS, { code: "000000" }), "UNAUTHENTICATED");
  const { passSecondFactor } = await client.run<{ passSecondFactor: { recoveryCodes: string[] } }>(PASS, {
    code: codeOf(signIn.factorSetup!.secret),
  });
  expect(passSecondFactor).toMatchObject({ viewer: { id: teacher.id, factorDueAt: null } });
  expect(passSecondFactor.recoveryCodes).toHaveLength(10);
  expect(await client.run(VIEWER)).toEqual({ viewer: { id: teacher.id } });
  // From now on it is an ordinary second step.
  const next = await app.client().run<Begun>(SIGN_IN, { login: teacher.login, password: PASSWORD });
  expect(next.signIn).toMatchObject({ secondFactorNeeded: true, factorSetup: null });
});

test("a half sign-in of somebody who owes none cannot add one", async () => {
  const learner = await buildUser(app);
  await rules({ learner: "REQUIRED" }, 0);
  const client = app.client();
  const { signIn } = await client.run<Begun>(SIGN_IN, { login: learner.login, password: PASSWORD });
  await rules({}, 0);
  await expectRefusal(client.run(PASS, { code: codeOf(signIn.factorSetup!.secret) }), "UNAUTHENTICATED");
});

test("grace is counted from when it was asked, by the strictest role; another length counts anew", async () => {
  const both = await buildUser(app, { roles: ["TEACHER", "SESSION_MANAGER"] });
  const learner = await buildUser(app);
  await rules({ sessionManager: "REQUIRED", teacher: "OFF" }, 7);
  expect([await dueOf(both.id), await dueOf(learner.id)]).toEqual([7, null]);
  await app.db.user.update({ where: { id: both.id }, data: { factorDueAt: new Date(Date.now() + 2 * 86_400_000) } });
  await rules({ sessionManager: "REQUIRED", learner: "REQUIRED" }, 7);
  expect([await dueOf(both.id), await dueOf(learner.id)]).toEqual([2, 7]);
  await rules({ sessionManager: "REQUIRED" }, 30);
  expect([await dueOf(both.id), await dueOf(learner.id)]).toEqual([30, null]);
  const client = await signInAs(app, both);
  expect(await client.run("{ mySecondFactor { on rule } }")).toEqual({ mySecondFactor: { on: false, rule: "REQUIRED" } });
});

test("new roles bring their rule with them", async () => {
  await rules({ teacher: "REQUIRED" }, 3);
  const person = await buildUser(app);
  await admin.run("mutation ($id: ID!) { updateUser(id: $id, input: { roles: [TEACHER] }) { id } }", { id: person.id });
  expect(await dueOf(person.id)).toBe(3);
  await admin.run("mutation ($id: ID!) { updateUser(id: $id, input: { roles: [] }) { id } }", { id: person.id });
  expect(await dueOf(person.id)).toBeNull();
});

test("a required factor stays on; after an officer's reset grace begins again; where there are none, none is added", async () => {
  const person = await buildUser(app);
  const client = await signInAs(app, person);
  const { startTotp } = await client.run<{ startTotp: { secret: string } }>("mutation { startTotp { secret } }");
  await client.run("mutation ($code: String!) { confirmTotp(code: $code) }", { code: codeOf(startTotp.secret) });
  await rules({ learner: "REQUIRED" }, 5);
  expect(await dueOf(person.id)).toBeNull();
  const off = await expectRefusal(client.run('mutation { disableTotp(code: "123456") }'), "FORBIDDEN");
  expect(off.extensions["reasons"]).toEqual([{ code: "FACTOR_REQUIRED" }]);
  await admin.run("mutation ($id: ID!, $reason: String!) { resetSecondFactor(id: $id, reason: $reason) }", {
    id: person.id,
    reason: "The phone fell into a lake.",
  });
  expect(await dueOf(person.id)).toBe(5);
  await rules({ learner: "OFF" });
  expect((await expectRefusal(client.run("mutation { startTotp { secret } }"), "FORBIDDEN")).extensions["reasons"]).toEqual([
    { code: "FACTOR_OFF" },
  ]);
});
