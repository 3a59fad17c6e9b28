import { generalSettings } from "@lyceum/shared/inputs/courses";
import { ZodObject } from "zod";
import type { Context } from "../../kernel/context";
import { readSettings, saveSettings, type Settings, settingsOf } from "../../kernel/course-settings";
import type { Tx } from "../../kernel/database";
import { NotFound } from "../../kernel/errors";
import type { Emit } from "../../kernel/events";
import type { Member } from "../../kernel/gate";
import { allTools, type SettingsChanged } from "../../kernel/manifest";
import { authorize } from "../../kernel/policy";
import { versionOf } from "../../kernel/versions";
import { personOf, type PersonRow } from "../accounts/people.types";
import { coursePolicy } from "./courses.policy";
import { fieldsOf, valuesOf } from "./settings-fields";
import type { CourseSettings, CourseSettingsGroup, GeneralCourseSettingsInput, SettingChangeInput } from "./settings.types";

const UNDO_MS = 90 * 86_400_000;
const TOOL = "courses";

/** The tools that declare settings, with their schema. */
const withSettings = (): Declared[] =>
  allTools().flatMap(({ key, settings }) =>
    settings?.schema instanceof ZodObject
      ? [{ key, schema: settings.schema, changed: settings.changed, rights: settings.rights ?? [] }]
      : [],
  );

interface Declared {
  key: string;
  schema: ZodObject;
  changed?: SettingsChanged;
  rights: readonly string[];
}

interface SettingsRow {
  tool: string;
  body: unknown;
  version: number;
  updatedAt: Date;
  person: PersonRow | null;
  formerAt: Date | null;
}

/** All settings of a course with who changed them last, for those who may change them. Statements: 1. */
export async function loadSettings(ctx: Context, member: Member): Promise<CourseSettings> {
  const rows = await ctx.db.$queryRaw<SettingsRow[]>`
    SELECT s."tool", s."body", s."version", s."updatedAt",
      (CASE WHEN u."id" IS NOT NULL THEN json_build_object('id', u."id", 'givenName', u."givenName", 'familyName', u."familyName", 'pictureId', u."pictureId") END) AS "person",
      (SELECT v."at" FROM "Version" v WHERE v."kind" = 'settings:' || s."tool" AND v."rowId" = s."courseId"::text AND v."number" = s."version" - 1) AS "formerAt"
    FROM "CourseSettings" s LEFT JOIN "User" u ON u."id" = s."updatedById" WHERE s."courseId" = ${member.courseId}::uuid`;
  const rowOf = (tool: string) => rows.find((row) => row.tool === tool);
  const groups = withSettings().map((declared) => groupOf(declared, rowOf(declared.key)));
  const values = withSettings().map(({ key, schema }) => [
    key,
    { ...settingsOf(schema, rowOf(key)?.body), version: rowOf(key)?.version ?? 0 },
  ]);
  return { id: member.courseId, groups, ...Object.fromEntries(values) };
}

function groupOf({ key, schema, rights }: Declared, row: SettingsRow | undefined): CourseSettingsGroup {
  const canUndo = row?.formerAt ? row.formerAt.getTime() > Date.now() - UNDO_MS : false;
  return {
    tool: key,
    fields: fieldsOf(schema, settingsOf(schema, row?.body), rights),
    version: row?.version ?? 0,
    updatedAt: row?.updatedAt ?? null,
    updatedBy: row?.person ? personOf(row.person) : null,
    canUndo,
  };
}

/** Enters to read or change settings. */
export async function enterSettings(ctx: Context, courseId: string): Promise<Member> {
  const member = await ctx.enter(courseId);
  // The rule looks at the member alone, so the course's row is not read.
  authorize(member, coursePolicy, "changeSettings", { visibilityAdminOnly: false });
  return member;
}

/** Changes the settings of the course as a whole; what is not named stays. Stale = CONFLICT. */
export async function updateSettings(
  ctx: Context,
  courseId: string,
  input: GeneralCourseSettingsInput,
  expectedVersion: number | null,
): Promise<Member> {
  const member = await enterSettings(ctx, courseId);
  const former = await readSettings(ctx.db, courseId, TOOL, generalSettings);
  await ctx.write((tx, emit) => saveSettings(tx, emit, member, TOOL, former, { ...input }, expectedVersion));
  return member;
}

/** Changes some of the settings that a tool declares, by name; the tool does what follows from it. Stale = CONFLICT. */
export async function updateToolSettings(
  ctx: Context,
  courseId: string,
  tool: string,
  changes: readonly SettingChangeInput[],
  expectedVersion: number | null,
): Promise<Member> {
  const member = await enterSettings(ctx, courseId);
  const declared = withSettings().find((found) => found.key === tool);
  if (!declared) throw NotFound();
  const values = valuesOf(declared.schema, changes);
  const former = await readSettings(ctx.db, courseId, tool, declared.schema);
  await ctx.write((tx, emit) => writeSettings(tx, emit, member, declared, former, values, expectedVersion));
  return member;
}

async function writeSettings(
  tx: Tx,
  emit: Emit,
  member: Member,
  { key, schema, changed }: Declared,
  former: Settings<Record<string, unknown>>,
  values: Record<string, unknown>,
  expectedVersion?: number | null,
): Promise<void> {
  const cleared = Object.keys(values).filter((name) => values[name] === null);
  const saved = await saveSettings(tx, emit, member, key, former, values, expectedVersion, cleared);
  await changed?.(tx, member, schema.parse(former.values), schema.parse(saved.values));
}

/** Takes the last change of one tool's settings back, for 90 days; the taking back is a change of its own. */
export async function undoSettings(ctx: Context, courseId: string, tool: string): Promise<Member> {
  const member = await enterSettings(ctx, courseId);
  const declared = withSettings().find((found) => found.key === tool);
  if (!declared) throw NotFound();
  const current = await readSettings(ctx.db, courseId, tool, declared.schema);
  const former = await versionOf(ctx, `settings:${tool}`, courseId, current.version - 1);
  if (!former || former.at.getTime() < Date.now() - UNDO_MS) throw NotFound();
  await ctx.write((tx, emit) => writeSettings(tx, emit, member, declared, current, settingsOf(declared.schema, former.body)));
  return member;
}
