import { afterEach, describe, expect, test } from "@jest/globals";
import { startTestApp } from "../../test/app";
import { expectRefusal } from "../../test/client";
import { eventually } from "../../test/eventually";
import { buildAdministrator, buildUser, PASSWORD, signInAs } from "../../test/factories";
import { newChallenge, solve } from "./proof-of-work";

const app = await startTestApp();
const officer = await buildAdministrator(app, { login: "officer", email: "officer@example.org" });
const admin = await signInAs(app, officer);
const SIGN_IN =
  "mutation ($login: String!, $password: String!, $proof: ProofInput) { signIn(login: $login, password: $password, proof: $proof) { viewer { id } passwordToken startPage } }";
const REGISTER = "mutation ($input: RegisterAccountInput!, $proof: ProofInput!) { registerAccount(input: $input, proof: $proof) }";
const RESET = "mutation ($token: String!, $password: String!) { resetPassword(token: $token, password: $password) }";
const CREATE = "mutation ($input: CreateUserInput!) { createUser(input: $input) { id login } }";
interface SignedIn {
  signIn: { viewer: { id: string } | null; passwordToken: string | null; startPage: string };
}

const proof = () => solve(newChallenge(app.services.env.secret, 4));
const settings = (input: Record<string, unknown>) =>
  admin.run("mutation ($input: AccountSettingsInput!) { updateAccountSettings(input: $input) { version } }", { input });
const signIn = (login: string, password = PASSWORD, client = app.client()) =>
  client.run<SignedIn>(SIGN_IN, { login, password, proof: proof() });
const register = (input: Record<string, unknown>) =>
  app.client().run(REGISTER, {
    input: { email: "emmy@example.org", firstName: "Emmy", lastName: "Noether", password: "rings-and-Ideals-1921", ...input },
    proof: proof(),
  });
const issuesOf = async (refused: Promise<unknown>) =>
  ((await expectRefusal(refused, "INVALID_INPUT")).extensions["issues"] as { path: string[]; code: string }[]).map(({ path, code }) => [
    path.join("."),
    code,
  ]);

afterEach(async () => {
  await settings({});
  await app.db.user.deleteMany({ where: { NOT: { id: officer.id } } });
  await app.db.throttle.deleteMany();
  await app.db.invitationCode.deleteMany();
});

test("settings keep within their bounds, and only administrators change them", async () => {
  expect(await issuesOf(settings({ blockAfter: 3 }))).toEqual([["input.blockAfter", "blockAfter.range"]]);
  expect(await issuesOf(settings({ resetMinutes: 4 }))).toEqual([["input.resetMinutes", "resetMinutes.range"]]);
  expect(await issuesOf(settings({ factorGraceDays: 31 }))).toEqual([["input.factorGraceDays", "factorGraceDays.range"]]);
  const away = { administrator: "/", sessionManager: "/", teacher: "//evil.example", learner: "/" };
  expect(await issuesOf(settings({ startPages: away }))).toEqual([["input.startPages.teacher", "next.invalid"]]);
  const person = await signInAs(app, await buildUser(app));
  await expectRefusal(person.run("mutation { updateAccountSettings(input: {}) { version } }"), "FORBIDDEN");
});

test("a campus may ask for more than length", async () => {
  await settings({ registration: "OPEN", passwordNeeds: ["UPPER", "DIGIT", "SYMBOL"] });
  expect(await issuesOf(register({ password: "rings and ideals" }))).toEqual([
    ["input.password", "password.needsUpper"],
    ["input.password", "password.needsDigit"],
    ["input.password", "password.needsSymbol"],
  ]);
  await register({});
});

test("a password that is too old is changed at sign-in, and not for itself", async () => {
  const person = await buildUser(app);
  await settings({ passwordDays: 90 });
  expect((await signIn(person.login)).signIn.passwordToken).toBeNull();
  await app.db.credential.updateMany({ where: { userId: person.id }, data: { createdAt: new Date(Date.now() - 91 * 86_400_000) } });
  const client = app.client();
  const { passwordToken, viewer } = (await signIn(person.login, PASSWORD, client)).signIn;
  expect({ viewer, cookie: client.cookies.has("__Host-lyceum") }).toEqual({ viewer: null, cookie: false });
  expect(await issuesOf(client.run(RESET, { token: passwordToken, password: PASSWORD }))).toEqual([["password", "password.same"]]);
  await client.run(RESET, { token: passwordToken, password: "a-fresh-one-for-spring" });
  expect((await signIn(person.login, "a-fresh-one-for-spring")).signIn.viewer).toEqual({ id: person.id });
});

test("a password given by an administrator may have to be changed at first", async () => {
  await settings({ changeAtFirstSignIn: true });
  const password = "given-by-the-office-7";
  await admin.run(CREATE, { input: { login: "newcomer", firstName: "New", password } });
  expect((await signIn("newcomer", password)).signIn).toMatchObject({ viewer: null, passwordToken: expect.any(String) });
});

test("too many wrong passwords in a row shut an account, an officer or a new password opens it", async () => {
  await settings({ blockAfter: 5 });
  const person = await buildUser(app);
  for (let count = 0; count < 5; count += 1) await expectRefusal(signIn(person.login, "not-the-password"), "UNAUTHENTICATED");
  await app.db.throttle.deleteMany();
  // Whoever does not know the password learns nothing of the block.
  await expectRefusal(signIn(person.login, "not-the-password"), "UNAUTHENTICATED");
  const shut = await expectRefusal(signIn(person.login), "LOCKED");
  expect(shut.extensions["reasons"]).toEqual([{ code: "BLOCKED" }]);
  await admin.run("mutation ($id: ID!) { unlockUser(id: $id) }", { id: person.id });
  expect((await signIn(person.login)).signIn.viewer).toEqual({ id: person.id });
  expect(await app.db.user.findUnique({ where: { id: person.id } })).toMatchObject({ failedSignIns: 0, blockedAt: null });
});

test("a right password in between starts the count anew", async () => {
  await settings({ blockAfter: 5 });
  const person = await buildUser(app);
  for (let count = 0; count < 4; count += 1) await expectRefusal(signIn(person.login, "not-the-password"), "UNAUTHENTICATED");
  await signIn(person.login);
  await app.db.throttle.deleteMany();
  for (let count = 0; count < 4; count += 1) await expectRefusal(signIn(person.login, "not-the-password"), "UNAUTHENTICATED");
  await signIn(person.login);
});

test("strangers learn what a new password has to be", async () => {
  const RULES = "{ passwordRules { passwordMinimum passwordNeeds } }";
  expect(await app.client().run(RULES)).toEqual({ passwordRules: { passwordMinimum: 10, passwordNeeds: [] } });
  await settings({ passwordMinimum: 14, passwordNeeds: ["DIGIT"] });
  expect(await app.client().run(RULES)).toEqual({ passwordRules: { passwordMinimum: 14, passwordNeeds: ["DIGIT"] } });
});

test("where one device is allowed, the next one ends the others", async () => {
  await settings({ oneDevice: true });
  const person = await buildUser(app);
  const [first, second] = [app.client(), app.client()];
  await signIn(person.login, PASSWORD, first);
  await signIn(person.login, PASSWORD, second);
  expect([await first.run("{ viewer { id } }"), await second.run("{ viewer { id } }")]).toEqual([
    { viewer: null },
    { viewer: { id: person.id } },
  ]);
});

test("each role lands on its page", async () => {
  const startPages = { administrator: "/admin/users", sessionManager: "/admin/sessions", teacher: "/courses", learner: "/" };
  await settings({ startPages });
  const [both, teacher, learner] = [
    await buildUser(app, { roles: ["TEACHER", "SESSION_MANAGER"] }),
    await buildUser(app, { roles: ["TEACHER"] }),
    await buildUser(app),
  ];
  const pages = [];
  for (const { login } of [both, teacher, learner]) pages.push((await signIn(login)).signIn.startPage);
  expect(pages).toEqual(["/admin/sessions", "/courses", "/"]);
});

test("where the address is the login, the two stay one", async () => {
  await settings({ registration: "OPEN", loginIsEmail: true });
  await register({ login: "something-else" });
  expect(await app.db.user.findFirst({ where: { email: "emmy@example.org" } })).toMatchObject({ login: "emmy@example.org" });
  expect(await issuesOf(register({ email: "e+mmy@example.org" }))).toEqual([["input.email", "email.noLogin"]]);
  expect(await issuesOf(admin.run(CREATE, { input: { login: "abc", firstName: "A" } }))).toEqual([["input.email", "email.needed"]]);
  const made = await admin.run<{ createUser: { id: string; login: string } }>(CREATE, {
    input: { login: "abc", firstName: "A", email: "kurt@example.org" },
  });
  expect(made.createUser.login).toBe("kurt@example.org");
  const UPDATE = "mutation ($id: ID!, $input: UpdateUserInput!) { updateUser(id: $id, input: $input) { login } }";
  expect(await admin.run(UPDATE, { id: made.createUser.id, input: { email: "kg@example.org" } })).toEqual({
    updateUser: { login: "kg@example.org" },
  });
});

test("a shared address signs in while only one account has it", async () => {
  const family = { email: "family@example.org" };
  const child = await buildUser(app, family);
  expect(await issuesOf(admin.run(CREATE, { input: { login: "twin", firstName: "Twin", ...family } }))).toEqual([
    ["input.email", "email.taken"],
  ]);
  await settings({ sharedEmail: true });
  expect((await signIn(family.email)).signIn.viewer).toEqual({ id: child.id });
  await admin.run(CREATE, { input: { login: "twin", firstName: "Twin", ...family } });
  await expectRefusal(signIn(family.email), "UNAUTHENTICATED");
  expect((await signIn(child.login)).signIn.viewer).toEqual({ id: child.id });
});

describe("invitation codes", () => {
  const INVITE = "mutation ($input: CreateInvitationInput!) { createInvitation(input: $input) { code invitation { id uses } } }";
  const invite = async (input: Record<string, unknown> = {}) =>
    (await admin.run<{ createInvitation: { code: string; invitation: { id: string } } }>(INVITE, { input })).createInvitation;

  test("without one, or with one that does not hold, nobody comes in", async () => {
    await settings({ registration: "INVITATION" });
    expect(await issuesOf(register({}))).toEqual([["input.code", "code.needed"]]);
    expect(await issuesOf(register({ code: "abcd-efgh-jkmn-pqrs" }))).toEqual([["input.code", "code.unknown"]]);
    const over = await invite({ usesMax: 1 });
    await app.db.invitationCode.update({ where: { id: over.invitation.id }, data: { expiresAt: new Date(Date.now() - 1000) } });
    expect(await issuesOf(register({ code: over.code }))).toEqual([["input.code", "code.unknown"]]);
    const revoked = await invite();
    await admin.run("mutation ($id: ID!) { revokeInvitation(id: $id) }", { id: revoked.invitation.id });
    expect(await issuesOf(register({ code: revoked.code }))).toEqual([["input.code", "code.unknown"]]);
    await settings({ registration: "CLOSED" });
    await expectRefusal(register({ code: (await invite()).code }), "FORBIDDEN");
  });

  test("one opens the door as often as it says, however it is typed, and many at once do not stretch it", async () => {
    await settings({ registration: "INVITATION" });
    const { code } = await invite({ usesMax: 2, note: "Class 4b" });
    await register({ code: code.toUpperCase().replaceAll("-", " ") });
    const tries = ["a", "b", "c"].map((name) => register({ code, email: `${name}@example.org` }).catch((error: unknown) => error));
    expect((await Promise.all(tries)).filter((outcome) => !(outcome instanceof Error))).toHaveLength(1);
    expect(await app.db.invitationCode.findFirst({ where: { note: "Class 4b" } })).toMatchObject({ uses: 2 });
    expect(await app.db.user.count({ where: { state: "PENDING_EMAIL" } })).toBe(2);
  });

  test("codes are hashed at rest", async () => {
    const { code } = await invite();
    const [row] = await app.db.$queryRaw<{ text: string }[]>`SELECT row_to_json(i)::text AS "text" FROM "InvitationCode" i`;
    expect(row!.text).not.toContain(code.slice(5));
  });
});

describe("a change of address", () => {
  const CHANGE = "mutation ($email: String!) { changeEmail(email: $email) }";
  const CONFIRM = "mutation ($token: String!) { confirmEmail(token: $token) { state } }";
  const UNDO = "mutation ($token: String!) { undoEmailChange(token: $token) }";
  const linkTo = async (to: string, path: string): Promise<string> => {
    const mails = await app.db.mail.findMany({ where: { to }, orderBy: { id: "desc" } });
    return new RegExp(`/${path}\\?token=([\\w-]{43})`).exec(mails.map((mail) => mail.text).join("\n"))![1]!;
  };

  test("is taken back from the first address, even after a second change; the thief is out", async () => {
    const owner = await buildUser(app, { email: "owner@example.org" });
    const thief = await signInAs(app, owner);
    for (const email of ["thief@example.net", "hidden@example.net"]) {
      await thief.run(CHANGE, { email });
      await app.client().run(CONFIRM, { token: await linkTo(email, "confirm") });
    }
    expect(await app.db.user.findUnique({ where: { id: owner.id } })).toMatchObject({ email: "hidden@example.net" });
    const token = await linkTo("owner@example.org", "undo-email");
    const { undoEmailChange } = await app.client().run<{ undoEmailChange: string }>(UNDO, { token });
    expect(await app.db.user.findUnique({ where: { id: owner.id } })).toMatchObject({ email: "owner@example.org", login: owner.login });
    expect(await thief.run("{ viewer { id } }")).toEqual({ viewer: null });
    expect((await signIn(owner.login)).signIn.viewer).toBeNull();
    await expectRefusal(app.client().run(UNDO, { token }), "NOT_FOUND");
    const password = "mine-again-after-all";
    const { signIn: owed } = await signIn(owner.login);
    await expectRefusal(app.client().run(RESET, { token: undoEmailChange, password }), "NOT_FOUND");
    await app.client().run(RESET, { token: owed.passwordToken, password });
    expect((await signIn("owner@example.org", password)).signIn.viewer).toEqual({ id: owner.id });
  });

  test("a link of another sort, or one that is too old, takes nothing back", async () => {
    const owner = await buildUser(app, { email: "owner@example.org" });
    await (await signInAs(app, owner)).run(CHANGE, { email: "next@example.org" });
    const token = await linkTo("next@example.org", "confirm");
    await expectRefusal(app.client().run(UNDO, { token }), "NOT_FOUND");
    await app.client().run(CONFIRM, { token });
    await app.db.mailToken.updateMany({ where: { purpose: "UNDO_EMAIL" }, data: { expiresAt: new Date(Date.now() - 1000) } });
    await expectRefusal(app.client().run(UNDO, { token: await linkTo("owner@example.org", "undo-email") }), "NOT_FOUND");
  });
});

test("the link of a password mail lives as long as the campus says", async () => {
  await settings({ resetMinutes: 15 });
  const person = await buildUser(app);
  const ASK = "mutation ($login: String!, $proof: ProofInput!) { requestPasswordReset(login: $login, proof: $proof) }";
  await app.client().run(ASK, { login: person.login, proof: proof() });
  const token = await eventually(async () => (await app.db.mailToken.findFirst({ where: { userId: person.id } })) ?? undefined);
  expect(Math.round((token.expiresAt.getTime() - token.createdAt.getTime()) / 60_000)).toBe(15);
});
