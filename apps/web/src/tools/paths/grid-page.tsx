import { useMutation, useQuery } from "@apollo/client/react";
import { Group, Select, Text, TextInput } from "@mantine/core";
import { useDebouncedCallback } from "@mantine/hooks";
import { IconSearch } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useParams, useSearchParams } from "react-router-dom";
import { announce } from "../../kernel/announce";
import { useCoursePlace } from "../../kernel/course-place";
import { useShowError } from "../../kernel/errors";
import { useLive } from "../../kernel/live";
import { useUndo } from "../../kernel/undo";
import { EmptyState } from "../../ui/empty-state";
import { PageHeader } from "../../ui/page-header";
import { PageSkeleton } from "../../ui/skeletons";
import type { ActivityState } from "./activity-state";
import { AttemptList } from "./attempt-list";
import {
  PackageGridChangedDocument,
  PackageGridPageDocument,
  ResetProgressDocument,
  RestoreProgressDocument,
  type GridRowFragment,
} from "./grid.generated";
import { LearnerAttemptsDocument } from "./packages.generated";
import { useColumns } from "./grid-columns";
import { GridExport } from "./grid-export";
import { HeatMap } from "./heat-map";
import { SideSheet } from "./side-sheet";

const STATES: readonly ActivityState[] = ["NOT_STARTED", "IN_PROGRESS", "COMPLETED", "PASSED", "FAILED"];
const isState = (value: string | null): value is ActivityState => STATES.some((state) => state === value);

interface AttemptsProps {
  packageId: string;
  sessionId: string | null;
  row: GridRowFragment | null;
  onClose: () => void;
}

function Attempts({ packageId, sessionId, row, onClose }: AttemptsProps) {
  const { t } = useTranslation("paths");
  const { data } = useQuery(LearnerAttemptsDocument, {
    variables: { packageId, sessionId, userId: row?.learner.id ?? "" },
    skip: row === null,
    fetchPolicy: "cache-and-network",
  });
  const attempts = data?.packageAttempts ?? [];
  return (
    <SideSheet opened={row !== null} onClose={onClose} position="right" size="lg" title={row?.learner.name ?? ""}>
      {data && attempts.length === 0 ? <Text>{t("attempt.none")}</Text> : <AttemptList attempts={attempts} forStaff />}
    </SideSheet>
  );
}

interface FiltersProps {
  words: string;
  state: ActivityState | null;
  onChange: (name: string, value: string | null) => void;
}

function Filters({ words, state, onChange }: FiltersProps) {
  const { t } = useTranslation("paths");
  const find = useDebouncedCallback((text: string) => onChange("search", text), 250);
  return (
    <Group mb="md" align="flex-end">
      <TextInput
        type="search"
        label={t("grid.search")}
        leftSection={<IconSearch size={16} aria-hidden />}
        defaultValue={words}
        onChange={(event) => find(event.currentTarget.value)}
      />
      <Select
        clearable
        label={t("grid.state")}
        placeholder={t("grid.all")}
        value={state}
        data={STATES.map((value) => ({ value, label: t(`state.${value}`) }))}
        onChange={(value) => onChange("state", value)}
      />
    </Group>
  );
}

/** Filters of the grid, kept in the address. */
function useFilters() {
  const [params, setParams] = useSearchParams();
  const words = params.get("search") ?? "";
  const state = params.get("state");
  const set = (name: string, value: string | null) => {
    const next = new URLSearchParams(params);
    if (value) next.set(name, value);
    else next.delete(name);
    setParams(next, { replace: true });
  };
  return { words, set, filter: { search: words || null, state: isState(state) ? state : null } };
}

/** Learners by activities, moving while they play; filters live in the address. */
export function GridPage() {
  const { t } = useTranslation("paths");
  const { packageId = "" } = useParams();
  const { sessionId } = useCoursePlace();
  const { words, set, filter } = useFilters();
  const [row, setRow] = useState<GridRowFragment | null>(null);
  const { data, error, fetchMore, refetch, loading } = useQuery(PackageGridPageDocument, {
    variables: { packageId, sessionId, filter },
    fetchPolicy: "cache-and-network",
    notifyOnNetworkStatusChange: true,
  });
  useLive(PackageGridChangedDocument, {
    variables: { packageId, sessionId },
    after: data?.liveCursor,
    onEvent: ({ packageGridChanged: { node } }) => node && announce(t("grid.moved", { name: node.learner.name, percent: node.percent })),
  });
  const reset = useReset(packageId, sessionId, refetch);
  const columns = useColumns(data?.package.activities ?? [], {
    onAttempts: setRow,
    onReset: data?.package.viewerCan.reset ? reset : undefined,
  });
  if (error && !data) throw error;
  if (!data) return <PageSkeleton />;
  const { edges, pageInfo, totalCount } = data.packageGrid;
  return (
    <>
      <PageHeader
        tool="paths"
        title={data.package.title}
        description={t("grid.live")}
        actions={<GridExport packageId={packageId} sessionId={sessionId} filter={filter} />}
      />
      <Filters words={words} state={filter.state} onChange={set} />
      {edges.length === 0 ? (
        <EmptyState tool="paths" title={t("grid.empty")}>
          {t("grid.emptyText")}
        </EmptyState>
      ) : (
        <HeatMap
          label={t("grid.label", { title: data.package.title })}
          columns={columns}
          rows={edges.map(({ node }) => node)}
          rowKey={(one) => one.id}
          total={totalCount}
          loadingMore={loading}
          onMore={pageInfo.hasNextPage ? () => void fetchMore({ variables: { after: pageInfo.endCursor } }) : undefined}
        />
      )}
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
