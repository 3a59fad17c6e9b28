import type { LoaderFunctionArgs } from "react-router-dom";
import { addTypePolicies, connectionPolicy, preloadQuery } from "../../apollo";
import { onlySignedIn } from "../session/only-signed-in";
import { SessionPageDocument, SessionsPageDocument } from "./sessions.generated";

addTypePolicies({
  Query: { fields: { sessions: connectionPolicy(["search"]), sessionMembers: connectionPolicy(["sessionId", "search"]) } },
});

const searched = (request: Request) => new URL(request.url).searchParams.get("q");

/** Starts the query of the list of sessions. */
export async function sessionsLoader({ request }: LoaderFunctionArgs) {
  await onlySignedIn(request);
  return preloadQuery(SessionsPageDocument, { variables: { search: searched(request) }, fetchPolicy: "cache-and-network" });
}

/** Starts the query of one session. */
export async function sessionLoader({ request, params }: LoaderFunctionArgs) {
  await onlySignedIn(request);
  return preloadQuery(SessionPageDocument, {
    variables: { id: params["id"] ?? "", search: searched(request) },
    fetchPolicy: "cache-and-network",
  });
}
