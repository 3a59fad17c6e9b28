import type { Frame } from "playwright-core";
import type { AdlStep } from "./adl-cases";

/** A call that was answered otherwise than the case expects. */
export interface Mismatch {
  step: number;
  call: string;
  got: string;
  expected: string;
}

/** Runs inside the package's page: finds the API as content does, makes the calls, and tells what differs. */
function inContent({ steps, learner }: { steps: AdlStep[]; learner: { id: string; name: string } }): { wrong: Mismatch[]; open: boolean } {
  type Api = Record<string, (...args: string[]) => string>;
  let view: Window = window;
  while (!Reflect.has(view, "API_1484_11") && view.parent !== view) view = view.parent;
  const api = Reflect.get(view, "API_1484_11") as Api;
  const say = (verb: string, ...args: string[]): string => String(api[verb]!(...args));
  const lists = (element: string) => /^(cmi\.objectives|adl\.data)\.&(.+)&(.*)$/.exec(element);
  const resolve = (element: string): string => {
    const [, list, name, rest] = lists(element) ?? [];
    if (list === undefined) return element;
    const count = Number(say("GetValue", `${list}._count`));
    for (let row = 0; row < count; row += 1) if (say("GetValue", `${list}.${row}.id`) === name) return `${list}.${row}${rest}`;
    return `${list}.${name}${rest}`;
  };
  // Numbers by their value, lists of children in any order: the suite itself expects "0" of a "0.0" that was set.
  const same = (got: string, expected: string, element: string): boolean => {
    if (/\._children$/.test(element)) return got.split(",").toSorted().join() === expected.split(",").toSorted().join();
    const real =
      /\.(scaled|raw|min|max|progress_measure|scaled_passing_score|completion_threshold|weighting|audio_level|delivery_speed|result)$/.test(
        element,
      );
    return real && got.trim() !== "" && expected.trim() !== "" && Number(got) === Number(expected);
  };
  const matches = (got: string, expected: AdlStep["expect"], element: string): boolean => {
    if (typeof expected === "string" || expected === undefined) return got === (expected ?? got) || same(got, expected ?? got, element);
    if (expected.match === "nonEmptyMax255") return got.length > 0 && got.length <= 255;
    return got === (expected.match === "learner id" ? learner.id : learner.name);
  };
  const wrong: Mismatch[] = [];
  let open = false;
  for (const [index, step] of steps.entries()) {
    const note = (got: string, expected: string) =>
      wrong.push({
        step: index,
        call: `${step.call}(${step.element ?? step.arg ?? step.ids?.join() ?? ""}${step.value === undefined ? "" : ` = ${step.value.slice(0, 80)}`})`,
        got: got.slice(0, 80),
        expected: expected.slice(0, 80),
      });
    if (step.call.startsWith("?")) continue;
    if (step.call === "compareObjectiveIds") {
      const count = Number(say("GetValue", "cmi.objectives._count"));
      const ids = Array.from({ length: count }, (_one, row) => say("GetValue", `cmi.objectives.${row}.id`)).toSorted();
      if (ids.join() !== [...(step.ids ?? [])].toSorted().join()) note(ids.join(), (step.ids ?? []).join());
      continue;
    }
    const element = step.element === undefined ? undefined : resolve(step.element);
    if (step.element !== undefined && /&\.id$/.test(step.element) && step.expect === "") {
      if (element === undefined || element.includes("&") || say("GetValue", element) === "") note("no such objective", "there is one");
      continue;
    }
    const args = element === undefined ? [step.arg ?? ""] : step.call === "SetValue" ? [element, step.value ?? ""] : [element];
    const got = step.call === "GetLastError" ? say("GetLastError") : say(step.call, ...args);
    const code = say("GetLastError");
    if (step.call === "Initialize" && got === "true") open = true;
    if (!matches(got, step.expect, step.element ?? "")) note(got, JSON.stringify(step.expect));
    if (step.expect_error !== undefined && /^\d+$/.test(step.expect_error) && code !== step.expect_error)
      note(`error ${code}`, `error ${step.expect_error}`);
  }
  return { wrong, open };
}

/** Makes a visit's calls in the content's page. `open`: its session has begun and is not ended. */
export function replay(
  frame: Frame,
  steps: AdlStep[],
  learner: { id: string; name: string },
): Promise<{ wrong: Mismatch[]; open: boolean }> {
  return frame.evaluate(inContent, { steps, learner });
}

/** Ends the session as the suite's pages do: at once, or when the page goes. The page may be gone before the answer is. */
export async function endSession(frame: Frame, whenGone: boolean): Promise<void> {
  await frame
    .evaluate((later) => {
      let view: Window = window;
      while (!Reflect.has(view, "API_1484_11") && view.parent !== view) view = view.parent;
      const api = Reflect.get(view, "API_1484_11") as { Terminate: (empty: string) => string };
      if (later) window.addEventListener("unload", () => api.Terminate(""));
      else api.Terminate("");
    }, whenGone)
    .catch(() => undefined);
}
