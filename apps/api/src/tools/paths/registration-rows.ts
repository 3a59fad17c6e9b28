import type { ActivityRecord, RuntimeState } from "@lyceum/courseware/runtime/runtime-protocol";
import type { LeafProgress } from "@lyceum/courseware/runtime/package-progress";
import type { ActivityTree } from "@lyceum/courseware/sequencing/activity-tree";
import type { SequencingState } from "@lyceum/courseware/sequencing/sequencing-state";
import type { Db } from "../../kernel/database";
import { NOTICE_SETTINGS } from "../../kernel/notices";
import type { PackageReentry, PackageScoring, PackageStandard, ProgressState, RunKind } from "../../generated/prisma/client.ts";
import type { RuntimeActivity } from "./runtime-activity";

/** A registration with all that saving into it needs, read by one statement. */
export interface RegistrationRow {
  id: string;
  packageId: string;
  revisionId: string;
  courseId: string;
  runId: string;
  runKind: RunKind;
  sessionId: string | null;
  userId: string;
  number: number;
  counts: boolean;
  mode: "normal" | "browse" | "review";
  credit: "credit" | "no-credit";
  lease: string | null;
  lastWriter: string | null;
  launchedAt: Date | null;
  lastAt: Date;
  lastSeq: number;
  currentActivityId: string | null;
  percent: number;
  state: ProgressState;
  trashedAt: Date | null;
  standard: PackageStandard;
  masteryOverridesStatus: boolean;
  scoring: PackageScoring;
  scoreAsProgress: boolean;
  reentry: PackageReentry;
  /** The records asked for, by activity. */
  records: Record<string, ActivityRecord>;
  leaves: Leaf[];
  /** The learner's progress here as it stands. */
  before: { state: ProgressState; score: number | null; maxScore: number | null; fraction: number } | null;
  activities: RuntimeActivity[];
  /** What the course has chosen about notices, for the one of a finish; null = nothing. */
  notices: unknown;
  /** SCORM 2004: its activity tree, and where the learner stands in it. */
  tree: ActivityTree | null;
  sequencing: SequencingState | null;
}

interface Leaf extends Omit<LeafProgress, "tracked"> {
  activityId: string;
}

/** Revisions never change, so what was read once is kept for the next save; only its absence costs more bytes. */
const revisions = new Map<string, Pick<RegistrationRow, "activities" | "tree">>();
const revisionOf = new Map<string, string>();
const KEPT = 500;

function remember<Value>(map: Map<string, Value>, key: string, value: Value): void {
  map.delete(key);
  map.set(key, value);
  if (map.size > KEPT) map.delete(map.keys().next().value!);
}

type Raw = Omit<RegistrationRow, "records" | "leaves" | "activities" | "tree"> & {
  records: RegistrationRow["records"] | null;
  leaves: Leaf[] | null;
  activities: RuntimeActivity[] | null;
  tree: ActivityTree | null;
};

/** Reads a registration, the records of `activityIds` (null = all) and every leaf's standing. One statement; null when there is none. */
export async function loadRegistration(
  db: Pick<Db, "$queryRaw">,
  id: string,
  activityIds: readonly string[] | null,
): Promise<RegistrationRow | null> {
  const known = revisionOf.get(id);
  const kept = known === undefined ? undefined : revisions.get(known);
  const [row] = await db.$queryRaw<Raw[]>`
    SELECT r."id", r."packageId", r."revisionId", r."courseId", r."runId", n."kind"::text AS "runKind", n."sessionId", r."userId", r."number", r."counts", r."mode", r."credit",
      r."lease", r."lastWriter", r."launchedAt", r."lastAt", r."lastSeq", r."currentActivityId", r."percent", r."state"::text AS "state", r."trashedAt",
      p."standard"::text AS "standard", p."masteryOverridesStatus", p."scoring"::text AS "scoring", p."scoreAsProgress", p."reentry"::text AS "reentry",
      r."sequencing", CASE WHEN r."revisionId" = ${kept ? known! : null}::uuid THEN NULL ELSE v."runtime" END AS "activities",
      CASE WHEN r."revisionId" = ${kept ? known! : null}::uuid THEN NULL ELSE v."tree" END AS "tree",
      (SELECT json_object_agg(a."activityId", json_build_object('model', a."model", 'initialized', a."initialized", 'finished', a."finished", 'left', a."left",
          'hundredths', a."hundredths", 'timeReplaced', a."timeReplaced", 'finishedAt', floor(extract(epoch FROM a."finishedAt") * 1000),
          'state', a."state", 'score', a."score", 'maxScore', a."maxScore", 'notes', a."notes"))
        FROM "ActivityAttempt" a WHERE a."registrationId" = r."id" AND (${activityIds === null} OR a."activityId" = ANY(${(activityIds ?? []) as string[]}::text[]))) AS "records",
      (SELECT json_agg(json_build_object('activityId', a."activityId", 'state', a."state", 'measure', a."measure", 'score', a."score", 'maxScore', a."maxScore"))
        FROM "ActivityAttempt" a WHERE a."registrationId" = r."id") AS "leaves",
      CASE WHEN g."id" IS NULL THEN NULL ELSE json_build_object('state', g."state", 'score', g."score", 'maxScore', g."maxScore", 'fraction', g."fraction") END AS "before",
      (SELECT s."body" FROM "CourseSettings" s WHERE s."courseId" = r."courseId" AND s."tool" = ${NOTICE_SETTINGS}) AS "notices"
    FROM "Registration" r
    JOIN "Package" p ON p."id" = r."packageId"
    JOIN "PackageRevision" v ON v."id" = r."revisionId"
    JOIN "CourseRun" n ON n."id" = r."runId"
    LEFT JOIN "Progress" g ON g."itemId" = r."packageId" AND g."runId" = r."runId" AND g."userId" = r."userId" AND r."counts"
    WHERE r."id" = ${id}::uuid`;
  if (!row) return null;
  const revision = row.activities ? { activities: row.activities, tree: row.tree } : kept!;
  remember(revisions, row.revisionId, revision);
  remember(revisionOf, id, row.revisionId);
  return { ...row, ...revision, records: row.records ?? {}, leaves: row.leaves ?? [] };
}

/** The part of a registration that deltas change; whole when it was loaded with all records. */
export const runtimeStateOf = (row: RegistrationRow): RuntimeState => ({
  lastSeq: row.lastSeq,
  currentActivityId: row.currentActivityId,
  records: row.records,
  sequencing: row.sequencing,
});

/** The package's launchable activities with how each stands, after the given records. */
export function leavesOf(row: RegistrationRow, records: RuntimeState["records"]): (LeafProgress & { activityId: string })[] {
  const stored = new Map(row.leaves.map((leaf) => [leaf.activityId, leaf]));
  return row.activities
    .filter((activity) => activity.launchable)
    .map(({ identifier, tracked }) => {
      const record = records[identifier];
      const leaf = record ? { ...record, measure: measureOf(record) } : stored.get(identifier);
      return {
        activityId: identifier,
        tracked,
        state: leaf?.state ?? "NOT_STARTED",
        measure: leaf?.measure ?? null,
        score: leaf?.score ?? null,
        maxScore: leaf?.maxScore ?? null,
      };
    });
}

/** The progress measure that an activity reported, 0 to 1, or null. */
export function measureOf(record: ActivityRecord): number | null {
  const text = record.model["cmi.progress_measure"];
  const value = text === undefined || text.trim() === "" ? Number.NaN : Number(text);
  return Number.isFinite(value) ? Math.min(1, Math.max(0, value)) : null;
}
