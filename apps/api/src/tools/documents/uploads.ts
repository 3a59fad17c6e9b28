import { cleanFileName, fileNameKey } from "@lyceum/shared/file-names";
import { cleanTitle } from "@lyceum/shared/plain-text";
import { Invalid, NotFound } from "../../kernel/errors";
import { attachUpload, requireUpload } from "../../kernel/files";
import { newId } from "../../kernel/ids";
import { authorize } from "../../kernel/policy";
import { createDocument, lockVersion, VERSION_USE } from "./create";
import { documentPolicy } from "./documents.policy";
import { documentsById, enterDocument, subjectOf, type DocumentRow } from "./documents";
import { allowedName, readLimits, requireSize } from "./limits";
import { enterPlaceToAdd, openPlace, takeName, type NameClash, type PlaceInput } from "./places";
import { requireRoom } from "./spaces";
import { askForText } from "./texts";
import { addFileVersion } from "./versions";
import type { Context } from "../../kernel/context";
import type { Tx } from "../../kernel/database";
import type { UploadReservation } from "../../generated/prisma/client.ts";

/** Silence after which promised room is free again. */
const RESERVED_MS = 24 * 3_600_000;

/** Promises room for an upload before its first byte: LOCKED with QUOTA when it is not there. Replacing needs room for the new version. */
export async function beginUpload(
  ctx: Context,
  input: PlaceInput & { name: string; bytes: number; replaces?: string | null },
): Promise<UploadReservation & { name: string }> {
  const limits = await readLimits(ctx.db);
  requireSize(limits, input.bytes);
  const reserve = async (tx: Tx, spaceId: string, userId: string): Promise<UploadReservation> => {
    await requireRoom(tx, spaceId, input.bytes);
    return tx.uploadReservation.create({ data: { spaceId, userId, bytes: input.bytes, expiresAt: new Date(Date.now() + RESERVED_MS) } });
  };
  if (input.replaces) {
    const { member, document } = await enterDocument(ctx, input.replaces, input.sessionId);
    authorize(member, documentPolicy, "update", document);
    const ticket = await ctx.write((tx) => reserve(tx, document.spaceId, member.userId ?? ""));
    return { ...ticket, name: document.name };
  }
  const name = cleanFileName(allowedName(limits, input.name));
  const entered = await enterPlaceToAdd(ctx, input);
  const ticket = await ctx.write(async (tx) => reserve(tx, (await openPlace(tx, entered)).spaceId, entered.member.userId ?? ""));
  return { ...ticket, name };
}

/** Gives promised room back: the upload was given up. */
export async function endUpload(ctx: Context, ticketId: string): Promise<boolean> {
  const viewer = await ctx.enterSelf();
  const { count } = await ctx.db.uploadReservation.deleteMany({ where: { id: ticketId, userId: viewer.id } });
  return count > 0;
}

/** Settles a promise: its room is given back in the transaction that uses it. */
async function settle(tx: Tx, ctx: Context, spaceId: string, bytes: bigint, ticketId: string | null | undefined): Promise<void> {
  const viewer = await ctx.enterSelf();
  if (ticketId) await tx.uploadReservation.deleteMany({ where: { id: ticketId, userId: viewer.id } });
  await requireRoom(tx, spaceId, bytes);
}

export type UploadOutcome = "CREATED" | "RENAMED" | "REPLACED" | "SKIPPED";

export interface AttachedUpload {
  outcome: UploadOutcome;
  /** The new document, the replaced one, or the one that was there already. */
  document: DocumentRow;
  /** What was made of the file, as codes: its type does not fit its name, its name was changed, it is empty. */
  notes: string[];
}

const EXPECTED: readonly [RegExp, RegExp][] = [
  [/\.(png|jpe?g|gif|webp|avif|bmp|tiff?)$/i, /^image\//],
  [/\.pdf$/i, /^application\/pdf$/],
  [/\.(mp4|webm|mov|mkv|avi|ogv)$/i, /^(video|audio)\//],
  [/\.(mp3|wav|ogg|oga|m4a|flac|opus)$/i, /^(audio|video)\//],
  [/\.(txt|csv|md|vtt|srt)$/i, /^text\//],
  [/\.(zip|docx|xlsx|pptx|odt|ods|odp)$/i, /^application\//],
];

function notesOf(given: string, name: string, mediaType: string, bytes: bigint): string[] {
  const notes: string[] = [];
  const expected = EXPECTED.find(([extension]) => extension.test(given))?.[1];
  if (bytes === 0n) notes.push("EMPTY");
  else if (expected && !expected.test(mediaType)) notes.push("TYPE_MISMATCH");
  if (fileNameKey(given) !== fileNameKey(name) || cleanTitle(given) !== name) notes.push("NAME_CHANGED");
  return notes;
}

/** Makes a document of a finished upload, or the newest version of the one that has its name. An upload is taken once. */
export async function attachDocument(
  ctx: Context,
  input: PlaceInput & { uploadId: string; ticketId?: string | null; name?: string | null; onClash?: NameClash | null },
): Promise<AttachedUpload> {
  const entered = await enterPlaceToAdd(ctx, input);
  const upload = await requireUpload(ctx, input.uploadId);
  const given = input.name || upload.name;
  const limits = await readLimits(ctx.db);
  requireSize(limits, upload.bytes, "input.uploadId");
  const allowed = allowedName(limits, given);
  return ctx.write(async (tx, emit) => {
    const place = await openPlace(tx, entered);
    await settle(tx, ctx, place.spaceId, upload.bytes, input.ticketId);
    const name = await takeName(tx, place, allowed, input.onClash ?? "RENAME");
    const clash = name.clashId ? (await documentsById(tx, [name.clashId]))[0] : undefined;
    const notes = notesOf(given, name.name, upload.mediaType, upload.bytes);
    if (clash && input.onClash === "SKIP") return { outcome: "SKIPPED" as const, document: clash, notes };
    if (clash)
      return {
        outcome: "REPLACED" as const,
        document: await replace(tx, emit, ctx, entered.member, clash, input.uploadId, { note: "", askAgain: false }),
        notes,
      };
    const [id, versionId] = [newId(), newId()];
    const file = await attachUpload(tx, ctx, input.uploadId, { kind: VERSION_USE, rowId: versionId, itemId: id });
    if (file.name !== name.name) await tx.file.update({ where: { id: file.id }, data: { name: name.name } });
    const title = name.renamed || allowed !== given ? name.name : cleanTitle(given).slice(0, 200) || name.name;
    const document = await createDocument(tx, entered.member, place, { id, versionId, kind: "file", title, name, file });
    await askForText(tx, ctx, document, entered.member);
    emit("documents.file.uploaded", subjectOf(document));
    return { outcome: name.renamed ? ("RENAMED" as const) : ("CREATED" as const), document, notes };
  });
}

type Emit = Parameters<Parameters<Context["write"]>[0]>[1];

async function replace(
  tx: Tx,
  emit: Emit,
  ctx: Context,
  member: Parameters<typeof authorize>[0],
  document: DocumentRow,
  uploadId: string,
  change: { note: string; askAgain: boolean },
): Promise<DocumentRow> {
  authorize(member, documentPolicy, "update", document);
  if (document.kind !== "file") throw Invalid("input.onClash", "documents.notAFile", "Only a file can get a new version from an upload.");
  const versionId = newId();
  const file = await attachUpload(tx, ctx, uploadId, { kind: VERSION_USE, rowId: versionId, itemId: document.id });
  await tx.file.update({ where: { id: file.id }, data: { name: document.name } });
  const replaced = await addFileVersion(tx, document, file, { id: versionId, authorId: member.userId, ...change });
  await askForText(tx, ctx, replaced, member);
  emit("documents.file.replaced", subjectOf(replaced));
  return replaced;
}

/** Makes a finished upload the newest version of a file: its id, links, place on a path and progress stay. */
export async function replaceFile(
  ctx: Context,
  id: string,
  input: { uploadId: string; ticketId?: string | null; note?: string | null; askAgain?: boolean | null },
  sessionId?: string | null,
): Promise<DocumentRow> {
  const { member, document } = await enterDocument(ctx, id, sessionId);
  authorize(member, documentPolicy, "update", document);
  if (document.kind !== "file") throw NotFound();
  const upload = await requireUpload(ctx, input.uploadId);
  requireSize(await readLimits(ctx.db), upload.bytes, "input.uploadId");
  return ctx.write(async (tx, emit) => {
    await lockVersion(tx, id);
    await settle(tx, ctx, document.spaceId, upload.bytes, input.ticketId);
    return replace(tx, emit, ctx, member, document, input.uploadId, { note: input.note ?? "", askAgain: input.askAgain ?? false });
  });
}

/** Forgets promises that nobody kept; run once an hour. */
export const forgetReservations = async (tx: Tx): Promise<number> =>
  (await tx.uploadReservation.deleteMany({ where: { expiresAt: { lt: new Date() } } })).count;
