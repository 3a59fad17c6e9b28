import type { MarkedRange } from "../search/marked-text";

/** One thing found. `tool` gives it its icon. */
export interface Found {
  id: string;
  title: string;
  /** Where it is, or what it says: one line. */
  context?: string;
  /** What matched in the title and in the context, to be marked. */
  titleRanges?: readonly MarkedRange[];
  contextRanges?: readonly MarkedRange[];
  tool?: string;
  to: string;
}

/** Results of one kind, under a translated heading. */
export interface FoundGroup {
  label: string;
  results: Found[];
}

/** Answers what is typed; called with at least two characters, and aborted when more is typed. */
export type SearchProvider = (query: string, signal: AbortSignal) => Promise<FoundGroup[]>;

const providers = new Map<string, SearchProvider>();
const openers = new Set<() => void>();

/** Adds a source of results to the search dialog (courses, people, items, posts …); the same key replaces it. */
export function registerSearch(key: string, provider: SearchProvider): () => void {
  providers.set(key, provider);
  return () => void providers.delete(key);
}

/** Asks every source at once. A source that fails gives nothing and spoils nobody's results. */
export async function searchEverywhere(query: string, signal: AbortSignal): Promise<FoundGroup[]> {
  const answers = await Promise.allSettled([...providers.values()].map((provider) => provider(query, signal)));
  return answers.flatMap((answer) => (answer.status === "fulfilled" ? answer.value : [])).filter(({ results }) => results.length > 0);
}

/** Opens the search dialog. */
export function openSearch(): void {
  for (const open of openers) open();
}

/** The dialog says here how it is opened. */
export function onOpenSearch(open: () => void): () => void {
  openers.add(open);
  return () => void openers.delete(open);
}
