import { emptyRecord } from "@lyceum/courseware/runtime/apply-delta";
import { packagePercent } from "@lyceum/courseware/runtime/package-progress";
import type { Activity, FromPlayer, RuntimeState, Sequenced } from "@lyceum/courseware/runtime/runtime-protocol";

/** What the application shows of the running package: how each activity stands, and what may be opened. */
export function statusReport(
  activities: readonly Activity[],
  state: RuntimeState,
  locked: ReadonlySet<string>,
  current: Activity | null,
  sequenced: Sequenced | null,
): FromPlayer {
  const rows = activities
    .filter((activity) => activity.launchable)
    .map((activity) => {
      const record = state.records[activity.identifier] ?? emptyRecord();
      const measure = Number.parseFloat(record.model["cmi.progress_measure"] ?? "");
      return { activity, record, measure: Number.isFinite(measure) ? measure : null };
    });
  const leaves = rows.map(({ record, measure }) => ({
    state: record.state,
    tracked: true,
    measure,
    score: record.score,
    maxScore: record.maxScore,
  }));
  return {
    type: "activities",
    percent: packagePercent(leaves, false),
    activities: rows.map(({ activity, record }) => ({
      identifier: activity.identifier,
      state: record.state,
      score: record.score,
      maxScore: record.maxScore,
      locked: locked.has(activity.identifier),
      current: current === activity,
    })),
    sequenced,
  };
}
