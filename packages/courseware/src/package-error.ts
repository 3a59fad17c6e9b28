/** Why a course package is refused. The codes are stable: screens translate them. */
export type PackageErrorCode =
  | "NO_MANIFEST"
  | "MANIFEST_NOT_AT_ROOT"
  | "XML_EMPTY"
  | "XML_MALFORMED"
  | "XML_TOO_LARGE"
  | "DTD_REFUSED"
  | "INVALID_MANIFEST"
  | "NOTHING_TO_LAUNCH"
  | "LAUNCH_OUTSIDE_PACKAGE"
  | "AICC_INCOMPLETE"
  | "UNSUPPORTED_STANDARD";

/** A package that is not imported, with the file and line at fault where there is one. */
export class PackageError extends Error {
  override readonly name = "PackageError";
  constructor(
    readonly code: PackageErrorCode,
    message: string,
    readonly file?: string,
    readonly line?: number,
    /** What the message names besides: the folder holding the manifest, or the standard recognised. */
    readonly detail?: string,
  ) {
    super(message);
  }
}
