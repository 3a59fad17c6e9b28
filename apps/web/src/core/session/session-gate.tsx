import { lazy, type ReactNode, Suspense, useEffect } from "react";
import { useLoaderData } from "react-router-dom";
import { client } from "../../apollo";
import { speakTo } from "../../kernel/i18n";
import { SessionProvider, type Viewer } from "../../kernel/session";
import { markSessionSeen } from "./session-change";
import { SessionViewerDocument } from "./session.generated";

// Both are rare: they are fetched for those whom they concern.
const TermsGate = lazy(() => import("./terms-gate").then((file) => ({ default: file.TermsGate })));
const FactorNotice = lazy(() => import("./factor-notice").then((file) => ({ default: file.FactorNotice })));

/** Asks who is at the screen, once for the whole application; the page's own query goes out at the same time. */
export async function sessionLoader(): Promise<Viewer | null> {
  markSessionSeen();
  const { data } = await client.query({ query: SessionViewerDocument });
  return data?.viewer ?? null;
}

/** Gives the person at the screen to the pages inside, and speaks their language. */
export function SessionGate({ children }: { children: ReactNode }) {
  const viewer = useLoaderData<Viewer | null>();
  const language = viewer?.language;
  useEffect(() => {
    if (language) void speakTo(language);
  }, [language]);
  return (
    <SessionProvider viewer={viewer}>
      {viewer?.termsOwed ? (
        <Suspense fallback={null}>
          <TermsGate />
        </Suspense>
      ) : (
        children
      )}
      {viewer?.factorDueAt && !viewer.termsOwed && (
        <Suspense fallback={null}>
          <FactorNotice key={viewer.id} due={viewer.factorDueAt} />
        </Suspense>
      )}
    </SessionProvider>
  );
}
