// Builds what `npm start` runs: the API's bundle, the web application, the player. Each is skipped when its inputs are unchanged.
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
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

const player = fromRoot("apps/web/vite.player.config.ts");
const targets = [
  {
    name: "api",
    entry: fromRoot("apps/api/src/main.ts"),
    result: "apps/api/dist/main.js",
    from: ["apps/api/src", "apps/api/package.json", "prisma/seed"],
    run: buildApi,
  },
  { name: "web", entry: fromRoot("apps/web/index.html"), result: "apps/web/dist/index.html", from: ["apps/web"], run: () => viteBuild() },
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
  await target.run();
  stamp(`build-${target.name}`, hash);
  return log(`${target.name}: built (${((performance.now() - start) / 1000).toFixed(1)} s)`);
}

/** Builds what changed, all at once. */
export async function buildAll(log = console.log) {
  await Promise.all(targets.map((target) => buildTarget(target, log)));
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  try {
    await buildAll();
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
