import { Prisma } from "../../kernel/database";
import { closedByConditions } from "../../kernel/item-conditions";
import { toolVisible } from "../../kernel/gate";
import { visibleItems } from "../../kernel/item-visibility";
import { allTools } from "../../kernel/manifest";
import type { Context } from "../../kernel/context";
import type { Member } from "../../kernel/gate";

/** The tools that a learner's list does not show: nothing of theirs is found. Statements: 1, once per request; none for staff. */
export function hiddenTools(ctx: Context, member: Member): Promise<string[]> {
  if (member.isStaff) return Promise.resolve([]);
  return ctx.once(`hiddenTools:${member.runId}`, async () => {
    const runId = member.sessionRunId ?? member.baseRunId;
    const [row] = await ctx.db.$queryRaw<{ tools: { tool: string; runId: string; visible: boolean }[]; hidden: string[] }[]>`
      SELECT coalesce((SELECT json_agg(json_build_object('tool', t."tool", 'runId', t."runId", 'visible', t."visible")) FROM "CourseTool" t
          WHERE t."runId" = ANY(${[runId, member.baseRunId]}::uuid[]) AND t."visible" IS NOT NULL), '[]') AS "tools",
        coalesce((SELECT x."value" FROM "Setting" x WHERE x."key" = 'courses.hiddenTools'), '[]'::jsonb) AS "hidden"`;
    const state = { tools: row?.tools ?? [], hiddenTools: row?.hidden ?? [], runId, baseRunId: member.baseRunId };
    const keys = new Set([...allTools().map((tool) => tool.key), ...state.tools.map((said) => said.tool), ...state.hiddenTools]);
    return [...keys].filter((key) => !toolVisible(state, key));
  });
}

/** Rows that have no item: their tool says who may find them, the matching ones of a learner's are asked about, at most 500 of them. */
async function rowsWithoutItem(ctx: Context, member: Member, matches: Prisma.Sql): Promise<string[]> {
  const rows = await ctx.db.$queryRaw<{ tool: string; kind: string; rowId: string }[]>`
    SELECT DISTINCT e."tool", e."kind", e."rowId" FROM "SearchEntry" e
    WHERE e."courseId" = ${member.courseId}::uuid AND e."runId" = ANY(${member.visibleRunIds}::uuid[]) AND e."itemId" IS NULL AND ${matches} LIMIT 500`;
  const allowed: string[] = [];
  for (const kind of new Set(rows.map((row) => row.kind))) {
    const ofKind = rows.filter((row) => row.kind === kind);
    const ask = allTools().find((tool) => tool.key === ofKind[0]!.tool)?.search;
    if (ask)
      allowed.push(
        ...(await ask(
          ctx,
          member,
          kind,
          ofKind.map((row) => row.rowId),
        )),
      );
  }
  return allowed;
}

/**
 * The entries of a course that a member may find, as a WHERE over "SearchEntry" e: in the runs seen here, of tools that are open, in items
 * that the member may see. Hits, counts and suggestions all stand behind it. Statements: 1 to 3 for learners' conditions, 1 for hidden
 * tools, 1 for rows without items; for staff none.
 */
export async function findable(ctx: Context, member: Member, matches: Prisma.Sql): Promise<Prisma.Sql> {
  const here = Prisma.sql`e."courseId" = ${member.courseId}::uuid AND e."runId" = ANY(${member.visibleRunIds}::uuid[])`;
  const item = (closed: string[]) =>
    Prisma.sql`EXISTS (SELECT 1 FROM "Item" i WHERE i."id" = e."itemId" AND ${visibleItems(member, closed, { openOnly: true })})`;
  if (member.isStaff) return Prisma.sql`${here} AND (e."itemId" IS NULL OR ${item([])})`;
  const closed = [...(await closedByConditions(ctx, member)).keys()];
  const hidden = await hiddenTools(ctx, member);
  const loose = await rowsWithoutItem(ctx, member, matches);
  return Prisma.sql`${here} AND e."tool" <> ALL(${hidden}::text[]) AND (CASE WHEN e."itemId" IS NULL THEN e."rowId" = ANY(${loose}::uuid[]) ELSE ${item(closed)} END)`;
}
