import i18next from "i18next";
import { client } from "../../apollo";
import { courseAddress } from "../../kernel/course-place";
import { loadWords } from "../../kernel/i18n";
import { type FoundGroup, registerSearch } from "../shell/search-registry";
import { FindEverywhereDocument } from "./search.generated";

/** Where something found is: its own page where it has one, else the page of its tool. */
export const addressOfHit = (hit: { courseCode: string; sessionId: string | null; path: string | null; tool: string }): string =>
  courseAddress(hit.courseCode, hit.sessionId, (hit.path ?? hit.tool).replace(/^\//u, ""));

/** Courses, people and content of one's own courses. */
async function findOnCampus(text: string, signal: AbortSignal): Promise<FoundGroup[]> {
  const [{ data }] = await Promise.all([
    client.query({ query: FindEverywhereDocument, variables: { text }, fetchPolicy: "no-cache", context: { fetchOptions: { signal } } }),
    loadWords("search"),
  ]);
  if (!data) return [];
  const { courses, people, items } = data.search;
  return [
    {
      label: i18next.t("search:courses"),
      results: courses.map((course) => ({
        id: `course-${course.id}-${course.sessionId ?? ""}`,
        title: course.title,
        context: [course.code, course.sessionTitle].filter(Boolean).join(" · "),
        to: courseAddress(course.code, course.sessionId),
      })),
    },
    {
      label: i18next.t("search:people"),
      results: people.map((hit) => ({
        id: `person-${hit.person.id}`,
        title: hit.person.name,
        context: hit.courseTitle,
        tool: "people",
        to: `${courseAddress(hit.courseCode, hit.sessionId, "people")}?q=${encodeURIComponent(hit.person.name)}`,
      })),
    },
    {
      label: i18next.t("search:content"),
      results: items.map((hit) => ({ id: `item-${hit.id}`, title: hit.title, context: hit.excerpt || undefined, tool: hit.tool, to: addressOfHit(hit) })),
    },
  ];
}

/** Makes Ctrl-K find what is on the campus. */
export const registerCampusSearch = (): (() => void) => registerSearch("campus", findOnCampus);
