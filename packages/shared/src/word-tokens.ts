/** One word of a text: UTF-16 offsets, and its folded form. */
export interface WordToken {
  readonly start: number;
  readonly end: number;
  readonly raw: string;
  readonly folded: string;
  /** True for a word of a script written without blanks. */
  readonly spaceless: boolean;
}

const spacelessScript =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
const letters = "[\\p{L}\\p{M}\\p{N}_\\u00AD\\u200C\\u200D]";
const joined = new RegExp(`[\\p{L}\\p{N}_]${letters}*(?:['’.](?=\\p{L})${letters}+|(?<=\\p{N})[.,](?=\\p{N})${letters}+)*`, "gu");
const elided = new RegExp(`[\\p{L}\\p{N}_]${letters}*(?:\\.(?=\\p{L})${letters}+|(?<=\\p{N})[.,](?=\\p{N})${letters}+)*`, "gu");
/** Languages whose apostrophe ends a word of its own: l'algorithme is two words. */
const eliding = new Set(["fr", "it", "ca", "oc"]);

const folds = new Map<string, string>();

/** Folded form of one word: NFKC, case folded, joiners, soft hyphens and Arabic vowel signs out. */
export function foldWord(raw: string): string {
  const known = folds.get(raw);
  if (known !== undefined) return known;
  const folded = raw
    .normalize("NFKC")
    .replace(/[\u00AD\u200C\u200D\u0640\u064B-\u0652]/g, "")
    .replace(/’/g, "'")
    .toUpperCase()
    .toLowerCase()
    .replace(/ς/g, "σ")
    .normalize("NFKC");
  // Texts of every page pass through here: the memory must not grow with the day.
  if (folds.size > 50_000) folds.clear();
  folds.set(raw, folded);
  return folded;
}

const segmenters = new Map<string, Intl.Segmenter>();

function segmenterOf(language: string): Intl.Segmenter {
  const known = segmenters.get(language);
  if (known) return known;
  let made: Intl.Segmenter;
  try {
    made = new Intl.Segmenter(language, { granularity: "word" });
  } catch {
    made = new Intl.Segmenter("und", { granularity: "word" });
  }
  segmenters.set(language, made);
  return made;
}

/**
 * Words of a text in order, after UAX #29. Scripts with blanks are cut by a pattern that agrees with it (many times faster than the
 * segmenter); runs of scripts without blanks go through `Intl.Segmenter` in the page's language.
 */
export function wordTokens(text: string, language: string): WordToken[] {
  const tokens: WordToken[] = [];
  const pattern = eliding.has(language.toLowerCase().split("-")[0] ?? "") ? elided : joined;
  for (const match of text.matchAll(pattern)) {
    const raw = match[0];
    if (!spacelessScript.test(raw)) {
      tokens.push({ start: match.index, end: match.index + raw.length, raw, folded: foldWord(raw), spaceless: false });
      continue;
    }
    for (const part of segmenterOf(language).segment(raw)) {
      const start = match.index + part.index;
      tokens.push({
        start,
        end: start + part.segment.length,
        raw: part.segment,
        folded: foldWord(part.segment),
        spaceless: spacelessScript.test(part.segment),
      });
    }
  }
  return tokens;
}

/** True where the character belongs to a word, so that a word cut in two by inline markup can be noticed. */
export function isWordCharacter(character: string): boolean {
  return /[\p{L}\p{M}\p{N}_]/u.test(character);
}
