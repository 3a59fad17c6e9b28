import { foldAccents } from "@lyceum/shared/plain-text";
import { closedByConditions } from "../../kernel/item-conditions";
import { visibleItems } from "../../kernel/item-visibility";
import { Prisma, type Db, type Tx } from "../../kernel/database";
import type { Context } from "../../kernel/context";
import type { Member } from "../../kernel/gate";
import type { PersonRow } from "../../core/accounts/people.types";
import type { GlossaryAliasKind, GlossaryHighlight, GlossaryTermState } from "../../generated/prisma/client.ts";
import type { GlossarySettings } from "@lyceum/shared/inputs/glossary";

/** A term as one member sees it in one run, with all that a list shows. */
export interface TermRow {
  id: string;
  glossaryId: string;
  courseId: string;
  runId: string;
  term: string;
  termKey: string;
  definition: string;
  language: string;
  letter: string;
  sortText: string;
  position: number;
  /** 0 for base terms and wordings of them, 1 for what a session adds: the first key of the manual order. */
  place: number;
  state: GlossaryTermState;
  highlight: GlossaryHighlight;
  category: string | null;
  pictureFileId: string | null;
  audioFileId: string | null;
  baseTermId: string | null;
  hidesOnly: boolean;
  authorId: string | null;
  author: PersonRow | null;
  staffEdited: boolean;
  createdAt: Date;
  updatedAt: Date;
  version: number;
  aliases: { kind: GlossaryAliasKind; text: string }[];
  variants: { language: string; term: string; definition: string }[];
  related: { id: string; term: string }[];
  /** The course's setting, which the policy asks. */
  learners: GlossarySettings["learners"];
}

/** The one rule of what a member sees of a course's terms (table alias `t`), to be put behind `WITH open` and WHERE. */
export interface Seen {
  open: Prisma.Sql;
  where: Prisma.Sql;
}

/**
 * For each base term the session's wording if there is one that counts, else the base term; and the session's own terms. A wording
 * that is HIDDEN hides its base term; a proposed one changes nothing. Learners see what is published, and their own proposals.
 */
export async function seenTerms(ctx: Context, member: Member): Promise<Seen> {
  const closed = await closedByConditions(ctx, member);
  const runs = member.visibleRunIds;
  const state = member.isStaff
    ? Prisma.sql`true`
    : Prisma.sql`(t."state" = 'PUBLISHED' OR (t."state" = 'PROPOSED' AND t."authorId" = ${member.userId}::uuid))`;
  return {
    open: Prisma.sql`open AS MATERIALIZED (SELECT i."id" FROM "Item" i WHERE i."courseId" = ${member.courseId}::uuid AND i."kind" = 'glossary'
      AND ${visibleItems(member, [...closed.keys()], { openOnly: true })})${worded(member)}`,
    where: Prisma.sql`t."courseId" = ${member.courseId}::uuid AND t."runId" = ANY(${runs}::uuid[]) AND t."trashedAt" IS NULL
      AND t."glossaryId" IN (SELECT "id" FROM open) AND ${state}
      AND ${counts(member)}`,
  };
}

/** Only sessions and previews see more than the course's own run. */
const inBase = (member: Member): boolean => member.visibleRunIds.length === 1;

/** The base terms that a session words anew, as the CTE `worded`; only sessions word terms, so in the base it is not asked. */
const worded = (member: Member): Prisma.Sql =>
  inBase(member)
    ? Prisma.empty
    : Prisma.sql`, worded AS MATERIALIZED (SELECT w."baseTermId" FROM "GlossaryTerm" w JOIN "Glossary" g ON g."id" = w."glossaryId"
      WHERE g."runId" = ANY(${member.visibleRunIds}::uuid[]) AND g."runId" <> ${member.baseRunId}::uuid AND w."baseTermId" IS NOT NULL AND w."trashedAt" IS NULL
        AND w."state" <> 'PROPOSED')`;

/** Which of a base term and its wordings counts. */
const counts = (member: Member): Prisma.Sql =>
  inBase(member)
    ? Prisma.sql`t."baseTermId" IS NULL`
    : Prisma.sql`(t."baseTermId" IS NULL OR EXISTS (SELECT 1 FROM "GlossaryTerm" b WHERE b."id" = t."baseTermId" AND b."trashedAt" IS NULL))
      AND t."id" NOT IN (SELECT "baseTermId" FROM worded)`;

/** The columns of a TermRow; `t` is "GlossaryTerm". Aliases, variants and relations come along, so that a list is one statement. */
export const termColumns = (member: Member): Prisma.Sql => Prisma.sql`
  t."id", t."glossaryId", t."courseId", t."runId", t."term", t."termKey", t."definition", t."language", t."letter", t."sortText", t."state"::text AS "state",
  t."highlight"::text AS "highlight", t."pictureFileId", t."audioFileId", t."baseTermId", t."hidesOnly", t."authorId", t."staffEdited", t."createdAt", t."updatedAt",
  t."version", ${place(member)} AS "place", ${position(member)} AS "position",
  (SELECT c."title" FROM "GlossaryCategory" c WHERE c."id" = t."categoryId") AS "category",
  (SELECT json_build_object('id', u."id", 'givenName', u."givenName", 'familyName', u."familyName", 'pictureId', u."pictureId")
    FROM "User" u WHERE u."id" = t."authorId") AS "author",
  coalesce((SELECT json_agg(json_build_object('kind', a."kind", 'text', a."text") ORDER BY a."position") FROM "GlossaryAlias" a WHERE a."termId" = t."id"), '[]') AS "aliases",
  coalesce((SELECT json_agg(json_build_object('language', v."language", 'term', v."term", 'definition', v."definition") ORDER BY v."language")
    FROM "GlossaryVariant" v WHERE v."termId" = t."id"), '[]') AS "variants",
  coalesce((SELECT json_agg(json_build_object('id', r."id", 'term', r."term") ORDER BY r."sortText") FROM "GlossaryRelation" g JOIN "GlossaryTerm" r ON r."id" = g."relatedId"
    WHERE g."termId" = t."id" AND r."trashedAt" IS NULL AND r."state" = 'PUBLISHED' AND r."runId" = ANY(${member.visibleRunIds}::uuid[])), '[]') AS "related",
  coalesce((SELECT s."body"->>'learners' FROM "CourseSettings" s WHERE s."courseId" = t."courseId" AND s."tool" = 'glossary'), 'READ') AS "learners"`;

/** Base terms and their wordings first, then the session's own. */
export const place = (member: Member): Prisma.Sql =>
  inBase(member)
    ? Prisma.sql`0::int`
    : Prisma.sql`(CASE WHEN t."runId" = ${member.baseRunId}::uuid OR t."baseTermId" IS NOT NULL THEN 0 ELSE 1 END)`;

/** A wording stands where its base term stands. */
export const position = (member: Member): Prisma.Sql =>
  inBase(member)
    ? Prisma.sql`t."position"`
    : Prisma.sql`coalesce((SELECT p."position" FROM "GlossaryTerm" p WHERE p."id" = t."baseTermId"), t."position")`;

/** What a search field asks: every word of the query somewhere in the text, accents and case ignored. */
export function matchesQuery(query: string): Prisma.Sql {
  const words = foldAccents(query).split(" ").filter(Boolean).slice(0, 8);
  if (words.length === 0) return Prisma.sql`true`;
  return Prisma.join(
    words.map((word) => Prisma.sql`t."searchText" LIKE ${`%${word.replace(/[\\%_]/g, "\\$&")}%`}`),
    " AND ",
  );
}

/** Terms by their ids, as the member sees them; `orWordings` also finds a base term's wording by the base term's id. One statement. */
export async function termsByIds(
  ctx: Context,
  db: Db | Tx,
  member: Member,
  ids: readonly string[],
  orWordings = false,
): Promise<TermRow[]> {
  const { open, where } = await seenTerms(ctx, member);
  const asked = orWordings
    ? Prisma.sql`(t."id" = ANY(${ids}::uuid[]) OR t."baseTermId" = ANY(${ids}::uuid[]))`
    : Prisma.sql`t."id" = ANY(${ids}::uuid[])`;
  const rows = await db.$queryRaw<TermRow[]>`WITH ${open} SELECT ${termColumns(member)} FROM "GlossaryTerm" t WHERE ${where} AND ${asked}`;
  const rank = new Map(ids.map((id, index) => [id, index]));
  const rankOf = (row: TermRow) => rank.get(row.id) ?? rank.get(row.baseTermId ?? "") ?? 0;
  return rows.sort((one, other) => rankOf(one) - rankOf(other));
}
