import { type LoaderFunctionArgs, redirect } from "react-router-dom";
import { client, preloadQuery } from "../../apollo";
import { readPlace } from "../../kernel/course-place";
import { CourseAboutPageDocument, CourseTermsPageDocument } from "./course-about.generated";

/** Starts the about page's query. */
export const aboutLoader = ({ params }: LoaderFunctionArgs) =>
  preloadQuery(CourseAboutPageDocument, { variables: { code: params["code"] ?? "" } });

/** Finds the course behind the code, which its own gate does not give before the terms are accepted, and starts the terms' query. */
export async function termsLoader({ params }: LoaderFunctionArgs) {
  const { code, sessionId } = readPlace(params["code"] ?? "");
  const { data } = await client.query({ query: CourseAboutPageDocument, variables: { code } });
  if (!data) throw redirect("/courses");
  return preloadQuery(CourseTermsPageDocument, { variables: { courseId: data.courseAbout.id, sessionId }, fetchPolicy: "network-only" });
}
