// pnpm demo:reset: empties the campus and makes the demo anew. Everything in it is lost: that is what it is for.
import path from "node:path";
import { ensureInstalled, requireNode } from "./install.mjs";

requireNode();
ensureInstalled();
const { codegen } = await import("./codegen.mjs");
const { ensureDatabase, startCluster } = await import("./database.mjs");
const { holderOf } = await import("./claim.mjs");
const { fromRoot, importTypeScript } = await import("./workspace.mjs");

const dataDir = path.resolve(fromRoot(), process.env.DATA_DIR ?? ".data");
const pidFile = path.join(dataDir, "start.pid");
let cluster;

try {
  const running = holderOf(pidFile);
  if (running) throw new Error(`Lyceum runs on ${dataDir} (process ${running}). Stop it first.`);
  await codegen(() => undefined);
  process.chdir(fromRoot());
  process.env.DATA_DIR = dataDir;
  process.env.LOG_LEVEL ??= "warn";
  if (!process.env.DATABASE_URL) {
    cluster = await startCluster({ dataDir, log: console.log });
    await ensureDatabase(cluster, "lyceum");
    process.env.DATABASE_URL = cluster.url("lyceum");
  }
  const { resetDemo } = await importTypeScript("prisma/seed/reset-demo.ts");
  await resetDemo(console.log);
  console.log("The demo campus is as new.");
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
} finally {
  await cluster?.stop();
}
