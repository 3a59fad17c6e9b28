// The migrated database that every worker's database is cloned from. Kept between runs; its name says which migrations it has.
import pg from "pg";
import { fromRoot, hashFiles, importTypeScript, listFiles } from "../../../../scripts/workspace.mjs";

const folder = fromRoot("prisma/migrations");

async function query(connectionString, sql, values) {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    return (await client.query(sql, values)).rows;
  } finally {
    await client.end();
  }
}

async function dropOthers(admin, keep) {
  const rows = await query(admin, `SELECT datname FROM pg_database WHERE datname LIKE 'lyceum\\_%' AND datname <> $1`, [keep]);
  for (const { datname } of rows) await query(admin, `DROP DATABASE IF EXISTS "${datname}" WITH (FORCE)`);
}

/** Returns the template's name; builds it when the migrations are new, and drops what earlier runs left. */
export async function prepareTemplate(cluster) {
  const admin = cluster.url("postgres");
  const hash = hashFiles(listFiles(folder), "2").slice(0, 16);
  const name = `lyceum_template_${hash}`;
  await dropOthers(admin, name);
  if ((await query(admin, "SELECT 1 FROM pg_database WHERE datname = $1", [name])).length > 0) return name;
  const building = `lyceum_building_${hash}`;
  await query(admin, `CREATE DATABASE "${building}"`);
  const { migrate } = await importTypeScript("apps/api/src/kernel/migrate.ts");
  await migrate(cluster.url(building), folder);
  await query(admin, `ALTER DATABASE "${building}" RENAME TO "${name}"`);
  return name;
}
