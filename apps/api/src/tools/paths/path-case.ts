import type { ItemFacts } from "@lyceum/shared/conditions";
import { standingOf, type PathCase, type PathStanding, type RunResult } from "@lyceum/shared/path-standing";
import type { StepEvidence, StepProgress, StepState } from "@lyceum/shared/path-steps";
import { Prisma, type Tx } from "../../kernel/database";
import { askedItems, ruleOf, rulesOf, type PathBundle } from "./path-bundle";

/** One step of a run, as it is kept. */
export interface KeptStep {
  stepId: string;
  state: StepState;
  firstAt: Date | null;
  confirmedAt: Date | null;
  doneAt: Date | null;
  waived: boolean;
  reason: string | null;
}

interface ItemProgress extends StepProgress {
  itemId: string;
  runId: string;
  released: boolean;
  learnerState: StepState | null;
  learnerScore: number | null;
}

/** A learner's place in a path: the run they are in (or would begin), what they did elsewhere, and the results of their other runs. */
export interface LearnerRun {
  /** Null: nothing has been begun. */
  id: string | null;
  pathId: string;
  userId: string;
  runId: string;
  number: number;
  startedAt: Date;
  seconds: number;
  state: StepState;
  percent: number;
  score: number | null;
  finishedAt: Date | null;
  lastStepId: string | null;
  steps: KeptStep[];
  progress: ItemProgress[];
  others: RunResult[];
  groupIds: string[];
  language: string;
}

interface Raw extends Omit<LearnerRun, "steps" | "progress" | "others" | "groupIds"> {
  steps:
    | (Omit<KeptStep, "firstAt" | "confirmedAt" | "doneAt"> & {
        firstAt: string | null;
        confirmedAt: string | null;
        doneAt: string | null;
      })[]
    | null;
  progress: (Omit<ItemProgress, "lastAt" | "facts"> & { lastAt: string; facts: { criterion: string; lastAt: string }[] | null })[] | null;
  others: RunResult[] | null;
  groupIds: string[] | null;
}

const moment = (text: string | null): Date | null => (text === null ? null : new Date(text));

/** Whose runs are read: of these people, begun or not, or all that have begun one. */
export type Whom = { userIds: readonly string[] } | "begun";

function seats(pathIds: readonly string[], runId: string | null, whom: Whom): Prisma.Sql {
  const paths = Prisma.sql`ANY(${pathIds as string[]}::uuid[])`;
  if (whom === "begun")
    return Prisma.sql`SELECT r."pathId", r."userId", r."runId" FROM "PathRun" r WHERE r."pathId" = ${paths} AND r."closedAt" IS NULL AND r."trashedAt" IS NULL`;
  return Prisma.sql`SELECT p."id" AS "pathId", u."id" AS "userId", ${runId}::uuid AS "runId"
    FROM unnest(${pathIds as string[]}::uuid[]) AS p("id") CROSS JOIN unnest(${whom.userIds as string[]}::uuid[]) AS u("id")`;
}

/** Reads learners' places in paths of one run (null = all runs, for those who have begun). One statement. */
export async function loadLearners(
  db: Pick<Tx, "$queryRaw">,
  bundles: readonly PathBundle[],
  runId: string | null,
  whom: Whom,
): Promise<LearnerRun[]> {
  const asked = [...new Set(bundles.flatMap(askedItems))];
  const pathIds = bundles.map((bundle) => bundle.path.id);
  const rows = await db.$queryRaw<Raw[]>`
    WITH seat AS (${seats(pathIds, runId, whom)})
    SELECT r."id", seat."pathId", seat."userId", seat."runId", coalesce(r."number", 1 + (SELECT coalesce(max(x."number"), 0) FROM "PathRun" x
        WHERE x."pathId" = seat."pathId" AND x."runId" = seat."runId" AND x."userId" = seat."userId"))::int AS "number",
      coalesce(r."startedAt", now()) AS "startedAt", coalesce(r."seconds", 0) AS "seconds", coalesce(r."state"::text, 'NOT_STARTED') AS "state",
      coalesce(r."percent", 0) AS "percent", r."score", r."finishedAt", r."lastStepId", u."language",
      (SELECT jsonb_agg(jsonb_build_object('stepId', s."stepId", 'state', s."state", 'firstAt', s."firstAt", 'confirmedAt', s."confirmedAt", 'doneAt', s."doneAt",
        'waived', s."waivedAt" IS NOT NULL, 'reason', s."reason")) FROM "StepRun" s WHERE s."pathRunId" = r."id") AS "steps",
      (SELECT jsonb_agg(jsonb_build_object('itemId', p."itemId", 'runId', p."runId", 'state', p."state", 'score', p."score", 'maxScore', p."maxScore", 'fraction', p."fraction",
        'lastAt', p."lastAt", 'released', p."releasedAt" IS NOT NULL, 'learnerState', p."learnerState", 'learnerScore', p."learnerScore",
        'facts', (SELECT jsonb_agg(jsonb_build_object('criterion', f."criterion", 'lastAt', f."lastAt")) FROM "ProgressFact" f WHERE f."progressId" = p."id")))
        FROM "Progress" p WHERE p."userId" = seat."userId" AND p."itemId" = ANY(${asked}::uuid[])) AS "progress",
      (SELECT jsonb_agg(jsonb_build_object('state', o."state", 'percent', o."percent", 'score', o."score")) FROM "PathRun" o
        WHERE o."pathId" = seat."pathId" AND o."runId" = seat."runId" AND o."userId" = seat."userId" AND o."closedAt" IS NOT NULL AND o."trashedAt" IS NULL) AS "others",
      (SELECT array_agg(g."groupId") FROM "GroupMember" g WHERE g."userId" = seat."userId") AS "groupIds"
    FROM seat JOIN "User" u ON u."id" = seat."userId"
    LEFT JOIN "PathRun" r ON r."pathId" = seat."pathId" AND r."runId" = seat."runId" AND r."userId" = seat."userId" AND r."closedAt" IS NULL AND r."trashedAt" IS NULL`;
  return rows.map((row) => ({
    ...row,
    steps: (row.steps ?? []).map((step) => ({
      ...step,
      ...{ firstAt: moment(step.firstAt), confirmedAt: moment(step.confirmedAt), doneAt: moment(step.doneAt) },
    })),
    progress: (row.progress ?? []).map((one) => ({
      ...one,
      lastAt: new Date(one.lastAt),
      facts: (one.facts ?? []).map((fact) => ({ criterion: fact.criterion, lastAt: new Date(fact.lastAt) })),
    })),
    others: row.others ?? [],
    groupIds: row.groupIds ?? [],
  }));
}

/** What a learner may know of a result: score and pass state only once released. */
function known(progress: ItemProgress): ItemProgress {
  if (progress.released) return progress;
  const judged = progress.state === "PASSED" || progress.state === "FAILED";
  return {
    ...progress,
    state: progress.learnerState ?? (judged ? "IN_PROGRESS" : progress.state),
    score: progress.learnerScore,
    facts: progress.facts.filter((fact) => fact.criterion !== "passed"),
  };
}

const factsOf = (progress: readonly ItemProgress[]): Map<string, ItemFacts> => {
  const found = new Map<string, ItemFacts>();
  for (const one of progress) {
    const percent = one.score !== null && one.maxScore ? (100 * one.score) / one.maxScore : null;
    const former = found.get(one.itemId);
    if (!former || (percent ?? -1) > (former.percent ?? -1))
      found.set(one.itemId, { state: one.state, percent, criteria: one.facts.map((fact) => fact.criterion) });
  }
  return found;
};

/** The case that the shared rules judge; `toStaff` sees results that are not released yet. */
function caseOf({ path, steps, present }: PathBundle, learner: LearnerRun, toStaff: boolean, now: Date): PathCase {
  const anywhere = toStaff ? learner.progress : learner.progress.map(known);
  const here = anywhere.filter((one) => one.runId === learner.runId);
  const byItem = new Map(here.map((one) => [one.itemId, one]));
  const kept = new Map(learner.steps.map((step) => [step.stepId, step]));
  const evidence = new Map<string, StepEvidence>();
  for (const { id, item } of steps) {
    const own = kept.get(id);
    const progress = (item && byItem.get(item.id)) || null;
    evidence.set(id, { openedAt: own?.firstAt ?? null, confirmedAt: own?.confirmedAt ?? null, waived: own?.waived ?? false, progress });
  }
  const ids = new Set(steps.map((step) => step.id));
  const missingItems = new Set(askedItems({ path, steps, present }).filter((id) => !present.has(id) && !ids.has(id)));
  const { number, startedAt, seconds } = learner;
  return {
    rules: rulesOf(path),
    steps: steps.map(ruleOf),
    evidence,
    run: { number, startedAt, seconds },
    outside: {
      now,
      items: factsOf(here),
      itemsOfAnySession: factsOf(anywhere),
      missingItems,
      groupIds: new Set(learner.groupIds),
      language: learner.language,
    },
  };
}

/** How a path stands for a learner: all that is known, or what they may know themselves. */
export const standingFor = (bundle: PathBundle, learner: LearnerRun, toStaff: boolean, now: Date = new Date()): PathStanding =>
  standingOf(caseOf(bundle, learner, toStaff, now));
