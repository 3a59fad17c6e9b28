import { createReadStream } from "node:fs";
import { mkdir, open, rm } from "node:fs/promises";
import path from "node:path";
import { REFUSAL_STATUS } from "@lyceum/shared/errors";
import { cleanTitle } from "@lyceum/shared/plain-text";
import express, { type Express, type Request, type Response } from "express";
import { callerOf } from "../../http/caller";
import { Context } from "../../kernel/context";
import { Conflict, Invalid, NotFound, Refusal, Unauthenticated } from "../../kernel/errors";
import { storeFile } from "../../kernel/files";
import { isId } from "../../kernel/ids";
import { createDocument } from "./create";
import { subjectOf, type DocumentRow } from "./documents";
import { readLimits, requireSize } from "./limits";
import { enterPlaceToAdd, openPlace, takeName, type PlaceInput } from "./places";
import { requireRoom } from "./spaces";
import type { Tx } from "../../kernel/database";
import type { Services } from "../../kernel/services";
import type { DocumentRecording } from "../../generated/prisma/client.ts";

const PIECE_BYTES = 8 * 1024 * 1024;
const RECORDING_BYTES = 1024 ** 3;
const KEPT_DAYS = 7;
const APPEND_TYPE = "application/offset+octet-stream";

const fileOf = (services: Services, id: string) => path.join(services.env.dataDir, "recordings", id);

/** Begins a recording that will become a document of this place. Its pieces go to `POST /recordings/:id?offset=n`. */
export async function beginRecording(ctx: Context, input: PlaceInput & { mediaType: string }): Promise<DocumentRecording> {
  const { member } = await enterPlaceToAdd(ctx, input);
  const { courseId, sessionId = null, folderId = null, mediaType } = input;
  return ctx.db.documentRecording.create({ data: { userId: member.userId ?? "", courseId, sessionId, folderId, mediaType } });
}

async function requireOwn(ctx: Context, id: string): Promise<DocumentRecording> {
  const viewer = await ctx.enterSelf();
  const recording = isId(id) ? await ctx.db.documentRecording.findUnique({ where: { id } }) : null;
  if (!recording || recording.userId !== viewer.id) throw NotFound();
  return recording;
}

/** The viewer's own recordings that were never finished: a closed tab, a crash. */
export async function unfinishedRecordings(ctx: Context, courseId: string): Promise<DocumentRecording[]> {
  const viewer = await ctx.enterSelf();
  return ctx.db.documentRecording.findMany({
    where: { userId: viewer.id, courseId, bytes: { gt: 0 } },
    orderBy: { createdAt: "desc" },
    take: 20,
  });
}

/** Makes a document of what has arrived. */
export async function finishRecording(ctx: Context, id: string, title: string): Promise<DocumentRow> {
  const recording = await requireOwn(ctx, id);
  const clean = cleanTitle(title);
  if (!clean) throw Invalid("title", "title.empty", "The title is empty.");
  if (recording.bytes === 0n) throw Invalid("id", "recording.empty", "Nothing has been recorded.");
  const entered = await enterPlaceToAdd(ctx, recording);
  const extension = recording.mediaType.split("/")[1]!;
  const stream = createReadStream(fileOf(ctx.services, id), { end: Number(recording.bytes) - 1 });
  const file = await storeFile(ctx.services, {
    stream,
    name: `${clean}.${extension}`,
    createdById: recording.userId,
    mediaType: recording.mediaType,
  });
  requireSize(await readLimits(ctx.db), file.bytes, "id");
  const document = await ctx.write(async (tx, emit) => {
    const { count } = await tx.documentRecording.deleteMany({ where: { id } });
    if (count === 0) throw NotFound();
    const place = await openPlace(tx, entered);
    await requireRoom(tx, place.spaceId, file.bytes);
    const name = await takeName(tx, place, `${clean}.${extension}`);
    const made = await createDocument(tx, entered.member, place, { kind: "file", title: name.renamed ? name.name : clean, name, file });
    emit("documents.file.uploaded", subjectOf(made));
    return made;
  });
  await rm(fileOf(ctx.services, id), { force: true });
  return document;
}

/** Throws a recording away. */
export async function discardRecording(ctx: Context, id: string): Promise<boolean> {
  await requireOwn(ctx, id);
  await ctx.db.documentRecording.deleteMany({ where: { id } });
  await rm(fileOf(ctx.services, id), { force: true });
  return true;
}

/** Takes the pieces of recordings as they are made. A piece at the wrong offset is 409 with the right one, so that the browser can send again. */
export function mountRecordings(app: Express, services: Services): void {
  const body = express.raw({ type: APPEND_TYPE, limit: PIECE_BYTES });
  app.post("/recordings/:id", body, (request, response, next) => {
    append(services, request, response).catch((error: unknown) => {
      if (!(error instanceof Refusal)) return next(error);
      response.status(REFUSAL_STATUS[error.refusal]).json({ errors: [{ message: error.message, extensions: error.extensions }] });
    });
  });
}

async function append(services: Services, request: Request, response: Response): Promise<void> {
  const ctx = new Context(services, callerOf(services, request, response));
  if (!(await ctx.viewer())) throw Unauthenticated();
  const recording = await requireOwn(ctx, String(request.params["id"]));
  // Another site's page cannot send this type without asking first.
  if (!Buffer.isBuffer(request.body)) throw Invalid("content-type", "recording.type", `Send ${APPEND_TYPE}.`);
  const piece: Buffer = request.body;
  const offset = Number(request.query["offset"]);
  if (recording.bytes + BigInt(piece.length) > RECORDING_BYTES) throw Invalid("body", "file.tooLarge", "A recording has at most 1 GB.");
  const wrong = (bytes: bigint) => Conflict("OFFSET", `The next piece begins at ${bytes}.`, { offset: Number(bytes) });
  if (recording.bytes !== BigInt(Number.isSafeInteger(offset) ? offset : -1)) throw wrong(recording.bytes);
  await mkdir(path.dirname(fileOf(services, recording.id)), { recursive: true });
  const handle = await open(fileOf(services, recording.id), offset === 0 ? "w" : "r+");
  try {
    await handle.write(piece, 0, piece.length, offset);
  } finally {
    await handle.close();
  }
  // Counted only once it is written: what is cut off here is sent again.
  const { count } = await services.db.documentRecording.updateMany({
    where: { id: recording.id, bytes: offset },
    data: { bytes: { increment: piece.length } },
  });
  if (count === 0) throw wrong(recording.bytes);
  response.json({ offset: offset + piece.length });
}

/** Forgets recordings that nobody has finished for a week. */
export async function forgetRecordings(tx: Tx, services: Services): Promise<number> {
  const old = await tx.documentRecording.findMany({
    where: { updatedAt: { lt: new Date(Date.now() - KEPT_DAYS * 86_400_000) } },
    select: { id: true },
  });
  await tx.documentRecording.deleteMany({ where: { id: { in: old.map((row) => row.id) } } });
  for (const { id } of old) await rm(fileOf(services, id), { force: true });
  return old.length;
}
