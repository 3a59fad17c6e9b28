import { fork } from "node:child_process";
import { once } from "node:events";
import pg from "pg";
import type { Services } from "../kernel/services";

/** The argument that makes a process of this program prepare the campus and end. */
export const PREPARE = "prepare-campus";

/** Gives an empty database its first people: the demo campus, or one administrator whose one-time password is printed. */
export async function prepareCampus(services: Services): Promise<void> {
  // Loaded only when there is something to look at: it is the demo's texts.
  const { prepare } = await import("../../../../prisma/seed/prepare");
  await prepare(services, (line) => void process.stdout.write(`${line}\n`));
}

/** Whether the database has its tables and people, and no demo that was cut off half-way. */
async function isPrepared(databaseUrl: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const tables = await client.query<{ there: boolean }>(`SELECT to_regclass('"User"') IS NOT NULL AS there`);
    if (!tables.rows[0]?.there) return false;
    const people = await client.query<{ done: boolean }>(
      `SELECT EXISTS (SELECT FROM "User") AND NOT EXISTS (SELECT FROM "Setting" WHERE "key" = 'campus.seed') AS done`,
    );
    return people.rows[0]?.done ?? false;
  } finally {
    await client.end();
  }
}

/**
 * Prepares an empty database in a process of its own, whose memory goes with it: creating the tables and drawing the demo's pictures
 * would otherwise stay with the server for as long as it runs. Throws when that process fails; it has said why.
 */
export async function prepareApart(databaseUrl: string): Promise<void> {
  const program = process.argv[1];
  if (!program || (await isPrepared(databaseUrl))) return;
  const [code] = (await once(fork(program, [PREPARE], { stdio: "inherit" }), "exit")) as [number | null];
  if (code !== 0) throw new Error("The campus could not be prepared.");
}

/** Throws where the server would be open to the network while accounts of the demo campus still have their known password. */
export async function refuseKnownPasswords(services: Services): Promise<void> {
  const known = await import("../../../../prisma/seed/known-passwords");
  await known.refuseKnownPasswords(services);
}
