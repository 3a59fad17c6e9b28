import type { Condition } from "./conditions";

/** Levels of a path's tree, the first one included. */
export const PATH_DEPTH_MAX = 5;
/** Steps of one path. */
export const PATH_STEPS_MAX = 1_000;

export const STEP_KINDS = ["SECTION", "ITEM", "TEXT", "FINAL"] as const;
export const STEP_CRITERIA = ["VIEWED", "CONFIRMED", "SUBMITTED", "POSTED", "ANSWERED", "PASSED", "SCORE", "COMPLETED"] as const;

export type StepState = "NOT_STARTED" | "IN_PROGRESS" | "COMPLETED" | "PASSED" | "FAILED";

/** A step as the rules see it. Lists of steps are in document order: each section before what lies in it. */
export interface StepRule {
  readonly id: string;
  readonly parentId: string | null;
  readonly kind: (typeof STEP_KINDS)[number];
  readonly title: string;
  readonly required: boolean;
  readonly completes: (typeof STEP_CRITERIA)[number];
  /** Points, for SCORE; null = no bound. */
  readonly scoreMin: number | null;
  readonly scoreMax: number | null;
  readonly conditions: Condition | null;
  readonly whenLocked: "SHOW" | "HIDE";
  readonly minutes: number | null;
  readonly weight: number;
  readonly opensAfterDays: number | null;
  /** What an ITEM step leads to; null = it is gone, and the step with it. */
  readonly item: StepItem | null;
}

/** What the rules must know of a step's item, whoever learns. */
export interface StepItem {
  readonly kind: string;
  /** Whether anything reports progress on it; what reports nothing is seen by being opened. */
  readonly reports: boolean;
  readonly graded: boolean;
  readonly maxScore: number | null;
}

/** A learner's one row of progress on an item, with what was met and when it was last met. */
export interface StepProgress {
  readonly state: StepState;
  readonly score: number | null;
  readonly maxScore: number | null;
  readonly fraction: number;
  readonly lastAt: Date;
  readonly facts: readonly { readonly criterion: string; readonly lastAt: Date }[];
}

/** What is known of one step in one run of one learner. */
export interface StepEvidence {
  readonly openedAt: Date | null;
  readonly confirmedAt: Date | null;
  readonly waived: boolean;
  readonly progress: StepProgress | null;
}

/** A path's own rules. */
export interface PathRules {
  readonly order: "FREE" | "LINEAR" | "CUSTOM";
  readonly minimumMinutes: number;
  readonly passingPercent: number | null;
  readonly failedCounts: boolean;
  readonly weights: "EQUAL" | "MINUTES";
}

/** A learner's run: the first one takes evidence from before it began, later ones only their own. */
export interface PathRunFacts {
  readonly number: number;
  readonly startedAt: Date;
  readonly seconds: number;
}

const nothing: StepEvidence = { openedAt: null, confirmedAt: null, waived: false, progress: null };

/** What is known of a step; nothing where there is no entry. */
export const evidenceOf = (evidence: ReadonlyMap<string, StepEvidence>, stepId: string): StepEvidence => evidence.get(stepId) ?? nothing;

/** How one step stands, before order, conditions and minimum time are asked. */
export interface StepOutcome {
  readonly state: StepState;
  readonly done: boolean;
  /** The share that counts for the path's percent, 0 to 1. */
  readonly fraction: number;
}

const FINAL_STATES: readonly StepState[] = ["COMPLETED", "PASSED"];
/** Criteria that a result decides, so that failing them is an outcome. */
const JUDGED: readonly StepRule["completes"][] = ["PASSED", "SCORE", "COMPLETED"];

/** Whether an item's progress meets a step's criterion by evidence of this run. */
function meets(step: StepRule, evidence: StepEvidence, since: Date | null): boolean {
  const { progress } = evidence;
  const during = (at: Date | null | undefined) => at !== null && at !== undefined && (since === null || at >= since);
  if (step.completes === "CONFIRMED" && during(evidence.confirmedAt)) return true;
  if (step.kind !== "ITEM" || !step.item?.reports) return step.completes !== "CONFIRMED" && during(evidence.openedAt);
  if (!progress) return false;
  const fact = progress.facts.find(({ criterion }) => criterion === step.completes.toLowerCase());
  if (step.completes === "SCORE") {
    const { score } = progress;
    return score !== null && score >= (step.scoreMin ?? -Infinity) && score <= (step.scoreMax ?? Infinity) && during(progress.lastAt);
  }
  if (step.completes === "COMPLETED") return FINAL_STATES.includes(progress.state) && during(fact?.lastAt ?? progress.lastAt);
  if (step.completes === "PASSED") return progress.state === "PASSED" && during(fact?.lastAt ?? progress.lastAt);
  return fact !== undefined && during(fact.lastAt);
}

/** Whether a result of this run says that the step was failed. */
function fails(step: StepRule, { progress }: StepEvidence, since: Date | null): boolean {
  if (!progress || !JUDGED.includes(step.completes) || (since !== null && progress.lastAt < since)) return false;
  return progress.state === "FAILED";
}

/**
 * How a step stands in a run: done when its criterion is met by evidence of that run (the first run takes older evidence too), or when it
 * was waived. SCORE reads the item's one kept score. A failed step is done only with `failedCounts`. Sections have no state of their own.
 */
export function stepOutcome(
  step: StepRule,
  evidence: StepEvidence,
  run: PathRunFacts,
  rules: Pick<PathRules, "failedCounts">,
): StepOutcome {
  const since = run.number > 1 ? run.startedAt : null;
  const { progress } = evidence;
  if (evidence.waived) return { state: "COMPLETED", done: true, fraction: 1 };
  if (meets(step, evidence, since)) {
    const passed = step.item?.graded === true && progress?.state === "PASSED";
    return { state: passed ? "PASSED" : "COMPLETED", done: true, fraction: 1 };
  }
  if (fails(step, evidence, since))
    return { state: "FAILED", done: rules.failedCounts, fraction: rules.failedCounts ? 1 : ownShare(step, evidence, since) };
  const fresh = progress !== null && (since === null || progress.lastAt >= since) && progress.state !== "NOT_STARTED";
  const begun = fresh || (evidence.openedAt !== null && (since === null || evidence.openedAt >= since));
  return { state: begun ? "IN_PROGRESS" : "NOT_STARTED", done: false, fraction: ownShare(step, evidence, since) };
}

/** A package tells how far one is inside it; everything else is done or not. */
function ownShare(step: StepRule, { progress }: StepEvidence, since: Date | null): number {
  if (step.item?.kind !== "package" || !progress || (since !== null && progress.lastAt < since)) return 0;
  return Math.min(1, Math.max(0, progress.fraction));
}
