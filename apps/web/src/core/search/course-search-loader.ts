import type { LoaderFunctionArgs } from "react-router-dom";
import { addTypePolicies, connectionPolicy, preloadQuery } from "../../apollo";
import { coursePlace } from "../../kernel/course-place";
import { CourseSearchPageDocument } from "./search.generated";

addTypePolicies({ Query: { fields: { searchCourse: connectionPolicy(["courseId", "sessionId", "text", "tools"]) } } });

/** Starts the search that the address asks for. */
export async function courseSearchLoader({ params, request }: LoaderFunctionArgs) {
  const { courseId, sessionId } = await coursePlace(params);
  const search = new URL(request.url).searchParams;
  const tool = search.get("tool");
  const text = search.get("q")?.trim() ?? "";
  const variables = { courseId, sessionId, text, tools: tool ? [tool] : null };
  return { query: text ? preloadQuery(CourseSearchPageDocument, { variables, fetchPolicy: "network-only" }) : null };
}
