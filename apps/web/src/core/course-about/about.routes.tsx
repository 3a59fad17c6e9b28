import type { RouteObject } from "react-router-dom";
import { pageRoute } from "../../kernel/route";

/** The pages before a course's door: what it is, and what one accepts by entering. */
export const aboutRoutes: RouteObject[] = [
  pageRoute({
    path: "courses/:code/about",
    page: () => import("./about-page").then((file) => file.AboutPage),
    loader: async (at) => (await import("./about-loaders")).aboutLoader(at),
    words: ["courses"],
    handle: { crumb: "shell:courses" },
  }),
  pageRoute({
    path: "courses/:code/terms",
    page: () => import("./terms-page").then((file) => file.TermsPage),
    loader: async (at) => (await import("./about-loaders")).termsLoader(at),
    words: ["courses"],
    handle: { crumb: "shell:courses" },
  }),
];
