import type { Context } from "../../kernel/context";
import { Invalid } from "../../kernel/errors";
import { isId } from "../../kernel/ids";
import type { Job } from "../../generated/prisma/client.ts";
import { cardOf } from "./about";
import type { CourseCard } from "./about.types";

export const FILL_COURSE = "courses.fill";

/** The courses that new ones may be made from, by title, for those who may make courses. Statements: 1. */
export async function courseTemplates(ctx: Context): Promise<CourseCard[]> {
  await ctx.enterPlatform("createCourses");
  const rows = await ctx.db.course.findMany({
    where: { isTemplate: true, trashedAt: null },
    orderBy: [{ title: "asc" }, { id: "asc" }],
    take: 100,
  });
  return rows.map(cardOf);
}

/** INVALID_INPUT unless the course is a template. */
export async function requireTemplate(ctx: Context, id: string): Promise<void> {
  const known = isId(id) && (await ctx.db.course.findFirst({ where: { id, isTemplate: true, trashedAt: null }, select: { id: true } }));
  if (!known) throw Invalid("input.templateId", "template.unknown", "There is no such template.");
}

/** The job that fills a course, for whoever asked for it; null when there is none. Statements: 1. */
export async function fillingOf(ctx: Context, courseId: string): Promise<Job | null> {
  const viewer = await ctx.viewer();
  if (!viewer) return null;
  return ctx.db.job.findFirst({ where: { kind: FILL_COURSE, courseId, userId: viewer.id }, orderBy: { createdAt: "desc" } });
}
