import { lazy, type ReactNode, Suspense, useState } from "react";
import { useRevalidator } from "react-router-dom";
import { client } from "../../apollo";
import { type CoursePlace, useCoursePlace } from "../../kernel/course-place";
import { useLive } from "../../kernel/live";
import { refusalOf } from "../../kernel/refusals";
import { CourseFrameChangedDocument, CourseFrameDocument } from "./course.generated";

const AccessEnded = lazy(async () => ({ default: (await import("./access-ended")).AccessEnded }));

/** Whether the course still opens for the person; a lost connection says nothing about it. */
async function stillOpen({ courseId, sessionId }: CoursePlace): Promise<boolean> {
  try {
    await client.query({ query: CourseFrameDocument, variables: { courseId, sessionId }, fetchPolicy: "network-only" });
    return true;
  } catch (error) {
    const code = refusalOf(error)?.code;
    return code !== "NOT_FOUND" && code !== "LOCKED" && code !== "FORBIDDEN";
  }
}

interface WatchProps {
  after: string;
  onChange: () => void;
  onEnd: () => void;
}

function Watch({ after, onChange, onEnd }: WatchProps) {
  const { courseId, sessionId } = useCoursePlace();
  useLive(CourseFrameChangedDocument, { variables: { courseId, sessionId }, after, onEvent: onChange, onEnd });
  return null;
}

/**
 * Listens to the course around a page. The server ends the stream within a second when somebody's place in the course ends: the page
 * then says so, instead of failing at the next click. A stream that ended for another reason is begun again.
 */
export function AccessWatch({ after, onChange, children }: { after: string; onChange: () => void; children: ReactNode }) {
  const place = useCoursePlace();
  const revalidator = useRevalidator();
  const [turn, setTurn] = useState(0);
  const [ended, setEnded] = useState(false);
  const check = async () => {
    if (!(await stillOpen(place))) return setEnded(true);
    await revalidator.revalidate();
    setTurn((former) => former + 1);
  };
  if (ended)
    return (
      <Suspense fallback={null}>
        <AccessEnded course={place.title} />
      </Suspense>
    );
  return (
    <>
      <Watch key={`${place.courseId} ${place.sessionId ?? ""} ${turn}`} after={after} onChange={onChange} onEnd={() => void check()} />
      {children}
    </>
  );
}
