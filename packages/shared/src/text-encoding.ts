/** A file's text, with the encoding that was found; `sample` shows a word with accents when the encoding was only concluded. */
export interface DecodedText {
  readonly text: string;
  readonly encoding: "utf-8" | "utf-16le" | "utf-16be" | "windows-1252";
  readonly sample: string | null;
}

/** 0x80 to 0x9F of windows-1252; some runtimes decode them as control characters, so they are spelt out. */
const HIGH_CONTROLS = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ";

function windows1252(bytes: Uint8Array): string {
  return decode("latin1", bytes).replace(/[\u0080-\u009f]/gu, (sign) => HIGH_CONTROLS.charAt(sign.charCodeAt(0) - 0x80));
}

const decode = (encoding: string, bytes: Uint8Array, fatal = false): string => new TextDecoder(encoding, { fatal }).decode(bytes);

/**
 * Reads a list file: by its byte order mark, else as UTF-8 where the bytes are valid, else as Windows-1252 (the Encoding Standard's
 * name for what older spreadsheets write), with a sample so that a person can see whether the accents came through.
 */
export function decodeText(bytes: Uint8Array): DecodedText {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return { text: decode("utf-16le", bytes), encoding: "utf-16le", sample: null };
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return { text: decode("utf-16be", bytes), encoding: "utf-16be", sample: null };
  try {
    return { text: decode("utf-8", bytes, true), encoding: "utf-8", sample: null };
  } catch {
    const text = windows1252(bytes);
    return { text, encoding: "windows-1252", sample: /\S*[\u0080-\u{10ffff}]\S*/u.exec(text)?.[0].slice(0, 60) ?? null };
  }
}
