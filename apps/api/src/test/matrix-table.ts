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

/** An operation with the file of its row. */
export interface Reviewed extends Operation {
  file: string;
}

/** Every operation of the schema, by name, with the table in which its row stands. */
export async function allOperations(): Promise<Reviewed[]> {
  const schema = makeSchema();
  const folders = await resolverFolders();
  const kernel = path.resolve(import.meta.dirname, "../kernel");
  const { queries, mutations, subscriptions } = getMetadataStorage();
  const files = new Map(
    [...queries, ...mutations, ...subscriptions].map(({ schemaName, target }) => [
      schemaName,
      path.join(folders.get(target) ?? kernel, "matrix.json"),
    ]),
  );
  const roots = { query: schema.getQueryType(), mutation: schema.getMutationType(), subscription: schema.getSubscriptionType() };
  return Object.entries(roots)
    .flatMap(([root, type]) => Object.values(type?.getFields() ?? {}).map((field) => ({ root: root as Operation["root"], field })))
    .map((operation) => ({ ...operation, file: files.get(operation.field.name)! }))
    .sort((a, b) => a.field.name.localeCompare(b.field.name));
}

/** The rows of one file; none when it is not there. */
export function readRows(file: string): Record<string, Row> {
  return existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as Record<string, Row>) : {};
}

/**
 * Makes one test an operation of those that are wanted. A mutation has a world of its own: one that changes the whole campus
 * (new terms, for instance) takes rights from everybody who was there before.
 */
export async function tryOperations(wanted: (operation: Reviewed) => boolean): Promise<void> {
  const operations = (await allOperations()).filter(wanted);
  const app = await startTestApp();
  const parts = await matrixParts();
  const reads = operations.some(({ root }) => root !== "mutation") ? await buildWorld(app, parts) : undefined;
  const seen: Record<string, Row> = {};

  test.each(operations.map((operation) => [operation.field.name, operation] as const))(
    "%s answers each role as the reviewed table says",
    async (name, operation) => {
      const row = {} as Row;
      let world = operation.root === "mutation" ? await buildWorld(app, parts) : reads!;
      let used = false;
      for (const role of ROLES) {
        // A mutation that was allowed has used up what it acts upon; one that was refused has changed nothing.
        if (used) world = await buildWorld(app, parts);
        row[role] = await attempt(operation, world.clients[role], world, parts);
        used = operation.root === "mutation" && row[role] === "ok";
      }
      seen[name] = row;
      expect(Object.values(row)).not.toContain("INTERNAL");
      if (!update) expect(row).toEqual(readRows(operation.file)[name] ?? "no row for it: review it and add it");
    },
    60_000,
  );

  test("the tried rows are written when asked", () => {
    if (update) for (const file of new Set(operations.map((operation) => operation.file))) writeRows(file, operations, seen);
    expect(operations.length).toBeGreaterThan(0);
  });
}

function writeRows(file: string, operations: Reviewed[], seen: Record<string, Row>): void {
  const tried = operations
    .filter((operation) => operation.file === file)
    .flatMap(({ field: { name } }) => (seen[name] ? [[name, seen[name]] as const] : []));
  const rows = Object.entries({ ...readRows(file), ...Object.fromEntries(tried) }).sort(([a], [b]) => a.localeCompare(b));
  writeFileSync(file, `{\n${rows.map(([name, row]) => `  ${JSON.stringify(name)}: ${JSON.stringify(row)}`).join(",\n")}\n}\n`);
}
