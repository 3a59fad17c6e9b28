import { decodeKey, pageOf, pageSize, type Page } from "../../kernel/connections";
import { Prisma } from "../../kernel/database";
import { NotFound } from "../../kernel/errors";
import { isId } from "../../kernel/ids";
import type { Context } from "../../kernel/context";
import type { Session as SessionRow } from "../../generated/prisma/client.ts";
import type { CourseRole } from "../../generated/prisma/enums.ts";
import { personOf } from "../accounts/people.types";
import { enterSession, mayManage } from "./sessions";
import type { CourseSessions, SessionCourse, SessionMember } from "./sessions.types";

const activeSeat = Prisma.sql`e."state" = 'ACTIVE' AND e."kind" <> 'PREVIEW' AND (e."from" IS NULL OR e."from" <= now()) AND (e."until" IS NULL OR e."until" > now())`;

/** Whether a person may enter a session's run: in it, or a teacher of its course. */
const mayEnterRun = (
  userId: string,
) => Prisma.sql`EXISTS (SELECT 1 FROM "Enrolment" e WHERE e."userId" = ${userId}::uuid AND e."courseId" = r."courseId" AND ${activeSeat}
  AND (e."runId" = r."id" OR (e."role" = 'TEACHER' AND e."runId" = r."parentRunId"))) AND c."visibility" <> 'HIDDEN'
  AND (c."visibility" <> 'CLOSED' OR EXISTS (SELECT 1 FROM "Enrolment" e WHERE e."userId" = ${userId}::uuid AND e."courseId" = r."courseId" AND e."role" = 'TEACHER' AND ${activeSeat}))`;

/** One session, for who manages it and for its members; NOT_FOUND for others. Statements: 2 with the viewer's. */
export async function loadSession(ctx: Context, id: string): Promise<SessionRow> {
  const viewer = await ctx.enterSelf();
  const session = isId(id) ? await ctx.db.session.findUnique({ where: { id } }) : null;
  if (!session) throw NotFound();
  if (viewer.isAdministrator || mayManage(viewer, session)) return session;
  const [inside] = session.trashedAt
    ? []
    : await ctx.db.$queryRaw<{ id: string }[]>`
        SELECT r."id" FROM "CourseRun" r JOIN "Course" c ON c."id" = r."courseId" AND c."trashedAt" IS NULL
        WHERE r."sessionId" = ${id}::uuid AND r."kind" = 'SESSION' AND ${mayEnterRun(viewer.id)} LIMIT 1`;
  if (!inside) throw NotFound();
  return session;
}

interface CourseOfSession extends SessionCourse {
  sessionId: string;
}

/** The courses of sessions that the viewer may know of: all to who manages the session, else those the viewer may enter. Statements: 1 for all rows. */
export async function coursesOf(ctx: Context, sessionId: string): Promise<SessionCourse[]> {
  const loader = ctx.loader<CourseOfSession[]>("session-courses", async (ids) => {
    const viewer = await ctx.enterSelf();
    const manages = viewer.isAdministrator
      ? Prisma.sql`true`
      : viewer.roles.includes("SESSION_MANAGER")
        ? Prisma.sql`s."createdById" = ${viewer.id}::uuid`
        : Prisma.sql`false`;
    const rows = await ctx.db.$queryRaw<CourseOfSession[]>`
      SELECT s."id" AS "sessionId", c."id" AS "courseId", c."code"::text AS "code", c."title",
        (CASE WHEN ${manages} THEN (SELECT count(*)::int FROM "Enrolment" e WHERE e."runId" = r."id" AND e."role" = 'LEARNER' AND e."state" <> 'ENDED' AND e."kind" <> 'PREVIEW') END) AS "learnerCount",
        (CASE WHEN ${manages} THEN (SELECT count(*)::int FROM "Enrolment" e WHERE e."runId" = r."id" AND e."role" = 'TUTOR' AND e."state" <> 'ENDED') END) AS "tutorCount"
      FROM "Session" s JOIN "CourseRun" r ON r."sessionId" = s."id" AND r."kind" = 'SESSION' JOIN "Course" c ON c."id" = r."courseId" AND c."trashedAt" IS NULL
      WHERE s."id" = ANY(${[...ids]}::uuid[]) AND (${manages} OR (${mayEnterRun(viewer.id)})) ORDER BY lower(c."title"), c."id"`;
    return ids.map((id) => rows.filter((row) => row.sessionId === id));
  });
  return (await loader.load(sessionId)) ?? [];
}

/** Where the viewer may enter a course; nothing at all when the course is not for them. Statements: 2 with the viewer's. */
export async function courseSessions(ctx: Context, courseId: string): Promise<CourseSessions> {
  const viewer = await ctx.enterSelf();
  if (!isId(courseId)) return { base: false, sessions: [] };
  const base = (await ctx.enterMany([courseId])).has(courseId);
  const may = viewer.isAdministrator ? Prisma.sql`true` : Prisma.sql`(${mayEnterRun(viewer.id)})`;
  const sessions = await ctx.db.$queryRaw<SessionRow[]>`
    SELECT s.* FROM "CourseRun" r JOIN "Session" s ON s."id" = r."sessionId" AND s."trashedAt" IS NULL JOIN "Course" c ON c."id" = r."courseId" AND c."trashedAt" IS NULL
    WHERE r."courseId" = ${courseId}::uuid AND r."kind" = 'SESSION' AND ${may}
    ORDER BY (s."endsAt" <= now()) NULLS FIRST, s."startsAt" NULLS LAST, lower(s."title"), s."id" LIMIT 100`;
  return { base, sessions };
}

interface MemberRow {
  id: string;
  givenName: string;
  familyName: string;
  pictureId: string | null;
  login: string;
  role: CourseRole;
  courseCount: number;
  key: string;
}

export interface MembersQuery {
  search?: string | null;
  first?: number | null;
  after?: string | null;
}

/** The people whom a session brings into its courses, by name, for who manages it. Statements: 1, and 1 for the count. */
export async function sessionMembers(ctx: Context, sessionId: string, query: MembersQuery): Promise<Page<SessionMember>> {
  await enterSession(ctx, sessionId);
  const size = pageSize(query.first);
  const after = decodeKey(query.after, ["text", "id"]);
  const like = query.search?.trim()
    ? `%${query.search
        .trim()
        .slice(0, 200)
        .replace(/[\\%_]/g, "\\$&")}%`
    : null;
  const from = Prisma.sql`FROM (
    SELECT u."id", u."givenName", u."familyName", u."pictureId", u."login"::text AS "login", (CASE WHEN bool_or(e."role" = 'TUTOR') THEN 'TUTOR' ELSE 'LEARNER' END) AS "role",
      count(*)::int AS "courseCount", lower(unaccent(u."familyName" || ' ' || u."givenName")) AS "key"
    FROM "CourseRun" r JOIN "Enrolment" e ON e."runId" = r."id" AND e."state" <> 'ENDED' AND e."kind" <> 'PREVIEW' JOIN "User" u ON u."id" = e."userId"
    WHERE r."sessionId" = ${sessionId}::uuid AND r."kind" = 'SESSION'
      AND (${like}::text IS NULL OR unaccent(u."givenName" || ' ' || u."familyName" || ' ' || u."login"::text) ILIKE unaccent(${like}))
    GROUP BY u."id") m`;
  const behind = after ? Prisma.sql`WHERE ("key", "id") > (${String(after[0])}, ${isId(after[1]) ? after[1] : null}::uuid)` : Prisma.empty;
  const rows = await ctx.db.$queryRaw<MemberRow[]>`SELECT * ${from} ${behind} ORDER BY "key", "id" LIMIT ${size + 1}`;
  const keys = new Map(rows.map((row) => [row.id, row.key]));
  return pageOf(
    rows.map((row): SessionMember => ({
      id: row.id,
      person: personOf(row),
      login: row.login,
      role: row.role,
      courseCount: row.courseCount,
    })),
    size,
    (node) => [keys.get(node.id)!, node.id],
    async () => (await ctx.db.$queryRaw<{ count: number }[]>`SELECT count(*)::int AS "count" ${from}`)[0]!.count,
  );
}
