import { afterEach, expect, test } from "@jest/globals";
import { startTestApp } from "../../test/app";
import { expectRefusal } from "../../test/client";
import { buildAdministrator, buildUser, PASSWORD, signInAs } from "../../test/factories";

const app = await startTestApp();
const officer = await buildAdministrator(app, { login: "officer", givenName: "Olga", familyName: "Officer" });
const admin = await signInAs(app, officer);
const CREATE = "mutation ($input: CreateUserInput!) { createUser(input: $input) { id login email givenName familyName roles state } }";
const UPDATE =
  "mutation ($id: ID!, $input: UpdateUserInput!, $expectedVersion: Int) { updateUser(id: $id, input: $input, expectedVersion: $expectedVersion) { login email roles phone expiresAt state version } }";
const SIGN_IN = "mutation ($login: String!, $password: String!) { signIn(login: $login, password: $password) { viewer { id } } }";

afterEach(() => app.db.user.deleteMany({ where: { NOT: { id: officer.id } } }));

test("a session manager searches, and changes nothing", async () => {
  const manager = await signInAs(app, await buildUser(app, { roles: ["SESSION_MANAGER"] }));
  expect(await manager.run('{ users(search: "olga") { nodes { login } } }')).toEqual({ users: { nodes: [{ login: "officer" }] } });
  await expectRefusal(manager.run("query ($id: ID!) { user(id: $id) { id } }", { id: officer.id }), "FORBIDDEN");
  await expectRefusal(manager.run(CREATE, { input: { login: "abc", firstName: "A" } }), "FORBIDDEN");
});

test("makes people: contract's fields, codes for what is wrong", async () => {
  const input = {
    login: "kurt",
    email: "Kurt@example.org",
    firstName: " Kurt ",
    lastName: "Gödel",
    password: "incomplete-but-consistent",
    language: "fr",
    roles: ["TEACHER"],
  };
  const { createUser } = await admin.run<{ createUser: { id: string } }>(CREATE, { input });
  expect(createUser).toMatchObject({
    login: "kurt",
    email: "Kurt@example.org",
    givenName: "Kurt",
    familyName: "Gödel",
    roles: ["TEACHER"],
    state: "ACTIVE",
  });
  await app.client().run(SIGN_IN, { login: "kurt@EXAMPLE.org", password: input.password });
  const codeOf = async (change: Record<string, unknown>) =>
    (
      (await expectRefusal(admin.run(CREATE, { input: { ...input, login: "other", email: null, ...change } }), "INVALID_INPUT")).extensions[
        "issues"
      ] as {
        path: string[];
        code: string;
      }[]
    )[0];
  expect(await codeOf({ login: "KURT" })).toMatchObject({ path: ["input", "login"], code: "login.taken" });
  expect(await codeOf({ email: "kurt@example.ORG" })).toMatchObject({ path: ["input", "email"], code: "email.taken" });
  expect(await codeOf({ password: "short" })).toMatchObject({ path: ["input", "password"], code: "password.tooShort" });
  expect(await codeOf({ language: "xx" })).toMatchObject({ path: ["input", "language"], code: "language.unknown" });
});

test("ten accounts with one address at once are one", async () => {
  const tries = Array.from({ length: 10 }, (_, number) =>
    admin.send(CREATE, { input: { login: `twin${number}`, email: "twin@example.org", firstName: "Twin" } }),
  );
  const made = (await Promise.all(tries)).filter((answer) => answer.errors.length === 0);
  expect(made).toHaveLength(1);
});

test("without a password the person gets a mail to choose one", async () => {
  const { createUser } = await admin.run<{ createUser: { id: string } }>(CREATE, {
    input: { login: "sofja", email: "sofja@example.org", firstName: "Sofja", language: "fr" },
  });
  const mail = await app.db.mail.findFirstOrThrow({ where: { userId: createUser.id } });
  expect(mail.subject).toBe("Votre nouveau compte");
  const token = /token=([\w-]{43})/.exec(mail.text)![1]!;
  await app.client().run('mutation ($token: String!) { resetPassword(token: $token, password: "rings-and-ideals-1921") }', { token });
  await app.client().run(SIGN_IN, { login: "sofja", password: "rings-and-ideals-1921" });
  const read = await admin.run<{ mails: { nodes: { text: string | null }[] } }>(
    "{ mails(first: 1) { nodes { to subject text state } totalCount } }",
  );
  expect(read.mails.nodes[0]).toMatchObject({ to: "sofja@example.org", state: "KEPT" });
});

test("pages of people stay right while others come, and cost the same for many rows", async () => {
  for (const familyName of ["Abel", "Banach", "Cantor", "Dedekind", "Euler"]) await buildUser(app, { familyName });
  const page =
    "query ($after: String) { users(first: 2, after: $after) { nodes { familyName } pageInfo { hasNextPage endCursor } totalCount } }";
  type Page = { users: { nodes: { familyName: string }[]; pageInfo: { hasNextPage: boolean; endCursor: string }; totalCount: number } };
  const names: string[] = [];
  let after: string | null = null;
  do {
    const { users }: Page = await admin.run<Page>(page, { after });
    expect(users.totalCount).toBeGreaterThanOrEqual(6);
    names.push(...users.nodes.map((node) => node.familyName));
    if (!after) await buildUser(app, { familyName: "Aaa" });
    after = users.pageInfo.hasNextPage ? users.pageInfo.endCursor : null;
  } while (after);
  expect(names).toEqual(["Abel", "Banach", "Cantor", "Dedekind", "Euler", "Officer"]);
  expect(await admin.statementsOf("{ users(first: 100) { nodes { id } } }")).toBe(3);
  await expectRefusal(admin.run("{ users(first: 101) { nodes { id } } }"), "INVALID_INPUT");
  await expectRefusal(admin.run('{ users(after: "bm9wZQ") { nodes { id } } }'), "INVALID_INPUT");
});

test("search is for text: signs of SQL and LIKE find themselves", async () => {
  await buildUser(app, { familyName: "100%_O'Hara\\" });
  const found = async (search: string) =>
    (await admin.run<{ users: { totalCount: number } }>("query ($search: String) { users(search: $search) { totalCount } }", { search }))
      .users.totalCount;
  expect([await found("%_o'h"), await found("\\"), await found("%%"), await found("' OR 1=1 --")]).toEqual([1, 1, 0, 0]);
});

test("changes a person, refuses a stale change, and signs out whose roles change", async () => {
  const user = await buildUser(app);
  const device = await signInAs(app, user);
  const { updateUser } = await admin.run<{ updateUser: { version: number } }>(UPDATE, {
    id: user.id,
    input: { login: "renamed", phone: "+33 1 23 45 67 89", expiresAt: "2099-01-01T00:00:00Z" },
    expectedVersion: 1,
  });
  expect(updateUser).toMatchObject({ login: "renamed", phone: "+33123456789", version: 2 });
  const stale = await expectRefusal(admin.run(UPDATE, { id: user.id, input: { email: "" }, expectedVersion: 1 }), "CONFLICT");
  expect(stale.extensions["current"]).toEqual({ version: 2 });
  expect(await device.run("{ viewer { login } }")).toEqual({ viewer: { login: "renamed" } });
  await admin.run(UPDATE, { id: user.id, input: { roles: ["TEACHER"] } });
  expect(await device.run("{ viewer { login } }")).toEqual({ viewer: null });
  await app.db.device.updateMany({ where: { userId: officer.id }, data: { provedAt: new Date(Date.now() - 16 * 60_000) } });
  await expectRefusal(admin.run(UPDATE, { id: user.id, input: { roles: ["ADMINISTRATOR"] } }), "LOCKED");
  expect(await admin.run(UPDATE, { id: user.id, input: { email: "", neverExpires: true } })).toMatchObject({
    updateUser: { email: null, expiresAt: null },
  });
  await app.db.device.updateMany({ where: { userId: officer.id }, data: { provedAt: new Date() } });
});

test("the last administrator stays, and nobody closes their own account", async () => {
  await expectRefusal(admin.run(UPDATE, { id: officer.id, input: { roles: [] } }), "CONFLICT");
  await expectRefusal(admin.run("mutation ($id: ID!) { deactivateUser(id: $id) { id } }", { id: officer.id }), "CONFLICT");
  const second = await buildAdministrator(app);
  expect(await admin.run(UPDATE, { id: second.id, input: { roles: [] } })).toMatchObject({ updateUser: { roles: [] } });
});

test("an end date closes the door by itself", async () => {
  const user = await buildUser(app);
  const device = await signInAs(app, user);
  await app.db.user.update({ where: { id: user.id }, data: { expiresAt: new Date(Date.now() - 1) } });
  expect(await device.run("{ viewer { id } }")).toEqual({ viewer: null });
  expect(await admin.run("query ($id: ID!) { user(id: $id) { state } }", { id: user.id })).toEqual({ user: { state: "EXPIRED" } });
  await admin.run("mutation ($id: ID!) { activateUser(id: $id) { id } }", { id: user.id });
  await app.client().run(SIGN_IN, { login: user.login, password: PASSWORD });
});

test("unlocking lets a person try again at once", async () => {
  const user = await buildUser(app);
  await app.db.throttle.create({ data: { key: `account:${user.id}`, points: 9, expire: BigInt(Date.now() + 86_400_000) } });
  await expectRefusal(app.client().run(SIGN_IN, { login: user.login, password: PASSWORD }), "LOCKED");
  await admin.run("mutation ($id: ID!) { unlockUser(id: $id) }", { id: user.id });
  await app.client().run(SIGN_IN, { login: user.login, password: PASSWORD });
});

test("people change their own profile, but names and codes only where that is allowed", async () => {
  const user = await buildUser(app);
  const client = await signInAs(app, user);
  const change =
    "mutation ($input: ProfileInput!, $expectedVersion: Int) { updateMyProfile(input: $input, expectedVersion: $expectedVersion) { name language timeZone phone officialCode version } }";
  expect(
    await client.run(change, { input: { firstName: "Maryam", language: "fr", timeZone: "Europe/Paris", phone: "" }, expectedVersion: 1 }),
  ).toMatchObject({
    updateMyProfile: { language: "fr", timeZone: "Europe/Paris", phone: null, version: 2 },
  });
  await expectRefusal(client.run(change, { input: { phone: "12" } }), "INVALID_INPUT");
  await expectRefusal(client.run(change, { input: { language: "fr" }, expectedVersion: 1 }), "CONFLICT");
  await expectRefusal(client.run(change, { input: { officialCode: "S-1" } }), "FORBIDDEN");
  await admin.run("mutation { updateAccountSettings(input: { mayChangeNames: false, mayChangeOfficialCode: true }) { version } }");
  await expectRefusal(client.run(change, { input: { firstName: "Other" } }), "FORBIDDEN");
  expect(await client.run(change, { input: { firstName: "Maryam", officialCode: " S-1 " } })).toMatchObject({
    updateMyProfile: { officialCode: "S-1" },
  });
  const stale = admin.run("mutation { updateAccountSettings(input: {}, expectedVersion: 0) { version } }");
  await expectRefusal(stale, "CONFLICT");
  await admin.run("mutation { updateAccountSettings(input: {}) { registration } }");
});

test("a new address counts once its link was opened, and the old one is told", async () => {
  const user = await buildUser(app);
  const taken = await buildUser(app);
  const client = await signInAs(app, user);
  const change = "mutation ($email: String!) { changeEmail(email: $email) }";
  await expectRefusal(client.run(change, { email: "nonsense" }), "INVALID_INPUT");
  await expectRefusal(client.run(change, { email: user.email!.toUpperCase() }), "INVALID_INPUT");
  const linkTo = async (email: string) =>
    /token=([\w-]{43})/.exec((await app.db.mail.findFirstOrThrow({ where: { to: email }, orderBy: { id: "desc" } })).text)![1]!;
  await client.run(change, { email: "fresh@example.org" });
  expect((await app.db.mail.findFirstOrThrow({ where: { to: user.email! } })).text).toContain("fresh@example.org");
  expect(await client.run("{ viewer { email } }")).toEqual({ viewer: { email: user.email } });
  await app
    .client()
    .run("mutation ($token: String!) { confirmEmail(token: $token) { state } }", { token: await linkTo("fresh@example.org") });
  expect(await client.run("{ viewer { email } }")).toEqual({ viewer: { email: "fresh@example.org" } });
  await client.run(change, { email: taken.email! });
  await expectRefusal(
    app.client().run("mutation ($token: String!) { confirmEmail(token: $token) { state } }", { token: await linkTo(taken.email!) }),
    "INVALID_INPUT",
  );
});
