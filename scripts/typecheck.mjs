// Type-checks every project at once with the native compiler. A project without source files is skipped.
import { spawn } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { fromRoot, listFiles } from "./workspace.mjs";

function projects() {
  const packages = readdirSync(fromRoot("packages")).map((name) => `packages/${name}`);
  const all = ["apps/api", "apps/web", ...packages, "e2e"];
  const hasSources = (project) => listFiles(fromRoot(project), (file) => /\.tsx?$/.test(file)).length > 0;
  return all.filter((project) => existsSync(fromRoot(project, "tsconfig.json")) && hasSources(project));
}

function check(project) {
  return new Promise((resolve) => {
    const bin = fromRoot("node_modules/typescript/bin/tsc");
    const child = spawn(process.execPath, [bin, "-p", path.join(fromRoot(project), "tsconfig.json"), "--noEmit", "--pretty", "false"], {
      cwd: fromRoot(),
    });
    let output = "";
    child.stdout.on("data", (chunk) => (output += chunk));
    child.stderr.on("data", (chunk) => (output += chunk));
    child.on("close", (code) => resolve({ project, ok: code === 0, output }));
  });
}

/** Resolves to the projects that have type errors, with the compiler's words. */
export async function typecheck() {
  const results = await Promise.all(projects().map(check));
  return results.filter((result) => !result.ok);
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const failed = await typecheck();
  for (const { project, output } of failed) console.error(`${project}:\n${output}`);
  process.exitCode = failed.length > 0 ? 1 : 0;
}
