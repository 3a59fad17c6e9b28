import { buffer as collect } from "node:stream/consumers";
import { finished } from "node:stream/promises";
import { Readable } from "node:stream";
import { fromRandomAccessReaderPromise, type Entry, type ZipFile } from "yauzl";
import { checkEntries, type CheckedEntry } from "./archive-check";
import { ArchiveError, asArchiveError } from "./archive-error";
import type { NameEncoding } from "./archive-name";
import { archiveBounds, BlockReader, openSource, sourceWithin, type ByteSource } from "./archive-source";
import { entryInOnePiece, entryStream, ONE_PIECE_BYTES } from "./archive-stream";

/** What an archive may hold. Sizes are bytes after inflating. */
export interface ArchiveLimits {
  /** 20,000 unless given. */
  readonly maxEntries?: number;
  /** Of one file; 1 GiB unless given. */
  readonly maxEntryBytes?: number;
  /** Of all files together; 2 GiB unless given. */
  readonly maxTotalBytes?: number;
  /** The encoding of names that say nothing about theirs; guessed unless given. */
  readonly nameEncoding?: NameEncoding;
}

/** One file or folder of an archive; a folder's name ends with `/`, every name is NFC with `/` between segments. */
export interface ArchiveEntry {
  readonly name: string;
  readonly bytes: number;
  readonly isDirectory: boolean;
  readonly modifiedAt: Date | null;
}

/** An opened archive whose entries have all been checked. */
export interface Archive {
  readonly entries: readonly ArchiveEntry[];
  /** Names left out: what operating systems add (`__MACOSX`, `.DS_Store`, `Thumbs.db`). */
  readonly skipped: readonly string[];
  /** The entry of that exact name (NFC), or undefined. */
  find(name: string): ArchiveEntry | undefined;
  /** The inflated bytes as a stream; it, or for a small entry this call, fails with `ArchiveError` once they break a limit or a promise. */
  stream(entry: ArchiveEntry): Promise<Readable>;
  /** The whole entry in memory; TOO_LARGE over `maxBytes`. */
  read(entry: ArchiveEntry, maxBytes: number): Promise<Buffer>;
  close(): Promise<void>;
}

type Limits = Required<Omit<ArchiveLimits, "nameEncoding">>;
const DEFAULTS: Limits = { maxEntries: 20_000, maxEntryBytes: 2 ** 30, maxTotalBytes: 2 ** 31 };

async function readDirectory(zip: ZipFile, maxEntries: number): Promise<Entry[]> {
  if (zip.entryCount > maxEntries) {
    throw new ArchiveError("TOO_MANY_ENTRIES", `The archive announces ${zip.entryCount} entries; ${maxEntries} are allowed.`);
  }
  const entries: Entry[] = [];
  for await (const entry of zip.eachEntry()) entries.push(entry);
  return entries;
}

class OpenArchive implements Archive {
  readonly entries: readonly ArchiveEntry[];
  private readonly byName: ReadonlyMap<string, CheckedEntry>;
  private readonly delivered = new Map<string, number>();
  private total = 0;

  constructor(
    private readonly source: ByteSource,
    private readonly zip: ZipFile,
    checked: readonly CheckedEntry[],
    readonly skipped: readonly string[],
    private readonly limits: Limits,
  ) {
    this.byName = new Map(checked.map((entry) => [entry.shown.name, entry]));
    this.entries = checked.map((entry) => entry.shown);
  }

  find(name: string): ArchiveEntry | undefined {
    return this.byName.get(name.normalize("NFC"))?.shown;
  }

  async stream(entry: ArchiveEntry): Promise<Readable> {
    const found = this.byName.get(entry.name);
    if (!found) throw new ArchiveError("NO_SUCH_ENTRY", `The archive has no ${entry.name}.`, entry.name);
    if (found.shown.isDirectory) return Readable.from([]);
    const start = await this.dataStart(found);
    let seen = 0;
    const { compressionMethod: method, compressedSize: storedBytes, uncompressedSize: bytes, crc32: crc } = found.raw;
    const stored = { name: entry.name, method, start, storedBytes, bytes, crc };
    const limits = {
      maxEntryBytes: this.limits.maxEntryBytes,
      count: (length: number) => this.count(entry.name, (seen += length)),
    };
    if (Math.max(bytes, storedBytes) > ONE_PIECE_BYTES) return entryStream(this.source, stored, limits);
    const data = await entryInOnePiece(this.source, stored, limits);
    return Readable.from(data.length > 0 ? [data] : [], { objectMode: false });
  }

  async read(entry: ArchiveEntry, maxBytes: number): Promise<Buffer> {
    if (entry.bytes > maxBytes) throw new ArchiveError("TOO_LARGE", `${entry.name} is over ${maxBytes} bytes.`, entry.name);
    return collect(await this.stream(entry));
  }

  async close(): Promise<void> {
    this.zip.close();
    await this.source.close();
  }

  private async dataStart(entry: CheckedEntry): Promise<number> {
    const { name } = entry.shown;
    let start: number;
    try {
      start = (await this.zip.readLocalFileHeaderPromise(entry.raw, { minimal: true })).fileDataStart;
    } catch (error) {
      throw asArchiveError(error, name);
    }
    if (start + entry.raw.compressedSize > entry.boundary) {
      throw new ArchiveError("OVERLAP", `${name} overlaps the entry after it.`, name);
    }
    return start;
  }

  // An entry read twice counts once: the limit is on what the archive holds.
  private count(name: string, seen: number): void {
    const before = this.delivered.get(name) ?? 0;
    if (seen <= before) return;
    this.delivered.set(name, seen);
    this.total += seen - before;
    if (this.total > this.limits.maxTotalBytes) throw new ArchiveError("TOO_LARGE", "The archive is too large.", name);
  }
}

/**
 * Opens a zip from a file path, from memory or from a source of bytes, and checks every entry before giving any of them.
 * Throws `ArchiveError`; nothing is written anywhere. The caller closes the archive.
 */
export async function openArchive(from: string | Uint8Array | ByteSource, options: ArchiveLimits = {}): Promise<Archive> {
  const { nameEncoding, ...given } = options;
  const limits: Limits = { ...DEFAULTS, ...given };
  const opened = await openSource(from);
  try {
    const source = sourceWithin(opened, await archiveBounds(opened));
    const zip = await fromRandomAccessReaderPromise(new BlockReader(source), source.size, {
      decodeStrings: false,
      autoClose: false,
    });
    const raw = await readDirectory(zip, limits.maxEntries);
    const end = await directoryEnd(source, zip);
    const { checked, skipped } = checkEntries(raw, { ...limits, archiveBytes: source.size, dataEnd: end }, nameEncoding);
    return new OpenArchive(source, zip, checked, skipped, limits);
  } catch (error) {
    await opened.close();
    throw asArchiveError(error);
  }
}

// The reader stops after the announced number of entries: one more behind them means two readers would see two archives.
async function directoryEnd(source: ByteSource, zip: ZipFile): Promise<number> {
  const cursor = Number(zip.readEntryCursor);
  const next = await source.readAt(cursor, 4);
  if (next.length === 4 && next.readUInt32LE(0) === 0x02014b50) {
    throw new ArchiveError("CORRUPT", "The archive holds more entries than it announces.");
  }
  return cursor;
}

/** Files and bytes handed over by `extractTo`. */
export interface Extracted {
  readonly files: number;
  readonly bytes: number;
}

/**
 * Hands every file to `write`, one after the other, each only once the one before is done.
 * A file that `write` did not read to its end is still checked; its failure fails the extraction.
 */
export async function extractTo(archive: Archive, write: (entry: ArchiveEntry, stream: Readable) => Promise<void>): Promise<Extracted> {
  let files = 0;
  let bytes = 0;
  for (const entry of archive.entries) {
    if (entry.isDirectory) continue;
    const stream = await archive.stream(entry);
    const whole = finished(stream, { writable: false });
    // Both may fail with the same error: the second one must not become an unhandled rejection.
    whole.catch(() => undefined);
    try {
      await write(entry, stream);
    } catch (error) {
      stream.destroy();
      throw error;
    }
    if (!stream.readableEnded) stream.resume();
    await whole;
    files += 1;
    bytes += entry.bytes;
  }
  return { files, bytes };
}
