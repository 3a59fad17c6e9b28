import type { OperationVariables, TypedDocumentNode } from "@apollo/client";
import { useSubscription } from "@apollo/client/react";
import { useRef } from "react";

interface LiveOptions<Data, Variables> {
  variables: Variables;
  /** Called once per event, with the root field's whole data. The normalised cache has already taken the node in. */
  onEvent?: (data: Data) => void;
  /** Called when the server ends the stream: a right was lost, or there was too much to tell. */
  onEnd?: () => void;
  skip?: boolean;
}

const remembered = 500;

function eventIdOf(data: unknown): string | undefined {
  if (typeof data !== "object" || data === null) return undefined;
  for (const root of Object.values(data)) {
    if (typeof root === "object" && root !== null && "eventId" in root && typeof root.eventId === "string") return root.eventId;
  }
  return undefined;
}

/**
 * Listens to a subscription while the component is on screen. Delivery is at least once, so events are told apart by
 * `eventId` and each reaches `onEvent` once; after a lost connection the link resumes from the last one (variable `after`).
 */
export function useLive<Data, Variables extends OperationVariables>(
  document: TypedDocumentNode<Data, Variables>,
  { variables, onEvent, onEnd, skip = false }: LiveOptions<Data, Variables>,
): void {
  const seen = useRef(new Set<string>());
  const options = {
    skip,
    variables,
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
