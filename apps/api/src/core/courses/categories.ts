import type { Context } from "../../kernel/context";
import { NotFound } from "../../kernel/errors";
import { isId } from "../../kernel/ids";
import type { CourseCategory } from "./courses.types";

/** The headings of the catalogue in their order, for whoever is signed in. Statements: 1. */
export async function courseCategories(ctx: Context): Promise<CourseCategory[]> {
  await ctx.enterSelf();
  return ctx.db.courseCategory.findMany({ orderBy: [{ position: "asc" }, { title: "asc" }, { id: "asc" }], take: 500 });
}

/** Adds a heading at the end, or (with an id) renames one; for administrators. */
export async function saveCategory(ctx: Context, id: string | null, title: string): Promise<CourseCategory> {
  await ctx.enterPlatform("manageCourses");
  if (id !== null) await requireCategory(ctx, id);
  return ctx.write(async (tx, emit) => {
    const last = await tx.courseCategory.aggregate({ _max: { position: true } });
    const row = id
      ? await tx.courseCategory.update({ where: { id }, data: { title } })
      : await tx.courseCategory.create({ data: { title, position: (last._max.position ?? 0) + 1 } });
    emit("courses.category.saved", { id: row.id });
    return row;
  });
}

/** Takes a heading away, for administrators; its courses stay, without one. Gives back its id. */
export async function deleteCategory(ctx: Context, id: string): Promise<string> {
  await ctx.enterPlatform("manageCourses");
  await requireCategory(ctx, id);
  await ctx.write(async (tx, emit) => {
    await tx.courseCategory.delete({ where: { id } });
    emit("courses.category.deleted", { id });
  });
  return id;
}

async function requireCategory(ctx: Context, id: string): Promise<void> {
  if (!isId(id) || !(await ctx.db.courseCategory.findUnique({ where: { id } }))) throw NotFound();
}
