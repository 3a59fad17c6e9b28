import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import pg from "pg";

/** Any number will do, so long as nothing else in the database takes the same one. */
const migrationLock = 4_815_162_342;

/** One folder of prisma/migrations. `checksum` is the hex SHA-256 of the script, as Prisma stores it. */
export interface Migration {
  name: string;
  script: string;
  checksum: string;
}

/** Raised when the database cannot be brought to this version; its message is one line for the operator. */
export class MigrationRefused extends Error {}

/** The repository's prisma/migrations, found from the source file as well as from the bundle in dist. */
function migrationsFolder(): string {
  let folder = import.meta.dirname;
  while (!existsSync(path.join(folder, "prisma/migrations"))) {
    if (folder === path.dirname(folder)) throw new MigrationRefused("The folder prisma/migrations is missing beside the program.");
    folder = path.dirname(folder);
  }
  return path.join(folder, "prisma/migrations");
}

/** Reads the migrations folder in name order. */
export async function readMigrations(folder: string): Promise<Migration[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  names.sort();
  return Promise.all(
    names.map(async (name) => {
      const script = await readFile(path.join(folder, name, "migration.sql"), "utf8");
      return { name, script, checksum: createHash("sha256").update(script).digest("hex") };
    }),
  );
}

interface AppliedRow {
  migration_name: string;
  checksum: string;
  finished_at: Date | null;
}

async function readApplied(client: pg.Client): Promise<AppliedRow[]> {
  const table = await client.query<{ there: boolean }>(`SELECT to_regclass('_prisma_migrations') IS NOT NULL AS there`);
  if (!table.rows[0]?.there) return [];
  const sql = `SELECT migration_name, checksum, finished_at FROM _prisma_migrations WHERE rolled_back_at IS NULL`;
  return (await client.query<AppliedRow>(sql)).rows;
}

function refuseConflicts(applied: AppliedRow[], migrations: Migration[]): void {
  const known = new Map(migrations.map((migration) => [migration.name, migration]));
  for (const row of applied) {
    const migration = known.get(row.migration_name);
    if (!row.finished_at)
      throw new MigrationRefused(`Migration ${row.migration_name} failed half-way in this database: restore a backup, then start again.`);
    if (!migration)
      throw new MigrationRefused(`This database is newer than the program: it has migration ${row.migration_name}, which is unknown here.`);
    if (migration.checksum !== row.checksum) {
      throw new MigrationRefused(
        `Migration ${row.migration_name} was changed after it was applied to this database: restore the file, or start on an empty database.`,
      );
    }
  }
}

function toEngineList(folder: string, migrations: Migration[]) {
  return {
    baseDir: folder,
    lockfile: { path: "migration_lock.toml", content: `provider = "postgresql"\n` },
    shadowDbInitScript: "",
    migrationDirectories: migrations.map(({ name, script }) => ({
      path: name,
      migrationFile: { path: "migration.sql", content: { tag: "ok" as const, value: script } },
    })),
  };
}

async function apply(connectionString: string, folder: string, migrations: Migration[]): Promise<string[]> {
  // Loaded only when there is something to apply.
  const { openSchemaEngine } = await import("./schema-engine");
  const { engine, close, scriptError } = await openSchemaEngine(connectionString);
  try {
    const filters = { externalTables: [], externalEnums: [] };
    const result = await engine.applyMigrations({ migrationsList: toEngineList(folder, migrations), filters });
    return result.appliedMigrationNames;
  } catch (error) {
    const told = scriptError() ?? error;
    const reason = told instanceof Error ? told.message : String(told);
    throw new MigrationRefused(`A migration failed: ${reason.replace(/\s+/g, " ").trim()}`, { cause: error });
  } finally {
    await close();
  }
}

/**
 * Brings a database to the newest migration and returns the names just applied (none when it is up to date).
 * Processes that start together wait for each other. Uses Prisma's own `_prisma_migrations` table.
 * @throws MigrationRefused when an applied migration was changed, is unknown here, or failed.
 */
export async function migrate(connectionString: string, folder = migrationsFolder()): Promise<string[]> {
  const migrations = await readMigrations(folder);
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    await client.query("SELECT pg_advisory_lock($1)", [migrationLock]);
    const applied = await readApplied(client);
    refuseConflicts(applied, migrations);
    if (applied.length === migrations.length) return [];
    return await apply(connectionString, folder, migrations);
  } finally {
    await client.end();
  }
}
