import { evaluateCondition, type ConditionFacts, type ItemFacts } from "./conditions";
import type { Reason } from "./errors";
import {
  evidenceOf,
  stepOutcome,
  type PathRules,
  type PathRunFacts,
  type StepEvidence,
  type StepOutcome,
  type StepRule,
  type StepState,
} from "./path-steps";

/** What conditions of steps may look at besides the steps themselves. */
export type OutsideFacts = Omit<ConditionFacts, "items"> & { readonly items: ReadonlyMap<string, ItemFacts> };

/** How one step stands for one learner. */
export interface StepStanding extends StepOutcome {
  /** False: it does not apply to this learner and leaves the tree and the count. */
  readonly applies: boolean;
  /** Why it is closed; empty = open. */
  readonly reasons: readonly Reason[];
}

/** How a whole path stands for one learner. */
export interface PathStanding {
  readonly steps: ReadonlyMap<string, StepStanding>;
  readonly state: StepState;
  /** Whole percent; 100 only when all is done. */
  readonly percent: number;
  /** Of 100, missing results counting 0; null where nothing is scored. */
  readonly score: number | null;
  /** Of 100, over what has a result already; null before the first. */
  readonly scoreSoFar: number | null;
  /** Seconds that are still missing to the minimum time, where all else is done. */
  readonly remainingSeconds: number;
}

/** A path, one learner's run of it, and what is known of both. `steps` in document order. */
export interface PathCase {
  readonly rules: PathRules;
  readonly steps: readonly StepRule[];
  readonly evidence: ReadonlyMap<string, StepEvidence>;
  readonly run: PathRunFacts;
  readonly outside: OutsideFacts;
}

const DAY = 86_400_000;

/** Steps that count for percent and state: the required ones that apply, sections left out; where none is required, every one. */
export function countedSteps(steps: readonly StepRule[], applies: (id: string) => boolean): StepRule[] {
  const own = steps.filter((step) => step.kind !== "SECTION" && applies(step.id));
  const required = own.filter((step) => step.required);
  return required.length > 0 ? required : own;
}

/** What a step weighs: its weight, times its minutes where the path says so (no estimate = one minute). */
export const weightOf = (step: StepRule, weights: PathRules["weights"]): number =>
  step.weight * (weights === "MINUTES" ? (step.minutes ?? 1) : 1);

/** `floor(100 × Σ w·f ÷ Σ w)`; 100 only when everything is done, also against rounding. */
export function percentOf(parts: readonly { weight: number; fraction: number; done: boolean }[]): number {
  if (parts.length === 0) return 0;
  if (parts.every((part) => part.done)) return 100;
  const total = parts.reduce((sum, part) => sum + part.weight, 0);
  const got = parts.reduce((sum, part) => sum + part.weight * (part.done ? 1 : part.fraction), 0);
  return total > 0 ? Math.min(99, Math.floor((100 * got) / total + 1e-9)) : 0;
}

/** `100 × Σ w·(score ÷ max) ÷ Σ w`, at most 100: missing results count 0 in `score`, and not at all in `soFar`. */
export function scoreOf(parts: readonly { weight: number; score: number | null; maxScore: number | null }[]): {
  score: number | null;
  soFar: number | null;
} {
  const share = (part: (typeof parts)[number]) => (part.score !== null && part.maxScore ? Math.max(0, part.score / part.maxScore) : null);
  const mean = (some: readonly (typeof parts)[number][]) => {
    const total = some.reduce((sum, part) => sum + part.weight, 0);
    return total > 0 ? Math.min(100, (100 * some.reduce((sum, part) => sum + part.weight * (share(part) ?? 0), 0)) / total) : null;
  };
  return { score: mean(parts), soFar: mean(parts.filter((part) => share(part) !== null)) };
}

/** Whether a step's result belongs into the path's score. */
const isScored = (step: StepRule, { progress }: StepEvidence): boolean =>
  step.item?.graded === true &&
  (step.item.maxScore !== null || step.completes === "PASSED" || step.completes === "SCORE" || (progress?.maxScore ?? null) !== null);

/** What conditions see of the steps: under their own ids, as if they were items. */
function stepFacts({ steps, evidence, outside }: PathCase, outcomes: ReadonlyMap<string, StepOutcome>): ConditionFacts {
  const items = new Map(outside.items);
  for (const step of steps) {
    const { state, done } = outcomes.get(step.id)!;
    const { progress, waived } = evidenceOf(evidence, step.id);
    const percent = typeof progress?.score === "number" && progress.maxScore ? (100 * progress.score) / progress.maxScore : null;
    const settled = done && state !== "PASSED" && state !== "FAILED" ? "COMPLETED" : state;
    items.set(step.id, { state: waived ? "COMPLETED" : settled, percent, criteria: progress?.facts.map((fact) => fact.criterion) ?? [] });
  }
  return { ...outside, items };
}

/** What a step's own conditions and dates say, with those of the sections around it. */
function ownReasons({ rules, steps, run, outside }: PathCase, facts: ConditionFacts) {
  const titles = new Map(steps.map((step) => [step.id, step.title]));
  const named = (reason: Reason): Reason => {
    const title = typeof reason.params["itemId"] === "string" ? titles.get(reason.params["itemId"]) : undefined;
    return title === undefined ? reason : { code: reason.code, params: { ...reason.params, title } };
  };
  const conditions = new Map<string, readonly Reason[]>();
  const dates = new Map<string, readonly Reason[]>();
  for (const step of steps) {
    const answer = evaluateCondition(rules.order === "CUSTOM" ? step.conditions : null, facts);
    conditions.set(step.id, [...((step.parentId && conditions.get(step.parentId)) || []), ...answer.reasons.map(named)]);
    const at = step.opensAfterDays === null ? null : new Date(run.startedAt.getTime() + step.opensAfterDays * DAY);
    const late: Reason[] = at && at > outside.now ? [{ code: "OPENS_AT", params: { at: at.toISOString() } }] : [];
    dates.set(step.id, [...((step.parentId && dates.get(step.parentId)) || []), ...late]);
  }
  return { conditions, dates };
}

/** Steps that leave the tree: whose item is gone, or whose unmet conditions (or those of a section around them) say HIDE. */
function applyingSteps(steps: readonly StepRule[], conditions: ReadonlyMap<string, readonly Reason[]>): Set<string> {
  const found = new Set<string>();
  for (const step of steps) {
    const within = step.parentId === null || found.has(step.parentId);
    const gone = step.kind === "ITEM" && step.item === null;
    if (within && !gone && !(step.whenLocked === "HIDE" && conditions.get(step.id)!.length > 0)) found.add(step.id);
  }
  return found;
}

/** What order adds: the first counted step before it that is not done; for the final step, how many others are left. */
function orderReasons(
  step: StepRule,
  counted: readonly StepRule[],
  isDone: (id: string) => boolean,
  rules: PathRules,
  before: StepRule | null,
) {
  const reasons: Reason[] = [];
  if (step.kind === "SECTION" || isDone(step.id)) return reasons;
  if (rules.order === "LINEAR" && before) reasons.push({ code: "STEP_BEFORE", params: { stepId: before.id, title: before.title } });
  const left = step.kind === "FINAL" ? counted.filter((other) => other.kind !== "FINAL" && !isDone(other.id)).length : 0;
  if (left > 0) reasons.push({ code: "STEPS_LEFT", params: { count: left } });
  return reasons;
}

/**
 * How a path stands for one learner: each step's state, whether it applies and why it is closed; percent, score and state of the whole.
 * The last counted step turns done only when the run's seconds reach the minimum time.
 */
export function standingOf(path: PathCase): PathStanding {
  const { rules, steps, evidence, run } = path;
  const outcomes = new Map(steps.map((step) => [step.id, stepOutcome(step, evidenceOf(evidence, step.id), run, rules)]));
  const { conditions, dates } = ownReasons(path, stepFacts(path, outcomes));
  const applying = applyingSteps(steps, conditions);
  const counted = countedSteps(steps, (id) => applying.has(id));
  const missing = Math.max(0, rules.minimumMinutes * 60 - run.seconds);
  const last = counted.at(-1);
  const held = last && missing > 0 && outcomes.get(last.id)!.done && !evidenceOf(evidence, last.id).waived ? last.id : null;
  if (held) outcomes.set(held, { state: "IN_PROGRESS", done: false, fraction: 0 });
  const isDone = (id: string) => outcomes.get(id)?.done === true;
  const countedIds = new Set(counted.map((step) => step.id));
  let before: StepRule | null = null;
  const standings = new Map<string, StepStanding>();
  for (const step of steps) {
    const reasons = [...conditions.get(step.id)!, ...dates.get(step.id)!, ...orderReasons(step, counted, isDone, rules, before)];
    standings.set(step.id, { ...outcomes.get(step.id)!, applies: applying.has(step.id), reasons });
    if (!before && countedIds.has(step.id) && !isDone(step.id)) before = step;
  }
  const scored = steps
    .filter((step) => applying.has(step.id) && isScored(step, evidenceOf(evidence, step.id)))
    .map((step) => {
      const { progress } = evidenceOf(evidence, step.id);
      return {
        weight: weightOf(step, rules.weights),
        score: progress?.score ?? null,
        maxScore: progress?.maxScore ?? step.item?.maxScore ?? null,
      };
    });
  const { score, soFar } = scoreOf(scored);
  const percent = percentOf(counted.map((step) => ({ weight: weightOf(step, rules.weights), ...outcomes.get(step.id)! })));
  return {
    steps: standings,
    percent,
    score,
    scoreSoFar: soFar,
    state: stateOf(percent, score, rules.passingPercent),
    remainingSeconds: held && counted.every((step) => step.id === held || isDone(step.id)) ? missing : 0,
  };
}

/** All done: passed or failed by the score where the path has a mark and something is scored, else completed. Before that: in progress. */
export function stateOf(percent: number, score: number | null, passingPercent: number | null): StepState {
  if (percent < 100) return "IN_PROGRESS";
  if (passingPercent === null || score === null) return "COMPLETED";
  return score + 1e-9 >= passingPercent ? "PASSED" : "FAILED";
}

/** What of a run is compared with others. */
export interface RunResult {
  readonly state: StepState;
  readonly percent: number;
  readonly score: number | null;
}

/** Below zero where `a` is worse: passed, completed, percent, score, in that order. */
export function compareRuns(a: RunResult, b: RunResult): number {
  const keys = (run: RunResult) => [run.state === "PASSED" ? 1 : 0, run.state === "COMPLETED" ? 1 : 0, run.percent, run.score ?? -1];
  const [left, right] = [keys(a), keys(b)];
  for (const [index, value] of left.entries()) if (value !== right[index]) return value - right[index]!;
  return 0;
}

/** The run that progress shows; null where there is none. Of equals the later one. */
export function bestRun<Run extends RunResult>(runs: readonly Run[]): Run | null {
  return runs.reduce<Run | null>((best, run) => (best === null || compareRuns(run, best) >= 0 ? run : best), null);
}

/** A run that was finished once: edits and later facts raise it, nothing lowers it. */
export const keptResult = (former: RunResult & { finished: boolean }, now: RunResult): RunResult =>
  former.finished && compareRuns(now, former) < 0 ? { state: former.state, percent: former.percent, score: former.score } : now;
