import { describe, expect, test } from "@jest/globals";
import type { PackageActivity, PackageOrganization } from "../package-types";
import type { ItemSequencing, SequencingRule } from "../scorm-sequencing";
import { buildTree } from "./build-tree";
import { Course } from "./course";
import { isValid, navigate, type NavigationRequest } from "./navigation";
import { takeOver } from "./runtime-data";
import { freshState, sequencingStateSchema } from "./sequencing-state";
import { courseStanding } from "./standing";

const NOTHING: ItemSequencing = {
  controlMode: null,
  rules: null,
  limitConditions: null,
  rollup: null,
  objectives: null,
  randomization: null,
  delivery: null,
  constrainedChoice: null,
  rollupConsiderations: null,
  auxiliaryResources: null,
};
const control = (change: Partial<NonNullable<ItemSequencing["controlMode"]>>): ItemSequencing => ({
  ...NOTHING,
  controlMode: {
    choice: true,
    choiceExit: true,
    flow: false,
    forwardOnly: false,
    useCurrentAttemptObjectiveInfo: true,
    useCurrentAttemptProgressInfo: true,
    ...change,
  },
});
const rule = (condition: string, action: string): SequencingRule => ({
  conditionCombination: "all",
  conditions: [{ condition, operator: "noOp", referencedObjective: null, measureThreshold: 0 }],
  action,
});
const withRules = (kind: "pre" | "exit" | "post", ...rules: SequencingRule[]): ItemSequencing => ({
  ...NOTHING,
  rules: { pre: [], exit: [], post: [], [kind]: rules },
});

/** A course of items by the names of their parents; those that are no parent are launched. */
function course(root: ItemSequencing, items: [id: string, parent: string | null, sequencing?: ItemSequencing][]): Course {
  const activities = items.map(
    ([identifier, parentIdentifier, sequencing = null]) =>
      ({
        identifier,
        parentIdentifier,
        title: identifier,
        launchable: !items.some(([, parent]) => parent === identifier),
        isVisible: true,
        sequencing,
        hideLmsUi: [],
        completionThreshold: null,
        sharedData: [],
      }) as unknown as PackageActivity,
  );
  const organization: PackageOrganization = {
    identifier: "root",
    title: "root",
    isDefault: true,
    activities,
    sequencing: root,
    completionThreshold: null,
    objectivesGlobalToSystem: true,
    sharedDataGlobalToSystem: true,
  };
  return new Course(buildTree(organization), freshState());
}

/** Asks one after the other; what was delivered, or what came instead. */
const asked = (own: Course, ...requests: NavigationRequest[]): string[] =>
  requests.map((request) => {
    const outcome = navigate(own, request);
    return outcome.kind === "delivered" ? outcome.activityId : outcome.kind;
  });
const tell = (own: Course, id: string, model: Record<string, string>) =>
  takeOver(own, own.placeOf(id)!, model, new Set(Object.keys(model)));

describe("flow", () => {
  test("goes through folders, back, and ends after the last", () => {
    const own = course(control({ flow: true }), [
      ["a", null],
      ["folder", null, control({ flow: true })],
      ["b", "folder"],
    ]);
    expect(asked(own, { kind: "start" }, { kind: "continue" }, { kind: "previous" }, { kind: "previous" })).toEqual([
      "a",
      "b",
      "a",
      "idle",
    ]);
    expect(asked(own, { kind: "continue" }, { kind: "continue" })).toEqual(["b", "ended"]);
    expect(courseStanding(own.tree, own.state)).toMatchObject({ state: "PASSED", percent: 100 });
  });

  test("without flow nothing begins by itself, and what may not be chosen is refused", () => {
    const own = course(control({ choice: true }), [
      ["a", null],
      ["folder", null, control({ choice: false })],
      ["b", "folder"],
    ]);
    expect(asked(own, { kind: "start" }, { kind: "choice", target: "b" }, { kind: "choice", target: "none" })).toEqual([
      "refused",
      "refused",
      "refused",
    ]);
    expect(asked(own, { kind: "choice", target: "a" })).toEqual(["a"]);
    expect(isValid(own, { kind: "continue" })).toBe(false);
  });
});

describe("rules", () => {
  test("skip, disabled and hidden from choice look at what is known; an unknown status fulfils none", () => {
    const own = course(control({ flow: true }), [
      ["a", null],
      ["skipped", null, withRules("pre", rule("always", "skip"))],
      ["b", null, withRules("pre", rule("satisfied", "disabled"))],
    ]);
    expect(asked(own, { kind: "start" }, { kind: "continue" })).toEqual(["a", "b"]);
    tell(own, "b", { "cmi.success_status": "passed" });
    expect(asked(own, { kind: "previous" })).toEqual(["a"]);
    expect(isValid(own, { kind: "choice", target: "b" })).toBe(false);
  });

  test("a post-condition decides over what was asked for; suspended content is not judged", () => {
    const own = course(control({ flow: true }), [
      ["a", null, withRules("post", rule("objectiveStatusKnown", "retry"))],
      ["b", null],
    ]);
    expect(asked(own, { kind: "start" })).toEqual(["a"]);
    tell(own, "a", { "cmi.success_status": "failed" });
    expect(asked(own, { kind: "continue" })).toEqual(["a"]);
    own.tracking(own.placeOf("a")!).suspended = true;
    expect(asked(own, { kind: "continue" })).toEqual(["b"]);
  });
});

test("what was suspended is resumed from its saved state, with no new attempt", () => {
  const own = course(control({ flow: true }), [
    ["a", null],
    ["b", null],
  ]);
  expect(asked(own, { kind: "start" }, { kind: "continue" }, { kind: "suspendAll" })).toEqual(["a", "b", "ended"]);
  const again = new Course(own.tree, sequencingStateSchema.parse(JSON.parse(JSON.stringify(own.state))));
  expect(navigate(again, { kind: "resumeAll" })).toEqual({ kind: "delivered", activityId: "b", resumed: true });
  expect(again.tracking(again.placeOf("b")!).attempts).toBe(1);
});

test("an attempt limit closes an activity; looking ahead changes nothing", () => {
  const limited: ItemSequencing = {
    ...NOTHING,
    limitConditions: {
      attemptLimit: "1",
      attemptAbsoluteDurationLimit: null,
      attemptExperiencedDurationLimit: null,
      activityAbsoluteDurationLimit: null,
      activityExperiencedDurationLimit: null,
      beginTimeLimit: null,
      endTimeLimit: null,
    },
  };
  const own = course(control({ flow: true }), [
    ["a", null, limited],
    ["b", null],
  ]);
  expect(asked(own, { kind: "start" }, { kind: "continue" })).toEqual(["a", "b"]);
  const before = JSON.stringify(own.state);
  expect([isValid(own, { kind: "previous" }), isValid(own, { kind: "choice", target: "a" })]).toEqual([false, false]);
  expect(JSON.stringify(own.state)).toBe(before);
});

test("a stray percent sign, spaces and encoding name the same global objective", () => {
  const mapped = (target: string): ItemSequencing => ({
    ...NOTHING,
    objectives: {
      primary: {
        objectiveId: "o",
        satisfiedByMeasure: false,
        minNormalizedMeasure: 1,
        maps: [{ targetObjectiveId: target, readSatisfiedStatus: true, writeSatisfiedStatus: true } as never],
      },
      others: [],
    },
  });
  const own = course(control({ flow: true }), [
    ["a", null, mapped(" one%20two ")],
    ["b", null, mapped("one  two")],
    ["c", null, mapped("100%")],
  ]);
  asked(own, { kind: "start" });
  tell(own, "a", { "cmi.success_status": "passed" });
  expect(own.objective(own.placeOf("b")!).satisfied).toBe(true);
  expect(Object.keys(own.state.globals)).toEqual(["one two"]);
});
