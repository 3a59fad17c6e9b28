import { fileNameKey } from "@lyceum/shared/file-names";
import { contentAddress } from "../../kernel/content-address";
import { registerContentSource, type ContentFile } from "../../kernel/content-source";
import { Context } from "../../kernel/context";
import { Refusal } from "../../kernel/errors";
import { isId } from "../../kernel/ids";
import { itemAccess } from "../../kernel/item-access";
import { documentsById, TOOL, type DocumentRow } from "./documents";
import { isMarked, markedBlob, watermarkFor } from "./watermark";
import type { Member } from "../../kernel/gate";
import type { Services } from "../../kernel/services";

const KIND = "documents.html";
const HOUR_MS = 3_600_000;
/** What is shown in a frame, where it may run: only from the content origin. An SVG is a picture: <img> runs nothing of it. */
const ACTIVE = /^(?:text\/html|application\/xhtml\+xml)$/;

/** Whether a file is shown in a frame of the content origin. */
export const isActive = (mediaType: string): boolean => ACTIVE.test(mediaType);

/**
 * The address of an uploaded HTML file on the content origin, good for an hour. It stands for this person: whatever the page asks for beside
 * itself is answered with their rights as they are then.
 */
export async function contentUrlOf(ctx: Context, document: DocumentRow): Promise<string | null> {
  if (!isActive(document.mediaType)) return null;
  const member = ctx.memberOf(document.courseId);
  const above = await documentsById(ctx.db, document.ancestorIds);
  const names = document.ancestorIds
    .filter((id) => id !== document.spaceRootId)
    .flatMap((id) => above.find((row) => row.id === id)?.name ?? []);
  const viewer = await ctx.viewer();
  const id = [document.spaceId, member.sessionId ?? "", viewer?.id ?? ""].join("~");
  const scope = { kind: KIND, id, site: document.spaceId, userId: viewer?.id ?? null, expires: new Date(Date.now() + HOUR_MS) };
  return contentAddress(ctx.services.env, scope, [...names, document.name].join("/"));
}

/** Follows a path of names from the top of a space, as whom the address was made for; null where they may not look. */
async function find(services: Services, id: string, path: string): Promise<ContentFile | null> {
  const [spaceId = "", sessionId = "", userId = ""] = id.split("~");
  const space = isId(spaceId) ? await services.db.documentSpace.findUnique({ where: { id: spaceId } }) : null;
  if (!space) return null;
  const ctx = new Context(services, { credentials: userId ? { onBehalfOf: userId } : {}, address: "", userAgent: "content" });
  try {
    const member = await ctx.enter(space.courseId, { tool: TOOL, sessionId: sessionId || null });
    const documentId = await follow(ctx, member, space, path);
    if (!documentId || !(await itemAccess(ctx, member, [documentId])).get(documentId)?.open) return null;
    return fileOf(ctx, member, documentId);
  } catch (error) {
    if (error instanceof Refusal) return null;
    throw error;
  }
}

async function follow(
  ctx: Context,
  member: Member,
  space: { id: string; rootId: string | null },
  path: string,
): Promise<string | undefined> {
  let folderId = space.rootId;
  let found: string | undefined;
  for (const name of path.split("/")) {
    const here = await ctx.db.document.findMany({
      where: { spaceId: space.id, folderId, nameKey: fileNameKey(name), live: true, runId: { in: member.visibleRunIds } },
      select: { id: true, runId: true },
    });
    // A session's own document stands before a base one of the same name.
    found = (here.find((row) => row.runId === member.runId) ?? here[0])?.id;
    if (!found) return undefined;
    folderId = found;
  }
  return found;
}

async function fileOf(ctx: Context, member: Member, documentId: string): Promise<ContentFile | null> {
  const [document] = await documentsById(ctx.db, [documentId]);
  const file = document?.fileId ? await ctx.db.file.findUnique({ where: { id: document.fileId } }) : null;
  if (!document || !file) return null;
  const mark = isMarked({ member, document }) ? await watermarkFor(ctx, document.courseId) : null;
  const content = (mark !== null && (await markedBlob(ctx.services, file.sha256, mark))) || undefined;
  return { content, sha256: file.sha256, mediaType: file.mediaType, bytes: Number(file.bytes), name: file.name };
}

/** Tells the content origin what uploaded pages have beside them; called once by the manifest. */
export function registerDocumentContent(): void {
  registerContentSource(KIND, find, { trust: "page" });
}
