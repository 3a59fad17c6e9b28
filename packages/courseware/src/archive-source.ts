import { open, type FileHandle } from "node:fs/promises";
import { Readable } from "node:stream";
import { RandomAccessReader } from "yauzl";

/** Bytes that can be read at any position: a file on disk or a Buffer. */
export interface ByteSource {
  readonly size: number;
  readAt(position: number, length: number): Promise<Buffer>;
  close(): Promise<void>;
}

async function readFully(handle: FileHandle, position: number, length: number): Promise<Buffer> {
  const buffer = Buffer.allocUnsafe(length);
  let done = 0;
  while (done < length) {
    const { bytesRead } = await handle.read(buffer, done, length - done, position + done);
    if (bytesRead === 0) break;
    done += bytesRead;
  }
  return buffer.subarray(0, done);
}

/** Opens a file path, wraps a Buffer, or takes a source as it is; the caller closes it. */
export async function openSource(source: string | Uint8Array | ByteSource): Promise<ByteSource> {
  if (typeof source === "object" && "readAt" in source) return source;
  if (typeof source !== "string") {
    const bytes = Buffer.from(source.buffer, source.byteOffset, source.byteLength);
    return {
      size: bytes.length,
      readAt: async (position, length) => bytes.subarray(position, position + length),
      close: async () => undefined,
    };
  }
  const handle = await open(source, "r");
  const { size } = await handle.stat();
  return {
    size,
    readAt: (position, length) => readFully(handle, position, length),
    close: () => handle.close(),
  };
}

/** Where the archive proper stands within a file. */
export interface ArchiveBounds {
  readonly start: number;
  readonly end: number;
}

/** The bytes between two positions, as a source of their own. */
export function sourceWithin(source: ByteSource, { start, end }: ArchiveBounds): ByteSource {
  return {
    size: end - start,
    readAt: (position, length) => source.readAt(position + start, Math.max(0, Math.min(length, end - start - position))),
    close: () => source.close(),
  };
}

const EOCD_BYTES = 22;
const CENTRAL_HEADER = 0x02014b50;
const END_RECORD = Buffer.from([0x50, 0x4b, 0x05, 0x06]);

async function isDirectoryAt(source: ByteSource, position: number): Promise<boolean> {
  const bytes = await source.readAt(position, 4);
  return bytes.length === 4 && bytes.readUInt32LE(0) === CENTRAL_HEADER;
}

/**
 * Finds the archive between what may stand in front of it (a self-extracting program) and behind it (padding).
 * Offsets in a zip count from its own start, so whatever was put in front shows as the difference between
 * where the directory is and where it says it is.
 */
export async function archiveBounds(source: ByteSource): Promise<ArchiveBounds> {
  const from = Math.max(0, source.size - EOCD_BYTES - 0xffff);
  const tail = await source.readAt(from, source.size - from);
  let at = tail.lastIndexOf(END_RECORD);
  while (at >= 0 && (at + EOCD_BYTES > tail.length || at + EOCD_BYTES + tail.readUInt16LE(at + 20) > tail.length)) {
    at = at === 0 ? -1 : tail.lastIndexOf(END_RECORD, at - 1);
  }
  if (at < 0) return { start: 0, end: source.size };
  const end = from + at + EOCD_BYTES + tail.readUInt16LE(at + 20);
  const directory = { bytes: tail.readUInt32LE(at + 12), offset: tail.readUInt32LE(at + 16) };
  const start = from + at - directory.bytes - directory.offset;
  const shifted = directory.offset !== 0xffffffff && start > 0 && directory.bytes >= 46;
  if (!shifted || (await isDirectoryAt(source, directory.offset))) return { start: 0, end };
  return { start: (await isDirectoryAt(source, directory.offset + start)) ? start : 0, end };
}

/** Lets the zip reader read from a `ByteSource`, in whole blocks so that a directory of many entries stays quick. */
export class BlockReader extends RandomAccessReader {
  private block: Buffer = Buffer.alloc(0);
  private blockStart = 0;

  constructor(private readonly source: ByteSource) {
    super();
  }

  override _readStreamForRange(start: number, end: number): Readable {
    const { source } = this;
    return Readable.from(
      (async function* bytes() {
        yield await source.readAt(start, end - start);
      })(),
    );
  }

  override read(buffer: Buffer, offset: number, length: number, position: number, callback: (error: Error | null) => void): void {
    if (this.copy(buffer, offset, length, position)) {
      callback(null);
      return;
    }
    const wanted = Math.min(Math.max(length, 64 * 1024), Math.max(0, this.source.size - position));
    this.source.readAt(position, wanted).then((block) => {
      [this.block, this.blockStart] = [block, position];
      callback(this.copy(buffer, offset, length, position) ? null : new Error("unexpected end of file"));
    }, callback);
  }

  private copy(buffer: Buffer, offset: number, length: number, position: number): boolean {
    const from = position - this.blockStart;
    if (from < 0 || from + length > this.block.length) return false;
    this.block.copy(buffer, offset, from, from + length);
    return true;
  }
}
