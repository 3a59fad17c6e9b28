import { buffer } from "node:stream/consumers";
import { readLimits } from "./limits";
import { openDocuments, type OpenDocument } from "./file-gates";
import { can } from "../../kernel/policy";
import { documentPolicy } from "./documents.policy";
import { inThread, libraryUrl } from "./pdf-thread";
import type { Context } from "../../kernel/context";
import type { Services } from "../../kernel/services";

/** Larger PDFs are handed out as they are: a thread has 768 MB for the file, its objects and what comes out. */
const MARKED_BYTES_LIMIT = 64 * 1024 ** 2;
const PAGES_LIMIT = 5_000;
const TIME_LIMIT_MS = 20_000;
const PDF = "application/pdf";
/** What the fonts that every reader of PDF has can write. */
const LATIN = /^[\x20-\x7e\xa0-\xff]*$/;

// Kept as text because a bundle has no second file to start a thread with. Centred, along the diagonal of what is seen of each page, light enough to
// read through, in a content stream of its own behind the page's own state.
const PROGRAM = `
const { parentPort, workerData } = require("node:worker_threads");
(async () => {
  const { PDFDocument, StandardFonts, degrees, rgb } = (await import(workerData.library)).default;
  const pdf = await PDFDocument.load(workerData.bytes, { updateMetadata: false });
  const pages = pdf.getPages();
  if (pdf.isEncrypted || pages.length === 0 || pages.length > workerData.limit) throw new Error("not to be marked");
  const picture = workerData.picture && (await pdf.embedPng(workerData.picture));
  const font = picture ? null : await pdf.embedFont(StandardFonts.Helvetica);
  for (const page of pages) {
    const box = page.getCropBox();
    const turned = page.getRotation().angle;
    const sideways = Math.abs(turned % 180) === 90;
    const slope = Math.atan2(sideways ? box.width : box.height, sideways ? box.height : box.width);
    const angle = slope + (turned * Math.PI) / 180;
    const long = Math.hypot(box.width, box.height) * 0.7;
    const size = font && Math.max(6, Math.min(64, long / font.widthOfTextAtSize(workerData.text, 1)));
    const width = font ? font.widthOfTextAtSize(workerData.text, size) : Math.min(long, picture.width);
    const height = font ? size * 0.7 : (width * picture.height) / picture.width;
    const place = {
      x: box.x + box.width / 2 - (Math.cos(angle) * width) / 2 + (Math.sin(angle) * height) / 2,
      y: box.y + box.height / 2 - (Math.sin(angle) * width) / 2 - (Math.cos(angle) * height) / 2,
      rotate: degrees((angle * 180) / Math.PI),
    };
    if (font) page.drawText(workerData.text, { ...place, font, size, color: rgb(0.35, 0.35, 0.35), opacity: 0.22 });
    else page.drawImage(picture, { ...place, width, height, opacity: 0.22 });
  }
  parentPort.postMessage(await pdf.save());
})();
`;

const escaped = (text: string) => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);

/** Text of other scripts is drawn as a picture, with the fonts of this machine. */
async function pictureOf(text: string): Promise<Uint8Array> {
  const { svgToPng } = await import("../../kernel/svg-to-png");
  const width = Math.max(300, [...text].length * 44);
  return new Uint8Array(
    await svgToPng(
      `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="90"><text x="50%" y="62" text-anchor="middle" font-family="sans-serif" font-size="52" fill="#595959">${escaped(text)}</text></svg>`,
    ),
  );
}

/**
 * A PDF with a text across each page. Null for what cannot be marked, and is handed out as it is: encrypted, broken, above 64 MB or 5,000 pages, or not
 * done within 20 s. The mark is a notice, not a lock.
 */
export async function markPdf(bytes: Buffer, text: string): Promise<Buffer | null> {
  if (bytes.length > MARKED_BYTES_LIMIT) return null;
  const picture = LATIN.test(text) ? null : await pictureOf(text);
  const data = { library: libraryUrl("@cantoo/pdf-lib"), bytes: new Uint8Array(bytes), text, picture, limit: PAGES_LIMIT };
  const marked = await inThread<Uint8Array>(PROGRAM, data, TIME_LIMIT_MS);
  return marked && Buffer.from(marked);
}

/** The campus's mark for one reader of one course; null where the campus has none. Statements: 1, and 2 more where there is one. */
export async function watermarkFor(ctx: Context, courseId: string): Promise<string | null> {
  const { pdfWatermark } = await readLimits(ctx.db);
  if (pdfWatermark === "") return null;
  const viewer = await ctx.viewer();
  const person = viewer && (await ctx.db.user.findUnique({ where: { id: viewer.id }, select: { givenName: true, familyName: true } }));
  const course = await ctx.db.course.findUnique({ where: { id: courseId }, select: { title: true } });
  const words: Record<string, string> = {
    name: person ? `${person.givenName} ${person.familyName}` : "",
    course: course?.title ?? "",
    date: new Date().toISOString().slice(0, 10),
  };
  return pdfWatermark.replace(/\{(name|course|date)\}/g, (_, key: string) => words[key]!).trim() || null;
}

/** Whether a document goes out marked, where the campus has a mark: PDFs, to all but those who may change them. */
export const isMarked = ({ member, document }: OpenDocument): boolean =>
  document.mediaType === PDF && document.bytes <= MARKED_BYTES_LIMIT && !can(member, documentPolicy, "update", document);

/** A blob with the mark, or null where it cannot be marked. */
export const markedBlob = async (services: Services, sha256: string, mark: string): Promise<Buffer | null> =>
  markPdf(await buffer(services.blobs.open(sha256)), mark);

/** What a reader gets instead of a version's own bytes; null = the bytes as they are. */
export async function markedVersion(ctx: Context, rowIds: string[], file: { sha256: string; mediaType: string }): Promise<Buffer | null> {
  if (file.mediaType !== PDF) return null;
  const versions = await ctx.db.documentVersion.findMany({ where: { id: { in: rowIds } }, select: { documentId: true } });
  const open = [
    ...(
      await openDocuments(
        ctx,
        versions.map((version) => version.documentId),
      )
    ).values(),
  ];
  if (!open.every(isMarked)) return null;
  const mark = open[0] ? await watermarkFor(ctx, open[0].document.courseId) : null;
  return mark === null ? null : markedBlob(ctx.services, file.sha256, mark);
}
