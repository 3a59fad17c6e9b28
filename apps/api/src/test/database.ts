import { randomBytes } from "node:crypto";
import pg from "pg";

/** A database of a test file's own, cloned from the migrated template. */
export interface DatabaseClone {
  url: string;
  drop(): Promise<void>;
}

function fromSetup(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: run API tests with "node scripts/jest.mjs --selectProjects api"`);
  return value;
}

async function asAdministrator(sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: fromSetup("LYCEUM_TEST_CLUSTER").replace("{database}", "postgres") });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}

/**
 * Makes an empty, migrated database in about a tenth of a second.
 * `drop` cuts connections that are still open.
 */
export async function cloneDatabase(): Promise<DatabaseClone> {
  const name = `lyceum_${process.env["JEST_WORKER_ID"] ?? "1"}_${randomBytes(6).toString("hex")}`;
  await asAdministrator(`CREATE DATABASE "${name}" TEMPLATE "${fromSetup("LYCEUM_TEST_TEMPLATE")}" STRATEGY FILE_COPY`);
  return {
    url: fromSetup("LYCEUM_TEST_CLUSTER").replace("{database}", name),
    drop: () => asAdministrator(`DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`),
  };
}
