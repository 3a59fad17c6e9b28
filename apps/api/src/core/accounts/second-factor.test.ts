import { afterEach, expect, jest, test } from "@jest/globals";
import { generateSync } from "otplib";
import { startTestApp } from "../../test/app";
import { expectRefusal, type TestClient } from "../../test/client";
import { buildAdministrator, buildUser, PASSWORD, signInAs } from "../../test/factories";
import { listenAs } from "../../test/live-client";
import type { User } from "../../generated/prisma/client.ts";

const app = await startTestApp();
const SIGN_IN =
  "mutation ($login: String!, $password: String!, $code: String) { signIn(login: $login, password: $password, code: $code) { viewer { id } secondFactorNeeded } }";
const PASS = "mutation ($code: String!) { passSecondFactor(code: $code) { viewer { id } } }";
const OFF = "mutation ($code: String!) { disableTotp(code: $code) }";
const VIEWER = "{ viewer { id } }";

let clock = Date.now();
const tick = (seconds: number): void => {
  clock += seconds * 1_000;
  jest.spyOn(Date, "now").mockImplementation(() => clock);
};
afterEach(async () => {
  jest.restoreAllMocks();
  clock = Date.now();
  await app.db.throttle.deleteMany();
});
const codeOf = (secret: string): string => generateSync({ secret, epoch: Math.floor(Date.now() / 1000) });

interface Armed {
  user: User;
  client: TestClient;
  secret: string;
  codes: string[];
}

async function arm(): Promise<Armed> {
  const user = await buildUser(app);
  const client = await signInAs(app, user);
  const { startTotp } = await client.run<{ startTotp: { secret: string; uri: string } }>("mutation { startTotp { secret uri } }");
  expect(startTotp.uri).toContain(`secret=${startTotp.secret}`);
  const { confirmTotp } = await client.run<{ confirmTotp: string[] }>("mutation ($code: String!) { confirmTotp(code: $code) }", {
    code: codeOf(startTotp.secret),
  });
  return { user, client, secret: startTotp.secret, codes: confirmTotp };
}

const half = async ({ user }: Armed): Promise<TestClient> => {
  const client = app.client();
  expect(await client.run(SIGN_IN, { login: user.login, password: PASSWORD })).toEqual({
    signIn: { viewer: null, secondFactorNeeded: true },
  });
  return client;
};

test("an authenticator that was begun, but shown no right code, is none", async () => {
  const user = await buildUser(app);
  const client = await signInAs(app, user);
  await client.run("mutation { startTotp { secret } }");
  await expectRefusal(client.run('mutation { confirmTotp(code: "000000") }'), "INVALID_INPUT");
  expect(await client.run("{ mySecondFactor { on recoveryCodesLeft } }")).toEqual({ mySecondFactor: { on: false, recoveryCodesLeft: 0 } });
  expect(await app.client().run(SIGN_IN, { login: user.login, password: PASSWORD })).toMatchObject({ signIn: { viewer: { id: user.id } } });
});

test("its seed is not readable in the database", async () => {
  const armed = await arm();
  const rows = await app.db.credential.findMany({ where: { userId: armed.user.id } });
  for (const row of rows) expect([armed.secret, ...armed.codes].some((secret) => row.secret.includes(secret))).toBe(false);
});

test("half signed in is nobody: for queries, mutations, subscriptions, and after a reload", async () => {
  const client = await half(await arm());
  expect(await client.run(VIEWER)).toEqual({ viewer: null });
  for (const operation of [
    "{ myDevices { id } }",
    "{ myTokens { id } }",
    "{ mySecondFactor { on } }",
    "mutation { startTotp { secret } }",
    "mutation { updateMyProfile(input: {}) { id } }",
    "mutation { endDevices(others: true) }",
  ]) {
    await expectRefusal(client.run(operation), "UNAUTHENTICATED");
  }
  await expectRefusal(client.run(OFF, { code: "123456" }), "UNAUTHENTICATED");
  expect(await listenAs(client, "subscription { myAccountChanged { reason } }").ended).toBe("UNAUTHENTICATED");
});

test("the code opens the door, with a new cookie, and the half one is dead", async () => {
  const armed = await arm();
  const client = await half(armed);
  const before = client.cookies.get("lyceum")!;
  tick(30);
  expect(await client.run(PASS, { code: codeOf(armed.secret) })).toEqual({ passSecondFactor: { viewer: { id: armed.user.id } } });
  expect(client.cookies.get("lyceum")).not.toBe(before);
  expect(await client.run(VIEWER)).toEqual({ viewer: { id: armed.user.id } });
  const old = app.client();
  old.cookies.set("lyceum", before);
  tick(30);
  await expectRefusal(old.run(PASS, { code: codeOf(armed.secret) }), "UNAUTHENTICATED");
});

test("a code works once, also for two browsers at the same moment, and only a step around now", async () => {
  const armed = await arm();
  tick(30);
  const code = codeOf(armed.secret);
  const answers = await Promise.all(
    [half(armed), half(armed)].map(async (client) => (await client).send<{ passSecondFactor: unknown }>(PASS, { code })),
  );
  expect(answers.map((answer) => answer.errors[0]?.extensions.code ?? "in").sort()).toEqual(["UNAUTHENTICATED", "in"]);
  await expectRefusal((await half(armed)).run(PASS, { code }), "UNAUTHENTICATED");
  tick(30);
  const early = generateSync({ secret: armed.secret, epoch: Math.floor(Date.now() / 1000) + 90 });
  const late = generateSync({ secret: armed.secret, epoch: Math.floor(Date.now() / 1000) - 90 });
  for (const wrong of [early, late, "", "１２３４５６", "12345", "abcdef", "123456789012"])
    await expectRefusal(
      (await half(armed)).run(PASS, { code: wrong }).finally(() => app.db.throttle.deleteMany()),
      "UNAUTHENTICATED",
    );
  const drifted = generateSync({ secret: armed.secret, epoch: Math.floor(Date.now() / 1000) + 30 });
  expect(await (await half(armed)).run(PASS, { code: drifted })).toEqual({ passSecondFactor: { viewer: { id: armed.user.id } } });
});

test("one step does both, and refuses both alike", async () => {
  const armed = await arm();
  tick(30);
  const code = codeOf(armed.secret);
  await expectRefusal(app.client().run(SIGN_IN, { login: armed.user.login, password: "wrong", code }), "UNAUTHENTICATED");
  await expectRefusal(app.client().run(SIGN_IN, { login: armed.user.login, password: PASSWORD, code: "000000" }), "UNAUTHENTICATED");
  expect(await app.client().run(SIGN_IN, { login: armed.user.login, password: PASSWORD, code })).toEqual({
    signIn: { viewer: { id: armed.user.id }, secondFactorNeeded: false },
  });
});

test("guessing codes is stopped after five, over all half sign-ins", async () => {
  const armed = await arm();
  for (let count = 0; count < 5; count += 1) await expectRefusal((await half(armed)).run(PASS, { code: "000000" }), "UNAUTHENTICATED");
  tick(30);
  await expectRefusal((await half(armed)).run(PASS, { code: codeOf(armed.secret) }), "RATE_LIMITED");
});

test("ten recovery codes, each once, in any writing; renewing kills the old ones", async () => {
  const armed = await arm();
  expect(new Set(armed.codes).size).toBe(10);
  const [first = "", second = "", third = ""] = armed.codes;
  await (await half(armed)).run(PASS, { code: first.toUpperCase().replace("-", " ") });
  await expectRefusal((await half(armed)).run(PASS, { code: first }), "UNAUTHENTICATED");
  const { renewRecoveryCodes } = await armed.client.run<{ renewRecoveryCodes: string[] }>(
    "mutation ($code: String!) { renewRecoveryCodes(code: $code) }",
    {
      code: second,
    },
  );
  expect(renewRecoveryCodes).toHaveLength(10);
  await expectRefusal((await half(armed)).run(PASS, { code: third }), "UNAUTHENTICATED");
  expect(await armed.client.run("{ mySecondFactor { on recoveryCodesLeft } }")).toEqual({
    mySecondFactor: { on: true, recoveryCodesLeft: 10 },
  });
});

test("switching it off needs it in hand, and a fresh proof", async () => {
  const armed = await arm();
  await expectRefusal(armed.client.run(OFF, { code: "000000" }), "INVALID_INPUT");
  await app.db.device.updateMany({ where: { userId: armed.user.id }, data: { provedAt: new Date(Date.now() - 16 * 60_000) } });
  const locked = await expectRefusal(armed.client.run(OFF, { code: armed.codes[0] }), "LOCKED");
  expect(locked.extensions["reasons"]).toEqual([{ code: "STEP_UP" }]);
  await expectRefusal(armed.client.run('mutation { proveItIsMe(password: "wrong") }'), "INVALID_INPUT");
  const cookie = armed.client.cookies.get("lyceum");
  await armed.client.run("mutation ($password: String!) { proveItIsMe(password: $password) }", { password: PASSWORD });
  expect(armed.client.cookies.get("lyceum")).not.toBe(cookie);
  await armed.client.run(OFF, { code: armed.codes[0] });
  expect(await app.client().run(SIGN_IN, { login: armed.user.login, password: PASSWORD })).toMatchObject({
    signIn: { secondFactorNeeded: false },
  });
  const mails = await app.db.mail.findMany({ where: { userId: armed.user.id }, orderBy: { id: "asc" } });
  expect(mails.map((mail) => mail.subject)).toEqual(["The second factor is on", "The second factor is off"]);
});

test("an administrator takes it off with a reason, and the owner is told", async () => {
  const armed = await arm();
  const admin = await signInAs(app, await buildAdministrator(app));
  const reset = "mutation ($id: ID!, $reason: String!) { resetSecondFactor(id: $id, reason: $reason) }";
  await expectRefusal(armed.client.run(reset, { id: armed.user.id, reason: "I lost my phone today." }), "FORBIDDEN");
  await expectRefusal(admin.run(reset, { id: armed.user.id, reason: "lost" }), "INVALID_INPUT");
  await admin.run(reset, { id: armed.user.id, reason: "The phone was lost on a train." });
  expect(await app.client().run(SIGN_IN, { login: armed.user.login, password: PASSWORD })).toMatchObject({
    signIn: { secondFactorNeeded: false },
  });
  const mail = await app.db.mail.findFirstOrThrow({ where: { userId: armed.user.id }, orderBy: { id: "desc" } });
  expect(mail.text).toContain("The phone was lost on a train.");
});
