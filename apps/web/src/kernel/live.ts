import type { OperationVariables, TypedDocumentNode } from "@apollo/client";
import { useApolloClient, useSubscription } from "@apollo/client/react";
import { useRef, useState } from "react";
import { LiveBeginningDocument } from "./live.generated";
import { refusalOf } from "./refusals";

/** Where to begin, for a subscription that can: `liveCursor`, asked in the query whose rows are on screen. Until it is known, nothing is heard. */
type Beginning<Variables> = "after" extends keyof Variables ? { after: string | null | undefined } : { after?: undefined };

type LiveOptions<Data, Variables> = Beginning<Variables> & {
  variables: Omit<Variables, "after">;
  /** Called once per event, with the root field's whole data. The normalised cache has already taken the node in. */
  onEvent?: (data: Data) => void;
  /** Called when the server ends the stream: a right was lost. */
  onEnd?: () => void;
  /** Called when there was too much to tell and the page's queries are read again; for rows that no query on screen holds. */
  onReload?: () => void;
  skip?: boolean;
};

const remembered = 500;

function eventIdOf(data: unknown): string | undefined {
  if (typeof data !== "object" || data === null) return undefined;
  for (const root of Object.values(data)) {
    if (typeof root === "object" && root !== null && "eventId" in root && typeof root.eventId === "string") return root.eventId;
  }
  return undefined;
}

const takesCursor = (document: TypedDocumentNode<unknown, never>): boolean =>
  document.definitions.some(
    (node) => node.kind === "OperationDefinition" && node.variableDefinitions?.some(({ variable }) => variable.name.value === "after"),
  );

/**
 * The cursor to subscribe with: the first one known for these variables, or the one after which the page was read again. Rows that are
 * read again for other reasons bring a later one, but the stream that already runs has no gap, and beginning it anew could open one.
 */
function useBeginning(variables: object, after: string | null | undefined, anew: string | null): string | null {
  const key = JSON.stringify(variables);
  const kept = useRef<{ key: string; after: string } | null>(null);
  if (kept.current?.key !== key) kept.current = after ? { key, after } : null;
  return anew ?? kept.current?.after ?? null;
}

/** What to do when the server says that there is more than it tells one by one: all on screen is read again, from a cursor taken before. */
function useReload(key: string, onReload: (() => void) | undefined) {
  const client = useApolloClient();
  const [anew, setAnew] = useState<{ key: string; cursor: string } | null>(null);
  const reload = async () => {
    const { data } = await client.query({ query: LiveBeginningDocument, fetchPolicy: "no-cache" });
    if (data) setAnew({ key, cursor: data.liveCursor });
    onReload?.();
    await client.refetchQueries({ include: "active" });
  };
  return { anew: anew?.key === key ? anew.cursor : null, reload };
}

/**
 * Listens to a subscription while the component is on screen, from the cursor of the page's own rows on: what happened between the
 * query and the subscription comes first. Delivery is at least once, so events are told apart by `eventId` and each reaches `onEvent`
 * once; after a lost connection the link resumes from the last one, or from the first cursor. Where more happened than is told
 * (BEHIND), what is on screen is read again and the stream begins anew.
 */
export function useLive<Data, Variables extends OperationVariables>(
  document: TypedDocumentNode<Data, Variables>,
  { variables, after, onEvent, onEnd, onReload, skip = false }: LiveOptions<Data, Variables>,
): void {
  const seen = useRef(new Set<string>());
  const { anew, reload } = useReload(JSON.stringify(variables), onReload);
  const cursor = useBeginning(variables, after, anew);
  const resumes = takesCursor(document);
  const options = {
    skip: skip || (resumes && cursor === null),
    variables: resumes ? { ...variables, after: cursor } : variables,
    ignoreResults: true,
    onComplete: onEnd,
    onError: (error: unknown) => {
      // What cannot be read again now is tried again with the page; the lost connection has its own notice.
      if (refusalOf(error)?.code === "BEHIND") void reload().catch(() => undefined);
    },
    onData: ({ data: result }: { data: { data?: unknown } }) => {
      if (result.data === undefined || result.data === null) return;
      const id = eventIdOf(result.data);
      if (id && seen.current.has(id)) return;
      if (id) seen.current.add(id);
      if (seen.current.size > remembered) seen.current = new Set([...seen.current].slice(-remembered / 2));
      onEvent?.(result.data as Data);
    },
  };
  useSubscription(document as TypedDocumentNode<unknown, OperationVariables>, options);
}
