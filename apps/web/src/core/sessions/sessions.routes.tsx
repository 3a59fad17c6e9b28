import type { RouteObject } from "react-router-dom";
import { addTypePolicies, connectionPolicy, preloadQuery } from "../../apollo";
import { pageRoute } from "../../kernel/route";
import { onlySignedIn } from "../session/only-signed-in";
import { SessionPageDocument, SessionsPageDocument } from "./sessions.generated";

addTypePolicies({ Query: { fields: { sessions: connectionPolicy(["search"]), sessionMembers: connectionPolicy(["sessionId", "search"]) } } });

/** Sessions, as pages of the administration. */
export const sessionRoutes: RouteObject[] = [
  pageRoute({
    path: "sessions",
    page: () => import("./sessions-page").then((file) => file.SessionsPage),
    loader: async ({ request }) => {
      await onlySignedIn(request);
      return preloadQuery(SessionsPageDocument, { variables: { search: new URL(request.url).searchParams.get("q") }, fetchPolicy: "cache-and-network" });
    },
    words: ["sessions"],
  }),
  pageRoute({
    path: "sessions/:id",
    page: () => import("./session-page").then((file) => file.SessionPage),
    loader: async ({ request, params }) => {
      await onlySignedIn(request);
      return preloadQuery(SessionPageDocument, { variables: { id: params["id"] ?? "", search: new URL(request.url).searchParams.get("q") }, fetchPolicy: "cache-and-network" });
    },
    words: ["sessions"],
  }),
];
