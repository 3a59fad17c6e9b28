import { newCourseSettings, type NewCourseSettings } from "@lyceum/shared/inputs/courses";
import type { Context } from "../../kernel/context";
import type { Tx } from "../../kernel/database";
import { Invalid } from "../../kernel/errors";
import { toolDefaultVisible } from "../../kernel/manifest";
import { defineSetting, readSetting, type SettingState, writeSetting } from "../settings/settings";
import { campusTools } from "./campus-tools";

const NEW_COURSES = defineSetting("courses.new", newCourseSettings);

/** With what courses begin, once for the request. Statements: 1. */
export const newCourseRules = (ctx: Context): Promise<NewCourseSettings> =>
  ctx.once("courses.new", async () => (await readSetting(ctx.db, NEW_COURSES)).value);

/** The same with its version, for administrators. */
export async function loadNewCourseSettings(ctx: Context): Promise<SettingState<NewCourseSettings>> {
  await ctx.enterPlatform("manageSettings");
  return readSetting(ctx.db, NEW_COURSES);
}

/** Writes it whole; INVALID_INPUT for a tool that there is none of, stale = CONFLICT. For administrators. */
export async function saveNewCourseSettings(
  ctx: Context,
  value: NewCourseSettings,
  expectedVersion: number | null,
): Promise<SettingState<NewCourseSettings>> {
  const viewer = await ctx.enterPlatform("manageSettings");
  if (value.tools?.some((tool) => !campusTools().includes(tool))) throw Invalid("input.tools", "tool.unknown", "There is no such tool.");
  return ctx.write((tx, emit) => {
    emit("courses.beginning.changed", { topic: "platform" });
    return writeSetting(tx, NEW_COURSES, value, { userId: viewer.id, expectedVersion });
  });
}

/** The tools that a new course shows. */
export const shownAtFirst = (tools: readonly string[] | null): string[] =>
  campusTools().filter((tool) => (tools ? tools.includes(tool) : toolDefaultVisible(tool)));

/** Shows and hides the tools of a course that is being made, where the campus wants otherwise than they are delivered. Statements: 0 or 1. */
export async function setFirstTools(tx: Tx, courseId: string, runId: string, tools: readonly string[] | null): Promise<void> {
  if (!tools) return;
  const shown = shownAtFirst(tools);
  const data = campusTools()
    .filter((tool) => shown.includes(tool) !== toolDefaultVisible(tool))
    .map((tool) => ({ courseId, runId, tool, visible: shown.includes(tool) }));
  if (data.length > 0) await tx.courseTool.createMany({ data });
}

/** INVALID_INPUT for a course without a category where the campus wants one, and has any. Statements: 1, or 2 for a fault. */
export async function requireCategory(ctx: Context, categoryId: string | null): Promise<void> {
  if (categoryId || !(await newCourseRules(ctx)).categoryRequired) return;
  if ((await ctx.db.courseCategory.count()) > 0) throw Invalid("input.categoryId", "required", "A course needs a category here.");
}
