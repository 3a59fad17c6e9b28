/** Languages of the interface (BCP 47). */
export const LOCALES = ["en", "fr", "es", "ar"] as const;

/** Language of the interface. */
export type Locale = (typeof LOCALES)[number];

/** Language used where a person's own is not among ours. */
export const DEFAULT_LOCALE: Locale = "en";

/** Each language's direction of writing and its name in itself. */
export const LOCALE_FACTS: Readonly<Record<Locale, { readonly direction: "ltr" | "rtl"; readonly name: string }>> = {
  en: { direction: "ltr", name: "English" },
  fr: { direction: "ltr", name: "Français" },
  es: { direction: "ltr", name: "Español" },
  ar: { direction: "rtl", name: "العربية" },
};

/** True for a language of the interface. */
export function isLocale(value: string): value is Locale {
  return (LOCALES as readonly string[]).includes(value);
}

/** The first wished language that the interface speaks ("fr-CA" counts as "fr"), else the default. Wishes are BCP 47 tags, best first. */
export function bestLocale(wishes: readonly string[]): Locale {
  for (const wish of wishes) {
    const base = wish.trim().toLowerCase().split(/[-_]/)[0] ?? "";
    if (isLocale(base)) return base;
  }
  return DEFAULT_LOCALE;
}

const rightToLeft = new Set([
  "ar",
  "arc",
  "az-arab",
  "ckb",
  "dv",
  "fa",
  "he",
  "iw",
  "ks",
  "ku-arab",
  "nqo",
  "ps",
  "sd",
  "syr",
  "ug",
  "ur",
  "yi",
]);

/** Direction of writing of any language (BCP 47), for contents in languages the interface does not speak. */
export function directionOf(language: string): "ltr" | "rtl" {
  const parts = language.toLowerCase().split(/[-_]/);
  if (parts.includes("latn") || parts.includes("cyrl")) return "ltr";
  return parts.includes("arab") || parts.includes("hebr") || rightToLeft.has(parts[0] ?? "") ? "rtl" : "ltr";
}

/** True for a well-formed language tag (BCP 47), known or not. */
export function isLanguageTag(value: string): boolean {
  try {
    return value.length <= 35 && Intl.getCanonicalLocales(value).length === 1;
  } catch {
    return false;
  }
}
