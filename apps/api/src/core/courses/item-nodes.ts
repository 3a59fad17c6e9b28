import type { Context } from "../../kernel/context";
import type { Member } from "../../kernel/gate";
import type { ItemNodeRow } from "../../kernel/item.types";
import type { ItemRow } from "../../kernel/items";
import { itemKind } from "../../kernel/manifest";

/** GraphQL nodes of items by id, whatever their kinds; what no tool here knows is left out. The gate has been passed. Statements: 1, and the kinds' own. */
export async function itemNodes(ctx: Context, ids: string[]): Promise<Map<string, ItemNodeRow>> {
  return nodesOf(ctx, await ctx.db.item.findMany({ where: { id: { in: ids }, trashedAt: null } }));
}

/** The same for rows that are loaded already: each kind adds its own row by one call. */
export async function nodesOf<Row extends ItemRow>(ctx: Context, rows: Row[]): Promise<Map<string, Row>> {
  const found = new Map<string, Row>();
  const kinds = [...new Set(rows.map((row) => row.kind))];
  await Promise.all(
    kinds.map(async (kind) => {
      const load = itemKind(kind)?.load;
      if (!load) return;
      const ofKind = rows.filter((row) => row.kind === kind);
      const own = new Map(
        (
          await load(
            ctx,
            ofKind.map((row) => row.id),
          )
        ).map((row) => [row.id, row]),
      );
      for (const row of ofKind) if (own.has(row.id)) found.set(row.id, { ...own.get(row.id), ...row });
    }),
  );
  return found;
}

/** Items that may stand in a section where the member is, by title; folders and sections among them are left out. Statements: 1. */
export async function placeableItems(ctx: Context, member: Member, search: string): Promise<ItemNodeRow[]> {
  const rows = await ctx.db.item.findMany({
    where: {
      courseId: member.courseId,
      runId: { in: member.visibleRunIds },
      trashedAt: null,
      kind: { notIn: ["section", "folder"] },
      title: { contains: search.trim(), mode: "insensitive" },
    },
    orderBy: [{ title: "asc" }, { id: "asc" }],
    take: 30,
  });
  return rows.filter((row) => itemKind(row.kind));
}
