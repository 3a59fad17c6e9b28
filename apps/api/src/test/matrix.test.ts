import { expect, test } from "@jest/globals";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { getMetadataStorage } from "type-graphql";
import { makeSchema } from "../schema";
import { startTestApp } from "./app";
import { attempt, type Operation } from "./matrix";
import { buildWorld, matrixParts, resolverFolders, ROLES, type Role } from "./matrix-world";

/**
 * The reviewed table, one `matrix.json` in each module's folder: what each operation answers to each role.
 * `UPDATE_MATRIX=1` writes the rows that were tried anew; read the difference before committing it.
 */
type Row = Record<Role, string>;
const update = process.env["UPDATE_MATRIX"] === "1";

const app = await startTestApp();
const parts = await matrixParts();
const schema = makeSchema();
const roots = { query: schema.getQueryType(), mutation: schema.getMutationType(), subscription: schema.getSubscriptionType() };
const operations: Operation[] = Object.entries(roots)
  .flatMap(([root, type]) => Object.values(type?.getFields() ?? {}).map((field) => ({ root: root as Operation["root"], field })))
  .sort((a, b) => a.field.name.localeCompare(b.field.name));

const folders = await resolverFolders();
const kernel = path.resolve(import.meta.dirname, "../kernel");
const { queries, mutations, subscriptions } = getMetadataStorage();
const tables = new Map([...queries, ...mutations, ...subscriptions].map((field) => [field.schemaName, tableOf(folders.get(field.target))]));
const reviewed = new Map([...new Set(tables.values())].map((file) => [file, read(file)]));

function tableOf(folder = kernel): string {
  return path.join(folder, "matrix.json");
}

function read(file: string): Record<string, Row> {
  return existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as Record<string, Row>) : {};
}

const seen: Record<string, Row> = {};
const reads = await buildWorld(app, parts);

test.each(operations.map((operation) => [operation.field.name, operation] as const))(
  "%s answers each role as the reviewed table says",
  async (name, operation) => {
    const row = {} as Row;
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
    if (!update) expect(row).toEqual(reviewed.get(tables.get(name)!)?.[name] ?? "no row for it: review it and add it");
  },
  30_000,
);

test("the tables name no operation that is gone, and are written when asked", () => {
  const gone = [...reviewed].flatMap(([file, table]) => Object.keys(table).filter((name) => tables.get(name) !== file));
  if (!update) return expect(gone).toEqual([]);
  for (const [file, table] of reviewed) {
    const kept = Object.entries({ ...table, ...Object.fromEntries(Object.entries(seen).filter(([name]) => tables.get(name) === file)) })
      .filter(([name]) => tables.get(name) === file)
      .sort(([a], [b]) => a.localeCompare(b));
    writeFileSync(file, `{\n${kept.map(([name, row]) => `  ${JSON.stringify(name)}: ${JSON.stringify(row)}`).join(",\n")}\n}\n`);
  }
  return undefined;
});
