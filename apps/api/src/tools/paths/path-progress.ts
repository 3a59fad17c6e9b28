import { recomputeSections } from "../../core/courses/section-progress";
import { Prisma, type Tx } from "../../kernel/database";
import type { Emit } from "../../kernel/events";
import type { ProgressChange } from "../../kernel/manifest";
import { loadBundle, loadBundles } from "./path-bundle";
import { loadLearners } from "./path-case";
import { hasMoved, judge, pathReport, saveRun, storeRuns } from "./path-save";

/** Whether an item is a step of a path. */
export const onPath = (itemId: Prisma.Sql): Prisma.Sql =>
  Prisma.sql`EXISTS (SELECT 1 FROM "PathStep" s WHERE s."itemId" = ${itemId} AND s."removedAt" IS NULL)`;

/** The manifest's hook: an item's row has changed, so the runs that it is a step of may have. Statements: 2, and 2 for each path that moves. */
export async function pathProgress(tx: Tx, emit: Emit, { itemId, userId, runId }: ProgressChange): Promise<void> {
  const bundles = await loadBundles(
    tx,
    Prisma.sql`SELECT r."pathId" FROM "PathRun" r JOIN "PathStep" s ON s."pathId" = r."pathId" JOIN "Item" i ON i."id" = r."pathId"
      WHERE s."itemId" = ${itemId}::uuid AND s."removedAt" IS NULL AND i."trashedAt" IS NULL AND r."userId" = ${userId}::uuid AND r."runId" = ${runId}::uuid
        AND r."closedAt" IS NULL AND r."trashedAt" IS NULL`,
  );
  if (bundles.size === 0) return;
  for (const learner of await loadLearners(tx, [...bundles.values()], runId, { userIds: [userId] }))
    if (learner.id) await saveRun(tx, emit, bundles.get(learner.pathId)!, learner, null);
}

/**
 * After a path was edited: every run that is not closed, judged anew; what was finished stays so. Statements: 2 where nobody has begun, at most
 * 6 whatever the number of learners.
 */
export async function recomputePath(tx: Tx, pathId: string): Promise<void> {
  const bundle = await loadBundle(tx, pathId);
  if (!bundle) return;
  const now = new Date();
  const learners = await loadLearners(tx, [bundle], null, "begun");
  const outcomes = learners
    .map((learner) => ({ before: learner, outcome: judge(bundle, learner, null, now) }))
    .filter(({ before, outcome }) => outcome.changed.length > 0 || hasMoved(before, outcome.result))
    .map(({ outcome }) => outcome);
  if (outcomes.length === 0) return;
  await storeRuns(tx, bundle, outcomes, null);
  await storeReports(
    tx,
    outcomes.map((outcome) => pathReport(bundle, outcome)),
  );
  const sections = await tx.sectionEntry.findMany({ where: { itemId: pathId }, distinct: ["sectionId"], select: { sectionId: true } });
  if (sections.length > 0)
    await recomputeSections(
      tx,
      sections.map((section) => section.sectionId),
    );
}

/** Rows of progress of everybody who has begun, by one statement; facts of finished ones with them. */
async function storeReports(tx: Tx, reports: ReturnType<typeof pathReport>[]): Promise<void> {
  const rows = JSON.stringify(reports.map((report) => ({ ...report, done: report.fraction === 1 })));
  await tx.$executeRaw`
    WITH given AS (SELECT * FROM jsonb_to_recordset(${rows}::jsonb) AS t("itemId" uuid, "userId" uuid, "runId" uuid, "state" text, "score" float8, "maxScore" float8,
      "fraction" float8, "learnerState" text, "learnerScore" float8, "learnerFraction" float8, "done" boolean)),
    kept AS (
      UPDATE "Progress" p SET "state" = g."state"::"ProgressState", "score" = g."score", "maxScore" = g."maxScore", "fraction" = g."fraction",
        "learnerState" = g."learnerState"::"ProgressState", "learnerScore" = g."learnerScore", "learnerFraction" = g."learnerFraction",
        "completedAt" = CASE WHEN g."state" IN ('COMPLETED', 'PASSED') THEN coalesce(p."completedAt", now()) END
      FROM given g WHERE p."itemId" = g."itemId" AND p."userId" = g."userId" AND p."runId" = g."runId" RETURNING p."id", p."state"::text AS "state", g."done")
    INSERT INTO "ProgressFact" ("progressId", "criterion")
    SELECT kept."id", c FROM kept, unnest(ARRAY['completed', 'passed']) AS c WHERE kept."done" AND (c = 'completed' OR kept."state" = 'PASSED')
    ON CONFLICT DO NOTHING`;
}
