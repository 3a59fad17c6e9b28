import { Readable } from "node:stream";
import { Invalid } from "../../kernel/errors";
import { readBlob, recordFile, releaseFile, requireUpload, useFile } from "../../kernel/files";
import type { Context } from "../../kernel/context";
import type { Viewer } from "../../kernel/viewer";
import type { User as UserRow } from "../../generated/prisma/client.ts";

/** The part of a picture that is kept: a square, as fractions of the picture's width and height, turned as people see it. */
export interface Crop {
  left: number;
  top: number;
  width: number;
  height: number;
}

export const PICTURE_KIND = "accounts.picture";
export const PICTURE_NAME = "picture.webp";
const BYTES_MAX = 5 * 1024 * 1024;
const PIXELS_MAX = 40_000_000;
const SIDE = 512;
const FORMATS = new Set(["jpeg", "png", "webp", "gif", "heif"]);
const TYPES = /^image\/(jpeg|png|webp|gif|avif)$/;

const Unreadable = () =>
  Invalid("uploadId", "picture.unreadable", "This is no picture that can be read: send JPEG, PNG, WebP, GIF or AVIF.");

/** Decodes a picture and encodes it anew as a square of 512 pixels: nothing but pixels survives. INVALID_INPUT for anything else than a picture. */
export async function squarePicture(bytes: Buffer, crop: Crop | null): Promise<Buffer> {
  const { default: sharp } = await import("sharp");
  // The header alone says how large it is; nothing is decoded before that is known.
  const { format, autoOrient } = await sharp(bytes, { limitInputPixels: false })
    .metadata()
    .catch(() => {
      throw Unreadable();
    });
  if (!format || !FORMATS.has(format)) throw Unreadable();
  const { width, height } = autoOrient;
  if (width * height > PIXELS_MAX) throw Invalid("uploadId", "picture.tooManyPixels", "The picture has more than 40 megapixels.");
  const part = crop && {
    left: Math.min(width - 1, Math.round(crop.left * width)),
    top: Math.min(height - 1, Math.round(crop.top * height)),
    width: Math.max(1, Math.round(crop.width * width)),
    height: Math.max(1, Math.round(crop.height * height)),
  };
  const turned = sharp(bytes, { limitInputPixels: PIXELS_MAX, failOn: "error" }).autoOrient();
  const cut = part
    ? turned.extract({ ...part, width: Math.min(part.width, width - part.left), height: Math.min(part.height, height - part.top) })
    : turned;
  return cut
    .resize(SIDE, SIDE, { fit: "cover" })
    .webp({ quality: 82 })
    .toBuffer()
    .catch(() => {
      throw Unreadable();
    });
}

/** Makes an upload one's own picture: at most 5 MB and 40 megapixels, its type decided by its bytes. */
export async function setPicture(ctx: Context, viewer: Viewer, uploadId: string, crop: Crop | null): Promise<UserRow> {
  const upload = await requireUpload(ctx, uploadId);
  if (upload.bytes > BYTES_MAX) throw Invalid("uploadId", "picture.tooLarge", "The picture has more than 5 MB.");
  if (!TYPES.test(upload.mediaType)) throw Unreadable();
  const square = await squarePicture(await readBlob(ctx.services, upload.sha256, BYTES_MAX), crop);
  const kept = await ctx.services.blobs.put(Readable.from([square]));
  return ctx.write(async (tx, emit) => {
    const file = await recordFile(ctx.services, tx, { ...kept, name: PICTURE_NAME, mediaType: "image/webp", createdById: viewer.id });
    await useFile(tx, file.id, { kind: PICTURE_KIND, rowId: viewer.id });
    const before = await tx.user.findUniqueOrThrow({ where: { id: viewer.id } });
    if (before.pictureId) await releaseFile(tx, before.pictureId, { kind: PICTURE_KIND, rowId: viewer.id });
    // The picture as it was sent, with all that it tells of its maker, is left to the collection.
    await tx.upload.update({ where: { id: upload.id }, data: { state: "ATTACHED" } });
    emit("accounts.user.updated", { id: viewer.id, userId: viewer.id });
    return tx.user.update({ where: { id: viewer.id }, data: { pictureId: file.id, version: { increment: 1 } } });
  });
}

/** Takes one's own picture away. */
export function removePicture(ctx: Context, viewer: Viewer): Promise<UserRow> {
  return ctx.write(async (tx, emit) => {
    const before = await tx.user.findUniqueOrThrow({ where: { id: viewer.id } });
    if (before.pictureId) await releaseFile(tx, before.pictureId, { kind: PICTURE_KIND, rowId: viewer.id });
    emit("accounts.user.updated", { id: viewer.id, userId: viewer.id });
    return tx.user.update({ where: { id: viewer.id }, data: { pictureId: null, version: { increment: 1 } } });
  });
}

/** Everybody who is signed in may see everybody's picture. */
export async function readablePictures(ctx: Context, userIds: string[]): Promise<Set<string>> {
  return new Set((await ctx.viewer()) ? userIds : []);
}
