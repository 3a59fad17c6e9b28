import type { Context } from "../../kernel/context";
import { Forbidden, Invalid, NotFound } from "../../kernel/errors";
import type { Member } from "../../kernel/gate";
import { toolDefaultVisible } from "../../kernel/manifest";
import { authorize } from "../../kernel/policy";
import { campusTools } from "./campus-tools";
import { enterCourseRow } from "./courses";
import { coursePolicy } from "./courses.policy";
import { readyPicture, setPicture, TILE_BOX } from "./pictures";
import type { CourseTool } from "./course-tools.types";

/** A row of CourseTool, as far as the list needs it. */
export interface ToolRow {
  runId: string;
  tool: string;
  visible: boolean | null;
  position: number | null;
  label: string | null;
  iconFileId: string | null;
}

/** The tools as a member meets them: first that exists of platform, session row, course row, default. Learners get the visible ones. */
export function toolsFor(
  member: Member,
  rows: ToolRow[],
  hidden: readonly string[],
  counts: ReadonlyMap<string, number> = new Map(),
): CourseTool[] {
  const own = member.sessionRunId ?? member.baseRunId;
  const listed = campusTools().map((key, index) => {
    const here = rows.find((row) => row.tool === key && row.runId === own);
    const base = rows.find((row) => row.tool === key && row.runId === member.baseRunId);
    const hiddenByPlatform = hidden.includes(key);
    const icon = here?.iconFileId ?? base?.iconFileId ?? null;
    const tool: CourseTool = {
      id: `${own}.${key}`,
      key,
      visible: !hiddenByPlatform && (here?.visible ?? base?.visible ?? toolDefaultVisible(key)),
      hiddenByPlatform,
      label: here?.label ?? base?.label ?? null,
      iconUrl: icon ? `/files/${icon}` : null,
      position: here?.position ?? base?.position ?? 1_000 + index,
      newCount: counts.get(key) ?? 0,
    };
    return tool;
  });
  const sorted = listed.sort((a, b) => a.position - b.position).map((tool, index) => ({ ...tool, position: index + 1 }));
  return member.isStaff ? sorted : sorted.filter((tool) => tool.visible);
}

/** The tool list of a course where the member stands. Statements: 2. */
export async function loadTools(ctx: Context, member: Member, counts?: ReadonlyMap<string, number>): Promise<CourseTool[]> {
  const [rows, hidden] = await Promise.all([
    ctx.db.courseTool.findMany({ where: { runId: { in: [member.baseRunId, member.sessionRunId ?? member.baseRunId] } } }),
    ctx.db.setting.findUnique({ where: { key: "courses.hiddenTools" } }),
  ]);
  return toolsFor(member, rows, Array.isArray(hidden?.value) ? hidden.value.map(String) : [], counts);
}

function requireTools(keys: string[]): void {
  const known = campusTools();
  if (keys.some((key) => !known.includes(key))) throw Invalid("tool", "tool.unknown", "There is no such tool.");
}

/** Enters to change the tools of the run where the caller stands: a tutor only in a session, unless the campus forbids it. */
async function enterToChange(ctx: Context, courseId: string, sessionId: string | null): Promise<Member> {
  const { member, course } = await enterCourseRow(ctx, courseId, { sessionId });
  authorize(member, coursePolicy, "editHome", course);
  if (member.role === "TUTOR") {
    const setting = await ctx.db.setting.findUnique({ where: { key: "courses.tutorsMayNotToggleTools" } });
    if (setting?.value === true) throw Forbidden();
  }
  return member;
}

/** Shows or hides tools here. `courses.tool.hidden` makes every open stream of the course ask the gate again. */
export async function setToolsVisible(
  ctx: Context,
  courseId: string,
  sessionId: string | null,
  keys: string[] | null,
  visible: boolean,
): Promise<CourseTool[]> {
  if (keys) requireTools(keys);
  const member = await enterToChange(ctx, courseId, sessionId);
  const tools = keys ?? campusTools();
  await ctx.write(async (tx, emit) => {
    await tx.$executeRaw`
      INSERT INTO "CourseTool" ("courseId", "runId", "tool", "visible") SELECT ${courseId}::uuid, ${member.runId}::uuid, t, ${visible} FROM unnest(${tools}::text[]) AS t
      ON CONFLICT ("runId", "tool") DO UPDATE SET "visible" = EXCLUDED."visible"`;
    for (const tool of tools)
      emit(visible ? "courses.tool.shown" : "courses.tool.hidden", { courseId, runId: member.runId, data: { tool } });
  });
  return loadTools(ctx, member);
}

/** Puts the tools into this order here; tools that are not named come after, in their present order. */
export async function reorderTools(ctx: Context, courseId: string, sessionId: string | null, keys: string[]): Promise<CourseTool[]> {
  requireTools(keys);
  if (new Set(keys).size !== keys.length) throw Invalid("tools", "tool.twice", "A tool is named twice.");
  const member = await enterToChange(ctx, courseId, sessionId);
  const rest = (await loadTools(ctx, member)).map((tool) => tool.key).filter((key) => !keys.includes(key));
  await ctx.write(async (tx, emit) => {
    await tx.$executeRaw`
      INSERT INTO "CourseTool" ("courseId", "runId", "tool", "position")
      SELECT ${courseId}::uuid, ${member.runId}::uuid, t, n FROM unnest(${[...keys, ...rest]}::text[]) WITH ORDINALITY AS o(t, n)
      ON CONFLICT ("runId", "tool") DO UPDATE SET "position" = EXCLUDED."position"`;
    emit("courses.tool.reordered", { courseId, runId: member.runId });
  });
  return loadTools(ctx, member);
}

export interface ToolAppearance {
  label?: string | null;
  iconUploadId?: string | null;
}

/** Names a tool and gives it an icon here; null takes the name or icon away, absent leaves it. */
export async function updateToolAppearance(
  ctx: Context,
  courseId: string,
  sessionId: string | null,
  key: string,
  change: ToolAppearance,
): Promise<CourseTool> {
  requireTools([key]);
  const member = await enterToChange(ctx, courseId, sessionId);
  const icon = change.iconUploadId ? await readyPicture(ctx, change.iconUploadId, "input.iconUploadId", TILE_BOX) : null;
  await ctx.write(async (tx, emit) => {
    const { label } = change;
    const row = await tx.courseTool.upsert({
      where: { runId_tool: { runId: member.runId, tool: key } },
      create: { courseId: member.courseId, runId: member.runId, tool: key, label },
      update: { label },
    });
    if (change.iconUploadId !== undefined) {
      const iconFileId = await setPicture(ctx, tx, icon, { kind: "course.toolIcon", rowId: row.id });
      await tx.courseTool.update({ where: { id: row.id }, data: { iconFileId } });
    }
    emit("courses.tool.changed", { id: row.id, courseId: member.courseId, runId: member.runId, data: { tool: key } });
  });
  const tool = (await loadTools(ctx, member)).find((found) => found.key === key);
  if (!tool) throw NotFound();
  return tool;
}
