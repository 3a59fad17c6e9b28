import type { RouteObject } from "react-router-dom";
import { pageRoute } from "../../kernel/route";

/** What one was told. */
export const notificationRoutes: RouteObject[] = [
  pageRoute({
    path: "inbox",
    page: () => import("./inbox-page").then((file) => file.InboxPage),
    loader: async (at) => (await import("./inbox-loader")).inboxLoader(at),
    words: ["notifications"],
    handle: { crumb: "shell:tabs.inbox" },
  }),
];
