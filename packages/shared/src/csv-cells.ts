import { foldAccents } from "./plain-text";

const plainNumber = /^[+-]?\d+(?:[.,]\d+)?%?$/;

/**
 * A cell that no spreadsheet takes for a formula: an apostrophe goes before what starts with `= + - @`, tab or carriage return, after
 * blanks too. Plain numbers with a sign stay numbers.
 */
export function neutralCell(text: string): string {
  return /^[\s\u200B\uFEFF]*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]|^[\t\r\n]/u.test(text) && !plainNumber.test(text) ? `'${text}` : text;
}

/** The text that `neutralCell` was given, for importing what was exported here. */
export function originalCell(text: string): string {
  return text.startsWith("'") && neutralCell(text.slice(1)) === text ? text.slice(1) : text;
}

/** Known spellings of each column, in any language: its own key counts always. */
export type HeaderSpellings<Key extends string> = Readonly<Record<Key, readonly string[]>>;

/** Spelling by which headers are compared: case, accents, blanks, dashes and underscores do not count. */
export function headerKey(header: string): string {
  return foldAccents(header).replace(/[^\p{L}\p{N}]+/gu, "");
}

/** The column each header stands for, in the file's order; undefined for an unknown header and for a second one of the same column. */
export function matchHeaders<Key extends string>(headers: readonly string[], spellings: HeaderSpellings<Key>): (Key | undefined)[] {
  const known = new Map<string, Key>();
  for (const key of Object.keys(spellings) as Key[]) for (const name of [key, ...spellings[key]]) known.set(headerKey(name), key);
  const seen = new Set<Key>();
  return headers.map((header) => {
    const key = known.get(headerKey(header));
    if (key === undefined || seen.has(key)) return undefined;
    seen.add(key);
    return key;
  });
}
