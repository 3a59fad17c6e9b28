import { Ctx, Arg, Field, ID, Int, ObjectType, Query, Resolver } from "type-graphql";
import { connectionType, decodeKey, pageOf, pageSize, type Page } from "../../kernel/connections";
import { NotFound } from "../../kernel/errors";
import { closedByConditions } from "../../kernel/item-conditions";
import { Item, type ItemNodeRow } from "../../kernel/item.types";
import { visibleItems } from "../../kernel/item-visibility";
import { itemKind } from "../../kernel/manifest";
import { Prisma } from "../../kernel/database";
import type { Context } from "../../kernel/context";
import type { Member } from "../../kernel/gate";
import type { TermRow } from "./seen-terms";
import { enterTerm } from "./terms.resolver";

@ObjectType({ description: "A place in the course where a term occurs.", simpleResolvers: true })
export class GlossaryOccurrence {
  @Field(() => ID, { description: "The item's id." })
  id!: string;
  @Field(() => String, { description: "The item's title." })
  title!: string;
  @Field(() => String, { description: "The text around the first occurrence, plain text of at most about 200 characters." })
  excerpt!: string;
  @Field(() => Item, { description: "The item." })
  item!: ItemNodeRow;
}

export const GlossaryOccurrenceConnection = connectionType("GlossaryOccurrence", () => GlossaryOccurrence);

interface Found {
  id: string;
  title: string;
  excerpt: string;
  sort: string;
}

/** The term and its synonyms as phrases, whatever the language's stemmer makes of them. */
function phrases(term: TermRow): Prisma.Sql {
  const texts = [term.term, ...term.aliases.map((alias) => alias.text)];
  return Prisma.join(
    texts.map((text) => Prisma.sql`phraseto_tsquery(search_configuration(e."language"), ${text})`),
    " || ",
  );
}

/** Items that the member may open and whose indexed text has the term. Statements: 1, the learner's closed items, and 1 or 2 for each kind found. */
async function occurrencesOf(
  ctx: Context,
  member: Member,
  term: TermRow,
  first: number,
  after: string | null,
): Promise<Page<GlossaryOccurrence>> {
  const closed = [...(await closedByConditions(ctx, member)).keys()];
  const keys = decodeKey(after, ["text", "id"]);
  const behind = keys ? Prisma.sql`(i."title", i."id") > (${keys[0]}::text, ${keys[1]}::uuid)` : Prisma.sql`true`;
  const matching = Prisma.sql`FROM "Item" i JOIN LATERAL (
      SELECT e."text", e."language", ${phrases(term)} AS "asked" FROM "SearchEntry" e
      WHERE e."courseId" = ${member.courseId}::uuid AND e."itemId" = i."id" AND e."vector" @@ (${phrases(term)}) ORDER BY e."part" LIMIT 1) s ON true
    WHERE ${visibleItems(member, closed, { openOnly: true })} AND i."tool" <> 'glossary'`;
  const rows = await ctx.db.$queryRaw<Found[]>`
    SELECT i."id", i."title", i."title" AS "sort",
      ts_headline(search_configuration(s."language"), left(s."text", 20000), s."asked", 'StartSel="",StopSel="",MaxFragments=1,MaxWords=30,MinWords=12') AS "excerpt"
    ${matching} AND ${behind} ORDER BY i."title", i."id" LIMIT ${first + 1}`;
  const items = await itemNodes(
    ctx,
    rows.map((row) => row.id),
  );
  const known = rows.flatMap((row) => (items.has(row.id) ? [{ ...row, item: items.get(row.id)! }] : []));
  return pageOf(
    known,
    first,
    (row) => [row.sort, row.id],
    async () => {
      const [counted] = await ctx.db.$queryRaw<{ count: number }[]>`SELECT count(*)::int AS "count" ${matching}`;
      return counted!.count;
    },
  );
}

/** Items with their tools' own rows, as the Item interface needs them. */
async function itemNodes(ctx: Context, ids: string[]): Promise<Map<string, ItemNodeRow>> {
  const items = await ctx.db.item.findMany({ where: { id: { in: ids } } });
  const nodes = new Map<string, ItemNodeRow>();
  for (const kind of new Set(items.map((item) => item.kind))) {
    const ofKind = items.filter((item) => item.kind === kind);
    const own =
      (await itemKind(kind)?.load(
        ctx,
        ofKind.map((item) => item.id),
      )) ?? [];
    for (const row of own) nodes.set(row.id, { ...ofKind.find((item) => item.id === row.id)!, ...row });
  }
  return nodes;
}

@Resolver()
export class GlossaryOccurrenceResolver {
  @Query(() => GlossaryOccurrenceConnection, { description: "Where a term occurs: items that the viewer may open, by title." })
  async termOccurrences(
    @Arg("id", () => ID, { description: "The term." }) id: string,
    @Arg("sessionId", () => ID, { nullable: true, description: "The session where the caller stands; absent = the term's own." })
    sessionId: string | null,
    @Arg("first", () => Int, { nullable: true, description: "How many, 20 when absent, at most 100." }) first: number | null,
    @Arg("after", () => String, { nullable: true, description: "The endCursor of the page before." }) after: string | null,
    @Ctx() ctx: Context,
  ): Promise<Page<GlossaryOccurrence>> {
    const { member, term } = await enterTerm(ctx, id, sessionId);
    if (!term) throw NotFound();
    return occurrencesOf(ctx, member, term, pageSize(first), after);
  }
}
