// Takes a backup of a campus that may be in use: one snapshot of the database, then the files that this snapshot names.
import { createHash } from "node:crypto";
import { createWriteStream } from "node:fs";
import { copyFile, mkdir, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { finished } from "node:stream/promises";
import { createGzip } from "node:zlib";
import pg from "pg";
import { copyOut } from "./copy.mjs";
import { copyBlob, flush, isEmpty } from "./files.mjs";
import { copyOutText, dataTables, eventMonths, migrationsOf, sequences } from "./tables.mjs";

export const FORMAT = 1;

async function writeTable(client, table, folder) {
  const file = path.join("tables", `${table.name}.copy.gz`);
  const hash = createHash("sha256");
  const counted = { rows: 0, bytes: 0 };
  const gzip = createGzip({ level: 4 });
  const out = createWriteStream(path.join(folder, file), { mode: 0o600 });
  const written = finished(gzip.pipe(out));
  await copyOut(client, copyOutText(table), gzip, (row) => {
    hash.update(row);
    counted.rows += 1;
    counted.bytes += row.length;
  });
  gzip.end();
  await written;
  await flush(path.join(folder, file));
  return { ...table, file, ...counted, sha256: hash.digest("hex") };
}

async function readDatabase(client, folder) {
  // A snapshot: what commits from now on is not seen by any of the tables.
  await client.query("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
  await client.query("SET LOCAL synchronize_seqscans = off");
  await client.query("SET LOCAL idle_in_transaction_session_timeout = 0");
  const { rows } = await client.query(`SELECT now() AS "takenAt", current_setting('server_version') AS "postgres"`);
  const facts = {
    ...rows[0],
    migrations: await migrationsOf(client),
    months: await eventMonths(client),
    sequences: await sequences(client),
  };
  const tables = [];
  for (const table of await dataTables(client)) tables.push(await writeTable(client, table, folder));
  const named = await client.query(
    `SELECT "sha256" FROM "Blob" UNION SELECT "sha256" FROM "Upload" WHERE "state" = 'COMPLETE' AND "sha256" IS NOT NULL ORDER BY 1`,
  );
  await client.query("COMMIT");
  return { facts, tables, blobs: named.rows.map(({ sha256 }) => sha256) };
}

/** Files that the snapshot names and that are not there: either collected meanwhile (then no row names them any more), or lost. */
async function settleAbsent(client, absent) {
  const { rows } = await client.query(
    `SELECT "sha256" FROM "Blob" WHERE "sha256" = ANY($1) UNION SELECT "sha256" FROM "Upload" WHERE "sha256" = ANY($1)`,
    [absent],
  );
  if (rows.length > 0) throw new Error(`${rows.length} files are missing from the campus, the first is ${rows[0].sha256}.`);
}

/** Copies the files, and writes the list of their names. */
async function writeFiles(client, blobs, dataDir, half) {
  const [there, absent] = [[], []];
  let bytes = 0;
  for (const sha256 of blobs) {
    const size = await copyBlob(dataDir, half, sha256);
    (size === null ? absent : there).push(sha256);
    bytes += size ?? 0;
  }
  if (absent.length > 0) await settleAbsent(client, absent);
  const list = there.map((sha256) => `${sha256}\n`).join("");
  await writeFile(path.join(half, "files.txt"), list, { mode: 0o600 });
  await flush(path.join(half, "files.txt"));
  return { count: there.length, bytes, sha256: createHash("sha256").update(list).digest("hex") };
}

async function takeInto(half, { url, dataDir, say }) {
  await mkdir(path.join(half, "tables"), { recursive: true, mode: 0o700 });
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { facts, tables, blobs } = await readDatabase(client, half);
    say(`${tables.length} tables, ${tables.reduce((sum, { rows }) => sum + rows, 0)} rows`);
    // Bytes are kept before the rows that name them, so what the snapshot names is there by now.
    const files = await writeFiles(client, blobs, dataDir, half);
    say(`${files.count} files, ${(files.bytes / 1e6).toFixed(1)} MB`);
    const secret = await copyFile(path.join(dataDir, "secret"), path.join(half, "secret")).then(
      () => true,
      () => false,
    );
    return { format: FORMAT, ...facts, tables, files, secret };
  } finally {
    await client.end();
  }
}

/**
 * Writes a backup into a new folder; it has its name only when it is whole.
 * @param {{ url: string, dataDir: string, folder: string, say?: (line: string) => void }} campus
 */
export async function takeBackup({ url, dataDir, folder, say = () => undefined }) {
  if (!(await isEmpty(folder))) throw new Error(`${folder} is not empty: a backup is written into a new folder.`);
  const half = `${folder}.half`;
  await rm(half, { recursive: true, force: true });
  await mkdir(half, { recursive: true, mode: 0o700 });
  const manifest = await takeInto(half, { url, dataDir, say });
  await writeFile(path.join(half, "manifest.json"), `${JSON.stringify(manifest, null, 1)}\n`, { mode: 0o600 });
  await flush(path.join(half, "manifest.json"));
  await rm(folder, { recursive: true, force: true });
  await rename(half, folder);
  await flush(path.dirname(folder));
  return manifest;
}
