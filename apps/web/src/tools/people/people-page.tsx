import { type QueryRef, useQueryRefHandlers, useReadQuery } from "@apollo/client/react";
import { Button, Group, Text } from "@mantine/core";
import { IconUserPlus } from "@tabler/icons-react";
import { useState, useTransition } from "react";
import { useTranslation } from "react-i18next";
import { useLoaderData, useSearchParams } from "react-router-dom";
import { useCoursePlace } from "../../kernel/course-place";
import { useShowError } from "../../kernel/errors";
import { useHotkeys } from "../../kernel/hotkeys";
import { EmptyState } from "../../ui/empty-state";
import { PageHeader } from "../../ui/page-header";
import { BulkBar } from "./bulk-bar";
import { EnrolDialog } from "./enrol-dialog";
import { ExportButton } from "./export-button";
import { LeaveButton } from "./leave-button";
import { PeopleCards, StaffStrip } from "./people-cards";
import { PeopleFilters } from "./people-filters";
import { PeopleGrid } from "./people-grid";
import { PersonPanel } from "./person-panel";
import { usePeopleNews } from "./people-news";
import type { PeoplePageQuery, PeoplePageQueryVariables } from "./people.generated";

/** How many there are, and, without moving the list, how many have come or changed since. */
function CountLine({ total, news, onNews }: { total: number; news: number; onNews: () => void }) {
  const { t } = useTranslation("people");
  return (
    <Group justify="space-between" mb="xs" mih={36}>
      <Text c="dimmed" size="sm" role="status">
        {t("count", { count: total })}
      </Text>
      {news > 0 && (
        <Button size="compact-sm" radius="xl" variant="light" onClick={onNews}>
          {t("news", { count: news })}
        </Button>
      )}
    </Group>
  );
}

/** Who is in the course: a grid to work with for staff, cards by what the course shows for learners. */
export function PeoplePage() {
  const { t } = useTranslation("people");
  const place = useCoursePlace();
  const showError = useShowError();
  const queryRef = useLoaderData<QueryRef<PeoplePageQuery, PeoplePageQueryVariables>>();
  const { data } = useReadQuery(queryRef);
  const { fetchMore, refetch } = useQueryRefHandlers(queryRef);
  const [search] = useSearchParams();
  const [loading, startLoading] = useTransition();
  const [enrolling, setEnrolling] = useState(false);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const { nodes, pageInfo, totalCount } = data.courseUsers;
  const may = data.people.viewerCan;
  const again = () => startLoading(() => void refetch().catch(showError));
  const { count: news, forget } = usePeopleNews(place, nodes);
  const showNews = () => [forget(), again()];
  const more = () => startLoading(() => void fetchMore({ variables: { after: pageInfo.endCursor } }).catch(showError));
  useHotkeys(may.enrol ? [["e", () => setEnrolling(true)]] : []);
  const enrol = may.enrol && (
    <Button leftSection={<IconUserPlus size={18} aria-hidden />} onClick={() => setEnrolling(true)}>
      {t("enrol")}
    </Button>
  );
  const filtered = ["q", "role", "group", "state", "access"].some((name) => search.has(name));
  const empty = (
    <EmptyState tool="people" title={t(filtered ? "empty.filtered" : "empty.title")} action={filtered ? undefined : enrol}>
      {t(filtered ? "empty.filteredText" : "empty.text")}
    </EmptyState>
  );
  const list = { nodes, empty, onMore: pageInfo.hasNextPage ? more : undefined, loading };
  return (
    <>
      <PageHeader
        title={t("title")}
        within={place.title}
        tool="people"
        description={t(`shown.${data.people.othersShown}`)}
        actions={
          <>
            <LeaveButton />
            {may.export && <ExportButton />}
            {enrol}
          </>
        }
      />
      <StaffStrip staff={data.courseStaff} />
      <PeopleFilters isStaff={place.isStaff} groups={data.courseGroups} />
      <CountLine total={totalCount} news={news} onNews={showNews} />
      {may.seeStaffFields ? (
        <PeopleGrid {...list} total={totalCount} chosen={may.manage ? chosen : null} onChoose={setChosen} />
      ) : (
        <PeopleCards {...list} />
      )}
      {may.manage && <BulkBar rows={nodes.filter((row) => chosen.has(row.id))} onDone={() => setChosen(new Set())} onChanged={again} />}
      {may.enrol && <EnrolDialog opened={enrolling} onClose={() => setEnrolling(false)} onDone={again} />}
      <PersonPanel rows={[...nodes, ...data.courseStaff]} onChanged={again} />
    </>
  );
}
