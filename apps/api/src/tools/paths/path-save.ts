import { bestRun, keptResult, type PathStanding, type RunResult } from "@lyceum/shared/path-standing";
import type { Tx } from "../../kernel/database";
import type { Emit } from "../../kernel/events";
import { newId } from "../../kernel/ids";
import { reportProgress } from "../../kernel/progress";
import type { PathBundle } from "./path-bundle";
import { standingFor, type KeptStep, type LearnerRun } from "./path-case";

/** What a learner, or somebody for them, has just done to one step. */
export interface StepAct {
  stepId: string;
  opened?: boolean;
  confirmed?: boolean;
  /** With the reason; null takes a waiver back. */
  waive?: { reason: string; byId: string | null } | null;
}

/** What a run comes to after an act and all that is known. */
export interface Outcome {
  learner: LearnerRun;
  standing: PathStanding;
  result: RunResult;
  /** Steps whose row changes. */
  changed: KeptStep[];
  newlyDone: string[];
  finished: boolean;
}

const untouched = (stepId: string): KeptStep => ({
  ...{ stepId, state: "NOT_STARTED", firstAt: null, confirmedAt: null, doneAt: null, waived: false, reason: null },
});

/** The learner's place with an act upon it. Pure. */
function withAct(learner: LearnerRun, act: StepAct | null, now: Date): LearnerRun {
  if (!act) return learner;
  const former = learner.steps.find((step) => step.stepId === act.stepId) ?? untouched(act.stepId);
  const own: KeptStep = {
    ...former,
    firstAt: act.opened ? (former.firstAt ?? now) : former.firstAt,
    confirmedAt: act.confirmed === undefined ? former.confirmedAt : act.confirmed ? (former.confirmedAt ?? now) : null,
    waived: act.waive === undefined ? former.waived : act.waive !== null,
    reason: act.waive === undefined ? former.reason : (act.waive?.reason ?? null),
  };
  return {
    ...learner,
    lastStepId: act.opened ? act.stepId : learner.lastStepId,
    steps: [...learner.steps.filter((step) => step !== former), own],
  };
}

/** Judges a run anew: what becomes of its steps, and of the whole. Pure. */
export function judge(bundle: PathBundle, before: LearnerRun, act: StepAct | null, now: Date): Outcome {
  const learner = withAct(before, act, now);
  const standing = standingFor(bundle, learner, true, now);
  const former = new Map(before.steps.map((step) => [step.stepId, step]));
  const present = new Map(learner.steps.map((step) => [step.stepId, step]));
  const changed: KeptStep[] = [];
  const newlyDone: string[] = [];
  for (const { id, kind } of bundle.steps) {
    if (kind === "SECTION") continue;
    const { state, done } = standing.steps.get(id)!;
    const own = present.get(id) ?? untouched(id);
    const next = { ...own, state, doneAt: done ? (own.doneAt ?? now) : null };
    if (done && !own.doneAt) newlyDone.push(id);
    if (act?.stepId === id || differs(former.get(id) ?? untouched(id), next)) changed.push(next);
  }
  const own = { state: before.state, percent: before.percent, score: before.score, finished: before.finishedAt !== null };
  const result = keptResult(own, standing);
  return { learner, standing, result, changed, newlyDone, finished: before.finishedAt === null && result.percent === 100 };
}

const differs = (a: KeptStep, b: KeptStep): boolean => a.state !== b.state || (a.doneAt === null) !== (b.doneAt === null);

const runRow = ({ learner, result, finished }: Outcome) => ({
  ...{ id: learner.id ?? newId(), runId: learner.runId, userId: learner.userId, number: learner.number, lastStepId: learner.lastStepId },
  ...{ state: result.state, percent: result.percent, score: result.score, finished },
});

/** Writes runs and their steps; two at once make one run of each learner. Answers their ids by learner and run. One statement for all. */
export async function storeRuns(
  tx: Tx,
  { path }: PathBundle,
  outcomes: readonly Outcome[],
  act: StepAct | null,
): Promise<Map<string, string>> {
  const runs = JSON.stringify(outcomes.map(runRow));
  const steps = JSON.stringify(
    outcomes.flatMap(({ learner: { userId, runId }, changed }) => changed.map((step) => ({ ...step, userId, runId }))),
  );
  const rows = await tx.$queryRaw<{ id: string; userId: string; runId: string }[]>`
    WITH run AS (
      INSERT INTO "PathRun" AS r ("id", "pathId", "courseId", "runId", "userId", "number", "lastStepId", "state", "percent", "score", "finishedAt")
      SELECT t."id", ${path.id}::uuid, ${path.courseId}::uuid, t."runId", t."userId", t."number", t."lastStepId", t."state"::"ProgressState", t."percent", t."score",
        CASE WHEN t."finished" THEN now() END
      FROM jsonb_to_recordset(${runs}::jsonb) AS t("id" uuid, "runId" uuid, "userId" uuid, "number" int, "lastStepId" uuid, "state" text, "percent" int, "score" float8, "finished" boolean)
      ON CONFLICT ("pathId", "runId", "userId", "number") DO UPDATE SET "lastAt" = now(), "lastStepId" = coalesce(EXCLUDED."lastStepId", r."lastStepId"),
        "state" = EXCLUDED."state", "percent" = EXCLUDED."percent", "score" = EXCLUDED."score", "finishedAt" = coalesce(r."finishedAt", EXCLUDED."finishedAt")
      RETURNING r."id", r."userId", r."runId"),
    steps AS (
      INSERT INTO "StepRun" AS s ("pathRunId", "stepId", "state", "firstAt", "confirmedAt", "doneAt", "waivedAt", "waivedById", "reason")
      SELECT run."id", t."stepId", t."state"::"ProgressState", t."firstAt", t."confirmedAt", t."doneAt", CASE WHEN t."waived" THEN now() END,
        CASE WHEN t."waived" AND t."stepId" = ${act?.stepId ?? null}::uuid THEN ${act?.waive?.byId ?? null}::uuid END, t."reason"
      FROM run JOIN jsonb_to_recordset(${steps}::jsonb) AS t("userId" uuid, "runId" uuid, "stepId" uuid, "state" text, "firstAt" timestamptz, "confirmedAt" timestamptz,
        "doneAt" timestamptz, "waived" boolean, "reason" text) ON t."userId" = run."userId" AND t."runId" = run."runId"
      ON CONFLICT ("pathRunId", "stepId") DO UPDATE SET "state" = EXCLUDED."state", "firstAt" = coalesce(s."firstAt", EXCLUDED."firstAt"),
        "confirmedAt" = EXCLUDED."confirmedAt", "doneAt" = CASE WHEN EXCLUDED."doneAt" IS NOT NULL THEN coalesce(s."doneAt", EXCLUDED."doneAt") END,
        "waivedAt" = CASE WHEN EXCLUDED."waivedAt" IS NOT NULL THEN coalesce(s."waivedAt", EXCLUDED."waivedAt") END,
        "waivedById" = CASE WHEN EXCLUDED."waivedAt" IS NOT NULL THEN coalesce(EXCLUDED."waivedById", s."waivedById") END, "reason" = EXCLUDED."reason")
    SELECT "id", "userId", "runId" FROM run`;
  return new Map(rows.map((row) => [`${row.userId}.${row.runId}`, row.id]));
}

/**
 * Judges a learner's run after an act (null: something it depends on has changed) and writes what follows: run, steps, the path's one row of
 * progress, events. Nothing to say = nothing written. Statements: 2, and what the progress row's own followers need.
 */
export async function saveRun(
  tx: Tx,
  emit: Emit,
  bundle: PathBundle,
  before: LearnerRun,
  act: StepAct | null,
  now = new Date(),
): Promise<string | null> {
  const outcome = judge(bundle, before, act, now);
  const { learner, result, changed, newlyDone, finished } = outcome;
  const moved = hasMoved(before, result);
  if (learner.id !== null && changed.length === 0 && !moved) return learner.id;
  const id = [...(await storeRuns(tx, bundle, [outcome], act)).values()][0]!;
  const { path } = bundle;
  const subject = { itemId: path.id, courseId: path.courseId, runId: learner.runId, userId: learner.userId };
  if (before.id === null) emit("paths.run.started", { ...subject, id, data: { number: learner.number } });
  if (act?.opened) emit("paths.step.opened", { ...subject, id: act.stepId });
  if (act?.waive !== undefined)
    emit("paths.step.waived", { ...subject, id: act.stepId, data: { waived: act.waive !== null, reason: act.waive?.reason ?? null } });
  for (const stepId of newlyDone) emit("paths.step.completed", { ...subject, id: stepId });
  if (newlyDone.some((stepId) => bundle.steps.some((step) => step.id === stepId && step.kind === "FINAL")))
    emit("paths.certificate.requested", { ...subject, id });
  if (finished) emit("paths.path.finished", { ...subject, id });
  if (moved || before.id === null)
    await reportProgress(tx, emit, { ...pathReport(bundle, outcome), addAttempts: before.id === null ? 1 : 0 });
  return id;
}

export const hasMoved = (before: RunResult, now: RunResult): boolean =>
  now.state !== before.state || now.percent !== before.percent || now.score !== before.score;

/** The path's row of progress: the best of the learner's runs, and beside it what they may know of it. */
export function pathReport(bundle: PathBundle, { learner, result }: Outcome) {
  const best = bestRun([...learner.others, result])!;
  const secret = learner.progress.some((one) => !one.released && (one.score !== null || one.state === "PASSED" || one.state === "FAILED"));
  const own = secret ? bestRun([...learner.others, standingFor(bundle, learner, false)])! : best;
  const criteria = ["viewed", ...(best.percent === 100 ? ["completed"] : []), ...(best.state === "PASSED" ? ["passed"] : [])];
  return {
    ...{ courseId: bundle.path.courseId, itemId: bundle.path.id, userId: learner.userId, runId: learner.runId },
    ...{ state: best.state, score: best.score, maxScore: best.score === null ? null : 100, fraction: best.percent / 100 },
    ...{ learnerState: own.state, learnerScore: own.score, learnerFraction: own.percent / 100 },
    facts: criteria.map((criterion) => ({ criterion })),
  };
}
