import type { CourseValue as ValueRow, ExtraField as FieldRow } from "../../generated/prisma/client.ts";
import { Prisma, type Tx } from "../../kernel/database";
import type { Context } from "../../kernel/context";
import type { Member } from "../../kernel/gate";
import { isId } from "../../kernel/ids";
import { activeFields, checkValues, type FieldValue } from "../accounts/profile-values";
import { courseFieldOf, type CourseField, type CourseValue } from "./course-field.types";

/** What decides about extra fields: a member, or null for who only sees the about page. */
type Onlooker = Pick<Member, "isAdministrator" | "isStaff" | "role"> | null;

/** Whether somebody fills a field in: administrators all of them, teachers those that are theirs. */
export const mayFill = (who: Onlooker, field: Pick<FieldRow, "ownerEdits">): boolean =>
  who !== null && (who.isAdministrator || (who.role === "TEACHER" && field.ownerEdits));

/** Whether somebody sees what a field says: by its sight, and always who fills it in. */
export function seesField(who: Onlooker, field: Pick<FieldRow, "ownerEdits" | "sight">): boolean {
  if (field.sight === "EVERYBODY" || mayFill(who, field)) return true;
  if (field.sight === "COURSE") return who !== null && who.role !== "VISITOR";
  return field.sight === "STAFF" && who !== null && who.isStaff;
}

type Filled = FieldRow & { courseValues: ValueRow[] };

/** The extra fields of courses with what they say of one course; one statement for all courses of the operation. */
function filledFields(ctx: Context, courseId: string): Promise<Filled[]> {
  const loader = ctx.loader<Filled[]>("course-values", async (courseIds) => {
    const fields = await ctx.db.extraField.findMany({
      where: { subject: "COURSE", archivedAt: null },
      include: { courseValues: { where: { courseId: { in: [...courseIds] } } } },
      orderBy: [{ position: "asc" }, { id: "asc" }],
      relationLoadStrategy: "join",
    });
    return courseIds.map((id) =>
      fields.map((field) => ({ ...field, courseValues: field.courseValues.filter((row) => row.courseId === id) })),
    );
  });
  return loader.load(courseId).then((fields) => fields ?? []);
}

/** What the extra fields say of a course, as far as somebody sees them; without a value only to those who may give one. Statements: 1. */
export async function courseValues(ctx: Context, courseId: string, who: Onlooker): Promise<CourseValue[]> {
  return (await filledFields(ctx, courseId))
    .filter((field) => seesField(who, field) && (mayFill(who, field) || field.courseValues.length > 0))
    .map((field) => ({ field: courseFieldOf(field), value: field.courseValues[0]?.value ?? "", mayEdit: mayFill(who, field) }));
}

/** What a course that the caller makes is asked: the fields in use that the caller may fill in. Statements: 1. */
export async function newCourseFields(ctx: Context): Promise<CourseField[]> {
  const viewer = await ctx.enterPlatform("createCourses");
  return (await activeFields(ctx.db, "COURSE")).filter((field) => viewer.isAdministrator || field.ownerEdits).map(courseFieldOf);
}

/**
 * Checks what is to be said of a course, before or after there is one: INVALID_INPUT at `input.fields.<id>` for what does not fit, and
 * for a required field that would stay empty. FORBIDDEN for a field that is not the caller's. Statements: 1 or 2.
 */
export async function checkCourseValues(
  ctx: Context,
  who: { courseId?: string; isAdministrator: boolean },
  given: readonly FieldValue[] | null | undefined,
): Promise<FieldValue[]> {
  const fields = await activeFields(ctx.db, "COURSE");
  const mayWrite = (field: FieldRow) => who.isAdministrator || field.ownerEdits;
  const asked = fields.filter((field) => field.required && mayWrite(field) && !given?.some(({ fieldId }) => fieldId === field.id));
  const there =
    asked.length > 0 && who.courseId
      ? await ctx.db.courseValue.findMany({ where: { courseId: who.courseId, fieldId: { in: asked.map(({ id }) => id) } } })
      : [];
  const missing = asked.filter(({ id }) => !there.some(({ fieldId }) => fieldId === id));
  return checkValues(fields, [...(given ?? []), ...missing.map(({ id }) => ({ fieldId: id, value: "" }))], { mayWrite });
}

/** Writes checked values of a course; empty ones go. Two statements, however many. */
export async function writeCourseValues(tx: Tx, courseId: string, values: readonly FieldValue[]): Promise<void> {
  if (values.length === 0) return;
  await tx.courseValue.deleteMany({ where: { courseId, fieldId: { in: values.map(({ fieldId }) => fieldId) } } });
  const filled = values.filter(({ value }) => value !== "");
  if (filled.length > 0) await tx.courseValue.createMany({ data: filled.map((value) => ({ courseId, ...value })) });
}

/** The condition on "Course" c that an extra field says something: part of a text, else the whole value; empty = it says nothing. */
export function saysField({ fieldId, value }: FieldValue): Prisma.Sql {
  const id = isId(fieldId) ? fieldId : null;
  const text = value.replaceAll("\0", "").trim().slice(0, 200);
  if (text === "") return Prisma.sql`NOT EXISTS (SELECT 1 FROM "CourseValue" v WHERE v."courseId" = c."id" AND v."fieldId" = ${id}::uuid)`;
  const like = `%${text.replace(/[\\%_]/g, "\\$&")}%`;
  return Prisma.sql`EXISTS (SELECT 1 FROM "CourseValue" v JOIN "ExtraField" f ON f."id" = v."fieldId" AND f."subject" = 'COURSE'
    WHERE v."courseId" = c."id" AND v."fieldId" = ${id}::uuid
      AND CASE WHEN f."kind" IN ('TEXT', 'LONG_TEXT', 'LINK') THEN unaccent(v."value") ILIKE unaccent(${like}) ELSE v."value" = ${text} END)`;
}
