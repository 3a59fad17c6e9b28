import type { Context } from "../../kernel/context";
import type { Member } from "../../kernel/gate";
import type { PackageOverview } from "./packages.types";

/** How the learners of the member's run stand with each package. One statement for all of them. */
export async function packageOverviews(ctx: Context, member: Member, ids: readonly string[]): Promise<PackageOverview[]> {
  const rows = await ctx.db.$queryRaw<(PackageOverview & { id: string })[]>`
    SELECT t."id", count(e."userId")::int AS "learners", count(*) FILTER (WHERE g."state" <> 'NOT_STARTED')::int AS "started",
      count(*) FILTER (WHERE g."state" IN ('COMPLETED', 'PASSED'))::int AS "finished", coalesce(avg(coalesce(g."fraction", 0)) FILTER (WHERE e."userId" IS NOT NULL), 0)::float8 AS "averageFraction",
      avg(100 * g."score" / nullif(g."maxScore", 0))::float8 AS "averageScore"
    FROM unnest(${ids as string[]}::uuid[]) AS t("id")
    LEFT JOIN "Enrolment" e ON e."runId" = ${member.runId}::uuid AND e."role" = 'LEARNER' AND e."kind" = 'NORMAL' AND e."state" = 'ACTIVE'
    LEFT JOIN "Progress" g ON g."itemId" = t."id" AND g."runId" = e."runId" AND g."userId" = e."userId"
    GROUP BY t."id"`;
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.map((id) => byId.get(id) ?? { learners: 0, started: 0, finished: 0, averageFraction: 0, averageScore: null });
}
