import { glossarySettings, type GlossarySettings } from "@lyceum/shared/inputs/glossary";
import { readSettings, type Settings } from "../../kernel/course-settings";
import { createItem } from "../../kernel/items";
import type { Db, Tx } from "../../kernel/database";
import type { Context } from "../../kernel/context";
import type { Emit } from "../../kernel/events";
import type { Member } from "../../kernel/gate";
import type { Glossary } from "../../generated/prisma/client.ts";
import { sortColumns } from "./term-texts";
import { seenTerms } from "./seen-terms";

export const settingsIn = (db: Db | Tx, courseId: string): Promise<Settings<GlossarySettings>> =>
  readSettings(db, courseId, "glossary", glossarySettings);

/** The same for reading, once per request. */
export const settingsFor = (ctx: Context, courseId: string): Promise<Settings<GlossarySettings>> =>
  ctx.once(`glossary.settings:${courseId}`, () => settingsIn(ctx.db, courseId));

/**
 * The glossary of the run where the member stands, for writing: made when it is first needed, its revision raised, and its row locked
 * until the transaction ends, so that positions, limits and keys are decided by one writer at a time. Statements: 1, or 5 the first time.
 */
export async function writableGlossary(tx: Tx, emit: Emit, member: Member, runId: string = member.runId): Promise<Glossary> {
  const found = await raiseRevision(tx, runId);
  if (found) return found;
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`glossary:${runId}`}, 0))`;
  const made = await raiseRevision(tx, runId);
  if (made) return made;
  const item = await createItem(tx, member, {
    tool: "glossary",
    kind: "glossary",
    title: "Glossary",
    language: member.courseLanguage,
    completion: "viewed",
  });
  emit("glossary.item.created", { id: item.id, itemId: item.id, courseId: item.courseId, runId: item.runId });
  return tx.glossary.create({ data: { id: item.id, courseId: item.courseId, runId: item.runId } });
}

async function raiseRevision(tx: Tx, runId: string): Promise<Glossary | null> {
  const rows = await tx.$queryRaw<Glossary[]>`UPDATE "Glossary" SET "revision" = "revision" + 1 WHERE "runId" = ${runId}::uuid RETURNING *`;
  return rows[0] ?? null;
}

/** What a whole glossary says of itself: one row for each that is seen, base first. */
export interface OpenGlossary {
  id: string;
  runId: string;
  revision: number;
}

/** The glossaries whose terms the member sees now, base first. One statement, and the learner's closed items. */
export async function openGlossaries(ctx: Context, member: Member): Promise<OpenGlossary[]> {
  const { open } = await seenTerms(ctx, member);
  return ctx.db.$queryRaw<OpenGlossary[]>`
    WITH ${open} SELECT g."id", g."runId", g."revision" FROM "Glossary" g WHERE g."id" IN (SELECT "id" FROM open)
    ORDER BY array_position(${member.visibleRunIds}::uuid[], g."runId")`;
}

/** Changes with everything that the match list shows; opaque, to be compared only. */
export const glossaryVersion = (settings: Settings<GlossarySettings>, open: readonly OpenGlossary[]): string =>
  [settings.version, ...open.map((glossary) => `${glossary.id.slice(-4)}${glossary.revision}`)].join(".");

/** Sorts all terms of a course anew after the choice about articles has changed. Statements: 2. */
export async function sortAgain(tx: Tx, courseId: string, ignoreArticles: boolean): Promise<void> {
  const terms = await tx.glossaryTerm.findMany({ where: { courseId }, select: { id: true, term: true, language: true } });
  const rows = terms.map((term) => ({ id: term.id, ...sortColumns(term.term, term.language, ignoreArticles) }));
  await tx.$executeRaw`
    UPDATE "GlossaryTerm" t SET "letter" = n."letter", "sortText" = n."sortText"
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS n("id" uuid, "letter" text, "sortText" text) WHERE t."id" = n."id"`;
}
