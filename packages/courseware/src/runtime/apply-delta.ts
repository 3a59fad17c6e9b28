import { byteLength, check12, overLimit } from "./elements-12";
import { keepState } from "./package-progress";
import { LIMITS, type Activity, type ActivityRecord, type Delta, type LaunchRules, type RuntimeState } from "./runtime-protocol";
import { score12, score2004 } from "./score";
import { status12 } from "./status-12";
import { status2004 } from "./status-2004";
import { creditSession, formatTimespan12, formatTotal, parseDuration, parseTimespan12 } from "./time";

export interface ElementError {
  element: string;
  code: number;
}
export type Applied =
  | { kind: "applied"; state: RuntimeState; errors: ElementError[] }
  | { kind: "acknowledged"; lastSeq: number }
  | { kind: "conflict"; state: RuntimeState }
  | { kind: "refused"; reason: "TOO_LARGE" | "UNKNOWN_ACTIVITY" };

/** What applying needs to know. Times are milliseconds of the applying side's own clock. */
export interface ApplyContext {
  rules: LaunchRules;
  activities: ReadonlyMap<string, Activity>;
  now: number;
  /** When this registration was opened (lease given): session time cannot have begun before. */
  launchedAt: number;
}

/** The record of an activity that was never opened. */
export function emptyRecord(): ActivityRecord {
  return {
    model: {},
    initialized: false,
    finished: false,
    left: false,
    hundredths: 0,
    timeReplaced: false,
    finishedAt: null,
    state: "NOT_STARTED",
    score: null,
    maxScore: null,
    notes: [],
  };
}

const is2004 = (rules: LaunchRules) => rules.standard === "SCORM_2004";
const names = (rules: LaunchRules) =>
  is2004(rules)
    ? { exit: "cmi.exit", session: "cmi.session_time", total: "cmi.total_time" }
    : { exit: "cmi.core.exit", session: "cmi.core.session_time", total: "cmi.core.total_time" };

/** Has the attempt ended, so that the next Initialize of SCORM 2004 begins a new one? */
export function attemptEnded(record: ActivityRecord, rules: LaunchRules): boolean {
  return record.finished && record.model[names(rules).exit] !== "suspend";
}

function beginSession(record: ActivityRecord, rules: LaunchRules): ActivityRecord {
  const { exit, session } = names(rules);
  const model = is2004(rules) && attemptEnded(record, rules) ? {} : { ...record.model };
  delete model[exit];
  delete model[session];
  return { ...record, model, initialized: true, finished: false, left: false };
}

/** Sequencing begins a new attempt: the model is empty again, the time and the standing of the former one stay. */
function beginAttempt(record: ActivityRecord): ActivityRecord {
  return { ...record, model: {}, initialized: false, finished: false, left: false };
}

function mergeSet(record: ActivityRecord, delta: Delta, rules: LaunchRules, errors: ElementError[]): ActivityRecord {
  const model = { ...record.model };
  for (const [element, value] of Object.entries(delta.set)) {
    const code = is2004(rules) ? (overLimit(element, value) ? 406 : null) : check12(element, value);
    if (code !== null) errors.push({ element, code });
    else model[element] = value;
  }
  return { ...record, model };
}

function endSession(record: ActivityRecord, ctx: ApplyContext): ActivityRecord {
  const { session, total } = names(ctx.rules);
  const reportedText = record.model[session];
  const parse = is2004(ctx.rules) ? parseDuration : parseTimespan12;
  const format = is2004(ctx.rules) ? formatTotal : formatTimespan12;
  const reported = (reportedText === undefined ? 0 : parse(reportedText)) ?? 0;
  const since = Math.max(ctx.launchedAt, record.finishedAt ?? 0);
  const credited = creditSession(reported, Math.floor((ctx.now - since) / 10));
  const before = parse(record.model[total] ?? "") ?? 0;
  return {
    ...record,
    finished: true,
    finishedAt: ctx.now,
    hundredths: record.hundredths + credited.hundredths,
    timeReplaced: record.timeReplaced || credited.replaced,
    // What SCORM 2004's content reads back is the sum of what it said (RTE 4.2.25); reports have the credited time.
    model: { ...record.model, [total]: format(before + (is2004(ctx.rules) ? reported : credited.hundredths)) },
  };
}

function judge(record: ActivityRecord, activity: Activity, rules: LaunchRules): ActivityRecord {
  const { model } = record;
  const common = { initialized: record.initialized, finished: record.finished, left: record.left };
  if (is2004(rules)) {
    if (rules.mode !== "normal" || rules.credit === "no-credit") return record;
    const scaled = model["cmi.score.scaled"];
    const verdict = status2004({
      ...common,
      completionStatus: model["cmi.completion_status"] ?? "",
      successStatus: model["cmi.success_status"] ?? "",
      progressMeasure: model["cmi.progress_measure"],
      scaled,
      completionThreshold: activity.completionThreshold,
      scaledPassingScore: activity.scaledPassingScore,
      exit: model["cmi.exit"] ?? "",
      tracked: true,
      completionSetByContent: false,
      objectiveSetByContent: false,
    });
    const points = score2004({ scaled, raw: model["cmi.score.raw"], min: model["cmi.score.min"], max: model["cmi.score.max"] });
    return {
      ...record,
      state: keepState(record.state, verdict.state),
      score: points?.score ?? record.score,
      maxScore: points?.maxScore ?? record.maxScore,
      notes: points?.oddities ?? [],
    };
  }
  const raw = model["cmi.core.score.raw"];
  const verdict = status12({
    ...common,
    credit: rules.credit,
    mode: rules.mode,
    status: model["cmi.core.lesson_status"] ?? "",
    raw,
    mastery: activity.masteryScore,
    exit: model["cmi.core.exit"] ?? "",
    masteryOverridesStatus: rules.masteryOverridesStatus,
  });
  if (!verdict.counts) return { ...record, notes: verdict.notes };
  const points = score12({ raw, min: model["cmi.core.score.min"], max: model["cmi.core.score.max"] });
  const notes = [...verdict.notes, ...(points?.oddities ?? [])];
  return {
    ...record,
    state: keepState(record.state, verdict.state),
    score: points?.score ?? record.score,
    maxScore: points?.maxScore ?? record.maxScore,
    notes,
  };
}

/** UTF-8 bytes of a delta's elements and values, which the commit limit counts. */
export function deltaBytes(set: Record<string, string>): number {
  return Object.entries(set).reduce((sum, [element, value]) => sum + byteLength(element) + byteLength(value), 0);
}

/**
 * Applies one delta: number last + 1 applies, an older one is acknowledged again, a gap is a conflict.
 * Pure; wrong elements are reported with the standard's code and leave their old value. Never throws.
 */
export function applyDelta(state: RuntimeState, delta: Delta, ctx: ApplyContext): Applied {
  if (delta.seq <= state.lastSeq) return { kind: "acknowledged", lastSeq: state.lastSeq };
  if (delta.seq !== state.lastSeq + 1) return { kind: "conflict", state };
  const activity = ctx.activities.get(delta.activityId);
  if (!activity) return { kind: "refused", reason: "UNKNOWN_ACTIVITY" };
  if (deltaBytes(delta.set) > LIMITS.commitBytes) return { kind: "refused", reason: "TOO_LARGE" };
  const errors: ElementError[] = [];
  let record = state.records[delta.activityId] ?? emptyRecord();
  if (delta.events.includes("begin")) record = beginAttempt(record);
  if (delta.events.includes("initialize")) record = beginSession(record, ctx.rules);
  record = mergeSet(record, delta, ctx.rules, errors);
  if (delta.events.includes("finish") && record.initialized && !record.finished) record = endSession(record, ctx);
  if (delta.events.includes("leave") || delta.events.includes("suspend")) record = { ...record, left: true };
  record = judge(record, activity, ctx.rules);
  return {
    kind: "applied",
    errors,
    state: {
      lastSeq: delta.seq,
      currentActivityId: delta.activityId,
      records: { ...state.records, [delta.activityId]: record },
      sequencing: delta.sequencing ?? state.sequencing,
    },
  };
}
