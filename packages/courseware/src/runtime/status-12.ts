/** How an activity stands; the same words as Progress. */
export type ActivityState = "NOT_STARTED" | "IN_PROGRESS" | "COMPLETED" | "PASSED" | "FAILED";
export type StatusNote = "DID_NOT_REPORT" | "BROWSED" | "JUDGED_BY_MASTERY";

export interface Status12Input {
  credit: "credit" | "no-credit";
  mode: "normal" | "browse" | "review";
  /** `cmi.core.lesson_status` as the SCO set it; empty when it never did. */
  status: string;
  raw: string | undefined;
  mastery: number | null;
  exit: string;
  initialized: boolean;
  finished: boolean;
  /** The learner left the activity, by whatever way. */
  left: boolean;
  masteryOverridesStatus: boolean;
}

/** What a save means in SCORM 1.2. `counts` false: Progress stays as it was (no-credit and browse). */
export interface StatusVerdict {
  state: ActivityState;
  counts: boolean;
  notes: StatusNote[];
}

function byMastery(input: Status12Input): "PASSED" | "FAILED" | null {
  if (input.mastery === null || input.raw === undefined || input.raw.trim() === "") return null;
  const raw = Number(input.raw);
  if (!Number.isFinite(raw)) return null;
  return raw >= input.mastery ? "PASSED" : "FAILED";
}

function verdict(state: ActivityState, judged: "PASSED" | "FAILED" | null): StatusVerdict {
  return judged === null ? { state, counts: true, notes: [] } : { state: judged, counts: true, notes: ["JUDGED_BY_MASTERY"] };
}

/** SCORM 1.2 status at save. Walking away after a call never completes; an activity that never called Initialize is an asset. */
export function status12(input: Status12Input): StatusVerdict {
  if (input.credit === "no-credit" || input.mode !== "normal") {
    return { state: "NOT_STARTED", counts: false, notes: input.status === "browsed" ? ["BROWSED"] : [] };
  }
  if (!input.initialized) {
    return input.left ? { state: "COMPLETED", counts: true, notes: ["DID_NOT_REPORT"] } : { state: "NOT_STARTED", counts: true, notes: [] };
  }
  const judged = byMastery(input);
  switch (input.status) {
    case "passed":
      return verdict("PASSED", input.masteryOverridesStatus ? judged : null);
    case "failed":
      return verdict("FAILED", input.masteryOverridesStatus ? judged : null);
    case "completed":
      return verdict("COMPLETED", judged);
    case "":
    case "not attempted":
      return input.finished && input.exit !== "suspend" ? verdict("COMPLETED", judged) : verdict("IN_PROGRESS", null);
    default:
      return verdict("IN_PROGRESS", null);
  }
}
