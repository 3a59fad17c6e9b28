import type { GlossaryTermFieldsFragment } from "./glossary.generated";
import type { GlossaryAliasKind, GlossaryHighlight } from "../../graphql-types.generated";

export interface VariantValue {
  language: string;
  term: string;
  definition: string;
}

/** The form's fields. */
export interface TermValues {
  term: string;
  definition: string;
  synonyms: string[];
  abbreviations: string[];
  /** Plurals and other inflected forms together: people do not tell them apart. */
  forms: string[];
  category: string;
  language: string;
  highlight: GlossaryHighlight;
  relatedIds: string[];
  variants: VariantValue[];
}

/** The form's first values: those of the term, or of a new one in the course's language. */
export function valuesOf(term: GlossaryTermFieldsFragment | undefined, language: string): TermValues {
  const texts = (...kinds: GlossaryAliasKind[]) =>
    (term?.aliases ?? []).filter((alias) => kinds.includes(alias.kind)).map((alias) => alias.text);
  return {
    term: term?.term ?? "",
    definition: term?.definition ?? "",
    synonyms: texts("SYNONYM"),
    abbreviations: texts("ABBREVIATION"),
    forms: texts("PLURAL", "FORM"),
    category: term?.category ?? "",
    language: term?.language ?? language,
    highlight: term?.highlight ?? "ON",
    relatedIds: term?.related.map((related) => related.id) ?? [],
    variants:
      term?.variants.map(({ language: variantLanguage, term: words, definition }) => ({
        language: variantLanguage,
        term: words,
        definition,
      })) ?? [],
  };
}

const aliases = (kind: GlossaryAliasKind, texts: readonly string[]) => texts.map((text) => ({ kind, text }));

/** What the mutations take. */
export function inputOf(values: TermValues) {
  const { term, definition, category, language, highlight, relatedIds, variants } = values;
  return {
    term,
    definition,
    category,
    language,
    highlight,
    relatedIds,
    variants: variants.filter((variant) => variant.term.trim() !== ""),
    aliases: [...aliases("SYNONYM", values.synonyms), ...aliases("ABBREVIATION", values.abbreviations), ...aliases("FORM", values.forms)],
  };
}
