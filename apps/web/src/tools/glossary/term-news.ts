import { useApolloClient } from "@apollo/client/react";
import { useEffect, useRef, useState } from "react";
import type { CoursePlace } from "../../kernel/course-place";
import { useLive } from "../../kernel/live";
import { useViewer } from "../../kernel/session";
import { GlossaryTermNewsDocument } from "./glossary.generated";

/**
 * Keeps a list up to date while others write: changed terms change where they stand, and what is gone or much changed is read again.
 * Returns how many new terms wait to be shown, so that nothing moves under the reader.
 */
export function useTermNews(place: CoursePlace, terms: readonly { id: string }[], after: string, reload: () => Promise<unknown>): number {
  const { courseId, sessionId } = place;
  const { cache } = useApolloClient();
  const viewer = useViewer();
  const [waiting, setWaiting] = useState<readonly string[]>([]);
  const shown = useRef(new Set<string>());
  useEffect(() => {
    shown.current = new Set(terms.map((term) => term.id));
    setWaiting((ids) => ids.filter((id) => !shown.current.has(id)));
  }, [terms]);
  useLive(GlossaryTermNewsDocument, {
    variables: { courseId, sessionId },
    after,
    onEvent: ({ glossaryChanged: { action, id, node } }) => {
      if (action === "DELETED") cache.evict({ id: cache.identify({ __typename: "GlossaryTerm", id }) });
      // A proposal changes the counter, and what becomes of one's own is news that is waited for.
      const proposal = node?.state === "PROPOSED" || (node?.author && node.author.id === viewer?.id && !shown.current.has(id));
      if (action === "RELOADED" || action === "DELETED" || proposal) void reload();
      else if (!shown.current.has(id)) setWaiting((ids) => (ids.includes(id) ? ids : [...ids, id]));
    },
  });
  return waiting.length;
}
