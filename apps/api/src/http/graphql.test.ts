import { expect, test } from "@jest/globals";
import { getIntrospectionQuery } from "graphql";
import { LIMITS } from "../kernel/query-limits";
import { startTestApp } from "../test/app";
import { buildUser, signInAs } from "../test/factories";

const app = await startTestApp();

const send = (query: string, variables: Record<string, unknown> = {}) => app.client().send(query, variables);
const codeOf = async (query: string, variables = {}) => {
  const answer = await send(query, variables);
  return { code: answer.errors[0]?.extensions.code, statements: answer.statements };
};

const nested = (depth: number) => `{ __schema { types { ${"fields { type { ".repeat(depth)} name ${"} } ".repeat(depth)} } } }`;
const aliases = (count: number) => `{ ${Array.from({ length: count }, (_, index) => `a${index}: liveCursor`).join(" ")} }`;
const cycle = `query { node(type: "Course", id: "x") { ...A } } fragment A on Node { id ...B } fragment B on Node { id ...A }`;

test.each([
  ["a deep query", nested(12), "TOO_COMPLEX"],
  ["many aliases", aliases(LIMITS.aliases + 1), "TOO_COMPLEX"],
  ["a flood of tokens", `{ ${"liveCursor ".repeat(LIMITS.tokens + 1)} }`, "TOO_COMPLEX"],
  ["fragments in a circle", cycle, "INVALID_INPUT"],
  ["an unknown field", "{ nothingOfTheKind }", "INVALID_INPUT"],
  ["a broken document", "{ liveCursor", "INVALID_INPUT"],
])("%s is refused before any SQL runs", async (_name, query, code) => {
  expect(await codeOf(query)).toEqual({ code, statements: 0 });
});

test.each(["constructor", "__proto__", "toString"])("no thing is of the type %s, which every object has", async (type) => {
  const answer = await send(`query { node(type: "${type}", id: "01a1fe24-c26f-7e17-9853-62be7e07e447") { id } }`);
  expect(answer.errors[0]?.extensions.code).toBe("INVALID_INPUT");
});

test("a page of more than 100 rows is refused", async () => {
  const administrator = await signInAs(app, await buildUser(app, { roles: ["ADMINISTRATOR"] }));
  const answer = await administrator.send("query { users(first: 101) { nodes { id } } }");
  expect(answer.errors[0]?.extensions.code).toBe("INVALID_INPUT");
});

test("the standard introspection query is answered", async () => {
  const answer = await send(getIntrospectionQuery());
  expect(answer.errors).toEqual([]);
});

test("every answer says what it cost, and who to ask about it", async () => {
  const answer = await send("{ liveCursor }");
  expect(answer.headers.get("x-request-id")).toMatch(/^[0-9a-f-]{36}$/);
  const raw = (await (
    await app
      .client()
      .fetch("/graphql", { method: "POST", headers: { "content-type": "application/json" }, body: '{"query":"{ liveCursor }"}' })
  ).json()) as {
    extensions: { cost: number };
  };
  expect(raw.extensions.cost).toBe(1);
});

test("batches, GET and forms are refused: a page of another site cannot send an operation", async () => {
  const client = await signInAs(app, await buildUser(app));
  const post = (body: string, headers: Record<string, string>) => client.fetch("/graphql", { method: "POST", body, headers });
  expect((await post('[{"query":"{ liveCursor }"}]', { "content-type": "application/json" })).status).toBe(400);
  expect((await post('{"query":"{ liveCursor }"}', { "content-type": "text/plain" })).status).toBe(415);
  expect((await post("query={liveCursor}", { "content-type": "application/x-www-form-urlencoded" })).status).toBe(415);
  expect((await client.fetch("/graphql?query={liveCursor}")).status).toBe(405);
});

test("a body over 2 MiB, or one that is not JSON, is refused with a clear line", async () => {
  const post = (body: string) => app.client().fetch("/graphql", { method: "POST", body, headers: { "content-type": "application/json" } });
  expect((await post(`{"query":"${"x".repeat(2_100_000)}"}`)).status).toBe(413);
  expect((await post("{")).status).toBe(400);
});

test("the schema is served, described through and through", async () => {
  const sdl = await (await app.client().fetch("/schema.graphql")).text();
  expect(sdl).toContain("type Query");
});

test("/health answers, and /metrics counts", async () => {
  expect(await (await app.client().fetch("/health")).json()).toMatchObject({ status: "ok" });
  expect(await (await app.client().fetch("/metrics")).text()).toContain("lyceum_graphql_operation_seconds");
});
