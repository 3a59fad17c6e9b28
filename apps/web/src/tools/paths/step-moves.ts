import type { Step } from "./path-steps";
import type { StepPlace } from "./use-path-edits";

const childrenOf = (steps: readonly Step[], parentId: string | null) => steps.filter((step) => step.parentId === parentId);

/** Where a key takes a step: up and down among its siblings, into the section before it, out of its own. Null = it goes no further. */
export function keyPlace(steps: readonly Step[], step: Step, key: string): StepPlace | null {
  const siblings = childrenOf(steps, step.parentId);
  const at = siblings.indexOf(step);
  const before = siblings[at - 1];
  const { parentId } = step;
  if (key === "ArrowUp") return before ? { parentId, beforeId: before.id } : null;
  if (key === "ArrowDown") return at < siblings.length - 1 ? { parentId, beforeId: siblings[at + 2]?.id ?? null } : null;
  if (key === "in") return before?.kind === "SECTION" ? { parentId: before.id, beforeId: null } : null;
  if (key !== "out" || parentId === null) return null;
  const section = steps.find((one) => one.id === parentId)!;
  const outer = childrenOf(steps, section.parentId);
  return { parentId: section.parentId, beforeId: outer[outer.indexOf(section) + 1]?.id ?? null };
}

const isWithin = (steps: readonly Step[], step: Step | undefined, id: string): boolean =>
  step !== undefined &&
  (step.id === id ||
    isWithin(
      steps,
      steps.find((one) => one.id === step.parentId),
      id,
    ));

/** Where a step goes that is dropped on another row: into a section's beginning from above, else before or behind that row. Null = nowhere. */
export function dropPlace(steps: readonly Step[], step: Step, over: Step): StepPlace | null {
  if (step.id === over.id || isWithin(steps, over, step.id)) return null;
  const downward = steps.indexOf(over) > steps.indexOf(step);
  if (downward && over.kind === "SECTION") return { parentId: over.id, beforeId: childrenOf(steps, over.id)[0]?.id ?? null };
  if (!downward) return { parentId: over.parentId, beforeId: over.id };
  const siblings = childrenOf(steps, over.parentId).filter((one) => one.id !== step.id);
  return { parentId: over.parentId, beforeId: siblings[siblings.indexOf(over) + 1]?.id ?? null };
}
