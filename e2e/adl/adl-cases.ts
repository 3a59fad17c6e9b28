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
    .map((id) => repaired(JSON.parse(readFileSync(join(folder, `${id}.json`), "utf8")) as AdlCase));
}

/** Steps that were not wholly decoded; one has its answer and its error changed about, since its value ends as they do. */
function repaired(one: AdlCase): AdlCase {
  for (const step of one.visits.flatMap(({ steps }) => steps)) {
    if (step.expect_error === "t") Object.assign(step, { expect: "true", expect_error: "0" });
    // Left in the suite's own short hand: a pattern, a response or a result, with its type.
    if (step.element !== undefined)
      step.element = step.element
        .replace(/\.P!TY\.\w+$/, ".pattern")
        .replace(/\.LR!TY\.\w+$/, ".learner_response")
        .replace(/\.R!TY\.\w+$/, ".result");
  }
  return one;
}

const set = (element: string, value: string): AdlStep => ({ call: "SetValue", element, value, expect: "true", expect_error: "0" });
const begin: AdlStep = { call: "Initialize", arg: "", expect: "true", expect_error: "0" };
const onward = [set("adl.nav.request", "continue"), set("cmi.exit", "normal")];

/**
 * What a learner has done before a case whose forerunner is not among those decoded: OB-09b begins where OB-09a, with the same
 * activities, has left both of its global objectives satisfied.
 */
export function preludeOf(id: string): AdlCase | null {
  if (id !== "OB-09b") return null;
  const visit = (activity: string, steps: AdlStep[]): AdlVisit => ({ activity, ui: [], steps: [begin, ...steps, ...onward], then: null });
  const both = ["obj1", "obj2"].map((name) => set(`cmi.objectives.&${name}&.success_status`, "passed"));
  const visits = [
    visit("1", []),
    visit("2", []),
    visit("3", [...both, set("cmi.success_status", "passed"), set("cmi.completion_status", "completed")]),
  ];
  return { id, launch_order: ["1", "2", "3"], meta: { start: "." }, visits };
}

/** The cases that follow each other in the suite and share a learner's global objectives: `SX-11a`, `SX-11c`. */
export const familyOf = (id: string): string => id.replace(/[a-z]+$/, "");

/** The packages of a case: one, or two that are launched by turns. */
export function packagesOf(id: string): { name: string; bytes: Buffer }[] {
  const folder = join(FOLDER, "packages");
  const names = existsSync(join(folder, `LMSTestPackage_${id}.zip`)) ? [id] : ["a", "b"].map((half) => id + half);
  return names.map((name) => ({ name, bytes: readFileSync(join(folder, `LMSTestPackage_${name}.zip`)) }));
}
