import type { ActivityState } from "./status-12";

export type Completion = "completed" | "incomplete" | "not attempted" | "unknown";
export type Success = "passed" | "failed" | "unknown";

export interface Status2004Input {
  /** As the SCO set them; empty when it never did. */
  completionStatus: string;
  successStatus: string;
  progressMeasure: string | undefined;
  scaled: string | undefined;
  /** `adlcp:completionThreshold` minimum progress measure, where the manifest asks for one. */
  completionThreshold: number | null;
  /** `imsss:minNormalizedMeasure` of a primary objective satisfied by measure. */
  scaledPassingScore: number | null;
  exit: string;
  initialized: boolean;
  finished: boolean;
  left: boolean;
  tracked: boolean;
  completionSetByContent: boolean;
  objectiveSetByContent: boolean;
}

export interface Status2004 {
  completion: Completion;
  success: Success;
  state: ActivityState;
  /** The attempt goes on at the next launch. */
  suspended: boolean;
}

function measure(text: string | undefined): number | null {
  if (text === undefined || text.trim() === "") return null;
  const value = Number(text);
  return Number.isFinite(value) ? value : null;
}

function completionOf(input: Status2004Input): Completion {
  if (input.completionThreshold !== null) {
    const progress = measure(input.progressMeasure);
    if (progress === null) return "unknown";
    return progress >= input.completionThreshold ? "completed" : "incomplete";
  }
  const set = input.completionStatus;
  return set === "completed" || set === "incomplete" || set === "not attempted" ? set : "unknown";
}

function successOf(input: Status2004Input): Success {
  if (input.scaledPassingScore !== null) {
    const scaled = measure(input.scaled);
    if (scaled === null) return "unknown";
    return scaled >= input.scaledPassingScore ? "passed" : "failed";
  }
  const set = input.successStatus;
  return set === "passed" || set === "failed" ? set : "unknown";
}

function stateOf(completion: Completion, success: Success, begun: boolean): ActivityState {
  if (success === "passed") return "PASSED";
  if (success === "failed") return "FAILED";
  if (completion === "completed") return "COMPLETED";
  return begun ? "IN_PROGRESS" : "NOT_STARTED";
}

/** SCORM 2004 status: the platform's comparison first, then the content's word; at the end of a tracked attempt what stayed unknown becomes true. */
export function status2004(input: Status2004Input): Status2004 {
  const begun = input.initialized || input.left;
  const suspended = begun && input.initialized && (!input.finished || input.exit === "suspend");
  const ended = input.initialized ? input.finished && input.exit !== "suspend" : input.left;
  let completion = completionOf(input);
  let success = successOf(input);
  if (ended && input.tracked) {
    if (completion === "unknown" && !input.completionSetByContent && input.completionThreshold === null) completion = "completed";
    if (success === "unknown" && !input.objectiveSetByContent && input.scaledPassingScore === null) success = "passed";
  }
  return { completion, success, state: stateOf(completion, success, begun), suspended };
}
