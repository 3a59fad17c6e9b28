import { Outlet, type RouteObject } from "react-router-dom";
import { addTypePolicies, connectionPolicy, preloadQuery } from "../../apollo";
import { pageRoute } from "../../kernel/route";
import { PageBody } from "../shell/page-body";
import { onlySignedIn } from "../session/only-signed-in";
import { MyCoursesDocument, MyHomeDocument, type MyCoursesQueryVariables } from "./my-courses.generated";

addTypePolicies({ Query: { fields: { myCourses: connectionPolicy(["filter", "orderBy"]) } } });

function filtersOf(url: URL): MyCoursesQueryVariables {
  const phase = url.searchParams.get("phase") ?? "CURRENT";
  return {
    orderBy: (url.searchParams.get("order") ?? "TITLE") as MyCoursesQueryVariables["orderBy"],
    filter: {
      phase: phase === "ALL" ? null : (phase as "CURRENT"),
      search: url.searchParams.get("q"),
      favourite: url.searchParams.has("star") ? true : null,
      categoryId: url.searchParams.get("category"),
    },
  };
}

const pages: RouteObject[] = [
  pageRoute({
    page: () => import("./home-page").then((file) => file.HomePage),
    loader: async ({ request }) => {
      await onlySignedIn(request);
      return preloadQuery(MyHomeDocument, { fetchPolicy: "network-only" });
    },
    words: ["my-courses"],
  }),
  pageRoute({
    path: "courses",
    page: () => import("./courses-page").then((file) => file.CoursesPage),
    loader: async ({ request }) => {
      await onlySignedIn(request);
      return preloadQuery(MyCoursesDocument, { variables: filtersOf(new URL(request.url)) });
    },
    words: ["my-courses"],
    handle: { crumb: "shell:courses" },
  }),
];

/** The start page and the list of one's courses. */
export const myCoursesRoutes: RouteObject[] = [
  {
    element: (
      <PageBody>
        <Outlet />
      </PageBody>
    ),
    children: pages,
  },
];
