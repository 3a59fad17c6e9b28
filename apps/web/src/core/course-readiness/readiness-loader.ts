import type { LoaderFunctionArgs } from "react-router-dom";
import { preloadQuery } from "../../apollo";
import { coursePlace } from "../../kernel/course-place";
import { CourseReadinessPageDocument } from "./course-readiness.generated";

/** Starts the page's query, past the cache: what was repaired must be gone. */
export async function readinessLoader({ params }: LoaderFunctionArgs) {
  const { courseId, sessionId } = await coursePlace(params);
  return preloadQuery(CourseReadinessPageDocument, { variables: { courseId, sessionId }, fetchPolicy: "network-only" });
}
