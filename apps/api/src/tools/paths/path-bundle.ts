import type { Condition } from "@lyceum/shared/conditions";
import { conditionItemIds } from "@lyceum/shared/conditions";
import type { PathRules, StepRule } from "@lyceum/shared/path-steps";
import { Prisma, type Tx } from "../../kernel/database";
import { itemKind } from "../../kernel/manifest";
import type { Item, Path, PathStep } from "../../generated/prisma/client.ts";

/** What a step must know of its item. */
export interface StepItemRow {
  id: string;
  kind: string;
  tool: string;
  title: string;
  state: Item["state"];
  maxScore: number | null;
}

export interface StepRow extends Omit<PathStep, "removedAt" | "removalId" | "conditions"> {
  conditions: Condition | null;
  /** Null: a step without item, or one whose item is gone. */
  item: StepItemRow | null;
}

/** A path with the item that it is: the row behind the GraphQL type. */
export type PathRow = Item & Path;

/** A path, its steps in document order, and which of the items that its conditions name are there. */
export interface PathBundle {
  path: PathRow;
  steps: StepRow[];
  present: ReadonlySet<string>;
}

interface Raw {
  path: Omit<Path, "id">;
  item: Item;
  steps: StepRow[] | null;
  present: string[] | null;
}

type Reader = Pick<Tx, "$queryRaw">;

/** Reads paths with all their steps, trash included; `which` gives their ids. One statement, whatever the number of steps. */
export async function loadBundles(db: Reader, which: Prisma.Sql): Promise<Map<string, PathBundle>> {
  const rows = await db.$queryRaw<Raw[]>`
    SELECT to_jsonb(p) AS "path", to_jsonb(i) AS "item",
      (SELECT jsonb_agg((to_jsonb(s) - 'removedAt' - 'removalId') || jsonb_build_object('item', CASE WHEN t."id" IS NULL THEN NULL ELSE
          jsonb_build_object('id', t."id", 'kind', t."kind", 'tool', t."tool", 'title', t."title", 'state', t."state", 'maxScore', t."maxScore") END)
        ORDER BY s."position", s."id")
        FROM "PathStep" s LEFT JOIN "Item" t ON t."id" = s."itemId" AND t."trashedAt" IS NULL WHERE s."pathId" = p."id" AND s."removedAt" IS NULL) AS "steps",
      (SELECT array_agg(x."id") FROM "Item" x WHERE x."trashedAt" IS NULL AND x."id" IN (
        SELECT (jsonb_path_query(s."conditions", '$.**.itemId') #>> '{}')::uuid FROM "PathStep" s
        WHERE s."pathId" = p."id" AND s."removedAt" IS NULL AND s."conditions" IS NOT NULL)) AS "present"
    FROM "Path" p JOIN "Item" i ON i."id" = p."id" WHERE p."id" IN (${which})`;
  return new Map(
    rows.map(({ path, item, steps, present }) => {
      const row = { ...withDates(item), ...path, id: item.id };
      return [item.id, { path: row, steps: inDocumentOrder(steps ?? []), present: new Set(present ?? []) }];
    }),
  );
}

const DATES = ["opensAt", "closesAt", "dueAt", "createdAt", "updatedAt", "trashedAt"] as const;

/** An item read as JSON has its moments as text. */
function withDates(item: Item): Item {
  const dates = DATES.map((name) => [name, item[name] === null ? null : new Date(item[name])]);
  return { ...item, ...(Object.fromEntries(dates) as Pick<Item, (typeof DATES)[number]>) };
}

/** Each section before what lies in it; rows come by position. */
export function inDocumentOrder<Row extends { id: string; parentId: string | null }>(rows: readonly Row[]): Row[] {
  const below = new Map<string | null, Row[]>();
  const known = new Set(rows.map((row) => row.id));
  for (const row of rows) {
    const parent = row.parentId !== null && known.has(row.parentId) ? row.parentId : null;
    below.set(parent, [...(below.get(parent) ?? []), row]);
  }
  const walk = (parent: string | null): Row[] => (below.get(parent) ?? []).flatMap((row) => [row, ...walk(row.id)]);
  return walk(null);
}

/** Levels above each step, by its id; 0 = the first level. */
export function depthsOf(steps: readonly { id: string; parentId: string | null }[]): Map<string, number> {
  const depths = new Map<string, number>();
  for (const step of steps) depths.set(step.id, step.parentId === null ? 0 : (depths.get(step.parentId) ?? -1) + 1);
  return depths;
}

/** A step as the shared rules see it. */
export function ruleOf(step: StepRow): StepRule {
  const kind = step.item ? itemKind(step.item.kind) : undefined;
  const item = step.item && kind;
  return {
    ...step,
    item: item
      ? { kind: step.item!.kind, reports: kind.completes.length > 0, graded: kind.graded === true, maxScore: step.item!.maxScore }
      : null,
  };
}

export const rulesOf = ({ order, minimumMinutes, passingPercent, failedCounts, weights }: PathRow): PathRules => ({
  ...{ order, minimumMinutes, passingPercent, failedCounts, weights },
});

/** Every item whose progress decides how the path stands: the steps' own, and what their conditions name. */
export function askedItems({ steps }: PathBundle): string[] {
  const own = steps.flatMap((step) => (step.item ? [step.item.id] : []));
  return [...new Set([...own, ...steps.flatMap((step) => (step.conditions ? conditionItemIds(step.conditions) : []))])];
}

/** One path with its steps, as it is now. Null where there is none. One statement. */
export const loadBundle = async (db: Reader, id: string): Promise<PathBundle | null> =>
  (await loadBundles(db, Prisma.sql`SELECT ${id}::uuid`)).get(id) ?? null;
