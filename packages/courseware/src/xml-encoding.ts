import iconv from "iconv-lite";
import { XmlError } from "./xml-error";

const SUPPORTED =
  /^(utf-?8|utf-?16(le|be)?|us-ascii|ascii|windows-125\d|cp125\d|iso-?8859-?\d{1,2}|latin1|shift_jis|euc-jp|gb2312|gbk|gb18030|big5|koi8-[ru])$/i;

function marked(bytes: Buffer): { encoding: string; skip: number } | null {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return { encoding: "utf-8", skip: 3 };
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return { encoding: "utf-16le", skip: 2 };
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return { encoding: "utf-16be", skip: 2 };
  // Without a mark, the zero bytes of "<?" or of "<" and a letter tell the order (XML 1.0, appendix F).
  if (bytes[0] === 0x3c && bytes[1] === 0) return { encoding: "utf-16le", skip: 0 };
  if (bytes[0] === 0 && bytes[1] === 0x3c) return { encoding: "utf-16be", skip: 0 };
  return null;
}

function declared(bytes: Buffer): string {
  const head = bytes.subarray(0, 256).toString("latin1");
  return /^\s*<\?xml[^>]*?\sencoding\s*=\s*["']([A-Za-z0-9._-]+)["']/.exec(head)?.[1]?.toLowerCase() ?? "utf-8";
}

function strictUtf8(bytes: Buffer): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    const before = bytes.toString("utf8").split("\ufffd", 1)[0] ?? "";
    const lines = before.split("\n");
    throw new XmlError("MALFORMED", "These bytes are not UTF-8.", lines.length, (lines.at(-1)?.length ?? 0) + 1);
  }
}

/** Decodes a document by its byte order mark, else by its declaration, else as UTF-8. Throws `XmlError`. */
export function decodeXml(source: Uint8Array): string {
  const bytes = Buffer.from(source.buffer, source.byteOffset, source.byteLength);
  const mark = marked(bytes);
  const encoding = mark?.encoding ?? declared(bytes);
  if (!SUPPORTED.test(encoding) || !iconv.encodingExists(encoding)) {
    throw new XmlError("UNSUPPORTED_ENCODING", `The encoding ${encoding} is not supported.`, 1, 1);
  }
  const body = bytes.subarray(mark?.skip ?? 0);
  // A file that declares UTF-16 yet starts with a plain "<?xml" was re-saved as UTF-8 by an editor.
  if (/^utf-?8$|ascii$/i.test(encoding) || (!mark && /^utf-?16/i.test(encoding))) return strictUtf8(body);
  return iconv.decode(body, encoding);
}
