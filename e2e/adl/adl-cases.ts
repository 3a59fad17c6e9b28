import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { findCorpus } from "@lyceum/shared/test-corpora";

const SUITE = "scorm2004-adl-cts/open-half";
/** Where the decoded cases lie; the runner is skipped where they are not. */
export const FOLDER = findCorpus(SUITE) ?? `no ${SUITE} beside the checkout`;

export interface AdlStep {
  call: string;
  arg?: string;
  element?: string;
  value?: string;
  expect?: string | { match: string };
  expect_error?: string;
  ids?: string[];
}

export interface AdlVisit {
  activity: string;
  ui: { question: string; answer: "yes" | "no"; key: string }[];
  steps: AdlStep[];
  then: string | null;
}

export interface AdlCase {
  id: string;
  launch_order: string[];
  meta: { start: string };
  visits: AdlVisit[];
}

/** The group of a case: the letters that its name begins with. */
export const groupOf = (id: string): string => /^[A-Z]+/.exec(id)?.[0] ?? id;

/** Cases by group or name, separated by commas; everything where nothing is asked for. */
export function adlCases(wanted: string): AdlCase[] {
  const folder = join(FOLDER, "testcases");
  if (!existsSync(folder)) return [];
  const asked = wanted.split(",").filter((one) => one !== "");
  return readdirSync(folder)
    .map((name) => name.replace(/\.json$/, ""))
    .filter((id) => asked.length === 0 || asked.some((one) => one === id || one === groupOf(id)))
    .toSorted()
    .map((id) => JSON.parse(readFileSync(join(folder, `${id}.json`), "utf8")) as AdlCase);
}

/** The packages of a case: one, or two that are launched by turns. */
export function packagesOf(id: string): { name: string; bytes: Buffer }[] {
  const folder = join(FOLDER, "packages");
  const names = existsSync(join(folder, `LMSTestPackage_${id}.zip`)) ? [id] : ["a", "b"].map((half) => id + half);
  return names.map((name) => ({ name, bytes: readFileSync(join(folder, `LMSTestPackage_${name}.zip`)) }));
}
