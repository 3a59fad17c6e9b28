// pnpm check: everything that can be said without running the application. One line per check; details of what failed.
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { deployment } from "./checks/deployment.mjs";
import { schemaDrift } from "./checks/drift.mjs";
import { gates } from "./checks/gates.mjs";
import { refusals } from "./checks/refusals.mjs";
import { settingLabels } from "./checks/setting-labels.mjs";
import { settings } from "./checks/settings.mjs";
import { bannedCalls, importArrow, logicalStyles, wordsInMarkup } from "./checks/sources.mjs";
import { translations } from "./checks/translations.mjs";
import { codegen } from "./codegen.mjs";
import { typecheck } from "./typecheck.mjs";
import { fromRoot } from "./workspace.mjs";

const run = promisify(execFile);
const generated = ["apps/api/schema.graphql", ":(glob)apps/web/src/**/*.generated.ts", "prisma/migrations"];

async function command(file, args) {
  try {
    await run(fromRoot("node_modules/.bin", file), args, { cwd: fromRoot(), maxBuffer: 64 * 1024 * 1024 });
    return [];
  } catch (error) {
    return [(error.stdout || error.stderr || error.message).trim()];
  }
}

/** Generated files are committed: making them again must change nothing. */
async function generatedFiles() {
  const state = async () => (await run("git", ["status", "--porcelain", "--", ...generated], { cwd: fromRoot() })).stdout;
  const diff = async () => (await run("git", ["diff", "--", ...generated], { cwd: fromRoot(), maxBuffer: 64 * 1024 * 1024 })).stdout;
  const before = [await state(), await diff()].join();
  await codegen(() => undefined);
  const after = await state();
  return [after, await diff()].join() === before ? [] : [`pnpm codegen changed these files; commit them:\n${after}`];
}

const checks = [
  ["types", async () => (await typecheck()).map(({ project, output }) => `${project}:\n${output.trim()}`)],
  ["lint", () => command("oxlint", ["."])],
  ["format", () => command("oxfmt", ["--check", "."])],
  ["import arrow", async () => importArrow()],
  ["banned calls", async () => bannedCalls()],
  ["logical styles", async () => logicalStyles()],
  ["gates", async () => gates()],
  ["refusals have words", async () => refusals()],
  ["words in code", async () => wordsInMarkup()],
  ["translations", async () => translations()],
  ["setting labels", async () => settingLabels()],
  ["settings", async () => settings()],
  ["deployment", async () => deployment()],
  ["schema drift", schemaDrift],
];

async function perform([name, check]) {
  const start = performance.now();
  const problems = await check().catch((error) => [error instanceof Error ? (error.stack ?? error.message) : String(error)]);
  console.log(`${problems.length === 0 ? "ok    " : "FAILED"} ${name} (${((performance.now() - start) / 1000).toFixed(1)} s)`);
  return { name, problems };
}

// First alone, because the others read what it writes.
const results = [await perform(["generated files", generatedFiles])];
results.push(...(await Promise.all(checks.map(perform))));
for (const { name, problems } of results.filter((result) => result.problems.length > 0))
  console.error(`\n${name}:\n${problems.join("\n")}`);
process.exitCode = results.some((result) => result.problems.length > 0) ? 1 : 0;
