import i18next from "i18next";
import { client } from "../../apollo";
import { courseAddress } from "../../kernel/course-place";
import { loadWords } from "../../kernel/i18n";
import { SessionViewerDocument } from "../session/session.generated";
import { hasPages } from "../shell/course-tools";
import { type FoundGroup, registerSearch } from "../shell/search-registry";
import { hitAddress } from "./hit-address";
import { FindEverywhereDocument, type FindEverywhereQuery } from "./search.generated";

type Answer = FindEverywhereQuery["search"];

function courses(hits: Answer["courses"]): FoundGroup["results"] {
  return hits.map(({ id, code, title, sessionId, sessionTitle }) => ({
    id: `course-${id}-${sessionId ?? ""}`,
    title,
    context: sessionTitle ?? code,
    to: courseAddress(code, sessionId),
  }));
}

function people(hits: Answer["people"]): FoundGroup["results"] {
  return hits.map(({ person, courseCode, sessionId, courseTitle }) => ({
    id: `person-${person.id}`,
    title: person.name,
    context: courseTitle,
    tool: "people",
    to: courseAddress(courseCode, sessionId, hasPages("people") ? `people?q=${encodeURIComponent(person.name)}` : ""),
  }));
}

function items(hits: Answer["items"]): FoundGroup["results"] {
  return hits.map((hit) => ({
    id: `item-${hit.id}`,
    title: hit.title || hit.excerpt,
    titleRanges: hit.title ? hit.titleRanges : hit.excerptRanges,
    context: hit.title ? hit.excerpt : undefined,
    contextRanges: hit.excerptRanges,
    tool: hit.tool,
    to: hitAddress(hit),
  }));
}

/** Courses, people and content for what is typed, as groups of the search dialog; nothing for visitors. */
async function findEverywhere(text: string, signal: AbortSignal): Promise<FoundGroup[]> {
  const [{ data: session }] = await Promise.all([client.query({ query: SessionViewerDocument }), loadWords("search")]);
  if (!session?.viewer || signal.aborted) return [];
  const { data } = await client.query({
    query: FindEverywhereDocument,
    variables: { text },
    fetchPolicy: "no-cache",
    context: { fetchOptions: { signal } },
  });
  if (!data) return [];
  return [
    { label: i18next.t("search:groups.courses"), results: courses(data.search.courses) },
    { label: i18next.t("search:groups.people"), results: people(data.search.people) },
    { label: i18next.t("search:groups.items"), results: items(data.search.items) },
  ];
}

/** Makes Ctrl-K find what is on the campus. */
export const registerCampusSearch = (): (() => void) => registerSearch("campus", findEverywhere);
