import type { RouteObject } from "react-router-dom";
import { pageRoute } from "../../kernel/route";

/** Sessions, as pages of the administration. */
export const sessionRoutes: RouteObject[] = [
  pageRoute({
    path: "sessions",
    page: () => import("./sessions-page").then((file) => file.SessionsPage),
    loader: async (at) => (await import("./session-loaders")).sessionsLoader(at),
    words: ["sessions"],
  }),
  pageRoute({
    path: "sessions/:id",
    page: () => import("./session-page").then((file) => file.SessionPage),
    loader: async (at) => (await import("./session-loaders")).sessionLoader(at),
    words: ["sessions"],
  }),
];
