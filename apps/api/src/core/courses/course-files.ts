import type { Context } from "../../kernel/context";
import { Refusal } from "../../kernel/errors";

/** A course's picture is read by whoever may see its about page. Statements: 1, and the gate's for closed courses. */
export async function mayReadPictures(ctx: Context, courseIds: string[]): Promise<Set<string>> {
  const rows = await ctx.db.course.findMany({ where: { id: { in: courseIds }, trashedAt: null }, select: { id: true, visibility: true } });
  const open = rows.filter((row) => row.visibility !== "HIDDEN" && row.visibility !== "CLOSED").map((row) => row.id);
  const others = rows.filter((row) => !open.includes(row.id)).map((row) => row.id);
  const entered = others.length > 0 ? await ctx.enterMany(others) : new Map<string, unknown>();
  return new Set([...open, ...entered.keys()]);
}

/** Icons of tools and pictures of shortcuts are read by whoever may enter the course, in the base or in that session. */
async function mayReadInRuns(ctx: Context, rows: { id: string; courseId: string; runId: string }[]): Promise<Set<string>> {
  const runs = await ctx.db.courseRun.findMany({
    where: { id: { in: rows.map((row) => row.runId) } },
    select: { id: true, sessionId: true },
  });
  const answers = await Promise.all(
    rows.map(async (row) => {
      try {
        await ctx.enter(row.courseId, { sessionId: runs.find((run) => run.id === row.runId)?.sessionId ?? null });
        return [row.id];
      } catch (error) {
        if (error instanceof Refusal) return [];
        throw error;
      }
    }),
  );
  return new Set(answers.flat());
}

export const mayReadToolIcons = async (ctx: Context, ids: string[]): Promise<Set<string>> =>
  mayReadInRuns(ctx, await ctx.db.courseTool.findMany({ where: { id: { in: ids } }, select: { id: true, courseId: true, runId: true } }));

export const mayReadShortcuts = async (ctx: Context, ids: string[]): Promise<Set<string>> =>
  mayReadInRuns(
    ctx,
    await ctx.db.courseShortcut.findMany({ where: { id: { in: ids } }, select: { id: true, courseId: true, runId: true } }),
  );
