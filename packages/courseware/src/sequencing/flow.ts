import type { Course, Place } from "./course";
import { isClosed, ruleAction } from "./rules";

export type Direction = "forward" | "backward";
/** What flowing comes to: an activity to deliver, the end of the course, or nothing; `stuck` is the activity it stopped at. */
export type Flowed = { kind: "found"; place: Place } | { kind: "end" } | { kind: "none" };

interface Step {
  place: Place;
  direction: Direction;
}
type Stepped = Step | "end" | "none";

/** Is this the last activity of the whole course in document order, as this attempt offers it? */
function isLast(course: Course, place: Place): boolean {
  return course.pathTo(place).every((one) => {
    const { parent } = course.node(one);
    return parent === null || course.available(parent).at(-1) === one;
  });
}

const isEndOf = (course: Course, place: Place, children: boolean): boolean =>
  place === 0 ? !children : isLast(course, place) && (!children || course.available(place).length === 0);

/** The next activity in a direction (SB.2.1). `children`: may it be one below. */
function step(course: Course, place: Place, direction: Direction, children: boolean, former: Direction | null): Stepped {
  const { parent } = course.node(place);
  let [at, way, turned] = [place, direction, false];
  if (former === "backward" && parent !== null && course.available(parent).at(-1) === place) {
    [at, way, turned] = [course.available(parent)[0] ?? place, "backward", true];
  }
  return way === "forward" ? forward(course, at, children) : backward(course, at, children, turned);
}

function forward(course: Course, place: Place, children: boolean): Stepped {
  if (isEndOf(course, place, children && !course.isLeaf(place))) return "end";
  if (!course.isLeaf(place) && children) {
    const first = course.available(place)[0];
    return first === undefined ? "none" : { place: first, direction: "forward" };
  }
  const { parent } = course.node(place);
  if (parent === null) return "end";
  const siblings = course.available(parent);
  const next = siblings[siblings.indexOf(place) + 1];
  return next === undefined ? step(course, parent, "forward", false, null) : { place: next, direction: "forward" };
}

function backward(course: Course, place: Place, children: boolean, turned: boolean): Stepped {
  const { parent, control } = course.node(place);
  if (parent === null && !children) return "none";
  if (!course.isLeaf(place) && children) {
    const offered = course.available(place);
    const inner = control.forwardOnly ? offered[0] : offered.at(-1);
    return inner === undefined ? "none" : { place: inner, direction: control.forwardOnly ? "forward" : "backward" };
  }
  if (parent === null) return "none";
  if (!turned && course.node(parent).control.forwardOnly) return "none";
  const siblings = course.available(parent);
  const before = siblings[siblings.indexOf(place) - 1];
  return before === undefined ? step(course, parent, "backward", false, null) : { place: before, direction: "backward" };
}

/** From an activity that was come to, what may be delivered there or beyond it (SB.2.2). */
function arrive(course: Course, { place, direction }: Step, former: Direction | null): Flowed {
  const { parent } = course.node(place);
  if (parent !== null && !course.node(parent).control.flow) return { kind: "none" };
  if (ruleAction(course, place, "pre", ["skip"]) !== null) {
    const next = step(course, place, direction, false, former);
    if (typeof next === "string") return { kind: next };
    return arrive(course, next, former === "backward" && next.direction === "backward" ? null : former);
  }
  if (isClosed(course, place)) return { kind: "none" };
  if (course.isLeaf(place)) return course.node(place).launchable ? { kind: "found", place } : { kind: "none" };
  const inner = step(course, place, direction, true, null);
  if (typeof inner === "string") return { kind: inner };
  return arrive(course, inner, direction === "backward" && inner.direction === "forward" ? "backward" : null);
}

/** Flows from an activity in a direction, into its children where they are to be considered (SB.2.3). */
export function flow(course: Course, from: Place, direction: Direction, children: boolean): Flowed {
  const first = step(course, from, direction, children, null);
  return typeof first === "string" ? { kind: first } : arrive(course, first, null);
}
