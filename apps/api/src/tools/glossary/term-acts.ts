import { Conflict, NotFound } from "../../kernel/errors";
import { newId } from "../../kernel/ids";
import { authorize } from "../../kernel/policy";
import { indexTexts, removeTexts } from "../../kernel/search";
import type { Tx } from "../../kernel/database";
import type { Context } from "../../kernel/context";
import type { Emit } from "../../kernel/events";
import type { Member } from "../../kernel/gate";
import { termPolicy } from "./glossary.policy";
import { writableGlossary } from "./glossaries";
import { termColumns, termsByIds, type TermRow } from "./seen-terms";
import { searchTextOf } from "./term-texts";
import { indexTerms, refuseTakenKey, subjectOf, written } from "./terms";

const runsOf = (terms: readonly TermRow[]): string[] => [...new Set(terms.map((term) => term.runId))];

/** Loads all of `ids` as the member sees them and asks the policy of each; one that is not seen is NOT_FOUND. */
export async function termsFor(ctx: Context, member: Member, ids: string[], action: "update" | "delete" | "hide"): Promise<TermRow[]> {
  const terms = await termsByIds(ctx, ctx.db, member, ids);
  if (terms.length !== new Set(ids).size) throw NotFound();
  for (const term of terms) authorize(member, termPolicy, action, term);
  return terms;
}

/** Puts terms into the trash as one act; the returned id brings them back. */
export async function trashTerms(tx: Tx, emit: Emit, member: Member, terms: readonly TermRow[]): Promise<string> {
  const trashId = newId();
  for (const runId of runsOf(terms)) await writableGlossary(tx, emit, member, runId);
  const ids = terms.map((term) => term.id);
  await tx.$executeRaw`UPDATE "GlossaryTerm" SET "trashedAt" = now(), "trashId" = ${trashId}::uuid, "updatedById" = ${member.userId}::uuid WHERE "id" = ANY(${ids}::uuid[]) AND "trashedAt" IS NULL`;
  await removeTexts(tx, "glossaryTerm", ids);
  for (const term of terms) emit("glossary.term.deleted", { ...subjectOf(term), data: { trashId } });
  return trashId;
}

/** The terms of one act in the trash, as their policy needs them. One statement. */
export const trashedTerms = (ctx: Context, member: Member, trashId: string): Promise<TermRow[]> =>
  ctx.db.$queryRaw<TermRow[]>`
    SELECT ${termColumns(member)} FROM "GlossaryTerm" t WHERE t."courseId" = ${member.courseId}::uuid AND t."trashId" = ${trashId}::uuid AND t."trashedAt" IS NOT NULL
      AND t."runId" = ANY(${member.visibleRunIds}::uuid[]) ORDER BY t."id"`;

/** Brings terms back from the trash. CONFLICT when one of their keys was given to another term meanwhile: then nothing comes back. */
export async function restoreTerms(ctx: Context, tx: Tx, emit: Emit, member: Member, terms: readonly TermRow[]): Promise<TermRow[]> {
  for (const runId of runsOf(terms)) await writableGlossary(tx, emit, member, runId);
  const ids = terms.map((term) => term.id);
  const taken = await tx.$queryRaw<{ term: string }[]>`
    SELECT o."term" FROM "GlossaryTerm" t JOIN "GlossaryTerm" o ON o."glossaryId" = t."glossaryId" AND o."trashedAt" IS NULL AND o."state" <> 'PROPOSED'
      AND ((o."language" = t."language" AND o."termKey" = t."termKey") OR o."baseTermId" = t."baseTermId")
    WHERE t."id" = ANY(${ids}::uuid[]) AND t."state" <> 'PROPOSED' LIMIT 1`;
  if (taken[0]) throw Conflict("TERM_EXISTS", `The glossary has ${taken[0].term} again.`, taken[0]);
  await tx.$executeRaw`UPDATE "GlossaryTerm" SET "trashedAt" = NULL, "trashId" = NULL, "updatedById" = ${member.userId}::uuid WHERE "id" = ANY(${ids}::uuid[])`;
  await indexTexts(
    tx,
    terms.filter((term) => term.state === "PUBLISHED").map((term) => searchTextOf(term)),
  );
  for (const term of terms) emit("glossary.term.restored", subjectOf(term));
  return termsByIds(ctx, tx, member, ids);
}

/** Deletes terms that were trashed before a moment, and the sessions' wordings of them: without their base they would come back as terms. */
export async function purgeTerms(tx: Tx, before: Date, limit: number): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    WITH old AS (SELECT "id" FROM "GlossaryTerm" WHERE "trashedAt" < ${before} LIMIT ${limit})
    DELETE FROM "GlossaryTerm" t USING old WHERE t."id" = old."id" OR t."baseTermId" = old."id" RETURNING t."id"`;
  return rows.map((row) => row.id);
}

/**
 * Shows or hides terms. Where the member stands in a session, a base term is hidden by a wording of the session's own, which goes when the
 * term is shown again; the base and the other sessions stay as they are.
 */
export async function setStates(
  ctx: Context,
  tx: Tx,
  emit: Emit,
  member: Member,
  terms: readonly TermRow[],
  state: "PUBLISHED" | "HIDDEN",
): Promise<TermRow[]> {
  const here = terms.filter((term) => term.runId === member.runId || !member.sessionRunId);
  const base = terms.filter((term) => !here.includes(term));
  for (const runId of runsOf(here)) await writableGlossary(tx, emit, member, runId);
  const shownAgain = state === "PUBLISHED" ? here.filter((term) => term.hidesOnly) : [];
  const changed = here.filter((term) => !shownAgain.includes(term));
  const gone = shownAgain.map((term) => term.id);
  if (gone.length > 0) await tx.glossaryTerm.deleteMany({ where: { id: { in: gone } } });
  await tx.$executeRaw`
    UPDATE "GlossaryTerm" SET "state" = ${state}::"GlossaryTermState", "version" = "version" + 1, "updatedById" = ${member.userId}::uuid, "updatedAt" = now()
    WHERE "id" = ANY(${changed.map((term) => term.id)}::uuid[]) AND "state" <> 'PROPOSED'`;
  const hiding = state === "HIDDEN" ? await hideHere(tx, emit, member, base) : [];
  for (const term of here) emit(state === "HIDDEN" ? "glossary.term.hidden" : "glossary.term.updated", subjectOf(term));
  const rows = await termsByIds(ctx, tx, member, [
    ...changed.map((term) => term.id),
    ...hiding,
    ...shownAgain.flatMap((term) => term.baseTermId ?? []),
  ]);
  await indexTerms(
    tx,
    rows.filter((row) => row.runId === member.runId || here.some((term) => term.id === row.id)),
  );
  return rows;
}

/** Hides base terms in the session by rows of its own. Returns their ids. Statements: 1 and those of the glossary. */
async function hideHere(tx: Tx, emit: Emit, member: Member, terms: readonly TermRow[]): Promise<string[]> {
  if (terms.length === 0) return [];
  const glossary = await writableGlossary(tx, emit, member);
  const rows = await tx.$queryRaw<{ id: string; baseTermId: string }[]>`
    INSERT INTO "GlossaryTerm" ("glossaryId", "courseId", "runId", "term", "termKey", "definition", "language", "letter", "sortText", "searchText", "position", "state",
      "highlight", "baseTermId", "hidesOnly", "authorId", "updatedById")
    SELECT ${glossary.id}::uuid, t."courseId", ${member.runId}::uuid, t."term", t."termKey", t."definition", t."language", t."letter", t."sortText", t."searchText",
      t."position", 'HIDDEN', t."highlight", t."id", true, ${member.userId}::uuid, ${member.userId}::uuid
    FROM "GlossaryTerm" t WHERE t."id" = ANY(${terms.map((term) => term.id)}::uuid[]) RETURNING "id", "baseTermId"`;
  for (const row of rows) emit("glossary.term.hidden", { id: row.id, itemId: glossary.id, courseId: member.courseId, runId: member.runId });
  return rows.map((row) => row.id);
}

/** Moves terms of one glossary before another (or to the end) and numbers them densely. Statements: 2. */
export async function reorderTerms(tx: Tx, emit: Emit, member: Member, terms: readonly TermRow[], beforeId: string | null): Promise<void> {
  const glossary = await writableGlossary(tx, emit, member, terms[0]!.runId);
  const ids = terms.map((term) => term.id);
  await tx.$executeRaw`
    WITH moved AS (SELECT "id", n FROM unnest(${ids}::uuid[]) WITH ORDINALITY AS m("id", n)),
    ranked AS (
      SELECT t."id", row_number() OVER (ORDER BY
        CASE WHEN m."id" IS NOT NULL THEN 1 WHEN t."position" >= coalesce(b."position", 2147483647) THEN 2 ELSE 0 END, m.n, t."position", t."id")::int AS place
      FROM "GlossaryTerm" t LEFT JOIN moved m ON m."id" = t."id"
      LEFT JOIN "GlossaryTerm" b ON b."id" = ${beforeId}::uuid AND b."glossaryId" = t."glossaryId" AND b."id" <> ALL(${ids}::uuid[])
      WHERE t."glossaryId" = ${glossary.id}::uuid AND t."trashedAt" IS NULL)
    UPDATE "GlossaryTerm" t SET "position" = r.place FROM ranked r WHERE r."id" = t."id" AND t."position" <> r.place`;
  emit("glossary.list.reordered", { id: glossary.id, itemId: glossary.id, courseId: member.courseId, runId: glossary.runId });
}

/** Accepts a proposal: it is published, unless its key is taken. Refusing puts it into the trash, with the reason for its author. */
export async function decide(
  ctx: Context,
  tx: Tx,
  emit: Emit,
  member: Member,
  term: TermRow,
  accept: boolean,
  reason: string,
): Promise<TermRow | null> {
  const before = subjectOf(term);
  if (!accept) {
    await writableGlossary(tx, emit, member, term.runId);
    await tx.glossaryTerm.update({ where: { id: term.id }, data: { trashedAt: new Date(), trashId: newId(), updatedById: member.userId } });
    emit("glossary.term.refused", { ...before, data: { term: term.term, reason } });
    return null;
  }
  await writableGlossary(tx, emit, member, term.runId);
  await refuseTakenKey(ctx, tx, member, { ...term });
  const { count } = await tx.glossaryTerm.updateMany({
    where: { id: term.id, state: "PROPOSED", trashedAt: null },
    data: { state: "PUBLISHED", updatedById: member.userId, version: { increment: 1 } },
  });
  if (count === 0) throw Conflict("DECIDED", "Somebody else has decided this proposal.");
  return written(ctx, tx, emit, member, term.id, "glossary.term.accepted");
}
