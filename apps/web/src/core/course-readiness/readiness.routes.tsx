import type { RouteObject } from "react-router-dom";
import { pageRoute } from "../../kernel/route";

/** The page of a course that says what learners would stumble over. */
export const readinessRoutes: RouteObject[] = [
  pageRoute({
    path: "readiness",
    page: () => import("./readiness-page").then((file) => file.ReadinessPage),
    loader: async (at) => (await import("./readiness-loader")).readinessLoader(at),
    words: ["courses"],
    handle: { crumb: "shell:readiness" },
  }),
];
