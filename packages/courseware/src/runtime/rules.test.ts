import { describe, expect, test } from "@jest/globals";
import { keepState, packagePercent, packageScore, packageState, type LeafProgress } from "./package-progress";
import { score12, score2004 } from "./score";
import { status12, type Status12Input } from "./status-12";
import { status2004, type Status2004Input } from "./status-2004";
import { creditSession, formatDuration, formatTimespan12, parseDuration, parseTimespan12 } from "./time";

const sco: Status12Input = {
  credit: "credit",
  mode: "normal",
  status: "",
  raw: undefined,
  mastery: null,
  exit: "",
  initialized: true,
  finished: true,
  left: true,
  masteryOverridesStatus: false,
};
describe("SCORM 1.2 status", () => {
  test.each<[string, Partial<Status12Input>, string, boolean, string[]]>([
    ["browse keeps browsed only", { mode: "browse", status: "browsed" }, "NOT_STARTED", false, ["BROWSED"]],
    ["browse ignores completed", { mode: "browse", status: "completed" }, "NOT_STARTED", false, []],
    ["no credit ignores passed", { credit: "no-credit", status: "passed" }, "NOT_STARTED", false, []],
    ["review ignores failed", { mode: "review", status: "failed" }, "NOT_STARTED", false, []],
    ["passed is kept under mastery", { status: "passed", raw: "10", mastery: 80 }, "PASSED", true, []],
    ["failed is kept over mastery", { status: "failed", raw: "90", mastery: 80 }, "FAILED", true, []],
    [
      "passed re-decided",
      { status: "passed", raw: "10", mastery: 80, masteryOverridesStatus: true },
      "FAILED",
      true,
      ["JUDGED_BY_MASTERY"],
    ],
    [
      "failed re-decided",
      { status: "failed", raw: "80", mastery: 80, masteryOverridesStatus: true },
      "PASSED",
      true,
      ["JUDGED_BY_MASTERY"],
    ],
    ["no raw, nothing to re-decide", { status: "passed", mastery: 80, masteryOverridesStatus: true }, "PASSED", true, []],
    ["completed at mastery", { status: "completed", raw: "80", mastery: 80 }, "PASSED", true, ["JUDGED_BY_MASTERY"]],
    ["completed under mastery", { status: "completed", raw: "79.99", mastery: 80 }, "FAILED", true, ["JUDGED_BY_MASTERY"]],
    ["completed, raw blank", { status: "completed", raw: "", mastery: 80 }, "COMPLETED", true, []],
    ["completed, no mastery", { status: "completed", raw: "5" }, "COMPLETED", true, []],
    ["mastery of 0 judges", { status: "completed", raw: "0", mastery: 0 }, "PASSED", true, ["JUDGED_BY_MASTERY"]],
    ["incomplete is never judged", { status: "incomplete", raw: "100", mastery: 80 }, "IN_PROGRESS", true, []],
    ["incomplete and finished", { status: "incomplete" }, "IN_PROGRESS", true, []],
    ["nothing set, finished", {}, "COMPLETED", true, []],
    ["nothing set, finished, logout", { exit: "logout" }, "COMPLETED", true, []],
    ["nothing set, finished, mastery met", { raw: "81", mastery: 80 }, "PASSED", true, ["JUDGED_BY_MASTERY"]],
    ["nothing set, finished, mastery missed", { raw: "8", mastery: 80 }, "FAILED", true, ["JUDGED_BY_MASTERY"]],
    ["nothing set, suspended", { exit: "suspend" }, "IN_PROGRESS", true, []],
    ["nothing set, walked away", { finished: false }, "IN_PROGRESS", true, []],
    ["completed, walked away", { status: "completed", finished: false }, "COMPLETED", true, []],
    ["never initialized, left", { initialized: false, finished: false }, "COMPLETED", true, ["DID_NOT_REPORT"]],
    ["never initialized, open", { initialized: false, finished: false, left: false }, "NOT_STARTED", true, []],
    ["browsed in normal mode", { status: "browsed" }, "IN_PROGRESS", true, []],
  ])("%s", (_name, input, state, counts, notes) => {
    expect(status12({ ...sco, ...input })).toEqual({ state, counts, notes });
  });
});

const attempt: Status2004Input = {
  completionStatus: "",
  successStatus: "",
  progressMeasure: undefined,
  scaled: undefined,
  completionThreshold: null,
  scaledPassingScore: null,
  exit: "",
  initialized: true,
  finished: true,
  left: true,
  tracked: true,
  completionSetByContent: false,
  objectiveSetByContent: false,
};
describe("SCORM 2004 status", () => {
  test.each<[string, Partial<Status2004Input>, string, string, boolean]>([
    [
      "threshold met beats incomplete",
      { completionStatus: "incomplete", completionThreshold: 0.8, progressMeasure: "0.8", successStatus: "failed" },
      "completed",
      "failed",
      false,
    ],
    [
      "threshold missed beats completed",
      { completionStatus: "completed", completionThreshold: 0.8, progressMeasure: "0.79", successStatus: "passed" },
      "incomplete",
      "passed",
      false,
    ],
    [
      "threshold without measure",
      { completionStatus: "completed", completionThreshold: 1, successStatus: "passed" },
      "unknown",
      "passed",
      false,
    ],
    [
      "passing score met",
      { successStatus: "failed", scaledPassingScore: 0.5, scaled: "0.5", completionStatus: "completed" },
      "completed",
      "passed",
      false,
    ],
    [
      "passing score missed",
      { successStatus: "passed", scaledPassingScore: 0.5, scaled: "0.49", completionStatus: "completed" },
      "completed",
      "failed",
      false,
    ],
    [
      "passing score without scaled",
      { successStatus: "passed", scaledPassingScore: 0.5, completionStatus: "completed" },
      "completed",
      "unknown",
      false,
    ],
    ["what the SCO set", { completionStatus: "incomplete", successStatus: "failed" }, "incomplete", "failed", false],
    ["unset at the end becomes true", {}, "completed", "passed", false],
    ["untracked stays unknown", { tracked: false }, "unknown", "unknown", false],
    ["declared set by content stays unknown", { completionSetByContent: true, objectiveSetByContent: true }, "unknown", "unknown", false],
    ["suspended", { exit: "suspend" }, "unknown", "unknown", true],
    ["not finished", { finished: false }, "unknown", "unknown", true],
    ["normal exit ends", { exit: "normal", completionStatus: "incomplete", successStatus: "unknown" }, "incomplete", "passed", false],
    ["asset left", { initialized: false, finished: false }, "completed", "passed", false],
  ])("%s", (_name, input, completion, success, suspended) => {
    expect(status2004({ ...attempt, ...input })).toMatchObject({ completion, success, suspended });
  });
});

describe("score", () => {
  test.each([
    [{ raw: "80" }, 80, 100, []],
    [{ raw: "8", min: "0", max: "10" }, 8, 10, []],
    [{ raw: "15", min: "10", max: "20" }, 5, 10, []],
    [{ raw: "5", min: "10", max: "20" }, 0, 10, ["RAW_BELOW_MIN"]],
    [{ raw: "25", min: "10", max: "20" }, 10, 10, ["RAW_ABOVE_MAX"]],
    [{ raw: "40", min: "50", max: "50" }, 40, 100, ["RANGE_ASSUMED"]],
    [{ raw: "40", max: "0" }, 40, 100, ["RANGE_ASSUMED"]],
  ])("1.2 %j", (input, score, maxScore, oddities) => expect(score12(input)).toEqual({ score, maxScore, oddities }));
  test.each([{}, { raw: "" }, { raw: "many" }, { min: "0", max: "10" }])("1.2 %j has none", (input) => expect(score12(input)).toBeNull());
  test.each([
    [{ scaled: "0.75", raw: "3" }, 75, []],
    [{ scaled: "-0.5" }, 0, ["SCALED_NEGATIVE"]],
    [{ scaled: "1.5" }, 100, ["SCALED_ABOVE_ONE"]],
    [{ raw: "30" }, 30, []],
  ])("2004 %j", (input, score, oddities) => expect(score2004(input)).toEqual({ score, maxScore: 100, oddities }));
});

describe("time", () => {
  test.each([
    ["00:00:00", 0],
    ["0000:00:01.5", 150],
    ["01:02:03.04", 372_304],
  ] as [string, number][])("1.2 %s", (text, value) => expect(parseTimespan12(text)).toBe(value));
  test.each(["", "1:00:00", "00:00", "00:00:00.123", "-1:00:00"])("1.2 refuses %j", (text) => expect(parseTimespan12(text)).toBeNull());
  test.each([
    ["PT0S", 0],
    ["PT1.5S", 150],
    ["PT1H2M3.04S", 372_304],
    ["P1D", 8_640_000],
    ["PT90M", 540_000],
    ["P1W", 60_480_000],
  ] as [string, number][])("ISO %s", (text, value) => expect(parseDuration(text)).toBe(value));
  test.each(["", "P", "PT", "1H", "PT1.234S", "P1DT"])("ISO refuses %j", (text) => expect(parseDuration(text)).toBeNull());
  test.each([0, 1, 99, 100, 5_999, 372_304, 8_640_000])("%d comes back from both forms", (value) => {
    expect(parseTimespan12(formatTimespan12(value))).toBe(value);
    expect(parseDuration(formatDuration(value))).toBe(value);
  });
  test.each([
    [500, 500, false],
    [6_500, 500, false],
    [6_501, 500, true],
    [999_999, 0, true],
  ] as [number, number, boolean][])("session %d of %d elapsed", (reported, elapsed, replaced) =>
    expect(creditSession(reported, elapsed)).toEqual({ hundredths: replaced ? elapsed : reported, replaced }),
  );
});

const leaf = (
  state: LeafProgress["state"],
  score: number | null = null,
  maxScore: number | null = null,
  measure: number | null = null,
): LeafProgress => ({
  state,
  tracked: true,
  measure,
  score,
  maxScore,
});
describe("package", () => {
  test.each<[string, LeafProgress[], boolean, number]>([
    ["one of three", [leaf("COMPLETED"), leaf("NOT_STARTED"), leaf("NOT_STARTED")], false, 33],
    ["all", [leaf("COMPLETED"), leaf("PASSED")], false, 100],
    ["failed is not done", [leaf("COMPLETED"), leaf("FAILED")], false, 50],
    ["measure adds", [leaf("COMPLETED"), leaf("IN_PROGRESS", null, null, 0.5)], false, 75],
    ["score adds when asked", [leaf("COMPLETED"), leaf("IN_PROGRESS", 5, 10)], true, 75],
    ["score adds nothing otherwise", [leaf("COMPLETED"), leaf("IN_PROGRESS", 5, 10)], false, 50],
    ["never 100 before all are done", [leaf("COMPLETED"), leaf("IN_PROGRESS", null, null, 1)], false, 99],
    ["untracked left out", [leaf("COMPLETED"), { ...leaf("NOT_STARTED"), tracked: false }], false, 100],
    ["nothing tracked", [], false, 0],
  ])("percent: %s", (_name, leaves, scoreAsProgress, percent) => expect(packagePercent(leaves, scoreAsProgress)).toBe(percent));
  const two = [leaf("PASSED", 8, 10), leaf("PASSED", 20, 50), leaf("COMPLETED")];
  test("score", () => {
    expect(packageScore(two, "AVERAGE")).toEqual({ score: 60, maxScore: 100 });
    expect(packageScore(two, "HIGHEST")).toEqual({ score: 80, maxScore: 100 });
    expect(packageScore(two, "SUM")).toEqual({ score: 28, maxScore: 60 });
    expect(packageScore([leaf("COMPLETED")], "SUM")).toBeNull();
  });
  test.each<[LeafProgress["state"][], string]>([
    [["NOT_STARTED", "NOT_STARTED"], "NOT_STARTED"],
    [["COMPLETED", "NOT_STARTED"], "IN_PROGRESS"],
    [["COMPLETED", "COMPLETED"], "COMPLETED"],
    [["COMPLETED", "PASSED"], "PASSED"],
    [["PASSED", "FAILED"], "FAILED"],
    [["FAILED", "IN_PROGRESS"], "IN_PROGRESS"],
  ])("state of %j is %s", (states, state) => expect(packageState(states.map((one) => leaf(one)))).toBe(state));
  test.each([
    ["PASSED", "FAILED", "PASSED"],
    ["PASSED", "IN_PROGRESS", "PASSED"],
    ["FAILED", "COMPLETED", "COMPLETED"],
    ["COMPLETED", "FAILED", "FAILED"],
    ["FAILED", "PASSED", "PASSED"],
    ["COMPLETED", "IN_PROGRESS", "COMPLETED"],
    ["IN_PROGRESS", "NOT_STARTED", "IN_PROGRESS"],
    ["NOT_STARTED", "IN_PROGRESS", "IN_PROGRESS"],
  ] as const)("%s then %s is %s", (before, reported, after) => expect(keepState(before, reported)).toBe(after));
});
