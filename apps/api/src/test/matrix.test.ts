import { expect, test } from "@jest/globals";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { makeSchema } from "../schema";
import { startTestApp } from "./app";
import { attempt, type Operation } from "./matrix";
import { buildWorld, matrixParts, ROLES, type Role } from "./matrix-world";

/** The reviewed table: what each operation answers to each role. `UPDATE_MATRIX=1` writes it anew; read the difference before committing it. */
const file = path.join(import.meta.dirname, "matrix.json");
type Table = Record<string, Record<Role, string>>;
const reviewed: Table = existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as Table) : {};
const update = process.env["UPDATE_MATRIX"] === "1";

const app = await startTestApp();
const parts = await matrixParts();
const schema = makeSchema();
const operations: Operation[] = [
  ...Object.values(schema.getQueryType()?.getFields() ?? {}).map((field) => ({ root: "query" as const, field })),
  ...Object.values(schema.getMutationType()?.getFields() ?? {}).map((field) => ({ root: "mutation" as const, field })),
].sort((a, b) => a.field.name.localeCompare(b.field.name));

const seen: Table = {};
const reads = await buildWorld(app, parts);

test.each(operations.map((operation) => [operation.field.name, operation] as const))(
  "%s answers each role as the reviewed table says",
  async (name, operation) => {
    const row = {} as Record<Role, string>;
    let world = operation.root === "mutation" ? await buildWorld(app, parts) : reads;
    let used = false;
    for (const role of ROLES) {
      // A mutation that was allowed has used up what it acts upon; one that was refused has changed nothing.
      if (used) world = await buildWorld(app, parts);
      row[role] = await attempt(operation, world.clients[role], world, parts);
      used = operation.root === "mutation" && row[role] === "ok";
    }
    seen[name] = row;
    expect(Object.values(row)).not.toContain("INTERNAL");
    if (!update) expect(row).toEqual(reviewed[name] ?? "no row for it: review it and add it");
  },
  30_000,
);

test("the table names no operation that is gone, and is written when asked", () => {
  const gone = Object.keys(reviewed).filter((name) => !operations.some((operation) => operation.field.name === name));
  const kept = Object.entries({ ...reviewed, ...seen })
    .filter(([name]) => !gone.includes(name))
    .sort(([a], [b]) => a.localeCompare(b));
  if (update) writeFileSync(file, `{\n${kept.map(([name, row]) => `  ${JSON.stringify(name)}: ${JSON.stringify(row)}`).join(",\n")}\n}\n`);
  else expect(gone).toEqual([]);
});
