import { ApolloClient, type ApolloLink } from "@apollo/client";
import { MockLink } from "@apollo/client/testing";
import { render, type RenderResult } from "@testing-library/react";
import userEvent, { type UserEvent } from "@testing-library/user-event";
import { type ReactNode, Suspense } from "react";
import { createMemoryRouter, type RouteObject, RouterProvider } from "react-router-dom";
import { createCache, replaceClient } from "../apollo";
import { Frame } from "../core/shell/frame";
import { RouteError } from "../kernel/errors";
import { loadWords } from "../kernel/i18n";
import { SessionProvider, type Viewer } from "../kernel/session";

/** Somebody to be in a test; change what matters. */
export function someViewer(change: Partial<Viewer> = {}): Viewer {
  return {
    id: "viewer-1",
    login: "learner",
    givenName: "Noor",
    familyName: "Haddad",
    language: "en",
    timeZone: "Europe/Paris",
    roles: [],
    pictureUrl: null,
    termsOwed: false,
    factorDueAt: null,
    ...change,
  };
}

interface Setting {
  /** Answers of the API: a list for MockLink, or a link of the test's own (for subscriptions). */
  mocks?: MockLink.MockedResponse[] | ApolloLink;
  viewer?: Viewer | null;
  /** Catalogues beyond the frame's. */
  words?: string[];
}

interface Shown extends RenderResult {
  user: UserEvent;
}

function setClient(mocks: Setting["mocks"] = []) {
  const link = Array.isArray(mocks) ? new MockLink(mocks, { defaultOptions: { delay: 0 } }) : mocks;
  replaceClient(new ApolloClient({ link, cache: createCache(), dataMasking: true }));
}

/** The router empties a route's `lazy` once it is loaded: each test gets its own. */
function fresh(route: RouteObject): RouteObject {
  const lazy = typeof route.lazy === "object" ? { ...route.lazy } : route.lazy;
  return { ...route, lazy, ...(route.children && { children: route.children.map(fresh) }) } as RouteObject;
}

/** Shows routes as the application does (loaders run, errors reach the route's error page), at the address `at`. */
export async function renderRoute(
  routes: RouteObject | RouteObject[],
  { at = "/", mocks, viewer = someViewer(), words = [] }: Setting & { at?: string } = {},
): Promise<Shown & { router: ReturnType<typeof createMemoryRouter> }> {
  setClient(mocks);
  await loadWords(...words);
  const children = (Array.isArray(routes) ? routes : [routes]).map(fresh);
  const router = createMemoryRouter([{ errorElement: <RouteError />, hydrateFallbackElement: <></>, children }], { initialEntries: [at] });
  const shown = render(
    <Frame env="test">
      <SessionProvider viewer={viewer}>
        <Suspense fallback={null}>
          <RouterProvider router={router} />
        </Suspense>
      </SessionProvider>
    </Frame>,
  );
  return { ...shown, router, user: userEvent.setup() };
}

/** Shows one component inside the frame, at `/`. */
export function renderPart(part: ReactNode, setting: Setting = {}) {
  return renderRoute({ path: "*", element: part }, setting);
}
