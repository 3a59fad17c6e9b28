// Runs one Jest project and reads its figures from Jest's own JSON report.
import { spawn } from "node:child_process";
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { availableParallelism } from "node:os";
import { fromRoot } from "./workspace.mjs";

const exits = (child) => new Promise((resolve) => child.on("close", (code) => resolve(code ?? 1)));

// Jest leaves one core free, which on two cores is half the machine. The suites of `scripts` and `e2e` fill it by themselves.
const workers = (project) =>
  ["packages", "api", "web"].includes(project) ? [`--maxWorkers=${Math.max(2, availableParallelism() - 1)}`] : [];

/** Runs a project; a suite that cannot even start counts as one failure. */
export async function runProject(project, extra = []) {
  const outputFile = fromRoot(".cache", `jest-${project}.json`);
  mkdirSync(fromRoot(".cache"), { recursive: true });
  rmSync(outputFile, { force: true });
  const flags = ["--selectProjects", project, "--json", `--outputFile=${outputFile}`, "--passWithNoTests", ...workers(project), ...extra];
  const child = spawn(process.execPath, [fromRoot("scripts/jest.mjs"), ...flags], {
    cwd: fromRoot(),
    stdio: ["ignore", "ignore", "inherit"],
  });
  const code = await exits(child);
  let report;
  try {
    report = JSON.parse(readFileSync(outputFile, "utf8"));
  } catch {
    return { project, passed: 0, failed: 1, skipped: [] };
  }
  const tests = report.testResults.flatMap((suite) => suite.assertionResults.map((test) => ({ ...test, file: suite.name })));
  const skipped = tests.filter((test) => ["pending", "todo", "disabled", "skipped"].includes(test.status));
  const failed = report.numFailedTests + report.numRuntimeErrorTestSuites;
  return {
    project,
    passed: report.numPassedTests,
    failed: failed === 0 && code !== 0 ? 1 : failed,
    skipped: skipped.map((test) => `${test.file.replace(`${fromRoot()}/`, "")}: ${test.fullName}`),
  };
}
