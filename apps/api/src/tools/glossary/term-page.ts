import { RICH_TEXT_LIMIT } from "@lyceum/shared/rich-text";
import { cleanRichTextToPlain } from "../../kernel/rich-text";
import type { TermRow } from "./seen-terms";

const ENTITIES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
const escaped = (text: string): string => text.replace(/[&<>"]/g, (character) => ENTITIES[character] ?? character);

/** A term as an entry of a definition list; other names stand behind it, and its language is named where it is not the course's. */
function entryOf({ term, definition, language, aliases }: TermRow, courseLanguage: string, plain: boolean): string {
  const lang = language === courseLanguage ? "" : ` lang="${escaped(language)}"`;
  const others = aliases.filter(({ kind }) => kind === "SYNONYM" || kind === "ABBREVIATION").map(({ text }) => escaped(text));
  const behind = others.length > 0 ? ` (${others.join(", ")})` : "";
  const body = plain ? `<p>${escaped(cleanRichTextToPlain(definition))}</p>` : definition;
  return `<dt${lang}><dfn>${escaped(term)}</dfn>${behind}</dt><dd${lang}>${body}</dd>`;
}

/**
 * Terms as rich text: a heading for each letter, the definitions in a list below it. As many texts as their greatest length asks for,
 * each beginning with its letter; a glossary without terms gives none.
 */
export function termPages(terms: readonly TermRow[], courseLanguage: string, plain: boolean, limit = RICH_TEXT_LIMIT): string[] {
  const pages: string[] = [];
  let [page, letter] = ["", ""];
  for (const term of terms) {
    const entry = entryOf(term, courseLanguage, plain);
    const heading = `<h2>${escaped(term.letter)}</h2><dl>`;
    if (page && page.length + heading.length + entry.length + 10 > limit) {
      pages.push(`${page}</dl>`);
      [page, letter] = ["", ""];
    }
    if (term.letter !== letter) page += `${page ? "</dl>" : ""}${heading}`;
    letter = term.letter;
    page += entry;
  }
  return page ? [...pages, `${page}</dl>`] : pages;
}
