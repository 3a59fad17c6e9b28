import { cleanFileName } from "@lyceum/shared/file-names";
import type { Readable } from "node:stream";
import { Invalid } from "./errors";
import { detectMediaType, TYPE_BYTES } from "./media-types";
import { allTools } from "./manifest";
import { isId, newId } from "./ids";
import type { Context } from "./context";
import type { Tx } from "./database";
import type { Services } from "./services";
import type { File, FileUse } from "../generated/prisma/client.ts";

/** Who uses a file: a row of a kind that a manifest's `files` member answers for. */
export interface Use {
  kind: string;
  rowId: string;
  itemId?: string | null;
}

const PIXELS_MAX = 100_000_000;

/** The first bytes of a blob. */
export async function headOf(services: Services, sha256: string, bytes = TYPE_BYTES): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of services.blobs.open(sha256, { start: 0, end: bytes - 1 }) as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** All of a blob, refused above `max` bytes. */
export async function readBlob(services: Services, sha256: string, max: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of services.blobs.open(sha256) as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > max) throw Invalid("file", "file.tooLarge", `The file has more than ${max} bytes.`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

interface Bytes {
  sha256: string;
  bytes: number | bigint;
  name: string;
  mediaType?: string;
  createdById: string | null;
}

/** Makes the File row of bytes that the store has already. Statements: 2. */
export async function recordFile(services: Services, tx: Tx, { sha256, bytes, name, mediaType, createdById }: Bytes): Promise<File> {
  const type = mediaType ?? (await detectMediaType(await headOf(services, sha256), name));
  const size = type.startsWith("image/") && type !== "image/svg+xml" ? await pictureSize(services, sha256) : {};
  await tx.$executeRaw`INSERT INTO "Blob" ("sha256", "bytes") VALUES (${sha256}, ${bytes}) ON CONFLICT DO NOTHING`;
  return tx.file.create({ data: { id: newId(), sha256, name: cleanFileName(name), mediaType: type, bytes, createdById, ...size } });
}

async function pictureSize(services: Services, sha256: string): Promise<{ width?: number; height?: number }> {
  // Loaded when the first picture comes: it is 10 MB that an idle process need not hold.
  const { default: sharp } = await import("sharp");
  const reader = sharp({ limitInputPixels: PIXELS_MAX, sequentialRead: true });
  const source = services.blobs.open(sha256);
  source.on("error", (error) => reader.destroy(error));
  try {
    const { width, height } = await source.pipe(reader).metadata();
    return { width, height };
  } catch {
    // A broken picture is kept as a file; it has no size to show.
    return {};
  } finally {
    source.destroy();
  }
}

/** Keeps a stream as a new file that nothing uses yet. */
export async function storeFile(
  services: Services,
  file: { stream: Readable; name: string; createdById: string | null; mediaType?: string },
): Promise<File> {
  const kept = await services.blobs.put(file.stream);
  return services.db.$transaction((tx) =>
    recordFile(services, tx, { ...kept, name: file.name, mediaType: file.mediaType, createdById: file.createdById }),
  );
}

/** A complete upload of this person's that nothing has taken yet; INVALID_INPUT otherwise. */
export async function requireUpload(
  ctx: Context,
  uploadId: string,
): Promise<{ id: string; name: string; bytes: bigint; sha256: string; mediaType: string }> {
  const viewer = await ctx.enterSelf();
  const upload = await ctx.db.upload.findUnique({ where: { id: uploadId } });
  if (!upload || upload.userId !== viewer.id || upload.state !== "COMPLETE" || !upload.sha256) throw unknownUpload();
  return {
    id: upload.id,
    name: upload.name,
    bytes: upload.bytes,
    sha256: upload.sha256,
    mediaType: upload.mediaType ?? "application/octet-stream",
  };
}

const unknownUpload = () => Invalid("uploadId", "upload.unknown", "There is no finished upload of yours with this id.");

/** Turns the caller's finished upload into a file that `use` uses; an upload can be taken once. Statements: 4. */
export async function attachUpload(tx: Tx, ctx: Context, uploadId: string, use: Use): Promise<File> {
  const viewer = await ctx.enterSelf();
  const taken = await tx.upload.updateManyAndReturn({
    where: { id: uploadId, userId: viewer.id, state: "COMPLETE" },
    data: { state: "ATTACHED" },
  });
  const upload = taken[0];
  if (!upload?.sha256) throw unknownUpload();
  const file = await recordFile(ctx.services, tx, {
    sha256: upload.sha256,
    bytes: upload.bytes,
    name: upload.name,
    mediaType: upload.mediaType ?? undefined,
    createdById: viewer.id,
  });
  await useFile(tx, file.id, use);
  return file;
}

/** Says that a row uses a file; twice is once. */
export async function useFile(tx: Tx, fileId: string, use: Use): Promise<void> {
  await tx.fileUse.createMany({ data: [{ fileId, kind: use.kind, rowId: use.rowId, itemId: use.itemId ?? null }], skipDuplicates: true });
}

/** Says that a row no longer uses a file; without uses it is collected after a day. */
export async function releaseFile(tx: Tx, fileId: string, use: Pick<Use, "kind" | "rowId">): Promise<void> {
  await tx.fileUse.deleteMany({ where: { fileId, kind: use.kind, rowId: use.rowId } });
}

/** A file that the caller may read. */
export interface ReadableFile extends File {
  /** Where its bytes are not sent as they are: makes what is sent instead; null = the bytes after all. */
  dressed?: () => Promise<Buffer | null>;
}

/** The file, if the caller may read it: by one of its uses, or because they made it and nothing uses it yet. Statements: 1, and the tools' own. */
export async function readableFile(ctx: Context, fileId: string): Promise<ReadableFile | null> {
  if (!isId(fileId)) return null;
  const found: (File & { uses: FileUse[] }) | null = await ctx.db.file.findUnique({ where: { id: fileId }, include: { uses: true } });
  if (!found) return null;
  const { uses, ...file } = found;
  if (uses.length === 0) {
    const viewer = await ctx.viewer();
    return viewer && viewer.id === file.createdById ? file : null;
  }
  for (const kind of new Set(uses.map((use) => use.kind))) {
    const owner = allTools().find((manifest) => manifest.files?.[kind]);
    const rows = uses.filter((use) => use.kind === kind).map((use) => use.rowId);
    const open = owner ? [...(await owner.files![kind]!(ctx, rows))] : [];
    if (open.length === 0) continue;
    const dress = owner?.sent?.[kind];
    return dress ? { ...file, dressed: () => dress(ctx, open, file) } : file;
  }
  return null;
}

/** The address of a file for people who may read it; the name is only for people's eyes. */
export const fileUrl = (file: Pick<File, "id" | "name">): string => `/files/${file.id}/${encodeURIComponent(file.name)}`;
