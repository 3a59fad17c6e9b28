import type { LoaderFunctionArgs, RouteObject } from "react-router-dom";
import { preloadQuery } from "../../apollo";
import { coursePlace } from "../../kernel/course-place";
import { RouteError } from "../../kernel/errors";
import { CourseFrameDocument } from "./course.generated";
import { CourseLayout } from "./course-layout";

async function courseLoader({ params }: LoaderFunctionArgs) {
  const place = await coursePlace(params);
  const { courseId, sessionId } = place;
  return { place, tools: preloadQuery(CourseFrameDocument, { variables: { courseId, sessionId } }) };
}

/** A course: its place is read once, its frame surrounds its pages; tools join the route when somebody goes to them. */
export const courseRoutes: RouteObject[] = [
  {
    id: "course",
    path: "c/:code",
    loader: courseLoader,
    handle: { crumb: (data: unknown) => (data as { place?: { title: string } } | undefined)?.place?.title },
    element: <CourseLayout />,
    errorElement: <RouteError />,
    children: [],
  },
];
