import { crc32, deflateRawSync } from "node:zlib";

/** One entry written byte by byte; what is left out is written truthfully. */
export interface RawEntry {
  readonly name: string | Buffer;
  readonly data?: Buffer;
  readonly method?: number;
  readonly flags?: number;
  /** Unix mode with its type bits. */
  readonly mode?: number;
  readonly statedBytes?: number;
  readonly statedCrc?: number;
  /** Points the directory at this offset instead of writing a local entry. */
  readonly offset?: number;
  readonly storedBytes?: number;
}

function header(entry: RawEntry, name: Buffer, stored: number, data: Buffer, central: number | null): Buffer {
  const bytes = Buffer.alloc(central === null ? 30 : 46);
  bytes.writeUInt32LE(central === null ? 0x04034b50 : 0x02014b50, 0);
  const at = central === null ? 4 : 6;
  if (central !== null) bytes.writeUInt16LE(0x031e, 4);
  bytes.writeUInt16LE(20, at);
  bytes.writeUInt16LE(entry.flags ?? 0, at + 2);
  bytes.writeUInt16LE(entry.method ?? 8, at + 4);
  bytes.writeUInt16LE(0x21, at + 8);
  bytes.writeUInt32LE(entry.statedCrc ?? crc32(data), at + 10);
  bytes.writeUInt32LE(stored, at + 14);
  bytes.writeUInt32LE(entry.statedBytes ?? data.length, at + 18);
  bytes.writeUInt16LE(name.length, at + 22);
  if (central !== null) {
    bytes.writeUInt32LE(((entry.mode ?? 0o100644) << 16) >>> 0, 38);
    bytes.writeUInt32LE(entry.offset ?? central, 42);
  }
  return Buffer.concat([bytes, name]);
}

/** The record that ends a zip; `count` may lie. */
export function endRecord(count: number, directoryBytes: number, directoryOffset: number): Buffer {
  const bytes = Buffer.alloc(22);
  bytes.writeUInt32LE(0x06054b50, 0);
  bytes.writeUInt16LE(count & 0xffff, 8);
  bytes.writeUInt16LE(count & 0xffff, 10);
  bytes.writeUInt32LE(directoryBytes, 12);
  bytes.writeUInt32LE(directoryOffset, 16);
  return bytes;
}

/** A zip written field by field, so that every field can lie. */
export function rawZip(entries: readonly RawEntry[], count = entries.length): Buffer {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const entry of entries) {
    const name = Buffer.from(entry.name);
    const data = entry.data ?? Buffer.alloc(0);
    const body = (entry.method ?? 8) === 8 ? deflateRawSync(data) : data;
    const stored = entry.storedBytes ?? body.length;
    directory.push(header(entry, name, stored, data, offset));
    if (entry.offset !== undefined) continue;
    const local = Buffer.concat([header(entry, name, stored, data, null), body]);
    locals.push(local);
    offset += local.length;
  }
  const central = Buffer.concat(directory);
  return Buffer.concat([...locals, central, endRecord(count, central.length, offset)]);
}
