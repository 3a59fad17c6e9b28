import type { Context } from "../../kernel/context";
import { Invalid } from "../../kernel/errors";
import { authorize } from "../../kernel/policy";
import { campusTools } from "./campus-tools";
import { enterCourseRow } from "./courses";
import { coursePolicy, type CourseRow } from "./courses.policy";

/** Sets the one place where learners land: a tool, one item of it, or (null) the home page. */
export async function setAutoLaunch(ctx: Context, courseId: string, tool: string | null, itemId: string | null): Promise<CourseRow> {
  const { member, course } = await enterCourseRow(ctx, courseId);
  authorize(member, coursePolicy, "update", course);
  if (tool && !campusTools().includes(tool)) throw Invalid("tool", "tool.unknown", "There is no such tool.");
  if (itemId) {
    const item = await ctx.db.item.findUnique({ where: { id: itemId } });
    if (!item || item.trashedAt || item.courseId !== courseId || item.runId !== member.baseRunId || item.tool !== tool)
      throw Invalid("itemId", "item.otherTool", "The item is not of this tool and course.");
  }
  return ctx.write((tx, emit) => {
    emit("courses.course.updated", { id: courseId, courseId });
    return tx.course.update({
      where: { id: courseId },
      data: { autoLaunch: tool ? { tool, itemId } : { tool: null }, version: { increment: 1 } },
    });
  });
}
