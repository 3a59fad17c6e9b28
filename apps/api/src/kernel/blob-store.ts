import type { Readable } from "node:stream";

/** What was kept: the bytes' SHA-256 in hexadecimal, and how many there are. */
export interface KeptBytes {
  sha256: string;
  bytes: number;
}

/** Bytes that can be read at any place until they are closed. */
export interface BlobReader {
  readonly size: number;
  /** At most `length` bytes; fewer only where the bytes end. */
  readAt(position: number, length: number): Promise<Buffer>;
  close(): Promise<void>;
}

/** Where bytes lie, by their SHA-256. Local disk now; the place of another driver is this interface. */
export interface BlobStore {
  /** Hashes while it streams, and keeps the bytes under their hash; the same bytes twice are kept once. */
  put(stream: Readable): Promise<KeptBytes>;
  /** Takes over a file of this machine (an upload that is complete): moved where possible, and gone from where it was. */
  adopt(file: string): Promise<KeptBytes>;
  /** Streams bytes `start` to `end` (both inclusive). */
  open(sha256: string, range?: { start: number; end: number }): Readable;
  /** Opens bytes for reading here and there, as a zip's directory needs; the caller closes it. */
  reader(sha256: string): Promise<BlobReader>;
  has(sha256: string): Promise<boolean>;
  remove(sha256: string): Promise<void>;
  /** Removes bytes that were kept so long ago or longer; ones kept again since then stay, whoever asks. */
  removeOlder(sha256: string, olderThanMs: number): Promise<boolean>;
  /** The hashes of everything that is kept, in no order. */
  list(): AsyncIterable<string>;
  /** Forgets half-written bytes that nobody has touched for so long; gives their number. */
  sweep(olderThanMs: number): Promise<number>;
}
