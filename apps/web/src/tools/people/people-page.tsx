import { type QueryRef, useQueryRefHandlers, useReadQuery } from "@apollo/client/react";
import { Button, Group, Text } from "@mantine/core";
import { IconUserPlus } from "@tabler/icons-react";
import { type ReactNode, useState, useTransition } from "react";
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
import { MyPlace } from "./my-place";
import { PeopleCards, StaffStrip } from "./people-cards";
import { readFieldFilters } from "./people-columns";
import { PeopleFilters } from "./people-filters";
import { ChooseShown, PeopleGrid } from "./people-grid";
import { PeopleTools, useStaffPart } from "./people-tools";
import { PrintList } from "./print-list";
import { usePrint } from "./use-print";
import { type Addressee, useWriting } from "./use-writing";
import { ViewsBar } from "./views-bar";
import { WriteDialog } from "./write-dialog";
import classes from "./people.module.css";
import { usePeopleNews } from "./people-news";
import type { PeoplePageQuery, PeoplePageQueryVariables } from "./people.generated";

/** How many there are, and, without moving the list, how many have come or changed since. */
function CountLine({ total, news, onNews, children }: { total: number; news: number; onNews: () => void; children?: ReactNode }) {
  const { t } = useTranslation("people");
  return (
    <Group justify="space-between" mb="xs" mih={36}>
      {children}
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

/** One's own place, and whose course it is. */
function WhoseCourse({ data, onWrite }: { data: PeoplePageQuery; onWrite: ((row: Addressee) => void) | null }) {
  return (
    <>
      <MyPlace mine={data.myEnrolment} />
      <StaffStrip staff={data.courseStaff} own={data.myEnrolment?.id} onWrite={onWrite} />
    </>
  );
}

const NARROWING = ["q", "role", "group", "class", "state", "access", "absent"];

/** Who is in the course: a grid to work with for staff, cards by what the course shows for learners. */
export function PeoplePage() {
  const place = useCoursePlace();
  const showError = useShowError();
  const queryRef = useLoaderData<QueryRef<PeoplePageQuery, PeoplePageQueryVariables>>();
  const { fetchMore, refetch } = useQueryRefHandlers(queryRef);
  const { data } = useReadQuery(queryRef);
  const [loading, startLoading] = useTransition();
  const [enrolling, setEnrolling] = useState(false);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const { nodes, pageInfo, totalCount } = data.courseUsers;
  const { viewerCan: may, fields } = data.people;
  const { part, again: askStaffPart } = useStaffPart(may.seeStaffFields);
  const writing = useWriting(data.courseStaff);
  const again = () => {
    startLoading(() => void refetch().catch(showError));
    askStaffPart();
  };
  const { count: news, forget } = usePeopleNews(place, nodes, data.liveCursor);
  const { printing, print } = usePrint(pageInfo, (after) =>
    fetchMore({ variables: { after } }).then((next) => next.data?.courseUsers.pageInfo),
  );
  const more = () => startLoading(() => void fetchMore({ variables: { after: pageInfo.endCursor } }).catch(showError));
  useHotkeys(may.enrol ? [["e", () => setEnrolling(true)]] : []);
  const mayWrite = data.myEnrolment !== null || may.seeStaffFields;
  const write = mayWrite ? (row: Addressee) => writing.write([row]) : null;
  const enrol = may.enrol ? () => setEnrolling(true) : null;
  const list = { nodes, empty: <NobodyHere onEnrol={enrol} />, onMore: pageInfo.hasNextPage ? more : undefined, loading };
  const picked = { rows: nodes.filter((row) => chosen.has(row.id)), onDone: () => setChosen(new Set()) };
  // Learners come to know who is who; staff come to work with the list, so that it comes first for them.
  const around = <WhoseCourse data={data} onWrite={write} />;
  return (
    <>
      <div className={printing ? classes.screen : undefined}>
        <Heading tool={data.people} onEnrol={enrol} onPrint={print}>
          <PeopleTools tool={data.people} part={part} onChanged={again} />
        </Heading>
        {!may.seeStaffFields && around}
        {may.saveViews && <ViewsBar views={part.peopleViews} fields={fields} mayShare={may.shareViews} onChanged={askStaffPart} />}
        <PeopleFilters isStaff={place.isStaff} groups={data.courseGroups} classes={part.courseClasses} fields={fields} />
        <CountLine total={totalCount} news={news} onNews={() => [forget(), again()]}>
          {may.seeStaffFields && <ChooseShown nodes={nodes} chosen={chosen} onChoose={setChosen} />}
        </CountLine>
        {may.seeStaffFields ? (
          <PeopleGrid {...list} fields={fields} total={totalCount} chosen={chosen} onChoose={setChosen} />
        ) : (
          <PeopleCards {...list} own={data.myEnrolment?.id} onWrite={write} />
        )}
        {may.seeStaffFields && (
          <BulkBar {...picked} mayChange={may.bindClasses} onChanged={again} onWrite={() => writing.write(picked.rows)} />
        )}
        {may.seeStaffFields && <div className={classes.below}>{around}</div>}
        {may.enrol && <EnrolDialog opened={enrolling} tool={data.people} onClose={() => setEnrolling(false)} onDone={again} />}
        <WriteDialog rows={writing.to} onClose={writing.close} />
      </div>
      {printing && <PrintList title={place.title} rows={nodes} />}
    </>
  );
}

interface HeadingProps {
  tool: PeoplePageQuery["people"];
  onEnrol: (() => void) | null;
  onPrint: () => void;
  children: ReactNode;
}

/** What the page is about, and what can be done on it as a whole. */
function Heading({ tool, onEnrol, onPrint, children }: HeadingProps) {
  const { t } = useTranslation("people");
  const { title } = useCoursePlace();
  return (
    <PageHeader
      title={t("title")}
      within={title}
      tool="people"
      description={t(`shown.${tool.othersShown}`)}
      actions={
        <>
          {tool.viewerCan.export && <ExportButton onPrint={onPrint} />}
          {children}
          {onEnrol && <EnrolButton onClick={onEnrol} />}
        </>
      }
    />
  );
}

function EnrolButton({ onClick }: { onClick: () => void }) {
  const { t } = useTranslation("people");
  return (
    <Button leftSection={<IconUserPlus size={18} aria-hidden />} onClick={onClick}>
      {t("enrol")}
    </Button>
  );
}

/** Why nobody is on screen, and the way on. */
function NobodyHere({ onEnrol }: { onEnrol: (() => void) | null }) {
  const { t } = useTranslation("people");
  const [search] = useSearchParams();
  const filtered = NARROWING.some((name) => search.has(name)) || readFieldFilters(search).length > 0;
  return (
    <EmptyState
      tool="people"
      title={t(filtered ? "empty.filtered" : "empty.title")}
      action={!filtered && onEnrol ? <EnrolButton onClick={onEnrol} /> : undefined}
    >
      {t(filtered ? "empty.filteredText" : "empty.text")}
    </EmptyState>
  );
}
