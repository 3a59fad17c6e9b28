import type { Context } from "../../kernel/context";
import { Prisma } from "../../kernel/database";
import type { Member } from "../../kernel/gate";
import { newId } from "../../kernel/ids";
import { closedByConditions } from "../../kernel/item-conditions";
import { itemKind } from "../../kernel/manifest";
import { visibleItems } from "../../kernel/item-visibility";
import { newsNames, newsTools } from "./my-courses";
import type { CourseNewsEntry } from "./home.types";

/** A tool's count stops here; it is shown as 99+. */
export const NEWS_LIMIT = 100;

/**
 * What the gate lets this person see of each tool's news after the last visit, own acts left out. Each tool's part starts at its
 * visit in the event index and stops at the limit; without a visit it starts at the enrolment. Nothing for visitors.
 */
function newsSince(member: Member, closedIds: readonly string[], tools: string[], limit: number): Prisma.Sql {
  const runs =
    member.sessionRunId && member.sessionRunId !== member.baseRunId ? [member.baseRunId, member.sessionRunId] : [member.baseRunId];
  return Prisma.sql`
    SELECT t."tool", n."id", n."name", n."at", n."itemId", n."actorId" FROM unnest(${tools}::text[]) AS t("tool")
    LEFT JOIN "CourseVisit" v ON v."runId" = ${member.runId}::uuid AND v."userId" = ${member.userId}::uuid AND v."tool" = t."tool"
    CROSS JOIN (SELECT min(e."createdAt") AS "at" FROM "Enrolment" e WHERE e."courseId" = ${member.courseId}::uuid AND e."userId" = ${member.userId}::uuid AND e."state" = 'ACTIVE') seat
    CROSS JOIN LATERAL (
      SELECT n."id", n."name", n."at", n."itemId", n."actorId" FROM "Event" n LEFT JOIN "Item" i ON i."id" = n."itemId"
      WHERE n."courseId" = ${member.courseId}::uuid AND n."runId" = ANY(${runs}::uuid[]) AND n."tool" = t."tool" AND n."name" = ANY(${newsNames()}::text[])
        AND n."id" > coalesce(v."lastEventId", uuid_v7_floor(seat."at")) AND n."actorId" IS DISTINCT FROM ${member.userId}::uuid
        AND (n."itemId" IS NULL OR (i."id" IS NOT NULL AND ${visibleItems(member, closedIds, { openOnly: true })}))
      ORDER BY n."id" DESC LIMIT ${limit}) n`;
}

/** How much is new in each tool, at most 100 each. Statements: 1, besides the request's conditions; 0 where no tool has news. */
export async function newsCounts(ctx: Context, member: Member): Promise<Map<string, number>> {
  const tools = newsTools();
  if (!member.userId || member.role === "VISITOR" || tools.length === 0) return new Map();
  const closed = await closedByConditions(ctx, member);
  const rows = await ctx.db.$queryRaw<{ tool: string; count: number }[]>`
    SELECT news."tool", count(*)::int AS "count" FROM (${newsSince(member, [...closed.keys()], tools, NEWS_LIMIT)}) news GROUP BY news."tool"`;
  return new Map(rows.map((row) => [row.tool, row.count]));
}

/** The news by name, newest first, of one tool or of all that the member sees. Statements: 1, besides the request's conditions. */
export async function courseNews(ctx: Context, member: Member, tools: string[]): Promise<CourseNewsEntry[]> {
  const wanted = tools.filter((tool) => newsTools().includes(tool));
  if (!member.userId || member.role === "VISITOR" || wanted.length === 0) return [];
  const closed = await closedByConditions(ctx, member);
  const rows = await ctx.db.$queryRaw<(Omit<CourseNewsEntry, "address"> & { kind: string | null })[]>`
    SELECT news."id", news."tool", news."name", news."at", news."itemId", it."title", it."kind", nullif(trim(u."givenName" || ' ' || u."familyName"), '') AS "actorName"
    FROM (${newsSince(member, [...closed.keys()], wanted, NEWS_LIMIT)}) news
    LEFT JOIN "Item" it ON it."id" = news."itemId" LEFT JOIN "User" u ON u."id" = news."actorId"
    ORDER BY news."id" DESC LIMIT ${NEWS_LIMIT}`;
  return rows.map((row) => ({ ...row, address: itemKind(row.kind ?? "")?.embeds.replace(":id", row.itemId ?? "") || `/${row.tool}` }));
}

/** Remembers that the member has seen these tools' news up to now. Statements: 1. */
export async function markNewsSeen(ctx: Context, member: Member, tools: string[]): Promise<void> {
  if (!member.userId || member.role === "VISITOR" || tools.length === 0) return;
  await ctx.db.$executeRaw`
    INSERT INTO "CourseVisit" ("courseId", "runId", "userId", "tool", "lastEventId")
    SELECT ${member.courseId}::uuid, ${member.runId}::uuid, ${member.userId}::uuid, t, ${newId()}::uuid FROM unnest(${tools}::text[]) AS t
    ON CONFLICT ("runId", "userId", "tool") DO UPDATE SET "lastEventId" = EXCLUDED."lastEventId", "at" = now()`;
}
