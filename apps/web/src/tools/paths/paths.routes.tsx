import type { RouteObject } from "react-router-dom";
import { addTypePolicies, connectionPolicy, preloadQuery } from "../../apollo";
import { coursePlace } from "../../kernel/course-place";
import { pageRoute } from "../../kernel/route";
import { PlayerPackageDocument } from "./player.generated";

addTypePolicies({
  Query: { fields: { packageGrid: connectionPolicy(["packageId", "sessionId", "filter"]) } },
});

const playerLoader = async ({ params }: { params: Record<string, string | undefined> }) => {
  const { sessionId } = await coursePlace(params);
  return { query: preloadQuery(PlayerPackageDocument, { variables: { id: params["packageId"] ?? "", sessionId } }) };
};

/** The pages of packages inside a course. */
export const course: RouteObject[] = [
  pageRoute({ page: () => import("./paths-page").then((file) => file.PathsPage) }),
  pageRoute({ path: "packages/:packageId", page: () => import("./package-page").then((file) => file.PackagePage) }),
  pageRoute({
    path: "packages/:packageId/grid",
    page: () => import("./grid-page").then((file) => file.GridPage),
    handle: { wide: true, crumb: "paths:follow" },
  }),
  pageRoute({
    path: "packages/:packageId/play",
    page: () => import("./player-page").then((file) => file.PlayerPage),
    loader: playerLoader,
    handle: { bare: true },
  }),
];
