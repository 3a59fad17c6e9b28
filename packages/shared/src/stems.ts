/** Brings inflected forms of a folded (lower-case) word to one form. Light on purpose: endings only, never derivation. */
export type Stemmer = (word: string) => string;

const hasVowel = (word: string) => /[aeiouyáàâäéèêëíîïóôöúùûü]/.test(word);

function english(word: string): string {
  let stem = word.replace(/['’]s?$/, "");
  if (stem.length < 4) return stem;
  if (/[^aeiou]ies$/.test(stem)) stem = `${stem.slice(0, -3)}y`;
  else if (/(?:[sxz]|ch|sh)es$/.test(stem)) stem = stem.slice(0, -2);
  else if (/[^suia]s$/.test(stem) || /[^aeiou]as$/.test(stem)) stem = stem.slice(0, -1);
  const verb = /^(.{3,}?)(?:ing|ed)$/.exec(stem)?.[1];
  if (verb !== undefined && hasVowel(verb)) stem = /([bdfgmnprt])\1$/.test(verb) ? verb.slice(0, -1) : verb.replace(/i$/, "y");
  return stem.length > 3 ? stem.replace(/e$/, "") : stem;
}

function french(word: string): string {
  if (word.length < 4) return word;
  let stem = word;
  if (/eaux$/.test(stem)) stem = stem.slice(0, -1);
  else if (/[^e]aux$/.test(stem)) stem = `${stem.slice(0, -3)}al`;
  else if (/[^su]s$|us$|eux$|oux$/.test(stem)) stem = stem.slice(0, -1);
  if (stem.length > 3) stem = stem.replace(/e$/, "");
  return stem.length > 3 ? stem.replace(/([lnt])\1$/, "$1") : stem;
}

const plainVowel: Readonly<Record<string, string>> = { á: "a", é: "e", í: "i", ó: "o", ú: "u" };

function spanish(word: string): string {
  if (word.length < 4) return word;
  // A longer word in accented vowel and s is a singular (inglés), a short one a plural (cafés).
  if (word.length > 5 && /[áéíóú]s$/.test(word)) return word.replace(/[áéíóú](?=s$)/, (vowel) => plainVowel[vowel] ?? vowel);
  let stem = word;
  if (/ces$/.test(stem)) stem = `${stem.slice(0, -3)}z`;
  else if (/[^aeiouáéíóú]es$/.test(stem)) stem = stem.slice(0, -2);
  else if (/[aeiouáéó]s$/.test(stem)) stem = stem.slice(0, -1);
  stem = stem.replace(/([áéíóú])(?=[ns]$)/, (vowel) => plainVowel[vowel] ?? vowel);
  return stem.length > 3 ? stem.replace(/[aoe]$/, "") : stem;
}

function german(word: string): string {
  const stem = word.replace(/ß/g, "ss");
  const plural = /^(.{3,})ern?$/.exec(stem)?.[1];
  // Only the plural in -er changes the vowel often enough to undo it; elsewhere schon and schön would be one.
  if (plural !== undefined) return /[äöü]/.test(plural) ? plural.replace(/ä/g, "a").replace(/ö/g, "o").replace(/ü/g, "u") : plural;
  return /^(.{3,}?)(?:em|en|es|[en]|(?<=[oiybdfgklmnrt])s)$/.exec(stem)?.[1] ?? stem;
}

function arabic(word: string): string {
  let stem = word
    .replace(/[\u064B-\u065F\u0670\u0640]/g, "")
    .replace(/[أإآٱ]/g, "ا")
    .replace(/ى$/, "ي");
  const prefix = /^(?:وال|فال|بال|كال|ولل|لل|ال)(?=.{3})/.exec(stem)?.[0] ?? /^و(?=.{4})/.exec(stem)?.[0] ?? "";
  stem = stem.slice(prefix.length);
  const suffix = /(?:هما|ات|ان|ون|ين|ها|هم|ية|ة|ه)$/.exec(stem)?.[0] ?? "";
  return stem.length - suffix.length >= 3 ? stem.slice(0, stem.length - suffix.length) : stem;
}

const stemmers: Readonly<Record<string, Stemmer>> = { en: english, fr: french, es: spanish, de: german, ar: arabic };

/** The stemmer of a language (BCP 47); undefined for a language without one. */
export function stemmerOf(language: string): Stemmer | undefined {
  const base = language.toLowerCase().split("-")[0] ?? "";
  return Object.hasOwn(stemmers, base) ? stemmers[base] : undefined;
}
