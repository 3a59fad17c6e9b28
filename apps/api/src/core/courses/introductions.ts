import type { Context } from "../../kernel/context";
import { Conflict, Invalid, NotFound } from "../../kernel/errors";
import type { Member } from "../../kernel/gate";
import { authorize } from "../../kernel/policy";
import { richTextTooLong, sanitizeRichText } from "../../kernel/rich-text";
import { keepVersion } from "../../kernel/versions";
import type { CourseIntroduction as IntroductionRow } from "../../generated/prisma/client.ts";
import { campusTools } from "./campus-tools";
import { loadTools } from "./course-tools";
import { enterCourseRow } from "./courses";
import { coursePolicy } from "./courses.policy";
import { fillTags, type TagValues } from "./merge-tags";
import type { CourseIntroduction } from "./introductions.types";

/** The home page's introduction is kept under this name; the others under their tool's key. */
export const HOME = "home";

/** The text that is shown: the session's, else the base's; null where nobody has written one. */
export function introductionFor(member: Member, rows: IntroductionRow[], tool: string, tags: TagValues): CourseIntroduction | null {
  const here = rows.find((row) => row.tool === tool && row.runId === member.sessionRunId);
  const base = rows.find((row) => row.tool === tool && row.runId === member.baseRunId);
  const shown = here ?? base;
  if (!shown) return null;
  return {
    id: shown.id,
    tool,
    // A value may have landed inside an attribute, so the list is applied again to what came out.
    html: shown.body.includes("{{") ? sanitizeRichText(fillTags(shown.body, tags)) : shown.body,
    source: member.isStaff ? shown.body : null,
    version: shown.version,
    ofSession: here !== undefined,
    replacesBase: here !== undefined && base !== undefined,
    updatedAt: shown.updatedAt,
  };
}

function requireTool(tool: string): void {
  if (tool !== HOME && !campusTools().includes(tool)) throw Invalid("tool", "tool.unknown", "There is no such tool.");
}

/** Reads an introduction where the member stands. Statements: 1, and 1 for the tags' values. */
export async function loadIntroduction(
  ctx: Context,
  member: Member,
  tool: string,
  tags: () => Promise<TagValues>,
): Promise<CourseIntroduction | null> {
  requireTool(tool);
  const rows = await ctx.db.courseIntroduction.findMany({
    where: { tool, runId: { in: [member.baseRunId, member.sessionRunId ?? member.baseRunId] } },
  });
  return rows.length === 0 ? null : introductionFor(member, rows, tool, await tags());
}

/** The introductions of all tools that the member sees. Statements: 3, and 1 for the tags' values where there is any. */
export async function toolIntroductions(ctx: Context, member: Member, tags: () => Promise<TagValues>): Promise<CourseIntroduction[]> {
  const runs = [member.baseRunId, member.sessionRunId ?? member.baseRunId];
  const rows = await ctx.db.courseIntroduction.findMany({ where: { runId: { in: runs }, tool: { not: HOME } } });
  if (rows.length === 0) return [];
  const seen = (await loadTools(ctx, member)).map((tool) => tool.key);
  const values = await tags();
  return seen.flatMap((tool) => introductionFor(member, rows, tool, values) ?? []);
}

export interface IntroductionDraft {
  courseId: string;
  sessionId: string | null;
  tool: string;
  html: string;
  /** The version that was edited; 0 = there was none here; null = whatever it is. */
  expectedVersion: number | null;
}

/** Writes the introduction of the run where the caller stands; the former text is kept as a version. Stale = CONFLICT with the current text. */
export async function saveIntroduction(ctx: Context, draft: IntroductionDraft): Promise<{ member: Member; row: IntroductionRow }> {
  requireTool(draft.tool);
  const { member, course } = await enterCourseRow(ctx, draft.courseId, { sessionId: draft.sessionId });
  authorize(member, coursePolicy, "editHome", course);
  if (richTextTooLong(draft.html)) throw Invalid("html", "text.tooLong", "This text is longer than the platform accepts.");
  const body = sanitizeRichText(draft.html);
  const where = { runId_tool: { runId: member.runId, tool: draft.tool } };
  const row = await ctx.write(async (tx, emit) => {
    const [current] = await tx.$queryRaw<
      IntroductionRow[]
    >`SELECT * FROM "CourseIntroduction" WHERE "runId" = ${member.runId}::uuid AND "tool" = ${draft.tool} FOR UPDATE`;
    const version = current?.version ?? 0;
    if (draft.expectedVersion !== null && draft.expectedVersion !== version)
      throw Conflict("STALE", "Somebody changed it meanwhile.", { version, html: current?.body ?? "" });
    if (current?.body === body) return current;
    if (current)
      await keepVersion(tx, {
        kind: "introduction",
        rowId: current.id,
        number: current.version,
        body: { html: current.body },
        authorId: current.updatedById,
      });
    const data = { body, updatedById: member.userId };
    const saved = await tx.courseIntroduction.upsert({
      where,
      create: { courseId: course.id, runId: member.runId, tool: draft.tool, ...data },
      update: { ...data, version: { increment: 1 } },
    });
    emit("courses.introduction.saved", { id: saved.id, courseId: course.id, runId: member.runId, data: { tool: draft.tool } });
    return saved;
  });
  return { member, row };
}

/** Takes the text away where the caller stands; in a session the base's text comes back. NOT_FOUND when there is none here. */
export async function deleteIntroduction(ctx: Context, courseId: string, sessionId: string | null, tool: string): Promise<Member> {
  requireTool(tool);
  const { member, course } = await enterCourseRow(ctx, courseId, { sessionId });
  authorize(member, coursePolicy, "editHome", course);
  const row = await ctx.db.courseIntroduction.findUnique({ where: { runId_tool: { runId: member.runId, tool } } });
  if (!row) throw NotFound();
  await ctx.write(async (tx, emit) => {
    await keepVersion(tx, {
      kind: "introduction",
      rowId: row.id,
      number: row.version,
      body: { html: row.body },
      authorId: row.updatedById,
    });
    await tx.courseIntroduction.delete({ where: { id: row.id } });
    emit("courses.introduction.deleted", { id: row.id, courseId, runId: member.runId, data: { tool } });
  });
  return member;
}
