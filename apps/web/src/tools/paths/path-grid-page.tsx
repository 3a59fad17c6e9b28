import { useMutation, useQuery } from "@apollo/client/react";
import { Modal, Select, Textarea, VisuallyHidden } from "@mantine/core";
import { IconCircleCheck, IconRotateClockwise2 } from "@tabler/icons-react";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { useParams } from "react-router-dom";
import { announce } from "../../kernel/announce";
import { useCoursePlace } from "../../kernel/course-place";
import { useShowError } from "../../kernel/errors";
import { useFormat } from "../../kernel/format";
import { useLive } from "../../kernel/live";
import { useUndo } from "../../kernel/undo";
import { DialogForm } from "../../ui/dialog-form";
import { EmptyState } from "../../ui/empty-state";
import { MenuButton } from "../../ui/menu-button";
import { PageHeader } from "../../ui/page-header";
import { ProgressRing } from "../../ui/progress-ring";
import { PageSkeleton } from "../../ui/skeletons";
import { ActivityStateIcon } from "./activity-state";
import { RestoreProgressDocument } from "./grid.generated";
import { HeatMap, type HeatColumn } from "./heat-map";
import {
  PathGridChangedDocument,
  PathGridPageDocument,
  ResetPathDocument,
  WaiveStepDocument,
  type PathGridPageQuery,
  type PathGridRowFragment,
} from "./path-grid.generated";
import classes from "./paths.module.css";

type Steps = PathGridPageQuery["path"]["steps"];
type Row = PathGridRowFragment;

interface WaiveProps {
  row: Row;
  steps: Steps;
  onClose: () => void;
  onDone: () => Promise<unknown>;
}

/** Lets one learner off one step, and asks why. */
function WaiveDialog({ row, steps, onClose, onDone }: WaiveProps) {
  const { t } = useTranslation("paths");
  const { sessionId } = useCoursePlace();
  const showError = useShowError();
  const [waive, { loading }] = useMutation(WaiveStepDocument);
  const [stepId, setStepId] = useState<string | null>(null);
  const [reason, setReason] = useState("");
  const open = steps.filter((step) => step.kind !== "SECTION" && !row.cells.some((cell) => cell.stepId === step.id && cell.done));
  const submit = () =>
    waive({ variables: { stepId: stepId ?? "", userId: row.learner.id, reason, sessionId } })
      .then(onDone)
      .then(onClose)
      .catch(showError);
  return (
    <Modal opened onClose={onClose} title={t("path.waiveFor", { name: row.learner.name })} closeButtonProps={{ "aria-label": t("close") }}>
      <DialogForm action={t("path.waive")} onSubmit={submit} onClose={onClose} loading={loading} disabled={!stepId || !reason.trim()}>
        <Select
          label={t("path.waiveStep")}
          data={open.map((step) => ({ value: step.id, label: step.title }))}
          value={stepId}
          onChange={setStepId}
        />
        <Textarea label={t("path.waiveReason")} value={reason} maxLength={500} onChange={(event) => setReason(event.currentTarget.value)} />
      </DialogForm>
    </Modal>
  );
}

function useFactColumns(): HeatColumn<Row>[] {
  const { t } = useTranslation("paths");
  const format = useFormat();
  return useMemo(
    () => [
      { key: "learner", header: t("grid.learner"), cell: (row) => <bdi>{row.learner.name}</bdi> },
      {
        key: "percent",
        header: t("grid.progress"),
        cell: (row) => (
          <span className={`${classes.cell} lyceum-figures`} data-percent={row.percent}>
            <ProgressRing fraction={row.percent / 100} /> {format.percent(row.percent / 100)}
          </span>
        ),
      },
      {
        key: "score",
        header: t("grid.score"),
        numeric: true,
        cell: (row) => (row.score === null ? "" : format.number(row.score, { maximumFractionDigits: 1 })),
      },
      { key: "seconds", header: t("grid.time"), numeric: true, cell: (row) => (row.seconds > 0 ? format.duration(row.seconds) : "") },
      { key: "lastAt", header: t("grid.last"), cell: (row) => (row.lastAt ? format.relative(row.lastAt) : "") },
    ],
    [t, format],
  );
}

const cellOf = (row: Row, stepId: string) => row.cells.find((cell) => cell.stepId === stepId);

/** One column for each step; a waived one says so, and why. */
function useStepColumns(steps: Steps): HeatColumn<Row>[] {
  const { t } = useTranslation("paths");
  return useMemo(
    () =>
      steps
        .filter((step) => step.kind !== "SECTION")
        .map(({ id, title }) => ({
          key: id,
          header: (
            <span className={classes.head} title={title}>
              <bdi>{title}</bdi>
            </span>
          ),
          heat: (row) => cellOf(row, id)?.state ?? "NOT_STARTED",
          cell: (row) => {
            const cell = cellOf(row, id);
            if (!cell) return <VisuallyHidden>{t("state.NOT_STARTED")}</VisuallyHidden>;
            return (
              <span className={classes.cell} title={cell.reason ?? undefined}>
                <ActivityStateIcon state={cell.state} /> {cell.waived ? t("path.waived") : t(`grid.word.${cell.state}`)}
              </span>
            );
          },
        })),
    [steps, t],
  );
}

/** Lets one learner begin the path anew, with a way back. */
function useReset(pathId: string, refetch: () => Promise<unknown>): (row: Row) => void {
  const { t } = useTranslation("paths");
  const { sessionId } = useCoursePlace();
  const showError = useShowError();
  const offerUndo = useUndo();
  const [reset] = useMutation(ResetPathDocument);
  const [restore] = useMutation(RestoreProgressDocument);
  return (row) => {
    reset({ variables: { pathId, sessionId, userIds: [row.learner.id] } })
      .then(async ({ data }) => {
        await refetch();
        const trashId = data?.resetProgress.trashId;
        if (trashId) offerUndo(t("grid.resetDone", { name: row.learner.name }), () => restore({ variables: { trashId } }).then(refetch));
      })
      .catch(showError);
  };
}

/** Learners by steps, moving while they learn. */
export function PathGridPage() {
  const { t } = useTranslation("paths");
  const { pathId = "" } = useParams();
  const { sessionId } = useCoursePlace();
  const [waiving, setWaiving] = useState<Row | null>(null);
  const { data, error, fetchMore, refetch, loading } = useQuery(PathGridPageDocument, {
    variables: { pathId, sessionId },
    fetchPolicy: "cache-and-network",
    notifyOnNetworkStatusChange: true,
  });
  useLive(PathGridChangedDocument, {
    variables: { pathId, sessionId },
    after: data?.liveCursor,
    onEvent: ({ pathGridChanged: { node } }) => node && announce(t("grid.moved", { name: node.learner.name, percent: node.percent })),
  });
  const reset = useReset(pathId, refetch);
  const facts = useFactColumns();
  const columns = useStepColumns(data?.path.steps ?? []);
  if (error && !data) throw error;
  if (!data) return <PageSkeleton />;
  const { edges, pageInfo, totalCount } = data.pathGrid;
  const actions: HeatColumn<Row> = {
    key: "actions",
    header: <VisuallyHidden>{t("grid.actions")}</VisuallyHidden>,
    cell: (row) => (
      <MenuButton
        name={row.learner.name}
        entries={[
          { label: t("path.waiveStep"), icon: IconCircleCheck, onClick: () => setWaiving(row) },
          row.runs > 0 && { label: t("grid.reset"), icon: IconRotateClockwise2, onClick: () => reset(row) },
        ]}
      />
    ),
  };
  return (
    <>
      <PageHeader tool="paths" title={data.path.title} description={t("grid.live")} />
      {edges.length === 0 ? (
        <EmptyState tool="paths" title={t("grid.empty")}>
          {t("grid.emptyText")}
        </EmptyState>
      ) : (
        <HeatMap
          label={t("path.gridLabel", { title: data.path.title })}
          columns={data.path.viewerCan.waive ? [...facts, ...columns, actions] : [...facts, ...columns]}
          rows={edges.map(({ node }) => node)}
          rowKey={(row) => row.id}
          total={totalCount}
          loadingMore={loading}
          onMore={pageInfo.hasNextPage ? () => void fetchMore({ variables: { after: pageInfo.endCursor } }) : undefined}
        />
      )}
      {waiving && <WaiveDialog row={waiving} steps={data.path.steps} onClose={() => setWaiving(null)} onDone={refetch} />}
    </>
  );
}
