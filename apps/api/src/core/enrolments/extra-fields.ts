import { FILTERED_FIELDS_MAX, type ProfileFieldFilter, SHOWN_FIELDS_MAX } from "@lyceum/shared/inputs/enrolments";
import { Prisma } from "../../kernel/database";
import { Invalid } from "../../kernel/errors";
import { isId } from "../../kernel/ids";
import type { Context } from "../../kernel/context";
import type { Member } from "../../kernel/gate";
import type { ExtraField } from "../../generated/prisma/client.ts";
import { activeFields } from "../accounts/profile-values";
import { EFFECTIVE_SIGHT } from "../accounts/sights";

/** What an extra field of the profile says of the person of a row. */
export interface SeenValue {
  fieldId: string;
  value: string;
}

/** Behind WHERE, over "User" u and "ExtraField" f: what a member may read of people whom they may know of, as on a person's card. */
function seenField(member: Member): Prisma.Sql {
  if (member.isAdministrator) return Prisma.sql`f."archivedAt" IS NULL`;
  const open = member.isStaff ? ["STAFF", "COURSE"] : ["COURSE"];
  return Prisma.sql`f."archivedAt" IS NULL AND (u."id" = ${member.userId}::uuid OR ${EFFECTIVE_SIGHT} = ANY(${open}::text[]))`;
}

/** Ids as they came from outside: what is none is nobody's field. */
function idsOf(fieldIds: readonly string[]): string[] {
  if (fieldIds.length > SHOWN_FIELDS_MAX) throw Invalid("fieldIds", "fields.tooMany", `At most ${SHOWN_FIELDS_MAX} fields.`);
  return [...new Set(fieldIds)].filter(isId);
}

/** The extra fields of which a member of the staff may meet values here; none for others, whose list has no columns. Statements: 1. */
export async function fieldsShown(ctx: Context, member: Member): Promise<ExtraField[]> {
  if (!member.isStaff) return [];
  const fields = await ctx.once("activeProfileFields", () => activeFields(ctx.db));
  return fields.filter((field) => member.isAdministrator || field.mayChooseSight || field.sight !== "NOBODY");
}

/** What some extra fields say of each row's person, as far as the member may read it; fields that say nothing are left out. Statements: 1 for all rows. */
export async function fieldValuesOf(ctx: Context, member: Member, enrolmentId: string, fieldIds: readonly string[]): Promise<SeenValue[]> {
  const wanted = idsOf(fieldIds);
  if (wanted.length === 0) return [];
  const loader = ctx.loader<SeenValue[]>(`enrolment-fields:${member.courseId}:${wanted.join()}`, async (ids) => {
    const rows = await ctx.db.$queryRaw<(SeenValue & { id: string })[]>`
      SELECT e."id", f."id" AS "fieldId", v."value" FROM "Enrolment" e JOIN "User" u ON u."id" = e."userId"
      JOIN "ProfileValue" v ON v."userId" = u."id" JOIN "ExtraField" f ON f."id" = v."fieldId"
      WHERE e."id" = ANY(${[...ids]}::uuid[]) AND f."id" = ANY(${wanted}::uuid[]) AND ${seenField(member)} ORDER BY f."position", f."id"`;
    const byRow = new Map<string, SeenValue[]>(ids.map((id) => [id, []]));
    for (const { id, fieldId, value } of rows) byRow.get(id)?.push({ fieldId, value });
    return ids.map((id) => byRow.get(id) ?? []);
  });
  return (await loader.load(enrolmentId)) ?? [];
}

const valueWhere = (fieldId: string): Prisma.Sql =>
  Prisma.sql`FROM "ProfileValue" v JOIN "ExtraField" f ON f."id" = v."fieldId" WHERE v."userId" = u."id" AND f."id" = ${isId(fieldId) ? fieldId : null}::uuid`;

/** Texts contain what is asked, without regard to case and accents; every other kind equals it. */
const matches = (value: string): Prisma.Sql => {
  const like = `%${value.replace(/[\\%_]/g, "\\$&")}%`;
  return Prisma.sql`CASE WHEN f."kind"::text = ANY(ARRAY['TEXT', 'LONG_TEXT', 'LINK']) THEN unaccent(v."value") ILIKE unaccent(${like}) ELSE v."value" = ${value} END`;
};

/**
 * A sort key over "User" u that orders an extra field rightly as text: numbers by their size, choices in their order, nothing first.
 * What the member may not read sorts as nothing, so that the order tells no secret.
 */
export const fieldOrder = (member: Member, fieldId: string): Prisma.Sql => Prisma.sql`coalesce((SELECT CASE f."kind"::text
    WHEN 'NUMBER' THEN to_char(v."value"::numeric + 1000000000000000, 'FM0000000000000000.000000')
    WHEN 'CHOICE' THEN lpad(coalesce(array_position(f."choices", v."value"), 999)::text, 3, '0')
    ELSE lower(unaccent(left(v."value", 200))) END
  ${valueWhere(fieldId)} AND ${seenField(member)}), '')`;

/** Conditions over "User" u: each field says what is asked, as far as the member may read it; an empty value = it says nothing. */
export function fieldConditions(member: Member, filters: readonly ProfileFieldFilter[]): Prisma.Sql[] {
  if (filters.length > FILTERED_FIELDS_MAX) throw Invalid("filter.fields", "fields.tooMany", `At most ${FILTERED_FIELDS_MAX} fields.`);
  return filters.map(({ fieldId, value }) => {
    const said = value.normalize("NFC").trim().slice(0, 300);
    return said === ""
      ? Prisma.sql`NOT EXISTS (SELECT 1 ${valueWhere(fieldId)} AND ${seenField(member)})`
      : Prisma.sql`EXISTS (SELECT 1 ${valueWhere(fieldId)} AND ${seenField(member)} AND ${matches(said)})`;
  });
}

/** A condition over "User" u, for the search of the whole campus: a field that administrators opened for it, and the person does not hide. */
export const findableField = ({ fieldId, value }: ProfileFieldFilter): Prisma.Sql =>
  Prisma.sql`EXISTS (SELECT 1 ${valueWhere(fieldId)} AND f."archivedAt" IS NULL AND f."findable" AND ${EFFECTIVE_SIGHT} <> 'NOBODY' AND ${matches(value)})`;
