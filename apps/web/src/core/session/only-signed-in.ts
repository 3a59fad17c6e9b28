import { redirect } from "react-router-dom";
import { client } from "../../apollo";
import { SessionViewerDocument } from "./session.generated";

/** For loaders: sends visitors to the sign-in page, and back afterwards. */
export async function onlySignedIn(request: Request): Promise<void> {
  const { data } = await client.query({ query: SessionViewerDocument });
  const { pathname, search } = new URL(request.url);
  if (!data?.viewer) throw redirect(`/sign-in?to=${encodeURIComponent(pathname + search)}`);
}
