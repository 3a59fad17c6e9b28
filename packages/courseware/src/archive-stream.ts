import { Readable, Transform, pipeline, type TransformCallback } from "node:stream";
import { crc32, createInflateRaw, inflateRawSync } from "node:zlib";
import { ArchiveError, asArchiveError } from "./archive-error";
import type { ByteSource } from "./archive-source";

/** Largest ratio of inflated to stored bytes accepted once an entry or an archive is over `RATIO_FLOOR`. */
export const MAX_RATIO = 200;
/** Bytes under which no ratio is looked at: small files of blanks are no bomb. */
export const RATIO_FLOOR = 10 * 1024 * 1024;

/** Where an entry's bytes are, and what they must turn out to be. */
export interface EntryBytes {
  readonly name: string;
  readonly method: number;
  readonly start: number;
  readonly storedBytes: number;
  readonly bytes: number;
  readonly crc: number;
}

/** What one entry may yield and where its running total is kept. */
export interface EntryLimits {
  readonly maxEntryBytes: number;
  /** Called with each chunk's length; throws when the archive as a whole went over its limit. */
  count(length: number): void;
}

const READ_BYTES = 256 * 1024;

async function* stored(source: ByteSource, entry: EntryBytes): AsyncGenerator<Buffer> {
  let position = entry.start;
  const end = entry.start + entry.storedBytes;
  while (position < end) {
    const chunk = await source.readAt(position, Math.min(READ_BYTES, end - position));
    if (chunk.length === 0) throw new ArchiveError("CORRUPT", "The archive ends inside an entry.", entry.name);
    position += chunk.length;
    yield chunk;
  }
}

/** Counts and checks what really comes out: declared sizes are believed only when the bytes agree. */
class Gauge extends Transform {
  private seen = 0;
  private sum = 0;

  constructor(
    private readonly entry: EntryBytes,
    private readonly limits: EntryLimits,
  ) {
    super({ highWaterMark: READ_BYTES });
  }

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    try {
      this.admit(chunk);
      done(null, chunk);
    } catch (error) {
      done(asArchiveError(error, this.entry.name));
    }
  }

  override _flush(done: TransformCallback): void {
    const { name, bytes, crc } = this.entry;
    if (this.seen !== bytes) return done(new ArchiveError("CORRUPT", `${name} is shorter than announced.`, name));
    if (this.sum !== crc) return done(new ArchiveError("CORRUPT", `${name} does not match its checksum.`, name));
    done();
  }

  private admit(chunk: Buffer): void {
    const { name, bytes, storedBytes } = this.entry;
    this.seen += chunk.length;
    this.limits.count(chunk.length);
    if (this.seen > this.limits.maxEntryBytes) throw new ArchiveError("TOO_LARGE", `${name} is too large.`, name);
    if (this.seen > RATIO_FLOOR && this.seen > MAX_RATIO * storedBytes) {
      throw new ArchiveError("RATIO", `${name} inflates more than ${MAX_RATIO} times.`, name);
    }
    if (this.seen > bytes) throw new ArchiveError("CORRUPT", `${name} is longer than announced.`, name);
    this.sum = crc32(chunk, this.sum);
  }
}

/** Streams one entry's inflated bytes; the stream fails with `ArchiveError` when they are not what was announced. */
export function entryStream(source: ByteSource, entry: EntryBytes, limits: EntryLimits): Readable {
  const gauge = new Gauge(entry, limits);
  const input = Readable.from(stored(source, entry), {
    objectMode: false,
    highWaterMark: READ_BYTES,
  });
  // The gauge carries the error to whoever reads it; the callback only keeps the pipeline from throwing.
  const settle = (error: NodeJS.ErrnoException | null | undefined): void => {
    if (error && !gauge.destroyed) gauge.destroy(asArchiveError(error, entry.name));
  };
  if (entry.method === 0) return pipeline(input, gauge, settle);
  const inflate = createInflateRaw({ chunkSize: READ_BYTES });
  // zlib's own errors reach the reader as ArchiveError because they are turned before the pipeline sees them.
  inflate.prependListener("error", (error) => gauge.destroy(asArchiveError(error, entry.name)));
  return pipeline(input, inflate, gauge, settle);
}

/** Entries up to this many bytes are inflated in one piece: a stream for each of thousands of small files costs more than the files. */
export const ONE_PIECE_BYTES = 256 * 1024;

/** A small entry's bytes, held to the same promises as a stream's. Throws `ArchiveError`. */
export async function entryInOnePiece(source: ByteSource, entry: EntryBytes, limits: EntryLimits): Promise<Buffer> {
  const { name, bytes, crc } = entry;
  const body = await source.readAt(entry.start, entry.storedBytes);
  if (body.length < entry.storedBytes) throw new ArchiveError("CORRUPT", "The archive ends inside an entry.", name);
  let data: Buffer;
  try {
    // One byte more than announced is enough to catch a lie, and all the memory it gets.
    data = entry.method === 0 ? body : inflateRawSync(body, { maxOutputLength: bytes + 1 });
  } catch (error) {
    throw asArchiveError(error, name);
  }
  limits.count(data.length);
  if (data.length !== bytes) throw new ArchiveError("CORRUPT", `${name} is not as long as announced.`, name);
  if (crc32(data) !== crc) throw new ArchiveError("CORRUPT", `${name} does not match its checksum.`, name);
  return data;
}
