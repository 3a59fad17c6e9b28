import type { Step } from "./path-steps";

/** Steps that must be done before, where a step's conditions say no more than that; null = they say more than these controls can. */
export function stepsBefore({ conditions }: Pick<Step, "conditions">): string[] | null {
  if (!conditions) return [];
  const leaves = conditions.kind === "AND" ? (conditions.of ?? []) : [conditions];
  const ids = leaves.map((leaf) => (leaf.kind === "ITEM_STATE" && leaf.state === "COMPLETED" ? leaf.itemId : null));
  return ids.every((id) => id !== null) ? ids : null;
}

/** The conditions that say: all of these steps done. */
export const afterSteps = (ids: readonly string[]) =>
  ids.length === 0
    ? null
    : { kind: "AND" as const, of: ids.map((itemId) => ({ kind: "ITEM_STATE" as const, itemId, state: "COMPLETED" as const })) };
