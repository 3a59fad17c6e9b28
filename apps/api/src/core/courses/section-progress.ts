import { Prisma, type Tx } from "../../kernel/database";
import type { Emit } from "../../kernel/events";
import type { ProgressChange } from "../../kernel/manifest";
import { countableKinds } from "./my-courses";

/**
 * Recomputes the derived progress of sections: COMPLETED when each entry that can complete is complete, IN_PROGRESS when
 * something has begun. Staff and learner values are kept apart (the learner's counts released results only). A section that has
 * nothing to complete loses its rows. Statements: 2.
 */
async function recompute(tx: Tx, sections: Prisma.Sql, people: Prisma.Sql): Promise<void> {
  const kinds = countableKinds();
  const countable = Prisma.sql`
    SELECT x."sectionId", i."id", sec."courseId", sec."runId" AS "sectionRunId" FROM "SectionEntry" x
    JOIN "Item" sec ON sec."id" = x."sectionId" JOIN "Item" i ON i."id" = x."itemId"
    WHERE x."sectionId" IN (${sections}) AND i."trashedAt" IS NULL AND i."state" = 'PUBLISHED' AND i."kind" = ANY(${kinds}::text[])`;
  await tx.$executeRaw`
    WITH part AS (${countable}),
    seat AS (SELECT DISTINCT part."sectionId", p."userId", p."runId" FROM part JOIN "Progress" p ON p."itemId" = part."id"
      JOIN "CourseRun" r ON r."id" = p."runId" JOIN "CourseRun" s ON s."id" = part."sectionRunId"
      WHERE (s."id" IN (r."id", r."parentRunId") OR s."kind" = 'BASE') AND ${people}),
    sum AS (SELECT seat."sectionId", seat."userId", seat."runId", count(*) AS total,
        count(*) FILTER (WHERE p."state" IN ('COMPLETED', 'PASSED')) AS done,
        count(*) FILTER (WHERE p."state" = 'COMPLETED' OR (p."state" = 'PASSED' AND p."releasedAt" IS NOT NULL) OR (p."releasedAt" IS NULL AND p."learnerState" IN ('COMPLETED', 'PASSED'))) AS shown
      FROM seat JOIN part ON part."sectionId" = seat."sectionId"
      LEFT JOIN "Progress" p ON p."itemId" = part."id" AND p."userId" = seat."userId" AND p."runId" = seat."runId"
      GROUP BY 1, 2, 3)
    INSERT INTO "Progress" AS g ("itemId", "userId", "runId", "state", "fraction", "learnerState", "learnerFraction", "completedAt")
    SELECT "sectionId", "userId", "runId", (CASE WHEN done = total THEN 'COMPLETED' ELSE 'IN_PROGRESS' END)::"ProgressState", done::float8 / total,
      (CASE WHEN shown = total THEN 'COMPLETED' ELSE 'IN_PROGRESS' END)::"ProgressState", shown::float8 / total, CASE WHEN done = total THEN now() END
    FROM sum
    ON CONFLICT ("itemId", "runId", "userId") DO UPDATE SET "state" = EXCLUDED."state", "fraction" = EXCLUDED."fraction", "learnerState" = EXCLUDED."learnerState",
      "learnerFraction" = EXCLUDED."learnerFraction", "lastAt" = now(),
      "completedAt" = CASE WHEN EXCLUDED."completedAt" IS NULL THEN NULL ELSE coalesce(g."completedAt", EXCLUDED."completedAt") END`;
}

/** Whether an item stands in a section of a home page. */
export const inSection = (itemId: Prisma.Sql): Prisma.Sql =>
  Prisma.sql`EXISTS (SELECT 1 FROM "SectionEntry" e WHERE e."itemId" = ${itemId})`;

/** The manifest's hook: an item's row has changed, so the sections that hold it may have. */
export async function sectionProgress(tx: Tx, _emit: Emit, change: ProgressChange): Promise<void> {
  await recompute(
    tx,
    Prisma.sql`SELECT e."sectionId" FROM "SectionEntry" e WHERE e."itemId" = ${change.itemId}::uuid`,
    Prisma.sql`p."userId" = ${change.userId}::uuid AND p."runId" = ${change.runId}::uuid`,
  );
}

/** After entries came or went: everybody's rows of these sections. */
export async function recomputeSections(tx: Tx, sectionIds: string[]): Promise<void> {
  await tx.$executeRaw`
    DELETE FROM "Progress" g WHERE g."itemId" = ANY(${sectionIds}::uuid[]) AND NOT EXISTS (
      SELECT 1 FROM "SectionEntry" x JOIN "Item" i ON i."id" = x."itemId" JOIN "Progress" p ON p."itemId" = i."id" AND p."userId" = g."userId" AND p."runId" = g."runId"
      WHERE x."sectionId" = g."itemId" AND i."trashedAt" IS NULL AND i."state" = 'PUBLISHED' AND i."kind" = ANY(${countableKinds()}::text[]))`;
  await recompute(tx, Prisma.sql`SELECT unnest(${sectionIds}::uuid[])`, Prisma.sql`true`);
}
