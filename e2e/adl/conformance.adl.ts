import { mkdirSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "@jest/globals";
import { launchBrowser } from "../chromium";
import { adlCases, familyOf, FOLDER, groupOf, type AdlCase } from "./adl-cases";
import { AdlStage, type AdlResult } from "./adl-world";

const CACHE = fileURLToPath(new URL("../../.cache/", import.meta.url));
/** Cases played side by side. */
const STAGES = 3;
const cases = adlCases(process.env["ADL"] ?? "");

/** Passed and all, group by group. */
function figures(results: readonly AdlResult[]): Record<string, { passed: number; total: number }> {
  const groups: Record<string, { passed: number; total: number }> = {};
  for (const { id, passed } of results) {
    const group = (groups[groupOf(id)] ??= { passed: 0, total: 0 });
    group.total += 1;
    if (passed) group.passed += 1;
  }
  return groups;
}

/** Keeps what is known so far, so that a run that is cut off has told something. */
function keep(results: readonly AdlResult[]): void {
  const passed = results.filter((one) => one.passed).length;
  mkdirSync(CACHE, { recursive: true });
  writeFileSync(
    `${CACHE}adl.json`,
    JSON.stringify({ passed, played: results.length, total: cases.length, groups: figures(results), results }, null, 2),
  );
}

function print(results: readonly AdlResult[]): void {
  const lines = Object.entries(figures(results)).map(([group, own]) => `${group.padEnd(4)} ${own.passed}/${own.total}`);
  const failed = results.filter((one) => !one.passed).map(({ id, reason }) => `${id}: ${reason}`);
  const passed = results.length - failed.length;
  process.stdout.write(`\n${[...lines, `all  ${passed}/${results.length}`, "", ...failed].join("\n")}\n`);
}

if (cases.length === 0) process.stdout.write(`No cases: the suite is not in ${FOLDER}, or ADL names none of it.\n`);
(cases.length === 0 ? test.skip : test)(
  "ADL's SCORM 2004 4th edition cases, replayed in the player",
  async () => {
    const stages = await Promise.all(Array.from({ length: STAGES }, async () => AdlStage.open(await launchBrowser())));
    const families = new Map<string, AdlCase[]>();
    for (const one of cases) families.set(familyOf(one.id), [...(families.get(familyOf(one.id)) ?? []), one]);
    const waiting = [...families.values()];
    const results: AdlResult[] = [];
    await Promise.all(
      stages.map(async (stage) => {
        for (let one = waiting.shift(); one; one = waiting.shift()) {
          results.push(...(await stage.playFamily(one)));
          keep(results);
        }
        await stage.close();
      }),
    );
    results.sort((a, b) => a.id.localeCompare(b.id));
    print(results);
    expect(results.filter((one) => !one.passed)).toEqual([]);
  },
  3_600_000,
);
