import { Forbidden, NotFound } from "../../kernel/errors";
import { reportProgress } from "../../kernel/progress";
import { enterOpenDocument, subjectOf, type DocumentRow } from "./documents";
import { coverage, mergeRanges, type SeenRange } from "./ranges";
import type { Context } from "../../kernel/context";
import type { Emit } from "../../kernel/events";
import type { Tx } from "../../kernel/database";
import type { Member } from "../../kernel/gate";
import type { DocumentReading, Prisma } from "../../generated/prisma/client.ts";

export interface ReadingInput {
  /** Seconds into media, page of a PDF, or share of a text. */
  position: number;
  /** Length of the media in seconds; pages of the PDF. */
  total?: number | null;
  ranges: SeenRange[];
  /** Seconds open and in use since the last call. */
  seconds: number;
}

/** Share of a video or audio that must be seen. */
const WATCHED = 0.9;
const isMedia = (document: DocumentRow) => /^(audio|video)\//.test(document.mediaType);
const isPdf = (document: DocumentRow) => document.mediaType === "application/pdf";
const rangesOf = (reading: Pick<DocumentReading, "ranges">): SeenRange[] =>
  (reading.ranges as [number, number][]).map(([from, to]) => ({ from, to }));

/** The criteria that a reading meets. */
function criteria(document: DocumentRow, fraction: number, confirmed: boolean): string[] {
  const met = ["viewed"];
  if (isPdf(document) && fraction >= 1) met.push("readAll");
  if (isMedia(document) && fraction >= WATCHED) met.push("watched");
  if (confirmed) met.push("confirmed");
  return met;
}

/** Where a member stands; the lock makes two of their devices write one after the other. */
async function lockReading(tx: Tx, document: DocumentRow, member: Member): Promise<DocumentReading & { fresh: boolean }> {
  const userId = member.userId!;
  const made = await tx.$executeRaw`
    INSERT INTO "DocumentReading" ("documentId", "userId", "runId") VALUES (${document.id}::uuid, ${userId}::uuid, ${member.runId}::uuid) ON CONFLICT DO NOTHING`;
  const [row] = await tx.$queryRaw<DocumentReading[]>`
    SELECT * FROM "DocumentReading" WHERE "documentId" = ${document.id}::uuid AND "userId" = ${userId}::uuid AND "runId" = ${member.runId}::uuid FOR UPDATE`;
  return { ...row!, fresh: made === 1 };
}

async function report(
  tx: Tx,
  emit: Emit,
  member: Member,
  document: DocumentRow,
  reading: DocumentReading,
  addSeconds: number,
): Promise<void> {
  const confirmed = reading.confirmedVersion !== null && reading.confirmedVersion >= document.confirmVersion;
  const met = criteria(document, reading.fraction, confirmed);
  const wanted = document.completion ?? (document.askConfirmation ? "confirmed" : "viewed");
  const done = met.includes(wanted);
  const former = await tx.progress.findUnique({
    where: { itemId_runId_userId: { itemId: document.id, runId: member.runId, userId: member.userId! } },
  });
  // What is complete stays so: a path's step does not fall back when the file is replaced.
  const state = done || former?.state === "COMPLETED" ? "COMPLETED" : "IN_PROGRESS";
  await reportProgress(tx, emit, {
    courseId: document.courseId,
    itemId: document.id,
    userId: member.userId!,
    runId: member.runId,
    state,
    fraction: state === "COMPLETED" ? 1 : reading.fraction,
    addSeconds,
    facts: met.map((criterion) => ({ criterion })),
  });
}

const mayRecord = (member: Member, document: DocumentRow) => member.userId !== null && document.kind !== "folder" && !member.readOnly;

/** Notes how far the viewer is: position, what they have seen, time. Opening alone (no range) counts as viewed. Staff leave a position, but no progress. */
export async function recordReading(ctx: Context, id: string, input: ReadingInput, sessionId?: string | null): Promise<DocumentRow> {
  const { member, document } = await enterOpenDocument(ctx, id, sessionId);
  if (!mayRecord(member, document)) throw document.kind === "folder" ? NotFound() : Forbidden(member.readOnly ?? undefined);
  await ctx.write(async (tx, emit) => {
    const former = await lockReading(tx, document, member);
    const total = document.pageCount ?? input.total ?? 0;
    const ranges = isPdf(document)
      ? mergeRanges([...rangesOf(former), ...input.ranges], 1, total + 1)
      : mergeRanges([...rangesOf(former), ...input.ranges], 0, total);
    const fraction = total > 0 ? coverage(ranges, total) : isMedia(document) || isPdf(document) ? former.fraction : 1;
    // Nobody can spend more time than has passed since their last call.
    const passed = former.fresh ? input.seconds : Math.ceil((Date.now() - former.lastAt.getTime()) / 1_000) + 5;
    const seconds = Math.min(input.seconds, Math.max(0, passed), 300);
    const reading = await tx.documentReading.update({
      where: { documentId_userId_runId: { documentId: id, userId: member.userId!, runId: member.runId } },
      data: {
        position: input.position,
        ranges: ranges.map(({ from, to }) => [from, to]) as Prisma.InputJsonValue,
        fraction,
        seconds: { increment: seconds },
        lastAt: new Date(),
      },
    });
    if (!member.isStaff) await report(tx, emit, member, document, reading, seconds);
    if (former.fresh) emit("documents.item.viewed", subjectOf({ ...document, runId: member.runId }));
  });
  return document;
}

/** "I have read this", for the version that is current now. */
export async function confirmReading(ctx: Context, id: string, sessionId?: string | null): Promise<DocumentRow> {
  const { member, document } = await enterOpenDocument(ctx, id, sessionId);
  if (!mayRecord(member, document)) throw document.kind === "folder" ? NotFound() : Forbidden(member.readOnly ?? undefined);
  await ctx.write(async (tx, emit) => {
    await lockReading(tx, document, member);
    const reading = await tx.documentReading.update({
      where: { documentId_userId_runId: { documentId: id, userId: member.userId!, runId: member.runId } },
      data: { confirmedVersion: document.versionNumber, confirmedAt: new Date(), lastAt: new Date() },
    });
    if (!member.isStaff) await report(tx, emit, member, document, reading, 0);
    emit("documents.item.confirmed", subjectOf({ ...document, runId: member.runId }, { version: document.versionNumber }));
  });
  return document;
}

/** Counts a download by name; visitors leave none. */
export async function recordDownload(tx: Tx, emit: Emit, member: Member, documents: DocumentRow[]): Promise<void> {
  if (!member.userId) return;
  const saved = documents.filter((document) => document.kind !== "folder");
  const ids = saved.map((document) => document.id);
  await tx.$executeRaw`
    INSERT INTO "DocumentReading" AS r ("documentId", "userId", "runId", "downloads") SELECT id, ${member.userId}::uuid, ${member.runId}::uuid, 1 FROM unnest(${ids}::uuid[]) AS id
    ON CONFLICT ("documentId", "userId", "runId") DO UPDATE SET "downloads" = r."downloads" + 1`;
  for (const document of saved) emit("documents.file.downloaded", subjectOf({ ...document, runId: member.runId }));
}

/** The viewer's own reading in the run they are in, or null; one statement for a request's documents. */
export function ownReading(ctx: Context, document: DocumentRow): Promise<DocumentReading | null> {
  const member = ctx.memberOf(document.courseId);
  if (!member.userId) return Promise.resolve(null);
  return ctx
    .loader<DocumentReading>(`documents:reading:${document.courseId}`, async (ids) => {
      const rows = await ctx.db.documentReading.findMany({
        where: { documentId: { in: [...ids] }, userId: member.userId!, runId: member.runId },
      });
      return ids.map((id) => rows.find((row) => row.documentId === id) ?? null);
    })
    .load(document.id);
}
