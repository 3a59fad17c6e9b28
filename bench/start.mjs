// From nothing to a page that is of use: a fresh clone, a warm start, what a browser fetches first, and when it shows what somebody came for.
import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, existsSync, mkdtempSync, readFileSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { gzipSync } from "node:zlib";
import { initialFiles } from "../scripts/build.mjs";
import { freePort } from "../scripts/database.mjs";
import { fromRoot, importTypeScript } from "../scripts/workspace.mjs";
import { quantile } from "./load.mjs";
import { residentBytes, startApi } from "./processes.mjs";
import { figure } from "./report.mjs";

const SIGN_IN = 'mutation { signIn(login: "learner", password: "lyceum-demo") { viewer { id } } }';
const LIMIT_MS = 600_000;

/** `npm start` in a checkout, until it says that it is ready: how long that took, and the way to stop it. */
async function startIn(folder, ports) {
  const env = { ...process.env, NODE_ENV: "production", PORT: String(ports[0]), CONTENT_PORT: String(ports[1]), DEMO: "1" };
  for (const name of ["DATABASE_URL", "DATA_DIR", "npm_lifecycle_event"]) delete env[name];
  const started = performance.now();
  const child = spawn("npm", ["start"], { cwd: folder, env, stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (output = (output + chunk).slice(-20_000)));
  while (!output.includes("is ready at")) {
    if (child.exitCode !== null) throw new Error(`it did not start:\n${output}`);
    if (performance.now() - started > LIMIT_MS) throw new Error(`it was not ready in ten minutes:\n${output}`);
    await wait(10);
  }
  const seconds = (performance.now() - started) / 1000;
  return {
    seconds,
    origin: `http://localhost:${ports[0]}`,
    async stop() {
      const ended = child.exitCode === null ? once(child, "exit") : undefined;
      child.kill("SIGTERM");
      await ended;
      // npm may be gone before what it started.
      while (existsSync(path.join(folder, ".data/start.pid"))) await wait(20);
    },
  };
}

/** Runs in the page before anything else: when a course of the person's is in the page, and that has been painted. */
function watchForUse() {
  const look = () => {
    if (!document.querySelector('main a[href*="/c/"]')) return requestAnimationFrame(look);
    requestAnimationFrame(() => requestAnimationFrame(() => (window.usefulAt = performance.now())));
  };
  look();
}

/** The home page of somebody who is signed in, in a browser that has never been here; milliseconds from the address to their courses. */
async function usefulPaints(origin, times) {
  const { launchBrowser } = await importTypeScript("e2e/chromium.ts");
  const browser = await launchBrowser();
  const seen = [];
  try {
    for (let time = -1; time < times; time += 1) {
      const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
      const headers = { "apollo-require-preflight": "true" };
      const signedIn = await context.request.post(`${origin}/graphql`, { data: { query: SIGN_IN }, headers });
      if (!signedIn.ok()) throw new Error(`sign-in answered ${signedIn.status()}`);
      const page = await context.newPage();
      await page.addInitScript(watchForUse);
      await page.goto(origin, { waitUntil: "commit" });
      await page.waitForFunction(() => window.usefulAt !== undefined, undefined, { timeout: 60_000 });
      const useful = await page.evaluate(() => window.usefulAt);
      const first = await page.evaluate(() => performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? Number.NaN);
      // The first is the server's first page of all.
      if (time >= 0) seen.push({ useful, first });
      await context.close();
    }
  } finally {
    await browser.close();
  }
  return seen;
}

const median = (values) => quantile(values, 0.5);

/** A fresh clone of what is committed; npm's own cache may be warm, nothing else is. */
export async function freshStart() {
  const folder = mkdtempSync(path.join(realpathSync(tmpdir()), "lyceum-clone-"));
  chmodSync(folder, 0o755);
  const ports = [await freePort(), await freePort()];
  let server;
  try {
    execFileSync("git", ["clone", "--quiet", fromRoot(), folder]);
    server = await startIn(folder, ports);
    const fresh = server.seconds;
    await server.stop();
    const warm = [];
    for (let time = 0; time < 3; time += 1) {
      server = await startIn(folder, ports);
      warm.push(server.seconds);
      if (time < 2) await server.stop();
    }
    const paints = await usefulPaints(server.origin, 7);
    const useful = paints.map((paint) => paint.useful / 1000);
    const first = `first paint of anything ${(median(paints.map((paint) => paint.first)) / 1000).toFixed(2)} s, slowest ${Math.max(...useful).toFixed(2)} s`;
    return [
      figure("start", "fresh clone to ready", fresh, "s", ["<=", 90], "packages installed, built, demo campus made"),
      figure("start", "warm start", median(warm), "s", ["<=", 5], "npm start, database included"),
      figure("start", "first useful paint of the home page", median(useful), "s", ["<=", 1], `empty browser cache; ${first}`),
    ];
  } finally {
    await server?.stop().catch(() => undefined);
    rmSync(folder, { recursive: true, force: true });
  }
}

/** From the API process's start to "ready" on a prepared database, and what it then holds. */
export async function startOfApi({ url }) {
  const times = [];
  let memory = 0;
  for (let count = 0; count < 3; count += 1) {
    const api = await startApi(url, { plain: true });
    times.push(api.readyMs);
    await fetch(`${api.origin}/health`);
    memory = Math.max(memory, residentBytes(api.child.pid) / 1e6);
    await api.stop();
  }
  return [
    figure("start", "warm start of the API alone", median(times) / 1000, "s", ["<=", 5], "on a database that runs"),
    figure("start", "memory of an idle API", memory, "MB", ["<=", 200]),
  ];
}

/** Initial JavaScript of the built application. */
export function initialJavaScript() {
  const folder = fromRoot("apps/web/dist");
  const manifestFile = path.join(folder, ".vite/manifest.json");
  if (!existsSync(manifestFile)) throw new Error("the web application is not built: node scripts/build.mjs");
  const files = initialFiles(JSON.parse(readFileSync(manifestFile, "utf8")));
  const bytes = files.reduce((sum, file) => sum + gzipSync(readFileSync(path.join(folder, file))).length, 0);
  return [figure("start", "initial JavaScript, gzipped", bytes / 1000, "kB", ["<=", 250], `${files.length} files`)];
}
