import { expect, test } from "@jest/globals";
import { makeEngine } from "./engines";

type Calls = Record<string, (...args: string[]) => string>;
const CASES = [
  {
    standard: "SCORM_12",
    verbs: ["LMSInitialize", "LMSSetValue", "LMSGetValue", "LMSCommit", "LMSGetLastError", "LMSFinish"],
    tooBig: "405",
    failed: "101",
    location: "cmi.core.lesson_location",
    response: "cmi.interactions.0.student_response",
    entry: "cmi.core.entry",
  },
  {
    standard: "SCORM_2004",
    verbs: ["Initialize", "SetValue", "GetValue", "Commit", "GetLastError", "Terminate"],
    tooBig: "406",
    failed: "391",
    location: "cmi.location",
    response: "",
    entry: "cmi.entry",
  },
];

test.each(CASES)("$standard answers at once from a full model", ({ standard, verbs, tooBig, failed, location, response, entry }) => {
  const seen: string[] = [];
  let vouched = true;
  const model = { [entry]: "resume", [location]: "page 3", "cmi.suspend_data": "y".repeat(200_000) };
  const { api } = makeEngine(standard, model, {
    initialized: () => seen.push("initialized"),
    changed: (element) => seen.push(element),
    commit: () => vouched,
    finished: () => seen.push("finished"),
    navigate: () => undefined,
  });
  const call = (verb: number, ...args: string[]) => (api as unknown as Calls)[verbs[verb] ?? ""]?.call(api, ...args);
  expect(call(0, "")).toBe("true");
  expect([call(2, entry), call(2, location), call(2, "cmi.suspend_data")?.length]).toEqual(["resume", "page 3", 200_000]);
  expect(call(1, "cmi.suspend_data", "z".repeat(262_144))).toBe("true");
  expect([call(1, "cmi.suspend_data", "z".repeat(262_145)), call(4)]).toEqual(["false", tooBig]);
  expect(call(2, "cmi.suspend_data")).toBe("z".repeat(262_144));
  expect([call(3, ""), call(4)]).toEqual(["true", "0"]);
  vouched = false;
  expect([call(3, ""), call(4)]).toEqual(["false", failed]);
  if (response !== "") {
    expect(call(1, "cmi.interactions.0.id", "q1")).toBe("true");
    expect([call(2, response), call(4)]).toEqual(["", "404"]);
  }
  expect(call(5, "")).toBe("true");
  expect(seen.filter((one) => !one.startsWith("cmi.interactions"))).toEqual(["initialized", "cmi.suspend_data", "finished"]);
});
