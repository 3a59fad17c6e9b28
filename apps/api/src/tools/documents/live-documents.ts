import { itemAccess } from "../../kernel/item-access";
import { Locked, NotFound } from "../../kernel/errors";
import { live, oncePerEvent, type LiveEvent } from "../../kernel/live";
import { documentsById, enterDocument, TOOL, type DocumentRow } from "./documents";
import type { Context } from "../../kernel/context";

/** What has become of one document, as the listener sees it. */
export interface DocumentChange {
  action: "CHANGED" | "REMOVED";
  id: string;
  node: DocumentRow | null;
  eventId: string;
}

// Who reads and downloads is no news for a folder, and not for everybody's eyes.
const QUIET = new Set(["documents.item.viewed", "documents.item.confirmed", "documents.file.downloaded", "documents.readers.reminded"]);

interface Place {
  courseId: string;
  sessionId: string | null;
  folderId: string | null;
}

async function enterFolder(ctx: Context, { courseId, sessionId, folderId }: Place): Promise<void> {
  const member = await ctx.enter(courseId, { tool: TOOL, sessionId });
  if (!folderId) return;
  const access = (await itemAccess(ctx, member, [folderId])).get(folderId);
  if (!access?.visible) throw NotFound();
  if (!access.open) throw Locked(access.reasons);
}

/** Events of documents that may concern a folder: what they became is read again with the listener's rights. */
export function folderEvents(ctx: Context, place: Place, after: string | null): AsyncIterableIterator<LiveEvent> {
  return live(ctx, {
    topic: `course:${place.courseId}`,
    after,
    accepts: (notice) => notice.name.startsWith("documents.") && notice.itemId !== null && !QUIET.has(notice.name),
    check: (fresh) => enterFolder(fresh, place),
  });
}

/** The document as it is now in that folder; REMOVED when it is not there, or not for the listener. */
export async function folderChange(event: LiveEvent, place: Place): Promise<DocumentChange> {
  const { ctx } = event;
  const id = event.itemId!;
  const member = await ctx.enter(place.courseId, { tool: TOOL, sessionId: place.sessionId });
  // What is shown of it (progress, what one may do) differs from person to person, so the row is shared and not the answer.
  const document = await oncePerEvent(event, "document", async () => (await documentsById(ctx.db, [id]))[0]);
  const here = document && document.parentId === place.folderId && document.id !== document.spaceRootId;
  const seen = here && (await itemAccess(ctx, member, [id])).get(id)?.visible;
  return seen
    ? { action: "CHANGED", id, node: document, eventId: event.cursor }
    : { action: "REMOVED", id, node: null, eventId: event.cursor };
}

/** Events of one document; the stream ends when it may no longer be known of. */
export function documentEvents(
  ctx: Context,
  courseId: string,
  id: string,
  sessionId: string | null,
  after: string | null,
): AsyncIterableIterator<LiveEvent> {
  return live(ctx, {
    topic: `course:${courseId}`,
    after,
    accepts: (notice) => notice.itemId === id && (notice.name.startsWith("documents.") || notice.name === "progress.item.changed"),
    check: (fresh) => fresh.enter(courseId, { tool: TOOL, sessionId }),
  });
}

export async function documentChange(event: LiveEvent, id: string, sessionId: string | null): Promise<DocumentChange> {
  const found = await enterDocument(event.ctx, id, sessionId).catch(() => null);
  return { action: found ? "CHANGED" : "REMOVED", id, node: found?.document ?? null, eventId: event.cursor };
}
