import { REFUSAL_STATUS } from "@lyceum/shared/errors";
import { cleanFileName, fileNameKey, freeFileName } from "@lyceum/shared/file-names";
import { DOCUMENTS_AT_ONCE } from "@lyceum/shared/inputs/documents";
import type { Express, Request, Response } from "express";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { ZipFile } from "yazl";
import { callerOf } from "../../http/caller";
import { Context } from "../../kernel/context";
import { Forbidden, Invalid, Locked, NotFound, Refusal } from "../../kernel/errors";
import { isId } from "../../kernel/ids";
import { log } from "../../kernel/log";
import { signPath, verifyPath } from "../../kernel/signed-url";
import { openTree } from "./copy";
import { accessOf, enterDocuments, selectDocuments, TOOL, type DocumentRow } from "./documents";
import { closedByConditions } from "../../kernel/item-conditions";
import { visibleItems } from "../../kernel/item-visibility";
import { Prisma } from "../../kernel/database";
import { recordDownload } from "./readings";
import { readSettings } from "./settings";
import { isMarked, markedBlob, watermarkFor } from "./watermark";
import type { Member } from "../../kernel/gate";
import type { Services } from "../../kernel/services";
import type { DocumentZip } from "../../generated/prisma/client.ts";

const ZIP = "documents.zip";
const ADDRESS_MS = 10 * 60_000;
export const ZIPPED_MAX = 100_000;

export interface ZipAddress {
  url: string;
  name: string;
  expiresAt: Date;
}

/** The whole of the course's own documents, as far as the member sees them, when no document is named. */
export async function topOf(ctx: Context, member: Member): Promise<DocumentRow[]> {
  const closed = await closedByConditions(ctx, member);
  return selectDocuments(
    ctx.db,
    Prisma.sql`i."tool" = ${TOOL} AND i."parentId" IS NULL AND s."kind" = 'COURSE' AND ${visibleItems(member, [...closed.keys()], { openOnly: true })}`,
  );
}

async function requireDownload(ctx: Context, member: Member, documents: DocumentRow[]): Promise<void> {
  if (member.isStaff || (documents.length === 1 && documents[0]!.kind !== "folder")) return;
  if (!(await readSettings(ctx.db, member.courseId)).learnersDownloadFolders) throw Forbidden("FOLDERS_NOT_DOWNLOADED");
}

/** Makes an address for a zip of documents and all that lies in them; without any, of the course's own documents. */
export async function zipDocuments(
  ctx: Context,
  request: { courseId: string; ids: string[]; sessionId: string | null },
): Promise<ZipAddress> {
  if (request.ids.length > DOCUMENTS_AT_ONCE) throw Invalid("ids", "documents.count", `At most ${DOCUMENTS_AT_ONCE} documents.`);
  const named = request.ids.length > 0 ? await enterDocuments(ctx, request.ids, request.sessionId) : null;
  if (named && named.member.courseId !== request.courseId) throw NotFound();
  const member = named?.member ?? (await ctx.enter(request.courseId, { tool: TOOL, sessionId: request.sessionId }));
  const documents = named?.documents ?? (await topOf(ctx, member));
  for (const document of named?.documents ?? []) {
    const access = await accessOf(ctx, member).load(document.id);
    if (!access?.open) throw Locked(access?.reasons ?? []);
  }
  await requireDownload(ctx, member, named ? documents : []);
  const name = cleanFileName(`${documents.length === 1 ? documents[0]!.name.replace(/\.[^.]{1,10}$/, "") : member.courseCode}.zip`);
  const viewer = await ctx.viewer();
  const expiresAt = new Date(Date.now() + ADDRESS_MS);
  const zip = await ctx.db.documentZip.create({
    data: { courseId: member.courseId, sessionId: member.sessionId, userId: viewer?.id ?? null, name, ids: request.ids, expiresAt },
  });
  const token = signPath(ctx.services.env.secret, { kind: ZIP, id: zip.id, userId: viewer?.id ?? null, expires: expiresAt });
  return { url: `/zip/${token}`, name, expiresAt };
}

/** `GET /zip/:token`: what the asker may open now, streamed; nothing of it is kept. */
export function mountZips(app: Express, services: Services): void {
  app.get("/zip/:token", (request, response, next) => {
    serveZip(services, request, response).catch((error: unknown) => {
      if (!(error instanceof Refusal) || response.headersSent) return next(error);
      response.status(REFUSAL_STATUS[error.refusal]).json({ errors: [{ message: error.message, extensions: error.extensions }] });
    });
  });
}

async function serveZip(services: Services, request: Request, response: Response): Promise<void> {
  const ctx = new Context(services, callerOf(services, request, response));
  const scope = verifyPath(services.env.secret, String(request.params["token"]), { kind: ZIP });
  const viewer = await ctx.viewer();
  if ((viewer?.id ?? null) !== scope.userId) throw Forbidden();
  const zip = isId(scope.id) ? await ctx.db.documentZip.findUnique({ where: { id: scope.id } }) : null;
  if (!zip) throw NotFound();
  const { member, documents } = await contentsOf(ctx, zip);
  await ctx.write((tx, emit) => recordDownload(tx, emit, member, documents));
  response.set({
    "content-type": "application/zip",
    "content-disposition": `attachment; filename="documents.zip"; filename*=UTF-8''${encodeURIComponent(zip.name)}`,
    "cache-control": "no-store",
    "x-content-type-options": "nosniff",
  });
  await sendZip(ctx, member, documents, response);
}

async function contentsOf(ctx: Context, zip: DocumentZip): Promise<{ member: Member; documents: DocumentRow[] }> {
  const member = await ctx.enter(zip.courseId, { tool: TOOL, sessionId: zip.sessionId });
  const roots = zip.ids.length > 0 ? (await enterDocuments(ctx, zip.ids, zip.sessionId)).documents : await topOf(ctx, member);
  await requireDownload(ctx, member, zip.ids.length > 0 ? roots : []);
  return { member, documents: await openTree(ctx, member, roots, ZIPPED_MAX) };
}

/** Gives each document its path in the zip: names as in the folders, made unique where a session's and a base one meet. */
export function zipPaths(documents: readonly DocumentRow[]): { document: DocumentRow; path: string }[] {
  const folders = new Map<string, string>();
  const taken = new Map<string, Set<string>>();
  return documents.map((document) => {
    const above = (document.parentId && folders.get(document.parentId)) || "";
    const here = taken.get(above) ?? new Set<string>();
    taken.set(above, here);
    const wanted = document.kind === "page" ? `${document.name}.html` : document.name;
    const name = freeFileName(wanted, (key) => here.has(key));
    here.add(fileNameKey(name));
    const path = `${above}${name}${document.kind === "folder" ? "/" : ""}`;
    if (document.kind === "folder") folders.set(document.id, path);
    return { document, path };
  });
}

const PACKED = /^(?:image\/(?!svg|bmp)|audio\/|video\/|application\/(?:zip|gzip|pdf|vnd\.openxmlformats|vnd\.oasis|epub))/;

/** Gives a file's bytes as they are, or with the campus's mark where it can be marked. */
function giveBytes(services: Services, sha256: string, mark: string | null, give: (error: unknown, stream: Readable) => void): void {
  const open = () => services.blobs.open(sha256);
  if (mark === null) return give(null, open());
  markedBlob(services, sha256, mark).then(
    (content) => give(null, content ? Readable.from([content]) : open()),
    (error: unknown) => give(error, Readable.from([])),
  );
}

async function sendZip(ctx: Context, member: Member, documents: DocumentRow[], response: Response): Promise<void> {
  const mark = documents.some((document) => isMarked({ member, document })) ? await watermarkFor(ctx, member.courseId) : null;
  const files = await ctx.db.file.findMany({
    where: { id: { in: documents.flatMap((document) => document.fileId ?? []) } },
    select: { id: true, sha256: true },
  });
  const bytesOf = new Map(files.map((file) => [file.id, file.sha256]));
  const zip = new ZipFile();
  const sending = pipeline(zip.outputStream, response);
  const missing: string[] = [];
  for (const { document, path } of zipPaths(documents)) {
    const mtime = document.updatedAt;
    if (document.kind === "folder") zip.addEmptyDirectory(path.slice(0, -1), { mtime });
    else if (document.kind === "page") zip.addBuffer(await pageFile(ctx, document), path, { mtime });
    else {
      const sha256 = bytesOf.get(document.fileId ?? "");
      if (!sha256 || !(await ctx.services.blobs.has(sha256))) missing.push(path);
      else {
        const marked = mark !== null && isMarked({ member, document }) ? mark : null;
        zip.addReadStreamLazy(path, { mtime, compress: !PACKED.test(document.mediaType) }, (give) =>
          giveBytes(ctx.services, sha256, marked, give),
        );
      }
    }
  }
  if (missing.length > 0) zip.addBuffer(Buffer.from(`${missing.join("\r\n")}\r\n`), "_missing.txt");
  zip.end();
  try {
    await sending;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ERR_STREAM_PREMATURE_CLOSE") log.warn({ err: error }, "a zip could not be sent");
  }
}

const escaped = (text: string) => text.replace(/[&<>"]/g, (sign) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[sign]!);

/** A page as a file of its own: its rich text, clean already, in a bare document. */
async function pageFile(ctx: Context, document: DocumentRow): Promise<Buffer> {
  const row = await ctx.db.document.findUnique({ where: { id: document.id }, select: { body: true } });
  return Buffer.from(
    `<!doctype html>\n<html><head><meta charset="utf-8"><title>${escaped(document.title)}</title></head><body>\n<h1>${escaped(document.title)}</h1>\n${row?.body ?? ""}\n</body></html>\n`,
  );
}
