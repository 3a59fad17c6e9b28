import { type QueryRef, useReadQuery } from "@apollo/client/react";
import { useCallback, useMemo, useState } from "react";
import { useLoaderData, useSearchParams } from "react-router-dom";
import { client } from "../../apollo";
import { useCoursePlace } from "../../kernel/course-place";
import { useLive } from "../../kernel/live";
import { ItemDrawer } from "../item-details/item-drawer";
import {
  CourseHomeChangedDocument,
  CourseHomeDocument,
  type CourseHomeQuery,
  type CourseHomeQueryVariables,
} from "./course-home.generated";
import { HomeContext } from "./home-context";
import { HomeHeader } from "./home-header";
import { HomeStrip } from "./home-strip";
import { IntroVideo } from "./intro-video";
import { IntroductionBlock } from "./introduction-block";
import { SectionList } from "./section-list";
import { ShortcutTiles } from "./shortcut-tiles";
import { ToolGrid } from "./tool-grid";

/** The home page of a course: what it is, what is next, its sections and tools. Teachers edit it in place. */
export function CourseHomePage() {
  const place = useCoursePlace();
  const queryRef = useLoaderData<QueryRef<CourseHomeQuery, CourseHomeQueryVariables>>();
  const { data } = useReadQuery(queryRef);
  const [search, setSearch] = useSearchParams();
  const [itemId, openDetails] = useState<string | null>(search.get("item"));
  const { courseId, sessionId } = place;
  // Read anew into the cache: refetching the reference would replace the page by its skeleton each time.
  const refetch = useCallback(
    () => client.query({ query: CourseHomeDocument, variables: { courseId, sessionId }, fetchPolicy: "network-only" }),
    [courseId, sessionId],
  );
  const home = data.courseHome;
  const canEdit = home.course.viewerCan.editHome;
  const editing = canEdit && search.has("edit");
  useLive(CourseHomeChangedDocument, {
    variables: { courseId, sessionId },
    after: data.liveCursor,
    onEvent: () => void refetch().catch(() => undefined),
  });
  const setting = useMemo(() => ({ place, editing, refresh: () => refetch(), openDetails }), [place, editing, refetch]);
  return (
    <HomeContext.Provider value={setting}>
      <HomeHeader home={home} onEdit={canEdit ? () => setSearch(editing ? {} : { edit: "1" }, { replace: true }) : undefined} />
      <HomeStrip home={home} />
      <IntroVideo course={home.course} />
      <IntroductionBlock introduction={home.introduction} tool="home" editing={editing} refresh={refetch} />
      <ShortcutTiles shortcuts={home.shortcuts} />
      <SectionList sections={home.sections} canEdit={canEdit} />
      <ToolGrid tools={home.tools} />
      <ItemDrawer itemId={itemId} onClose={() => openDetails(null)} onSaved={() => refetch()} />
    </HomeContext.Provider>
  );
}
