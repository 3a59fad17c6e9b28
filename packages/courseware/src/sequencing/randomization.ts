import type { Course, Place } from "./course";

/** Random order, each as likely as any other. */
function shuffled<Value>(values: readonly Value[], random: () => number): Value[] {
  const result = [...values];
  for (let at = result.length - 1; at > 0; at -= 1) {
    const other = Math.floor(random() * (at + 1));
    [result[at], result[other]] = [result[other]!, result[at]!];
  }
  return result;
}

/** Some of the children, in the order that the manifest has them. */
function selected<Value>(values: readonly Value[], count: number, random: () => number): Value[] {
  const chosen = new Set(shuffled(values, random).slice(0, count));
  return values.filter((value) => chosen.has(value));
}

/**
 * Chooses and orders the children for a new attempt at their parent (SR.1, SR.2): what is to happen once happens at the first attempt
 * only, and stays; what is to happen at each one happens at the first too.
 */
export function beginChildren(course: Course, place: Place, timing: "once" | "onEachNewAttempt", random: () => number = Math.random): void {
  const { randomization, children } = course.node(place);
  const tracking = course.tracking(place);
  const due = (when: string) => when === "onEachNewAttempt" || (when === "once" && timing === "once");
  const { selectCount } = randomization;
  let offered = tracking.children ?? children;
  if (due(randomization.selectionTiming) && selectCount !== null && selectCount < children.length) {
    offered = selected(children, Math.max(0, selectCount), random);
  }
  if (due(randomization.randomizationTiming) && randomization.reorderChildren) offered = shuffled(offered, random);
  if (offered !== children) tracking.children = [...offered];
}
