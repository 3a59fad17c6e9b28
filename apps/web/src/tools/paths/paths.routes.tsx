import type { RouteObject } from "react-router-dom";
import { addTypePolicies, connectionPolicy, preloadQuery } from "../../apollo";
import { coursePlace } from "../../kernel/course-place";
import { pageRoute } from "../../kernel/route";
import { PathPageDocument } from "./learning-paths.generated";
import { PlayerPackageDocument } from "./player.generated";

addTypePolicies({
  Query: {
    fields: {
      packageGrid: connectionPolicy(["packageId", "sessionId", "filter"]),
      pathGrid: connectionPolicy(["pathId", "sessionId", "filter"]),
    },
  },
});

const playerLoader = async ({ params }: { params: Record<string, string | undefined> }) => {
  const { sessionId } = await coursePlace(params);
  return { query: preloadQuery(PlayerPackageDocument, { variables: { id: params["packageId"] ?? "", sessionId } }) };
};

const pathLoader = async ({ params }: { params: Record<string, string | undefined> }) => {
  const { sessionId } = await coursePlace(params);
  return { query: preloadQuery(PathPageDocument, { variables: { id: params["pathId"] ?? "", sessionId }, fetchPolicy: "network-only" }) };
};

/** The pages of paths and packages inside a course. */
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
  pageRoute({ path: ":pathId", page: () => import("./path-page").then((file) => file.PathPage), loader: pathLoader }),
  pageRoute({
    path: ":pathId/edit",
    page: () => import("./path-editor-page").then((file) => file.PathEditorPage),
    loader: pathLoader,
    handle: { crumb: "paths:path.edit" },
  }),
  pageRoute({
    path: ":pathId/play",
    page: () => import("./path-player-page").then((file) => file.PathPlayerPage),
    loader: pathLoader,
    handle: { bare: true },
  }),
  pageRoute({
    path: ":pathId/grid",
    page: () => import("./path-grid-page").then((file) => file.PathGridPage),
    handle: { wide: true, crumb: "paths:follow" },
  }),
];
