import type { RouteObject } from "react-router-dom";
import { preloadQuery } from "../../apollo";
import { pageRoute } from "../../kernel/route";

// The operations' texts are fetched with the page, not with the application.
const operations = () => import("./join.generated");

/** The ways into a course from outside: by a link that somebody was given, and by the course's own key. */
export const joinRoutes: RouteObject[] = [
  pageRoute({
    path: "join/:code",
    page: () => import("./invitation-page").then((file) => file.InvitationPage),
    loader: async ({ params }) =>
      preloadQuery((await operations()).JoinPageDocument, { variables: { code: params["code"] ?? "" }, fetchPolicy: "network-only" }),
    words: ["courses", "people"],
    handle: { crumb: "shell:courses" },
  }),
  pageRoute({
    path: "courses/:code/join",
    page: () => import("./key-page").then((file) => file.KeyPage),
    loader: async ({ params }) => preloadQuery((await operations()).JoinWithKeyPageDocument, { variables: { code: params["code"] ?? "" } }),
    words: ["courses", "people"],
    handle: { crumb: "shell:courses" },
  }),
];
