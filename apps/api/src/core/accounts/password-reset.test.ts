import { afterEach, expect, jest, test } from "@jest/globals";
import { startTestApp } from "../../test/app";
import { expectRefusal } from "../../test/client";
import { eventually } from "../../test/eventually";
import { buildUser, PASSWORD, signInAs } from "../../test/factories";
import { newChallenge, solve } from "./proof-of-work";
import type { User } from "../../generated/prisma/client.ts";

const app = await startTestApp();
const ASK = "mutation ($login: String!, $proof: ProofInput!) { requestPasswordReset(login: $login, proof: $proof) }";
const RESET = "mutation ($token: String!, $password: String!) { resetPassword(token: $token, password: $password) }";
const SIGN_IN = "mutation ($login: String!, $password: String!) { signIn(login: $login, password: $password) { viewer { id } } }";
const VIEWER = "{ viewer { id } }";
const password = "rings-and-ideals-1921";
const proof = () => solve(newChallenge(app.services.env.secret, 4));

afterEach(async () => {
  jest.restoreAllMocks();
  await app.db.throttle.deleteMany();
});

async function ask(user: User, login = user.login): Promise<string> {
  const before = await app.db.mail.count({ where: { userId: user.id } });
  expect(await app.client().run(ASK, { login, proof: proof() })).toEqual({ requestPasswordReset: true });
  const mail = await eventually(async () => {
    const rows = await app.db.mail.findMany({ where: { userId: user.id }, orderBy: { id: "desc" } });
    return rows.length > before ? rows[0] : undefined;
  });
  return /reset-password\?token=([\w-]{43})/.exec(mail.text)![1]!;
}

test("the page answers the same for nobody, for closed accounts and for those without an address, and sends nothing", async () => {
  const closed = await buildUser(app, { state: "INACTIVE" });
  const bare = await buildUser(app, { email: null });
  for (const login of ["nobody-at-all", closed.login, bare.login, ""])
    expect(await app.client().run(ASK, { login, proof: proof() })).toEqual({ requestPasswordReset: true });
  const witness = await buildUser(app);
  await ask(witness);
  expect(await app.db.mail.count({ where: { OR: [{ userId: closed.id }, { userId: bare.id }] } })).toBe(0);
  await expectRefusal(app.client().run(ASK, { login: witness.login, proof: { challenge: "x", nonce: "y" } }), "LOCKED");
});

test("a chosen password ends all devices and tokens, and the link works once", async () => {
  const user = await buildUser(app);
  const device = await signInAs(app, user);
  const { createApiToken } = await device.run<{ createApiToken: { secret: string } }>(
    'mutation { createApiToken(input: { name: "script" }) { secret } }',
  );
  const program = app.client();
  program.bearer = createApiToken.secret;
  expect(await program.run(VIEWER)).toEqual({ viewer: { id: user.id } });
  const token = await ask(user, user.email!.toUpperCase());
  await expectRefusal(app.client().run(RESET, { token, password: "1234567890" }), "INVALID_INPUT");
  expect(await device.run(VIEWER)).toEqual({ viewer: { id: user.id } });
  const browser = app.client();
  await browser.run(RESET, { token, password });
  expect(await browser.run(VIEWER)).toEqual({ viewer: null });
  expect(await device.run(VIEWER)).toEqual({ viewer: null });
  expect(await program.run(VIEWER)).toEqual({ viewer: null });
  await expectRefusal(app.client().run(RESET, { token, password }), "NOT_FOUND");
  await expectRefusal(app.client().run(SIGN_IN, { login: user.login, password: PASSWORD }), "UNAUTHENTICATED");
  await app.client().run(SIGN_IN, { login: user.login, password });
  const notice = await app.db.mail.findFirstOrThrow({ where: { userId: user.id }, orderBy: { id: "desc" } });
  expect(notice.subject).toBe("Your password was changed");
});

test("only the newest link counts, for an hour, and only the first of two at once", async () => {
  const user = await buildUser(app);
  const old = await ask(user);
  const token = await ask(user);
  await expectRefusal(app.client().run(RESET, { token: old, password }), "NOT_FOUND");
  for (const wrong of ["", "x".repeat(43), `${token}x`])
    await expectRefusal(app.client().run(RESET, { token: wrong, password }), "NOT_FOUND");
  const answers = await Promise.all([1, 2].map((number) => app.client().send(RESET, { token, password: `${password}-${number}` })));
  expect(answers.map((answer) => answer.errors[0]?.extensions.code ?? "done").sort()).toEqual(["NOT_FOUND", "done"]);
  const late = await ask(user);
  await app.db.mailToken.updateMany({ where: { userId: user.id }, data: { expiresAt: new Date(Date.now() - 1) } });
  await expectRefusal(app.client().run(RESET, { token: late, password }), "NOT_FOUND");
});

test("a link of another purpose opens nothing here", async () => {
  const user = await buildUser(app);
  const client = await signInAs(app, user);
  await client.run('mutation { changeEmail(email: "new@example.org") }');
  const mail = await app.db.mail.findFirstOrThrow({ where: { to: "new@example.org" } });
  const token = /token=([\w-]{43})/.exec(mail.text)![1]!;
  await expectRefusal(app.client().run(RESET, { token, password }), "NOT_FOUND");
  const reset = await ask(user);
  await expectRefusal(
    app.client().run("mutation ($token: String!) { confirmEmail(token: $token) { state } }", { token: reset }),
    "NOT_FOUND",
  );
});

test("the second factor stays after a reset", async () => {
  const { generateSync } = await import("otplib");
  const user = await buildUser(app);
  const client = await signInAs(app, user);
  const { startTotp } = await client.run<{ startTotp: { secret: string } }>("mutation { startTotp { secret } }");
  await client.run("mutation ($code: String!) { confirmTotp(code: $code) }", { code: generateSync({ secret: startTotp.secret }) });
  await app.client().run(RESET, { token: await ask(user), password });
  expect(await app.client().run(SIGN_IN, { login: user.login, password })).toEqual({ signIn: { viewer: null } });
});

test("one person gets five mails an hour, whoever asks", async () => {
  const user = await buildUser(app);
  for (let count = 0; count < 5; count += 1) await ask(user);
  await expectRefusal(app.client().run(ASK, { login: user.login, proof: proof() }), "RATE_LIMITED");
});

test("one's own change keeps this device under a new cookie, and ends the others", async () => {
  const user = await buildUser(app);
  const [here, there] = [await signInAs(app, user), await signInAs(app, user)];
  const change = "mutation ($password: String!, $newPassword: String!) { changePassword(password: $password, newPassword: $newPassword) }";
  await expectRefusal(here.run(change, { password: "wrong", newPassword: password }), "INVALID_INPUT");
  const issues = (await expectRefusal(here.run(change, { password: PASSWORD, newPassword: "password123" }), "INVALID_INPUT")).extensions[
    "issues"
  ];
  expect(issues).toMatchObject([{ path: ["newPassword"], code: "password.tooCommon" }]);
  const old = here.cookies.get("lyceum")!;
  await here.run(change, { password: PASSWORD, newPassword: password });
  expect(here.cookies.get("lyceum")).not.toBe(old);
  expect(await here.run(VIEWER)).toEqual({ viewer: { id: user.id } });
  expect(await there.run(VIEWER)).toEqual({ viewer: null });
});
