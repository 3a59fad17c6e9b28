import { describe, expect, test } from "@jest/globals";
import { applyDelta, type ApplyContext } from "./apply-delta";
import { check12, overLimit } from "./elements-12";
import { launchModel } from "./launch-model";
import { activitySchema, LIMITS, type Delta, type RuntimeState } from "./runtime-protocol";

const activity = activitySchema.parse({ identifier: "a", title: "A", depth: 0, launchable: true, href: "a.html", scormType: "sco" });
const ctx: ApplyContext = {
  rules: { standard: "SCORM_12", credit: "credit", mode: "normal", masteryOverridesStatus: false },
  activities: new Map([["a", activity]]),
  now: 600_000,
  launchedAt: 0,
};
const empty: RuntimeState = { lastSeq: 0, currentActivityId: null, records: {}, sequencing: null };
const delta = (seq: number, set: Record<string, string>, ...events: Delta["events"]): Delta => ({
  seq,
  activityId: "a",
  set,
  events,
  at: 0,
});
function play(...deltas: Delta[]): RuntimeState {
  return deltas.reduce((state, one) => {
    const applied = applyDelta(state, one, ctx);
    return applied.kind === "applied" ? applied.state : state;
  }, empty);
}

describe("applying deltas", () => {
  test("next applies, older is acknowledged, a gap is a conflict", () => {
    const one = play(delta(1, {}, "initialize"));
    expect(one.lastSeq).toBe(1);
    expect(applyDelta(one, delta(1, {}), ctx)).toEqual({ kind: "acknowledged", lastSeq: 1 });
    expect(applyDelta(one, delta(3, {}), ctx)).toEqual({ kind: "conflict", state: one });
    expect(applyDelta(one, { ...delta(2, {}), activityId: "z" }, ctx)).toEqual({ kind: "refused", reason: "UNKNOWN_ACTIVITY" });
  });

  test("a wrong value keeps the old one and gives the standard's code", () => {
    const one = play(delta(1, { "cmi.core.lesson_status": "incomplete" }, "initialize"));
    const applied = applyDelta(one, delta(2, { "cmi.core.lesson_status": "done", "cmi.core.student_id": "x", "cmi.nothing": "1" }), ctx);
    expect(applied).toMatchObject({ kind: "applied", errors: [{ code: 405 }, { code: 403 }, { code: 401 }] });
    expect(applied.kind === "applied" && applied.state.records["a"]?.model).toEqual({ "cmi.core.lesson_status": "incomplete" });
  });

  test("session time adds up, and an impossible one is replaced", () => {
    const one = play(delta(1, {}, "initialize"), delta(2, { "cmi.core.session_time": "00:05:00.25" }, "finish"));
    expect(one.records["a"]).toMatchObject({
      hundredths: 30_025,
      timeReplaced: false,
      state: "COMPLETED",
      model: { "cmi.core.total_time": "0000:05:00.25" },
    });
    const lie = play(delta(1, {}, "initialize"), delta(2, { "cmi.core.session_time": "99:00:00" }, "finish"));
    expect(lie.records["a"]).toMatchObject({ hundredths: 60_000, timeReplaced: true });
  });

  test("a closed window resumes byte for byte, a finished one does not say resume", () => {
    const data = "é\u0000\u{1F3CC}\r\n|'\"";
    const closed = play(delta(1, { "cmi.suspend_data": data, "cmi.core.lesson_location": "3" }, "initialize"), delta(2, {}, "suspend"));
    expect(closed.records["a"]?.state).toBe("IN_PROGRESS");
    expect(launchModel(closed.records["a"], activity, ctx.rules, { id: "1", name: "Ana" })).toMatchObject({
      "cmi.core.entry": "resume",
      "cmi.suspend_data": data,
      "cmi.core.lesson_location": "3",
    });
    expect(launchModel(undefined, activity, ctx.rules, { id: "1", name: "Ana" })).toMatchObject({
      "cmi.core.entry": "ab-initio",
      "cmi.core.lesson_status": "not attempted",
    });
    expect(
      launchModel(play(delta(1, {}, "initialize"), delta(2, {}, "finish")).records["a"], activity, ctx.rules, { id: "1", name: "" })[
        "cmi.core.entry"
      ],
    ).toBe("");
  });

  test("no-credit changes no progress", () => {
    const applied = applyDelta(empty, delta(1, { "cmi.core.lesson_status": "passed" }, "initialize", "finish"), {
      ...ctx,
      rules: { ...ctx.rules, credit: "no-credit", mode: "review" },
    });
    expect(applied.kind === "applied" && applied.state.records["a"]).toMatchObject({ state: "NOT_STARTED", score: null });
  });

  test("a new 2004 attempt starts empty after a normal end and goes on after suspend", () => {
    const rules = { ...ctx.rules, standard: "SCORM_2004" } as const;
    for (const [exit, location] of [
      ["suspend", "7"],
      ["normal", undefined],
    ] as const) {
      let state = empty;
      for (const one of [
        delta(1, { "cmi.location": "7" }, "initialize"),
        delta(2, { "cmi.exit": exit, "cmi.session_time": "PT5S" }, "finish"),
        delta(3, {}, "initialize"),
      ]) {
        const applied = applyDelta(state, one, { ...ctx, rules });
        if (applied.kind === "applied") state = applied.state;
      }
      expect(state.records["a"]?.model["cmi.location"]).toBe(location);
      expect(state.records["a"]?.hundredths).toBe(500);
    }
  });
});

describe("limits", () => {
  test("bytes, rows and commits", () => {
    expect(overLimit("cmi.suspend_data", "é".repeat(LIMITS.valueBytes / 2))).toBe(false);
    expect(overLimit("cmi.suspend_data", "é".repeat(LIMITS.valueBytes / 2) + "x")).toBe(true);
    expect(check12("cmi.interactions.1999.id", "q")).toBeNull();
    expect(check12("cmi.interactions.2000.id", "q")).toBe(405);
    expect(check12("cmi.objectives.1000.id", "q")).toBe(405);
    const big = "x".repeat(LIMITS.valueBytes);
    expect(applyDelta(empty, delta(1, { "cmi.suspend_data": big, "cmi.core.lesson_location": big }), ctx)).toEqual({
      kind: "refused",
      reason: "TOO_LARGE",
    });
  });
});
