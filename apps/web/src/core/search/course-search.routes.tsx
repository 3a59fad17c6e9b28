import type { RouteObject } from "react-router-dom";
import { pageRoute } from "../../kernel/route";

/** The search page of a course, below its address. */
export const courseSearchRoutes: RouteObject[] = [
  pageRoute({
    path: "search",
    page: () => import("./course-search-page").then((file) => file.CourseSearchPage),
    loader: async (at) => (await import("./course-search-loader")).courseSearchLoader(at),
    words: ["search"],
    handle: { crumb: "search:title" },
  }),
];
