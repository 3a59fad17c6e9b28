import type { Entry } from "yauzl";
import { ArchiveError } from "./archive-error";
import { decodeNames, isJunkName, safeName, type NameEncoding, type RawName } from "./archive-name";
import { MAX_RATIO, RATIO_FLOOR } from "./archive-stream";
import type { ArchiveEntry } from "./safe-zip";

/** Limits the directory is held against, all in bytes. */
export interface DirectoryLimits {
  readonly maxEntryBytes: number;
  readonly maxTotalBytes: number;
  readonly archiveBytes: number;
  /** Where the directory ends: no entry's bytes may reach it. */
  readonly dataEnd: number;
}

/** An entry as shown, as stored, and the offset its bytes may not pass. */
export interface CheckedEntry {
  readonly shown: ArchiveEntry;
  readonly raw: Entry;
  readonly boundary: number;
}

const LOCAL_HEADER_BYTES = 30;
const UNICODE_PATH_FIELD = 0x7075;

function rawNameOf(entry: Entry): RawName {
  const unicodePath = entry.extraFields.find((field) => field.id === UNICODE_PATH_FIELD)?.data;
  const utf8 = (entry.generalPurposeBitFlag & 0x800) !== 0;
  return unicodePath ? { bytes: entry.fileNameRaw, utf8, unicodePath } : { bytes: entry.fileNameRaw, utf8 };
}

function checkKind(entry: Entry, name: string): void {
  const kind = (entry.externalFileAttributes >>> 16) & 0xf000;
  if (kind === 0xa000) throw new ArchiveError("SYMLINK", `${name} is a symbolic link.`, name);
  const host = entry.versionMadeBy >>> 8;
  // Only Unix and macOS write a file type there; other hosts may put anything in these bits.
  if ((host === 3 || host === 19) && kind !== 0 && kind !== 0x8000 && kind !== 0x4000) {
    throw new ArchiveError("DEVICE", `${name} is not an ordinary file.`, name);
  }
}

function checkContent(entry: Entry, name: string, limits: DirectoryLimits): void {
  const encrypted = (entry.generalPurposeBitFlag & (0x1 | 0x40 | 0x2000)) !== 0 || entry.compressionMethod === 99;
  if (encrypted) throw new ArchiveError("ENCRYPTED", `${name} is encrypted.`, name);
  if (entry.compressionMethod !== 0 && entry.compressionMethod !== 8) {
    throw new ArchiveError("UNSUPPORTED_METHOD", `${name} uses compression method ${entry.compressionMethod}.`, name);
  }
  if (entry.uncompressedSize > limits.maxEntryBytes) throw new ArchiveError("TOO_LARGE", `${name} is too large.`, name);
  if (entry.uncompressedSize > RATIO_FLOOR && entry.uncompressedSize > MAX_RATIO * entry.compressedSize) {
    throw new ArchiveError("RATIO", `${name} inflates more than ${MAX_RATIO} times.`, name);
  }
}

function isDirectory(entry: Entry, name: string): boolean {
  if (name === "" || name.endsWith("/")) return true;
  const unixFolder = ((entry.externalFileAttributes >>> 16) & 0xf000) === 0x4000;
  const dosFolder = (entry.externalFileAttributes & 0x10) !== 0;
  return (unixFolder || dosFolder) && entry.uncompressedSize === 0;
}

function modifiedAt(entry: Entry): Date | null {
  const date = entry.getLastModDate({ timezone: "UTC" });
  return Number.isNaN(date.getTime()) ? null : date;
}

/** Offsets each entry's bytes may not pass; OVERLAP when two entries share bytes even by their shortest reading. */
function boundaries(entries: readonly Entry[], names: readonly string[], dataEnd: number): Map<Entry, number> {
  const order = entries.map((entry, index) => ({ entry, name: names[index] ?? "" }));
  order.sort((a, b) => a.entry.relativeOffsetOfLocalHeader - b.entry.relativeOffsetOfLocalHeader);
  const result = new Map<Entry, number>();
  order.forEach(({ entry, name }, index) => {
    const boundary = order[index + 1]?.entry.relativeOffsetOfLocalHeader ?? dataEnd;
    const shortest = entry.relativeOffsetOfLocalHeader + LOCAL_HEADER_BYTES + entry.fileNameLength + entry.compressedSize;
    if (shortest > boundary) throw new ArchiveError("OVERLAP", `${name} overlaps the entry after it.`, name);
    result.set(entry, boundary);
  });
  return result;
}

/** Names that would meet on a disk that ignores case, and files that are also folders. */
class NameRegister {
  private readonly files = new Map<string, string>();
  private readonly folders = new Map<string, string>();

  add(name: string, folder: boolean): void {
    const key = name.toLowerCase().normalize("NFC").replace(/\/$/, "");
    const other = this.files.get(key) ?? (folder ? undefined : this.folders.get(key));
    if (other !== undefined) throw new ArchiveError("DUPLICATE_NAME", `${name} and ${other} are the same name.`, name);
    (folder ? this.folders : this.files).set(key, name);
    for (let cut = key.lastIndexOf("/"); cut > 0; cut = key.lastIndexOf("/", cut - 1)) {
      const parent = key.slice(0, cut);
      const file = this.files.get(parent);
      if (file !== undefined) throw new ArchiveError("DUPLICATE_NAME", `${file} is both a file and a folder.`, file);
      this.folders.set(parent, parent);
    }
  }
}

/** Checks a whole directory and gives the entries worth reading. Throws `ArchiveError` for the first fault. */
export function checkEntries(
  entries: readonly Entry[],
  limits: DirectoryLimits,
  nameEncoding?: NameEncoding,
): { checked: CheckedEntry[]; skipped: string[] } {
  const names = decodeNames(entries.map(rawNameOf), nameEncoding).map(safeName);
  const register = new NameRegister();
  let total = 0;
  entries.forEach((entry, index) => {
    const name = names[index] ?? "";
    checkKind(entry, name);
    checkContent(entry, name, limits);
    if (name !== "") register.add(name, isDirectory(entry, name));
    else if (entry.uncompressedSize > 0) throw new ArchiveError("BAD_NAME", "An entry has no name.", name);
    total += entry.uncompressedSize;
  });
  if (total > limits.maxTotalBytes) throw new ArchiveError("TOO_LARGE", `The archive holds ${total} bytes.`);
  const edges = boundaries(entries, names, limits.dataEnd);
  if (total > RATIO_FLOOR && total > MAX_RATIO * limits.archiveBytes) {
    throw new ArchiveError("RATIO", `The archive inflates more than ${MAX_RATIO} times.`);
  }
  const checked: CheckedEntry[] = [];
  const skipped: string[] = [];
  entries.forEach((raw, index) => {
    const name = names[index] ?? "";
    if (name === "") return;
    if (isJunkName(name)) {
      skipped.push(name);
      return;
    }
    const folder = isDirectory(raw, name);
    const shownName = folder && !name.endsWith("/") ? `${name}/` : name;
    const shown = {
      name: shownName,
      bytes: raw.uncompressedSize,
      isDirectory: folder,
      modifiedAt: modifiedAt(raw),
    };
    checked.push({ shown: Object.freeze(shown), raw, boundary: edges.get(raw) ?? limits.dataEnd });
  });
  return { checked, skipped };
}
