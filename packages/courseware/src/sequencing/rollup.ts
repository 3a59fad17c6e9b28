import type { RollupRule } from "./activity-tree";
import type { Course, Place } from "./course";
import { rollupHolds } from "./rules";

const rule = (condition: string, action: string): RollupRule => ({
  childActivitySet: "all",
  minimumCount: 0,
  minimumPercent: 0,
  conditionCombination: "any",
  conditions: [{ condition, operator: "noOp" }],
  action,
});
/** What holds where a manifest has no roll-up rule of its own for these (RB.1.2.b, RB.1.3.b). */
const OBJECTIVE_DEFAULT = [rule("satisfied", "satisfied"), rule("objectiveStatusKnown", "notSatisfied")];
const PROGRESS_DEFAULT = [rule("completed", "completed"), rule("activityProgressKnown", "incomplete")];

/** The weighted mean of what the tracked children have; children that have nothing count as 0. Null: none has any (RB.1.1). */
function weighted(
  course: Course,
  place: Place,
  weightOf: (child: Place) => number,
  valueOf: (child: Place) => string | null,
): string | null {
  let [total, weights, known] = [0, 0, false];
  for (const child of course.available(place)) {
    if (!course.node(child).delivery.tracked) continue;
    const value = valueOf(child);
    weights += weightOf(child);
    if (value === null) continue;
    known = true;
    total += weightOf(child) * Number(value);
  }
  if (!known || weights <= 0) return null;
  // Sums of decimals such as 0.1 leave a trace that no manifest's threshold means.
  return String(Math.round((total / weights) * 1e10) / 1e10);
}

function rollupMeasures(course: Course, place: Place): void {
  const measure = weighted(
    course,
    place,
    (child) => course.node(child).rollup.objectiveMeasureWeight,
    (child) => course.objective(child, 0, true).measure,
  );
  const before = course.state.tracking[place]?.objectives[0]?.measure ?? null;
  if (measure !== null || before !== null) course.setObjective(place, 0, { measure });
  const progress = weighted(
    course,
    place,
    (child) => course.node(child).completion.progressWeight,
    (child) => course.objective(child, 0, true).progress,
  );
  course.setObjective(place, 0, { progress });
}

function rollupObjective(course: Course, place: Place): void {
  const { rollup, objectives } = course.node(place);
  // The comparison with the measure is made wherever the status is read.
  if (objectives[0]?.satisfiedByMeasure) return;
  const own = rollup.rules.filter(({ action }) => action === "satisfied" || action === "notSatisfied");
  const rules = own.length > 0 ? own : OBJECTIVE_DEFAULT;
  if (rollupHolds(course, place, rules, "notSatisfied")) course.setObjective(place, 0, { satisfied: false });
  if (rollupHolds(course, place, rules, "satisfied")) course.setObjective(place, 0, { satisfied: true });
}

function rollupProgress(course: Course, place: Place): void {
  const { rollup, completion } = course.node(place);
  if (completion.completedByMeasure) return;
  const own = rollup.rules.filter(({ action }) => action === "completed" || action === "incomplete");
  const rules = own.length > 0 ? own : PROGRESS_DEFAULT;
  if (rollupHolds(course, place, rules, "incomplete")) course.setObjective(place, 0, { completed: false });
  if (rollupHolds(course, place, rules, "completed")) course.setObjective(place, 0, { completed: true });
}

/** Those above an activity, itself included where it has children. */
const clustersAbove = (course: Course, place: Place): Place[] => course.pathTo(place).filter((one) => !course.isLeaf(one));

/** Activities that read a global objective. */
function readersOf(course: Course, written: ReadonlySet<string>): Place[] {
  return course.tree.nodes.flatMap((node, place) =>
    node.objectives.some(({ maps }) => maps.some((map) => written.has(map.targetObjectiveId))) ? [place] : [],
  );
}

/**
 * Rolls up from an activity to the organization (RB.1.5), and above every activity that reads a global objective which was written
 * since the last roll-up, the deepest first.
 */
export function rollUp(course: Course, from: Place): void {
  const waiting = new Set(clustersAbove(course, from));
  const depth = (place: Place) => course.pathTo(place).length;
  // A cycle of global objectives must end: no activity is rolled up more than twice for one cause.
  const turns = new Map<Place, number>();
  for (;;) {
    for (const reader of readersOf(course, course.written)) for (const one of clustersAbove(course, reader)) waiting.add(one);
    course.written.clear();
    const [place] = [...waiting].filter((one) => (turns.get(one) ?? 0) < 2).toSorted((a, b) => depth(b) - depth(a));
    if (place === undefined) return;
    waiting.delete(place);
    turns.set(place, (turns.get(place) ?? 0) + 1);
    if (!course.node(place).delivery.tracked) continue;
    rollupMeasures(course, place);
    rollupObjective(course, place);
    rollupProgress(course, place);
  }
}
