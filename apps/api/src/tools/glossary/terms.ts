import { isEmptyHtml, TERMS_MAX, type createGlossaryTermInput, type updateGlossaryTermInput } from "@lyceum/shared/inputs/glossary";
import { termKey } from "@lyceum/shared/collation";
import type { z } from "zod";
import { Conflict, Invalid } from "../../kernel/errors";
import { newId } from "../../kernel/ids";
import { indexTexts, removeTexts } from "../../kernel/search";
import { keepVersion } from "../../kernel/versions";
import { Prisma, type Tx } from "../../kernel/database";
import type { Context } from "../../kernel/context";
import type { Emit } from "../../kernel/events";
import type { Member } from "../../kernel/gate";
import type { GlossaryTermState } from "../../generated/prisma/client.ts";
import { settingsIn, writableGlossary } from "./glossaries";
import { attachTermFiles } from "./term-files";
import { seenTerms, termColumns, termsByIds, type TermRow } from "./seen-terms";
import { searchTextOf, storedDefinition, termTexts } from "./term-texts";

export type NewTerm = z.output<typeof createGlossaryTermInput>;
export type TermChange = z.output<typeof updateGlossaryTermInput>;

type Variants = { language: string; term: string; definition: string }[];

const storedVariants = (variants: NewTerm["variants"]): Variants =>
  (variants ?? []).map(({ language, term, definition }) => ({
    language,
    term,
    definition: definition ? storedDefinition(definition) : "",
  }));

function cleanDefinition(html: string): string {
  const definition = storedDefinition(html);
  if (isEmptyHtml(definition)) throw Invalid("input.definition", "definition.empty", "The definition is empty.");
  return definition;
}

/** The event's subject of a term. */
export const subjectOf = (term: Pick<TermRow, "id" | "glossaryId" | "courseId" | "runId" | "authorId">) => ({
  id: term.id,
  itemId: term.glossaryId,
  courseId: term.courseId,
  runId: term.runId,
  ...(term.authorId ? { userId: term.authorId } : {}),
});

/**
 * Adds a term to the glossary of the run where the member stands. A key that is taken there, or that is seen there from the base, is
 * CONFLICT with the existing term. Wordings of a base term name it in `baseTermId`. A constant number of statements.
 */
export async function createTerm(
  ctx: Context,
  tx: Tx,
  emit: Emit,
  member: Member,
  input: NewTerm,
  state: GlossaryTermState,
): Promise<TermRow> {
  const { values: settings } = await settingsIn(tx, member.courseId);
  const glossary = await writableGlossary(tx, emit, member);
  const language = input.language ?? member.courseLanguage;
  const definition = cleanDefinition(input.definition);
  const variants = storedVariants(input.variants);
  const words = { term: input.term, language, definition, aliases: input.aliases ?? [], variants };
  const { count, last } = await fill(tx, glossary.id);
  if (count >= TERMS_MAX) throw Invalid("input.term", "terms.tooMany", `A glossary has at most ${TERMS_MAX} terms.`);
  await refuseTakenKey(ctx, tx, member, { term: input.term, language, baseTermId: input.baseTermId ?? null });
  const id = newId();
  await tx.glossaryTerm.create({
    data: {
      id,
      glossaryId: glossary.id,
      courseId: member.courseId,
      runId: member.runId,
      term: input.term,
      definition,
      language,
      state,
      ...termTexts(words, settings.ignoreArticles),
      highlight: input.highlight ?? "ON",
      position: last + 1,
      categoryId: await categoryOf(tx, glossary.id, input.category),
      baseTermId: input.baseTermId ?? null,
      authorId: member.userId,
      updatedById: member.userId,
    },
  });
  await writeParts(tx, member, id, { ...input, variants });
  await attachTermFiles(ctx, tx, { id, glossaryId: glossary.id, pictureFileId: null, audioFileId: null }, input);
  return written(ctx, tx, emit, member, id, state === "PROPOSED" ? "glossary.term.proposed" : "glossary.term.created");
}

/** Changes a term; what the input leaves out stays. Keeps the former state as a version; a stale version is CONFLICT. */
export async function updateTerm(ctx: Context, tx: Tx, emit: Emit, member: Member, former: TermRow, change: TermChange): Promise<TermRow> {
  const { values: settings } = await settingsIn(tx, member.courseId);
  await writableGlossary(tx, emit, member, former.runId);
  const language = change.language ?? former.language;
  const definition = change.definition ? cleanDefinition(change.definition) : former.definition;
  const variants = change.variants ? storedVariants(change.variants) : former.variants;
  const words = { term: change.term ?? former.term, language, definition, aliases: change.aliases ?? former.aliases, variants };
  if (former.state !== "PROPOSED") await refuseTakenKey(ctx, tx, member, { ...words, baseTermId: former.baseTermId, id: former.id });
  await keepVersion(tx, {
    kind: "glossaryTerm",
    rowId: former.id,
    number: former.version,
    body: versionBody(former),
    authorId: former.authorId,
  });
  const { count } = await tx.glossaryTerm.updateMany({
    where: { id: former.id, version: former.version, trashedAt: null },
    data: {
      term: words.term,
      definition,
      language,
      ...termTexts(words, settings.ignoreArticles),
      ...(change.highlight ? { highlight: change.highlight } : {}),
      ...(change.category === undefined ? {} : { categoryId: await categoryOf(tx, former.glossaryId, change.category) }),
      staffEdited: former.staffEdited || (member.isStaff && former.authorId !== member.userId),
      hidesOnly: false,
      updatedById: member.userId,
      version: { increment: 1 },
    },
  });
  if (count === 0) throw staleTerm(former);
  await writeParts(tx, member, former.id, { ...change, variants: change.variants ? variants : undefined });
  await attachTermFiles(ctx, tx, former, change);
  return written(ctx, tx, emit, member, former.id, "glossary.term.updated");
}

/** CONFLICT with the row as it stands. */
export const staleTerm = (term: TermRow) => Conflict("STALE", `The version is ${term.version}.`, existing(term));

const existing = ({ id, term, definition, language, version }: TermRow) => ({ id, term, definition, language, version });

async function fill(tx: Tx, glossaryId: string): Promise<{ count: number; last: number }> {
  const [row] = await tx.$queryRaw<{ count: number; last: number }[]>`
    SELECT count(*)::int AS "count", coalesce(max("position"), 0)::int AS "last" FROM "GlossaryTerm" WHERE "glossaryId" = ${glossaryId}::uuid AND "trashedAt" IS NULL`;
  return row!;
}

/** Refuses a key that is already seen in this run; a term that the member may not know of is refused without saying which. */
export async function refuseTakenKey(
  ctx: Context,
  tx: Tx,
  member: Member,
  wanted: { term: string; language: string; baseTermId: string | null; id?: string },
): Promise<void> {
  const { open, where } = await seenTerms(ctx, { ...member, isStaff: true });
  const [taken] = await tx.$queryRaw<TermRow[]>`
    WITH ${open} SELECT ${termColumns(member)} FROM "GlossaryTerm" t WHERE ${where} AND t."state" <> 'PROPOSED' AND t."termKey" = ${termKey(wanted.term)}
      AND t."language" = ${wanted.language} AND t."id" IS DISTINCT FROM ${wanted.id ?? null}::uuid AND t."id" IS DISTINCT FROM ${wanted.baseTermId}::uuid LIMIT 1`;
  if (!taken) return;
  throw Conflict("TERM_EXISTS", "The glossary has this term.", member.isStaff || taken.state === "PUBLISHED" ? existing(taken) : undefined);
}

async function categoryOf(tx: Tx, glossaryId: string, title: string | null | undefined): Promise<string | null> {
  if (!title) return null;
  const [row] = await tx.$queryRaw<{ id: string }[]>`
    INSERT INTO "GlossaryCategory" AS c ("glossaryId", "title", "position")
    VALUES (${glossaryId}::uuid, ${title}, (SELECT count(*) + 1 FROM "GlossaryCategory" WHERE "glossaryId" = ${glossaryId}::uuid))
    ON CONFLICT ("glossaryId", "title") DO UPDATE SET "title" = EXCLUDED."title" RETURNING "id"`;
  return row!.id;
}

/** Replaces aliases, variants and relations, each only when it is given. */
async function writeParts(
  tx: Tx,
  member: Member,
  termId: string,
  parts: { aliases?: NewTerm["aliases"]; variants?: Variants | undefined; relatedIds?: NewTerm["relatedIds"] },
): Promise<void> {
  if (parts.aliases) {
    await tx.glossaryAlias.deleteMany({ where: { termId } });
    await tx.glossaryAlias.createMany({ data: parts.aliases.map((alias, position) => ({ termId, ...alias, position })) });
  }
  if (parts.variants) {
    await tx.glossaryVariant.deleteMany({ where: { termId } });
    await tx.glossaryVariant.createMany({ data: parts.variants.map((variant) => ({ termId, ...variant })) });
  }
  if (parts.relatedIds) {
    await tx.glossaryRelation.deleteMany({ where: { termId } });
    // Only terms that are seen here: an id from elsewhere is left out, as one that does not exist.
    await tx.$executeRaw`
      INSERT INTO "GlossaryRelation" ("termId", "relatedId") SELECT ${termId}::uuid, t."id" FROM "GlossaryTerm" t
      WHERE t."id" = ANY(${parts.relatedIds}::uuid[]) AND t."id" <> ${termId}::uuid AND t."courseId" = ${member.courseId}::uuid
        AND t."runId" = ANY(${member.visibleRunIds}::uuid[]) AND t."trashedAt" IS NULL ON CONFLICT DO NOTHING`;
  }
}

/** Reads what was written as the member sees it, brings search up to date, and says what happened. */
export async function written(ctx: Context, tx: Tx, emit: Emit, member: Member, id: string, event: string): Promise<TermRow> {
  const [row] = await termsByIds(ctx, tx, member, [id]);
  await indexTerms(tx, [row!]);
  emit(event, subjectOf(row!));
  return row!;
}

/** What search knows of these terms: the published ones, and nothing of the others. */
export async function indexTerms(tx: Tx, rows: readonly TermRow[]): Promise<void> {
  const silent = rows.filter((row) => row.state !== "PUBLISHED");
  if (silent.length > 0)
    await removeTexts(
      tx,
      "glossaryTerm",
      silent.map((row) => row.id),
    );
  await indexTexts(
    tx,
    rows.filter((row) => row.state === "PUBLISHED").map((row) => searchTextOf(row)),
  );
}

function versionBody(term: TermRow): Prisma.InputJsonObject {
  const { definition, language, highlight, category, aliases, variants, state } = term;
  return {
    term: term.term,
    definition,
    language,
    highlight,
    category,
    state,
    aliases,
    variants,
    relatedIds: term.related.map((related) => related.id),
  };
}
