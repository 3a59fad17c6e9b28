import { expect, test } from "@jest/globals";
import { getNamedType } from "graphql";
import { makeSchema } from "../schema";
import { startTestApp } from "./app";
import { requestOf } from "./matrix";
import { buildWorld, matrixParts, type Role } from "./matrix-world";

/** Cursors come from outside: one that no list of ours made is INVALID_INPUT, in every list, and never a fault of the database. */
const app = await startTestApp();
const parts = await matrixParts();
const world = await buildWorld(app, parts);

const encoded = (text: string) => Buffer.from(text).toString("base64url");
const values = ["null", "1e999", '"NaN"', '"\\u0000"', "{}", "[]", "true", '"not an id"', "-1.5", '"99999999-99-99T99:99"'];
/** No JSON, no list, too long a list; and lists of one to four values of which none can be a key that ends in an id or a number. */
const forged = [
  "%%%",
  encoded("nonsense"),
  encoded("{}"),
  encoded("[]"),
  encoded(JSON.stringify(Array.from({ length: 9 }, () => "x"))),
  ...[1, 2, 3, 4].flatMap((length) => values.map((value) => encoded(`[${Array.from({ length }, () => value).join()}]`))),
];

const lists = Object.values(makeSchema().getQueryType()!.getFields()).filter(
  (field) => field.args.some(({ name }) => name === "after") && getNamedType(field.type).name.endsWith("Connection"),
);

test("there are lists to try", () => {
  expect(lists.length).toBeGreaterThan(15);
});

test.each(lists.map((field) => [field.name, field] as const))("%s refuses cursors that it has not made", async (_name, field) => {
  const { text, variables } = requestOf({ root: "query", field }, world, parts);
  const answered: string[] = [];
  let tried = 0;
  const roles: Role[] = ["teacher", "administrator", "learner"];
  for (const role of roles) {
    if ((await world.clients[role].send(text, variables)).errors.length > 0) continue;
    const asking = text
      .replace(/^query Tried(\(|)/u, (_all, open: string) => (open ? "query Tried($after: String, " : "query Tried($after: String)"))
      .replace(new RegExp(`\\{ ${field.name}(\\(|)`, "u"), (_all, open: string) => `{ ${field.name}(after: $after${open ? ", " : ")"}`);
    for (const after of forged) {
      const { errors } = await world.clients[role].send(asking, { ...variables, after });
      tried++;
      const code = String(errors[0]?.extensions?.["code"] ?? "answered");
      if (code !== "INVALID_INPUT") answered.push(`${code}: ${Buffer.from(after, "base64url").toString()}`);
    }
    break;
  }
  expect({ tried, answered }).toEqual({ tried: forged.length, answered: [] });
});
