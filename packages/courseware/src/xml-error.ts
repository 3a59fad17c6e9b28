/** Why an XML document is refused. */
export type XmlErrorCode = "DTD_REFUSED" | "MALFORMED" | "EMPTY" | "TOO_LARGE" | "TOO_DEEP" | "UNSUPPORTED_ENCODING";

/** A document that is not read; `line` and `column` count from 1. */
export class XmlError extends Error {
  override readonly name = "XmlError";
  constructor(
    readonly code: XmlErrorCode,
    message: string,
    readonly line: number,
    readonly column: number,
  ) {
    super(message);
  }
}
