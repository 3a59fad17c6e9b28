import type { RouteObject } from "react-router-dom";
import { coursePlace } from "../../kernel/course-place";
import { RouteError } from "../../kernel/errors";
import { CourseLayout } from "./course-layout";

/** A course: its place is read once, its frame surrounds its pages; tools join the route when somebody goes to them. */
export const courseRoutes: RouteObject[] = [
  {
    id: "course",
    path: "c/:code",
    loader: async ({ params }) => ({ place: await coursePlace(params) }),
    handle: { crumb: (data: unknown) => (data as { place?: { title: string } } | undefined)?.place?.title },
    element: <CourseLayout />,
    errorElement: <RouteError />,
    children: [],
  },
];
