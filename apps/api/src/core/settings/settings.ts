import type { ZodType } from "zod";
import { Conflict } from "../../kernel/errors";
import type { Db, Tx } from "../../kernel/database";

/** One row of the Setting table: its key, and the schema that gives what is absent its default. */
export interface SettingDefinition<Value> {
  key: string;
  schema: ZodType<Value>;
}

/** A setting as it stands; version 0 = nobody has changed it yet. */
export interface SettingState<Value> {
  value: Value;
  version: number;
}

export const defineSetting = <Value>(key: string, schema: ZodType<Value>): SettingDefinition<Value> => ({ key, schema });

/** Reads a setting; absent fields have the schema's defaults. */
export async function readSetting<Value>(db: Db | Tx, { key, schema }: SettingDefinition<Value>): Promise<SettingState<Value>> {
  const row = await db.setting.findUnique({ where: { key } });
  return { value: schema.parse(row?.value ?? {}), version: row?.version ?? 0 };
}

/** Writes a setting whole, over the version that was read; CONFLICT when somebody was faster. */
export async function writeSetting<Value extends object>(
  tx: Tx,
  definition: SettingDefinition<Value>,
  value: Value,
  by: { userId: string; expectedVersion?: number | null },
): Promise<SettingState<Value>> {
  const { key } = definition;
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext(${`setting:${key}`}))`;
  const before = await readSetting(tx, definition);
  if (by.expectedVersion !== null && by.expectedVersion !== undefined && by.expectedVersion !== before.version) {
    throw Conflict("STALE", `The version is ${before.version}, not ${by.expectedVersion}.`, { version: before.version });
  }
  const parsed = definition.schema.parse(value);
  const version = before.version + 1;
  await tx.setting.upsert({
    where: { key },
    create: { key, value: parsed, version, updatedById: by.userId },
    update: { value: parsed, version, updatedById: by.userId },
  });
  return { value: parsed, version };
}
