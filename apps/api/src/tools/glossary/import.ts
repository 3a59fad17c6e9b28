import { TERMS_MAX } from "@lyceum/shared/inputs/glossary";
import { truncateText } from "@lyceum/shared/plain-text";
import { Invalid } from "../../kernel/errors";
import { newId } from "../../kernel/ids";
import { indexTexts, removeTexts } from "../../kernel/search";
import type { Tx } from "../../kernel/database";
import type { Context } from "../../kernel/context";
import type { Emit } from "../../kernel/events";
import type { Member } from "../../kernel/gate";
import { settingsIn, writableGlossary } from "./glossaries";
import type { FileTerm, ImportPlan, ImportStrategy, KnownTerm, PlannedRow } from "./import-plan";
import { seenTerms } from "./seen-terms";
import { searchTextOf, termTexts } from "./term-texts";

/** The terms that an import compares with: the run's own, and in a session the base terms seen there. Proposals are left alone. One statement. */
export async function knownTerms(ctx: Context, member: Member): Promise<KnownTerm[]> {
  const { open, where } = await seenTerms(ctx, member);
  return ctx.db.$queryRaw<KnownTerm[]>`
    WITH ${open} SELECT t."id", t."runId" = ${member.runId}::uuid AS "own", t."term", t."termKey", t."definition", t."language", t."highlight"::text AS "highlight", t."state"::text AS "state",
      (SELECT c."title" FROM "GlossaryCategory" c WHERE c."id" = t."categoryId") AS "category",
      coalesce((SELECT json_agg(json_build_object('kind', a."kind", 'text', a."text") ORDER BY a."position") FROM "GlossaryAlias" a WHERE a."termId" = t."id"), '[]') AS "aliases",
      coalesce((SELECT json_agg(json_build_object('term', v."term")) FROM "GlossaryVariant" v WHERE v."termId" = t."id"), '[]') AS "variants"
    FROM "GlossaryTerm" t WHERE ${where} AND t."state" <> 'PROPOSED'`;
}

interface Written {
  id: string;
  file: FileTerm;
  known: KnownTerm | undefined;
}

/** Carries out a plan in the caller's transaction: all of it or nothing. Returns the act that brings removed terms back. About 15 statements, whatever the number of rows. */
export async function applyImport(tx: Tx, emit: Emit, member: Member, plan: ImportPlan, strategy: ImportStrategy): Promise<string | null> {
  const glossary = await writableGlossary(tx, emit, member);
  const { values: settings } = await settingsIn(tx, member.courseId);
  const changing = strategy === "SKIP_EXISTING" ? [] : plan.rows.filter((row) => row.kind === "DIFFERENT");
  const added = [...plan.rows.filter((row) => row.kind === "NEW"), ...changing.filter((row) => !row.known!.own)].map(
    writtenOf(() => newId()),
  );
  const changed = changing.filter((row) => row.known!.own).map(writtenOf((row) => row.known!.id));
  const trashId = await trashRemoved(tx, member, plan.removed);
  const [{ count, last }] = await tx.$queryRaw<[{ count: number; last: number }]>`
    SELECT count(*)::int AS "count", coalesce(max("position"), 0)::int AS "last" FROM "GlossaryTerm" WHERE "glossaryId" = ${glossary.id}::uuid AND "trashedAt" IS NULL`;
  if (count + added.length > TERMS_MAX)
    throw Invalid("upload", "terms.tooMany", `The glossary would have ${count + added.length} terms; at most ${TERMS_MAX}.`);
  const categories = await categoriesFor(tx, glossary.id, [...added, ...changed]);
  const columnsOf = ({ id, file, known }: Written, index: number) => ({
    id,
    term: file.term,
    definition: file.definition,
    language: file.language,
    position: last + index + 1,
    highlight: file.highlight ?? known?.highlight ?? "ON",
    categoryId:
      file.category === undefined ? (categories.get(known?.category ?? "") ?? null) : (categories.get(file.category ?? "") ?? null),
    keepsCategory: file.category === undefined,
    baseTermId: known && !known.own ? known.id : null,
    ...termTexts(
      { ...file, aliases: file.aliases ?? known?.aliases ?? [], variants: known?.variants ?? [] },
      settings.ignoreArticles,
      file.plain,
    ),
  });
  await insertTerms(tx, member, glossary.id, JSON.stringify(added.map(columnsOf)));
  await updateTerms(tx, member, JSON.stringify(changed.map(columnsOf)));
  await writeAliases(tx, [...added, ...changed]);
  await indexImported(tx, member, glossary.id, [...added, ...changed]);
  emit("glossary.list.imported", {
    id: glossary.id,
    itemId: glossary.id,
    courseId: member.courseId,
    runId: member.runId,
    data: { strategy, added: added.length, changed: changed.length, removed: plan.removed.length },
  });
  return trashId;
}

const writtenOf =
  (idOf: (row: PlannedRow) => string) =>
  (row: PlannedRow): Written => ({ id: idOf(row), file: row.file!, known: row.known });

async function trashRemoved(tx: Tx, member: Member, removed: readonly KnownTerm[]): Promise<string | null> {
  if (removed.length === 0) return null;
  const trashId = newId();
  const ids = removed.map((term) => term.id);
  await tx.$executeRaw`UPDATE "GlossaryTerm" SET "trashedAt" = now(), "trashId" = ${trashId}::uuid, "updatedById" = ${member.userId}::uuid WHERE "id" = ANY(${ids}::uuid[])`;
  await removeTexts(tx, "glossaryTerm", ids);
  return trashId;
}

/** The ids of the categories that these terms name; new ones are made. */
async function categoriesFor(tx: Tx, glossaryId: string, terms: readonly Written[]): Promise<Map<string, string>> {
  const titles = [
    ...new Set(terms.flatMap(({ file, known }) => file.category ?? (file.category === undefined ? (known?.category ?? []) : []))),
  ];
  if (titles.length === 0) return new Map();
  const rows = await tx.$queryRaw<{ id: string; title: string }[]>`
    INSERT INTO "GlossaryCategory" AS c ("glossaryId", "title", "position")
    SELECT ${glossaryId}::uuid, t, n + (SELECT count(*) FROM "GlossaryCategory" WHERE "glossaryId" = ${glossaryId}::uuid)
    FROM unnest(${titles}::text[]) WITH ORDINALITY AS x(t, n)
    ON CONFLICT ("glossaryId", "title") DO UPDATE SET "title" = EXCLUDED."title" RETURNING "id", "title"`;
  return new Map(rows.map((row) => [row.title, row.id]));
}

async function insertTerms(tx: Tx, member: Member, glossaryId: string, rows: string): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO "GlossaryTerm" ("id", "glossaryId", "courseId", "runId", "term", "termKey", "definition", "language", "letter", "sortText", "searchText", "position",
      "highlight", "categoryId", "baseTermId", "authorId", "updatedById")
    SELECT n."id", ${glossaryId}::uuid, ${member.courseId}::uuid, ${member.runId}::uuid, n."term", n."termKey", n."definition", n."language", n."letter", n."sortText",
      n."searchText", n."position", n."highlight"::"GlossaryHighlight", n."categoryId", n."baseTermId", ${member.userId}::uuid, ${member.userId}::uuid
    FROM jsonb_to_recordset(${rows}::jsonb) AS n("id" uuid, "term" text, "termKey" text, "definition" text, "language" text, "letter" text, "sortText" text,
      "searchText" text, "position" int, "highlight" text, "categoryId" uuid, "baseTermId" uuid)`;
}

/** Keeps the former state as a version, then changes; variants and files stay. */
async function updateTerms(tx: Tx, member: Member, rows: string): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO "Version" ("kind", "rowId", "number", "body", "authorId")
    SELECT 'glossaryTerm', t."id", t."version", jsonb_build_object('term', t."term", 'definition', t."definition", 'language', t."language", 'highlight', t."highlight",
      'state', t."state", 'aliases', coalesce((SELECT jsonb_agg(jsonb_build_object('kind', a."kind", 'text', a."text")) FROM "GlossaryAlias" a WHERE a."termId" = t."id"), '[]')), t."authorId"
    FROM "GlossaryTerm" t JOIN jsonb_to_recordset(${rows}::jsonb) AS n("id" uuid) ON n."id" = t."id" ON CONFLICT DO NOTHING`;
  await tx.$executeRaw`
    UPDATE "GlossaryTerm" t SET "term" = n."term", "definition" = n."definition", "sortText" = n."sortText", "letter" = n."letter", "searchText" = n."searchText",
      "highlight" = n."highlight"::"GlossaryHighlight", "categoryId" = CASE WHEN n."keepsCategory" THEN t."categoryId" ELSE n."categoryId" END,
      "version" = t."version" + 1, "staffEdited" = true, "updatedById" = ${member.userId}::uuid, "updatedAt" = now()
    FROM jsonb_to_recordset(${rows}::jsonb) AS n("id" uuid, "term" text, "definition" text, "letter" text, "sortText" text, "searchText" text, "highlight" text,
      "categoryId" uuid, "keepsCategory" boolean) WHERE n."id" = t."id"`;
}

async function writeAliases(tx: Tx, terms: readonly Written[]): Promise<void> {
  const given = terms.filter(({ file }) => file.aliases !== undefined);
  const rows = given.flatMap(({ id, file }) => file.aliases!.map((alias, position) => ({ termId: id, ...alias, position })));
  await tx.$executeRaw`DELETE FROM "GlossaryAlias" WHERE "termId" = ANY(${given.map((term) => term.id)}::uuid[])`;
  await tx.$executeRaw`
    INSERT INTO "GlossaryAlias" ("termId", "kind", "text", "position") SELECT "termId", "kind"::"GlossaryAliasKind", "text", "position"
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS n("termId" uuid, "kind" text, "text" text, "position" int)`;
}

/** What search knows of the terms; one that is hidden stays unknown to it. */
async function indexImported(tx: Tx, member: Member, glossaryId: string, terms: readonly Written[]): Promise<void> {
  const { courseId, runId } = member;
  const found = terms.filter(({ known }) => !(known?.own && known.state === "HIDDEN"));
  await indexTexts(
    tx,
    found.map(({ id, file, known }) =>
      searchTextOf(
        { id, glossaryId, courseId, runId, ...file, aliases: file.aliases ?? known?.aliases ?? [], variants: known?.variants ?? [] },
        file.plain,
      ),
    ),
  );
}

/** What people see of a plan: counts, and at most 500 rows, the refused ones first. */
export function planSummary(plan: ImportPlan, strategy: ImportStrategy) {
  const count = (kind: PlannedRow["kind"]) => plan.rows.filter((row) => row.kind === kind).length;
  const removed: PlannedRow[] = plan.removed.map((term) => ({
    line: 0,
    kind: "REMOVED",
    term: term.term,
    plain: "",
    language: term.language,
  }));
  const shown = [
    ...plan.rows.filter((row) => row.kind === "BAD").slice(0, 200),
    ...removed.slice(0, 100),
    ...plan.rows.filter((row) => row.kind !== "BAD"),
  ].slice(0, 500);
  return {
    strategy,
    counts: { added: count("NEW"), changed: count("DIFFERENT"), same: count("SAME"), refused: count("BAD"), removed: plan.removed.length },
    rows: shown.map(({ line, kind, term, plain, language, issue }) => ({
      line,
      kind,
      term: truncateText(term, 200),
      definition: truncateText(plain, 200),
      language,
      issue: issue ?? null,
    })),
  };
}
