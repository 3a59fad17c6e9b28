import { itemAccess } from "../../kernel/item-access";
import { can } from "../../kernel/policy";
import { documentPolicy } from "./documents.policy";
import { documentsById, TOOL, type DocumentRow } from "./documents";
import type { Context } from "../../kernel/context";
import type { Member } from "../../kernel/gate";

/** A document that the caller may open, as the member whom it is open to. */
export interface OpenDocument {
  member: Member;
  document: DocumentRow;
}

interface UseRow {
  rowId: string;
  documentId: string;
  current: boolean;
}

/**
 * Of some documents, those that the caller may open, each entered where it lives; a base document also through any session of theirs, for an
 * address of a file does not say which session it is read in. `session` is tried first.
 */
export async function openDocuments(ctx: Context, ids: string[], session: string | null = null): Promise<Map<string, OpenDocument>> {
  const open = new Map<string, OpenDocument>();
  const documents = await documentsById(ctx.db, [...new Set(ids)]);
  for (const document of documents) {
    for (const sessionId of [...(session ? [session] : []), document.runSessionId, ...(await sessionsOf(ctx, document))]) {
      const member = await ctx.enter(document.courseId, { tool: TOOL, sessionId }).catch(() => null);
      if (!member || !(await itemAccess(ctx, member, [document.id])).get(document.id)?.open) continue;
      open.set(document.id, { member, document });
      break;
    }
  }
  return open;
}

async function sessionsOf(ctx: Context, document: DocumentRow): Promise<string[]> {
  if (document.runSessionId) return [];
  const viewer = await ctx.viewer();
  if (!viewer) return [];
  const rows = await ctx.db.courseRun.findMany({
    where: { courseId: document.courseId, kind: "SESSION", enrolments: { some: { userId: viewer.id, state: "ACTIVE" } } },
    select: { sessionId: true },
  });
  return rows.flatMap((row) => row.sessionId ?? []);
}

async function readable(ctx: Context, uses: UseRow[]): Promise<Set<string>> {
  const open = await openDocuments(
    ctx,
    uses.map((use) => use.documentId),
  );
  const allowed = uses.filter((use) => {
    const found = open.get(use.documentId);
    // What was replaced is for those who may change the document.
    return found && (use.current || can(found.member, documentPolicy, "seeVersions", found.document));
  });
  return new Set(allowed.map((use) => use.rowId));
}

/** Files of versions: the current one for whoever may open the document, older ones for whoever may change it. */
export async function readableVersions(ctx: Context, rowIds: string[]): Promise<Set<string>> {
  const rows = await ctx.db.$queryRaw<UseRow[]>`
    SELECT v."id" AS "rowId", v."documentId", v."number" = d."versionNumber" AS "current" FROM "DocumentVersion" v JOIN "Document" d ON d."id" = v."documentId"
    WHERE v."id" = ANY(${rowIds}::uuid[])`;
  return readable(ctx, rows);
}

/** Captions: for whoever may open the video. */
export async function readableTracks(ctx: Context, rowIds: string[]): Promise<Set<string>> {
  const rows = await ctx.db.mediaTrack.findMany({ where: { id: { in: rowIds } }, select: { id: true, documentId: true } });
  return readable(
    ctx,
    rows.map((row) => ({ rowId: row.id, documentId: row.documentId, current: true })),
  );
}
