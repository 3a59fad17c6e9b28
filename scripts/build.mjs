// Builds what `npm start` runs: the API's bundle, the web application, the player. Each is skipped when its inputs are unchanged.
import { spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";
import { apiBundle, fromRoot, hashFiles, isStamped, listFiles, stamp } from "./workspace.mjs";

const isSource = (file) => !/\.test\.tsx?$/.test(file);
const common = () => [fromRoot("pnpm-lock.yaml"), fromRoot("tsconfig.base.json"), ...listFiles(fromRoot("packages"), isSource)];

async function buildApi() {
  const { build } = await import("esbuild");
  await build({ ...apiBundle, entryPoints: [fromRoot("apps/api/src/main.ts")], outfile: fromRoot("apps/api/dist/main.js") });
}

function viteBuild(configFile) {
  return new Promise((resolve, reject) => {
    const bin = fromRoot("apps/web/node_modules/vite/bin/vite.js");
    const args = [bin, "build", "--logLevel", "warn", ...(configFile ? ["--config", configFile] : [])];
    const child = spawn(process.execPath, args, { cwd: fromRoot("apps/web"), stdio: ["ignore", "pipe", "pipe"] });
    let output = "";
    child.stdout.on("data", (chunk) => (output += chunk));
    child.stderr.on("data", (chunk) => (output += chunk));
    child.on("close", (code) => (code === 0 ? resolve() : reject(new Error(`vite build failed:\n${output}`))));
  });
}

const initialLimit = 250_000;

/** Files of the manifest that the browser fetches before anything is shown: the entry, and what it imports at once. */
export function initialFiles(manifest) {
  const files = new Set();
  const visit = (key) => {
    const { file, imports = [] } = manifest[key];
    if (files.has(file)) return;
    files.add(file);
    imports.forEach(visit);
  };
  for (const [key, chunk] of Object.entries(manifest)) if (chunk.isEntry) visit(key);
  return [...files];
}

/** Refuses initial JavaScript over the limit; answers with a line that says how much it is. */
export function initialSize(sizes, limit = initialLimit) {
  const total = sizes.reduce((sum, size) => sum + size, 0);
  const text = `initial JavaScript ${(total / 1000).toFixed(0)} of ${limit / 1000} kB gzipped`;
  if (total > limit) throw new Error(`web: ${text}: load something later (apps/web/src, dynamic imports)`);
  return text;
}

async function buildWeb() {
  await viteBuild();
  const folder = fromRoot("apps/web/dist");
  const manifest = JSON.parse(readFileSync(path.join(folder, ".vite/manifest.json"), "utf8"));
  return initialSize(initialFiles(manifest).map((file) => gzipSync(readFileSync(path.join(folder, file))).length));
}

const player = fromRoot("apps/web/vite.player.config.ts");
const targets = [
  {
    name: "api",
    entry: fromRoot("apps/api/src/main.ts"),
    result: "apps/api/dist/main.js",
    from: ["apps/api/src", "apps/api/package.json", "prisma/seed"],
    run: buildApi,
  },
  { name: "web", entry: fromRoot("apps/web/index.html"), result: "apps/web/dist/index.html", from: ["apps/web"], run: buildWeb },
  { name: "player", entry: player, result: "apps/web/dist-player", from: ["apps/web"], run: () => viteBuild(player) },
];

function inputsOf({ from }) {
  // The generated client is made from the schema, which stands for it.
  const files = from.flatMap((start) => listFiles(fromRoot(start), isSource));
  const schema = listFiles(fromRoot("prisma"), (file) => file.endsWith(".prisma"));
  return [...new Set([...files, ...schema, ...common(), import.meta.filename, path.join(import.meta.dirname, "workspace.mjs")])];
}

async function buildTarget(target, log) {
  if (!existsSync(target.entry)) return undefined;
  const hash = hashFiles(inputsOf(target), target.name);
  if (existsSync(fromRoot(target.result)) && isStamped(`build-${target.name}`, hash)) return undefined;
  const start = performance.now();
  const remark = await target.run();
  stamp(`build-${target.name}`, hash);
  return log(`${target.name}: built (${((performance.now() - start) / 1000).toFixed(1)} s)${remark ? `, ${remark}` : ""}`);
}

/** Builds what changed, all at once; `names` (api, web, player) narrows it down. */
export async function buildAll(log = console.log, names = targets.map(({ name }) => name)) {
  await Promise.all(targets.filter(({ name }) => names.includes(name)).map((target) => buildTarget(target, log)));
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  try {
    await buildAll();
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
