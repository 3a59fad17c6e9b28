import { useMutation, useQuery } from "@apollo/client/react";
import { Group, Select, Text, TextInput, VisuallyHidden } from "@mantine/core";
import { useDebouncedCallback } from "@mantine/hooks";
import { IconListDetails, IconRotateClockwise2, IconSearch } from "@tabler/icons-react";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { useParams, useSearchParams } from "react-router-dom";
import { announce } from "../../kernel/announce";
import { useCoursePlace } from "../../kernel/course-place";
import { useShowError } from "../../kernel/errors";
import { useFormat } from "../../kernel/format";
import { useLive } from "../../kernel/live";
import { useUndo } from "../../kernel/undo";
import { DataTable, type Column } from "../../ui/data-table";
import { EmptyState } from "../../ui/empty-state";
import { MenuButton } from "../../ui/menu-button";
import { PageHeader } from "../../ui/page-header";
import { ProgressRing } from "../../ui/progress-ring";
import { PageSkeleton } from "../../ui/skeletons";
import { ActivityStateIcon, type ActivityState } from "./activity-state";
import { AttemptList } from "./attempt-list";
import { PackageGridChangedDocument, PackageGridPageDocument, ResetProgressDocument, RestoreProgressDocument, type GridRowFragment, type PackageGridPageQuery } from "./grid.generated";
import { LearnerAttemptsDocument } from "./packages.generated";
import classes from "./paths.module.css";
import { SideSheet } from "./side-sheet";

const STATES: readonly ActivityState[] = ["NOT_STARTED", "IN_PROGRESS", "COMPLETED", "PASSED", "FAILED"];
const isState = (value: string | null): value is ActivityState => STATES.some((state) => state === value);

interface RowActions {
  onAttempts: (row: GridRowFragment) => void;
  onReset?: (row: GridRowFragment) => void;
}

/** Learner, ring, score, time, then one column for each activity. */
function useColumns(activities: PackageGridPageQuery["package"]["activities"], { onAttempts, onReset }: RowActions): Column<GridRowFragment>[] {
  const { t } = useTranslation("paths");
  const format = useFormat();
  return useMemo(() => {
    const score = (row: { score: number | null; maxScore: number | null }) => (row.score === null ? "" : format.number(row.score, { maximumFractionDigits: 1 }));
    const fixed: Column<GridRowFragment>[] = [
      { key: "learner", header: t("grid.learner"), cell: (row) => <bdi>{row.learner.name}</bdi>, width: "11rem" },
      {
        key: "percent",
        header: t("grid.progress"),
        cell: (row) => (
          <span className={`${classes.cell} lyceum-figures`} data-percent={row.percent}>
            <ProgressRing fraction={row.percent / 100} outcome={row.state === "PASSED" ? "passed" : row.state === "FAILED" ? "failed" : undefined} /> {format.percent(row.percent / 100)}
          </span>
        ),
      },
      { key: "score", header: t("grid.score"), numeric: true, cell: score },
      { key: "seconds", header: t("grid.time"), numeric: true, cell: (row) => (row.seconds > 0 ? format.duration(row.seconds) : "") },
      { key: "lastAt", header: t("grid.last"), cell: (row) => (row.lastAt ? format.relative(row.lastAt) : "") },
    ];
    const cells: Column<GridRowFragment>[] = activities
      .filter((activity) => activity.launchable)
      .map(({ identifier, title }) => ({
        key: identifier,
        header: (
          <span className={classes.head} title={title}>
            <bdi>{title}</bdi>
          </span>
        ),
        cell: (row) => {
          const cell = row.cells.find((one) => one.activityId === identifier);
          return (
            <span className={classes.cell}>
              <ActivityStateIcon state={cell?.state ?? "NOT_STARTED"} /> {cell && score(cell)}
            </span>
          );
        },
      }));
    const actions: Column<GridRowFragment> = {
      key: "actions",
      header: <VisuallyHidden>{t("grid.actions")}</VisuallyHidden>,
      cell: (row) => (
        <MenuButton
          name={row.learner.name}
          entries={[
            { label: t("grid.attempts"), icon: IconListDetails, onClick: () => onAttempts(row) },
            onReset && row.attempts > 0 && { label: t("grid.reset"), icon: IconRotateClockwise2, onClick: () => onReset(row) },
          ]}
        />
      ),
    };
    return [...fixed, ...cells, actions];
  }, [activities, t, format, onAttempts, onReset]);
}

function Attempts({ packageId, sessionId, row, onClose }: { packageId: string; sessionId: string | null; row: GridRowFragment | null; onClose: () => void }) {
  const { t } = useTranslation("paths");
  const { data } = useQuery(LearnerAttemptsDocument, {
    variables: { packageId, sessionId, userId: row?.learner.id ?? "" }, skip: row === null, fetchPolicy: "cache-and-network",
  });
  const attempts = data?.packageAttempts ?? [];
  return (
    <SideSheet opened={row !== null} onClose={onClose} position="right" size="lg" title={row?.learner.name ?? ""}>
      {data && attempts.length === 0 ? <Text>{t("attempt.none")}</Text> : <AttemptList attempts={attempts} />}
    </SideSheet>
  );
}

/** Learners by activities, moving while they play; filters live in the address. */
export function GridPage() {
  const { t } = useTranslation("paths");
  const { packageId = "" } = useParams();
  const { sessionId } = useCoursePlace();
  const [params, setParams] = useSearchParams();
  const words = params.get("search") ?? "";
  const state = params.get("state");
  const filter = { search: words || null, state: isState(state) ? state : null };
  const [row, setRow] = useState<GridRowFragment | null>(null);
  const { data, error, fetchMore, refetch, loading } = useQuery(PackageGridPageDocument, { variables: { packageId, sessionId, filter }, fetchPolicy: "cache-and-network", notifyOnNetworkStatusChange: true });
  useLive(PackageGridChangedDocument, {
    variables: { packageId, sessionId, after: data?.liveCursor ?? null },
    skip: !data,
    onEvent: ({ packageGridChanged: { node } }) => node && announce(t("grid.moved", { name: node.learner.name, percent: node.percent })),
  });
  const reset = useReset(packageId, sessionId, refetch);
  const set = (name: string, value: string | null) => setParams((before) => {
    const next = new URLSearchParams(before);
    if (value) next.set(name, value);
    else next.delete(name);
    return next;
  }, { replace: true });
  const find = useDebouncedCallback((text: string) => set("search", text), 250);
  const columns = useColumns(data?.package.activities ?? [], { onAttempts: setRow, onReset: data?.package.viewerCan.reset ? reset : undefined });
  if (error && !data) throw error;
  if (!data) return <PageSkeleton />;
  const { edges, pageInfo, totalCount } = data.packageGrid;
  return (
    <>
      <PageHeader tool="paths" title={data.package.title} description={t("grid.live")} />
      <Group mb="md" align="flex-end">
        <TextInput type="search" label={t("grid.search")} leftSection={<IconSearch size={16} aria-hidden />} defaultValue={words} onChange={(event) => find(event.currentTarget.value)} />
        <Select clearable label={t("grid.state")} value={filter.state} data={STATES.map((value) => ({ value, label: t(`state.${value}`) }))} onChange={(value) => set("state", value)} />
      </Group>
      <DataTable
        label={t("grid.label", { title: data.package.title })}
        columns={columns}
        rows={edges.map(({ node }) => node)}
        rowKey={(one) => one.id}
        total={totalCount}
        loadingMore={loading}
        onMore={pageInfo.hasNextPage ? () => void fetchMore({ variables: { after: pageInfo.endCursor } }) : undefined}
        empty={<EmptyState tool="paths" title={t("grid.empty")}>{t("grid.emptyText")}</EmptyState>}
      />
      <Attempts packageId={packageId} sessionId={sessionId} row={row} onClose={() => setRow(null)} />
    </>
  );
}

/** Lets one learner start over, with a way back. */
function useReset(packageId: string, sessionId: string | null, refetch: () => Promise<unknown>): (row: GridRowFragment) => void {
  const { t } = useTranslation("paths");
  const showError = useShowError();
  const offerUndo = useUndo();
  const [reset] = useMutation(ResetProgressDocument);
  const [restore] = useMutation(RestoreProgressDocument);
  return (row) => {
    reset({ variables: { packageId, sessionId, userIds: [row.learner.id] } })
      .then(async ({ data }) => {
        await refetch();
        const trashId = data?.resetProgress.trashId;
        if (trashId) offerUndo(t("grid.resetDone", { name: row.learner.name }), () => restore({ variables: { trashId } }).then(refetch));
      })
      .catch(showError);
  };
}
