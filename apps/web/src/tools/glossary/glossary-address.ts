import type { GlossaryTermFilter } from "../../graphql-types.generated";

/** What the list's address says: `?q=&letter=&category=&show=proposals`. */
export function filterOf(search: URLSearchParams): GlossaryTermFilter {
  const proposals = search.get("show") === "proposals";
  return {
    query: search.get("q") || null,
    letter: search.get("letter") || null,
    category: search.get("category") || null,
    states: proposals ? ["PROPOSED"] : null,
  };
}

/** The address with one choice changed; an empty value takes it out. A new letter, category or search starts from the whole list. */
export function changed(search: URLSearchParams, change: Record<string, string | null>): URLSearchParams {
  const next = new URLSearchParams(search);
  for (const [key, value] of Object.entries(change)) {
    if (value) next.set(key, value);
    else next.delete(key);
  }
  return next;
}
