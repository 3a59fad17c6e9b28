import type { LoaderFunctionArgs } from "react-router-dom";
import { addTypePolicies, connectionPolicy, preloadQuery } from "../../apollo";
import { onlySignedIn } from "../session/only-signed-in";
import { InboxPageDocument } from "./notifications.generated";

addTypePolicies({ Query: { fields: { myNotifications: connectionPolicy(["unseenOnly", "first"]) } } });

/** Starts the query of what one was told. */
export async function inboxLoader({ request }: LoaderFunctionArgs) {
  await onlySignedIn(request);
  const unseenOnly = new URL(request.url).searchParams.get("show") === "unseen";
  return preloadQuery(InboxPageDocument, { variables: { unseenOnly }, fetchPolicy: "network-only" });
}
