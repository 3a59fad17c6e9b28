import { createBrowserRouter, Navigate, type RouteObject } from "react-router-dom";
import { setToolPages } from "./core/shell/course-tools";
import { shellRoutes } from "./core/shell/shell.routes";
import { loadWords } from "./kernel/i18n";
import { setStepViews } from "./kernel/step-views";
import { stepViews } from "./tools/step-views";
import { toolRoutes } from "./tools/tool-routes";

const courseTool = /^\/c\/[^/]+\/([a-z]+)(?:\/|$)/;

/** The routes of the tool that an address belongs to, fetched with its words; none when there is no such tool. */
export async function routesForAddress(path: string): Promise<{ key: string; routes: RouteObject[] } | null> {
  const key = courseTool.exec(path)?.[1];
  const load = key ? toolRoutes[key] : undefined;
  if (!key || !load) return null;
  const [tool] = await Promise.all([load(), loadWords(key)]);
  return { key, routes: tool.course };
}

/** The application's router. Tools join it when they are first visited, so that they cost nothing before. */
export function createRouter() {
  const [shell, ...others] = shellRoutes;
  const gallery: RouteObject[] = __GALLERY__
    ? [
        {
          path: "_gallery",
          handle: { crumb: "shell:courseHome" },
          lazy: { Component: async () => (await import("./core/gallery/gallery-page")).GalleryPage },
        },
      ]
    : [];
  const frame = { ...shell, children: [...gallery, ...(shell?.children ?? [])] } as RouteObject;
  setToolPages(Object.keys(toolRoutes));
  setStepViews(stepViews);
  const joined = new Set<string>();
  return createBrowserRouter([frame, ...others, { path: "/home", element: <Navigate to="/" replace /> }], {
    patchRoutesOnNavigation: async ({ path, patch }) => {
      const tool = await routesForAddress(path);
      if (!tool || joined.has(tool.key)) return;
      joined.add(tool.key);
      patch("course", [{ path: tool.key, handle: { crumb: `shell:tool.${tool.key}` }, children: tool.routes }]);
    },
  });
}
