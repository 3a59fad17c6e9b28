import { z } from "zod";
import type { Reason } from "./errors";

/** States of progress on an item, worst first. */
export const PROGRESS_STATES = ["NOT_STARTED", "IN_PROGRESS", "FAILED", "COMPLETED", "PASSED"] as const;

const itemId = z.uuid();
const instant = z.iso.datetime({ offset: true });
const anySession = z.boolean().optional();

/** One demand of a condition tree. Percentages are 0 to 100 of the maximum; dates are instants (RFC 3339). */
export const conditionLeafSchema = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("ITEM_STATE"), itemId, state: z.enum(["STARTED", "COMPLETED", "PASSED", "FAILED"]), anySession }),
  z.strictObject({
    kind: z.literal("ITEM_SCORE"),
    itemId,
    minPercent: z.number().min(0).max(100).optional(),
    maxPercent: z.number().min(0).max(100).optional(),
    anySession,
  }),
  z.strictObject({ kind: z.literal("ITEM_CRITERION"), itemId, criterion: z.string().regex(/^[a-z][A-Za-z]{0,39}$/), anySession }),
  z.strictObject({ kind: z.literal("DATE_AFTER"), at: instant }),
  z.strictObject({ kind: z.literal("DATE_BEFORE"), at: instant }),
  z.strictObject({ kind: z.literal("GROUP"), groupId: z.uuid() }),
  z.strictObject({ kind: z.literal("PROFILE_LANGUAGE"), language: z.string().min(2).max(35) }),
  z.strictObject({ kind: z.literal("PROFILE_FIELD"), field: z.string().min(1).max(100), value: z.string().max(500) }),
]);

/** One demand of a condition tree. */
export type ConditionLeaf = z.infer<typeof conditionLeafSchema>;

/** A condition tree: demands joined by `AND`, `OR` and `NOT`. An empty `AND` is fulfilled, an empty `OR` is not. */
export type Condition = ConditionLeaf | { kind: "AND"; of: Condition[] } | { kind: "OR"; of: Condition[] } | { kind: "NOT"; of: Condition };

/** Deepest nesting and most demands accepted in one tree. */
export const CONDITION_LIMITS = { depth: 6, leaves: 50 } as const;

const nodeSchema: z.ZodType<Condition> = z.lazy(() =>
  z.union([
    conditionLeafSchema,
    z.strictObject({ kind: z.literal("AND"), of: z.array(nodeSchema).max(CONDITION_LIMITS.leaves) }),
    z.strictObject({ kind: z.literal("OR"), of: z.array(nodeSchema).max(CONDITION_LIMITS.leaves) }),
    z.strictObject({ kind: z.literal("NOT"), of: nodeSchema }),
  ]),
);

// Measured before zod descends: a hostile tree of great depth would exhaust the stack.
function withinDepth(value: unknown): boolean {
  let level: unknown[] = [value];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > CONDITION_LIMITS.depth || level.length > CONDITION_LIMITS.leaves * 2) return false;
    level = level.flatMap((node) =>
      typeof node === "object" && node !== null && "of" in node ? (Array.isArray(node.of) ? node.of : [node.of]) : [],
    );
  }
  return true;
}

/** Checks an untrusted condition tree: at most 6 levels and 50 demands. */
export const conditionSchema: z.ZodType<Condition> = z
  .unknown()
  .refine(withinDepth, { message: "conditions.tooDeep" })
  .pipe(nodeSchema)
  .refine((tree) => conditionLeaves(tree).length <= CONDITION_LIMITS.leaves, { message: "conditions.tooMany" });

/** All demands of a tree, in reading order. */
export function conditionLeaves(tree: Condition): ConditionLeaf[] {
  if (tree.kind === "AND" || tree.kind === "OR") return tree.of.flatMap(conditionLeaves);
  return tree.kind === "NOT" ? conditionLeaves(tree.of) : [tree];
}

/** Ids of the items a tree looks at, each once. */
export function conditionItemIds(tree: Condition): string[] {
  return [...new Set(conditionLeaves(tree).flatMap((leaf) => ("itemId" in leaf ? [leaf.itemId] : [])))];
}

/** What is known of a learner's progress on one item; only released results may be given for a learner. */
export interface ItemFacts {
  readonly state: (typeof PROGRESS_STATES)[number];
  /** Score in per cent of the maximum; null = none yet. */
  readonly percent: number | null;
  readonly criteria: readonly string[];
}

/** Everything the evaluator may look at. An item that is gone is left out of `items` and listed in `missingItems`. */
export interface ConditionFacts {
  readonly now: Date;
  readonly items: ReadonlyMap<string, ItemFacts>;
  /** Best results over all sessions, for demands with `anySession`. */
  readonly itemsOfAnySession?: ReadonlyMap<string, ItemFacts>;
  readonly missingItems?: ReadonlySet<string>;
  readonly groupIds: ReadonlySet<string>;
  readonly language: string;
  readonly fields?: ReadonlyMap<string, string>;
}

/** Answer of the evaluator: where `open` is false, `reasons` say what is missing. */
export interface ConditionAnswer {
  readonly open: boolean;
  readonly reasons: readonly Reason[];
}

const unseen: ItemFacts = { state: "NOT_STARTED", percent: null, criteria: [] };

function itemHolds(leaf: Extract<ConditionLeaf, { itemId: string }>, facts: ConditionFacts): boolean {
  const item = (leaf.anySession ? facts.itemsOfAnySession : undefined)?.get(leaf.itemId) ?? facts.items.get(leaf.itemId) ?? unseen;
  if (leaf.kind === "ITEM_CRITERION") return item.criteria.includes(leaf.criterion);
  if (leaf.kind === "ITEM_SCORE")
    return item.percent !== null && item.percent >= (leaf.minPercent ?? 0) && item.percent <= (leaf.maxPercent ?? 100);
  if (leaf.state === "STARTED") return item.state !== "NOT_STARTED";
  if (leaf.state === "COMPLETED") return item.state === "COMPLETED" || item.state === "PASSED";
  return item.state === leaf.state;
}

function leafHolds(leaf: ConditionLeaf, facts: ConditionFacts): boolean {
  switch (leaf.kind) {
    case "DATE_AFTER":
      return facts.now.getTime() >= Date.parse(leaf.at);
    case "DATE_BEFORE":
      return facts.now.getTime() < Date.parse(leaf.at);
    case "GROUP":
      return facts.groupIds.has(leaf.groupId);
    case "PROFILE_LANGUAGE":
      return (
        facts.language.toLowerCase() === leaf.language.toLowerCase() ||
        facts.language.toLowerCase().startsWith(`${leaf.language.toLowerCase()}-`)
      );
    case "PROFILE_FIELD":
      return facts.fields?.get(leaf.field) === leaf.value;
    default:
      return itemHolds(leaf, facts);
  }
}

function leafReason(leaf: ConditionLeaf, negated: boolean): Reason {
  const { kind, ...rest } = leaf;
  const params = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined)) as Reason["params"];
  return { code: negated ? `NOT_${kind}` : kind, params };
}

interface Outcome {
  readonly holds: boolean;
  readonly reasons: readonly Reason[];
}

function judge(tree: Condition, facts: ConditionFacts, negated: boolean): Outcome {
  if (tree.kind === "NOT") return judge(tree.of, facts, !negated);
  if (tree.kind !== "AND" && tree.kind !== "OR") {
    const gone = "itemId" in tree && facts.missingItems?.has(tree.itemId) === true;
    const holds = gone || leafHolds(tree, facts) !== negated;
    return { holds, reasons: holds ? [] : [leafReason(tree, negated)] };
  }
  const parts = tree.of.map((part) => judge(part, facts, negated));
  // De Morgan: "not all" is "one not", so a negated AND needs one part only.
  const all = (tree.kind === "AND") !== negated;
  const holds = all ? parts.every((part) => part.holds) : parts.some((part) => part.holds);
  if (holds) return { holds, reasons: [] };
  const reasons = parts.flatMap((part) => part.reasons);
  return all || reasons.length < 2
    ? { holds, reasons }
    : { holds, reasons: [{ code: "ONE_OF", params: { count: reasons.length } }, ...reasons] };
}

/**
 * Whether a condition tree is fulfilled, and what is missing where it is not. A demand on an item that is gone counts as fulfilled, also
 * under NOT. `ONE_OF { count }` announces that any one of the next `count` reasons would be enough.
 */
export function evaluateCondition(tree: Condition | null, facts: ConditionFacts): ConditionAnswer {
  if (tree === null) return { open: true, reasons: [] };
  const { holds, reasons } = judge(tree, facts, false);
  return { open: holds, reasons };
}

/**
 * One cycle among items that wait for each other, as ids in order with the first one repeated at the end; null where there is none.
 * `dependsOn` gives for each item the items its condition looks at (and any other "comes after", such as a parent).
 */
export function findConditionCycle(dependsOn: ReadonlyMap<string, readonly string[]>): string[] | null {
  const done = new Set<string>();
  for (const start of dependsOn.keys()) {
    const trail: { id: string; next: number }[] = done.has(start) ? [] : [{ id: start, next: 0 }];
    const onTrail = new Set(trail.map((step) => step.id));
    for (let step = trail.at(-1); step !== undefined; step = trail.at(-1)) {
      const target = dependsOn.get(step.id)?.[step.next];
      step.next += 1;
      if (target === undefined) {
        done.add(step.id);
        onTrail.delete(step.id);
        trail.pop();
      } else if (onTrail.has(target)) {
        const ids = trail.map((entry) => entry.id);
        return [...ids.slice(ids.indexOf(target)), target];
      } else if (!done.has(target)) {
        trail.push({ id: target, next: 0 });
        onTrail.add(target);
      }
    }
  }
  return null;
}
