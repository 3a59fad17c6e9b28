import type { Context } from "../../kernel/context";
import { personOf, personSelect, type Person } from "../accounts/people.types";
import type { CourseCategory } from "./courses.types";

/** The teachers of a course's base, the main one first, by name; one statement for all courses of the operation. */
export async function teachersOf(ctx: Context, courseId: string): Promise<Person[]> {
  const loader = ctx.loader<Person[]>("course-teachers", async (courseIds) => {
    const rows = await ctx.db.enrolment.findMany({
      where: { courseId: { in: [...courseIds] }, role: "TEACHER", state: "ACTIVE", kind: "NORMAL", run: { kind: "BASE" } },
      select: { courseId: true, user: { select: personSelect } },
      orderBy: [{ main: "desc" }, { user: { familyName: "asc" } }, { id: "asc" }],
    });
    return courseIds.map((id) => rows.filter((row) => row.courseId === id).map((row) => personOf(row.user)));
  });
  return (await loader.load(courseId)) ?? [];
}

/** A category; one statement for all courses of the operation. */
export function categoryOf(ctx: Context, categoryId: string): Promise<CourseCategory | null> {
  const loader = ctx.loader<CourseCategory>("course-category", async (ids) => {
    const rows = await ctx.db.courseCategory.findMany({ where: { id: { in: [...ids] } } });
    return ids.map((id) => rows.find((row) => row.id === id) ?? null);
  });
  return loader.load(categoryId);
}
