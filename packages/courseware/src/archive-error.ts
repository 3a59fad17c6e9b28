/** Why an archive is refused. The codes are stable: screens translate them. */
export type ArchiveErrorCode =
  | "NOT_A_ZIP"
  | "MULTI_DISK"
  | "TRAVERSAL"
  | "ABSOLUTE_PATH"
  | "BAD_NAME"
  | "SYMLINK"
  | "DEVICE"
  | "DUPLICATE_NAME"
  | "TOO_MANY_ENTRIES"
  | "TOO_LARGE"
  | "RATIO"
  | "OVERLAP"
  | "ENCRYPTED"
  | "UNSUPPORTED_METHOD"
  | "CORRUPT"
  | "NO_SUCH_ENTRY";

/** An archive that must not be opened, or whose bytes are not what it announced. */
export class ArchiveError extends Error {
  override readonly name = "ArchiveError";
  constructor(
    readonly code: ArchiveErrorCode,
    message: string,
    readonly entry?: string,
  ) {
    super(message);
  }
}

const PATTERNS: readonly [RegExp, ArchiveErrorCode][] = [
  [/end of central directory record signature not found/i, "NOT_A_ZIP"],
  [/multi-disk/i, "MULTI_DISK"],
  [/encrypt/i, "ENCRYPTED"],
  [/unsupported compression method/i, "UNSUPPORTED_METHOD"],
];

/** Turns what the zip reader or zlib threw into an `ArchiveError`; errors of the file system pass unchanged. */
export function asArchiveError(error: unknown, entry?: string): Error {
  if (error instanceof ArchiveError) return error;
  const cause = error instanceof Error ? error : new Error(String(error));
  if ("syscall" in cause) return cause;
  const known = PATTERNS.find(([pattern]) => pattern.test(cause.message));
  return new ArchiveError(known?.[1] ?? "CORRUPT", cause.message, entry);
}
