import type { RouteObject } from "react-router-dom";
import { addTypePolicies, connectionPolicy, preloadQuery } from "../../apollo";
import { coursePlace } from "../../kernel/course-place";
import { pageRoute } from "../../kernel/route";
import { CourseSearchPageDocument } from "./search.generated";

addTypePolicies({ Query: { fields: { searchCourse: connectionPolicy(["courseId", "sessionId", "text", "tools"]) } } });

/** The search page of a course, below its address. */
export const courseSearchRoutes: RouteObject[] = [
  pageRoute({
    path: "search",
    page: () => import("./course-search-page").then((file) => file.CourseSearchPage),
    loader: async ({ params, request }) => {
      const { courseId, sessionId } = await coursePlace(params);
      const search = new URL(request.url).searchParams;
      const tool = search.get("tool");
      return preloadQuery(CourseSearchPageDocument, { variables: { courseId, sessionId, text: search.get("q") ?? "", tools: tool ? [tool] : null } });
    },
    words: ["search"],
    handle: { crumb: "shell:tabs.search" },
  }),
];
