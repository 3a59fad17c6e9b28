import { crc32 } from "node:zlib";
import iconv from "iconv-lite";
import { ArchiveError } from "./archive-error";

/** Encodings tried for names that are neither ASCII nor UTF-8. */
export type NameEncoding = "cp437" | "cp866" | "shift_jis" | "gbk";

/** A name as stored: its bytes, whether the UTF-8 flag is set, and the Info-ZIP Unicode path field (0x7075) if any. */
export interface RawName {
  readonly bytes: Buffer;
  readonly utf8: boolean;
  readonly unicodePath?: Buffer;
}

const CANDIDATES: readonly NameEncoding[] = ["cp437", "cp866", "shift_jis", "gbk"];
const isAscii = (bytes: Buffer): boolean => bytes.every((byte) => byte < 0x80);

function strictUtf8(bytes: Buffer): string | null {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}

function unicodePathOf(raw: RawName): string | null {
  const field = raw.unicodePath;
  if (!field || field.length < 6 || field[0] !== 1) return null;
  // The field counts only while it was written for this very name.
  if (field.readUInt32LE(1) !== crc32(raw.bytes)) return null;
  return strictUtf8(field.subarray(5));
}

function decodedWithoutGuess(raw: RawName): string | null {
  return unicodePathOf(raw) ?? (isAscii(raw.bytes) ? raw.bytes.toString("latin1") : strictUtf8(raw.bytes));
}

function scoreOfCharacter(character: string): number {
  if (/[\u3040-\u30ff]/u.test(character)) return 4;
  if (/[\uff61-\uff9f]/u.test(character)) return -2;
  if (/\p{Script=Han}/u.test(character)) return 2;
  if (/[\u0410-\u044f\u0401\u0451]/u.test(character)) return 2;
  if (/\p{Script=Latin}/u.test(character)) return 2;
  if (/[\u2500-\u259f]/u.test(character)) return -4;
  return -2;
}

// GB2312 level 1 (the everyday characters) sits in lead bytes B0–D7; elsewhere GBK reads nearly anything as rare Han.
function gbkScore(bytes: Buffer): number {
  let score = 0;
  let pairs = 0;
  for (let i = 0; i < bytes.length; i++) {
    const lead = bytes[i] ?? 0;
    if (lead < 0x80) continue;
    const trail = bytes[++i] ?? 0;
    pairs++;
    score += lead >= 0xb0 && lead <= 0xd7 && trail >= 0xa1 ? 3 : lead >= 0xa1 && lead <= 0xf7 && trail >= 0xa1 ? 0.5 : -2;
  }
  return pairs === 0 ? 0 : score / pairs;
}

function scoreOf(bytes: Buffer, encoding: NameEncoding): number {
  const text = iconv.decode(bytes, encoding);
  if (text.includes("\ufffd") || !iconv.encode(text, encoding).equals(bytes)) return Number.NEGATIVE_INFINITY;
  if (encoding === "gbk") return gbkScore(bytes);
  const foreign = [...text].filter((character) => character > "\u007f");
  let score = foreign.reduce((sum, character) => sum + scoreOfCharacter(character), 0) / Math.max(1, foreign.length);
  // A Cyrillic letter glued to a Latin one betrays a wrong guess.
  if (/[a-z][\u0400-\u04ff]|[\u0400-\u04ff][a-z]/iu.test(text)) score -= 2;
  return score;
}

/** The encoding most of these names make sense in; code page 437, the zip format's own, wins a tie. */
export function guessNameEncoding(names: readonly Buffer[]): NameEncoding {
  let best: NameEncoding = "cp437";
  let bestScore = Number.NEGATIVE_INFINITY;
  for (const encoding of CANDIDATES) {
    const score = names.reduce((sum, bytes) => sum + scoreOf(bytes, encoding), 0);
    if (score > bestScore) [best, bestScore] = [encoding, score];
  }
  return best;
}

/** Decodes all names of an archive at once, so that one guess serves all of them. */
export function decodeNames(names: readonly RawName[], encoding?: NameEncoding): string[] {
  const known = names.map(decodedWithoutGuess);
  const unknown = names.filter((_, index) => known[index] === null).map((raw) => raw.bytes);
  const chosen = encoding ?? (unknown.length > 0 ? guessNameEncoding(unknown) : "cp437");
  return names.map((raw, index) => known[index] ?? iconv.decode(raw.bytes, chosen));
}

const CONTROL = /\p{Cc}/u;

/**
 * The name as a clean relative path: `/` between segments, NFC, no empty or `.` segment, `/` at the end kept.
 * Throws `ArchiveError` BAD_NAME, ABSOLUTE_PATH or TRAVERSAL.
 */
export function safeName(decoded: string): string {
  const shown = JSON.stringify(decoded).slice(1, -1).slice(0, 200);
  if (CONTROL.test(decoded) || /\p{Cs}/u.test(decoded)) {
    throw new ArchiveError("BAD_NAME", `The name ${shown} holds control characters.`, shown);
  }
  const name = decoded.replaceAll("\\", "/").normalize("NFC");
  if (name.startsWith("/") || /^[a-z]:/i.test(name)) {
    throw new ArchiveError("ABSOLUTE_PATH", `The name ${shown} is an absolute path.`, shown);
  }
  const segments = name.split("/").filter((segment) => segment !== "" && segment !== ".");
  if (segments.includes("..")) throw new ArchiveError("TRAVERSAL", `The name ${shown} leaves the archive.`, shown);
  if (name.length > 4096 || segments.some((segment) => Buffer.byteLength(segment) > 255)) {
    throw new ArchiveError("BAD_NAME", `The name ${shown} is too long.`, shown);
  }
  return segments.join("/") + (name.endsWith("/") && segments.length > 0 ? "/" : "");
}

/** Files an operating system left behind, which no course needs. */
export function isJunkName(name: string): boolean {
  const segments = name.replace(/\/$/, "").split("/");
  const last = segments.at(-1) ?? "";
  return segments[0] === "__MACOSX" || last === ".DS_Store" || last.toLowerCase() === "thumbs.db";
}
