import type { OperationVariables, TypedDocumentNode } from "@apollo/client";
import { useSubscription } from "@apollo/client/react";
import { useRef } from "react";

/** Where to begin, for a subscription that can: `liveCursor`, asked in the query whose rows are on screen. Until it is known, nothing is heard. */
type Beginning<Variables> = "after" extends keyof Variables ? { after: string | null | undefined } : { after?: undefined };

type LiveOptions<Data, Variables> = Beginning<Variables> & {
  variables: Omit<Variables, "after">;
  /** Called once per event, with the root field's whole data. The normalised cache has already taken the node in. */
  onEvent?: (data: Data) => void;
  /** Called when the server ends the stream: a right was lost, or there was too much to tell. */
  onEnd?: () => void;
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
 * The cursor to subscribe with: the first one known for these variables. Rows that are read again bring a later one, but the stream
 * that already runs has no gap, and beginning it anew could open one.
 */
function useBeginning(variables: object, after: string | null | undefined): string | null {
  const key = JSON.stringify(variables);
  const kept = useRef<{ key: string; after: string } | null>(null);
  if (kept.current?.key !== key) kept.current = after ? { key, after } : null;
  return kept.current?.after ?? null;
}

/**
 * Listens to a subscription while the component is on screen, from the cursor of the page's own rows on: what happened between the
 * query and the subscription comes first. Delivery is at least once, so events are told apart by `eventId` and each reaches `onEvent`
 * once; after a lost connection the link resumes from the last one, or from the first cursor.
 */
export function useLive<Data, Variables extends OperationVariables>(
  document: TypedDocumentNode<Data, Variables>,
  { variables, after, onEvent, onEnd, skip = false }: LiveOptions<Data, Variables>,
): void {
  const seen = useRef(new Set<string>());
  const cursor = useBeginning(variables, after);
  const resumes = takesCursor(document);
  const options = {
    skip: skip || (resumes && cursor === null),
    variables: resumes ? { ...variables, after: cursor } : variables,
    ignoreResults: true,
    onComplete: onEnd,
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
