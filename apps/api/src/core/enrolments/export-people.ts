import { neutralCell } from "@lyceum/shared/csv-cells";
import { authorize } from "../../kernel/policy";
import type { Context } from "../../kernel/context";
import type { Member } from "../../kernel/gate";
import { peopleFrom, type PeopleFilter } from "./course-users";
import { progressOf } from "./enrolment-fields";
import { fieldsShown, fieldValuesOf } from "./extra-fields";
import { peoplePolicy } from "./enrolments.policy";
import { peopleSubject } from "./people-rights";

interface ExportRow {
  id: string;
  classes: string | null;
  login: string;
  givenName: string;
  familyName: string;
  email: string | null;
  officialCode: string | null;
  role: string;
  state: string;
  groups: string | null;
  from: Date | null;
  until: Date | null;
  firstAccessAt: Date | null;
  lastAccessAt: Date | null;
}

const HEADER = [
  "login",
  "givenname",
  "familyname",
  "email",
  "officialcode",
  "role",
  "state",
  "group",
  "from",
  "to",
  "firstaccess",
  "lastaccess",
  "classes",
  "done",
  "total",
  "seconds",
  "score",
  "maxscore",
];
const time = (at: Date | null): string => at?.toISOString() ?? "";

/** The list as rows of cells, the header first, which the import takes back as they are; no cell is a formula. Staff only. Statements: 2, and 2 for extra fields. */
export async function exportPeople(ctx: Context, member: Member, filter: PeopleFilter, fieldIds: readonly string[]): Promise<string[][]> {
  authorize(member, peoplePolicy, "export", await peopleSubject(ctx, member));
  const from = await peopleFrom(member, "NAMES_AND_PICTURES", filter);
  const rows = await ctx.db.$queryRaw<ExportRow[]>`
    SELECT e."id", u."login"::text AS "login", u."givenName", u."familyName", u."email"::text AS "email", u."officialCode", lower(e."role"::text) AS "role", lower(e."state"::text) AS "state",
      (SELECT g."title" FROM "GroupMember" m JOIN "Group" g ON g."id" = m."groupId" WHERE m."userId" = u."id" AND g."runId" = e."runId" AND g."trashedAt" IS NULL ORDER BY g."position", g."id" LIMIT 1) AS "groups",
      (SELECT string_agg(c."title"::text, ', ' ORDER BY lower(c."title"::text)) FROM "UserClassMember" k JOIN "UserClass" c ON c."id" = k."classId" WHERE k."userId" = u."id") AS "classes",
      e."from", e."until", e."firstAccessAt", e."lastAccessAt"
    ${from} ORDER BY lower(unaccent(u."familyName" || ' ' || u."givenName")), e."id"`;
  const progress = await Promise.all(rows.map((row) => progressOf(ctx, member.courseId, row.id)));
  const extra = await extraColumns(ctx, member, rows, fieldIds);
  const cells = rows.map((row, place) => [
    row.login,
    row.givenName,
    row.familyName,
    row.email ?? "",
    row.officialCode ?? "",
    row.role,
    row.state,
    row.groups ?? "",
    time(row.from),
    time(row.until),
    time(row.firstAccessAt),
    time(row.lastAccessAt),
    row.classes ?? "",
    ...["done" as const, "total" as const, "seconds" as const, "score" as const, "maxScore" as const].map((fact) =>
      String(progress[place]![fact] ?? ""),
    ),
    ...extra.cells[place]!,
  ]);
  return [[...HEADER, ...extra.header], ...cells.map((line) => line.map(neutralCell))];
}

/** Extra fields as columns: their names say that they are none of the list's own, so that no import takes one for a login. */
async function extraColumns(ctx: Context, member: Member, rows: readonly ExportRow[], fieldIds: readonly string[]) {
  const shown = fieldIds.length > 0 ? await fieldsShown(ctx, member) : [];
  const fields = fieldIds.flatMap((id) => shown.find((field) => field.id === id) ?? []);
  const language = (await ctx.viewer())?.language ?? "en";
  const ids = fields.map(({ id }) => id);
  const values = await Promise.all(rows.map((row) => fieldValuesOf(ctx, member, row.id, ids)));
  return {
    header: fields.map((field) => `profile: ${labelOf(field.labels as Record<string, string>, language)}`),
    cells: values.map((seen) => ids.map((id) => seen.find(({ fieldId }) => fieldId === id)?.value ?? "")),
  };
}

/** A field's name in a language, without signs that part the cells of a header. */
const labelOf = (labels: Record<string, string>, language: string): string =>
  (labels[language] ?? labels["en"] ?? Object.values(labels)[0] ?? "").replace(/[\s",;]+/gu, " ");
