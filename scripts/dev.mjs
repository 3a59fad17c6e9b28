// pnpm dev: PostgreSQL, the API rebuilt and restarted on every change, Vite with hot reload, code generation while you write.
import { spawn } from "node:child_process";
import { watch } from "node:fs";
import path from "node:path";
import { context } from "esbuild";
import { codegen } from "./codegen.mjs";
import { ensureDatabase, startCluster } from "./database.mjs";
import { apiBundle, fromRoot } from "./workspace.mjs";

const dataDir = path.resolve(fromRoot(), process.env.DATA_DIR ?? ".data");
let cluster;
let api;
let vite;
let stopping = false;

const isRunning = (child) => child && child.exitCode === null && child.signalCode === null;

function end(child) {
  if (!isRunning(child)) return Promise.resolve();
  return new Promise((resolve) => {
    const force = setTimeout(() => child.kill("SIGKILL"), 5000);
    child.once("exit", () => resolve(clearTimeout(force)));
    child.kill("SIGTERM");
  });
}

async function stop(code) {
  if (stopping) return;
  stopping = true;
  await Promise.all([end(api), end(vite)]);
  await cluster?.stop();
  process.exit(code);
}

async function restartApi(url) {
  await end(api);
  if (stopping) return;
  const env = { ...process.env, DATA_DIR: dataDir, DATABASE_URL: url };
  const args = ["--enable-source-maps", fromRoot("apps/api/dist/main.js")];
  api = spawn(process.execPath, args, { cwd: fromRoot(), env, detached: true, stdio: ["ignore", "inherit", "inherit", "ipc"] });
}

async function watchApi(url) {
  const setup = (build) =>
    build.onEnd((result) => {
      for (const { text, location } of result.errors) console.error(`${location?.file}:${location?.line}: ${text}`);
      if (result.errors.length === 0) void restartApi(url);
    });
  const plugins = [...apiBundle.plugins, { name: "restart", setup }];
  const bundle = { ...apiBundle, plugins, entryPoints: [fromRoot("apps/api/src/main.ts")], outfile: fromRoot("apps/api/dist/main.js") };
  await (await context(bundle)).watch();
}

function watchGenerated() {
  let running = Promise.resolve();
  let timer;
  const later = (_event, name) => {
    if (!/(\.graphql|\.prisma|\.sql|\.resolver\.ts|\.types\.ts)$/.test(name ?? "") || /migration\.sql$|schema\.graphql$/.test(name)) return;
    clearTimeout(timer);
    timer = setTimeout(() => (running = running.then(() => codegen(() => undefined)).catch((error) => console.error(error.message))), 200);
  };
  for (const folder of ["prisma", "apps/api/src", "apps/web/src"]) watch(fromRoot(folder), { recursive: true }, later);
}

function startVite() {
  vite = spawn(process.execPath, [fromRoot("apps/web/node_modules/vite/bin/vite.js"), "--host", "127.0.0.1"], {
    cwd: fromRoot("apps/web"),
    stdio: ["ignore", "inherit", "inherit"],
  });
  vite.on("exit", (code) => stop(code ?? 1));
}

for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => stop(0));

try {
  await codegen();
  cluster = process.env.DATABASE_URL ? undefined : await startCluster({ dataDir, log: console.log });
  if (cluster) await ensureDatabase(cluster, "lyceum");
  await watchApi(process.env.DATABASE_URL ?? cluster.url("lyceum"));
  startVite();
  watchGenerated();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  await stop(1);
}
