import { expect, test } from "@jest/globals";
import { startTestApp } from "../../test/app";
import { expectRefusal, type TestClient } from "../../test/client";
import { buildAdministrator, buildUser, signInAs } from "../../test/factories";
import { listenAs } from "../../test/live-client";
import { isWellFormed, newApiToken } from "./tokens";

const app = await startTestApp();
const CREATE =
  "mutation ($input: CreateApiTokenInput!) { createApiToken(input: $input) { secret token { id name prefix scopes expiresAt } } }";
const REVOKE = "mutation ($id: ID!) { revokeApiToken(id: $id) }";
const VIEWER = "{ viewer { id } }";
type Created = { createApiToken: { secret: string; token: { id: string; prefix: string; scopes: string[] } } };

async function program(
  owner: TestClient,
  input: Record<string, unknown> = {},
): Promise<{ client: TestClient; id: string; created: Created["createApiToken"] }> {
  const { createApiToken: created } = await owner.run<Created>(CREATE, { input: { name: "script", ...input } });
  const client = app.client();
  client.bearer = created.secret;
  return { client, id: created.token.id, created };
}

test("a token is 256 bits with a prefix and a checksum, and only its hash is kept", async () => {
  const owner = await signInAs(app, await buildUser(app));
  const { created, client, id } = await program(owner);
  expect(created.secret).toMatch(/^lyc_[\w-]{49}$/);
  expect(isWellFormed(created.secret)).toBe(true);
  expect(isWellFormed(`${created.secret.slice(0, -1)}!`)).toBe(false);
  expect(isWellFormed(newApiToken().slice(1))).toBe(false);
  expect(created.secret.startsWith(created.token.prefix)).toBe(true);
  expect(JSON.stringify(await app.db.apiToken.findUnique({ where: { id } }))).not.toContain(created.secret.slice(10));
  expect(await client.run(VIEWER)).not.toEqual({ viewer: null });
});

test("no cookie helps a bad token, and a token needs none", async () => {
  const owner = await signInAs(app, await buildUser(app));
  owner.bearer = "lyc_short";
  expect(await owner.run(VIEWER)).toEqual({ viewer: null });
  owner.bearer = newApiToken();
  expect(await owner.run(VIEWER)).toEqual({ viewer: null });
});

test("scopes: read asks, write changes, admin uses platform roles; nothing more", async () => {
  const owner = await signInAs(app, await buildAdministrator(app));
  const { client: reader } = await program(owner, { scopes: ["read"] });
  const { client: writer } = await program(owner, { scopes: ["write"] });
  const { client: both } = await program(owner, { scopes: ["read", "write"] });
  const { client: all } = await program(owner);
  const change = 'mutation { updateMyProfile(input: { phone: "+33 1 23 45 67 89" }) { phone } }';
  expect(await reader.run(VIEWER)).not.toEqual({ viewer: null });
  const refused = await expectRefusal(reader.run(change), "FORBIDDEN");
  expect(refused.extensions["reasons"]).toEqual([{ code: "SCOPE" }]);
  await expectRefusal(writer.run(VIEWER), "FORBIDDEN");
  expect(await writer.run(change)).toEqual({ updateMyProfile: { phone: "+33123456789" } });
  expect(await listenAs(writer, "subscription { myAccountChanged { reason } }").ended).toBe("FORBIDDEN");
  await expectRefusal(both.run("{ users { nodes { id } } }"), "FORBIDDEN");
  expect(await all.run("{ users(first: 1) { nodes { __typename } } }")).toEqual({ users: { nodes: [{ __typename: "User" }] } });
  expect(await all.run('mutation { createUser(input: { login: "by-token", firstName: "By", lastName: "Token" }) { login } }')).toEqual({
    createUser: { login: "by-token" },
  });
});

test("scopes hold for files too", async () => {
  const owner = await signInAs(app, await buildUser(app));
  const { client: reader } = await program(owner, { scopes: ["read"] });
  const { client: writer } = await program(owner, { scopes: ["write"] });
  const upload = { method: "POST", headers: { "tus-resumable": "1.0.0", "upload-length": "2" } };
  expect((await reader.fetch("/uploads", upload)).status).toBe(403);
  expect((await writer.fetch("/uploads", upload)).status).toBe(201);
  expect((await writer.fetch("/files/00000000-0000-7000-8000-000000000000")).status).toBe(403);
  expect((await reader.fetch("/files/00000000-0000-7000-8000-000000000000")).status).toBe(404);
});

test("the scope admin gives a learner nothing", async () => {
  const { client } = await program(await signInAs(app, await buildUser(app)), { scopes: ["read", "write", "admin"] });
  await expectRefusal(client.run("{ users { nodes { id } } }"), "FORBIDDEN");
});

test("a token cannot make tokens, change the password or the factors, or see devices", async () => {
  const { client } = await program(await signInAs(app, await buildUser(app)));
  const operations = [
    'mutation { createApiToken(input: { name: "more" }) { secret } }',
    "{ myTokens { id } }",
    "{ myDevices { id } }",
    "mutation { startTotp { secret } }",
    'mutation { changePassword(password: "a", newPassword: "b") }',
    'mutation { changeEmail(email: "a@example.org") }',
    "mutation { endDevices(others: true) }",
    'mutation { proveItIsMe(password: "a") }',
  ];
  for (const operation of operations) {
    const refused = await expectRefusal(client.run(operation), "FORBIDDEN");
    expect(refused.extensions["reasons"]).toEqual([{ code: "NOT_BY_TOKEN" }]);
  }
});

test("revoked, expired, and a stranger's attempt", async () => {
  const owner = await signInAs(app, await buildUser(app));
  const stranger = await signInAs(app, await buildUser(app));
  const { client, id } = await program(owner);
  await expectRefusal(stranger.run(REVOKE, { id }), "NOT_FOUND");
  await expectRefusal(owner.run(REVOKE, { id: "no-id" }), "NOT_FOUND");
  await owner.run(REVOKE, { id });
  expect(await client.run(VIEWER)).toEqual({ viewer: null });
  await expectRefusal(owner.run(REVOKE, { id }), "NOT_FOUND");
  const { client: short, id: shortId } = await program(owner, { expiresAt: new Date(Date.now() + 60_000).toISOString() });
  expect(await short.run(VIEWER)).not.toEqual({ viewer: null });
  await app.db.apiToken.update({ where: { id: shortId }, data: { expiresAt: new Date(Date.now() - 1) } });
  expect(await short.run(VIEWER)).toEqual({ viewer: null });
  await expectRefusal(owner.run(CREATE, { input: { name: "x", expiresAt: "2020-01-01T00:00:00Z" } }), "INVALID_INPUT");
  await expectRefusal(owner.run(CREATE, { input: { name: " " } }), "INVALID_INPUT");
  await expectRefusal(owner.run(CREATE, { input: { name: "x", scopes: ["everything"] } }), "INVALID_INPUT");
  await expectRefusal(owner.run(CREATE, { input: { name: "x", scopes: [] } }), "INVALID_INPUT");
});

test("making one asks for a fresh proof", async () => {
  const user = await buildUser(app);
  const owner = await signInAs(app, user);
  await app.db.device.updateMany({ where: { userId: user.id }, data: { provedAt: new Date(Date.now() - 16 * 60_000) } });
  await expectRefusal(owner.run(CREATE, { input: { name: "script" } }), "LOCKED");
});
