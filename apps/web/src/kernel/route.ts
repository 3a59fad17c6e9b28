import type { ComponentType } from "react";
import type { LoaderFunction, RouteObject, UIMatch } from "react-router-dom";
import { loadWords } from "./i18n";

/** What a route tells the frame about itself. */
export interface RouteHandle {
  /** Words of this place in the breadcrumb: an i18next key, or a function of what the loader returned. */
  crumb?: string | ((data: unknown) => string | undefined);
  /** Grids and boards use the full width; other content is at most 960 px wide. */
  wide?: boolean;
  /** Folds the chrome away: players and exams. */
  bare?: boolean;
}

interface PageRoute {
  /** Relative path; leave out for the index page. */
  path?: string;
  /** `() => import("./glossary-page").then((file) => file.GlossaryPage)` */
  page: () => Promise<ComponentType>;
  /** Starts the page's query with `preloadQuery` and returns its reference; runs while the page's code loads. */
  loader?: LoaderFunction;
  /** Catalogues the page needs; a tool's own is always there. */
  words?: string[];
  handle?: RouteHandle;
  children?: RouteObject[];
}

/** A page of the application: its code, words and data are fetched together, only when it is visited. */
export function pageRoute({ path, page, loader, words = [], handle, children }: PageRoute): RouteObject {
  const Component = async () => {
    const [component] = await Promise.all([page(), loadWords(...words)]);
    return component;
  };
  const common = { loader, handle, lazy: { Component } };
  return path === undefined && !children ? { index: true, ...common } : { path, children, ...common };
}

/** The handle of a match, empty where a route has none. */
export function handleOf(match: Pick<UIMatch, "handle">): RouteHandle {
  return typeof match.handle === "object" && match.handle !== null ? (match.handle as RouteHandle) : {};
}
