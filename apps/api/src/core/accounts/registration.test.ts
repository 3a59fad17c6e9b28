import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { startTestApp } from "../../test/app";
import { expectRefusal } from "../../test/client";
import { eventually } from "../../test/eventually";
import { buildAdministrator, buildUser, signInAs } from "../../test/factories";
import { newChallenge, solve } from "./proof-of-work";

const app = await startTestApp();
const officer = await buildAdministrator(app, { login: "officer", email: "officer@example.org" });
const admin = await signInAs(app, officer);
const REGISTER = "mutation ($input: RegisterAccountInput!, $proof: ProofInput!) { registerAccount(input: $input, proof: $proof) }";
const CONFIRM = "mutation ($token: String!) { confirmEmail(token: $token) { state next } }";
const SIGN_IN =
  "mutation ($login: String!, $password: String!) { signIn(login: $login, password: $password) { viewer { id login roles } } }";
const proof = () => solve(newChallenge(app.services.env.secret, 4));
const password = "rings-and-ideals-1921";
const emmy = { email: "emmy@example.org", firstName: "Emmy", lastName: "Noether", password };
const register = (input: Record<string, unknown> = {}) => app.client().run(REGISTER, { input: { ...emmy, ...input }, proof: proof() });
const settings = (input: Record<string, unknown>) =>
  admin.run("mutation ($input: AccountSettingsInput!) { updateAccountSettings(input: $input) { version } }", { input });
const lastMail = (to: string) => app.db.mail.findFirst({ where: { to }, orderBy: { id: "desc" } });
const tokenIn = (text: string): string => /token=([\w-]{43})/.exec(text)![1]!;

beforeEach(() => settings({ registration: "OPEN" }));
afterEach(async () => {
  await app.db.user.deleteMany({ where: { NOT: { id: officer.id } } });
  await app.db.throttle.deleteMany();
  await app.db.mail.deleteMany();
  await app.db.consent.deleteMany();
  await app.db.legalDocument.deleteMany();
});

test("closed is closed, and work comes first", async () => {
  await settings({ registration: "CLOSED" });
  const closed = await expectRefusal(register(), "FORBIDDEN");
  expect(closed.extensions["reasons"]).toEqual([{ code: "REGISTRATION_CLOSED" }]);
  await expectRefusal(app.client().run(REGISTER, { input: emmy, proof: { challenge: "", nonce: "" } }), "LOCKED");
  expect(await app.db.user.count()).toBe(1);
});

test("faults come back by field", async () => {
  const issuesOf = async (input: Record<string, unknown>) =>
    ((await expectRefusal(register(input), "INVALID_INPUT")).extensions["issues"] as { path: string[]; code: string }[]).map(
      ({ path, code }) => [path.join("."), code],
    );
  expect(await issuesOf({ email: "not an address", firstName: "  ", login: "a b" })).toEqual(
    expect.arrayContaining([
      ["input.email", "email.invalid"],
      ["input.firstName", "name.empty"],
      ["input.login", "login.invalid"],
    ]),
  );
  expect(await issuesOf({ password: "short" })).toEqual([["input.password", "password.tooShort"]]);
  expect(await issuesOf({ password: "1234567890" })).toEqual([["input.password", "password.tooCommon"]]);
  expect(await issuesOf({ password: "noether-rings" })).toEqual([["input.password", "password.containsName"]]);
  expect(await issuesOf({ login: "OFFICER" })).toEqual([["input.login", "login.taken"]]);
  expect(await issuesOf({ next: "//evil.example/path" })).toEqual([["input.next", "next.invalid"]]);
  expect(await issuesOf({ next: "https://evil.example/" })).toEqual([["input.next", "next.invalid"]]);
  expect(await issuesOf({ next: "/\\evil.example" })).toEqual([["input.next", "next.invalid"]]);
  expect(await issuesOf({ timeZone: "Mars/Olympus" })).toEqual([["input.timeZone", "timeZone.unknown"]]);
});

test("register, look into the mail, confirm, sign in: once, and in one's own language", async () => {
  await register({ language: "fr", timeZone: "Europe/Paris", next: "/courses/7?join=1" });
  await expectRefusal(app.client().run(SIGN_IN, { login: emmy.email, password }), "LOCKED");
  const mail = (await lastMail(emmy.email))!;
  expect(mail).toMatchObject({ state: "KEPT", subject: "Confirmez votre adresse électronique" });
  expect(mail.text).toContain(`${app.origin}/confirm?token=`);
  const token = tokenIn(mail.text);
  expect(await app.db.mailToken.count({ where: { tokenHash: Buffer.from(token) } })).toBe(0);
  expect(await app.client().run(CONFIRM, { token })).toEqual({ confirmEmail: { state: "ACTIVE", next: "/courses/7?join=1" } });
  await expectRefusal(app.client().run(CONFIRM, { token }), "NOT_FOUND");
  expect(await app.client().run(SIGN_IN, { login: "emmy.noether", password })).toMatchObject({
    signIn: { viewer: { login: "emmy.noether", roles: [] } },
  });
});

test("a known address gets the same answer, and its owner a mail; nothing of the account changes", async () => {
  const owner = await buildUser(app, { email: emmy.email });
  expect(await register()).toEqual({ registerAccount: true });
  expect(await app.db.user.count()).toBe(2);
  expect((await lastMail(emmy.email))!.text).toContain(owner.login);
});

test("an address that nobody confirmed cannot be squatted", async () => {
  await register({ password: "squatters-password-7" });
  const squatted = tokenIn((await lastMail(emmy.email))!.text);
  await register();
  await expectRefusal(app.client().run(CONFIRM, { token: squatted }), "NOT_FOUND");
  await app.client().run(CONFIRM, { token: tokenIn((await lastMail(emmy.email))!.text) });
  await expectRefusal(app.client().run(SIGN_IN, { login: emmy.email, password: "squatters-password-7" }), "UNAUTHENTICATED");
  await app.client().run(SIGN_IN, { login: emmy.email, password });
});

test("the mail comes again when asked, for those who wait only", async () => {
  await register({ next: "/courses/7" });
  const first = tokenIn((await lastMail(emmy.email))!.text);
  const again = "mutation ($email: String!, $proof: ProofInput!) { resendConfirmation(email: $email, proof: $proof) }";
  expect(await app.client().run(again, { email: emmy.email, proof: proof() })).toEqual({ resendConfirmation: true });
  expect(await app.client().run(again, { email: "nobody@example.org", proof: proof() })).toEqual({ resendConfirmation: true });
  await eventually(async () => ((await app.db.mail.count()) === 2 ? true : undefined));
  await expectRefusal(app.client().run(CONFIRM, { token: first }), "NOT_FOUND");
  expect(await app.client().run(CONFIRM, { token: tokenIn((await lastMail(emmy.email))!.text) })).toEqual({
    confirmEmail: { state: "ACTIVE", next: "/courses/7" },
  });
});

test("unconfirmed accounts go after 7 days, with their login", async () => {
  await register({ login: "emmy" });
  await app.db.user.updateMany({ where: { login: "emmy" }, data: { createdAt: new Date(Date.now() - 8 * 86_400_000) } });
  await register({ login: "emmy", email: "other@example.org" });
  expect(await app.db.user.findMany({ where: { login: "emmy" }, select: { email: true } })).toEqual([{ email: "other@example.org" }]);
});

test("INVITATION lets in the allowed domains only, looked at from the end", async () => {
  await settings({ registration: "INVITATION", mailDomains: ["@School.Example"] });
  await expectRefusal(register(), "INVALID_INPUT");
  await expectRefusal(register({ email: "emmy@school.example.evil.org" }), "INVALID_INPUT");
  await expectRefusal(register({ email: "emmy@notschool.example" }), "INVALID_INPUT");
  expect(await register({ email: "Emmy@SCHOOL.example" })).toEqual({ registerAccount: true });
});

test("APPROVAL: an administrator is told, lets the person in, and the person is told", async () => {
  await settings({ registration: "APPROVAL" });
  await register();
  expect(await app.client().run(CONFIRM, { token: tokenIn((await lastMail(emmy.email))!.text) })).toMatchObject({
    confirmEmail: { state: "PENDING_APPROVAL" },
  });
  expect((await lastMail(officer.email!))!.text).toContain("Emmy Noether");
  await expectRefusal(app.client().run(SIGN_IN, { login: emmy.email, password }), "LOCKED");
  const { id } = await app.db.user.findFirstOrThrow({ where: { email: emmy.email } });
  await admin.run("mutation ($id: ID!) { activateUser(id: $id) { state } }", { id });
  expect((await lastMail(emmy.email))!.subject).toBe("Your account is open");
  await app.client().run(SIGN_IN, { login: emmy.email, password });
});

test("a teacher registers as one only where that is allowed", async () => {
  await expectRefusal(register({ asTeacher: true }), "FORBIDDEN");
  await settings({ registration: "OPEN", asTeacher: true });
  await register({ asTeacher: true });
  expect(await app.db.user.findFirst({ where: { email: emmy.email }, select: { roles: true } })).toEqual({ roles: ["TEACHER"] });
});

test("terms are accepted in their newest version, in any of their languages", async () => {
  const publish = async (language: string, body: string) =>
    (
      await admin.run<{ publishTerms: { id: string; version: number } }>(
        "mutation ($input: PublishTermsInput!) { publishTerms(input: $input) { id version } }",
        {
          input: { language, body },
        },
      )
    ).publishTerms;
  const old = await publish("en", "Be kind.");
  const current = await publish("en", "Be kind, and cite.");
  const french = await publish("fr", "Soyez aimables.");
  expect([old.version, current.version, french.version]).toEqual([1, 2, 1]);
  const options = await app.client().run('{ registrationOptions(language: "fr") { terms { id } } }');
  expect(options).toEqual({ registrationOptions: { terms: { id: french.id } } });
  for (const termsId of [null, old.id, officer.id]) await expectRefusal(register({ termsId }), "INVALID_INPUT");
  await register({ termsId: current.id });
  expect(await app.db.consent.count({ where: { documentId: current.id, NOT: { userId: officer.id } } })).toBe(1);
});

test("two people with the same names get two logins; hostile names stay text", async () => {
  await register();
  await register({ email: "emmy2@example.org" });
  await register({ email: "x@example.org", firstName: "<img src=x onerror=alert(1)>\r\nBcc: all@example.org", lastName: "李" });
  const logins = (await app.db.user.findMany({ where: { state: "PENDING_EMAIL" }, orderBy: { createdAt: "asc" } })).map((row) => row.login);
  expect(logins.slice(0, 2)).toEqual(["emmy.noether", "emmy.noether2"]);
  const mail = (await lastMail("x@example.org"))!;
  expect(mail.html).not.toContain("<img");
  expect(mail.subject).not.toMatch(/[\r\n]/);
});
