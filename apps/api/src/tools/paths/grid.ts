import { personOf, type PersonRow } from "../../core/accounts/people.types";
import type { Context } from "../../kernel/context";
import { Prisma } from "../../kernel/database";
import type { Member } from "../../kernel/gate";
import type { ProgressState } from "../../generated/prisma/client.ts";
import type { PackageGridCell, PackageGridRow } from "./reports.types";

export interface GridOptions {
  search?: string | null;
  state?: ProgressState | null;
  after?: { familyName: string; givenName: string; id: string } | null;
  userId?: string;
  take: number;
}

interface Learner extends PersonRow {
  state: ProgressState | null;
  fraction: number | null;
  score: number | null;
  maxScore: number | null;
  seconds: number | null;
  attempts: number | null;
  lastAt: Date | null;
}

/** The learners of the member's run: enrolled and active, the preview learner left out. */
export function learners(member: Member, packageId: string, { search, state, userId }: GridOptions): Prisma.Sql {
  const words = `%${(search ?? "").trim().replace(/[\\%_]/g, "\\$&")}%`;
  return Prisma.sql`
    FROM "Enrolment" e JOIN "User" u ON u."id" = e."userId"
    LEFT JOIN "Progress" g ON g."itemId" = ${packageId}::uuid AND g."runId" = e."runId" AND g."userId" = e."userId"
    WHERE e."runId" = ${member.runId}::uuid AND e."role" = 'LEARNER' AND e."kind" = 'NORMAL' AND e."state" = 'ACTIVE'
      AND (${userId ?? null}::uuid IS NULL OR e."userId" = ${userId ?? null}::uuid)
      AND (${state ?? null}::text IS NULL OR coalesce(g."state", 'NOT_STARTED')::text = ${state ?? null}::text)
      AND (${words} = '%%' OR (u."givenName" || ' ' || u."familyName" || ' ' || u."login"::text) ILIKE ${words})`;
}

/** A page of the grid, learners by name. Statements: 2, however many learners and activities. */
export async function gridRows(ctx: Context, member: Member, packageId: string, options: GridOptions): Promise<PackageGridRow[]> {
  const { after } = options;
  const behind = after
    ? Prisma.sql`AND (u."familyName", u."givenName", u."id") > (${after.familyName}, ${after.givenName}, ${after.id}::uuid)`
    : Prisma.sql``;
  const found = await ctx.db.$queryRaw<Learner[]>`
    SELECT u."id", u."givenName", u."familyName", u."pictureId", g."state"::text AS "state", g."fraction", g."score", g."maxScore", g."seconds", g."attempts", g."lastAt"
    ${learners(member, packageId, options)} ${behind}
    ORDER BY u."familyName", u."givenName", u."id" LIMIT ${options.take}`;
  const cells = await cellsOf(
    ctx,
    member,
    packageId,
    found.map((learner) => learner.id),
  );
  return found.map((learner) => ({
    id: `${packageId}.${member.runId}.${learner.id}`,
    learner: personOf(learner),
    state: learner.state ?? "NOT_STARTED",
    percent: percentOf(learner.fraction),
    score: learner.score,
    maxScore: learner.maxScore,
    seconds: learner.seconds ?? 0,
    attempts: learner.attempts ?? 0,
    lastAt: learner.lastAt,
    cells: cells.get(learner.id) ?? [],
  }));
}

/** 100 only when all is done. */
export const percentOf = (fraction: number | null): number =>
  fraction === 1 ? 100 : Math.min(99, Math.floor((fraction ?? 0) * 100 + 1e-9));

/** How many learners there are in all. */
export async function countLearners(ctx: Context, member: Member, packageId: string, options: GridOptions): Promise<number> {
  const [row] = await ctx.db.$queryRaw<{ n: number }[]>`SELECT count(*)::int AS "n" ${learners(member, packageId, options)}`;
  return row?.n ?? 0;
}

/** The activities of each learner's latest attempt. One statement. */
async function cellsOf(ctx: Context, member: Member, packageId: string, userIds: string[]): Promise<Map<string, PackageGridCell[]>> {
  if (userIds.length === 0) return new Map();
  const rows = await ctx.db.$queryRaw<{ userId: string; cells: PackageGridCell[] }[]>`
    SELECT r."userId", json_agg(json_build_object('activityId', a."activityId", 'state', a."state", 'score', a."score", 'maxScore', a."maxScore",
      'seconds', (a."hundredths" / 100)::int)) AS "cells"
    FROM (SELECT DISTINCT ON (r."userId") r."id", r."userId" FROM "Registration" r
      WHERE r."packageId" = ${packageId}::uuid AND r."runId" = ${member.runId}::uuid AND r."userId" = ANY(${userIds}::uuid[]) AND r."counts" AND r."trashedAt" IS NULL
      ORDER BY r."userId", r."number" DESC) r
    JOIN "ActivityAttempt" a ON a."registrationId" = r."id"
    GROUP BY r."userId"`;
  return new Map(rows.map((row) => [row.userId, row.cells]));
}
