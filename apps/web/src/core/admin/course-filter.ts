import type { AdminCoursesQueryVariables } from "./admin-courses.generated";

export const VISIBILITIES = ["PUBLIC", "PLATFORM", "PRIVATE", "CLOSED", "HIDDEN"] as const;
export const KINDS = ["TEMPLATES", "TRASH"] as const;

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
      trashed: kind === "TRASH",
    },
  };
}
