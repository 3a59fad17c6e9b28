// Which campus a backup is of: the database and the data folder that the start command would use.
import { existsSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { claim, holderOf } from "../claim.mjs";
import { ensureDatabase, startCluster } from "../database.mjs";
import { fromRoot } from "../workspace.mjs";

const DATABASE = "lyceum";

/** The embedded PostgreSQL of a server that runs; it wrote down where it is. */
function runningUrl(dataDir) {
  const file = path.join(dataDir, "postgres.json");
  if (!existsSync(file)) throw new Error("The server uses a database of its own: set DATABASE_URL as it has it.");
  const { port, password } = JSON.parse(readFileSync(file, "utf8"));
  return `postgresql://lyceum:${password}@127.0.0.1:${port}/${DATABASE}`;
}

/** Calls `work({ url, dataDir })`. With `stopped`, refuses while the server runs; an embedded database that does not run is started for the time. */
export async function withCampus({ stopped }, work) {
  const dataDir = path.resolve(fromRoot(), process.env.DATA_DIR ?? ".data");
  const pidFile = path.join(dataDir, "start.pid");
  const running = holderOf(pidFile);
  if (running && stopped) throw new Error(`Lyceum runs on ${dataDir} (process ${running}). Stop it first.`);
  if (process.env.DATABASE_URL) return work({ url: process.env.DATABASE_URL, dataDir });
  if (running) return work({ url: runningUrl(dataDir), dataDir });
  const other = claim(pidFile);
  if (other) throw new Error(`Lyceum was started on ${dataDir} this moment (process ${other}). Try again.`);
  let cluster;
  try {
    cluster = await startCluster({ dataDir, log: console.log });
    await ensureDatabase(cluster, DATABASE);
    return await work({ url: cluster.url(DATABASE), dataDir });
  } finally {
    await cluster?.stop();
    rmSync(pidFile, { force: true });
  }
}
