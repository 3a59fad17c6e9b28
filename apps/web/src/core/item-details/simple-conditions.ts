import type { ItemDrawer_detailsFragment } from "./item-details.generated";

export const DEMANDS = ["STARTED", "COMPLETED", "PASSED"] as const;

/** "This item must be so far": what the plain controls can say. */
export interface Demand {
  itemId: string;
  state: (typeof DEMANDS)[number];
}

type Tree = ItemDrawer_detailsFragment["conditions"];

const isDemand = (state: unknown): state is Demand["state"] => DEMANDS.some((demand) => demand === state);

/** The demands of a tree that is nothing but items joined by AND; null for a tree that says more, which is then left alone. */
export function demandsOf(tree: Tree): Demand[] | null {
  if (!tree) return [];
  const leaves = tree.kind === "AND" ? (tree.of ?? []) : [tree];
  const demands = leaves.flatMap((leaf) =>
    leaf.kind === "ITEM_STATE" && leaf.itemId && isDemand(leaf.state) ? [{ itemId: leaf.itemId, state: leaf.state }] : [],
  );
  return demands.length === leaves.length ? demands : null;
}

/** The tree of some demands; null for none. */
export function treeOf(demands: readonly Demand[]) {
  if (demands.length === 0) return null;
  return { kind: "AND" as const, of: demands.map(({ itemId, state }) => ({ kind: "ITEM_STATE" as const, itemId, state })) };
}
