import { expect, test } from "@jest/globals";
import { figures, merge } from "./run-jest.mjs";

const suite = (name, tests, status = Object.values(tests).includes("failed") ? "failed" : "passed") => ({
  name,
  status,
  assertionResults: Object.entries(tests).map(([fullName, state]) => ({ fullName, status: state })),
});

test("a file that cannot start is one failure, and skipped tests are named", () => {
  const suites = [suite("a", { one: "passed", two: "failed", three: "pending" }), suite("b", {}, "failed")];
  expect(figures(suites)).toEqual({ passed: 1, failed: 2, skipped: ["a: three"] });
});

test("the second look's word counts for the files it saw, and only a test that failed and then passed is unsteady", () => {
  const first = [suite("a", { one: "failed", two: "passed" }), suite("b", { three: "failed" }), suite("c", { four: "passed" })];
  const second = [suite("a", { one: "passed", two: "passed" }), suite("b", { three: "failed" })];
  const { suites, unsteady } = merge(first, second);
  expect(unsteady).toEqual(["a: one"]);
  expect(figures(suites)).toMatchObject({ passed: 3, failed: 1 });
});

test("a second look that died leaves the first one's word", () => {
  const { suites, unsteady } = merge([suite("a", { one: "failed" })], []);
  expect([figures(suites).failed, unsteady]).toEqual([1, []]);
});
