import { decodeKey, pageOf, type Page } from "../../kernel/connections";
import { Prisma } from "../../kernel/database";
import type { Context } from "../../kernel/context";
import type { Member } from "../../kernel/gate";
import { matchesQuery, place, position, seenTerms, termColumns, type TermRow } from "./seen-terms";
import type { GlossarySettings } from "@lyceum/shared/inputs/glossary";
import type { GlossaryTermState } from "../../generated/prisma/client.ts";

type Order = GlossarySettings["order"];

/** What a list of terms is narrowed to; absent = not narrowed. */
export interface TermFilter {
  query?: string | null | undefined;
  letter?: string | null | undefined;
  category?: string | null | undefined;
  states?: GlossaryTermState[] | null | undefined;
}

const tailored = new Set(["ar", "es"]);

/** The collation of a language: its own where it sorts otherwise than the root, which serves the rest. A closed list of names. */
const collationOf = (language: string): Prisma.Sql => {
  const base = language.toLowerCase().split("-")[0] ?? "";
  return Prisma.raw(tailored.has(base) ? `lyceum_${base}` : "lyceum_root");
};

interface Sorting {
  by: Prisma.Sql;
  behind: Prisma.Sql;
  keyOf(row: TermRow): (string | number)[];
}

function alphabetical(member: Member, after: string | null): Sorting {
  const collation = collationOf(member.courseLanguage);
  const keys = decodeKey(after, ["text", "id"]);
  return {
    by: Prisma.sql`t."sortText" COLLATE ${collation}, t."id"`,
    behind: keys ? Prisma.sql`(t."sortText" COLLATE ${collation}, t."id") > (${keys[0]}::text, ${keys[1]}::uuid)` : Prisma.sql`true`,
    keyOf: (row) => [row.sortText, row.id],
  };
}

function manual(member: Member, after: string | null): Sorting {
  const keys = decodeKey(after, ["integer", "integer", "id"]);
  return {
    by: Prisma.sql`${place(member)}, ${position(member)}, t."id"`,
    behind: keys
      ? Prisma.sql`(${place(member)}, ${position(member)}, t."id") > (${keys[0]}::int, ${keys[1]}::int, ${keys[2]}::uuid)`
      : Prisma.sql`true`,
    keyOf: (row) => [row.place, row.position, row.id],
  };
}

function narrowed(filter: TermFilter): Prisma.Sql {
  const states = filter.states?.length ? filter.states : ["PUBLISHED", "HIDDEN"];
  return Prisma.join(
    [
      Prisma.sql`t."state" = ANY(${states}::"GlossaryTermState"[])`,
      ...(filter.letter ? [Prisma.sql`t."letter" = ${filter.letter}`] : []),
      ...(filter.category
        ? [Prisma.sql`t."categoryId" IN (SELECT c."id" FROM "GlossaryCategory" c WHERE c."title" = ${filter.category})`]
        : []),
      ...(filter.query ? [matchesQuery(filter.query)] : []),
    ],
    " AND ",
  );
}

/** A page of the terms that a member sees. Statements: 1 for staff, 2 for learners (their closed items). */
export async function listTerms(
  ctx: Context,
  member: Member,
  filter: TermFilter,
  order: Order,
  first: number,
  after: string | null,
): Promise<Page<TermRow>> {
  const { open, where } = await seenTerms(ctx, member);
  const matching = Prisma.sql`${where} AND ${narrowed(filter)}`;
  const sorting = order === "MANUAL" ? manual(member, after) : alphabetical(member, after);
  // The page first: what a row shows is read for its rows only, not for all that are sorted.
  const rows = await ctx.db.$queryRaw<TermRow[]>`
    WITH ${open}, page AS MATERIALIZED (SELECT t."id" FROM "GlossaryTerm" t WHERE ${matching} AND ${sorting.behind} ORDER BY ${sorting.by} LIMIT ${first + 1})
    SELECT ${termColumns(member)} FROM page JOIN "GlossaryTerm" t ON t."id" = page."id" ORDER BY ${sorting.by}`;
  return pageOf(rows, first, sorting.keyOf, async () => {
    const [counted] = await ctx.db.$queryRaw<
      { count: number }[]
    >`WITH ${open} SELECT count(*)::int AS "count" FROM "GlossaryTerm" t WHERE ${matching}`;
    return counted!.count;
  });
}

/** What the page says beside its list. */
export interface ListFacts {
  /** The letters in use with their number of terms, in the order of the course's language. */
  letters: { letter: string; count: number }[];
  /** The categories that the member's terms have, by title. */
  categories: string[];
  /** Proposals that wait: all of them for staff, their own for learners. */
  proposals: number;
}

/** Counts the member's terms by letter, category and state. One statement, once per request, whichever of the facts are asked. */
export const listFacts = (ctx: Context, member: Member): Promise<ListFacts> =>
  ctx.once(`glossary.facts:${member.runId}`, async () => {
    const { open, where } = await seenTerms(ctx, member);
    const rows = await ctx.db.$queryRaw<{ letter: string; title: string | null; proposed: boolean; count: number }[]>`
      WITH ${open}, counted AS (SELECT t."letter", t."categoryId", t."state" = 'PROPOSED' AS "proposed", count(*)::int AS "count" FROM "GlossaryTerm" t WHERE ${where} GROUP BY 1, 2, 3)
      SELECT n."letter", n."proposed", n."count", c."title" FROM counted n LEFT JOIN "GlossaryCategory" c ON c."id" = n."categoryId"
      ORDER BY n."letter" = '#' DESC, n."letter" COLLATE ${collationOf(member.courseLanguage)}`;
    const letters = new Map<string, number>();
    for (const { letter, count } of rows.filter((row) => !row.proposed)) letters.set(letter, (letters.get(letter) ?? 0) + count);
    const titles = new Set(rows.flatMap(({ title }) => title ?? []));
    return {
      letters: [...letters].map(([letter, count]) => ({ letter, count })),
      categories: [...titles].sort(new Intl.Collator(member.courseLanguage).compare),
      proposals: rows.reduce((sum, row) => sum + (row.proposed ? row.count : 0), 0),
    };
  });

/** All terms that the member sees but proposals, in alphabetical order, for a file. One statement. */
export async function allTerms(ctx: Context, member: Member): Promise<TermRow[]> {
  const { open, where } = await seenTerms(ctx, member);
  return ctx.db.$queryRaw<TermRow[]>`
    WITH ${open} SELECT ${termColumns(member)} FROM "GlossaryTerm" t WHERE ${where} AND t."state" <> 'PROPOSED' ORDER BY ${alphabetical(member, null).by}`;
}
