import { useQueryRefHandlers, useReadQuery, type QueryRef } from "@apollo/client/react";
import { useMemo } from "react";
import { Outlet, useLoaderData, useMatches } from "react-router-dom";
import { useCoursePlace } from "../../kernel/course-place";
import { useLive } from "../../kernel/live";
import { handleOf } from "../../kernel/route";
import { CourseFrame } from "../shell/course-frame";
import { hasPages } from "../shell/course-tools";
import { CourseFrameChangedDocument, type CourseFrame_toolFragment, type CourseFrameQuery } from "./course.generated";

/** The tools that somebody here may go to, in the course's order; staff also see, dimmed, what learners do not. */
function openTools(tools: readonly CourseFrame_toolFragment[], isStaff: boolean) {
  return tools
    .filter((tool) => hasPages(tool.key) && !tool.hiddenByPlatform && (tool.visible || isStaff))
    .sort((a, b) => a.position - b.position)
    .map((tool) => ({ key: tool.key, label: tool.label, news: tool.newCount, hidden: !tool.visible }));
}

/** What surrounds every page of a course: its tools, which come and go live. */
export function CourseLayout() {
  const place = useCoursePlace();
  const { tools: queryRef } = useLoaderData<{ tools: QueryRef<CourseFrameQuery> }>();
  const { data } = useReadQuery(queryRef);
  const { refetch } = useQueryRefHandlers(queryRef);
  useLive(CourseFrameChangedDocument, {
    variables: { courseId: place.courseId, sessionId: place.sessionId },
    // The node's tools are in the cache already; a tool that came or went changes the list itself.
    onEvent: () => void refetch(),
  });
  const tools = useMemo(() => openTools(data.courseTools, place.isStaff), [data.courseTools, place.isStaff]);
  // A player has the whole screen.
  const bare = useMatches().some((match) => handleOf(match).bare);
  if (bare) return <Outlet />;
  return (
    <CourseFrame code={place.address.slice("/c/".length)} tools={tools}>
      <Outlet />
    </CourseFrame>
  );
}
