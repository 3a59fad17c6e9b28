import type { RouteObject } from "react-router-dom";
import { addTypePolicies, connectionPolicy, preloadQuery } from "../../apollo";
import { pageRoute } from "../../kernel/route";
import { onlySignedIn } from "../session/only-signed-in";
import { InboxPageDocument } from "./notifications.generated";

addTypePolicies({ Query: { fields: { myNotifications: connectionPolicy(["unseenOnly"]) } } });

/** What one was told. */
export const notificationRoutes: RouteObject[] = [
  pageRoute({
    path: "inbox",
    page: () => import("./inbox-page").then((file) => file.InboxPage),
    loader: async ({ request }) => {
      await onlySignedIn(request);
      const unseenOnly = new URL(request.url).searchParams.has("unseen") || null;
      return preloadQuery(InboxPageDocument, { variables: { unseenOnly }, fetchPolicy: "network-only" });
    },
    words: ["notifications"],
    handle: { crumb: "shell:tabs.inbox" },
  }),
];
