import type { Course, Place } from "./course";
import type { Direction } from "./flow";
import { ruleAction } from "./rules";

/** May one pass by an activity on the way to a chosen one (SB.2.4)? */
function passes(course: Course, place: Place, direction: Direction): boolean {
  if (direction === "forward") return ruleAction(course, place, "pre", ["stopForwardTraversal"]) === null;
  const { parent } = course.node(place);
  return parent !== null && !course.node(parent).control.forwardOnly;
}

const mayActivate = (course: Course, place: Place, common: Place): boolean =>
  course.tracking(place).active || place === common || !course.node(place).constrained.preventActivation;

/** Order in the tree as this attempt offers it. */
function order(course: Course): Map<Place, number> {
  const places = new Map<Place, number>();
  const visit = (place: Place): void => {
    places.set(place, places.size);
    for (const child of course.available(place)) visit(child);
  };
  visit(0);
  return places;
}

/** The activity up to which a constrained one lets choose (SB.2.9.1, SB.2.9.2). */
function constrainedTo(course: Course, place: Place, direction: Direction): Place {
  const next = (at: Place): Place | null => {
    const { parent } = course.node(at);
    if (parent === null) return null;
    const siblings = course.available(parent);
    const found = siblings[siblings.indexOf(at) + (direction === "forward" ? 1 : -1)];
    return found ?? next(parent);
  };
  return next(place) ?? place;
}

function leavable(course: Course, from: Place, common: Place, target: Place): boolean {
  const places = order(course);
  const isAfter = (one: Place, other: Place) => (places.get(one) ?? -1) > (places.get(other) ?? -1);
  let constrained: Place | null = null;
  for (const place of course.pathTo(from).toReversed()) {
    if (place === common) break;
    const { control, constrained: own } = course.node(place);
    if (!control.choiceExit) return false;
    // A leaf has nothing below it to keep its learner in (ADL's CM-07d).
    if (constrained === null && own.constrainChoice && !course.isLeaf(place)) constrained = place;
  }
  if (constrained === null) return true;
  const border = constrainedTo(course, constrained, isAfter(target, constrained) ? "forward" : "backward");
  return target === border || target === constrained || course.pathTo(target).includes(border);
}

function siblingsPassed(course: Course, current: Place, target: Place): boolean {
  const siblings = course.available(course.node(target).parent ?? 0);
  const [from, to] = [siblings.indexOf(current), siblings.indexOf(target)];
  const between = from < to ? siblings.slice(from, to) : siblings.slice(to + 1, from + 1);
  return between.every((place) => passes(course, place, from < to ? "forward" : "backward"));
}

/** The way from an ancestor down to what was chosen, the latter left out. */
function wayDown(course: Course, common: Place, target: Place): Place[] {
  const path = course.pathTo(target);
  return path.slice(path.indexOf(common), -1);
}

/** May this activity be chosen from where the learner is (SB.2.9, all but what is delivered)? */
export function mayChoose(course: Course, target: Place): boolean {
  for (const place of course.pathTo(target)) {
    const { parent } = course.node(place);
    if (parent !== null && !course.available(parent).includes(place)) return false;
    if (ruleAction(course, place, "pre", ["hiddenFromChoice"]) !== null) return false;
  }
  const { parent } = course.node(target);
  if (parent !== null && !course.node(parent).control.choice) return false;
  const { current } = course.state;
  if (current === target) return true;
  if (current !== null && course.node(current).parent === parent && parent !== null) return siblingsPassed(course, current, target);
  const common = current === null ? 0 : course.commonAncestor(current, target);
  const down = wayDown(course, common, target);
  const activates = () => down.every((place) => mayActivate(course, place, common));
  if (current === null || common === current) return down.every((place) => passes(course, place, "forward")) && activates();
  if (common === target) {
    const up = course.pathTo(current).slice(course.pathTo(target).length);
    return up.every((place) => course.node(place).control.choiceExit);
  }
  if (!leavable(course, current, common, target)) return false;
  const places = order(course);
  if ((places.get(target) ?? 0) > (places.get(current) ?? 0) && !down.every((place) => passes(course, place, "forward"))) return false;
  return activates();
}
