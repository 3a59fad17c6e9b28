import type { Context } from "../../kernel/context";
import { Prisma } from "../../kernel/database";
import type { Member } from "../../kernel/gate";
import { visibleItems } from "../../kernel/item-visibility";
import type { ItemRow } from "../../kernel/items";
import type { CourseIntroduction as IntroductionRow } from "../../generated/prisma/client.ts";
import type { ToolRow } from "./course-tools";
import type { CourseRow } from "./courses.policy";
import type { ShortcutRow } from "./shortcuts";

/** Everything of the home page that does not depend on what the member may see of items; times are ISO texts, as JSON gives them. */
export interface HomeFacts {
  session: { id: string; title: string; description: string; startsAt: string | null; endsAt: string | null } | null;
  favourite: boolean;
  user: { givenName: string; familyName: string } | null;
  teachers: { givenName: string; familyName: string }[];
  introductions: (Omit<IntroductionRow, "updatedAt"> & { updatedAt: string })[];
  tools: ToolRow[];
  hiddenTools: string[];
  settings: unknown;
  entries: { id: string; sectionId: string; itemId: string; position: number; indent: number }[];
  shortcuts: ShortcutRow[];
}

/** At most one visit in five minutes is written. */
const VISIT_EVERY = Prisma.sql`interval '5 minutes'`;

/** Reads the course and its home page's facts, and notes the visit, in one statement. */
export async function loadHomeFacts(ctx: Context, member: Member): Promise<{ course: CourseRow; facts: HomeFacts }> {
  const runs = [member.baseRunId, ...(member.sessionRunId ? [member.sessionRunId] : [])];
  const viewerId = (await ctx.viewer())?.id ?? null;
  const [row] = await ctx.db.$queryRaw<(CourseRow & { facts: HomeFacts })[]>`
    WITH visit AS (
      UPDATE "Enrolment" SET "firstAccessAt" = coalesce("firstAccessAt", now()), "lastAccessAt" = now()
      WHERE "userId" = ${member.userId}::uuid AND "courseId" = ${member.courseId}::uuid AND "runId" IN (${member.runId}::uuid, ${member.baseRunId}::uuid) AND "state" = 'ACTIVE'
        AND ("lastAccessAt" IS NULL OR "lastAccessAt" < now() - ${VISIT_EVERY}) RETURNING 1)
    SELECT c.*, json_build_object(
      'session', (SELECT json_build_object('id', s."id", 'title', s."title", 'description', s."description", 'startsAt', s."startsAt", 'endsAt', s."endsAt") FROM "Session" s WHERE s."id" = ${member.sessionId}::uuid),
      'favourite', EXISTS (SELECT 1 FROM "CourseFavourite" f WHERE f."courseId" = c."id" AND f."userId" = ${viewerId}::uuid),
      'user', (SELECT json_build_object('givenName', u."givenName", 'familyName', u."familyName") FROM "User" u WHERE u."id" = ${member.userId}::uuid),
      'teachers', coalesce((SELECT json_agg(json_build_object('givenName', u."givenName", 'familyName', u."familyName") ORDER BY e."main" DESC, u."familyName")
        FROM "Enrolment" e JOIN "User" u ON u."id" = e."userId" WHERE e."runId" = ${member.baseRunId}::uuid AND e."role" = 'TEACHER' AND e."state" = 'ACTIVE' AND e."kind" = 'NORMAL'), '[]'),
      'introductions', coalesce((SELECT json_agg(to_jsonb(x)) FROM "CourseIntroduction" x WHERE x."runId" = ANY(${runs}::uuid[]) AND x."tool" = 'home'), '[]'),
      'tools', coalesce((SELECT json_agg(to_jsonb(t)) FROM "CourseTool" t WHERE t."runId" = ANY(${runs}::uuid[])), '[]'),
      'hiddenTools', coalesce((SELECT x."value" FROM "Setting" x WHERE x."key" = 'courses.hiddenTools'), '[]'::jsonb),
      'settings', (SELECT x."body" FROM "CourseSettings" x WHERE x."courseId" = c."id" AND x."tool" = 'courses'),
      'entries', coalesce((SELECT json_agg(json_build_object('id', e."id", 'sectionId', e."sectionId", 'itemId', e."itemId", 'position', e."position", 'indent', e."indent") ORDER BY e."position", e."id")
        FROM "SectionEntry" e JOIN "Item" sec ON sec."id" = e."sectionId" WHERE sec."courseId" = c."id" AND sec."trashedAt" IS NULL AND sec."runId" = ANY(${runs}::uuid[])), '[]'),
      'shortcuts', coalesce((SELECT json_agg(to_jsonb(h) ORDER BY h."position", h."id") FROM "CourseShortcut" h WHERE h."runId" = ANY(${runs}::uuid[])), '[]')
    ) AS "facts"
    FROM "Course" c WHERE c."id" = ${member.courseId}::uuid AND (SELECT count(*) FROM visit) >= 0`;
  const { facts, ...course } = row!;
  return { course, facts };
}

/** The sections and the named items as the member may know of them, with the session's own state and dates laid over. Statements: 1. */
export function loadHomeItems(ctx: Context, member: Member, itemIds: string[], closedIds: readonly string[]): Promise<ItemRow[]> {
  return ctx.db.$queryRaw<ItemRow[]>`
    SELECT i."id", i."key", i."courseId", i."runId", i."groupId", i."tool", i."kind", i."title", i."parentId", i."ancestorIds", i."position", coalesce(o."state", i."state")::text AS "state",
      coalesce(o."opensAt", i."opensAt") AS "opensAt", coalesce(o."closesAt", i."closesAt") AS "closesAt", coalesce(o."dueAt", i."dueAt") AS "dueAt", i."audience"::text AS "audience",
      i."completion", i."maxScore", i."marksLocked", i."language", i."createdById", i."updatedById", i."createdAt", i."updatedAt", i."version"
    FROM "Item" i LEFT JOIN "ItemRun" o ON o."itemId" = i."id" AND o."runId" = ${member.sessionRunId}::uuid
    WHERE ((i."courseId" = ${member.courseId}::uuid AND i."tool" = 'courses' AND i."kind" = 'section') OR i."id" = ANY(${itemIds}::uuid[]))
      AND ${visibleItems(member, closedIds)}
    ORDER BY i."position", i."id"`;
}

/** The next things due for a learner: open, not done, five at most. Statements: 1. */
export function loadNextDue(
  ctx: Context,
  member: Member,
  closedIds: readonly string[],
  tools: string[],
): Promise<{ itemId: string; title: string; dueAt: Date }[]> {
  return ctx.db.$queryRaw<{ itemId: string; title: string; dueAt: Date }[]>`
    SELECT i."id" AS "itemId", i."title", coalesce(o."dueAt", i."dueAt") AS "dueAt"
    FROM "Item" i LEFT JOIN "ItemRun" o ON o."itemId" = i."id" AND o."runId" = ${member.sessionRunId}::uuid
    WHERE i."courseId" = ${member.courseId}::uuid AND coalesce(o."dueAt", i."dueAt") > now() AND i."tool" = ANY(${tools}::text[])
      AND ${visibleItems(member, closedIds, { openOnly: true })}
      AND NOT EXISTS (SELECT 1 FROM "Progress" p WHERE p."itemId" = i."id" AND p."runId" = ${member.runId}::uuid AND p."userId" = ${member.userId}::uuid AND p."state" IN ('COMPLETED', 'PASSED'))
    ORDER BY coalesce(o."dueAt", i."dueAt"), i."id" LIMIT 5`;
}
