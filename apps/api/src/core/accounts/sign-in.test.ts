import { expect, test } from "@jest/globals";
import { startTestApp } from "../../test/app";
import { expectRefusal } from "../../test/client";
import { buildAdministrator, buildUser, PASSWORD, signInAs } from "../../test/factories";

const app = await startTestApp();
const SIGN_IN = "mutation ($login: String!, $password: String!) { signIn(login: $login, password: $password) { viewer { id login } } }";
const VIEWER = "{ viewer { id login name } }";

test("nobody is null, and a made-up cookie is nobody", async () => {
  const client = app.client();
  expect(await client.run(VIEWER)).toEqual({ viewer: null });
  client.cookies.set("lyceum", "A".repeat(43));
  expect(await client.run(VIEWER)).toEqual({ viewer: null });
});

test("a wrong password, an unknown login and a closed account get one answer", async () => {
  const user = await buildUser(app);
  const closed = await buildUser(app, { state: "INACTIVE" });
  const answers = await Promise.all(
    [
      { login: user.login, password: "wrong" },
      { login: "nobody-of-that-name", password: PASSWORD },
      { login: closed.login, password: PASSWORD },
    ].map((variables) => expectRefusal(app.client().run(SIGN_IN, variables), "UNAUTHENTICATED")),
  );
  expect(new Set(answers.map((error) => error.message)).size).toBe(1);
});

test("signs in by login or e-mail in any case, and out again", async () => {
  const user = await buildUser(app, { login: "Grace.H" });
  for (const login of ["grace.h", " GRACE.H ", user.email!.toUpperCase()]) {
    const client = app.client();
    expect(await client.run(SIGN_IN, { login, password: PASSWORD })).toEqual({ signIn: { viewer: { id: user.id, login: "Grace.H" } } });
    expect(await client.run(VIEWER)).toMatchObject({ viewer: { id: user.id } });
    const stolen = client.cookieHeader;
    expect(await client.run("mutation { signOut }")).toEqual({ signOut: true });
    expect(client.cookies.has("lyceum")).toBe(false);
    client.headers["cookie"] = stolen;
    expect(await client.run(VIEWER)).toEqual({ viewer: null });
  }
});

test("users and createUser are for administrators", async () => {
  const admin = await signInAs(app, await buildAdministrator(app));
  const learner = await signInAs(app, await buildUser(app));
  const create = "mutation ($input: CreateUserInput!) { createUser(input: $input) { id login email givenName familyName roles } }";
  const input = { login: "kurt", email: "kurt@example.org", firstName: "Kurt", lastName: "Gödel", password: "incomplete-but-consistent", roles: ["TEACHER"] };
  await expectRefusal(app.client().run(create, { input }), "UNAUTHENTICATED");
  await expectRefusal(learner.run(create, { input }), "FORBIDDEN");
  await expectRefusal(learner.run("{ users { nodes { id } } }"), "FORBIDDEN");
  const made = await admin.run<{ createUser: { login: string } }>(create, { input });
  expect(made.createUser).toMatchObject({ login: "kurt", familyName: "Gödel", roles: ["TEACHER"] });
  const twice = await expectRefusal(admin.run(create, { input: { ...input, login: "KURT", email: null } }), "INVALID_INPUT");
  expect(twice.extensions["issues"]).toMatchObject([{ path: ["input", "login"], code: "login.taken" }]);
  expect(await admin.run('{ users(search: "gödel", first: 5) { nodes { login } totalCount } }')).toEqual({ users: { nodes: [{ login: "kurt" }], totalCount: 1 } });
  await app.client().run(SIGN_IN, { login: "kurt", password: input.password });
  expect(await admin.statementsOf("{ users(first: 100) { nodes { id login } } }")).toBe(2);
});
