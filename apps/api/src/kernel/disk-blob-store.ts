import { createHash, randomUUID } from "node:crypto";
import { createReadStream } from "node:fs";
import { access, mkdir, open, readdir, rename, rm, stat, utimes, type FileHandle } from "node:fs/promises";
import path from "node:path";
import type { Readable } from "node:stream";
import { openSource } from "@lyceum/courseware/archive-source";
import { Locked, type Refusal } from "./errors";
import type { BlobStore } from "./blob-store";

const HASH = /^[0-9a-f]{64}$/;
const FULL = new Set(["ENOSPC", "EDQUOT", "EFBIG"]);
const READ_ONLY = new Set(["EROFS", "EACCES", "EPERM"]);

/** The refusal that a failed write means: LOCKED with STORAGE_FULL or STORAGE_READ_ONLY; undefined for anything else. */
export function storageRefusal(error: unknown): Refusal | undefined {
  const code = (error as NodeJS.ErrnoException | null)?.code ?? "";
  if (FULL.has(code)) return Locked([{ code: "STORAGE_FULL" }]);
  if (READ_ONLY.has(code)) return Locked([{ code: "STORAGE_READ_ONLY" }]);
  return undefined;
}

async function refusing<T>(work: Promise<T>): Promise<T> {
  return work.catch((error: unknown) => {
    throw storageRefusal(error) ?? error;
  });
}

/**
 * Keeps blobs under `<dataDir>/blobs/ab/cd/<sha256>`. A blob is written beside its place, flushed to the disk and renamed, so a file
 * under a hash is always whole. Refuses with LOCKED when the disk is full or read-only.
 */
export function diskBlobStore(dataDir: string): BlobStore {
  const root = path.join(dataDir, "blobs");
  const incoming = path.join(root, "incoming");
  const placeOf = (sha256: string): string => {
    if (!HASH.test(sha256)) throw new Error("not a SHA-256 in hexadecimal");
    return path.join(root, sha256.slice(0, 2), sha256.slice(2, 4), sha256);
  };

  /** Renames a whole, flushed file to its place; one that is there already is the same bytes. */
  async function settle(from: string, sha256: string): Promise<void> {
    const place = placeOf(sha256);
    await mkdir(path.dirname(place), { recursive: true });
    await rename(from, place);
  }

  async function put(stream: Readable): Promise<{ sha256: string; bytes: number }> {
    await mkdir(incoming, { recursive: true });
    const temporary = path.join(incoming, randomUUID());
    const written = await writeWhole(stream, temporary);
    await settle(temporary, written.sha256);
    return written;
  }

  async function adopt(file: string): Promise<{ sha256: string; bytes: number }> {
    const handle = await open(file, "r+");
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
    const kept = await hashFile(file);
    // An upload may have taken days; from now on it counts as kept.
    const now = new Date();
    await utimes(file, now, now);
    await settle(file, kept.sha256);
    return kept;
  }

  return {
    put: (stream) => refusing(put(stream)),
    adopt: (file) => refusing(adopt(file)),
    open: (sha256, range) => createReadStream(placeOf(sha256), { ...range, highWaterMark: 256 * 1024 }),
    reader: (sha256) => openSource(placeOf(sha256)),
    has: (sha256) =>
      access(placeOf(sha256)).then(
        () => true,
        () => false,
      ),
    remove: (sha256) => refusing(rm(placeOf(sha256), { force: true })),
    removeOlder: (sha256, olderThanMs) => refusing(removeOlder(placeOf(sha256), olderThanMs)),
    list: () => listBlobs(root),
    sweep: (olderThanMs) => sweepFolder(incoming, olderThanMs),
  };
}

/** Writes a stream to a new file and flushes it; nothing stays behind when it fails. */
async function writeWhole(stream: Readable, file: string): Promise<{ sha256: string; bytes: number }> {
  const handle = await open(file, "wx", 0o600);
  try {
    const written = await drain(stream, handle);
    await handle.close();
    return written;
  } catch (error) {
    await handle.close().catch(() => undefined);
    await rm(file, { force: true }).catch(() => undefined);
    stream.destroy();
    throw error;
  }
}

async function hashFile(file: string): Promise<{ sha256: string; bytes: number }> {
  const hash = createHash("sha256");
  let bytes = 0;
  for await (const chunk of createReadStream(file, { highWaterMark: 1 << 20 }) as AsyncIterable<Buffer>) {
    hash.update(chunk);
    bytes += chunk.length;
  }
  return { sha256: hash.digest("hex"), bytes };
}

async function removeOlder(file: string, olderThanMs: number): Promise<boolean> {
  const facts = await stat(file).catch(() => null);
  if (!facts || Date.now() - facts.mtimeMs < olderThanMs) return false;
  await rm(file, { force: true });
  return true;
}

async function* listBlobs(root: string): AsyncGenerator<string> {
  const pair = /^[0-9a-f]{2}$/;
  for (const first of await readdir(root).catch(() => [])) {
    if (!pair.test(first)) continue;
    for (const second of await readdir(path.join(root, first)).catch(() => [])) {
      for (const name of await readdir(path.join(root, first, second)).catch(() => [])) if (HASH.test(name)) yield name;
    }
  }
}

async function drain(stream: Readable, handle: FileHandle): Promise<{ sha256: string; bytes: number }> {
  const hash = createHash("sha256");
  let bytes = 0;
  for await (const chunk of stream as AsyncIterable<Buffer | string>) {
    const part = typeof chunk === "string" ? Buffer.from(chunk) : chunk;
    hash.update(part);
    for (let at = 0; at < part.length;) at += (await handle.write(part, at)).bytesWritten;
    bytes += part.length;
  }
  await handle.sync();
  return { sha256: hash.digest("hex"), bytes };
}

/** Removes files of a folder that nobody has written to for so long: what a killed process left half-way. */
export async function sweepFolder(folder: string, olderThanMs: number): Promise<number> {
  let removed = 0;
  for (const name of await readdir(folder).catch(() => [])) {
    const file = path.join(folder, name);
    const facts = await stat(file).catch(() => null);
    if (!facts?.isFile() || Date.now() - facts.mtimeMs < olderThanMs) continue;
    await rm(file, { force: true });
    removed += 1;
  }
  return removed;
}
