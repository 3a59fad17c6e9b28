import { client } from "../../apollo";
import { forgetLanguage } from "../../kernel/i18n";
import { SessionViewerDocument, SignOutDocument, type SessionViewerQuery } from "./session.generated";

// Counts changes of person; the root route asks again when it has not seen the last one.
let changes = 0;
let seen = 0;

/** For the root route's `shouldRevalidate`: somebody signed in or out since it last asked. Going elsewhere does not ask. */
export function sessionChanged(): boolean {
  return seen !== changes;
}

/** The root route's loader says that it now asks who is there. */
export function markSessionSeen(): void {
  seen = changes;
}

async function beSomebodyElse(viewer: SessionViewerQuery["viewer"]) {
  await client.clearStore();
  client.writeQuery({ query: SessionViewerDocument, data: { viewer } });
  changes += 1;
}

/** After signing in: drops what was read as somebody else and makes this person the viewer, from the next navigation on. */
export async function becomeViewer(viewer: NonNullable<SessionViewerQuery["viewer"]>): Promise<void> {
  await beSomebodyElse(viewer);
}

/** After the viewer's names, picture or language have changed: the root route asks the cache again at the next revalidation. */
export function viewerChanged(): void {
  changes += 1;
}

/** Ends the session here and on the server, and leaves nothing of the person in this tab's memory. */
export async function signOut(): Promise<void> {
  await client.mutate({ mutation: SignOutDocument });
  forgetLanguage();
  await beSomebodyElse(null);
}

/** Where to go after signing in: a path of this application only, never another site's address. */
export function safeReturn(wanted: string | null): string {
  if (!wanted?.startsWith("/")) return "/";
  const target = new URL(wanted, window.location.origin);
  const elsewhere = target.origin !== window.location.origin || wanted.startsWith("//") || wanted.includes("\\");
  return elsewhere || target.pathname === "/sign-in" ? "/" : target.pathname + target.search + target.hash;
}
