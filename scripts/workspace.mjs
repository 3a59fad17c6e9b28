// Where things are, and how a script hashes files and loads the repository's own TypeScript.
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { isBuiltin } from "node:module";
import path from "node:path";
import { pathToFileURL } from "node:url";

export const root = path.resolve(import.meta.dirname, "..");
export const fromRoot = (...parts) => path.join(root, ...parts);

const skipped = new Set(["node_modules", "dist", "dist-player", "generated", ".cache", ".data", ".git"]);

/** Every file below a folder (or the file itself), sorted, without build output. Missing folders give nothing. */
export function listFiles(start, accept = () => true) {
  if (!existsSync(start)) return [];
  if (statSync(start).isFile()) return accept(start) ? [start] : [];
  const files = [];
  for (const entry of readdirSync(start, { withFileTypes: true })) {
    const full = path.join(start, entry.name);
    if (entry.isDirectory()) {
      if (!skipped.has(entry.name)) files.push(...listFiles(full, accept));
    } else if (accept(full)) files.push(full);
  }
  return files.sort();
}

/** Hex SHA-256 over names and contents of files, and any extra strings. */
export function hashFiles(files, ...extra) {
  const hash = createHash("sha256");
  for (const text of extra) hash.update(text).update("\0");
  for (const file of files) hash.update(path.relative(root, file)).update("\0").update(readFileSync(file)).update("\0");
  return hash.digest("hex");
}

/** Whether a process with this number lives, ours or not. */
export function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === "EPERM";
  }
}

const stampFile = (name) => fromRoot(".cache", `${name}.stamp`);

/** Whether this step was last done with the same inputs. */
export const isStamped = (name, hash) => existsSync(stampFile(name)) && readFileSync(stampFile(name), "utf8") === hash;

/** Remembers the inputs a step was done with. */
export function stamp(name, hash) {
  mkdirSync(path.dirname(stampFile(name)), { recursive: true });
  writeFileSync(stampFile(name), hash);
}

/** Writes a file only when its content changes, so that watchers stay quiet. Returns whether it did. */
export function writeIfChanged(file, content) {
  if (existsSync(file) && readFileSync(file, "utf8") === content) return false;
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, content);
  return true;
}

/** Bundler options shared by everything that compiles the API's TypeScript; npm packages stay outside the bundle. */
export const apiBundle = {
  bundle: true,
  platform: "node",
  format: "esm",
  target: "node20",
  sourcemap: true,
  logLevel: "silent",
  tsconfig: fromRoot("apps/api/tsconfig.json"),
  plugins: [{ name: "packages-outside", setup: keepPackagesOutside }],
  banner: {
    js: 'import { createRequire as createBundleRequire } from "node:module"; const require = createBundleRequire(import.meta.url);',
  },
};

const packageOf = (specifier) => specifier.split("/", specifier.startsWith("@") ? 2 : 1).join("/");

function keepPackagesOutside(build) {
  const { dependencies } = JSON.parse(readFileSync(fromRoot("apps/api/package.json"), "utf8"));
  const rootPackage = JSON.parse(readFileSync(fromRoot("package.json"), "utf8"));
  const reachable = { ...rootPackage.devDependencies, ...dependencies };
  // The workspace's own packages are sources and go inside, and so does what only they depend on: it is not reachable from apps/api.
  build.onResolve({ filter: /^[^./]/ }, (args) => {
    if (args.kind === "entry-point" || path.isAbsolute(args.path) || args.path.startsWith("@lyceum/")) return undefined;
    if (isBuiltin(args.path) || packageOf(args.path) in reachable) return { path: args.path, external: true };
    return undefined;
  });
}

/** Compiles a TypeScript module of the API and imports it. The bundle lies in apps/api, where its packages resolve. */
export async function importTypeScript(relative) {
  const { build } = await import("esbuild");
  const outfile = fromRoot("apps/api/.cache", `${relative.replaceAll(/[\\/]/g, "-")}.${process.pid}.mjs`);
  await build({ ...apiBundle, entryPoints: [fromRoot(relative)], outfile, sourcemap: "inline" });
  try {
    return await import(pathToFileURL(outfile).href);
  } finally {
    rmSync(outfile, { force: true });
  }
}
