import type { ExtraField as FieldRow, FieldSubject, Prisma } from "../../generated/prisma/client.ts";
import type { Context } from "../../kernel/context";
import { expectVersion, Invalid, NotFound } from "../../kernel/errors";
import { isId } from "../../kernel/ids";
import { activeFields } from "./profile-values";
import type { ExtraFieldInput, LocalizedText } from "./extra-fields.types";

/** More than this no form bears. */
const MOST = 50;
const tooMany = (path: string) => Invalid(path, "fields.tooMany", `At most ${MOST} fields; put one out of use first.`);

type Columns = Pick<Prisma.ExtraFieldUncheckedCreateInput, "kind" | "labels"> &
  Omit<Prisma.ExtraFieldUncheckedCreateInput, "id" | "subject">;

const wordsMap = (words: LocalizedText[] | null | undefined): Record<string, string> =>
  Object.fromEntries((words ?? []).filter(({ text }) => text !== "").map(({ language, text }) => [language, text]));

/** The columns that fields of every subject fill. */
export const commonColumns = (input: ExtraFieldInput) => ({
  kind: input.kind,
  labels: wordsMap(input.labels),
  hints: wordsMap(input.hints),
  choices: input.kind === "CHOICE" ? [...new Set(input.choices ?? [])] : [],
  required: input.required ?? false,
});

const countUsed = (ctx: Context, subject: FieldSubject): Promise<number> =>
  ctx.db.extraField.count({ where: { subject, archivedAt: null } });

async function loadField(ctx: Context, subject: FieldSubject, id: string): Promise<FieldRow> {
  const row = isId(id) ? await ctx.db.extraField.findUnique({ where: { id, subject } }) : null;
  if (!row) throw NotFound();
  return row;
}

/** All extra fields of profiles or of courses, those out of use last; for administrators. */
export async function listFields(ctx: Context, subject: FieldSubject): Promise<FieldRow[]> {
  await ctx.enterPlatform("manageSettings");
  return ctx.db.extraField.findMany({
    where: { subject },
    orderBy: [{ archivedAt: { sort: "asc", nulls: "first" } }, { position: "asc" }, { id: "asc" }],
  });
}

/** Adds a field at the end; INVALID_INPUT beyond 50 in use. For administrators. */
export async function createField(ctx: Context, subject: FieldSubject, columns: Columns): Promise<FieldRow> {
  await ctx.enterPlatform("manageSettings");
  const position = await countUsed(ctx, subject);
  if (position >= MOST) throw tooMany("input");
  return ctx.write(async (tx, emit) => {
    const made = await tx.extraField.create({ data: { ...columns, subject, position } });
    emit("accounts.field.created", { id: made.id, topic: "platform" });
    return made;
  });
}

/** Changes a field; stale = CONFLICT, another kind once a value stands = INVALID_INPUT. For administrators. */
export async function updateField(
  ctx: Context,
  subject: FieldSubject,
  id: string,
  columns: Columns,
  expectedVersion: number | null,
): Promise<FieldRow> {
  await ctx.enterPlatform("manageSettings");
  const before = await loadField(ctx, subject, id);
  expectVersion(before, expectedVersion);
  if (columns.kind !== before.kind && (await isFilled(ctx, before)))
    throw Invalid("input.kind", "kind.used", "People have filled this field in: its kind stays.");
  return changeField(ctx, id, columns);
}

async function isFilled(ctx: Context, { id: fieldId, subject }: FieldRow): Promise<boolean> {
  const where = { where: { fieldId } };
  return (await (subject === "USER" ? ctx.db.profileValue.count(where) : ctx.db.courseValue.count(where))) > 0;
}

/** Puts a field out of use, or back; its values are kept. For administrators. */
export async function setFieldInUse(ctx: Context, subject: FieldSubject, id: string, inUse: boolean): Promise<FieldRow> {
  await ctx.enterPlatform("manageSettings");
  const before = await loadField(ctx, subject, id);
  if (inUse && before.archivedAt && (await countUsed(ctx, subject)) >= MOST) throw tooMany("id");
  return changeField(ctx, id, { archivedAt: inUse ? null : new Date() });
}

/** Puts the fields in use into an order; those that are not named come last. For administrators. */
export async function orderFields(ctx: Context, subject: FieldSubject, ids: string[]): Promise<FieldRow[]> {
  await ctx.enterPlatform("manageSettings");
  const order = ids.filter(isId);
  await ctx.write(async (tx, emit) => {
    await tx.$executeRaw`
      UPDATE "ExtraField" f SET "position" = COALESCE(array_position(${order}::uuid[], f."id"), 1000 + f."position")
      WHERE f."subject" = ${subject}::"FieldSubject" AND f."archivedAt" IS NULL`;
    emit("accounts.field.ordered", { topic: "platform" });
  });
  return activeFields(ctx.db, subject);
}

function changeField(ctx: Context, id: string, data: Partial<Columns>): Promise<FieldRow> {
  return ctx.write((tx, emit) => {
    emit("accounts.field.updated", { id, topic: "platform" });
    return tx.extraField.update({ where: { id }, data: { ...data, version: { increment: 1 } } });
  });
}
