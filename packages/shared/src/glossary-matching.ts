import { type Stemmer, stemmerOf } from "./stems";
import { type WordToken, wordTokens } from "./word-tokens";

/** A term as the match list gives it. */
export interface MatchTerm {
  readonly id: string;
  readonly term: string;
  /** BCP 47. */
  readonly language: string;
  readonly highlight: "ON" | "OFF" | "EXACT_CASE";
  readonly aliases?: readonly { readonly text: string; readonly kind: "SYNONYM" | "ABBREVIATION" | "PLURAL" | "FORM" }[];
}

/** One occurrence: UTF-16 offsets in the text searched. */
export interface TermMatch {
  readonly termId: string;
  readonly start: number;
  readonly end: number;
}

/** Finds terms in a text. */
export interface TermMatcher {
  /** Occurrences in reading order, never overlapping; `except` are terms to leave alone. `language` is the text's (BCP 47). */
  find(text: string, language: string, except?: ReadonlySet<string>): TermMatch[];
}

interface Entry {
  readonly termId: string;
  readonly head: string;
  readonly tail: string;
}

interface Node {
  next?: Map<string, Node>;
  entries?: Entry[];
}

type WordForm = (token: WordToken) => string;

interface Trie {
  readonly form: WordForm;
  readonly root: Node;
}

/** What stands between two words, as far as it matters: blanks are one blank, hyphens one hyphen. */
function gap(text: string, from: number, to: number): string {
  if (to - from === 1 && text.charCodeAt(from) === 32) return " ";
  return text
    .slice(from, to)
    .replace(/[\s\u00A0]+/gu, " ")
    .replace(/[‐‑‒–]/gu, "-")
    .replace(/[\u200E\u200F\u202A-\u202E\u2066-\u2069]/gu, "");
}

function isAcronym(text: string): boolean {
  return /^\p{Lu}{2,5}$/u.test(text);
}

/** The way from one trie node to that of the next word; characters one by one where a script without blanks may be cut elsewhere. */
function stepKey(trie: Trie, text: string, token: WordToken, before: WordToken | undefined): string {
  const form = trie.form(token);
  if (before === undefined) return form;
  const between = gap(text, before.end, token.start);
  return token.spaceless ? between + form : `${between}\u0000${form}`;
}

function insert(trie: Trie, text: string, language: string, termId: string): void {
  const tokens = wordTokens(text, language);
  const [first, last] = [tokens[0], tokens.at(-1)];
  if (first === undefined || last === undefined) return;
  let node = trie.root;
  for (const [index, token] of tokens.entries()) {
    const key = stepKey(trie, text, token, tokens[index - 1]);
    for (const step of token.spaceless ? key : [key]) {
      node.next ??= new Map();
      const known = node.next.get(step) ?? {};
      node.next.set(step, known);
      node = known;
    }
  }
  (node.entries ??= []).push({ termId, head: text.slice(0, first.start), tail: text.slice(last.end) });
}

function follow(node: Node, key: string, spaceless: boolean): Node | undefined {
  if (!spaceless) return node.next?.get(key);
  let at: Node | undefined = node;
  for (const character of key) at = at?.next?.get(character);
  return at;
}

function collect(
  trie: Trie,
  text: string,
  tokens: readonly WordToken[],
  index: number,
  except: ReadonlySet<string>,
  found: TermMatch[],
): void {
  let node: Node | undefined = trie.root;
  const start = tokens[index]?.start ?? 0;
  for (let at = index; at < tokens.length; at += 1) {
    const token = tokens[at];
    if (token === undefined || node?.next === undefined) return;
    node = follow(node, stepKey(trie, text, token, at === index ? undefined : tokens[at - 1]), token.spaceless);
    for (const entry of node?.entries ?? []) {
      const from = start - entry.head.length;
      if (except.has(entry.termId) || (entry.head !== "" && text.slice(Math.max(0, from), start) !== entry.head)) continue;
      if (entry.tail === "" || text.startsWith(entry.tail, token.end))
        found.push({ termId: entry.termId, start: from, end: token.end + entry.tail.length });
    }
  }
}

/** Longest first, then earliest, then in the order found (exact case, folded, stem); none overlaps another. */
function withoutOverlaps(found: TermMatch[]): TermMatch[] {
  const ranked = found.map((match, order) => ({ match, order }));
  ranked.sort(
    (one, other) =>
      other.match.end - other.match.start - (one.match.end - one.match.start) ||
      one.match.start - other.match.start ||
      one.order - other.order,
  );
  const taken = new Uint8Array(found.reduce((most, match) => Math.max(most, match.end), 0));
  const kept: TermMatch[] = [];
  for (const { match } of ranked) {
    // Anything kept is at least as long, so an overlap covers one of this match's two ends.
    if (taken[match.start] === 1 || taken[match.end - 1] === 1) continue;
    taken.fill(1, match.start, match.end);
    kept.push(match);
  }
  return kept.sort((one, other) => one.start - other.start);
}

function stemForm(stemmer: Stemmer): WordForm {
  const stems = new Map<string, string>();
  return (token) => {
    if (token.spaceless) return token.folded;
    const known = stems.get(token.folded);
    if (known !== undefined) return known;
    const stem = stemmer(token.folded);
    if (stems.size > 50_000) stems.clear();
    stems.set(token.folded, stem);
    return stem;
  };
}

/**
 * A matcher over a glossary's terms (rule: whole words; case ignored and accents respected, except `EXACT_CASE` and 2 to 5 capitals;
 * inflected forms by the stemmer of the term's language; aliases of kind `PLURAL` and `FORM` only as written). Where two terms claim
 * the same words, the one given first wins.
 */
export function buildMatcher(terms: readonly MatchTerm[]): TermMatcher {
  const exact: Trie = { form: (token) => token.raw.normalize("NFC"), root: {} };
  const folded: Trie = { form: (token) => token.folded, root: {} };
  const stems = new Map<string, Trie>();
  const add = (term: MatchTerm, text: string, inflects: boolean) => {
    if (term.highlight === "EXACT_CASE" || isAcronym(text.trim())) return insert(exact, text.trim(), term.language, term.id);
    insert(folded, text.trim(), term.language, term.id);
    const stemmer = inflects ? stemmerOf(term.language) : undefined;
    if (stemmer === undefined) return;
    const base = term.language.toLowerCase().split("-")[0] ?? "";
    const trie = stems.get(base) ?? { form: stemForm(stemmer), root: {} };
    stems.set(base, trie);
    insert(trie, text.trim(), term.language, term.id);
  };
  for (const term of terms) {
    if (term.highlight === "OFF") continue;
    add(term, term.term, true);
    for (const alias of term.aliases ?? []) add(term, alias.text, alias.kind === "SYNONYM");
  }
  const tries = [exact, folded, ...stems.values()].filter((trie) => trie.root.next !== undefined);
  return {
    find(text, language, except = new Set()) {
      const tokens = wordTokens(text, language);
      const found: TermMatch[] = [];
      for (let index = 0; index < tokens.length; index += 1) for (const trie of tries) collect(trie, text, tokens, index, except, found);
      return found.length === 0 ? found : withoutOverlaps(found);
    },
  };
}
