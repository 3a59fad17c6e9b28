import { type QueryRef, useMutation, useReadQuery } from "@apollo/client/react";
import { lazy, Suspense, useCallback, useEffect, useMemo } from "react";
import { Outlet, useLoaderData, useLocation, useMatches } from "react-router-dom";
import { client } from "../../apollo";
import { useCoursePlace } from "../../kernel/course-place";
import { GlossaryHighlights } from "../../kernel/glossary-highlights";
import { currentPreview } from "../../kernel/preview";
import { handleOf } from "../../kernel/route";
import { MarkNewsSeenDocument } from "../course-home/course-home.generated";
import { CourseFrame } from "../shell/course-frame";
import { hasPages } from "../shell/course-tools";
import { AccessWatch } from "./access-watch";
import { CourseFrameDocument, type CourseFrame_toolFragment, type CourseFrameQuery } from "./course.generated";

// A menu's code, which most courses do not need: it is not part of the first load.
const SessionSwitch = lazy(async () => ({ default: (await import("../sessions/session-switch")).SessionSwitch }));

const ToolIntroduction = lazy(async () => ({ default: (await import("../course-home/tool-introduction")).ToolIntroduction }));

const PreviewBanner = lazy(async () => ({ default: (await import("../preview/preview-banner")).PreviewBanner }));

/** The tools that somebody here may go to, in the course's order; staff also see, dimmed, what learners do not. */
function openTools(tools: readonly CourseFrame_toolFragment[], isStaff: boolean, open: string | null) {
  return [...tools]
    .filter((tool) => hasPages(tool.key) && !tool.hiddenByPlatform && (tool.visible || isStaff))
    .sort((a, b) => a.position - b.position)
    .map((tool) => ({
      key: tool.key,
      label: tool.label,
      iconUrl: tool.iconUrl,
      news: tool.key === open ? 0 : tool.newCount,
      hidden: !tool.visible,
    }));
}

/** The tool whose page is on screen: the part of the address after the course's. */
function useOpenTool(address: string): string | null {
  const { pathname } = useLocation();
  return pathname.startsWith(`${address}/`) ? (pathname.slice(address.length + 1).split("/")[0] ?? null) : null;
}

/** Opening a tool is seeing what is new in it. */
function useSeen(tool: string | null, unseen: number, refresh: () => Promise<unknown>) {
  const { courseId, sessionId } = useCoursePlace();
  const [markSeen] = useMutation(MarkNewsSeenDocument);
  useEffect(() => {
    if (!tool || unseen === 0) return;
    markSeen({ variables: { courseId, sessionId, tool } })
      .then(refresh)
      .catch(() => undefined);
  }, [tool, unseen, courseId, sessionId, markSeen, refresh]);
}

/** What surrounds every page of a course: its tools, which come and go live, and the preview's banner. */
export function CourseLayout() {
  const place = useCoursePlace();
  const { tools: queryRef } = useLoaderData<{ tools: QueryRef<CourseFrameQuery> }>();
  const { data } = useReadQuery(queryRef);
  const { courseId, sessionId } = place;
  // Read anew into the cache: refetching the reference would replace the page by its skeleton each time.
  const refetch = useCallback(
    () => client.query({ query: CourseFrameDocument, variables: { courseId, sessionId }, fetchPolicy: "network-only" }),
    [courseId, sessionId],
  );
  const open = useOpenTool(place.address);
  const { pathname } = useLocation();
  useSeen(open, data.courseTools.find(({ key }) => key === open)?.newCount ?? 0, refetch);
  const tools = useMemo(() => openTools(data.courseTools, place.isStaff, open), [data.courseTools, place.isStaff, open]);
  const isTool = data.courseTools.some(({ key }) => key === open);
  // A player has the whole screen.
  const bare = useMatches().some((match) => handleOf(match).bare);
  // The node's tools are in the cache already; a tool that came or went changes the list itself.
  const watch = { after: data.liveCursor, onChange: () => void refetch().catch(() => undefined) };
  if (bare)
    return (
      <AccessWatch {...watch}>
        <GlossaryHighlights place={place}>
          <Outlet />
        </GlossaryHighlights>
      </AccessWatch>
    );
  return (
    <AccessWatch {...watch}>
      <CourseFrame code={place.address.slice("/c/".length)} tools={tools}>
        {currentPreview()?.courseId === place.courseId && (
          <Suspense fallback={null}>
            <PreviewBanner />
          </Suspense>
        )}
        <Suspense fallback={null}>
          <SessionSwitch />
        </Suspense>
        <GlossaryHighlights place={place}>
          {open && isTool && pathname === `${place.address}/${open}` && (
            <Suspense fallback={null}>
              <ToolIntroduction tool={open} introductions={data.toolIntroductions} refresh={refetch} />
            </Suspense>
          )}
          <Outlet />
        </GlossaryHighlights>
      </CourseFrame>
    </AccessWatch>
  );
}
