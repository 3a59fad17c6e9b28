import { decodeKey, pageOf, pageSize, type Page } from "../../kernel/connections";
import { Prisma } from "../../kernel/database";
import { isId } from "../../kernel/ids";
import type { Context } from "../../kernel/context";
import type { Member } from "../../kernel/gate";
import { findable } from "./entries";
import { ALIKE, cleanText, hitColumns, hitOf, queryOf, wordsOf, type HitRow } from "./matching";
import type { SearchHit } from "./search.types";

export interface CourseSearch {
  text: string;
  tools?: string[] | null;
  first?: number | null;
  after?: string | null;
}

interface Mode {
  fuzzy: boolean;
  matches: Prisma.Sql;
  score: Prisma.Sql;
  query: Prisma.Sql | null;
}

/** By words: weighted rank, in millionths so that pages can continue exactly. By similarity: titles alike, for what was mistyped. */
function modeOf(text: string, fuzzy: boolean): Mode {
  if (fuzzy) {
    const alike = Prisma.sql`word_similarity(lower(unaccent(${text})), lower(unaccent(e."title")))`;
    return { fuzzy, matches: Prisma.sql`${alike} >= ${ALIKE}`, score: Prisma.sql`(${alike} * 1000000)::int`, query: null };
  }
  const query = queryOf(text);
  return {
    fuzzy,
    matches: Prisma.sql`e."vector" @@ ${query}`,
    score: Prisma.sql`(ts_rank(e."vector", ${query}, 1) * 1000000)::int`,
    query,
  };
}

/** What of a course matches, best first, as far as the member may see it; when no word matches anything, titles that look alike. */
export async function searchCourse(ctx: Context, member: Member, search: CourseSearch): Promise<Page<SearchHit>> {
  const size = pageSize(search.first);
  const text = cleanText(search.text);
  if (wordsOf(text).length === 0)
    return pageOf<SearchHit>(
      [],
      size,
      () => [],
      async () => 0,
    );
  const key = decodeKey(search.after, ["text", "integer", "id"]);
  const byWords = key ? key[0] !== "fuzzy" : true;
  const page = await pageIn(ctx, member, search, modeOf(text, !byWords), key, size);
  if (page.nodes.length > 0 || key) return page;
  return pageIn(ctx, member, search, modeOf(text, true), null, size);
}

async function pageIn(
  ctx: Context,
  member: Member,
  search: CourseSearch,
  mode: Mode,
  key: ReturnType<typeof decodeKey>,
  size: number,
): Promise<Page<SearchHit>> {
  const tools =
    search.tools && search.tools.length > 0 ? Prisma.sql`AND e."tool" = ANY(${search.tools.slice(0, 50)}::text[])` : Prisma.empty;
  const where = Prisma.sql`WHERE ${mode.matches} ${tools} AND ${await findable(ctx, member, mode.matches)}`;
  const behind = key
    ? Prisma.sql`WHERE ("score", "id") < (${Number(key[1]) || 0}::int, ${isId(key[2]) ? key[2] : null}::uuid)`
    : Prisma.empty;
  const rows = await ctx.db.$queryRaw<HitRow[]>`
    WITH found AS (SELECT e."id", ${mode.score} AS "score" FROM "SearchEntry" e ${where}),
    page AS (SELECT * FROM found ${behind} ORDER BY "score" DESC, "id" DESC LIMIT ${size + 1})
    SELECT ${hitColumns(mode.query)}, page."score" FROM page JOIN "SearchEntry" e ON e."id" = page."id" LEFT JOIN "Item" i ON i."id" = e."itemId"
    ORDER BY page."score" DESC, page."id" DESC`;
  return pageOf(
    rows.map((row) => hitOf(row, member, mode.fuzzy)),
    size,
    (hit) => [mode.fuzzy ? "fuzzy" : "words", hit.score, hit.id],
    async () => (await ctx.db.$queryRaw<{ count: number }[]>`SELECT count(*)::int AS "count" FROM "SearchEntry" e ${where}`)[0]!.count,
  );
}
