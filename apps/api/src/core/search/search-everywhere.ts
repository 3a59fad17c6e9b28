import { Prisma } from "../../kernel/database";
import { Refusal } from "../../kernel/errors";
import type { Context } from "../../kernel/context";
import type { Member } from "../../kernel/gate";
import { personOf } from "../accounts/people.types";
import { othersShown, seenEnrolments } from "../enrolments/people-visibility";
import { findable } from "./entries";
import { cleanText, hitColumns, hitOf, queryOf, wordsOf, type HitRow } from "./matching";
import type { CourseHit, CoursePersonHit, SearchAnswer, SearchHit } from "./search.types";

const LEAST_LETTERS = 2;
const COURSES = 8;
const PEOPLE = 8;
const ITEMS = 12;
/** Content is looked for in so many of the viewer's courses, those entered last. */
const PLACES = 12;

/** Courses, people and content for some words, over the viewer's own courses. The number of statements is bound by PLACES, not by rows. */
export async function searchEverywhere(ctx: Context, asked: string): Promise<SearchAnswer> {
  const viewer = await ctx.enterSelf();
  const text = cleanText(asked);
  const words = wordsOf(text);
  if (words.join("").length < LEAST_LETTERS) return { courses: [], people: [], items: [] };
  const courses = await findCourses(ctx, viewer.id, viewer.isAdministrator, words);
  const members = await placesOf(ctx, viewer.id);
  const people = await findPeople(ctx, members, words);
  return { courses, people, items: await findItems(ctx, members, text) };
}

const likes = (words: string[]): string[] => words.map((word) => `%${word.replace(/[\\%_]/g, "\\$&")}%`);
const seat = Prisma.sql`s."state" = 'ACTIVE' AND s."kind" <> 'PREVIEW' AND (s."from" IS NULL OR s."from" <= now()) AND (s."until" IS NULL OR s."until" > now())`;

function findCourses(ctx: Context, userId: string, isAdministrator: boolean, words: string[]): Promise<CourseHit[]> {
  const conditions = likes(words).map(
    (like) => Prisma.sql`unaccent(c."title" || ' ' || c."code"::text || ' ' || coalesce(t."title", '')) ILIKE unaccent(${like})`,
  );
  const own = Prisma.sql`SELECT c."id", c."code"::text AS "code", c."title", t."id" AS "sessionId", t."title" AS "sessionTitle", s."lastAccessAt" AS "at"
    FROM "Enrolment" s JOIN "CourseRun" r ON r."id" = s."runId" JOIN "Course" c ON c."id" = s."courseId" LEFT JOIN "Session" t ON t."id" = r."sessionId"
    WHERE s."userId" = ${userId}::uuid AND ${seat} AND c."trashedAt" IS NULL AND (r."sessionId" IS NULL OR t."trashedAt" IS NULL)
      AND c."visibility" <> 'HIDDEN' AND (c."visibility" <> 'CLOSED' OR s."role" = 'TEACHER')
      AND (c."approval" = 'APPROVED' OR c."createdById" = s."userId") AND ${Prisma.join(conditions, " AND ")}`;
  if (!isAdministrator)
    return ctx.db
      .$queryRaw`SELECT "id", "code", "title", "sessionId", "sessionTitle" FROM (${own}) x ORDER BY "at" DESC NULLS LAST, lower("title"), "id" LIMIT ${COURSES}`;
  const all = likes(words).map((like) => Prisma.sql`unaccent(c."title" || ' ' || c."code"::text) ILIKE unaccent(${like})`);
  return ctx.db.$queryRaw`SELECT c."id", c."code"::text AS "code", c."title", NULL::uuid AS "sessionId", NULL::text AS "sessionTitle"
    FROM "Course" c WHERE c."trashedAt" IS NULL AND ${Prisma.join(all, " AND ")} ORDER BY lower(c."title"), c."id" LIMIT ${COURSES}`;
}

/** As whom the viewer enters the courses and sessions they are in, those entered last first; what is closed is left out. */
async function placesOf(ctx: Context, userId: string): Promise<Member[]> {
  const seats = await ctx.db.$queryRaw<{ courseId: string; sessionId: string | null }[]>`
    SELECT s."courseId", r."sessionId" FROM "Enrolment" s JOIN "CourseRun" r ON r."id" = s."runId" JOIN "Course" c ON c."id" = s."courseId"
    WHERE s."userId" = ${userId}::uuid AND ${seat} AND c."trashedAt" IS NULL ORDER BY s."lastAccessAt" DESC NULLS LAST, s."id" DESC LIMIT ${PLACES}`;
  const base = await ctx.enterMany(seats.filter((one) => one.sessionId === null).map((one) => one.courseId));
  const inSessions = await Promise.all(
    seats.filter((one) => one.sessionId !== null).map((one) => ctx.enter(one.courseId, { sessionId: one.sessionId }).catch(nobody)),
  );
  return [...base.values(), ...inSessions.filter((member) => member !== null)];
}

function nobody(error: unknown): null {
  if (error instanceof Refusal) return null;
  throw error;
}

interface PersonRow {
  id: string;
  givenName: string;
  familyName: string;
  pictureId: string | null;
  showPicture: boolean;
  courseId: string;
  sessionId: string | null;
  courseTitle: string;
  courseCode: string;
}

/** People of the viewer's courses, as far as each course shows them to the viewer. */
async function findPeople(ctx: Context, members: Member[], words: string[]): Promise<CoursePersonHit[]> {
  if (members.length === 0) return [];
  const shown = await Promise.all(members.map((member) => othersShown(ctx, member)));
  const seen = members.map((member, place) => Prisma.sql`(${seenEnrolments(member, shown[place]!)} AND e."state" <> 'ENDED')`);
  const pictured = members.flatMap((member, place) => (shown[place] === "NAMES_AND_PICTURES" ? [member.runId] : []));
  const named = likes(words).map((like) => Prisma.sql`unaccent(u."givenName" || ' ' || u."familyName") ILIKE unaccent(${like})`);
  const rows = await ctx.db.$queryRaw<PersonRow[]>`
    SELECT * FROM (SELECT DISTINCT ON (u."id") u."id", u."givenName", u."familyName", u."pictureId", e."showPicture" AND e."runId" = ANY(${pictured}::uuid[]) AS "showPicture",
      e."courseId", r."sessionId", c."title" AS "courseTitle", c."code"::text AS "courseCode"
      FROM "Enrolment" e JOIN "User" u ON u."id" = e."userId" JOIN "CourseRun" r ON r."id" = e."runId" JOIN "Course" c ON c."id" = e."courseId"
      WHERE (${Prisma.join(seen, " OR ")}) AND ${Prisma.join(named, " AND ")} ORDER BY u."id", e."lastAccessAt" DESC NULLS LAST) x
    ORDER BY lower("familyName"), lower("givenName"), "id" LIMIT ${PEOPLE}`;
  return rows.map((row) => ({
    person: personOf({ ...row, pictureId: row.showPicture ? row.pictureId : null }),
    courseId: row.courseId,
    sessionId: row.sessionId,
    courseTitle: row.courseTitle,
    courseCode: row.courseCode,
  }));
}

async function findItems(ctx: Context, members: Member[], text: string): Promise<SearchHit[]> {
  if (members.length === 0) return [];
  const query = queryOf(text);
  const matches = Prisma.sql`e."vector" @@ ${query}`;
  const scopes = await Promise.all(members.map((member) => findable(ctx, member, matches)));
  const parts = scopes.map(
    (scope, place) => Prisma.sql`(SELECT e."id", ${place}::int AS "place", (ts_rank(e."vector", ${query}, 1) * 1000000)::int AS "score"
    FROM "SearchEntry" e WHERE ${matches} AND ${scope} ORDER BY "score" DESC LIMIT ${ITEMS})`,
  );
  const rows = await ctx.db.$queryRaw<(HitRow & { place: number })[]>`
    WITH found AS (SELECT DISTINCT ON ("id") * FROM (${Prisma.join(parts, " UNION ALL ")}) x ORDER BY "id", "place")
    SELECT ${hitColumns(query)}, found."score", found."place" FROM found JOIN "SearchEntry" e ON e."id" = found."id" LEFT JOIN "Item" i ON i."id" = e."itemId"
    ORDER BY found."score" DESC, found."id" DESC LIMIT ${ITEMS}`;
  return rows.map((row) => hitOf(row, members[row.place]!, false));
}
