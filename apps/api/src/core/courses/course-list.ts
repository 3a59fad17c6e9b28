import { decodeKey, pageOf, pageSize, type Page } from "../../kernel/connections";
import type { Context } from "../../kernel/context";
import { Prisma, type Db } from "../../kernel/database";
import { isId } from "../../kernel/ids";
import { saysField } from "./course-values";
import type { CourseRow } from "./courses.policy";
import { listedCourse, type CoursesFilter, type ListedCourse } from "./administration.types";

/** A course as the list reads it. */
export type ListedRow = CourseRow & { sortKey: string; memberCount: number; usedBytes: bigint };

/** The conditions on "Course" c that a filter sets; the trash is left out unless it is asked for. */
export function coursesWhere(filter: CoursesFilter): Prisma.Sql {
  const conditions = [filter.trashed ? Prisma.sql`c."trashedAt" IS NOT NULL` : Prisma.sql`c."trashedAt" IS NULL`];
  const search = filter.search?.replaceAll("\0", "").trim().slice(0, 200);
  if (search) {
    const like = `%${search.replace(/[\\%_]/g, "\\$&")}%`;
    conditions.push(
      Prisma.sql`unaccent(c."title" || ' ' || c."code"::text || ' ' || array_to_string(c."tags", ' ')) ILIKE unaccent(${like})`,
    );
  }
  if (filter.visibility) conditions.push(Prisma.sql`c."visibility" = ${filter.visibility}::"CourseVisibility"`);
  if (filter.approval) conditions.push(Prisma.sql`c."approval" = ${filter.approval}::"CourseApproval"`);
  if (filter.language) conditions.push(Prisma.sql`c."language" = ${filter.language}`);
  if (filter.categoryId) conditions.push(Prisma.sql`c."categoryId" = ${isId(filter.categoryId) ? filter.categoryId : null}::uuid`);
  if (typeof filter.template === "boolean") conditions.push(Prisma.sql`c."isTemplate" = ${filter.template}`);
  conditions.push(...(filter.fields ?? []).map(saysField));
  return Prisma.join(conditions, " AND ");
}

/** Where a page of the list ended: the title as the database sorts it, and the id. */
type Key = readonly [title: string, id: string];

/** Courses by title, after a key, with how many people and bytes are in them; the caller has passed the gate. Statements: 1. */
export async function courseRows(db: Db, where: Prisma.Sql, after: Key | null, most: number): Promise<ListedRow[]> {
  const behind = after ? Prisma.sql`AND (lower(c."title"), c."id") > (${after[0]}, ${after[1]}::uuid)` : Prisma.empty;
  return db.$queryRaw<ListedRow[]>`
    WITH page AS (SELECT c.* FROM "Course" c WHERE ${where} ${behind} ORDER BY lower(c."title"), c."id" LIMIT ${most})
    SELECT c.*, lower(c."title") AS "sortKey", (SELECT count(DISTINCT e."userId")::int FROM "Enrolment" e WHERE e."courseId" = c."id" AND e."state" = 'ACTIVE' AND e."kind" <> 'PREVIEW') AS "memberCount",
      (SELECT coalesce(sum(f."bytes"), 0)::bigint FROM (SELECT DISTINCT u."fileId" FROM "FileUse" u JOIN "Item" i ON i."id" = u."itemId" WHERE i."courseId" = c."id") x
        JOIN "File" f ON f."id" = x."fileId") AS "usedBytes"
    FROM page c ORDER BY lower(c."title"), c."id"`;
}

/** Every course of the campus by title, for administrators. Statements: 1 for the page, 1 for the count. */
export async function listCourses(
  ctx: Context,
  filter: CoursesFilter,
  page: { first: number | null; after: string | null },
): Promise<Page<ListedCourse>> {
  await ctx.enterPlatform("manageCourses");
  const size = pageSize(page.first);
  const where = coursesWhere(filter);
  const key = decodeKey(page.after, ["text", "id"]);
  const rows = await courseRows(ctx.db, where, key && isId(key[1]) ? [String(key[0]), key[1]] : null, size + 1);
  const sortKeys = new Map(rows.map((row) => [row.id, row.sortKey]));
  return pageOf(
    rows.map(listedCourse),
    size,
    (row) => [sortKeys.get(row.id)!, row.id],
    async () => {
      const [count] = await ctx.db.$queryRaw<{ count: number }[]>`SELECT count(*)::int AS "count" FROM "Course" c WHERE ${where}`;
      return count!.count;
    },
  );
}
