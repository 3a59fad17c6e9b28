import { indexLetter, termKey, withoutArticle } from "@lyceum/shared/collation";
import { foldAccents, truncateText } from "@lyceum/shared/plain-text";
import { cleanRichTextToPlain, sanitizeRichText } from "../../kernel/rich-text";
import type { SearchText } from "../../kernel/search";

/** The columns that follow from a term's own words: kept beside them so that lists sort, jump and search in SQL. */
export interface TermColumns {
  termKey: string;
  letter: string;
  sortText: string;
  searchText: string;
}

interface Words {
  term: string;
  language: string;
  definition: string;
  aliases: readonly { text: string }[];
  variants: readonly { term: string; definition?: string | null | undefined }[];
}

// What a B-tree entry may hold is less than a long term in a script of three bytes.
const SORT_LENGTH = 120;

/** The letter of the A–Z bar and the text that is sorted, by the course's choice about articles. */
export function sortColumns(term: string, language: string, ignoreArticles: boolean): Pick<TermColumns, "letter" | "sortText"> {
  return {
    letter: indexLetter(language, term, ignoreArticles),
    sortText: truncateText(ignoreArticles ? withoutArticle(language, term) : term, SORT_LENGTH),
  };
}

/** All derived columns of a term; `plain` is the definition without markup where the caller has it already. */
export function termTexts(words: Words, ignoreArticles: boolean, plain: string = cleanRichTextToPlain(words.definition)): TermColumns {
  const parts = [words.term, ...words.aliases.map((alias) => alias.text), ...words.variants.map((variant) => variant.term), plain];
  return {
    termKey: termKey(words.term),
    ...sortColumns(words.term, words.language, ignoreArticles),
    searchText: parts.map(foldAccents).join(" ¦ "),
  };
}

/** A definition as it is stored: through the allow-list; text without any block becomes a paragraph. */
export function storedDefinition(html: string): string {
  const clean = sanitizeRichText(html).trim();
  return clean === "" || /^<(?:p|div|h[1-6]|ul|ol|dl|blockquote|pre|table|figure|details)\b/i.test(clean) ? clean : `<p>${clean}</p>`;
}

/** A term as course search knows it. */
export function searchTextOf(
  term: Words & { id: string; glossaryId: string; courseId: string; runId: string },
  plain: string = cleanRichTextToPlain(term.definition),
): SearchText {
  const others = [...term.aliases.map((alias) => alias.text), ...term.variants.map((variant) => variant.term)];
  return {
    courseId: term.courseId,
    runId: term.runId,
    tool: "glossary",
    kind: "glossaryTerm",
    rowId: term.id,
    // No item: which terms a member finds (a session's wordings, hidden ones) the tool says itself.
    itemId: null,
    language: term.language.toLowerCase().split("-")[0] ?? "",
    title: term.term,
    text: [...others, plain].join("\n"),
  };
}
