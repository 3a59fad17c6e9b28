import { decodeKey, pageOf, pageSize, type Page } from "../../kernel/connections";
import { Prisma } from "../../kernel/database";
import { allTools } from "../../kernel/manifest";
import { isId } from "../../kernel/ids";
import type { Context } from "../../kernel/context";
import type { Member } from "../../kernel/gate";
import { courseNode } from "./courses.types";
import type { CourseRow } from "./courses.policy";
import type { MyCourse, MyCoursesFilter, MyCoursesOrder } from "./my-courses.types";

export interface MyCoursesQuery {
  filter?: MyCoursesFilter | null;
  orderBy?: keyof typeof MyCoursesOrder | null;
  first?: number | null;
  after?: string | null;
}

interface Seat extends CourseRow {
  seatId: string;
  seatKey: string;
  seatRole: MyCourse["role"];
  seatPhase: MyCourse["phase"];
  seatLastAccessAt: Date | null;
  seatFavourite: boolean;
  seatSession: { id: string; title: string; description: string; startsAt: string | null; endsAt: string | null } | null;
  countable: number;
  done: number;
  hasNews: boolean;
  due: { itemId: string; title: string; dueAt: string } | null;
}

const ORDERS = {
  TITLE: { key: Prisma.sql`lower(c."title")`, direction: Prisma.sql`ASC`, after: Prisma.sql`>` },
  CODE: { key: Prisma.sql`lower(c."code"::text)`, direction: Prisma.sql`ASC`, after: Prisma.sql`>` },
  RECENT: {
    key: Prisma.sql`to_char(coalesce(e."lastAccessAt", e."createdAt") AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS')`,
    direction: Prisma.sql`DESC`,
    after: Prisma.sql`<`,
  },
} as const;

/** Kinds that a learner can complete: those that count for rings. */
export const countableKinds = (): string[] =>
  allTools().flatMap((manifest) =>
    Object.entries(manifest.kinds ?? {}).flatMap(([kind, declared]) => (declared.completes.length > 0 && kind !== "section" ? [kind] : [])),
  );

/** Names of the events that count as news. */
export const newsNames = (): string[] => allTools().flatMap((manifest) => manifest.news ?? []);
/** Tools that have news at all. */
export const newsTools = (): string[] => [...new Set(newsNames().map((name) => name.split(".")[0]!))];

/** The viewer's courses and sessions, a page of them. Statements: 3 with the viewer's, 1 for teachers, 1 for the count. */
export async function myCourses(ctx: Context, query: MyCoursesQuery): Promise<Page<MyCourse>> {
  const viewer = await ctx.enterSelf();
  const size = pageSize(query.first);
  const order = ORDERS[query.orderBy ?? "TITLE"];
  const where = seatsOf(viewer.id, viewer.isAdministrator, query.filter ?? {});
  const after = decodeKey(query.after, ["text", "id"]);
  const behind = after
    ? Prisma.sql`AND (${order.key}, e."id") ${order.after} (${String(after[0])}, ${isId(after[1]) ? after[1] : null}::uuid)`
    : Prisma.empty;
  const rows = await ctx.db.$queryRaw<Seat[]>`
    WITH seat AS (
      SELECT e."id", e."courseId", e."runId", e."role", e."lastAccessAt", e."createdAt", ${PHASE} AS "phase", ${order.key} AS "key",
        (CASE WHEN s."id" IS NOT NULL THEN json_build_object('id', s."id", 'title', s."title", 'description', s."description", 'startsAt', s."startsAt", 'endsAt', s."endsAt") END) AS "session",
        EXISTS (SELECT 1 FROM "CourseFavourite" f WHERE f."userId" = e."userId" AND f."courseId" = c."id") AS "favourite"
      ${where} ${behind} ORDER BY ${order.key} ${order.direction}, e."id" ${order.direction} LIMIT ${size + 1})
    SELECT seat."id" AS "seatId", seat."key" AS "seatKey", seat."role"::text AS "seatRole", seat."phase" AS "seatPhase", seat."lastAccessAt" AS "seatLastAccessAt",
      seat."favourite" AS "seatFavourite", seat."session" AS "seatSession", ring."countable", ring."done", coalesce(news."hasNews", false) AS "hasNews", due."due", c.*
    FROM seat JOIN "Course" c ON c."id" = seat."courseId" JOIN "CourseRun" b ON b."courseId" = c."id" AND b."kind" = 'BASE'
    CROSS JOIN LATERAL (${ringOf(viewer.id)}) ring
    LEFT JOIN LATERAL (${newsOf(viewer.id)}) news ON true
    LEFT JOIN LATERAL (${dueOf(viewer.id)}) due ON true
    ORDER BY seat."key" ${order.direction}, seat."id" ${order.direction}`;
  const members = await ctx.enterMany(rows.map((row) => row.id));
  const keys = new Map(rows.map((row) => [row.seatId, row.seatKey]));
  return pageOf(
    rows.map((row) => nodeOf(row, members.get(row.id) ?? null)),
    size,
    (node) => [keys.get(node.id)!, node.id],
    async () => {
      const [count] = await ctx.db.$queryRaw<{ count: number }[]>`SELECT count(*)::int AS "count" ${where}`;
      return count!.count;
    },
  );
}

function nodeOf(row: Seat, member: Member | null): MyCourse {
  const session = row.seatSession && {
    ...row.seatSession,
    startsAt: dateOf(row.seatSession.startsAt),
    endsAt: dateOf(row.seatSession.endsAt),
  };
  return {
    id: row.seatId,
    course: courseNode(row, member, row.seatRole),
    session,
    role: row.seatRole,
    phase: row.seatPhase,
    favourite: row.seatFavourite,
    lastAccessAt: row.seatLastAccessAt,
    fraction: row.seatRole === "LEARNER" && row.countable > 0 ? Math.min(1, row.done / row.countable) : null,
    hasNews: row.hasNews,
    nextDue: row.due && { ...row.due, dueAt: new Date(row.due.dueAt) },
  };
}

const dateOf = (text: string | null): Date | null => (text === null ? null : new Date(text));

const PHASE = Prisma.sql`(CASE WHEN coalesce(s."endsAt", c."closesAt") <= now() THEN 'PAST' WHEN coalesce(s."startsAt", c."opensAt") > now() THEN 'COMING' ELSE 'CURRENT' END)`;

/** The enrolments that the filter leaves, from FROM on: what the gate would refuse for good is not among them. */
function seatsOf(userId: string, isAdministrator: boolean, filter: MyCoursesFilter): Prisma.Sql {
  const conditions = [
    Prisma.sql`e."userId" = ${userId}::uuid AND e."state" = 'ACTIVE' AND e."kind" <> 'PREVIEW' AND (e."from" IS NULL OR e."from" <= now()) AND (e."until" IS NULL OR e."until" > now())`,
    Prisma.sql`c."trashedAt" IS NULL AND r."kind" <> 'PREVIEW' AND (r."sessionId" IS NULL OR s."trashedAt" IS NULL)`,
  ];
  if (!isAdministrator)
    conditions.push(Prisma.sql`c."visibility" <> 'HIDDEN' AND (c."visibility" <> 'CLOSED' OR e."role" = 'TEACHER')
      AND (c."approval" = 'APPROVED' OR c."createdById" = e."userId")`);
  if (filter.phase) conditions.push(Prisma.sql`${PHASE} = ${filter.phase}`);
  if (filter.favourite)
    conditions.push(Prisma.sql`EXISTS (SELECT 1 FROM "CourseFavourite" f WHERE f."userId" = e."userId" AND f."courseId" = c."id")`);
  if (filter.categoryId) conditions.push(Prisma.sql`c."categoryId" = ${isId(filter.categoryId) ? filter.categoryId : null}::uuid`);
  if (typeof filter.teaching === "boolean") conditions.push(Prisma.sql`(e."role" <> 'LEARNER') = ${filter.teaching}`);
  const search = filter.search?.trim().slice(0, 200);
  if (search) {
    const like = `%${search.replace(/[\\%_]/g, "\\$&")}%`;
    conditions.push(
      Prisma.sql`unaccent(c."title" || ' ' || c."code"::text || ' ' || array_to_string(c."tags", ' ') || ' ' || coalesce(s."title", '')) ILIKE unaccent(${like})`,
    );
  }
  return Prisma.sql`
    FROM "Enrolment" e JOIN "CourseRun" r ON r."id" = e."runId" JOIN "Course" c ON c."id" = e."courseId" LEFT JOIN "Session" s ON s."id" = r."sessionId"
    WHERE ${Prisma.join(conditions, " AND ")}`;
}

const published = Prisma.sql`i."trashedAt" IS NULL AND i."runId" IN (b."id", seat."runId") AND coalesce(o."state", i."state") = 'PUBLISHED'
  AND (coalesce(o."opensAt", i."opensAt") IS NULL OR coalesce(o."opensAt", i."opensAt") <= now()) AND i."groupId" IS NULL AND i."audience" = 'EVERYONE'`;
const override = Prisma.sql`LEFT JOIN "ItemRun" o ON o."itemId" = i."id" AND o."runId" = seat."runId"`;

/** Whether the learner may know that the item is done: pass and fail only once released. */
const doneBy = (
  userId: string,
) => Prisma.sql`EXISTS (SELECT 1 FROM "Progress" p WHERE p."itemId" = i."id" AND p."runId" = seat."runId" AND p."userId" = ${userId}::uuid
  AND (p."state" = 'COMPLETED' OR (p."state" = 'PASSED' AND p."releasedAt" IS NOT NULL) OR (p."releasedAt" IS NULL AND p."learnerState" IN ('COMPLETED', 'PASSED'))))`;

/** How far the learner may know that the item is done, 0 to 1. */
const shareOf = (userId: string) => Prisma.sql`(CASE WHEN ${doneBy(userId)} THEN 1 ELSE coalesce(
  (SELECT CASE WHEN p."releasedAt" IS NULL THEN coalesce(p."learnerFraction", p."fraction") ELSE p."fraction" END
    FROM "Progress" p WHERE p."itemId" = i."id" AND p."runId" = seat."runId" AND p."userId" = ${userId}::uuid), 0) END)`;

const ringOf = (userId: string) => Prisma.sql`
  SELECT count(*)::int AS "countable", coalesce(sum(d."share"), 0)::float8 AS "done" FROM (
    SELECT DISTINCT i."id", ${shareOf(userId)} AS "share"
    FROM "Item" sec JOIN "SectionEntry" x ON x."sectionId" = sec."id" JOIN "Item" i ON i."id" = x."itemId" ${override}
    WHERE sec."courseId" = c."id" AND sec."kind" = 'section' AND sec."trashedAt" IS NULL AND sec."state" = 'PUBLISHED' AND sec."runId" IN (b."id", seat."runId")
      AND i."kind" = ANY(${countableKinds()}::text[]) AND ${published}) d`;

const newsOf = (userId: string) => Prisma.sql`
  SELECT true AS "hasNews" FROM unnest(${newsTools()}::text[]) AS t("tool")
  LEFT JOIN "CourseVisit" v ON v."runId" = seat."runId" AND v."userId" = ${userId}::uuid AND v."tool" = t."tool"
  WHERE NOT EXISTS (SELECT 1 FROM "CourseTool" h WHERE h."runId" IN (b."id", seat."runId") AND h."tool" = t."tool" AND h."visible" = false)
    AND EXISTS (SELECT 1 FROM "Event" n LEFT JOIN "Item" i ON i."id" = n."itemId" ${override}
      WHERE n."courseId" = c."id" AND n."runId" IN (b."id", seat."runId") AND n."tool" = t."tool" AND n."name" = ANY(${newsNames()}::text[])
        AND n."id" > coalesce(v."lastEventId", uuid_v7_floor(seat."createdAt")) AND n."actorId" IS DISTINCT FROM ${userId}::uuid
        AND (n."itemId" IS NULL OR seat."role" <> 'LEARNER' OR (${published})))
  LIMIT 1`;

const dueOf = (userId: string) => Prisma.sql`
  SELECT json_build_object('itemId', i."id", 'title', i."title", 'dueAt', coalesce(o."dueAt", i."dueAt")) AS "due"
  FROM "Item" i ${override}
  WHERE seat."role" = 'LEARNER' AND i."courseId" = c."id" AND coalesce(o."dueAt", i."dueAt") > now() AND ${published} AND NOT ${doneBy(userId)}
  ORDER BY coalesce(o."dueAt", i."dueAt"), i."id" LIMIT 1`;
