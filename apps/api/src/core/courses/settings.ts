import { generalSettings } from "@lyceum/shared/inputs/courses";
import type { Context } from "../../kernel/context";
import type { Prisma, Tx } from "../../kernel/database";
import { Conflict, expectVersion, Invalid, InvalidInput, NotFound } from "../../kernel/errors";
import type { Member } from "../../kernel/gate";
import { allTools, type ToolManifest } from "../../kernel/manifest";
import { authorize } from "../../kernel/policy";
import { keepVersion, versionOf } from "../../kernel/versions";
import { personOf, personSelect, type PersonRow } from "../accounts/people.types";
import { enterCourseRow } from "./courses";
import { coursePolicy } from "./courses.policy";
import type { CourseSettings, CourseSettingsGroup } from "./settings.types";

const UNDO_DAYS = 90;
type Values = Record<string, unknown>;

const withSettings = (): ToolManifest[] => allTools().filter((manifest) => manifest.settings);

/** Stored values over the defaults; what a former version of the tool stored and no longer knows is left out. */
function valuesOf(manifest: ToolManifest, body: unknown): Values {
  const parsed = manifest.settings!.schema.safeParse(body ?? {});
  return (parsed.success ? parsed.data : manifest.settings!.schema.parse({})) as Values;
}

/** One tool's settings in a course, for that tool's own rules; the defaults where nobody has set any. Statements: 1 for all tools of the request. */
export async function toolSettings(ctx: Context, courseId: string, tool: string): Promise<Values> {
  const rows = await ctx.once(`course-settings:${courseId}`, () => ctx.db.courseSettings.findMany({ where: { courseId } }));
  const manifest = withSettings().find((found) => found.key === tool);
  if (!manifest) throw new Error(`${tool} declares no settings`);
  return valuesOf(manifest, rows.find((row) => row.tool === tool)?.body);
}

/** The settings of the course as a whole. */
export const courseSettingsOf = async (ctx: Context, courseId: string) => generalSettings.parse(await toolSettings(ctx, courseId, "courses"));

/** All settings of a course with who changed them last, for those who may change them. Statements: 3 with the viewer's and the gate's. */
export async function loadSettings(ctx: Context, member: Member): Promise<CourseSettings> {
  const rows = await ctx.db.$queryRaw<{ tool: string; body: unknown; version: number; updatedAt: Date; person: PersonRow | null; formerAt: Date | null }[]>`
    SELECT s."tool", s."body", s."version", s."updatedAt",
      (CASE WHEN u."id" IS NOT NULL THEN json_build_object('id', u."id", 'givenName', u."givenName", 'familyName', u."familyName", 'pictureId', u."pictureId") END) AS "person",
      (SELECT v."at" FROM "Version" v WHERE v."kind" = 'settings.' || s."tool" AND v."rowId" = s."courseId"::text AND v."number" = s."version" - 1) AS "formerAt"
    FROM "CourseSettings" s LEFT JOIN "User" u ON u."id" = s."updatedById" WHERE s."courseId" = ${member.courseId}::uuid`;
  const groups: CourseSettingsGroup[] = withSettings().map(({ key }) => {
    const row = rows.find((found) => found.tool === key);
    const canUndo = row?.formerAt ? row.formerAt.getTime() > Date.now() - UNDO_DAYS * 86_400_000 : false;
    return { tool: key, version: row?.version ?? 0, updatedAt: row?.updatedAt ?? null, updatedBy: row?.person ? personOf(row.person) : null, canUndo };
  });
  const values = Object.fromEntries(withSettings().map((manifest) => [manifest.key, valuesOf(manifest, rows.find((row) => row.tool === manifest.key)?.body)]));
  return { id: member.courseId, groups, ...values };
}

/** Enters to read or change settings. */
export async function enterSettings(ctx: Context, courseId: string): Promise<Member> {
  const { member, course } = await enterCourseRow(ctx, courseId);
  authorize(member, coursePolicy, "changeSettings", course);
  return member;
}

/** Changes the settings of one tool; what is not named stays. Stale = CONFLICT. */
export async function updateSettings(ctx: Context, courseId: string, input: Record<string, Values | null | undefined>, expectedVersion: number | null): Promise<Member> {
  const member = await enterSettings(ctx, courseId);
  const [tool, change] = Object.entries(input).find(([, value]) => value) ?? [];
  const manifest = withSettings().find((found) => found.key === tool);
  if (!manifest || !change) throw Invalid("input", "tool.unknown", "Name the settings of one tool.");
  await ctx.write(async (tx, emit) => {
    const current = await lockSettings(tx, courseId, manifest.key);
    expectVersion({ version: current?.version ?? 0 }, expectedVersion);
    const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined && value !== null));
    const parsed = manifest.settings!.schema.safeParse({ ...valuesOf(manifest, current?.body), ...given });
    if (!parsed.success) throw InvalidInput(parsed.error.issues.map((issue) => ({ path: ["input", manifest.key, ...issue.path.map(String)], code: issue.code, message: issue.message })));
    await saveSettings(tx, member, manifest.key, current, parsed.data as Prisma.InputJsonObject);
    emit("courses.setting.changed", { courseId, data: { tool: manifest.key } });
  });
  return member;
}

/** Takes the last change of one tool's settings back, for 90 days; the taking back is a change of its own. */
export async function undoSettings(ctx: Context, courseId: string, tool: string): Promise<Member> {
  const member = await enterSettings(ctx, courseId);
  const row = await ctx.db.courseSettings.findUnique({ where: { courseId_tool: { courseId, tool } } });
  const former = row && (await versionOf(ctx, `settings.${tool}`, courseId, row.version - 1));
  if (!row || !former || former.at.getTime() < Date.now() - UNDO_DAYS * 86_400_000) throw NotFound();
  await ctx.write(async (tx, emit) => {
    const current = await lockSettings(tx, courseId, tool);
    if (current?.version !== row.version) throw Conflict("STALE", "Somebody changed it meanwhile.", { version: current?.version ?? 0 });
    await saveSettings(tx, member, tool, current, former.body as Prisma.InputJsonObject);
    emit("courses.setting.changed", { courseId, data: { tool } });
  });
  return member;
}

interface Current {
  body: Prisma.InputJsonObject;
  version: number;
  updatedById: string | null;
}

/** Locks a tool's settings; a course that has none yet is locked itself, so that two first changes do not pass each other. */
async function lockSettings(tx: Tx, courseId: string, tool: string): Promise<Current | null> {
  await tx.$queryRaw`SELECT "id" FROM "Course" WHERE "id" = ${courseId}::uuid FOR UPDATE`;
  return (await tx.courseSettings.findUnique({ where: { courseId_tool: { courseId, tool } } })) as Current | null;
}

async function saveSettings(tx: Tx, member: Member, tool: string, current: Current | null, body: Prisma.InputJsonObject): Promise<void> {
  const { courseId, userId } = member;
  await keepVersion(tx, { kind: `settings.${tool}`, rowId: courseId, number: current?.version ?? 0, body: current?.body ?? {}, authorId: current?.updatedById ?? null });
  const where = { courseId_tool: { courseId, tool } };
  await tx.courseSettings.upsert({ where, create: { courseId, tool, body, updatedById: userId }, update: { body, updatedById: userId, version: { increment: 1 } } });
}
