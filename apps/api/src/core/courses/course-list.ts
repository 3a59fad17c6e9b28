import { decodeKey, pageOf, pageSize, type Page } from "../../kernel/connections";
import type { Context } from "../../kernel/context";
import { Prisma } from "../../kernel/database";
import { isId } from "../../kernel/ids";
import { saysField } from "./course-values";
import type { CourseRow } from "./courses.policy";
import { listedCourse, type CoursesFilter, type ListedCourse } from "./administration.types";

type Row = CourseRow & { memberCount: number; usedBytes: bigint };

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
  if (filter.language) conditions.push(Prisma.sql`c."language" = ${filter.language}`);
  if (filter.categoryId) conditions.push(Prisma.sql`c."categoryId" = ${isId(filter.categoryId) ? filter.categoryId : null}::uuid`);
  if (typeof filter.template === "boolean") conditions.push(Prisma.sql`c."isTemplate" = ${filter.template}`);
  conditions.push(...(filter.fields ?? []).map(saysField));
  return Prisma.join(conditions, " AND ");
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
  const key = decodeKey(page.after, 2);
  const behind = key
    ? Prisma.sql`AND (lower(c."title"), c."id") > (${String(key[0])}, ${isId(key[1]) ? key[1] : null}::uuid)`
    : Prisma.empty;
  const rows = await ctx.db.$queryRaw<Row[]>`
    WITH page AS (SELECT c.* FROM "Course" c WHERE ${where} ${behind} ORDER BY lower(c."title"), c."id" LIMIT ${size + 1})
    SELECT c.*, (SELECT count(DISTINCT e."userId")::int FROM "Enrolment" e WHERE e."courseId" = c."id" AND e."state" = 'ACTIVE' AND e."kind" <> 'PREVIEW') AS "memberCount",
      (SELECT coalesce(sum(f."bytes"), 0)::bigint FROM (SELECT DISTINCT u."fileId" FROM "FileUse" u JOIN "Item" i ON i."id" = u."itemId" WHERE i."courseId" = c."id") x
        JOIN "File" f ON f."id" = x."fileId") AS "usedBytes"
    FROM page c ORDER BY lower(c."title"), c."id"`;
  return pageOf(
    rows.map(listedCourse),
    size,
    (row) => [row.title.toLowerCase(), row.id],
    async () => {
      const [count] = await ctx.db.$queryRaw<{ count: number }[]>`SELECT count(*)::int AS "count" FROM "Course" c WHERE ${where}`;
      return count!.count;
    },
  );
}
