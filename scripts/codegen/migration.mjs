import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { fromRoot, hashFiles, importTypeScript, isStamped, listFiles, root, stamp, writeIfChanged } from "../workspace.mjs";
import { prismaFiles } from "./prisma-client.mjs";

const initFile = fromRoot("prisma/migrations/00000000000000_init/migration.sql");
const lockFile = fromRoot("prisma/migrations/migration_lock.toml");
const frozenMarker = fromRoot("prisma/migrations/.frozen");

/** Whether the init migration is released, so that changes become new migrations. */
export const isFrozen = () => existsSync(frozenMarker);

/** Schema files as the engine takes them. */
export const schemaContainer = (files = prismaFiles()) => files.map((file) => ({ path: file, content: readFileSync(file, "utf8") }));

/** SQL that turns the schema `before` (null = empty) into `after`, both lists of { path, content }. */
export async function diffSchemas(before, after) {
  const { openSchemaEngine } = await importTypeScript("apps/api/src/kernel/schema-engine.ts");
  const { engine, close } = await openSchemaEngine(null);
  try {
    const from = before ? { tag: "schemaDatamodel", files: before } : { tag: "empty" };
    const filters = { externalTables: [], externalEnums: [] };
    const result = await engine.diff({ from, to: { tag: "schemaDatamodel", files: after }, script: true, exitCode: null, filters });
    return result.stdout ?? "";
  } finally {
    await close();
  }
}

/** Table name → column, for models with the doc comment `/// @partition-by-range(column)`. */
export function partitionedTables(files) {
  const tables = new Map();
  for (const { content } of files) {
    for (const [block, column] of content.matchAll(/\/\/\/\s*@partition-by-range\((\w+)\)[\s\S]*?\n}/g)) {
      const model = /^model\s+(\w+)/m.exec(block)?.[1];
      if (!model) throw new Error("@partition-by-range stands before something that is not a model");
      tables.set(/@@map\("([^"]+)"\)/.exec(block)?.[1] ?? model, column);
    }
  }
  return tables;
}

/** Adds the partitioning that Prisma's schema language cannot say. */
export function partition(sql, tables) {
  let result = sql;
  for (const [table, column] of tables) {
    const statement = new RegExp(`(CREATE TABLE "${table}" \\([\\s\\S]*?\\n\\))(;)`);
    if (!statement.test(result)) throw new Error(`@partition-by-range: no CREATE TABLE "${table}" in the migration`);
    result = result.replace(statement, `$1 PARTITION BY RANGE ("${column}")$2`);
  }
  return result;
}

/** From the first release on: the init migration stays as it is, and the schema it made is kept to compare the next one with. */
export function freezeInit() {
  if (isFrozen()) return;
  const files = schemaContainer().map(({ path: file, content }) => ({ path: path.relative(root, file), content }));
  writeIfChanged(fromRoot("prisma/migrations/.schema.json"), `${JSON.stringify(files, null, 2)}\n`);
  writeIfChanged(frozenMarker, "The first migration is released: add migrations, never change one.\n");
}

const section = (file) => `-- ${path.relative(root, file).replaceAll("\\", "/")}\n${readFileSync(file, "utf8").trim()}\n`;

/** The whole init script: extensions first, then what Prisma makes of the schema, then our own SQL. */
export async function initScript() {
  const own = listFiles(fromRoot("prisma/sql"), (file) => file.endsWith(".sql"));
  const isBefore = (file) => /^(\d+-)?before-/.test(path.basename(file)) || path.basename(file).startsWith("00-");
  const schema = schemaContainer();
  const made = partition(await diffSchemas(null, schema), partitionedTables(schema));
  return [
    ...own.filter(isBefore).map(section),
    `-- prisma/models\n${made.trim()}\n`,
    ...own.filter((file) => !isBefore(file)).map(section),
  ].join("\n");
}

/** Until the first release there is one migration, rewritten from the schema. */
export async function writeInitMigration() {
  const files = prismaFiles();
  if (files.length === 0) return "no schema";
  if (isFrozen()) return "frozen";
  const own = listFiles(fromRoot("prisma/sql"), (file) => file.endsWith(".sql"));
  const inputs = [...files, ...own, import.meta.filename, fromRoot("apps/api/src/kernel/schema-engine.ts")];
  const current = () => hashFiles([...inputs, ...listFiles(initFile)]);
  if (existsSync(initFile) && existsSync(lockFile) && isStamped("init-migration", current())) return "unchanged";
  const changed = writeIfChanged(initFile, await initScript());
  writeIfChanged(
    lockFile,
    `# Written by the schema engine's own format: which database the migrations are for.\nprovider = "postgresql"\n`,
  );
  stamp("init-migration", current());
  return changed ? "made" : "unchanged";
}
