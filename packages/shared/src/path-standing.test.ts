import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import type { Condition } from "./conditions";
import { findPathCycle, type CyclePart } from "./path-cycles";
import { bestRun, compareRuns, keptResult, percentOf, scoreOf, standingOf, stateOf, type PathCase, type RunResult } from "./path-standing";
import { stepOutcome, type PathRules, type StepEvidence, type StepProgress, type StepRule, type StepState } from "./path-steps";

const START = new Date("2026-03-02T08:00:00Z");
const LATER = new Date("2026-03-02T09:00:00Z");
const EARLIER = new Date("2026-03-01T08:00:00Z");
const RULES: PathRules = { order: "FREE", minimumMinutes: 0, passingPercent: null, failedCounts: false, weights: "EQUAL" };

const step = (id: string, more: Partial<StepRule> = {}): StepRule => ({
  id,
  parentId: null,
  kind: "TEXT",
  title: `Step ${id}`,
  required: true,
  completes: "VIEWED",
  scoreMin: null,
  scoreMax: null,
  conditions: null,
  whenLocked: "SHOW",
  minutes: null,
  weight: 1,
  opensAfterDays: null,
  item: null,
  ...more,
});
const quiz = (id: string, more: Partial<StepRule> = {}) =>
  step(id, { kind: "ITEM", completes: "PASSED", item: { kind: "quiz", reports: true, graded: true, maxScore: 10 }, ...more });
const pack = (id: string, more: Partial<StepRule> = {}) =>
  step(id, { kind: "ITEM", completes: "COMPLETED", item: { kind: "package", reports: true, graded: true, maxScore: null }, ...more });
const progress = (state: StepState, more: Partial<StepProgress> = {}): StepProgress => ({
  state,
  score: null,
  maxScore: null,
  fraction: 0,
  lastAt: LATER,
  facts: [],
  ...more,
});
const fact = (criterion: string, lastAt = LATER) => ({ criterion, lastAt });
const seen = (more: Partial<StepEvidence> = {}): StepEvidence => ({
  openedAt: null,
  confirmedAt: null,
  waived: false,
  progress: null,
  ...more,
});
const opened = seen({ openedAt: LATER });
const caseOf = (steps: StepRule[], evidence: Record<string, StepEvidence> = {}, more: Partial<PathCase> = {}): PathCase => ({
  rules: RULES,
  steps,
  evidence: new Map(Object.entries(evidence)),
  run: { number: 1, startedAt: START, seconds: 0 },
  outside: { now: LATER, items: new Map(), groupIds: new Set(), language: "en" },
  ...more,
});
const stateCondition = (itemId: string, state: "COMPLETED" | "PASSED" = "COMPLETED"): Condition => ({ kind: "ITEM_STATE", itemId, state });

describe("a step is done (rule 1)", () => {
  const first = { number: 1, startedAt: START, seconds: 0 };
  const second = { number: 2, startedAt: START, seconds: 0 };
  const cases: [string, StepRule, StepEvidence, typeof first, boolean, StepState][] = [
    ["a text that was opened", step("a"), opened, first, true, "COMPLETED"],
    ["a text that was opened before the second run", step("a"), seen({ openedAt: EARLIER }), second, false, "NOT_STARTED"],
    ["a text to be confirmed, only opened", step("a", { completes: "CONFIRMED" }), opened, first, false, "IN_PROGRESS"],
    ["a text that was confirmed", step("a", { completes: "CONFIRMED" }), seen({ confirmedAt: LATER }), first, true, "COMPLETED"],
    ["a waived step", quiz("a"), seen({ waived: true }), second, true, "COMPLETED"],
    ["an item without a fact", quiz("a", { completes: "VIEWED" }), opened, first, false, "IN_PROGRESS"],
    [
      "a viewed item",
      quiz("a", { completes: "VIEWED" }),
      seen({ progress: progress("IN_PROGRESS", { facts: [fact("viewed")] }) }),
      first,
      true,
      "COMPLETED",
    ],
    [
      "older evidence in the first run",
      quiz("a", { completes: "SUBMITTED" }),
      seen({ progress: progress("IN_PROGRESS", { facts: [fact("submitted", EARLIER)] }) }),
      first,
      true,
      "COMPLETED",
    ],
    [
      "older evidence in the second run",
      quiz("a", { completes: "SUBMITTED" }),
      seen({ progress: progress("IN_PROGRESS", { facts: [fact("submitted", EARLIER)] }) }),
      second,
      false,
      "IN_PROGRESS",
    ],
    [
      "posted",
      quiz("a", { completes: "POSTED" }),
      seen({ progress: progress("IN_PROGRESS", { facts: [fact("posted")] }) }),
      second,
      true,
      "COMPLETED",
    ],
    [
      "answered",
      quiz("a", { completes: "ANSWERED" }),
      seen({ progress: progress("IN_PROGRESS", { facts: [fact("answered")] }) }),
      second,
      true,
      "COMPLETED",
    ],
    ["passed", quiz("a"), seen({ progress: progress("PASSED") }), first, true, "PASSED"],
    ["passed before the second run", quiz("a"), seen({ progress: progress("PASSED", { lastAt: EARLIER }) }), second, false, "NOT_STARTED"],
    ["completed is not passed", quiz("a"), seen({ progress: progress("COMPLETED") }), first, false, "IN_PROGRESS"],
    ["failed", quiz("a"), seen({ progress: progress("FAILED") }), first, false, "FAILED"],
    ["failed before the second run", quiz("a"), seen({ progress: progress("FAILED", { lastAt: EARLIER }) }), second, false, "NOT_STARTED"],
    ["a completed package", pack("a"), seen({ progress: progress("COMPLETED") }), first, true, "COMPLETED"],
    [
      "a score between the bounds",
      quiz("a", { completes: "SCORE", scoreMin: 4, scoreMax: 6 }),
      seen({ progress: progress("FAILED", { score: 5, maxScore: 10 }) }),
      first,
      true,
      "COMPLETED",
    ],
    [
      "a score above them",
      quiz("a", { completes: "SCORE", scoreMin: 4, scoreMax: 6 }),
      seen({ progress: progress("PASSED", { score: 7, maxScore: 10 }) }),
      first,
      false,
      "IN_PROGRESS",
    ],
    [
      "no score at all",
      quiz("a", { completes: "SCORE", scoreMin: 4 }),
      seen({ progress: progress("COMPLETED") }),
      first,
      false,
      "IN_PROGRESS",
    ],
  ];
  test.each(cases)("%s", (_, rule, evidence, run, done, state) => {
    expect(stepOutcome(rule, evidence, run, RULES)).toMatchObject({ done, state });
  });
  test("failed counts where the path says so", () => {
    expect(stepOutcome(quiz("a"), seen({ progress: progress("FAILED") }), first, { failedCounts: true })).toEqual({
      state: "FAILED",
      done: true,
      fraction: 1,
    });
  });
});

describe("percent (rule 2)", () => {
  const half = seen({ progress: progress("IN_PROGRESS", { fraction: 0.5 }) });
  const cases: [string, PathCase, number][] = [
    ["nothing to do", caseOf([]), 0],
    ["one of three", caseOf([step("a"), step("b"), step("c")], { a: opened }), 33],
    ["all", caseOf([step("a"), step("b")], { a: opened, b: opened }), 100],
    ["optional ones do not count", caseOf([step("a"), step("b", { required: false })], { a: opened }), 100],
    [
      "where none is required every one counts",
      caseOf([step("a", { required: false }), step("b", { required: false })], { a: opened }),
      50,
    ],
    ["sections do not count", caseOf([step("s", { kind: "SECTION" }), step("a", { parentId: "s" })], { a: opened }), 100],
    ["a package's own share", caseOf([pack("a"), step("b")], { a: half }), 25],
    ["another item's share does not count", caseOf([quiz("a"), step("b")], { a: half }), 0],
    ["weights", caseOf([step("a", { weight: 3 }), step("b")], { a: opened }), 75],
    ["minutes", caseOf([step("a", { minutes: 9 }), step("b")], { a: opened }, { rules: { ...RULES, weights: "MINUTES" } }), 90],
    ["an item that is gone leaves the count", caseOf([step("a"), step("b", { kind: "ITEM" })], { a: opened }), 100],
    ["a failed step is not done", caseOf([quiz("a"), step("b")], { a: seen({ progress: progress("FAILED") }), b: opened }), 50],
    [
      "unless failed counts",
      caseOf([quiz("a"), step("b")], { a: seen({ progress: progress("FAILED") }), b: opened }, { rules: { ...RULES, failedCounts: true } }),
      100,
    ],
    ["a package at 99.9 % is not done", caseOf([pack("a")], { a: seen({ progress: progress("IN_PROGRESS", { fraction: 1 }) }) }), 99],
  ];
  test.each(cases)("%s", (_, path, percent) => expect(standingOf(path).percent).toBe(percent));

  const part = fc.record({
    weight: fc.double({ min: 0.01, max: 50, noNaN: true }),
    fraction: fc.double({ min: 0, max: 1, noNaN: true }),
    done: fc.boolean(),
  });
  test("is whole, within 0 and 100, and 100 only when all is done", () =>
    fc.assert(
      fc.property(fc.array(part), (parts) => {
        const percent = percentOf(parts);
        expect(Number.isInteger(percent) && percent >= 0 && percent <= 100).toBe(true);
        expect(percent === 100).toBe(parts.length > 0 && parts.every(({ done }) => done));
      }),
    ));
  test("never falls when one more is done", () =>
    fc.assert(
      fc.property(fc.array(part, { minLength: 1 }), fc.nat(), (parts, at) => {
        const more = parts.map((one, index) => (index === at % parts.length ? { ...one, done: true } : one));
        expect(percentOf(more)).toBeGreaterThanOrEqual(percentOf(parts));
      }),
    ));
});

describe("score and state (rule 3)", () => {
  const of = (score: number | null, weight = 1) => ({ weight, score, maxScore: score === null ? null : 10 });
  test.each([
    [[], null, null],
    [[of(5)], 50, 50],
    [[of(10), of(null)], 50, 100],
    [[of(null)], 0, null],
    [[of(9, 3), of(1, 1)], 70, 70],
    [[of(12)], 100, 100],
    [[of(-3)], 0, 0],
  ] as const)("%j", (parts, score, soFar) => expect(scoreOf(parts)).toEqual({ score, soFar }));
  test.each([
    [99, 100, 50, "IN_PROGRESS"],
    [100, null, null, "COMPLETED"],
    [100, 80, null, "COMPLETED"],
    [100, 50, 50, "PASSED"],
    [100, 49.9, 50, "FAILED"],
    [100, null, 50, "COMPLETED"],
    [100, 69.99999999999999, 70, "PASSED"],
  ] as const)("%d %%, score %p, mark %p: %s", (percent, score, mark, state) => expect(stateOf(percent, score, mark)).toBe(state));
  test("a package counts once it has reported a score", () => {
    const done = (score: number | null) => seen({ progress: progress("COMPLETED", { score, maxScore: score === null ? null : 100 }) });
    expect(standingOf(caseOf([pack("a"), pack("b")], { a: done(80), b: done(null) })).score).toBe(80);
  });
  test("the score stays within 0 and 100", () =>
    fc.assert(
      fc.property(
        fc.array(
          fc.record({
            weight: fc.double({ min: 0.01, max: 9, noNaN: true }),
            score: fc.option(fc.double({ min: -5, max: 25, noNaN: true })),
            maxScore: fc.constant(10),
          }),
        ),
        (parts) => {
          const { score, soFar } = scoreOf(parts);
          for (const value of [score, soFar]) expect(value === null || (value >= 0 && value <= 100)).toBe(true);
          if (score !== null && soFar !== null) expect(soFar).toBeGreaterThanOrEqual(score - 1e-9);
        },
      ),
    ));
});

describe("what is open", () => {
  const codes = (path: PathCase, id: string) =>
    standingOf(path)
      .steps.get(id)!
      .reasons.map((reason) => reason.code);
  const linear = { rules: { ...RULES, order: "LINEAR" as const } };
  const custom = { rules: { ...RULES, order: "CUSTOM" as const } };
  test("in a line each waits for the required ones before it, and is named what it waits for", () => {
    const path = caseOf([step("a"), step("b", { required: false }), step("c"), step("d")], { a: opened }, linear);
    expect(["a", "b", "c"].map((id) => codes(path, id))).toEqual([[], [], []]);
    expect(standingOf(path).steps.get("d")!.reasons).toEqual([{ code: "STEP_BEFORE", params: { stepId: "c", title: "Step c" } }]);
  });
  test("what was done stays open when a step is put before it", () => {
    expect(codes(caseOf([step("new"), step("old")], { old: opened }, linear), "old")).toEqual([]);
  });
  test("conditions of a step look at other steps and name them; those of a section close all below; without CUSTOM they rest", () => {
    const steps = [step("a"), step("s", { kind: "SECTION", conditions: stateCondition("a") }), step("b", { parentId: "s" })];
    expect(standingOf(caseOf(steps, {}, custom)).steps.get("b")!.reasons).toEqual([
      { code: "ITEM_STATE", params: { itemId: "a", state: "COMPLETED", title: "Step a" } },
    ]);
    expect(codes(caseOf(steps, { a: opened }, custom), "b")).toEqual([]);
    expect(codes(caseOf(steps), "b")).toEqual([]);
  });
  test("a step that is hidden while closed leaves the tree and the count, with what lies in it", () => {
    const steps = [
      step("a"),
      step("s", { kind: "SECTION", conditions: stateCondition("a"), whenLocked: "HIDE" }),
      step("b", { parentId: "s" }),
      step("c"),
    ];
    const before = standingOf(caseOf(steps, { c: opened }, custom));
    expect([before.percent, before.steps.get("b")!.applies]).toEqual([50, false]);
    expect(standingOf(caseOf(steps, { a: opened, c: opened }, custom)).percent).toBe(66);
  });
  test("a condition on what is gone is fulfilled", () => {
    const steps = [step("b", { conditions: stateCondition("gone") })];
    expect(codes(caseOf(steps, {}, { ...custom, outside: { ...caseOf([]).outside, missingItems: new Set(["gone"]) } }), "b")).toEqual([]);
  });
  test("days after the start", () => {
    expect(standingOf(caseOf([step("a", { opensAfterDays: 7 })])).steps.get("a")!.reasons).toEqual([
      { code: "OPENS_AT", params: { at: "2026-03-09T08:00:00.000Z" } },
    ]);
    expect(codes(caseOf([step("a", { opensAfterDays: 0 })]), "a")).toEqual([]);
  });
  test("the final step opens when every other required step is done", () => {
    const steps = [step("a"), step("b", { required: false }), step("z", { kind: "FINAL" })];
    expect(standingOf(caseOf(steps)).steps.get("z")!.reasons).toEqual([{ code: "STEPS_LEFT", params: { count: 1 } }]);
    expect(codes(caseOf(steps, { a: opened }), "z")).toEqual([]);
  });
});

describe("minimum time (rule 6)", () => {
  const steps = [step("a"), step("b"), step("c", { required: false })];
  const at = (seconds: number, evidence: Record<string, StepEvidence>) =>
    standingOf(caseOf(steps, evidence, { rules: { ...RULES, minimumMinutes: 10 }, run: { number: 1, startedAt: START, seconds } }));
  test("the last required step opens but is done only when the time is reached; what remains is told", () => {
    const early = at(100, { a: opened, b: opened });
    expect([early.percent, early.steps.get("b")!.done, early.steps.get("b")!.reasons, early.remainingSeconds]).toEqual([
      50,
      false,
      [],
      500,
    ]);
    const late = at(600, { a: opened, b: opened });
    expect([late.percent, late.state, late.remainingSeconds]).toEqual([100, "COMPLETED", 0]);
  });
  test("nothing remains to be told while other steps are open, and a waived step waits for nothing", () => {
    expect(at(0, { b: opened }).remainingSeconds).toBe(0);
    expect(at(0, { a: opened, b: seen({ waived: true }) }).percent).toBe(100);
  });
});

describe("the best run (rule 9)", () => {
  const run = (state: StepState, percent: number, score: number | null = null): RunResult => ({ state, percent, score });
  test("passed before completed before percent before score, of equals the later", () => {
    const order = [
      run("IN_PROGRESS", 10, 90),
      run("IN_PROGRESS", 40),
      run("IN_PROGRESS", 40, 20),
      run("FAILED", 100, 49),
      run("COMPLETED", 100, 30),
      run("PASSED", 100, 60),
      run("PASSED", 100, 61),
    ];
    for (const [index, one] of order.entries()) for (const worse of order.slice(0, index)) expect(compareRuns(worse, one)).toBeLessThan(0);
    const twin = run("COMPLETED", 100, 30);
    expect(bestRun([order[4]!, twin])).toBe(twin);
    expect(bestRun([])).toBeNull();
  });
  const any = fc.record({
    state: fc.constantFrom<StepState>("IN_PROGRESS", "COMPLETED", "PASSED", "FAILED"),
    percent: fc.integer({ min: 0, max: 100 }),
    score: fc.option(fc.integer({ min: 0, max: 100 })),
  });
  test("no run is better than the best, whatever the order", () =>
    fc.assert(
      fc.property(fc.array(any, { minLength: 1 }), (runs) => {
        const best = bestRun(runs)!;
        for (const one of runs) expect(compareRuns(one, best)).toBeLessThanOrEqual(0);
        expect(compareRuns(bestRun([...runs].reverse())!, best)).toBe(0);
      }),
    ));
  test("a finished run is never lowered", () =>
    fc.assert(
      fc.property(any, any, (former, now) => {
        expect(compareRuns(keptResult({ ...former, finished: true }, now), former)).toBeGreaterThanOrEqual(0);
        expect(keptResult({ ...former, finished: false }, now)).toBe(now);
      }),
    ));
});

describe("cycles (rule 4)", () => {
  const part = (id: string, more: Partial<CyclePart> = {}): CyclePart => ({
    id,
    parentId: null,
    itemId: null,
    final: false,
    required: true,
    conditions: null,
    ...more,
  });
  const of = (paths: Record<string, CyclePart[]>, items: Record<string, Condition> = {}) =>
    findPathCycle({ paths: new Map(Object.entries(paths)), items: new Map(Object.entries(items)) });
  test("steps that wait for each other, for themselves, or for what lies in them", () => {
    expect(of({ p: [part("a", { conditions: stateCondition("b") }), part("b", { conditions: stateCondition("a") })] })).toEqual([
      "a",
      "b",
      "a",
    ]);
    expect(of({ p: [part("a", { conditions: stateCondition("a") })] })).toEqual(["a", "a"]);
    expect(of({ p: [part("s", { conditions: stateCondition("a") }), part("a", { parentId: "s" })] })).not.toBeNull();
  });
  test("a step that waits for its own path, for the final step, or for an item that waits for the path", () => {
    expect(of({ p: [part("a", { conditions: stateCondition("p") })] })).not.toBeNull();
    expect(of({ p: [part("a", { conditions: stateCondition("z") }), part("z", { final: true })] })).not.toBeNull();
    expect(of({ p: [part("a", { itemId: "quiz" })] }, { quiz: stateCondition("p") })).not.toBeNull();
    expect(of({ p: [part("a", { conditions: stateCondition("q") })], q: [part("b", { conditions: stateCondition("p") })] })).not.toBeNull();
  });
  test("what comes one after the other is no cycle", () => {
    const steps = [
      part("a"),
      part("b", { conditions: stateCondition("a") }),
      part("c", { conditions: { kind: "AND", of: [stateCondition("a"), stateCondition("b")] } }),
    ];
    expect(of({ p: [...steps, part("z", { final: true })], q: [part("d", { conditions: stateCondition("p") })] })).toBeNull();
  });
});
