import type { ActivityState } from "../runtime/status-12";
import type { ActivityTree } from "./activity-tree";
import { Course } from "./course";
import type { SequencingState } from "./sequencing-state";

/** What roll-up has made of a whole course; null where it says nothing and its leaves must tell. */
export interface CourseStanding {
  state: ActivityState | null;
  /** Whole percent. */
  percent: number | null;
  score: { score: number; maxScore: number } | null;
}

/** How a course stands by the status of its organization: satisfaction first, then completion; the measure is its score of 100. */
export function courseStanding(tree: ActivityTree, state: SequencingState): CourseStanding {
  const course = new Course(tree, state);
  const { satisfied, measure, completed, progress: amount } = course.objective(0);
  const partial = amount === null ? null : Math.min(99, Math.floor(100 * Number(amount) + 1e-9));
  return {
    state: satisfied === null ? (completed ? "COMPLETED" : null) : satisfied ? "PASSED" : "FAILED",
    percent: completed === true ? 100 : partial,
    // Until the course is judged, what is not done yet would count as 0: its activities tell how far it has come.
    score:
      measure === null || (satisfied === null && completed !== true)
        ? null
        : { score: Math.round(Math.max(0, Number(measure)) * 1e6) / 1e4, maxScore: 100 },
  };
}
