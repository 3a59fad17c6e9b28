import type { Context } from "../../kernel/context";
import { NotFound, Refusal } from "../../kernel/errors";
import type { Member } from "../../kernel/gate";
import { Prisma } from "../../kernel/database";
import { categoryOf, teachersOf } from "./course-fields";
import type { CourseAbout, CourseCard, CourseRating } from "./about.types";
import type { CourseRow } from "./courses.policy";
import { sessionSelect } from "./session.types";

/** Fewer ratings than this would tell who gave which. */
const RATINGS_SHOWN_FROM = 3;

/** The member if the gate lets the viewer in; null if it refuses, whatever the reason. */
async function tryEnter(ctx: Context, courseId: string): Promise<{ member: Member | null; locked: boolean }> {
  try {
    return { member: await ctx.enter(courseId), locked: false };
  } catch (error) {
    if (error instanceof Refusal) return { member: null, locked: error.refusal === "LOCKED" };
    throw error;
  }
}

/** The about page: for everybody, but not of closed and hidden courses unless the viewer may enter them. */
export async function courseAbout(ctx: Context, code: string): Promise<CourseAbout> {
  const course = await ctx.db.course.findUnique({ where: { code } });
  if (!course || course.trashedAt) throw NotFound();
  const { member, locked } = await tryEnter(ctx, course.id);
  const shown = course.approval === "APPROVED" && course.visibility !== "HIDDEN" && course.visibility !== "CLOSED";
  if (!shown && !member && !locked) throw NotFound();
  const [teachers, category, sessions, rating, related] = await Promise.all([
    teachersOf(ctx, course.id),
    course.categoryId ? categoryOf(ctx, course.categoryId) : null,
    ctx.db.session.findMany({
      where: {
        trashedAt: null,
        OR: [{ endsAt: null }, { endsAt: { gt: new Date() } }],
        runs: { some: { courseId: course.id, kind: "SESSION" } },
      },
      orderBy: [{ startsAt: "asc" }, { id: "asc" }],
      take: 20,
      select: sessionSelect,
    }),
    ratingOf(ctx, course.id),
    relatedTo(ctx, course),
  ]);
  const { language, description, tags, introVideoUrl, opensAt, closesAt, durationDays, selfEnrol } = course;
  return {
    ...cardOf(course),
    ...{
      language,
      description,
      tags,
      introVideoUrl,
      opensAt,
      closesAt,
      durationDays,
      selfEnrol,
      teachers,
      category,
      sessions,
      rating,
      related,
    },
    hasEnrolKey: course.enrolKeyHash !== null,
    viewerMayEnter: member !== null || locked,
    viewerRole: member && member.role !== "VISITOR" ? member.role : null,
  };
}

/** A course as a card; its gate was passed. */
export const cardOf = (course: Pick<CourseRow, "id" | "code" | "title" | "pictureFileId" | "color">): CourseCard => ({
  id: course.id,
  code: course.code,
  title: course.title,
  pictureUrl: course.pictureFileId ? `/files/${course.pictureFileId}` : null,
  color: course.color,
});

async function relatedTo(ctx: Context, course: CourseRow): Promise<CourseCard[]> {
  const rows = await ctx.db.$queryRaw<CourseRow[]>`
    SELECT "id", "code"::text AS "code", "title", "pictureFileId", "color" FROM "Course"
    WHERE "id" <> ${course.id}::uuid AND "trashedAt" IS NULL AND "archivedAt" IS NULL AND "approval" = 'APPROVED'
      AND ("visibility" IN ('PLATFORM', 'PUBLIC') OR ("visibility" = 'PRIVATE' AND "listed"))
      AND ("categoryId" = ${course.categoryId}::uuid OR "tags" && ${course.tags}::text[])
    ORDER BY ("categoryId" IS NOT DISTINCT FROM ${course.categoryId}::uuid) DESC, "featured" DESC, "id" LIMIT 4`;
  return rows.map(cardOf);
}

/** The rating as the viewer may see it; null where the platform setting `courses.hideRatings` is on. Statements: 1. */
export async function ratingOf(ctx: Context, courseId: string): Promise<CourseRating | null> {
  const viewer = await ctx.viewer();
  const [row] = await ctx.db.$queryRaw<{ average: number | null; count: number; mine: number | null; hidden: boolean }[]>(Prisma.sql`
    SELECT avg("stars")::float8 AS "average", count(*)::int AS "count", max("stars") FILTER (WHERE "userId" = ${viewer?.id ?? null}::uuid) AS "mine",
      coalesce((SELECT "value" = 'true'::jsonb FROM "Setting" WHERE "key" = 'courses.hideRatings'), false) AS "hidden"
    FROM "CourseRating" WHERE "courseId" = ${courseId}::uuid`);
  if (!row || row.hidden) return null;
  return { courseId, average: row.count >= RATINGS_SHOWN_FROM ? row.average : null, count: row.count, mine: row.mine };
}
