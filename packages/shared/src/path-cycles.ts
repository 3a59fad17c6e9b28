import { conditionItemIds, findConditionCycle, type Condition } from "./conditions";

/** A step as cycle detection sees it. */
export interface CyclePart {
  readonly id: string;
  readonly parentId: string | null;
  readonly itemId: string | null;
  readonly final: boolean;
  readonly required: boolean;
  readonly conditions: Condition | null;
}

/** What waits for what in a course: paths with their steps, and items with conditions of their own. */
export interface CourseWaits {
  readonly paths: ReadonlyMap<string, readonly CyclePart[]>;
  readonly items: ReadonlyMap<string, Condition>;
}

/**
 * One cycle among paths, steps and items that could never be opened by anyone, as ids in order, the first one repeated at the end; null where
 * there is none. A step waits for what its conditions name, for its section and its item; a final step for the others; a path for its steps.
 */
export function findPathCycle({ paths, items }: CourseWaits): string[] | null {
  const waits = new Map<string, string[]>();
  for (const [id, tree] of items) waits.set(id, conditionItemIds(tree));
  for (const [pathId, steps] of paths) {
    const required = steps.filter((step) => step.required);
    waits.set(pathId, [...(waits.get(pathId) ?? []), ...required.map((step) => step.id)]);
    for (const step of steps) {
      const named = step.conditions ? conditionItemIds(step.conditions) : [];
      const others = step.final ? required.filter((other) => !other.final).map((other) => other.id) : [];
      waits.set(step.id, [...named, ...[step.parentId, step.itemId].filter((id) => id !== null), ...others]);
    }
  }
  return findConditionCycle(waits);
}
