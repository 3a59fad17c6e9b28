import { Prisma } from "../../kernel/database";
import { itemKind, rowPage } from "../../kernel/manifest";
import type { Member } from "../../kernel/gate";
import type { SearchHit, TextRange } from "./search.types";

const LANGUAGES = ["en", "fr", "es", "ar", "simple"] as const;
const TEXT_MAX = 200;
/** How alike a title must be to be found by similarity (pg_trgm's word similarity, 0 to 1). */
export const ALIKE = 0.45;

/** A search text in order: NFC, at most 200 characters, single blanks, no control characters. */
export const cleanText = (text: string): string =>
  text
    .normalize("NFC")
    .replace(/[\p{Cc}\uE000\uE001]+/gu, " ")
    .replace(/\s+/gu, " ")
    .trim()
    .slice(0, TEXT_MAX);

/** The words of a search text; the last one counts as begun. Letters and digits only, so that they can stand in a query text. */
export const wordsOf = (text: string): string[] => text.match(/[\p{L}\p{N}\p{M}]+/gu)?.slice(0, 12) ?? [];

/**
 * A tsquery that finds the words as they are inflected in any of the platform's languages, with quotes, OR and minus as on the web, or
 * as the beginnings of words; a constant, so that the index serves it.
 */
export function queryOf(text: string): Prisma.Sql {
  const begun = wordsOf(text)
    .map((word) => `${word}:*`)
    .join(" & ");
  const forms = LANGUAGES.map((language) => Prisma.sql`websearch_to_tsquery(search_configuration(${language}), ${text})`);
  // A minus asks for absence: beginnings of words would bring back what it excludes.
  const beginnings =
    begun === "" || /(^|\s)-\S/u.test(text)
      ? []
      : LANGUAGES.map((language) => Prisma.sql`to_tsquery(search_configuration(${language}), ${begun})`);
  return Prisma.sql`(${Prisma.join([...forms, ...beginnings], " || ")})`;
}

const OPEN = "\uE000";
const CLOSE = "\uE001";

// A part (a page of a file, say) has no title of its own: it is called as what it is a part of.
const title = Prisma.sql`coalesce(nullif(e."title", ''), i."title", '')`;

/** The columns that every hit has; `e` is the "SearchEntry", `i` its "Item". Marks in texts are private characters, taken out by `hitOf`. */
export function hitColumns(query: Prisma.Sql | null): Prisma.Sql {
  const own = (column: Prisma.Sql) => Prisma.sql`translate(${column}, ${OPEN + CLOSE}, '')`;
  const marked = (column: Prisma.Sql, options: string) =>
    query
      ? Prisma.sql`ts_headline(search_configuration(e."language"), ${own(column)}, ${query}, ${`StartSel=${OPEN},StopSel=${CLOSE},${options}`})`
      : Prisma.sql`left(${own(column)}, 160)`;
  return Prisma.sql`e."id", e."courseId", e."runId", e."tool", e."kind", e."rowId", e."itemId", e."part", i."kind" AS "itemKind",
    ${marked(title, "HighlightAll=true")} AS "title", ${marked(Prisma.sql`left(e."text", 20000)`, "MaxWords=32,MinWords=14,ShortWord=2")} AS "excerpt"`;
}

/** A row as `hitColumns` and the score give it. */
export interface HitRow {
  id: string;
  courseId: string;
  runId: string;
  tool: string;
  kind: string;
  rowId: string;
  itemId: string | null;
  part: number;
  itemKind: string | null;
  title: string;
  excerpt: string;
  score: number;
}

/** Plain text and where the marks were. */
export function unmark(marked: string): { text: string; ranges: TextRange[] } {
  const ranges: TextRange[] = [];
  let text = "";
  let start = -1;
  for (const sign of marked) {
    if (sign === OPEN) start = text.length;
    else if (sign === CLOSE) {
      if (start >= 0 && text.length > start) ranges.push({ start, end: text.length });
      start = -1;
    } else text += sign;
  }
  return { text, ranges };
}

/** The page of a hit: the row's own where its tool names one, else that of the item it lies in. */
function pageOf({ kind, rowId, itemId, itemKind: kindOfItem }: HitRow): string | null {
  const own = rowPage(kind)?.replace(":id", rowId);
  if (own) return own;
  return (itemId && kindOfItem && itemKind(kindOfItem)?.embeds.replace(":id", itemId)) || null;
}

/** Makes the node of a row. */
export function hitOf(row: HitRow, place: Pick<Member, "courseCode" | "sessionId">, fuzzy: boolean): SearchHit {
  const title = unmark(row.title);
  const excerpt = unmark(row.excerpt);
  return {
    id: row.id,
    courseId: row.courseId,
    courseCode: place.courseCode,
    sessionId: place.sessionId,
    tool: row.tool,
    kind: row.kind,
    rowId: row.rowId,
    itemId: row.itemId,
    part: row.part,
    path: pageOf(row),
    title: title.text,
    titleRanges: title.ranges,
    excerpt: excerpt.text,
    excerptRanges: excerpt.ranges,
    score: row.score,
    fuzzy,
  };
}
