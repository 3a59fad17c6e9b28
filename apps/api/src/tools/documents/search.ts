import { cleanTitle } from "@lyceum/shared/plain-text";
import { decodeKey, pageOf, pageSize, type Page } from "../../kernel/connections";
import { Prisma } from "../../kernel/database";
import { closedByConditions } from "../../kernel/item-conditions";
import { visibleItems } from "../../kernel/item-visibility";
import { documentsById, SEARCH_KIND, TOOL, type DocumentRow } from "./documents";
import type { Context } from "../../kernel/context";

export interface Hit {
  document: DocumentRow;
  part: number;
  excerpt: string;
  rank: number;
}

interface HitRow {
  rowId: string;
  part: number;
  rank: number;
  text: string;
}

/**
 * Finds words in titles, descriptions and files, among what is open to the member; of each document the best part. Statements beside viewer and gate:
 * 4.
 */
export async function searchDocuments(
  ctx: Context,
  courseId: string,
  sessionId: string | null,
  text: string,
  page: { first: number | null; after: string | null },
): Promise<Page<Hit>> {
  const size = pageSize(page.first);
  const member = await ctx.enter(courseId, { tool: TOOL, sessionId });
  const words = cleanTitle(text).slice(0, 400);
  const closed = await closedByConditions(ctx, member);
  const key = decodeKey(page.after, ["number", "id"]);
  const beyond = key ? Prisma.sql`("rank", "rowId") < (${Number(key[0])}::float8, ${String(key[1])}::uuid)` : Prisma.sql`true`;
  const best = Prisma.sql`
    SELECT DISTINCT ON (e."rowId") e."rowId", e."part", ts_rank(e."vector", q)::float8 AS "rank", e."id"
    FROM "SearchEntry" e CROSS JOIN LATERAL websearch_to_tsquery(search_configuration(e."language"), ${words}) q
      JOIN "Item" i ON i."id" = e."itemId"
    WHERE e."courseId" = ${courseId}::uuid AND e."kind" = ${SEARCH_KIND} AND e."vector" @@ q AND ${visibleItems(member, [...closed.keys()], { openOnly: true })}
    ORDER BY e."rowId", ts_rank(e."vector", q) DESC, e."part"`;
  const rows = await ctx.db.$queryRaw<HitRow[]>`
    SELECT b."rowId", b."part", b."rank",
      ts_headline(search_configuration(e."language"), (CASE WHEN b."part" = 0 AND e."text" = '' THEN e."title" ELSE left(e."text", 20000) END),
        websearch_to_tsquery(search_configuration(e."language"), ${words}), 'StartSel=⟦,StopSel=⟧,MaxFragments=1,MaxWords=24,MinWords=8') AS "text"
    FROM (${best}) b JOIN "SearchEntry" e ON e."id" = b."id" WHERE ${beyond} ORDER BY b."rank" DESC, b."rowId" DESC LIMIT ${size + 1}`;
  const documents = new Map(
    (
      await documentsById(
        ctx.db,
        rows.map((row) => row.rowId),
      )
    ).map((row) => [row.id, row]),
  );
  const hits = rows.flatMap((row) => {
    const document = documents.get(row.rowId);
    return document ? [{ document, part: row.part, excerpt: row.text, rank: row.rank }] : [];
  });
  const total = () => ctx.db.$queryRaw<{ n: number }[]>`SELECT count(*)::int AS n FROM (${best}) b`.then((found) => found[0]!.n);
  return pageOf(hits, size, (hit) => [hit.rank, hit.document.id], total);
}
