import type { Context } from "../../kernel/context";
import { Invalid } from "../../kernel/errors";
import { isId } from "../../kernel/ids";
import { keepVersion } from "../../kernel/versions";
import { campusTools } from "./campus-tools";
import type { BulkCoursesChange, BulkCoursesInput, CampusTool } from "./administration.types";

const HIDDEN_TOOLS = "courses.hiddenTools";
const AT_ONCE = 1_000;

async function hiddenTools(ctx: Context): Promise<string[]> {
  const row = await ctx.db.setting.findUnique({ where: { key: HIDDEN_TOOLS } });
  return Array.isArray(row?.value) ? row.value.map(String) : [];
}

/** All tools of the campus, and which of them are off everywhere; for administrators. */
export async function listCampusTools(ctx: Context): Promise<CampusTool[]> {
  await ctx.enterPlatform("manageCourses");
  const hidden = await hiddenTools(ctx);
  return campusTools().map((key) => ({ key, hidden: hidden.includes(key) }));
}

/** Switches a tool off, or on again, on the whole campus. The gate reads it at the next operation, and open streams ask again. */
export async function setCampusTool(ctx: Context, key: string, hidden: boolean): Promise<CampusTool> {
  const viewer = await ctx.enterPlatform("manageCourses");
  if (!campusTools().includes(key)) throw Invalid("tool", "tool.unknown", "There is no such tool.");
  await ctx.write(async (tx, emit) => {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext(${HIDDEN_TOOLS}))`;
    const row = await tx.setting.findUnique({ where: { key: HIDDEN_TOOLS } });
    const before = Array.isArray(row?.value) ? row.value.map(String) : [];
    const value = [...new Set([...before.filter((tool) => tool !== key), ...(hidden ? [key] : [])])];
    await tx.setting.upsert({
      where: { key: HIDDEN_TOOLS },
      create: { key: HIDDEN_TOOLS, value, updatedById: viewer.id },
      update: { value, updatedById: viewer.id, version: { increment: 1 } },
    });
    emit(hidden ? "courses.tool.hidden" : "courses.tool.shown", { data: { tool: key } });
  });
  return { key, hidden };
}

/** Changes visibility, category or language of many courses; with `dryRun` it only says which would change. */
export async function changeCourses(ctx: Context, ids: string[], input: BulkCoursesInput, dryRun: boolean): Promise<BulkCoursesChange> {
  const viewer = await ctx.enterPlatform("manageCourses");
  if (ids.length === 0 || ids.length > AT_ONCE) throw Invalid("ids", "courses.count", `Name 1 to ${AT_ONCE} courses.`);
  if (input.categoryId && !(await ctx.db.courseCategory.findUnique({ where: { id: input.categoryId } })))
    throw Invalid("input.categoryId", "category.unknown", "There is no such category.");
  const rows = await ctx.db.course.findMany({ where: { id: { in: ids.filter(isId) }, trashedAt: null } });
  if (rows.length !== new Set(ids).size) throw Invalid("ids", "course.unknown", "One of these courses does not exist.");
  const data = {
    ...(input.visibility ? { visibility: input.visibility } : {}),
    ...(input.language ? { language: input.language } : {}),
    ...(input.categoryId === undefined ? {} : { categoryId: input.categoryId }),
  };
  const differs = (row: (typeof rows)[number]) => Object.entries(data).some(([key, value]) => row[key as keyof typeof data] !== value);
  const changing = rows.filter(differs);
  const outcome = { changed: changing.map((row) => row.id), unchanged: rows.filter((row) => !differs(row)).map((row) => row.id) };
  if (dryRun || changing.length === 0) return outcome;
  await ctx.write(async (tx, emit) => {
    for (const { id, version, title, code, language, description, tags, visibility, terms, introVideoUrl } of changing) {
      const body = { title, code, language, description, tags, visibility, terms, introVideoUrl };
      await keepVersion(tx, { kind: "course", rowId: id, number: version, authorId: viewer.id, body });
      emit(input.visibility ? "courses.access.changed" : "courses.course.updated", { id, courseId: id });
    }
    await tx.course.updateMany({ where: { id: { in: outcome.changed } }, data: { ...data, version: { increment: 1 } } });
  });
  return outcome;
}
