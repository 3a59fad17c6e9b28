import { client, connectionPolicy, preloadQuery } from "../../apollo";
import type { InMemoryCache } from "@apollo/client";
import type { LoaderFunctionArgs } from "react-router-dom";
import { coursePlace } from "../../kernel/course-place";
import { pageRoute } from "../../kernel/route";
import type { ToolRoutes } from "../tool-routes";
import { filterOf } from "./glossary-address";
import { GlossaryPageDocument, GlossaryTermPageDocument } from "./glossary.generated";

(client.cache as InMemoryCache).policies.addTypePolicies({
  Query: { fields: { glossaryTerms: connectionPolicy(["courseId", "sessionId", "filter"]) } },
  GlossaryView: { keyFields: ["courseId"], merge: true },
  GlossarySettings: { merge: true },
});

/** Rows of one page of the list. */
export const PAGE = 50;

/** What the pages of the glossary get from their loaders. */
export const loadGlossary = async (args: LoaderFunctionArgs) => {
  const place = await coursePlace(args.params);
  const { courseId, sessionId } = place;
  const filter = filterOf(new URL(args.request.url).searchParams);
  const variables = { courseId, sessionId, filter, first: PAGE };
  return { place, page: preloadQuery(GlossaryPageDocument, { variables, fetchPolicy: "cache-and-network" }) };
};

export const loadTerm = async (args: LoaderFunctionArgs) => {
  const place = await coursePlace(args.params);
  return {
    place,
    page: preloadQuery(GlossaryTermPageDocument, { variables: { id: args.params.termId ?? "", sessionId: place.sessionId } }),
  };
};

/** The glossary's pages: the list, and one term. */
export const glossaryRoutes: ToolRoutes = {
  course: [
    pageRoute({ page: () => import("./glossary-page").then((file) => file.GlossaryPage), loader: loadGlossary }),
    pageRoute({
      path: ":termId",
      page: () => import("./term-page").then((file) => file.TermPage),
      loader: loadTerm,
      handle: { crumb: "glossary:term.crumb" },
    }),
  ],
};
