import { allTools } from "./manifest";
import { Prisma, type Tx } from "./database";
import type { Emit } from "./events";
import type { Progress } from "../generated/prisma/client.ts";

/** What a tool reports of one learner, item and run; an absent field stays as it is. */
export interface ProgressReport {
  courseId: string;
  itemId: string;
  userId: string;
  runId: string;
  state?: Progress["state"];
  /** In points of `maxScore`; null takes a former score away. */
  score?: number | null;
  maxScore?: number | null;
  /** 0 to 1. */
  fraction?: number;
  /** Seconds to add. */
  addSeconds?: number;
  addAttempts?: number;
  /** Whether the learner may see score and pass state; once released it stays so. */
  released?: boolean;
  learnerState?: Progress["state"] | null;
  learnerScore?: number | null;
  learnerFraction?: number | null;
  /** Criteria met by what happened: viewed, submitted, passed … with a value where there is one. */
  facts?: { criterion: string; value?: number | null }[];
}

/**
 * Writes the one row of progress, in the transaction of what caused it, and lets every manifest recompute what is derived from
 * it. `completedAt` is set when a final state is first reached and goes when it is left. Statements: 1, and the manifests' own.
 */
export async function reportProgress(tx: Tx, emit: Emit, report: ProgressReport): Promise<Progress> {
  const has = (key: keyof ProgressReport) => report[key] !== undefined;
  const criteria = (report.facts ?? []).map((fact) => fact.criterion);
  const values = (report.facts ?? []).map((fact) => fact.value ?? null);
  const deriving = allTools().filter((manifest) => manifest.progress);
  const held = deriving.map((manifest) => manifest.holds?.(Prisma.sql`kept."itemId"`) ?? Prisma.sql`true`);
  const [row] = await tx.$queryRaw<(Progress & { held: boolean[] })[]>`
    WITH kept AS (
    INSERT INTO "Progress" AS p ("itemId", "userId", "runId", "state", "score", "maxScore", "fraction", "seconds", "attempts", "completedAt", "releasedAt",
      "learnerState", "learnerScore", "learnerFraction")
    VALUES (${report.itemId}::uuid, ${report.userId}::uuid, ${report.runId}::uuid, ${report.state ?? "IN_PROGRESS"}::"ProgressState", ${report.score ?? null}, ${report.maxScore ?? null},
      ${report.fraction ?? 0}, ${report.addSeconds ?? 0}, ${report.addAttempts ?? 0},
      CASE WHEN ${report.state ?? "IN_PROGRESS"} IN ('COMPLETED', 'PASSED') THEN now() END, CASE WHEN ${report.released ?? false} THEN now() END,
      ${report.learnerState ?? null}::"ProgressState", ${report.learnerScore ?? null}, ${report.learnerFraction ?? null})
    ON CONFLICT ("itemId", "runId", "userId") DO UPDATE SET
      "state" = CASE WHEN ${has("state")} THEN EXCLUDED."state" ELSE p."state" END,
      "score" = CASE WHEN ${has("score")} THEN EXCLUDED."score" ELSE p."score" END,
      "maxScore" = CASE WHEN ${has("maxScore")} THEN EXCLUDED."maxScore" ELSE p."maxScore" END,
      "fraction" = CASE WHEN ${has("fraction")} THEN EXCLUDED."fraction" ELSE p."fraction" END,
      "learnerState" = CASE WHEN ${has("learnerState")} THEN EXCLUDED."learnerState" ELSE p."learnerState" END,
      "learnerScore" = CASE WHEN ${has("learnerScore")} THEN EXCLUDED."learnerScore" ELSE p."learnerScore" END,
      "learnerFraction" = CASE WHEN ${has("learnerFraction")} THEN EXCLUDED."learnerFraction" ELSE p."learnerFraction" END,
      "seconds" = p."seconds" + EXCLUDED."seconds",
      "attempts" = p."attempts" + EXCLUDED."attempts",
      "lastAt" = now(),
      "completedAt" = CASE WHEN NOT ${has("state")} THEN p."completedAt" WHEN EXCLUDED."state" IN ('COMPLETED', 'PASSED') THEN coalesce(p."completedAt", now()) END,
      "releasedAt" = coalesce(p."releasedAt", EXCLUDED."releasedAt")
    RETURNING *),
    facts AS (
    INSERT INTO "ProgressFact" AS f ("progressId", "criterion", "value")
    SELECT kept."id", c, v FROM kept, unnest(${criteria}::text[], ${values}::float8[]) AS t(c, v)
    ON CONFLICT ("progressId", "criterion") DO UPDATE SET "lastAt" = now(), "value" = coalesce(EXCLUDED."value", f."value"))
    SELECT kept.*, ARRAY[${Prisma.join(held.length > 0 ? held : [Prisma.sql`false`])}]::boolean[] AS "held" FROM kept`;
  const { held: asked, ...progress } = row!;
  const { itemId, userId, runId } = report;
  for (const [index, manifest] of deriving.entries()) if (asked[index]) await manifest.progress?.(tx, emit, { itemId, userId, runId });
  emit("progress.item.changed", {
    id: progress.id,
    itemId: report.itemId,
    courseId: report.courseId,
    runId: report.runId,
    userId: report.userId,
  });
  return progress;
}

/** What a learner may see of a row: score and pass state only once released, derived rows by their learner's values. */
export function shownProgress(progress: Progress, toStaff: boolean): Pick<Progress, "state" | "score" | "maxScore" | "fraction"> {
  if (toStaff || progress.releasedAt) return progress;
  const state = progress.learnerState ?? (progress.state === "PASSED" || progress.state === "FAILED" ? "IN_PROGRESS" : progress.state);
  return {
    state,
    score: progress.learnerScore,
    maxScore: progress.learnerScore === null ? null : progress.maxScore,
    fraction: progress.learnerFraction ?? progress.fraction,
  };
}
