// Installs the packages when they are missing or the lockfile changed. Imports nothing that has to be installed.
import { spawnSync } from "node:child_process";
import { copyFileSync, existsSync, readFileSync } from "node:fs";
import path from "node:path";

const root = path.resolve(import.meta.dirname, "..");
const lock = path.join(root, "pnpm-lock.yaml");
const installed = path.join(root, "node_modules/.installed-lock.yaml");
const { engines, config } = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8"));
const windows = process.platform === "win32";

function isOlder(version, wanted) {
  const [a, b] = [version, wanted].map((text) => text.split(".").map(Number));
  const at = [0, 1, 2].find((index) => (a[index] ?? 0) !== (b[index] ?? 0));
  return at !== undefined && (a[at] ?? 0) < (b[at] ?? 0);
}

/** Ends the program with one line when Node is too old. */
export function requireNode() {
  const wanted = engines.node.replace(/[^\d.]/g, "");
  if (isOlder(process.versions.node, wanted)) {
    console.error(`Lyceum needs Node ${wanted} or newer; this is Node ${process.versions.node}.`);
    process.exit(1);
  }
}

/** The pinned pnpm: the one on this machine when it is that version, else npx fetches it. */
function pnpmCommand() {
  const found = spawnSync("pnpm", ["--version"], { cwd: root, encoding: "utf8", shell: windows });
  return found.status === 0 && found.stdout.trim() === config.pnpm ? ["pnpm"] : ["npx", "-y", `pnpm@${config.pnpm}`];
}

function isInstalled() {
  return (
    existsSync(path.join(root, "node_modules/.modules.yaml")) && existsSync(installed) && readFileSync(installed).equals(readFileSync(lock))
  );
}

/** Installs exactly what the lockfile says, only when needed. */
export function ensureInstalled() {
  if (isInstalled()) return;
  const [command, ...first] = pnpmCommand();
  console.log("Installing packages…");
  const result = spawnSync(command, [...first, "install", "--frozen-lockfile"], {
    cwd: root,
    stdio: ["ignore", "inherit", "inherit"],
    shell: windows,
    env: { ...process.env, CI: "1" },
  });
  if (result.status !== 0) {
    console.error("Installing failed; see above.");
    process.exit(1);
  }
  copyFileSync(lock, installed);
}
