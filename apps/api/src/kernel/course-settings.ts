import type { ZodObject, z } from "zod";
import { Conflict } from "./errors";
import { keepVersion } from "./versions";
import type { Db, Prisma, Tx } from "./database";
import type { Emit } from "./events";
import type { Member } from "./gate";

/** A tool's settings in a course; version 0 = nobody has chosen anything yet. */
export interface Settings<Values> {
  values: Values;
  version: number;
}

/** Reads a tool's settings; a field that nobody chose, or that no longer fits its schema, has its default. One statement. */
export async function readSettings<Schema extends ZodObject>(
  db: Db | Tx,
  courseId: string,
  tool: string,
  schema: Schema,
): Promise<Settings<z.output<Schema>>> {
  const row = await db.courseSettings.findUnique({ where: { courseId_tool: { courseId, tool } } });
  return { values: settingsOf(schema, row?.body), version: row?.version ?? 0 };
}

/** The settings inside a stored body, field by field, so that one that has gone bad does not take the others with it. */
export function settingsOf<Schema extends ZodObject>(schema: Schema, body: unknown): z.output<Schema> {
  const given = (body ?? {}) as Record<string, unknown>;
  const kept = Object.entries(schema.shape).filter(
    ([key, field]) =>
      given[key] !== undefined && (field as { safeParse(value: unknown): { success: boolean } }).safeParse(given[key]).success,
  );
  return schema.parse(Object.fromEntries(kept.map(([key]) => [key, given[key]])));
}

/**
 * Changes some of a tool's settings, keeps the former ones as a version, and emits `<tool>.settings.updated`. A stale
 * `expectedVersion` is CONFLICT. Null leaves a setting as it is, unless `cleared` names it. Statements: 3.
 */
export async function saveSettings<Values extends Record<string, unknown>>(
  tx: Tx,
  emit: Emit,
  member: Member,
  tool: string,
  former: Settings<Values>,
  change: { [Key in keyof Values]?: Values[Key] | null | undefined },
  expectedVersion?: number | null,
  cleared: readonly string[] = [],
): Promise<Settings<Values>> {
  const stale = () => Conflict("STALE", `The version is ${former.version}, not ${expectedVersion}.`, former);
  if (expectedVersion !== undefined && expectedVersion !== null && expectedVersion !== former.version) throw stale();
  const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== null && value !== undefined));
  const values = { ...former.values, ...given, ...Object.fromEntries(cleared.map((name) => [name, null])) } as Values;
  const { courseId } = member;
  const saved = await tx.$executeRaw`
    INSERT INTO "CourseSettings" AS s ("courseId", "tool", "body", "version", "updatedById")
    VALUES (${courseId}::uuid, ${tool}, ${JSON.stringify(values)}::jsonb, 1, ${member.userId}::uuid)
    ON CONFLICT ("courseId", "tool") DO UPDATE SET "body" = EXCLUDED."body", "version" = s."version" + 1, "updatedById" = EXCLUDED."updatedById", "updatedAt" = now()
    WHERE s."version" = ${former.version}`;
  if (saved === 0) throw stale();
  await keepVersion(tx, {
    kind: `settings:${tool}`,
    rowId: courseId,
    number: former.version,
    body: former.values as unknown as Prisma.InputJsonObject,
    authorId: member.userId,
  });
  emit(`${tool}.settings.updated`, { id: courseId, courseId, runId: member.baseRunId });
  return { values, version: former.version + 1 };
}
