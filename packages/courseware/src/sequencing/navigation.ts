import { beginAttempts, clearSuspended, endAttempt, endUpTo } from "./attempts";
import { mayChoose } from "./choice";
import type { Course, Place } from "./course";
import { flow } from "./flow";
import { isClosed } from "./rules";
import { terminate, type TerminationRequest } from "./termination";

/** What a learner or the content asks for; a target is an activity's identifier. */
export type NavigationRequest =
  | { kind: "start" | "resumeAll" | "continue" | "previous" | "exit" | "exitAll" | "suspendAll" | "abandon" | "abandonAll" }
  | { kind: "choice" | "jump"; target: string };

/** What came of a request. `idle`: nothing runs, the learner may choose. `refused`: nothing has changed. */
export type Outcome =
  | { kind: "delivered"; activityId: string; resumed: boolean }
  | { kind: "ended" }
  | { kind: "idle" }
  | { kind: "refused" };

type Sequencing = { kind: "start" | "resumeAll" | "continue" | "previous" | "exit" | "retry" } | { kind: "choice" | "jump"; place: Place };
type Sequenced = { kind: "deliver"; place: Place } | { kind: "ended" } | { kind: "nothing" };

interface Accepted {
  termination: TerminationRequest | null;
  sequencing: Sequencing;
}

/** May one leave towards a chosen activity: no active one on the way up keeps its learner (NB.2.1, choice)? */
function mayLeaveFor(course: Course, target: Place): boolean {
  const { current } = course.state;
  if (current === null) return true;
  if (course.node(current).parent === course.node(target).parent && current !== target) return course.node(current).control.choiceExit;
  const common = course.commonAncestor(current, target);
  for (const place of course.pathTo(current).toReversed()) {
    if (place === common) return true;
    if (course.tracking(place).active && !course.node(place).control.choiceExit) return false;
  }
  return true;
}

/** Is a request one that can be looked into here (NB.2.1)? Null: no. */
function accept(course: Course, request: NavigationRequest): Accepted | null {
  const { current, suspended } = course.state;
  const { kind } = request;
  if (kind === "start") return current === null ? { termination: null, sequencing: { kind } } : null;
  if (kind === "resumeAll") return current === null && suspended !== null ? { termination: null, sequencing: { kind } } : null;
  if (kind === "choice") {
    const place = course.placeOf(request.target);
    if (place === null) return null;
    const { parent } = course.node(place);
    if ((parent !== null && !course.node(parent).control.choice) || !mayLeaveFor(course, place)) return null;
    return { termination: current !== null && course.tracking(current).active ? "exit" : null, sequencing: { kind, place } };
  }
  if (current === null) return null;
  const { active } = course.tracking(current);
  if (kind === "jump") {
    const place = course.placeOf(request.target);
    const parent = place === null ? null : course.node(place).parent;
    const offered = place !== null && (parent === null || course.available(parent).includes(place));
    return offered ? { termination: active ? "exit" : null, sequencing: { kind, place } } : null;
  }
  if (kind === "continue" || kind === "previous") {
    const { parent } = course.node(current);
    if (parent === null || !course.node(parent).control.flow) return null;
    if (kind === "previous" && course.node(parent).control.forwardOnly) return null;
    return { termination: active ? "exit" : null, sequencing: { kind } };
  }
  if ((kind === "exit" || kind === "abandon") && !active) return null;
  return { termination: kind, sequencing: { kind: "exit" } };
}

function flowed(course: Course, from: Place, direction: "forward" | "backward", children: boolean): Sequenced {
  const found = flow(course, from, direction, children);
  if (found.kind === "found") return { kind: "deliver", place: found.place };
  if (found.kind === "end") {
    endUpTo(course, 0);
    if (course.tracking(0).active) endAttempt(course, 0);
    return { kind: "ended" };
  }
  return { kind: "nothing" };
}

function choose(course: Course, place: Place): Sequenced {
  if (!mayChoose(course, place)) return { kind: "nothing" };
  if (course.isLeaf(place)) return { kind: "deliver", place };
  const found = flow(course, place, "forward", true);
  if (found.kind === "found") return { kind: "deliver", place: found.place };
  return { kind: "nothing" };
}

/** Looks for what is to be delivered (SB.2.12). */
function sequence(course: Course, request: Sequencing): Sequenced {
  const { current, suspended } = course.state;
  if (request.kind === "choice") return choose(course, request.place);
  if (request.kind === "jump") return { kind: "deliver", place: request.place };
  if (request.kind === "resumeAll") return suspended === null ? { kind: "nothing" } : { kind: "deliver", place: suspended };
  if (request.kind === "start") return course.isLeaf(0) ? { kind: "deliver", place: 0 } : flowed(course, 0, "forward", true);
  if (current === null) return { kind: "nothing" };
  if (request.kind === "exit") return current === 0 ? { kind: "ended" } : { kind: "nothing" };
  if (request.kind === "retry") return retry(course, current);
  const { parent } = course.node(current);
  if (parent !== null && !course.node(parent).control.flow) return { kind: "nothing" };
  return flowed(course, current, request.kind === "continue" ? "forward" : "backward", false);
}

/** A new attempt at the current activity (SB.2.10); what its children had before still counts when looking where to begin (ADL's SX-07c). */
function retry(course: Course, current: Place): Sequenced {
  const { active, suspended } = course.tracking(current);
  if (active || suspended) return { kind: "nothing" };
  if (course.isLeaf(current)) return { kind: "deliver", place: current };
  return flowed(course, current, "forward", true);
}

/** May an activity be delivered: a leaf, and nothing above it is closed (DB.1.1)? */
const mayDeliver = (course: Course, place: Place): boolean =>
  course.isLeaf(place) && course.node(place).launchable && course.pathTo(place).every((one) => !isClosed(course, one));

function deliver(course: Course, place: Place): Outcome {
  const { current } = course.state;
  if (current !== null && course.tracking(current).active) endAttempt(course, current);
  clearSuspended(course, place);
  endUpTo(course, place);
  const resumed = beginAttempts(course, place);
  course.state.current = place;
  course.state.suspended = null;
  return { kind: "delivered", activityId: course.node(place).id, resumed };
}

/** Nothing runs any more: the next opening begins, or resumes. */
function end(course: Course): Outcome {
  course.state.current = null;
  return { kind: "ended" };
}

/** Before a new attempt at the course: what its manifest does not share beyond one attempt is gone. */
function forgetOwnGlobals(course: Course): void {
  const { active, suspended } = course.tracking(0);
  if (course.state.current !== null || active || suspended) return;
  if (!course.tree.objectivesGlobalToSystem) course.state.globals = {};
  if (!course.tree.sharedDataGlobalToSystem) for (const name of Object.keys(course.state.data)) delete course.state.data[name];
}

/**
 * Carries a request out (OP.1): ends what runs, follows the rules of the course, and delivers what comes next. A request that cannot
 * be followed after the running activity has ended leaves the learner with nothing running.
 */
export function navigate(course: Course, request: NavigationRequest): Outcome {
  const accepted = accept(course, request);
  if (!accepted) return { kind: "refused" };
  forgetOwnGlobals(course);
  let { sequencing } = accepted;
  if (accepted.termination !== null) {
    const following = terminate(course, accepted.termination);
    if (following !== null) sequencing = { kind: following };
  }
  const found = sequence(course, sequencing);
  if (found.kind === "ended") return end(course);
  if (found.kind === "deliver" && mayDeliver(course, found.place)) return deliver(course, found.place);
  return { kind: accepted.termination === null ? "refused" : "idle" };
}

/** Would a request be followed now? Nothing is ended or changed by asking. */
export function isValid(course: Course, request: NavigationRequest): boolean {
  const accepted = accept(course, request);
  if (!accepted) return false;
  const { kind } = request;
  // Continuing may end the course or leave the learner to choose; the others must lead somewhere.
  if (kind !== "previous" && kind !== "choice" && kind !== "jump") return true;
  const trial = course.copy();
  forgetOwnGlobals(trial);
  const found = sequence(trial, accepted.sequencing);
  if (found.kind === "ended") return true;
  return found.kind === "deliver" && mayDeliver(course, found.place);
}
