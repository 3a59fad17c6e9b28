import type { Readable } from "node:stream";

/** Where bytes lie, by their SHA-256. Local disk now; the place of another driver is this interface. */
export interface BlobStore {
  /** Hashes while it streams, and keeps the bytes under their hash; the same bytes twice are kept once. */
  put(stream: Readable): Promise<{ sha256: string; bytes: number }>;
  /** Streams bytes `start` to `end` (both inclusive). */
  open(sha256: string, range?: { start: number; end: number }): Readable;
  has(sha256: string): Promise<boolean>;
  remove(sha256: string): Promise<void>;
}
