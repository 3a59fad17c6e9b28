import { Readable } from "node:stream";
import type { Context } from "../../kernel/context";
import type { Tx } from "../../kernel/database";
import { Invalid } from "../../kernel/errors";
import { readBlob, recordFile, requireUpload, useFile } from "../../kernel/files";

/** Bounds of what is kept of a picture, in pixels; it keeps its shape. */
export const COVER_BOX = { width: 1600, height: 900 };
export const TILE_BOX = { width: 256, height: 256 };

const BYTES_MAX = 10 * 1024 * 1024;
const PIXELS_MAX = 40_000_000;
const TYPES = /^image\/(png|jpeg|webp|gif|avif)$/;

/** A picture that is encoded and stored, and that no row uses yet. */
export interface ReadyPicture {
  uploadId: string;
  sha256: string;
  bytes: number;
}

const Unreadable = (path: string) => Invalid(path, "picture.type", "A picture is PNG, JPEG, WebP, GIF or AVIF, of at most 10 MB.");

/**
 * Decodes the caller's upload and encodes it anew, so that nothing but pixels survives (no place where it was taken, no script).
 * INVALID_INPUT at `path` for anything but a picture of at most 10 MB and 40 megapixels; SVG is none.
 */
export async function readyPicture(ctx: Context, uploadId: string, path: string, box: typeof COVER_BOX): Promise<ReadyPicture> {
  const upload = await requireUpload(ctx, uploadId);
  if (upload.bytes > BYTES_MAX || !TYPES.test(upload.mediaType)) throw Unreadable(path);
  // Loaded when the first picture comes: it is 10 MB that an idle process need not hold.
  const { default: sharp } = await import("sharp");
  const encoded = await sharp(await readBlob(ctx.services, upload.sha256, BYTES_MAX), { limitInputPixels: PIXELS_MAX })
    .autoOrient()
    .resize({ ...box, fit: "inside", withoutEnlargement: true })
    .webp({ quality: 82 })
    .toBuffer()
    .catch(() => {
      throw Unreadable(path);
    });
  const kept = await ctx.services.blobs.put(Readable.from([encoded]));
  return { uploadId: upload.id, sha256: kept.sha256, bytes: encoded.length };
}

/** Makes the row use the picture in place of a former one, or (null) none. Gives the file's id. */
export async function setPicture(
  ctx: Context,
  tx: Tx,
  picture: ReadyPicture | null,
  use: { kind: string; rowId: string; itemId?: string },
): Promise<string | null> {
  await tx.fileUse.deleteMany({ where: { kind: use.kind, rowId: use.rowId } });
  if (!picture) return null;
  const viewer = await ctx.enterSelf();
  const { sha256, bytes } = picture;
  const file = await recordFile(ctx.services, tx, { sha256, bytes, name: "picture.webp", mediaType: "image/webp", createdById: viewer.id });
  await useFile(tx, file.id, use);
  // The picture as it was sent is left to the collection.
  await tx.upload.update({ where: { id: picture.uploadId }, data: { state: "ATTACHED" } });
  return file.id;
}
