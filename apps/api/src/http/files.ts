import { neverRunExtension } from "@lyceum/shared/file-names";
import { REFUSAL_STATUS } from "@lyceum/shared/errors";
import type { Express, Request, Response } from "express";
import { pipeline } from "node:stream/promises";
import { Context } from "../kernel/context";
import { NotFound, Refusal } from "../kernel/errors";
import { readableFile } from "../kernel/files";
import { log } from "../kernel/log";
import { isInlineSafe } from "../kernel/media-types";
import type { Services } from "../kernel/services";
import { callerOf } from "./caller";

/** What is sent: a blob under a name and a type. */
export interface Sent {
  sha256: string;
  bytes: number | bigint;
  mediaType: string;
  name: string;
  /** The exact Content-Type, where nothing may be added to it. */
  contentType?: string;
  /** How long it may be kept; asked again each time when absent. */
  cacheControl?: string;
  /** What is sent instead of the blob: made for this answer, hence always whole. */
  content?: Buffer;
}

/** `GET /files/:id`: the owner's policy, then bytes; no database work while they stream. */
export function mountFiles(app: Express, services: Services): void {
  app.get(["/files/:id", "/files/:id/*name"], (request, response, next) => {
    serve(services, request, response).catch((error: unknown) => {
      if (!(error instanceof Refusal)) return next(error);
      response.status(REFUSAL_STATUS[error.refusal]).json({ errors: [{ message: error.message, extensions: error.extensions }] });
    });
  });
}

async function serve(services: Services, request: Request, response: Response): Promise<void> {
  const ctx = new Context(services, callerOf(services, request, response));
  await ctx.requireScope("read");
  const file = await readableFile(ctx, String(request.params["id"]));
  if (!file) throw NotFound();
  const inline = request.query["download"] === undefined && isInlineSafe(file.mediaType) && !neverRunExtension(file.name);
  response.set("content-security-policy", "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; media-src 'self'; sandbox");
  response.set("cross-origin-resource-policy", "same-origin");
  const content = (await file.dressed?.()) ?? undefined;
  await sendBlob(services, request, response, { ...file, content }, inline ? "inline" : "attachment");
}

/** Sends a blob with its validator, ranges (RFC 9110, one range; several are answered by the whole) and disposition (RFC 6266). */
export async function sendBlob(
  services: Services,
  request: Request,
  response: Response,
  file: Sent,
  disposition: "inline" | "attachment",
): Promise<void> {
  const size = file.content?.length ?? Number(file.bytes);
  const etag = file.content ? undefined : `"${file.sha256.slice(0, 32)}"`;
  response.set({
    ...(etag && { etag }),
    "accept-ranges": file.content ? "none" : "bytes",
    "cache-control": file.cacheControl ?? "private, no-cache",
    "x-content-type-options": "nosniff",
    "content-disposition": dispositionOf(disposition, file.name),
  });
  // Not by Express, which adds a charset to every text.
  response.setHeader(
    "content-type",
    file.contentType ?? (disposition === "inline" ? withCharset(file.mediaType) : downloadType(file.mediaType)),
  );
  if (etag && request.headers["if-none-match"]?.includes(etag)) return void response.status(304).end();
  const stale = request.headers["if-range"] && request.headers["if-range"] !== etag;
  const range = stale || file.content ? null : rangeOf(request.headers.range, size);
  if (range === "unsatisfiable") return void response.status(416).set("content-range", `bytes */${size}`).end();
  const { start, end } = range ?? { start: 0, end: size - 1 };
  response.status(range ? 206 : 200).set("content-length", String(Math.max(0, end - start + 1)));
  if (range) response.set("content-range", `bytes ${start}-${end}/${size}`);
  if (request.method === "HEAD" || size === 0) return void response.end();
  if (file.content) return void response.end(file.content);
  try {
    await pipeline(services.blobs.open(file.sha256, { start, end }), response);
  } catch (error) {
    // The reader went away, which is no fault; a blob that cannot be read is.
    if ((error as NodeJS.ErrnoException).code !== "ERR_STREAM_PREMATURE_CLOSE")
      log.warn({ err: error, sha256: file.sha256 }, "a file could not be sent");
  }
}

const withCharset = (mediaType: string): string => (mediaType.startsWith("text/") ? `${mediaType}; charset=utf-8` : mediaType);

// An SVG keeps its type, so that <img>, which runs no script, can draw it; opened by itself it is saved, and its policy lets nothing run.
const downloadType = (mediaType: string): string => (mediaType.startsWith("text/") ? "application/octet-stream" : mediaType);

function dispositionOf(kind: "inline" | "attachment", name: string): string {
  const plain = name.replace(/[^\x20-\x7e]|["\\%]/g, "_");
  const encoded = encodeURIComponent(name).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
  return `${kind}; filename="${plain}"; filename*=UTF-8''${encoded}`;
}

function rangeOf(header: string | undefined, size: number): { start: number; end: number } | "unsatisfiable" | null {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header?.trim() ?? "");
  if (!match || (match[1] === "" && match[2] === "")) return null;
  const [from, to] = [match[1]!, match[2]!];
  const start = from === "" ? Math.max(0, size - Number(to)) : Number(from);
  const end = from === "" || to === "" ? size - 1 : Math.min(Number(to), size - 1);
  if (start >= size || (from === "" && Number(to) === 0)) return "unsatisfiable";
  return end < start ? null : { start, end };
}
