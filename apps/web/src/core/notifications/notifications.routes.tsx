import { Outlet, type RouteObject } from "react-router-dom";
import { pageRoute } from "../../kernel/route";
import { PageBody } from "../shell/page-body";

const inbox = pageRoute({
  path: "inbox",
  page: () => import("./inbox-page").then((file) => file.InboxPage),
  loader: async (at) => (await import("./inbox-loader")).inboxLoader(at),
  words: ["notifications"],
  handle: { crumb: "shell:tabs.inbox" },
});

/** The page of everything that one was told. */
export const notificationRoutes: RouteObject[] = [
  {
    element: (
      <PageBody>
        <Outlet />
      </PageBody>
    ),
    children: [inbox],
  },
];
