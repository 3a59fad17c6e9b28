import type { AdminCoursesQueryVariables } from "./admin-courses.generated";

export const VISIBILITIES = ["PUBLIC", "PLATFORM", "PRIVATE", "CLOSED", "HIDDEN"] as const;
export const KINDS = ["WAITING", "TEMPLATES", "TRASH"] as const;

/** How the address names the filter by an extra field. */
export const extraKey = (fieldId: string): string => `x.${fieldId}`;

/** The extra fields that the list shows as columns. */
export const extraColumns = (search: URLSearchParams): string[] => search.get("columns")?.split(",").filter(Boolean) ?? [];

const extraFilters = (search: URLSearchParams) =>
  [...search].flatMap(([key, value]) => (key.startsWith("x.") && value.trim() !== "" ? [{ fieldId: key.slice(2), value }] : []));

/** The list's filter, as the address holds it. */
export function courseFilterOf(search: URLSearchParams): AdminCoursesQueryVariables {
  const kind = search.get("kind");
  return {
    filter: {
      search: search.get("q"),
      visibility: VISIBILITIES.find((value) => value === search.get("visibility")) ?? null,
      language: search.get("language"),
      categoryId: search.get("category"),
      template: kind === "TEMPLATES" ? true : null,
      approval: kind === "WAITING" ? "WAITING" : null,
      trashed: kind === "TRASH",
      fields: extraFilters(search),
    },
  };
}
