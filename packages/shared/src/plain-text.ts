/** Controls, and the marks that change the direction of the text around them: never of use in a title or a name. */
const unseen = /[\p{Cc}\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069\uFEFF]/gu;
const unseenInLines = /(?![\n\t])[\p{Cc}\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069\uFEFF]/gu;
const loneSurrogate = /\p{Cs}/gu;

/** A one-line text (title, name, label): NFC, controls and direction marks gone, blanks single, ends trimmed. */
export function cleanTitle(text: string): string {
  return text
    .replace(/[\t\n\v\f\r\u0085\u2028\u2029]/g, " ")
    .replace(unseen, "")
    .replace(loneSurrogate, "\uFFFD")
    .normalize("NFC")
    .replace(/\s+/g, " ")
    .trim();
}

/** A text of several lines (message, note): NFC, line ends as "\n", controls and direction marks gone, ends trimmed. */
export function cleanLines(text: string): string {
  return text
    .replace(/\r\n?|[\u0085\u2028\u2029]/g, "\n")
    .replace(unseenInLines, "")
    .replace(loneSurrogate, "\uFFFD")
    .normalize("NFC")
    .trim();
}

/** The key under which two spellings of an identifier, login, e-mail or title are the same: NFKC, case folded, blanks single. */
export function foldText(text: string): string {
  // Through upper case, which unites what lower-casing keeps apart (ß and ss, final and other sigma); lower case first, for the capital ẞ.
  return cleanTitle(text)
    .normalize("NFKC")
    .toLowerCase()
    .toUpperCase()
    .toLowerCase()
    .normalize("NFKC")
    .replace(/ς/g, "σ")
    .replace(/\s+/g, " ")
    .trim();
}

/** `foldText` without accents and other combining marks, for lenient search in the browser. */
export function foldAccents(text: string): string {
  return cleanTitle(
    foldText(text)
      .normalize("NFD")
      .replace(/\p{Mn}/gu, ""),
  );
}

/** Length in Unicode code points, as every limit on text counts. */
export function codePoints(text: string): number {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}

/** The first `limit` code points, never half a surrogate pair. */
export function truncateText(text: string, limit: number): string {
  return codePoints(text) <= limit ? text : [...text].slice(0, limit).join("");
}
