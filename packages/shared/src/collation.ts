import { foldText } from "./plain-text";

/** Leading articles by language; one that ends in an apostrophe needs no blank after it. */
const ARTICLES: Readonly<Record<string, readonly string[]>> = {
  en: ["the", "a", "an"],
  fr: ["le", "la", "les", "un", "une", "des", "l'", "l’"],
  es: ["el", "la", "los", "las", "lo", "un", "una", "unos", "unas"],
  de: ["der", "die", "das", "ein", "eine"],
  it: ["il", "lo", "la", "i", "gli", "le", "un", "uno", "una", "l'", "l’"],
};

const collators = new Map<string, Intl.Collator>();

function collatorOf(language: string): Intl.Collator {
  const known = collators.get(language);
  if (known) return known;
  let made: Intl.Collator;
  try {
    made = new Intl.Collator(language, { numeric: true, sensitivity: "variant" });
  } catch {
    made = new Intl.Collator("und", { numeric: true, sensitivity: "variant" });
  }
  collators.set(language, made);
  return made;
}

/** The term without a leading article of its language; the term itself where nothing else would be left. */
export function withoutArticle(language: string, term: string): string {
  const lower = term.toLowerCase();
  for (const article of ARTICLES[language.toLowerCase().split("-")[0] ?? ""] ?? []) {
    const joined = /['’]$/.test(article);
    if (!lower.startsWith(joined ? article : `${article} `)) continue;
    const rest = term.slice(article.length).trim();
    if (rest !== "") return rest;
  }
  const bare = language.toLowerCase().startsWith("ar") ? term.replace(/^ال(?=\p{L}{2})/u, "") : term;
  return bare;
}

/** Order of two titles in a language's collation (negative, 0, positive), digits by value. */
export function compareTitles(language: string, one: string, other: string, ignoreArticles = false): number {
  const collator = collatorOf(language);
  const first = ignoreArticles ? collator.compare(withoutArticle(language, one), withoutArticle(language, other)) : 0;
  return first !== 0 ? first : collator.compare(one, other);
}

/** The letter under which a term stands in the A–Z bar: upper case, accents off where the language sorts them with the letter, "#" for others. */
export function indexLetter(language: string, term: string, ignoreArticles = false): string {
  const bare = (ignoreArticles ? withoutArticle(language, term) : term).normalize("NFC").trimStart();
  const first = /^\P{L}*(?=\p{L})/u.exec(bare)?.[0] === "" ? String.fromCodePoint(bare.codePointAt(0) ?? 35) : "#";
  if (first === "#") return "#";
  const base = new Intl.Collator(collatorOf(language).resolvedOptions().locale, { sensitivity: "base" });
  const plain = String.fromCodePoint(first.normalize("NFD").codePointAt(0) ?? 35);
  return (base.compare(plain, first) === 0 ? plain : first).toLocaleUpperCase(language);
}

/** The key by which two terms are one: NFKC, case folded, blanks single. */
export function termKey(term: string): string {
  return foldText(term);
}
