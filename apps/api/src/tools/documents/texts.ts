import { richTextToPlain } from "../../kernel/rich-text";
import { buffer } from "node:stream/consumers";
import { z } from "zod";
import { defineJob } from "../../kernel/jobs";
import { indexTexts } from "../../kernel/search";
import { searchText } from "./create";
import { documentsById, subjectOf, type DocumentRow } from "./documents";
import { captionParts, parseWebVtt } from "./captions";
import { readOffice } from "./office-text";
import { readPdf, type ReadText, type TextPart } from "./pdf-text";
import { relativeReferences, writeReferences } from "./references";
import type { Context } from "../../kernel/context";
import type { Tx } from "../../kernel/database";
import type { Member } from "../../kernel/gate";

/** Files over this many bytes are kept, but not read for search. */
const READ_LIMIT = 200 * 1024 * 1024;
const PLAIN_LIMIT = 4 * 1024 * 1024;
/** PostgreSQL keeps at most 1 MB of words in one entry. */
const PART_LENGTH = 150_000;
const OFFICE = /^application\/(?:vnd\.openxmlformats-officedocument\.|vnd\.oasis\.opendocument\.|x-cfb|msword|vnd\.ms-)/;
const PLAIN = /^(?:text\/|application\/(?:json|xml|javascript|xhtml\+xml))/;

type Reader = "PDF" | "OFFICE" | "HTML" | "PLAIN";

function readerOf(mediaType: string, name: string): Reader | null {
  if (mediaType === "application/pdf") return "PDF";
  if (OFFICE.test(mediaType) || /\.(?:docx|pptx|xlsx|odt|odp|ods)$/i.test(name)) return "OFFICE";
  if (/^(?:text\/html|application\/xhtml\+xml)$/.test(mediaType)) return "HTML";
  return PLAIN.test(mediaType) ? "PLAIN" : null;
}

/** Whether search can know the words of such a file. */
export const isReadable = (mediaType: string, name: string, bytes: bigint): boolean =>
  readerOf(mediaType, name) !== null && bytes > 0n && bytes <= READ_LIMIT;

/** Asks for a document's file (and captions) to be read for search, after the commit. */
export async function askForText(tx: Tx, ctx: Context, document: DocumentRow, member: Pick<Member, "userId">): Promise<void> {
  const readable = isReadable(document.mediaType, document.name, document.bytes);
  const media = /^(?:audio|video)\//.test(document.mediaType);
  await tx.document.update({ where: { id: document.id }, data: { textState: readable ? "PENDING" : "NONE" } });
  document.textState = readable ? "PENDING" : "NONE";
  if (!readable && !media) {
    await tx.searchEntry.deleteMany({ where: { kind: "document", rowId: document.id, part: { gt: 0 } } });
    return;
  }
  await ctx.services.jobs.enqueue(tx, {
    kind: "documents.readTexts",
    input: { documents: [{ id: document.id, version: document.versionNumber }] },
    userId: member.userId,
    courseId: document.courseId,
  });
}

async function read(ctx: Context, document: DocumentRow, sha256: string): Promise<ReadText & { html?: string }> {
  const reader = readerOf(document.mediaType, document.name);
  if (!reader) return { state: "READ", parts: [], pageCount: null };
  const bytes = await buffer(ctx.services.blobs.open(sha256));
  if (reader === "PDF") return readPdf(bytes);
  if (reader === "OFFICE") return readOffice(bytes);
  const text = new TextDecoder("utf-8").decode(bytes.subarray(0, PLAIN_LIMIT));
  if (reader === "PLAIN") return { state: "READ", parts: [{ part: 1, text }], pageCount: null };
  return { state: "READ", parts: [{ part: 1, text: richTextToPlain(text.slice(0, 1_000_000)) }], pageCount: null, html: text };
}

async function readCaptions(ctx: Context, documentId: string): Promise<TextPart[]> {
  const track = await ctx.db.mediaTrack.findFirst({
    where: { documentId, kind: { in: ["TRANSCRIPT", "CAPTIONS", "SUBTITLES"] } },
    orderBy: { kind: "asc" },
  });
  const file = track && (await ctx.db.file.findUnique({ where: { id: track.fileId } }));
  if (!file || file.bytes > PLAIN_LIMIT) return [];
  const cues = parseWebVtt(new TextDecoder("utf-8").decode(await buffer(ctx.services.blobs.open(file.sha256))));
  return captionParts(cues ?? []);
}

/** Parts that fit into one search entry each; what is longer loses nothing, it goes on under the next free number. */
function fitting(parts: readonly TextPart[]): TextPart[] {
  let free = Math.max(0, ...parts.map((part) => part.part));
  // NUL can be in a PDF's words but not in PostgreSQL's text.
  return parts.flatMap(({ part, text }) => {
    const clean = text.replaceAll("\u0000", "").replace(/[\uD800-\uDFFF](?![\uDC00-\uDFFF])/g, "");
    const pieces: TextPart[] = [];
    for (let at = 0; at < clean.length; at += PART_LENGTH)
      pieces.push({ part: at === 0 ? part : ++free, text: clean.slice(at, at + PART_LENGTH) });
    return pieces;
  });
}

/** Reads one document's words into search. A replaced or deleted document ends it quietly: the newer one has its own job. */
export async function readTextOf(ctx: Context, id: string, version: number): Promise<number> {
  const [document] = await documentsById(ctx.db, [id]);
  const file = document?.fileId ? await ctx.db.file.findUnique({ where: { id: document.fileId } }) : null;
  if (!document || !file || document.versionNumber !== version) return 0;
  const found = await read(ctx, document, file.sha256);
  const parts = fitting([...found.parts, ...(found.parts.length === 0 ? await readCaptions(ctx, id) : [])]);
  const course = await ctx.db.course.findUniqueOrThrow({ where: { id: document.courseId } });
  await ctx.write(async (tx, emit) => {
    const { count } = await tx.document.updateMany({
      where: { id, versionNumber: version },
      data: { textState: found.state, pageCount: found.pageCount },
    });
    if (count === 0) return;
    const whole = searchText(document, course.language, 0, document.title, document.description);
    await indexTexts(tx, [whole, ...parts.map(({ part, text }) => searchText(document, course.language, part, "", text))]);
    if (found.html !== undefined) await writeReferences(tx, id, relativeReferences(found.html));
    emit("documents.file.read", subjectOf(document));
  });
  return parts.length;
}

export const readTextsJob = defineJob({
  kind: "documents.readTexts",
  input: z.object({ documents: z.array(z.object({ id: z.uuid(), version: z.number().int() })) }),
  async run(run) {
    let parts = 0;
    for (const [index, document] of run.input.documents.entries()) {
      parts += await readTextOf(run.ctx, document.id, document.version);
      await run.report((index + 1) / run.input.documents.length, "documents:reading");
    }
    return { parts };
  },
});
