import { ArchiveError } from "@lyceum/courseware/archive-error";
import { PackageError } from "@lyceum/courseware/package-error";
import { readPackage } from "@lyceum/courseware/package-reader";
import type { ParsedPackage } from "@lyceum/courseware/package-types";
import type { ByteSource } from "@lyceum/courseware/archive-source";
import { openArchive, type Archive, type ArchiveEntry } from "@lyceum/courseware/safe-zip";
import { Readable } from "node:stream";
import type { BlobStore } from "../../kernel/blob-store";
import { InvalidInput, type Refusal } from "../../kernel/errors";
import { packageMediaType } from "./media-types";

/** A file of a package whose bytes are kept. */
export interface StoredFile {
  path: string;
  sha256: string;
  mediaType: string;
  bytes: number;
}

/** Files written at once: enough to hide the disk's latency, few enough that memory stays flat. */
const AT_ONCE = 8;
const SMALL = 256 * 1024;

/** Says why an archive or its manifest is no package: INVALID_INPUT naming the file and the line; undefined for any other error. */
export function packageRefusal(error: unknown): Refusal | undefined {
  if (error instanceof ArchiveError) {
    return InvalidInput([{ path: error.entry === undefined ? [] : [error.entry], code: error.code, message: error.message }]);
  }
  if (!(error instanceof PackageError)) return undefined;
  const { file, line } = error;
  const where = [...(file === undefined ? [] : [file]), ...(line === undefined ? [] : [String(line)])];
  const place = line === undefined ? "" : `${file}, line ${line}: `;
  return InvalidInput([{ path: where, code: error.code, message: `${place}${error.message}` }]);
}

async function refusing<T>(work: Promise<T>): Promise<T> {
  return work.catch((error: unknown) => {
    throw packageRefusal(error) ?? error;
  });
}

/** Opens an archive and reads what package it is, before anything of it is kept. Throws INVALID_INPUT; the caller closes the archive. */
export async function openPackage(source: string | Uint8Array | ByteSource): Promise<{ archive: Archive; parsed: ParsedPackage }> {
  const archive = await refusing(openArchive(source));
  try {
    return { archive, parsed: await refusing(readPackage(archive)) };
  } catch (error) {
    await archive.close();
    throw error;
  }
}

/** Keeps every file of an archive by its hash. `report` is told the share done, 0 to 1, and may throw to end the work. */
export async function storeFiles(archive: Archive, blobs: BlobStore, report: (share: number) => Promise<void>): Promise<StoredFile[]> {
  const entries = archive.entries.filter((entry) => !entry.isDirectory);
  const total = entries.reduce((sum, entry) => sum + entry.bytes, 0) || 1;
  const stored: StoredFile[] = [];
  let next = 0;
  let done = 0;
  let stopped = false;
  const worker = async (): Promise<void> => {
    while (!stopped && next < entries.length) {
      const entry = entries[next++]!;
      const { sha256, bytes } = await blobs.put(await bytesOf(archive, entry));
      stored.push({ path: entry.name, sha256, mediaType: packageMediaType(entry.name), bytes });
      done += bytes;
      await report(done / total);
    }
  };
  const fail = (error: unknown): never => {
    stopped = true;
    throw packageRefusal(error) ?? error;
  };
  // All of them end before the archive may be closed.
  const ends = await Promise.allSettled(Array.from({ length: AT_ONCE }, () => worker().catch(fail)));
  const failed = ends.find((end) => end.status === "rejected");
  if (failed) throw failed.reason;
  return stored;
}

// A stream through zlib for each of thousands of small files costs more than the files.
async function bytesOf(archive: Archive, entry: ArchiveEntry): Promise<Readable> {
  if (entry.bytes > SMALL) return archive.stream(entry);
  const whole = await archive.read(entry, SMALL);
  return Readable.from(whole.length > 0 ? [whole] : [], { objectMode: false });
}
