import { fileTypeFromBuffer } from "file-type";
import { splitFileName } from "@lyceum/shared/file-names";

/** Extensions of text formats that have no mark in their bytes. Anything else that is text is `text/plain`. */
const TEXT_TYPES: Record<string, string> = {
  html: "text/html",
  htm: "text/html",
  xhtml: "application/xhtml+xml",
  svg: "image/svg+xml",
  xml: "application/xml",
  xsd: "application/xml",
  dtd: "application/xml",
  css: "text/css",
  js: "text/javascript",
  mjs: "text/javascript",
  json: "application/json",
  csv: "text/csv",
  tsv: "text/tab-separated-values",
  md: "text/markdown",
  vtt: "text/vtt",
  srt: "application/x-subrip",
  ics: "text/calendar",
};
const BINARY_BY_NAME: Record<string, string> = {
  doc: "application/msword",
  xls: "application/vnd.ms-excel",
  ppt: "application/vnd.ms-powerpoint",
  swf: "application/x-shockwave-flash",
  mp3: "audio/mpeg",
};
const MARKUP = /<\s*(!doctype\s+html|html|head|body|script|iframe|svg|\?xml)\b/i;

/** How many of a file's first bytes decide its type. */
export const TYPE_BYTES = 64 * 1024;

/** The type by content, then by extension: markup is found whatever the name says, and nothing becomes what its bytes are not. */
export async function detectMediaType(head: Uint8Array, name: string): Promise<string> {
  const extension = splitFileName(name).extension.replace(/^\./, "").toLowerCase();
  const found = await fileTypeFromBuffer(head).catch(() => undefined);
  // A container (zip, compound file, XML) says less than the name does.
  if (found && !["application/xml", "application/x-cfb"].includes(found.mime)) return found.mime;
  if (head.includes(0) && !isUtf16(head))
    return found?.mime === "application/x-cfb"
      ? (BINARY_BY_NAME[extension] ?? found.mime)
      : (BINARY_BY_NAME[extension] ?? "application/octet-stream");
  const byName = TEXT_TYPES[extension];
  if (byName) return byName;
  const text = new TextDecoder("utf-8").decode(head.subarray(0, 4096));
  const markup = MARKUP.exec(text)?.[1]?.toLowerCase();
  if (markup === "svg") return "image/svg+xml";
  if (markup === "?xml") return "application/xml";
  return markup ? "text/html" : "text/plain";
}

const isUtf16 = (head: Uint8Array): boolean => (head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff);

const INLINE = /^(image\/(png|jpeg|gif|webp|avif|bmp|x-icon)|audio\/[\w.+-]+|video\/[\w.+-]+|text\/(plain|vtt|csv|markdown))$/;

/**
 * Whether the application's own origin may show it in place: nothing that can run. A PDF may carry programs, in places that only a whole reader
 * of PDF finds: pages draw it themselves from its bytes, with a reader that runs none, and the address by itself saves it.
 */
export const isInlineSafe = (mediaType: string): boolean => INLINE.test(mediaType);
