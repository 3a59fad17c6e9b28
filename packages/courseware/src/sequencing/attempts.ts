import type { Course, Place } from "./course";
import { rollUp } from "./rollup";
import { beginChildren } from "./randomization";

/** For a new attempt at an activity, marks what is known of those below it as of a former one, unless roll-up is to count that too. */
function outdateBelow(course: Course, place: Place): void {
  const { control, children } = course.node(place);
  for (const child of children) {
    const tracking = course.tracking(child);
    if (control.useCurrentAttemptObjectiveInfo && !tracking.former.includes("objective")) tracking.former.push("objective");
    if (control.useCurrentAttemptProgressInfo && !tracking.former.includes("progress")) tracking.former.push("progress");
    outdateBelow(course, child);
  }
}

/** Begins a new attempt at one activity: counted, with nothing known of it. */
function beginOne(course: Course, place: Place): void {
  const tracking = course.tracking(place);
  tracking.attempts += 1;
  tracking.told = [];
  tracking.former = [];
  tracking.objectives = {};
  outdateBelow(course, place);
  beginChildren(course, place, tracking.attempts === 1 ? "once" : "onEachNewAttempt");
}

/** Begins, or goes on with, the attempts at an activity and at all above it (DB.2). True: the activity itself is gone on with. */
export function beginAttempts(course: Course, place: Place): boolean {
  const resumed = course.tracking(place).suspended;
  for (const one of course.pathTo(place)) {
    const tracking = course.tracking(one);
    if (tracking.active) continue;
    if (course.node(one).delivery.tracked && !tracking.suspended) beginOne(course, one);
    tracking.suspended = false;
    tracking.active = true;
  }
  return resumed;
}

/** Ends the attempt at an activity (UP.4): what its content left open becomes true, unless it said that it decides itself. */
export function endAttempt(course: Course, place: Place): void {
  const tracking = course.tracking(place);
  const { delivery } = course.node(place);
  if (!course.isLeaf(place)) tracking.suspended = course.node(place).children.some((child) => course.tracking(child).suspended);
  else if (delivery.tracked && !tracking.suspended) {
    const own = tracking.objectives[0];
    if (!delivery.completionSetByContent && !tracking.told.includes("completion") && (own?.completed ?? null) === null) {
      course.setObjective(place, 0, { completed: true });
    }
    if (!delivery.objectiveSetByContent && !tracking.told.includes("success") && (own?.satisfied ?? null) === null) {
      course.setObjective(place, 0, { satisfied: true });
    }
  }
  tracking.active = false;
  rollUp(course, place);
}

/** Ends the attempts between the current activity and its common ancestor with another, from below (UP.3). */
export function endUpTo(course: Course, target: Place): void {
  const { current } = course.state;
  if (current === null) return;
  const common = course.commonAncestor(current, target);
  for (const place of course.pathTo(current).toReversed()) {
    if (place === common) return;
    if (place !== current) endAttempt(course, place);
  }
}

/** Forgets the suspended activity when another one is delivered (DB.2.1). */
export function clearSuspended(course: Course, target: Place): void {
  const { suspended } = course.state;
  course.state.suspended = null;
  if (suspended === null || suspended === target) return;
  const common = course.commonAncestor(suspended, target);
  for (const place of course.pathTo(suspended).toReversed()) {
    if (place === common) return;
    const tracking = course.tracking(place);
    tracking.suspended = !course.isLeaf(place) && course.node(place).children.some((child) => course.tracking(child).suspended);
  }
}
