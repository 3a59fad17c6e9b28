import { overLimit } from "@lyceum/courseware/runtime/elements-12";
import { LOG_TEXT_MAX, type RuntimeCall } from "@lyceum/courseware/runtime/runtime-protocol";
import type { SessionEnd } from "./sequencer";
import type { DataAnswer, SharedData } from "./shared-data";
import { Scorm12API, Scorm2004API } from "scorm-again";

/** What a package's calls mean to the player. `commit` false: the journal cannot vouch for the data. */
export interface EngineEvents {
  initialized: () => void;
  changed: (element: string, value: string) => void;
  commit: () => boolean;
  finished: (end: SessionEnd) => void;
  navigate: (request: "continue" | "previous") => void;
  /** SCORM 2004: would this request be followed now (`adl.nav.request_valid`)? */
  valid?: (kind: "continue" | "previous" | "choice" | "jump", target: string) => boolean;
  /** SCORM 2004: the stores that the activity declares. */
  data?: SharedData;
  /** After each call of the content. */
  called?: (call: RuntimeCall) => void;
}

const VERBS = ["Initialize", "Terminate", "Finish", "GetValue", "SetValue", "Commit"];

/** Lets each call of the content be told, after it was answered. */
function overhear(api: Engine12 | Engine2004, told: (call: RuntimeCall) => void): void {
  const text = (value: unknown) => String(value ?? "").slice(0, LOG_TEXT_MAX);
  for (const method of VERBS.flatMap((verb) => [verb, `LMS${verb}`])) {
    const answerer = Reflect.get(api, method) as unknown;
    if (typeof answerer !== "function") continue;
    const heard = (...args: unknown[]): unknown => {
      const answer: unknown = answerer.apply(api, args);
      const code = Number(api.lastErrorCode) || 0;
      const [element = "", value = ""] = /Value$/.test(method) ? args : [];
      told({ method, element: text(element).slice(0, 255), value: text(value), answer: text(answer), code, at: Date.now() });
      return answer;
    };
    Reflect.set(api, method, heard);
  }
}

// No address and no timer: the engine never talks to a network by itself.
const SILENT = {
  autocommit: false,
  lmsCommitUrl: false,
  mastery_override: false,
  score_overrides_status: false,
  autoProgress: false,
  logLevel: 5,
  enableOfflineSupport: false,
} as const;

/** Lifts the engine's own bound on a free text, so that only the platform's limit holds. */
function unbound(target: object, name: string, initial: string): void {
  let text = initial;
  const set = (value: unknown): void => {
    text = String(value);
  };
  Object.defineProperty(target, name, { configurable: true, enumerable: true, get: () => text, set });
}

class Engine12 extends Scorm12API {
  events: EngineEvents | null = null;

  override lmsInitialize(parameter = ""): string {
    const answer = super.lmsInitialize(parameter);
    if (answer === "true") this.events?.initialized();
    return answer;
  }

  override lmsSetValue(element: string, value: unknown): string {
    if (this.isInitialized() && overLimit(String(element), String(value))) {
      this.throwSCORMError(String(element), 405);
      return "false";
    }
    const answer = super.lmsSetValue(element, value);
    // Comments are added to, not replaced: the engine knows the whole.
    if (answer === "true") this.events?.changed(element, element === "cmi.comments" ? String(this.cmi.comments) : String(value));
    return answer;
  }

  override storeData(terminate: boolean): { result: string; errorCode: number } {
    if (terminate) this.events?.finished({ request: "_none_", exit: "" });
    else if (this.events?.commit() === false) return { result: "false", errorCode: 101 };
    return { result: "true", errorCode: 0 };
  }
}

const VALID = /^adl\.nav\.request_valid\.(continue|previous|choice|jump)(?:\.\{target=(.+)\})?$/;

class Engine2004 extends Scorm2004API {
  events: EngineEvents | null = null;

  #told(element: string, { value, code }: DataAnswer): string {
    if (code === 0) this.lastErrorCode = "0";
    else this.throwSCORMError(element, code);
    return value;
  }

  override lmsGetValue(element: string): string {
    if (!this.isInitialized()) return super.lmsGetValue(element);
    if (this.events?.data && String(element).startsWith("adl.data.")) return this.#told(element, this.events.data.get(element));
    const [, kind, target] = VALID.exec(String(element)) ?? [];
    const targeted = kind === "choice" || kind === "jump";
    if (!this.events?.valid || kind === undefined || targeted !== (target !== undefined)) return super.lmsGetValue(element);
    const valid = this.events.valid(kind as "continue", target ?? "");
    return this.#told(element, { value: String(valid), code: 0 });
  }

  override lmsInitialize(parameter = ""): string {
    const answer = super.lmsInitialize(parameter);
    if (answer === "true") this.events?.initialized();
    return answer;
  }

  override lmsSetValue(element: string, value: unknown): string {
    if (this.isInitialized() && overLimit(String(element), String(value))) {
      this.throwSCORMError(String(element), 406);
      return "false";
    }
    if (this.isInitialized() && this.events?.data && String(element).startsWith("adl.data.")) {
      return this.#told(element, this.events.data.set(element, String(value)));
    }
    // The engine takes a name that stops half-way for a value to be put there, its whole model included.
    if (
      this.isInitialized() &&
      /^(cmi|adl)(\.(objectives|interactions|comments_from_learner|comments_from_lms|learner_preference|score|nav|data)(\.\d+)?)?$/.test(
        String(element),
      )
    ) {
      return this.#told(element, { value: "false", code: 401 });
    }
    const answer = super.lmsSetValue(element, value);
    if (answer === "true" && String(element).startsWith("cmi.")) this.events?.changed(element, String(value));
    return answer;
  }

  override storeData(terminate: boolean): { result: string; errorCode: number } {
    if (terminate) this.events?.finished({ request: String(this.adl.nav.request || "_none_"), exit: this.cmi.getExitValueInternal() });
    else if (this.events?.commit() === false) return { result: "false", errorCode: 391 };
    return { result: "true", errorCode: 0 };
  }
}

/** The engine of one activity with its whole model loaded; to be exposed before the content frame exists. */
export function makeEngine(
  standard: string,
  model: Record<string, string>,
  events: EngineEvents,
): { name: "API" | "API_1484_11"; api: Engine12 | Engine2004 } {
  const { "cmi.suspend_data": suspendData = "", ...rest } = model;
  const api = standard === "SCORM_2004" ? new Engine2004(SILENT) : new Engine12(SILENT);
  api.loadFromFlattenedJSON(rest);
  unbound(api.cmi, "suspend_data", suspendData);
  api.events = events;
  if (events.called) overhear(api, events.called);
  api.on("SequenceNext", () => events.navigate("continue"));
  api.on("SequencePrevious", () => events.navigate("previous"));
  return { name: standard === "SCORM_2004" ? "API_1484_11" : "API", api };
}
