import { useEffect, useState } from "react";
import { useSearchParams } from "react-router-dom";
import { client } from "../../apollo";
import { useCoursePlace } from "../../kernel/course-place";
import { usePut } from "./use-put";
import { PeopleOneDocument, type PeopleRowFragment } from "./people.generated";

/** What is to be known of somebody to write to them. */
export type Addressee = Pick<PeopleRowFragment, "id" | "role" | "main" | "email" | "officeHours" | "user">;
type Rows = readonly Addressee[];

/** To whom somebody is writing: chosen here, or named by the address, as the link of a message that is answered does. */
export function useWriting(staff: Rows): { to: Rows; write: (rows: Rows) => void; close: () => void } {
  const { courseId, sessionId } = useCoursePlace();
  const [search] = useSearchParams();
  const put = usePut();
  const asked = search.get("write");
  const [to, setTo] = useState<Rows>([]);
  useEffect(() => {
    if (!asked) return undefined;
    let current = true;
    const known = staff.find((row) => row.user.id === asked);
    const find = known
      ? Promise.resolve(known)
      : client.query({ query: PeopleOneDocument, variables: { courseId, sessionId, userId: asked } }).then(({ data }) => data?.courseUser);
    // Somebody who has left can no longer be answered: the page stays as it is.
    find.then((row) => current && row && setTo([row])).catch(() => undefined);
    return () => {
      current = false;
    };
  }, [asked, staff, courseId, sessionId]);
  return {
    to,
    write: setTo,
    close: () => {
      setTo([]);
      if (asked) put({ write: null });
    },
  };
}
