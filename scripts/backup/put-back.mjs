// Puts a backup back: everything is looked at before anything is changed; the files come first, then all rows in one transaction.
import { createHash } from "node:crypto";
import { cpSync, createReadStream, existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { copyFile, mkdir } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { createGunzip } from "node:zlib";
import pg from "pg";
import { fromRoot, importTypeScript } from "../workspace.mjs";
import { copyIn } from "./copy.mjs";
import { blobPlace, copyBlob, hashOf } from "./files.mjs";
import { FORMAT } from "./take.mjs";
import { copyInText, dataTables, emptyTables, withoutRules } from "./tables.mjs";

const text = async function* (folder, { file }) {
  yield* createReadStream(path.join(folder, file)).pipe(createGunzip());
};

function readManifest(folder) {
  const file = path.join(folder, "manifest.json");
  if (!existsSync(file)) throw new Error(`${folder} is no backup: it has no manifest.json.`);
  const manifest = JSON.parse(readFileSync(file, "utf8"));
  if (manifest.format !== FORMAT) throw new Error(`This backup has the format ${manifest.format}; this program reads ${FORMAT}.`);
  return manifest;
}

async function checkTable(folder, table) {
  const hash = createHash("sha256");
  for await (const chunk of text(folder, table)) hash.update(chunk);
  if (hash.digest("hex") !== table.sha256) throw new Error(`The backup is damaged: ${table.file} is not what was written.`);
}

function readFiles(folder, { files }) {
  const list = readFileSync(path.join(folder, "files.txt"), "utf8");
  if (createHash("sha256").update(list).digest("hex") !== files.sha256)
    throw new Error("The backup is damaged: files.txt is not what was written.");
  return list.split("\n").slice(0, -1);
}

/** Reads a whole backup and compares it with its manifest; throws at the first thing that is not as it was written. */
export async function checkBackup(folder) {
  const manifest = readManifest(folder);
  for (const table of manifest.tables) await checkTable(folder, table);
  const blobs = readFiles(folder, manifest);
  for (const sha256 of blobs) {
    const place = blobPlace(folder, sha256);
    if (!existsSync(place)) throw new Error(`The backup is damaged: the file ${sha256} is missing.`);
    if ((await hashOf(place)).sha256 !== sha256) throw new Error(`The backup is damaged: the file ${sha256} is not what was written.`);
  }
  return { manifest, blobs };
}

/** The migrations of the backup's moment, in a folder of their own: a later program adds the rest at its next start. */
function migrationsThen({ migrations }) {
  const folder = mkdtempSync(path.join(tmpdir(), "lyceum-migrations-"));
  for (const { name, checksum } of migrations) {
    const from = fromRoot("prisma/migrations", name);
    const there =
      existsSync(from) &&
      createHash("sha256")
        .update(readFileSync(path.join(from, "migration.sql")))
        .digest("hex");
    if (there !== checksum)
      throw new Error(
        `The backup was taken with another program: migration ${name} is ${there ? "another" : "unknown"} here. Restore with that version.`,
      );
    cpSync(from, path.join(folder, name), { recursive: true });
  }
  return folder;
}

async function refuseUnlessEmpty(client, replace) {
  const others = await client.query(
    `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() LIMIT 1`,
  );
  if (others.rowCount > 0) throw new Error("Something else is connected to this database: stop the server first.");
  const { rows } = await client.query(`SELECT to_regclass('"User"') IS NOT NULL AS "made"`);
  if (!rows[0].made || replace) return;
  const people = await client.query('SELECT count(*)::int AS "count" FROM "User"');
  if (people.rows[0].count > 0)
    throw new Error(`This campus has ${people.rows[0].count} people: nothing was changed. With --replace everything in it is lost.`);
}

async function emptyDatabase(client) {
  await client.query("DROP SCHEMA IF EXISTS pgboss CASCADE");
  await client.query("DROP SCHEMA public CASCADE");
  await client.query("CREATE SCHEMA public");
}

async function fillTables(client, folder, manifest) {
  const tables = await dataTables(client);
  const known = new Map(tables.map((table) => [table.name, table]));
  await client.query("BEGIN");
  await emptyTables(client, tables);
  for (const month of manifest.months) await client.query("SELECT ensure_event_partition($1::date)", [month]);
  await withoutRules(client, tables, async () => {
    for (const table of manifest.tables) {
      if (!known.has(table.name)) throw new Error(`The database has no table ${table.name}.`);
      await copyIn(client, copyInText(table), text(folder, table));
      const { rows } = await client.query(`SELECT count(*)::int AS "count" FROM "${table.name}"`);
      if (rows[0].count !== table.rows) throw new Error(`${table.name}: ${rows[0].count} of ${table.rows} rows came.`);
    }
  });
  for (const { name, value } of manifest.sequences) await client.query("SELECT setval($1::regclass, $2::bigint)", [`"${name}"`, value]);
  await client.query("COMMIT");
  await client.query("ANALYZE");
}

async function fillDatabase(url, folder, manifest, replace) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const then = migrationsThen(manifest);
  try {
    await refuseUnlessEmpty(client, replace);
    await emptyDatabase(client);
    const { migrate } = await importTypeScript("apps/api/src/kernel/migrate.ts");
    await migrate(url, then);
    await fillTables(client, folder, manifest);
  } finally {
    rmSync(then, { recursive: true, force: true });
    await client.end();
  }
}

/**
 * Restores a backup into an empty campus, or over another with `replace`. The server must not run.
 * @param {{ url: string, dataDir: string, folder: string, replace?: boolean, say?: (line: string) => void }} campus
 */
export async function putBack({ url, dataDir, folder, replace = false, say = () => undefined }) {
  const { manifest, blobs } = await checkBackup(folder);
  say(`The backup of ${manifest.takenAt} is whole.`);
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await refuseUnlessEmpty(client, replace).finally(() => client.end());
  await mkdir(dataDir, { recursive: true });
  for (const sha256 of blobs) await copyBlob(folder, dataDir, sha256);
  say(`${blobs.length} files are back.`);
  await fillDatabase(url, folder, manifest, replace);
  if (manifest.secret) await copyFile(path.join(folder, "secret"), path.join(dataDir, "secret"));
  say(`${manifest.tables.reduce((sum, { rows }) => sum + rows, 0)} rows of ${manifest.tables.length} tables are back.`);
  return manifest;
}
