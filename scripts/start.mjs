// npm start: brings up everything that Lyceum needs and stops all of it again. Settings: docs and .env.example.
import { spawn } from "node:child_process";
import { rmSync } from "node:fs";
import path from "node:path";
import { ensureInstalled, requireNode } from "./install.mjs";

requireNode();
ensureInstalled();
const { codegen } = await import("./codegen.mjs");
const { buildAll } = await import("./build.mjs");
const { startCluster, ensureDatabase } = await import("./database.mjs");
const { alone, claim } = await import("./claim.mjs");
const { fromRoot } = await import("./workspace.mjs");

const stopLimitMs = 8000;
const dataDir = path.resolve(fromRoot(), process.env.DATA_DIR ?? ".data");
const pidFile = path.join(dataDir, "start.pid");
let cluster;
let api;
let stopping = false;
let claimed = false;

function claimDataDir() {
  const other = claim(pidFile);
  if (other) throw new Error(`Lyceum already runs on ${dataDir} (process ${other}). Set DATA_DIR and PORT to run another.`);
  claimed = true;
}

/** Brings what is built up to date; two that start in one checkout do it one after the other, and the second finds it done. */
function prepare() {
  const work = async () => {
    await codegen(() => undefined);
    await buildAll();
  };
  return alone(fromRoot(".cache/preparing.pid"), work, (pid) => console.log(`Waiting for process ${pid}, which builds in this checkout…`));
}

function stopApi() {
  if (!api || api.exitCode !== null || api.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    const force = setTimeout(() => api.kill("SIGKILL"), stopLimitMs);
    api.once("exit", () => {
      clearTimeout(force);
      resolve();
    });
    api.kill("SIGTERM");
  });
}

/** Where npm is killed outright, it passes nothing on: a new parent tells. */
function stopWithNpm() {
  if (!process.env.npm_lifecycle_event || process.platform === "win32") return;
  const parent = process.ppid;
  setInterval(() => process.ppid !== parent && stop(0), 500).unref();
}

/** The application first, the database last. */
async function stop(code) {
  if (stopping) return;
  stopping = true;
  await stopApi();
  await cluster?.stop();
  if (claimed) rmSync(pidFile, { force: true });
  process.exit(code);
}

async function databaseUrl() {
  if (process.env.DATABASE_URL) return process.env.DATABASE_URL;
  cluster = await startCluster({ dataDir, log: console.log });
  void cluster.exited.then(() => {
    if (!stopping) console.error(`PostgreSQL ended unexpectedly; see ${path.join(dataDir, "postgres.log")}`);
    return stop(1);
  });
  await ensureDatabase(cluster, "lyceum");
  return cluster.url("lyceum");
}

function runApi(url) {
  const built = { WEB_DIR: fromRoot("apps/web/dist"), PLAYER_DIR: fromRoot("apps/web/dist-player") };
  const env = { NODE_ENV: "production", MALLOC_ARENA_MAX: "2", ...built, ...process.env, DATA_DIR: dataDir, DATABASE_URL: url };
  // A young generation of 4 MB, two arenas of malloc and no source maps (the bundle is not minified) take 90 MB off an idle process.
  // A process group of its own: Ctrl-C reaches this script only, which passes it on once. The channel tells it when this script is gone.
  api = spawn(process.execPath, ["--max-semi-space-size=4", fromRoot("apps/api/dist/main.js")], {
    cwd: fromRoot(),
    env,
    detached: true,
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
  api.on("error", () => stop(1));
  api.on("exit", (code) => stop(stopping ? 0 : (code ?? 1)));
}

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => stop(0));
stopWithNpm();

try {
  claimDataDir();
  const [url] = await Promise.all([databaseUrl(), prepare()]);
  if (!stopping) runApi(url);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  await stop(1);
}
