// Runs one Jest project and reads its figures from Jest's own JSON report.
import { spawn } from "node:child_process";
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { availableParallelism } from "node:os";
import { fromRoot } from "./workspace.mjs";

const exits = (child) => new Promise((resolve) => child.on("close", (code) => resolve(code ?? 1)));
const short = (file) => file.replace(`${fromRoot()}/`, "");

// Jest leaves one core free, which on two cores is half the machine. The suites of `scripts` and `e2e` fill it by themselves.
const workers = (project) =>
  ["packages", "api", "web"].includes(project) ? [`--maxWorkers=${Math.max(2, availableParallelism() - 1)}`] : [];

// More failed files than this are no accident of the machine.
const SECOND_LOOK = 6;

/** Runs Jest once; null when it died before it could report. */
async function runOnce(project, flags) {
  const outputFile = fromRoot(".cache", `jest-${project}.json`);
  mkdirSync(fromRoot(".cache"), { recursive: true });
  rmSync(outputFile, { force: true });
  const common = ["--selectProjects", project, "--json", `--outputFile=${outputFile}`, "--passWithNoTests"];
  const child = spawn(process.execPath, [fromRoot("scripts/jest.mjs"), ...common, ...flags], {
    cwd: fromRoot(),
    stdio: ["ignore", "ignore", "inherit"],
  });
  const code = await exits(child);
  try {
    return { code, suites: JSON.parse(readFileSync(outputFile, "utf8")).testResults };
  } catch {
    return null;
  }
}

const testsOf = (suites) => suites.flatMap((suite) => suite.assertionResults.map((test) => ({ ...test, file: short(suite.name) })));
const titles = (suites, status) =>
  testsOf(suites)
    .filter((test) => status.includes(test.status))
    .map((test) => `${test.file}: ${test.fullName}`);

/** The figures of a run's suites: a file that cannot even start counts as one failure. */
export function figures(suites) {
  const unable = suites.filter((suite) => suite.status === "failed" && !suite.assertionResults.some((test) => test.status === "failed"));
  return {
    passed: titles(suites, ["passed"]).length,
    failed: titles(suites, ["failed"]).length + unable.length,
    skipped: titles(suites, ["pending", "todo", "disabled", "skipped"]),
  };
}

/** A run and a second look at its failed files, file by file: the second look's word counts, and what it changed is unsteady. */
export function merge(first, second) {
  const again = new Map(second.map((suite) => [suite.name, suite]));
  const suites = first.map((suite) => again.get(suite.name) ?? suite);
  const passes = new Set(titles(second, ["passed"]));
  const failed = titles(first, ["failed"]);
  return { suites, unsteady: failed.filter((title) => passes.has(title)) };
}

/**
 * Runs a project. Files that failed are run once more, one after the other on the then quiet machine; a test that fails once and passes
 * alone is named `unsteady`, which is a fault to be mended, but not one of what is tested.
 */
export async function runProject(project, extra = []) {
  const first = await runOnce(project, [...workers(project), ...extra]);
  if (first === null) return { project, passed: 0, failed: 1, skipped: [], unsteady: [] };
  const broken = first.suites.filter((suite) => suite.status === "failed").map((suite) => suite.name);
  if (broken.length === 0 || broken.length > SECOND_LOOK) {
    const counts = figures(first.suites);
    return { project, ...counts, failed: counts.failed === 0 && first.code !== 0 ? 1 : counts.failed, unsteady: [] };
  }
  const second = await runOnce(project, ["--runInBand", "--runTestsByPath", ...broken]);
  const { suites, unsteady } = merge(first.suites, second?.suites ?? []);
  return { project, ...figures(suites), unsteady };
}
