import { conditionItemIds, conditionSchema, evaluateCondition, type Condition, type ItemFacts } from "@lyceum/shared/conditions";
import type { Reason as SharedReason } from "@lyceum/shared/errors";
import type { Context } from "./context";
import type { Reason } from "./errors";
import type { Member } from "./gate";

interface ConditionRow {
  id: string;
  conditions: unknown;
}

interface FactRow {
  itemId: string;
  state: ItemFacts["state"];
  percent: number | null;
  criteria: string[];
  own: boolean;
}

/**
 * The items of the course whose condition trees do not hold for this member now, with the reasons. Evaluated once per request:
 * one statement when no item of the course has conditions, three when some have. Staff pass all.
 */
export function closedByConditions(ctx: Context, member: Member): Promise<Map<string, readonly Reason[]>> {
  return ctx.once(`closed:${member.runId}:${member.userId}`, () => evaluate(ctx, member));
}

async function evaluate(ctx: Context, member: Member): Promise<Map<string, readonly Reason[]>> {
  const closed = new Map<string, readonly Reason[]>();
  if (member.isStaff) return closed;
  const rows = await ctx.db.$queryRaw<ConditionRow[]>`
    SELECT "id", "conditions" FROM "Item" WHERE "courseId" = ${member.courseId}::uuid AND "conditions" IS NOT NULL AND "trashedAt" IS NULL`;
  if (rows.length === 0) return closed;
  const trees = rows.map((row): [string, Condition] => [row.id, conditionSchema.parse(row.conditions)]);
  const itemIds = [...new Set(trees.flatMap(([, tree]) => conditionItemIds(tree)))];
  const [facts, present] = await Promise.all([factsOf(ctx, member, itemIds), presentItems(ctx, itemIds)]);
  const viewer = await ctx.viewer();
  const known = {
    now: new Date(),
    items: new Map(facts.filter((fact) => fact.own).map((fact) => [fact.itemId, fact])),
    itemsOfAnySession: best(facts),
    missingItems: new Set(itemIds.filter((id) => !present.has(id))),
    groupIds: new Set(member.groupIds),
    language: viewer?.language ?? member.courseLanguage,
  };
  for (const [id, tree] of trees) {
    const answer = evaluateCondition(tree, known);
    if (!answer.open)
      closed.set(
        id,
        answer.reasons.map((reason) => withTitle(reason, present)),
      );
  }
  return closed;
}

/** A learner's own results: what is not yet released counts as in progress, never by its score; a derived row counts by what the learner may know. */
function factsOf(ctx: Context, member: Member, itemIds: string[]): Promise<FactRow[]> {
  return ctx.db.$queryRaw<FactRow[]>`
    SELECT p."itemId", p."runId" = ${member.runId}::uuid AS "own",
      (CASE WHEN p."releasedAt" IS NOT NULL THEN p."state"::text WHEN p."learnerState" IS NOT NULL THEN p."learnerState"::text
        WHEN p."state" IN ('PASSED', 'FAILED') THEN 'IN_PROGRESS' ELSE p."state"::text END) AS "state",
      100 * (CASE WHEN p."releasedAt" IS NULL THEN p."learnerScore" ELSE p."score" END) / nullif(p."maxScore", 0) AS "percent",
      coalesce((SELECT array_agg(f."criterion") FROM "ProgressFact" f WHERE f."progressId" = p."id"
        AND (p."releasedAt" IS NOT NULL OR p."learnerState" = 'PASSED' OR f."criterion" <> 'passed')), '{}') AS "criteria"
    FROM "Progress" p WHERE p."itemId" = ANY(${itemIds}::uuid[]) AND p."userId" = ${member.userId}::uuid`;
}

/** Title by id; null for what learners may not know of by name. */
async function presentItems(ctx: Context, itemIds: string[]): Promise<Map<string, string | null>> {
  const rows = await ctx.db.item.findMany({
    where: { id: { in: itemIds }, trashedAt: null },
    select: { id: true, title: true, state: true },
  });
  return new Map(rows.map((row) => [row.id, row.state === "PUBLISHED" ? row.title : null]));
}

/** The sentence names the item that is waited for. */
function withTitle(reason: SharedReason, present: Map<string, string | null>): Reason {
  const title = typeof reason.params["itemId"] === "string" ? present.get(reason.params["itemId"]) : null;
  return { code: reason.code, params: title ? { ...reason.params, title } : { ...reason.params } };
}

function best(facts: FactRow[]): Map<string, ItemFacts> {
  const found = new Map<string, ItemFacts>();
  for (const fact of facts) {
    const former = found.get(fact.itemId);
    if (!former || (fact.percent ?? -1) > (former.percent ?? -1)) found.set(fact.itemId, fact);
  }
  return found;
}
