import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { activitiesOf, isFulfilled, parsePrerequisite, PrerequisiteError, type PrerequisiteStatus } from "./prerequisites";

const statuses = new Map<string, PrerequisiteStatus>([
  ["P", "passed"],
  ["C", "completed"],
  ["F", "failed"],
  ["I", "incomplete"],
  ["N", "not attempted"],
]);

test.each<[string, boolean]>([
  ["P", true],
  ["C", true],
  ["F", false],
  ["~F", true],
  ["~~F", false],
  ["P & C", true],
  ["P&F", false],
  ["P | F & F", true],
  ["(P | F) & F", false],
  ["~P | C", true],
  ["~(P | C)", false],
  ['F = "failed"', true],
  ["F=f", true],
  ["F = passed", false],
  ['F <> "passed"', true],
  ['~F = "failed"', false],
  ['N = "not attempted"', true],
  ["N = not attempted & P", true],
  ["2*{P,C,F}", true],
  ["3*{P,C,F}", false],
  ["2*{P, F=failed, I}", true],
  ["1*{F, (P & C)}", true],
  ["X", true],
  ["~X", true],
  ["X = failed", true],
  ["X <> failed", true],
  ["X & F", false],
])("%s is %s", (source, expected) => {
  expect(isFulfilled(parsePrerequisite(source), statuses)).toBe(expected);
});

test.each(["", "P &", "& P", "(P", "P)", "P C", "2*{P", "2*{}", "P = ", "P = red", "{P}", "~", '"', "(".repeat(200)])(
  "%j cannot be read",
  (source) => {
    expect(() => parsePrerequisite(source)).toThrow(PrerequisiteError);
  },
);

test("the activities named are listed once", () => {
  expect(activitiesOf(parsePrerequisite("A & (B | ~A) & 2*{C,B=passed}"))).toEqual(["A", "B", "C"]);
});

test("any text is read or refused, never worse", () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[AB12~=<>&|(){}*," ]{0,20}$/), (source) => {
      try {
        expect(typeof isFulfilled(parsePrerequisite(source), statuses)).toBe("boolean");
      } catch (error) {
        expect(error).toBeInstanceOf(PrerequisiteError);
      }
    }),
    { numRuns: 500 },
  );
});
