import type { ActivityState } from "./status-12";

export interface LeafProgress {
  state: ActivityState;
  tracked: boolean;
  /** `cmi.progress_measure`, 0 to 1, where the activity reported one. */
  measure: number | null;
  score: number | null;
  maxScore: number | null;
}
export type PackageScoring = "AVERAGE" | "HIGHEST" | "SUM";

const isDone = (state: ActivityState) => state === "COMPLETED" || state === "PASSED";
const isFinal = (state: ActivityState) => isDone(state) || state === "FAILED";
const within = (value: number) => Math.min(Math.max(value, 0), 1);

function share(leaf: LeafProgress, scoreAsProgress: boolean): number {
  if (isDone(leaf.state)) return 1;
  if (leaf.measure !== null) return within(leaf.measure);
  if (scoreAsProgress && leaf.score !== null && leaf.maxScore) return within(leaf.score / leaf.maxScore);
  return 0;
}

/** Whole percent of a package: done ÷ tracked leaves, unfinished ones by their measure; 100 only when every leaf is done. */
export function packagePercent(leaves: readonly LeafProgress[], scoreAsProgress: boolean): number {
  const tracked = leaves.filter((leaf) => leaf.tracked);
  if (tracked.length === 0) return 0;
  if (tracked.every((leaf) => isDone(leaf.state))) return 100;
  const sum = tracked.reduce((total, leaf) => total + share(leaf, scoreAsProgress), 0);
  return Math.min(99, Math.floor((100 * sum) / tracked.length + 1e-9));
}

/** Package score over the activities that reported one; averages and bests are of 100, a sum keeps its own points. */
export function packageScore(leaves: readonly LeafProgress[], scoring: PackageScoring): { score: number; maxScore: number } | null {
  const scored = leaves.flatMap((leaf) => (leaf.score !== null && leaf.maxScore ? [{ score: leaf.score, maxScore: leaf.maxScore }] : []));
  if (scored.length === 0) return null;
  const percents = scored.map((leaf) => (100 * leaf.score) / leaf.maxScore);
  if (scoring === "HIGHEST") return { score: Math.max(...percents), maxScore: 100 };
  if (scoring === "AVERAGE") return { score: percents.reduce((sum, value) => sum + value, 0) / percents.length, maxScore: 100 };
  return { score: scored.reduce((sum, leaf) => sum + leaf.score, 0), maxScore: scored.reduce((sum, leaf) => sum + leaf.maxScore, 0) };
}

/** State of a package: final when every tracked leaf is, failed when one is, passed when one is and none failed. */
export function packageState(leaves: readonly LeafProgress[]): ActivityState {
  const tracked = leaves.filter((leaf) => leaf.tracked);
  if (tracked.length > 0 && tracked.every((leaf) => isFinal(leaf.state))) {
    if (tracked.some((leaf) => leaf.state === "FAILED")) return "FAILED";
    return tracked.some((leaf) => leaf.state === "PASSED") ? "PASSED" : "COMPLETED";
  }
  return leaves.some((leaf) => leaf.state !== "NOT_STARTED") ? "IN_PROGRESS" : "NOT_STARTED";
}

/** Progress within one registration: passed stays, failed and completed replace each other, nothing unfinished replaces a final state. */
export function keepState(before: ActivityState, reported: ActivityState): ActivityState {
  if (before === "PASSED") return "PASSED";
  if (isFinal(before)) return isFinal(reported) ? reported : before;
  return reported === "NOT_STARTED" ? before : reported;
}
