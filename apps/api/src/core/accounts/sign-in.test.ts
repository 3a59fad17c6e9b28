import { afterEach, expect, jest, test } from "@jest/globals";
import { startTestApp } from "../../test/app";
import { expectRefusal, type TestClient } from "../../test/client";
import { buildUser, PASSWORD, signInAs } from "../../test/factories";
import { newChallenge, solve } from "./proof-of-work";

const app = await startTestApp();
const SIGN_IN = `mutation ($login: String!, $password: String!, $keepSignedIn: Boolean! = false, $proof: ProofInput) {
  signIn(login: $login, password: $password, keepSignedIn: $keepSignedIn, proof: $proof) { viewer { id login } secondFactorNeeded passwordToken } }`;
const VIEWER = "{ viewer { id login } }";
const MINUTE = 60_000;
const proof = () => solve(newChallenge(app.services.env.secret, 4));
const fail = (client: TestClient, login: string, code: Parameters<typeof expectRefusal>[1] = "UNAUTHENTICATED") =>
  expectRefusal(client.run(SIGN_IN, { login, password: "not-the-password", proof: proof() }), code);

afterEach(async () => {
  jest.restoreAllMocks();
  await app.db.throttle.deleteMany();
});

test("nobody is null, and a made-up cookie is nobody", async () => {
  const client = app.client();
  expect(await client.run(VIEWER)).toEqual({ viewer: null });
  client.cookies.set("lyceum", "A".repeat(43));
  expect(await client.run(VIEWER)).toEqual({ viewer: null });
});

test("a wrong password, an unknown login, no password at all and a closed account get one answer", async () => {
  const user = await buildUser(app);
  const bare = await buildUser(app, { credentials: {} });
  const closed = await buildUser(app, { state: "INACTIVE" });
  const erased = await buildUser(app, { state: "ERASED" });
  const preview = await buildUser(app, { kind: "PREVIEW" });
  const answers = await Promise.all(
    [
      { login: user.login, password: "wrong" },
      { login: "nobody-of-that-name", password: PASSWORD },
      { login: "", password: "" },
      { login: "a\u0000b", password: PASSWORD },
      { login: bare.login, password: PASSWORD },
      { login: closed.login, password: PASSWORD },
      { login: erased.login, password: PASSWORD },
      { login: preview.login, password: PASSWORD },
    ].map((variables) => expectRefusal(app.client().run(SIGN_IN, variables), "UNAUTHENTICATED")),
  );
  expect(new Set(answers.map((error) => `${error.message} ${String(error.extensions["messageKey"])}`)).size).toBe(1);
});

test("pending and expired are told, but only after the right password", async () => {
  const states = [
    [await buildUser(app, { state: "PENDING_EMAIL" }), "PENDING_EMAIL"],
    [await buildUser(app, { state: "PENDING_APPROVAL" }), "PENDING_APPROVAL"],
    [await buildUser(app, { expiresAt: new Date(Date.now() - 1_000) }), "EXPIRED"],
  ] as const;
  for (const [user, code] of states) {
    await fail(app.client(), user.login);
    const told = await expectRefusal(app.client().run(SIGN_IN, { login: user.login, password: PASSWORD }), "LOCKED");
    expect(told.extensions["reasons"]).toEqual([{ code }]);
  }
});

test("signs in by login or e-mail in any case and width, and out again", async () => {
  const user = await buildUser(app, { login: "Grace.H" });
  for (const login of ["grace.h", " GRACE.H ", "ｇｒａｃｅ.h", user.email!.toUpperCase()]) {
    const client = app.client();
    expect(await client.run(SIGN_IN, { login, password: PASSWORD })).toMatchObject({
      signIn: { viewer: { id: user.id, login: "Grace.H" }, secondFactorNeeded: false },
    });
    expect(await client.run(VIEWER)).toMatchObject({ viewer: { id: user.id } });
    const stolen = client.cookies.get("lyceum")!;
    expect(await client.run("mutation { signOut }")).toEqual({ signOut: true });
    expect(client.cookies.has("lyceum")).toBe(false);
    client.cookies.set("lyceum", stolen);
    expect(await client.run(VIEWER)).toEqual({ viewer: null });
  }
});

test("the cookie is HttpOnly, SameSite=Lax, dies with the browser, and lasts when it is kept", async () => {
  const user = await buildUser(app);
  const cookieOf = async (keepSignedIn: boolean) => {
    const answer = await app.client().send(SIGN_IN, { login: user.login, password: PASSWORD, keepSignedIn });
    return answer.headers.getSetCookie().find((line) => line.startsWith("lyceum="))!;
  };
  const brief = await cookieOf(false);
  expect(brief).toMatch(/^lyceum=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax$/);
  expect(await cookieOf(true)).toMatch(/Max-Age=7776000/);
  const [kept, idle] = await app.db.device.findMany({ where: { userId: user.id }, orderBy: { createdAt: "desc" } });
  expect(kept!.expiresAt.getTime() - kept!.createdAt.getTime()).toBeGreaterThan(29.9 * 24 * 60 * MINUTE);
  expect(idle!.expiresAt.getTime() - idle!.createdAt.getTime()).toBeLessThan(8.1 * 60 * MINUTE);
});

test("a cookie planted before signing in is worth nothing afterwards", async () => {
  const [attacker, victim] = [await buildUser(app), await buildUser(app)];
  const planted = await signInAs(app, attacker);
  const victimsBrowser = app.client();
  victimsBrowser.cookies.set("lyceum", planted.cookies.get("lyceum")!);
  await victimsBrowser.run(SIGN_IN, { login: victim.login, password: PASSWORD });
  expect(victimsBrowser.cookies.get("lyceum")).not.toBe(planted.cookies.get("lyceum"));
  expect(await planted.run(VIEWER)).toEqual({ viewer: null });
  expect(await victimsBrowser.run(VIEWER)).toMatchObject({ viewer: { id: victim.id } });
});

test("use lets a device live on, once in five minutes, and 90 days at most", async () => {
  const user = await buildUser(app);
  const client = await signInAs(app, user);
  const ago = (minutes: number) => new Date(Date.now() - minutes * MINUTE);
  await app.db.device.updateMany({ where: { userId: user.id }, data: { lastSeenAt: ago(4), expiresAt: ago(-60) } });
  expect(await client.statementsOf(VIEWER)).toBe(2);
  await app.db.device.updateMany({ where: { userId: user.id }, data: { lastSeenAt: ago(6) } });
  expect(await client.statementsOf(VIEWER)).toBe(3);
  const slid = await app.db.device.findFirstOrThrow({ where: { userId: user.id } });
  expect(slid.expiresAt.getTime()).toBeGreaterThan(Date.now() + 7.9 * 60 * MINUTE);
  await app.db.device.updateMany({
    where: { userId: user.id },
    data: { lastSeenAt: ago(6), remembered: true, createdAt: ago(89 * 24 * 60) },
  });
  await client.run(VIEWER);
  const old = await app.db.device.findFirstOrThrow({ where: { userId: user.id } });
  expect(old.expiresAt.getTime()).toBeLessThan(Date.now() + 1.1 * 24 * 60 * MINUTE);
  await app.db.device.updateMany({ where: { userId: user.id }, data: { expiresAt: ago(1) } });
  expect(await client.run(VIEWER)).toEqual({ viewer: null });
});

test("after three failures the browser has to work, and a solution works once", async () => {
  const user = await buildUser(app);
  for (let count = 0; count < 3; count += 1)
    await expectRefusal(app.client().run(SIGN_IN, { login: user.login, password: "x" }), "UNAUTHENTICATED");
  const right = { login: user.login, password: PASSWORD };
  const asked = await expectRefusal(app.client().run(SIGN_IN, right), "LOCKED");
  expect(asked.extensions["reasons"]).toEqual([{ code: "PROOF_OF_WORK" }]);
  const solved = proof();
  await expectRefusal(app.client().run(SIGN_IN, { login: user.login, password: "x", proof: solved }), "UNAUTHENTICATED");
  await expectRefusal(app.client().run(SIGN_IN, { ...right, proof: solved }), "LOCKED");
  const unsigned = solve({ challenge: `${Date.now() + 60_000}.AAAAAAAAAAAAAAAAAAAAAA.4.forged`, bits: 4 });
  await expectRefusal(app.client().run(SIGN_IN, { ...right, proof: unsigned }), "LOCKED");
  const { proofChallenge } = await app
    .client()
    .run<{ proofChallenge: { challenge: string; bits: number } }>("{ proofChallenge { challenge bits } }");
  expect(await app.client().run(SIGN_IN, { ...right, proof: solve(proofChallenge) })).toMatchObject({
    signIn: { viewer: { id: user.id } },
  });
});

test("a challenge is too old after two minutes", async () => {
  const user = await buildUser(app);
  for (let count = 0; count < 3; count += 1) await fail(app.client(), user.login);
  const old = proof();
  const now = Date.now();
  jest.spyOn(Date, "now").mockImplementation(() => now + 2 * MINUTE + 1_000);
  await expectRefusal(app.client().run(SIGN_IN, { login: user.login, password: PASSWORD, proof: old }), "LOCKED");
});

test("five failures, then waits of 1, 2, 4 minutes, for unknown logins too; the right password has to wait as well", async () => {
  const user = await buildUser(app);
  let clock = Date.now();
  jest.spyOn(Date, "now").mockImplementation(() => clock);
  for (const login of [user.login, "nobody-at-all"]) {
    for (let count = 0; count < 5; count += 1) await fail(app.client(), login);
    for (const minutes of [1, 2, 4]) {
      const refused = await expectRefusal(app.client().run(SIGN_IN, { login, password: PASSWORD, proof: proof() }), "RATE_LIMITED");
      expect(refused.extensions["retryAfterSeconds"]).toBe(minutes * 60);
      clock += minutes * MINUTE;
      await fail(app.client(), login);
    }
  }
  clock += 8 * MINUTE;
  expect(await app.client().run(SIGN_IN, { login: user.login, password: PASSWORD, proof: proof() })).toMatchObject({
    signIn: { viewer: { id: user.id } },
  });
});

test("twenty tries at once are no more than five", async () => {
  const user = await buildUser(app);
  const tries = Array.from({ length: 20 }, () => app.client().send(SIGN_IN, { login: user.login, password: "guess", proof: proof() }));
  const codes = (await Promise.all(tries)).map((answer) => answer.errors[0]!.extensions.code);
  expect(codes.filter((code) => code === "UNAUTHENTICATED")).toHaveLength(5);
  expect(codes.filter((code) => code === "RATE_LIMITED")).toHaveLength(15);
});

test("a browser that signed in before has its own count: strangers cannot lock its owner out", async () => {
  const user = await buildUser(app);
  const owner = app.client();
  await owner.run(SIGN_IN, { login: user.login, password: PASSWORD });
  await owner.run("mutation { signOut }");
  const stranger = app.client();
  for (let count = 0; count < 5; count += 1) await fail(stranger, user.login);
  await fail(stranger, user.login, "RATE_LIMITED");
  expect(await owner.run(SIGN_IN, { login: user.login, password: PASSWORD })).toMatchObject({ signIn: { viewer: { id: user.id } } });
  await fail(stranger, user.login, "RATE_LIMITED");
});

test("fifty failures of one address end its tries on any account", async () => {
  const user = await buildUser(app);
  await app.db.throttle.create({ data: { key: "address:127.0.0.1", points: 50, expire: BigInt(Date.now() + 60_000) } });
  await expectRefusal(app.client().run(SIGN_IN, { login: user.login, password: PASSWORD, proof: proof() }), "RATE_LIMITED");
});

test("whoever owes a new password gets a token to choose it, and no device", async () => {
  const user = await buildUser(app, { mustChangePassword: true });
  const client = app.client();
  const { signIn } = await client.run<{ signIn: { viewer: null; passwordToken: string } }>(SIGN_IN, {
    login: user.login,
    password: PASSWORD,
  });
  expect(signIn.viewer).toBeNull();
  expect(client.cookies.has("lyceum")).toBe(false);
  await client.run('mutation ($token: String!) { resetPassword(token: $token, password: "rings-and-ideals-1921") }', {
    token: signIn.passwordToken,
  });
  expect(await client.run(SIGN_IN, { login: user.login, password: "rings-and-ideals-1921" })).toMatchObject({
    signIn: { viewer: { id: user.id } },
  });
});

test("an outdated hash is made anew at sign-in", async () => {
  const { hash } = await import("@node-rs/argon2");
  const secret = await hash(PASSWORD, { memoryCost: 8_192, timeCost: 1, parallelism: 1 });
  const user = await buildUser(app, { credentials: { create: { kind: "PASSWORD", secret } } });
  await app.client().run(SIGN_IN, { login: user.login, password: PASSWORD });
  const credential = await app.db.credential.findFirstOrThrow({ where: { userId: user.id } });
  expect(credential.secret).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  await app.client().run(SIGN_IN, { login: user.login, password: PASSWORD });
});
