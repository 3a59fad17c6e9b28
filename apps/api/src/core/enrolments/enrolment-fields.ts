import { countableKinds } from "../courses/my-courses";
import type { Context } from "../../kernel/context";
import type { Member } from "../../kernel/gate";

/** How far a person is with what counts in the course. */
export interface EnrolmentProgressRow {
  id: string;
  done: number;
  total: number;
  seconds: number;
  /** Points of what counts and has been marked; null where nothing has. */
  score: number | null;
  maxScore: number | null;
}

/** A group, as a column of the people's list shows it. */
export interface SeatGroup {
  id: string;
  title: string;
  tutor: boolean;
}

interface GroupRow extends SeatGroup {
  enrolmentId: string;
}

/** The groups of each enrolment's person in its run; learners see only groups of their own. Statements: 1 for all rows. */
export async function groupsOf(ctx: Context, member: Member, enrolmentId: string): Promise<SeatGroup[]> {
  const loader = ctx.loader<SeatGroup[]>(`enrolment-groups:${member.courseId}`, async (ids) => {
    const rows = await ctx.db.$queryRaw<GroupRow[]>`
      SELECT e."id" AS "enrolmentId", g."id", g."title", m."tutor" FROM "Enrolment" e JOIN "GroupMember" m ON m."userId" = e."userId"
      JOIN "Group" g ON g."id" = m."groupId" AND g."runId" = e."runId" AND g."trashedAt" IS NULL
      WHERE e."id" = ANY(${[...ids]}::uuid[]) AND (${member.isStaff} OR g."id" = ANY(${member.groupIds}::uuid[])) ORDER BY g."position", lower(g."title"), g."id"`;
    return ids.map((id) =>
      rows.filter((row) => row.enrolmentId === id).map(({ id: groupId, title, tutor }) => ({ id: groupId, title, tutor })),
    );
  });
  return (await loader.load(enrolmentId)) ?? [];
}

/**
 * How much of what counts each person has done: published things of sections that can be completed, as the ring on a course card
 * counts them; seconds over all things of the run. Statements: 1 for all rows.
 */
export async function progressOf(ctx: Context, courseId: string, enrolmentId: string): Promise<EnrolmentProgressRow> {
  const loader = ctx.loader<EnrolmentProgressRow>(`enrolment-progress:${courseId}`, async (ids) => {
    const rows = await ctx.db.$queryRaw<EnrolmentProgressRow[]>`
      WITH seat AS (SELECT e."id", e."userId", e."runId" FROM "Enrolment" e WHERE e."id" = ANY(${[...ids]}::uuid[])),
      counted AS (
        SELECT DISTINCT r."id" AS "runId", i."id" FROM (SELECT DISTINCT "runId" FROM seat) s JOIN "CourseRun" r ON r."id" = s."runId"
        JOIN "CourseRun" b ON b."courseId" = r."courseId" AND b."kind" = 'BASE'
        JOIN "Item" sec ON sec."courseId" = r."courseId" AND sec."kind" = 'section' AND sec."trashedAt" IS NULL AND sec."state" = 'PUBLISHED' AND sec."runId" IN (b."id", r."id")
        JOIN "SectionEntry" x ON x."sectionId" = sec."id" JOIN "Item" i ON i."id" = x."itemId" LEFT JOIN "ItemRun" o ON o."itemId" = i."id" AND o."runId" = r."id"
        WHERE i."kind" = ANY(${countableKinds()}::text[]) AND i."trashedAt" IS NULL AND i."runId" IN (b."id", r."id") AND coalesce(o."state", i."state") = 'PUBLISHED'
          AND (coalesce(o."opensAt", i."opensAt") IS NULL OR coalesce(o."opensAt", i."opensAt") <= now()) AND i."groupId" IS NULL AND i."audience" = 'EVERYONE')
      SELECT seat."id", (SELECT count(*)::int FROM counted c WHERE c."runId" = seat."runId") AS "total",
        (SELECT count(*)::int FROM counted c JOIN "Progress" p ON p."itemId" = c."id" AND p."runId" = seat."runId" AND p."userId" = seat."userId"
          WHERE c."runId" = seat."runId" AND p."state" IN ('COMPLETED', 'PASSED')) AS "done",
        (SELECT coalesce(sum(p."seconds"), 0)::int FROM "Progress" p WHERE p."runId" = seat."runId" AND p."userId" = seat."userId") AS "seconds",
        marks."score", marks."maxScore"
      FROM seat CROSS JOIN LATERAL (SELECT sum(p."score")::float AS "score", sum(p."maxScore")::float AS "maxScore" FROM counted c
        JOIN "Progress" p ON p."itemId" = c."id" AND p."runId" = seat."runId" AND p."userId" = seat."userId"
        WHERE c."runId" = seat."runId" AND p."score" IS NOT NULL AND p."maxScore" > 0) marks`;
    const byId = new Map(rows.map((row) => [row.id, row]));
    return ids.map((id) => byId.get(id) ?? null);
  });
  return (await loader.load(enrolmentId)) ?? { id: enrolmentId, done: 0, total: 0, seconds: 0, score: null, maxScore: null };
}

/** The titles of each person's classes, by enrolment; for staff. Statements: 1 for all rows. */
export async function classesOf(ctx: Context, courseId: string, enrolmentId: string): Promise<string[]> {
  const loader = ctx.loader<string[]>(`enrolment-classes:${courseId}`, async (ids) => {
    const rows = await ctx.db.$queryRaw<{ id: string; title: string }[]>`
      SELECT e."id", c."title"::text AS "title" FROM "Enrolment" e JOIN "UserClassMember" m ON m."userId" = e."userId" JOIN "UserClass" c ON c."id" = m."classId"
      WHERE e."id" = ANY(${[...ids]}::uuid[]) ORDER BY lower(c."title"::text), c."id"`;
    return ids.map((id) => rows.filter((row) => row.id === id).map((row) => row.title));
  });
  return (await loader.load(enrolmentId)) ?? [];
}
