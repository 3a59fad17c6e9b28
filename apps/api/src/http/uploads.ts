import { AsyncLocalStorage } from "node:async_hooks";
import { randomUUID } from "node:crypto";
import { createReadStream, createWriteStream, mkdirSync } from "node:fs";
import path from "node:path";
import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { FileStore } from "@tus/file-store";
import { Server, Upload } from "@tus/server";
import { cleanFileName } from "@lyceum/shared/file-names";
import { REFUSAL_STATUS } from "@lyceum/shared/errors";
import type { Express, Request, Response } from "express";
import { Context } from "../kernel/context";
import { storageRefusal } from "../kernel/disk-blob-store";
import { Invalid, NotFound, Refusal, Unauthenticated } from "../kernel/errors";
import { isId } from "../kernel/ids";
import { log } from "../kernel/log";
import { detectMediaType, TYPE_BYTES } from "../kernel/media-types";
import type { Services } from "../kernel/services";
import { callerOf } from "./caller";

/** The largest file, in bytes. */
export const UPLOAD_MAX = 2 * 1024 ** 3;
/** Silence after which an unfinished upload is forgotten, and its reserved bytes are free again. */
export const UPLOAD_EXPIRES_MS = 24 * 3_600_000;

/** The library's store, but a full or read-only disk is said as such, and an upload whose bytes have moved on is still known as whole. */
class UploadStore extends FileStore {
  constructor(
    private readonly services: Services,
    directory: string,
  ) {
    super({ directory, expirationPeriodInMilliseconds: UPLOAD_EXPIRES_MS });
  }

  override async write(readable: Readable, id: string, offset: number): Promise<number> {
    const target = createWriteStream(path.join(this.directory, id), { flags: "r+", start: offset });
    try {
      await pipeline(readable, target);
    } catch (error) {
      throw storageRefusal(error) ?? error;
    }
    return offset + target.bytesWritten;
  }

  /** Asked again after the end: by the library itself for a POST, and by a client whose last answer was lost. */
  override async getUpload(id: string): Promise<Upload> {
    const whole = await this.services.db.upload.findFirst({ where: { id, state: { in: ["COMPLETE", "ATTACHED"] } } });
    if (!whole) return super.getUpload(id);
    const size = Number(whole.bytes);
    return new Upload({ id, size, offset: size, creation_date: whole.createdAt.toISOString() });
  }
}

const uploader = new AsyncLocalStorage<{ ctx: Context; userId: string }>();

/** What the tus server throws to answer something other than 500. */
const answer = (error: unknown): { status_code: number; body: string } => {
  const refusal = error instanceof Refusal ? error : storageRefusal(error);
  if (refusal)
    return { status_code: REFUSAL_STATUS[refusal.refusal], body: JSON.stringify({ ...refusal.extensions, message: refusal.message }) };
  if (error && typeof error === "object" && "status_code" in error) return error as unknown as { status_code: number; body: string };
  log.error({ err: error }, "an upload failed");
  return { status_code: 500, body: JSON.stringify({ code: "INTERNAL" }) };
};

async function answering<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw answer(error);
  }
}

/** tus 1.0.0 at `/uploads`: only signed-in people, each for their own uploads. The row keeps the declared length as used space. */
export function mountUploads(app: Express, services: Services): void {
  const folder = path.join(services.env.dataDir, "uploads");
  mkdirSync(folder, { recursive: true });
  const server = new Server({
    path: "/uploads",
    relativeLocation: true,
    maxSize: UPLOAD_MAX,
    datastore: new UploadStore(services, folder),
    namingFunction: () => randomUUID(),
    onIncomingRequest: (request, id) => answering(() => requireOwn(request.method, id)),
    onUploadCreate: (_request, upload) => answering(() => reserve(upload)),
    onUploadFinish: (_request, upload) => answering(() => settle(services, folder, upload)),
    onResponseError: (_request, error) => answer(error),
  });
  const handle = async (request: Request, response: Response): Promise<void> => {
    const ctx = new Context(services, callerOf(services, request, response));
    const viewer = await ctx.viewer();
    const refused = viewer ? null : Unauthenticated();
    if (viewer?.scopes && !viewer.scopes.includes("write")) return void response.status(403).json({ code: "FORBIDDEN" });
    // A page of another site can neither set this header nor a tus content type without asking first.
    const foreign = request.method !== "OPTIONS" && request.headers["tus-resumable"] === undefined;
    if (refused || !viewer || foreign) {
      response.status(refused ? 401 : 412).json({ code: refused ? "UNAUTHENTICATED" : "INVALID_INPUT" });
      return;
    }
    await uploader.run({ ctx, userId: viewer.id }, () => server.handle(request, response));
  };
  app.all(["/uploads", "/uploads/*id"], (request, response, next) => void handle(request, response).catch(next));
}

async function requireOwn(method: string, id: string | undefined): Promise<void> {
  if (!id || method === "POST" || method === "OPTIONS") return;
  const { ctx, userId } = uploader.getStore()!;
  const upload = await ctx.db.upload.findUnique({ where: { id }, select: { userId: true } });
  if (upload?.userId !== userId) throw NotFound();
  // What is given up no longer counts as used space.
  if (method === "DELETE") await ctx.db.upload.deleteMany({ where: { id, state: "RECEIVING" } });
}

async function reserve(upload: Upload): Promise<{ metadata?: Upload["metadata"] }> {
  const { ctx, userId } = uploader.getStore()!;
  if (upload.size === undefined) throw Invalid("Upload-Length", "upload.length", "Say the length first.");
  const courseId = upload.metadata?.["courseId"] ?? null;
  if (courseId !== null && !isId(courseId)) throw Invalid("courseId", "upload.course", "There is no such course.");
  if (courseId) await ctx.enter(courseId);
  const name = cleanFileName(upload.metadata?.["filename"] ?? upload.metadata?.["name"] ?? "");
  await ctx.db.upload.create({ data: { id: upload.id, userId, courseId, name, bytes: upload.size } });
  return {};
}

async function settle(services: Services, folder: string, upload: Upload): Promise<object> {
  const file = path.join(folder, upload.id);
  const { name } = await services.db.upload.findUniqueOrThrow({ where: { id: upload.id }, select: { name: true } });
  const head: Buffer[] = [];
  for await (const chunk of createReadStream(file, { start: 0, end: TYPE_BYTES - 1 }) as AsyncIterable<Buffer>) head.push(chunk);
  const mediaType = await detectMediaType(Buffer.concat(head), name);
  const kept = await services.blobs.adopt(file);
  if (kept.bytes !== upload.size) throw Invalid("Upload-Length", "upload.length", "The bytes are not as many as announced.");
  await services.db.upload.update({ where: { id: upload.id }, data: { state: "COMPLETE", sha256: kept.sha256, mediaType } });
  return {};
}
