// pnpm db:migrate NAME: writes the next migration, from the schema as last migrated to the schema as it is now.
// Until the first release there is one migration, which `pnpm codegen` rewrites; `pnpm codegen --frozen-init` ends that.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { diffSchemas, isFrozen, partition, partitionedTables, schemaContainer } from "./codegen/migration.mjs";
import { codegen } from "./codegen.mjs";
import { fromRoot } from "./workspace.mjs";

const snapshot = fromRoot("prisma/migrations/.schema.json");
const name = process.argv[2];

function fail(message) {
  console.error(message);
  process.exit(1);
}

if (!isFrozen()) {
  await codegen();
  console.log("The init migration is rewritten. A database that has the old one must be made anew (remove DATA_DIR).");
} else {
  if (!/^[a-z][a-z0-9_]*$/.test(name ?? "")) fail("Usage: pnpm db:migrate NAME   (lower case, digits and _)");
  if (!existsSync(snapshot)) fail("prisma/migrations/.schema.json is missing: it says what the schema was after the last migration.");
  const before = JSON.parse(readFileSync(snapshot, "utf8"));
  const after = schemaContainer().map(({ path: file, content }) => ({ path: path.relative(fromRoot(), file), content }));
  const known = partitionedTables(before);
  const added = new Map([...partitionedTables(after)].filter(([table]) => !known.has(table)));
  const sql = partition(await diffSchemas(before, after), added);
  if (sql.includes("This is an empty migration")) fail("The schema did not change: nothing to migrate.");
  const stamp = new Date().toISOString().replace(/\D/g, "").slice(0, 14);
  const folder = fromRoot("prisma/migrations", `${stamp}_${name}`);
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, "migration.sql"), sql);
  writeFileSync(snapshot, `${JSON.stringify(after, null, 2)}\n`);
  console.log(`Wrote ${path.relative(fromRoot(), folder)}/migration.sql: read it, and commit it.`);
}
