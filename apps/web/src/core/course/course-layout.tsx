import { Outlet } from "react-router-dom";
import { useCoursePlace } from "../../kernel/course-place";
import { CourseFrame } from "../shell/course-frame";

/** What surrounds every page of a course. */
export function CourseLayout() {
  const place = useCoursePlace();
  return (
    <CourseFrame code={place.address.slice("/c/".length)} tools={[]}>
      <Outlet />
    </CourseFrame>
  );
}
