import { VisuallyHidden } from "@mantine/core";
import { IconListDetails, IconRotateClockwise2 } from "@tabler/icons-react";
import type { TFunction } from "i18next";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { type Format, useFormat } from "../../kernel/format";
import { MenuButton } from "../../ui/menu-button";
import { ProgressRing } from "../../ui/progress-ring";
import { ActivityStateIcon } from "./activity-state";
import type { GridRowFragment, PackageGridPageQuery } from "./grid.generated";
import type { HeatColumn } from "./heat-map";
import classes from "./paths.module.css";

type Activities = PackageGridPageQuery["package"]["activities"];
type Translate = TFunction<"paths">;

interface RowActions {
  onAttempts: (row: GridRowFragment) => void;
  onReset?: (row: GridRowFragment) => void;
}

const scoreText = (format: Format, row: { score: number | null }): string =>
  row.score === null ? "" : format.number(row.score, { maximumFractionDigits: 1 });

const outcomeOf = (state: GridRowFragment["state"]) => (state === "PASSED" ? "passed" : state === "FAILED" ? "failed" : undefined);

function factColumns(t: Translate, format: Format): HeatColumn<GridRowFragment>[] {
  return [
    { key: "learner", header: t("grid.learner"), cell: (row) => <bdi>{row.learner.name}</bdi> },
    {
      key: "percent",
      header: t("grid.progress"),
      cell: (row) => (
        <span className={`${classes.cell} lyceum-figures`} data-percent={row.percent}>
          <ProgressRing fraction={row.percent / 100} outcome={outcomeOf(row.state)} /> {format.percent(row.percent / 100)}
        </span>
      ),
    },
    { key: "score", header: t("grid.score"), numeric: true, cell: (row) => scoreText(format, row) },
    { key: "seconds", header: t("grid.time"), numeric: true, cell: (row) => (row.seconds > 0 ? format.duration(row.seconds) : "") },
    { key: "lastAt", header: t("grid.last"), cell: (row) => (row.lastAt ? format.relative(row.lastAt) : "") },
  ];
}

const cellOf = (row: GridRowFragment, activityId: string) => row.cells.find((one) => one.activityId === activityId);

function activityColumns(activities: Activities, t: Translate, format: Format): HeatColumn<GridRowFragment>[] {
  return activities
    .filter((activity) => activity.launchable)
    .map(({ identifier, title }) => ({
      key: identifier,
      header: (
        <span className={classes.head} title={title}>
          <bdi>{title}</bdi>
        </span>
      ),
      heat: (row) => cellOf(row, identifier)?.state ?? "NOT_STARTED",
      cell: (row) => {
        const cell = cellOf(row, identifier);
        // A score says more than the word, and the sign before it says the state.
        return cell ? (
          <span className={classes.cell}>
            <ActivityStateIcon state={cell.state} /> {scoreText(format, cell) || t(`grid.word.${cell.state}`)}
          </span>
        ) : (
          <VisuallyHidden>{t("state.NOT_STARTED")}</VisuallyHidden>
        );
      },
    }));
}

function actionColumn(t: Translate, { onAttempts, onReset }: RowActions): HeatColumn<GridRowFragment> {
  return {
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
}

/** Learner, ring, score, time, then one column for each activity. */
export function useColumns(activities: Activities, { onAttempts, onReset }: RowActions): HeatColumn<GridRowFragment>[] {
  const { t } = useTranslation("paths");
  const format = useFormat();
  return useMemo(
    () => [...factColumns(t, format), ...activityColumns(activities, t, format), actionColumn(t, { onAttempts, onReset })],
    [activities, t, format, onAttempts, onReset],
  );
}
