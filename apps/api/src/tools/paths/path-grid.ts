import { personOf, type PersonRow } from "../../core/accounts/people.types";
import type { Context } from "../../kernel/context";
import { Prisma } from "../../kernel/database";
import type { Member } from "../../kernel/gate";
import type { ProgressState } from "../../generated/prisma/client.ts";
import type { GridOptions } from "./grid";
import { learners, percentOf } from "./grid";
import type { PathGridCell, PathGridRow } from "./path-grid.types";

interface Learner extends PersonRow {
  state: ProgressState | null;
  fraction: number | null;
  score: number | null;
  seconds: number | null;
  attempts: number | null;
  lastAt: Date | null;
}

/** A page of a path's learners by name, each with their current run's steps. Statements: 2, however many learners and steps. */
export async function pathGridRows(ctx: Context, member: Member, pathId: string, options: GridOptions): Promise<PathGridRow[]> {
  const { after } = options;
  const behind = after
    ? Prisma.sql`AND (u."familyName", u."givenName", u."id") > (${after.familyName}, ${after.givenName}, ${after.id}::uuid)`
    : Prisma.sql``;
  const found = await ctx.db.$queryRaw<Learner[]>`
    SELECT u."id", u."givenName", u."familyName", u."pictureId", g."state"::text AS "state", g."fraction", g."score", g."seconds", g."attempts", g."lastAt"
    ${learners(member, pathId, options)} ${behind}
    ORDER BY u."familyName", u."givenName", u."id" LIMIT ${options.take}`;
  const cells = await cellsOf(
    ctx,
    member,
    pathId,
    found.map((learner) => learner.id),
  );
  return found.map((learner) => ({
    id: `${pathId}.${member.runId}.${learner.id}`,
    learner: personOf(learner),
    state: learner.state ?? "NOT_STARTED",
    percent: percentOf(learner.fraction),
    score: learner.score,
    seconds: learner.seconds ?? 0,
    runs: learner.attempts ?? 0,
    lastAt: learner.lastAt,
    cells: cells.get(learner.id) ?? [],
  }));
}

/** The steps of each learner's run that is under way. One statement. */
async function cellsOf(ctx: Context, member: Member, pathId: string, userIds: string[]): Promise<Map<string, PathGridCell[]>> {
  if (userIds.length === 0) return new Map();
  const rows = await ctx.db.$queryRaw<{ userId: string; cells: (Omit<PathGridCell, "doneAt"> & { doneAt: string | null })[] }[]>`
    SELECT r."userId", json_agg(json_build_object('stepId', s."stepId", 'state', s."state", 'done', s."doneAt" IS NOT NULL, 'waived', s."waivedAt" IS NOT NULL,
      'reason', s."reason", 'seconds', s."seconds", 'doneAt', s."doneAt")) AS "cells"
    FROM "PathRun" r JOIN "StepRun" s ON s."pathRunId" = r."id" JOIN "PathStep" t ON t."id" = s."stepId" AND t."removedAt" IS NULL
    WHERE r."pathId" = ${pathId}::uuid AND r."runId" = ${member.runId}::uuid AND r."userId" = ANY(${userIds}::uuid[]) AND r."closedAt" IS NULL AND r."trashedAt" IS NULL
    GROUP BY r."userId"`;
  return new Map(
    rows.map((row) => [row.userId, row.cells.map((cell) => ({ ...cell, doneAt: cell.doneAt === null ? null : new Date(cell.doneAt) }))]),
  );
}
