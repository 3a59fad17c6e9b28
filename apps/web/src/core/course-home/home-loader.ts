import { type LoaderFunctionArgs, redirect } from "react-router-dom";
import { preloadQuery } from "../../apollo";
import { coursePlace } from "../../kernel/course-place";
import { CourseHomeDocument } from "./course-home.generated";
import { landing } from "./landing";

/** Starts the home page's query; a learner may be led on to where the teacher decided. */
export async function homeLoader({ params }: LoaderFunctionArgs) {
  const place = await coursePlace(params);
  const variables = { courseId: place.courseId, sessionId: place.sessionId };
  const home = preloadQuery(CourseHomeDocument, { variables, fetchPolicy: "cache-and-network" });
  const to = place.role === "LEARNER" ? await landing(place, preloadQuery.toPromise(home)) : null;
  if (to) throw redirect(to);
  return home;
}
