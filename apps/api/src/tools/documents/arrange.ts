import { DOCUMENTS_AT_ONCE } from "@lyceum/shared/inputs/documents";
import { Invalid, NotFound } from "../../kernel/errors";
import { moveItems, updateItem } from "../../kernel/items";
import { authorize } from "../../kernel/policy";
import { restoreItems, trashItems } from "../../kernel/trash";
import { courseTop, documentPolicy } from "./documents.policy";
import { documentsById, enterDocument, enterDocuments, reread, subjectOf, TOOL, type DocumentRow } from "./documents";
import { brokenByMove } from "./references";
import type { Context } from "../../kernel/context";
import type { Member } from "../../kernel/gate";

export interface BrokenReference {
  fromId: string;
  path: string;
}

export interface MoveOutcome {
  documents: DocumentRow[];
  /** Relative references inside uploaded HTML that would no longer lead anywhere. */
  breaks: BrokenReference[];
}

function requireSome(ids: readonly string[]): void {
  if (ids.length === 0 || ids.length > DOCUMENTS_AT_ONCE)
    throw Invalid("ids", "documents.count", `Name 1 to ${DOCUMENTS_AT_ONCE} documents.`);
}

async function enterTarget(ctx: Context, member: Member, folderId: string | null): Promise<DocumentRow | null> {
  if (!folderId) return null;
  const { document } = await enterDocument(ctx, folderId, member.sessionId);
  if (document.courseId !== member.courseId || document.kind !== "folder") throw NotFound();
  return document;
}

/**
 * Moves documents into another folder of the same space, before `beforeId` or at the end. A taken name becomes the first free one.
 * `dryRun` only tells what would break. Into itself, or into another space: INVALID_INPUT.
 */
export async function moveDocuments(
  ctx: Context,
  ids: string[],
  target: { folderId: string | null; beforeId?: string | null },
  dryRun: boolean,
  sessionId?: string | null,
): Promise<MoveOutcome> {
  requireSome(ids);
  const { member, documents } = await enterDocuments(ctx, ids, sessionId);
  const folder = await enterTarget(ctx, member, target.folderId);
  for (const document of documents) authorize(member, documentPolicy, "update", document);
  authorize(member, documentPolicy, "add", folder ?? courseTop(member));
  const spaceId = folder?.spaceId ?? documents.find((document) => document.spaceKind === "COURSE")?.spaceId;
  if (documents.some((document) => document.spaceId !== spaceId))
    throw Invalid("folderId", "documents.otherSpace", "Copy documents to another space; they cannot be moved there.");
  // A base document inside a session's folder would be nowhere for everybody else.
  if (folder && folder.runId !== member.baseRunId && documents.some((document) => document.runId !== folder.runId))
    throw Invalid("folderId", "documents.otherRun", "A course document cannot lie in a session's folder.");
  const breaks = await brokenByMove(ctx, documents, folder?.id ?? null);
  if (dryRun) return { documents, breaks };
  return ctx.write(async (tx, emit) => {
    const wanted = documents.map((document) => document.id);
    await moveItems(tx, member, wanted, { tool: TOOL, parentId: folder?.id ?? null, beforeId: target.beforeId });
    for (const document of documents)
      emit("documents.item.moved", subjectOf(document, { from: document.parentId, to: folder?.id ?? null }));
    return { documents: await documentsById(tx, wanted), breaks };
  });
}

/** Shows, hides or makes drafts of documents; a learner's copy of the screen loses them at once. */
export async function setDocumentsState(
  ctx: Context,
  ids: string[],
  state: DocumentRow["state"],
  sessionId?: string | null,
): Promise<DocumentRow[]> {
  requireSome(ids);
  const { member, documents } = await enterDocuments(ctx, ids, sessionId);
  for (const document of documents) authorize(member, documentPolicy, "manage", document);
  return ctx.write(async (tx, emit) => {
    for (const document of documents) {
      if (document.state === state) continue;
      await updateItem(tx, emit, member, document, { state });
      emit(state === "PUBLISHED" ? "documents.item.published" : "documents.item.hidden", subjectOf(document));
    }
    return documentsById(
      tx,
      documents.map((document) => document.id),
    );
  });
}

export interface TrashOutcome {
  trashId: string;
  ids: string[];
}

/** Puts documents, and all that lies in them, into the trash; the answer's trashId brings them back. */
export async function deleteDocuments(ctx: Context, ids: string[], sessionId?: string | null): Promise<TrashOutcome> {
  requireSome(ids);
  const { member, documents } = await enterDocuments(ctx, ids, sessionId);
  for (const document of documents) authorize(member, documentPolicy, "delete", document);
  await requireAllBelow(ctx, member, documents);
  return ctx.write(async (tx, emit) => ({ trashId: await trashItems(tx, emit, member, TOOL, ids), ids }));
}

/** In a folder where members change only their own, somebody else's things inside keep the folder. */
async function requireAllBelow(ctx: Context, member: Member, documents: DocumentRow[]): Promise<void> {
  const folders = documents.filter((document) => document.kind === "folder").map((document) => document.id);
  if (folders.length === 0) return;
  const below = await ctx.db.item.findMany({
    where: { courseId: member.courseId, tool: TOOL, trashedAt: null, ancestorIds: { hasSome: folders } },
    select: { id: true },
  });
  for (const document of await documentsById(
    ctx.db,
    below.map((row) => row.id),
  ))
    authorize(member, documentPolicy, "delete", document);
}

/** Brings back what one deletion took. Who may delete may restore. A name that was taken meanwhile becomes a free one. */
export async function restoreDocuments(ctx: Context, trashId: string): Promise<DocumentRow[]> {
  const rows = await ctx.db.item.findMany({ where: { trashId, tool: TOOL }, select: { id: true, courseId: true } });
  const first = rows[0];
  if (!first) throw NotFound();
  const documents = await documentsById(
    ctx.db,
    rows.map((row) => row.id),
  );
  const member = await ctx.enter(first.courseId, {
    tool: TOOL,
    sessionId: documents.find((document) => document.runSessionId)?.runSessionId,
  });
  for (const document of documents) {
    if (
      !member.isStaff &&
      document.createdById !== member.userId &&
      document.spaceOwnerId !== member.userId &&
      !member.groupIds.includes(document.spaceGroupId ?? "")
    )
      throw NotFound();
    authorize(member, documentPolicy, "delete", document);
  }
  return ctx.write(async (tx, emit) => documentsById(tx, await restoreItems(tx, emit, member, TOOL, trashId)));
}

/** Puts a document before another of its folder, or at the end. */
export async function reorderDocument(ctx: Context, id: string, beforeId: string | null, sessionId?: string | null): Promise<DocumentRow> {
  const { member, document } = await enterDocument(ctx, id, sessionId);
  authorize(member, documentPolicy, "update", document);
  return ctx.write(async (tx, emit) => {
    await moveItems(tx, member, [id], { tool: TOOL, parentId: document.parentId, beforeId });
    emit("documents.item.moved", subjectOf(document, { from: document.parentId, to: document.parentId }));
    return reread(tx, id);
  });
}
