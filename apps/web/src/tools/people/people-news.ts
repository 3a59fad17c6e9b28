import { useState } from "react";
import type { CoursePlace } from "../../kernel/course-place";
import { useLive } from "../../kernel/live";
import { PeopleChangedDocument, type PeopleRowFragment } from "./people.generated";

type Change = "CREATED" | "DELETED";

/**
 * Listens to who comes and goes. What changed in a row that is on screen is in the cache at once; people who came or went wait for a
 * click, so that nothing moves under the reader. Gives how many changes wait.
 */
export function usePeopleNews(
  { courseId, sessionId }: CoursePlace,
  shown: readonly PeopleRowFragment[],
  after: string,
): { count: number; forget: () => void } {
  const [changes, setChanges] = useState<ReadonlyMap<string, Change>>(new Map());
  useLive(PeopleChangedDocument, {
    variables: { courseId, sessionId },
    after,
    onEvent: ({ courseUsersChanged: { action, id } }) => {
      if (action === "CREATED" || action === "DELETED") setChanges((former) => new Map(former).set(id, action));
    },
  });
  const rows = new Map(shown.map((row) => [row.id, row]));
  const waiting = [...changes].filter(([id, change]) =>
    change === "CREATED" ? !rows.has(id) : rows.has(id) && rows.get(id)?.state !== "ENDED",
  );
  return { count: waiting.length, forget: () => setChanges(new Map()) };
}
