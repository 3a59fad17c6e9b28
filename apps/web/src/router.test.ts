import { readFileSync } from "node:fs";
import { expect, test } from "@jest/globals";
import type { RouteObject } from "react-router-dom";
import { createRouter } from "./router";
import { toolRoutes } from "./tools/tool-routes";

/** Full paths of the routes that have a screen or lead to one. */
function pathsOf(routes: RouteObject[], above: string): string[] {
  return routes.flatMap((route) => {
    const here = route.path ? `${above}/${route.path.replace(/^\//, "")}` : above;
    const below = pathsOf(route.children ?? [], here);
    const isPage =
      route.index || (route.path !== undefined && (route.lazy !== undefined || route.element !== undefined || below.length === 0));
    const isFrame = route.children?.some((child) => child.index || child.path === undefined) ?? false;
    return isPage && !isFrame ? [here || "/", ...below] : below;
  });
}

test("every route is among the screens that the browser tests look at, and no other", async () => {
  const tools = await Promise.all(Object.entries(toolRoutes).map(async ([key, load]) => pathsOf((await load()).course, `/c/:code/${key}`)));
  const router = createRouter();
  const paths = new Set([...pathsOf(router.routes as RouteObject[], ""), ...tools.flat()]);
  router.dispose();
  const screens = Object.keys(JSON.parse(readFileSync("e2e/routes.json", "utf8")) as Record<string, string[]>);
  expect([...paths].sort()).toEqual(screens.sort());
});
