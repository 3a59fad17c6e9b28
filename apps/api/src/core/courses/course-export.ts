import { COURSE_LIST_FORMATS, coursesFilterInput, type CourseListFormat } from "@lyceum/shared/inputs/courses";
import { neutralCell } from "@lyceum/shared/csv-cells";
import { z } from "zod";
import type { ExtraField as FieldRow, Job } from "../../generated/prisma/client.ts";
import type { Context } from "../../kernel/context";
import type { Prisma } from "../../kernel/database";
import { defineJob } from "../../kernel/jobs";
import { fileNameOf, storeProduced, storeTable } from "../../kernel/tables";
import type { Cell } from "../../kernel/xlsx";
import { activeFields } from "../accounts/profile-values";
import { FileProduced } from "../jobs/jobs.types";
import type { CoursesFilter } from "./administration.types";
import { courseRows, coursesWhere, type ListedRow } from "./course-list";

const EXPORT_COURSES = "courses.export";
const TITLE = "courses";
const AT_ONCE = 500;

/** Asks for the list of all courses, filtered, as a file; for administrators. */
export async function exportCourses(ctx: Context, filter: CoursesFilter, format: CourseListFormat): Promise<Job> {
  const viewer = await ctx.enterPlatform("manageCourses");
  return ctx.write(async (tx) => {
    const id = await ctx.services.jobs.enqueue(tx, { kind: EXPORT_COURSES, input: { filter, format }, userId: viewer.id });
    return tx.job.findUniqueOrThrow({ where: { id } });
  });
}

/** A course as the file has it; what its extra fields say stands by their ids. */
interface Line {
  course: ListedRow;
  category: string | null;
  teachers: string[];
  said: Map<string, string>;
}

function byCourse<T extends { courseId: string }>(all: readonly T[]): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const one of all) groups.set(one.courseId, [...(groups.get(one.courseId) ?? []), one]);
  return groups;
}

/** What belongs to a page of courses. Statements: 3, however many. */
async function linesOf(ctx: Context, rows: readonly ListedRow[], fieldIds: string[]): Promise<Line[]> {
  const courseId = { in: rows.map(({ id }) => id) };
  const [categories, seats, values] = await Promise.all([
    ctx.db.courseCategory.findMany({ where: { courses: { some: { id: courseId } } } }),
    ctx.db.enrolment.findMany({
      where: { courseId, role: "TEACHER", state: "ACTIVE", kind: "NORMAL", run: { kind: "BASE" } },
      select: { courseId: true, user: { select: { givenName: true, familyName: true } } },
      orderBy: [{ main: "desc" }, { user: { familyName: "asc" } }, { id: "asc" }],
      relationLoadStrategy: "join",
    }),
    ctx.db.courseValue.findMany({ where: { courseId, fieldId: { in: fieldIds } } }),
  ]);
  const titles = new Map(categories.map(({ id, title }) => [id, title]));
  const [seatsOf, valuesOf] = [byCourse(seats), byCourse(values)];
  return rows.map((course) => ({
    course,
    category: course.categoryId ? (titles.get(course.categoryId) ?? null) : null,
    teachers: (seatsOf.get(course.id) ?? []).map(({ user }) => `${user.givenName} ${user.familyName}`.trim()),
    said: new Map((valuesOf.get(course.id) ?? []).map(({ fieldId, value }) => [fieldId, value])),
  }));
}

const FACTS = {
  code: ({ course }) => course.code,
  title: ({ course }) => course.title,
  language: ({ course }) => course.language,
  visibility: ({ course }) => course.visibility,
  category: ({ category }) => category,
  tags: ({ course }) => course.tags,
  teachers: ({ teachers }) => teachers,
  people: ({ course }) => course.memberCount,
  bytes: ({ course }) => Number(course.usedBytes),
  limit: ({ course }) => Number(course.storageLimitBytes),
  template: ({ course }) => course.isTemplate,
  featured: ({ course }) => course.featured,
  created: ({ course }) => course.createdAt.toISOString(),
  trashed: ({ course }) => course.trashedAt?.toISOString() ?? null,
} satisfies Record<string, (line: Line) => string | number | boolean | string[] | null>;

/** A value as a spreadsheet's cell: lists joined, yes and no as words of the API, no text that would run as a formula. */
function cellOf(value: string | number | boolean | string[] | null): Cell {
  if (value === null || typeof value === "number") return value;
  return neutralCell(Array.isArray(value) ? value.join(", ") : String(value));
}

const saidCell = (field: FieldRow, text: string | undefined): Cell =>
  text === undefined ? null : field.kind === "NUMBER" ? Number(text) : neutralCell(text);

/** A field's name in a language, else in English, else in any. */
export function labelOf(labels: Prisma.JsonValue, language: string): string {
  const words = labels as Record<string, string>;
  return words[language] ?? words["en"] ?? Object.values(words)[0] ?? "";
}

const asObject = (line: Line, fields: readonly FieldRow[], language: string) => ({
  ...Object.fromEntries(Object.entries(FACTS).map(([name, read]) => [name, read(line)])),
  fields: fields.map(({ id, labels }) => ({ id, label: labelOf(labels, language), value: line.said.get(id) ?? null })),
});

/** Writes the list of courses with one column for each extra field. Rights are asked again when it runs. */
export const exportCoursesJob = defineJob({
  kind: EXPORT_COURSES,
  input: z.object({ filter: coursesFilterInput, format: z.enum(COURSE_LIST_FORMATS) }),
  resultType: FileProduced,
  async run({ ctx, input: { filter, format }, userId, report }) {
    const { language } = await ctx.enterPlatform("manageCourses");
    const fields = await activeFields(ctx.db, "COURSE");
    const lines: Line[] = [];
    for (let last: ListedRow | undefined; ;) {
      const rows = await courseRows(ctx.db, coursesWhere(filter), last ? [last.sortKey, last.id] : null, AT_ONCE);
      lines.push(
        ...(await linesOf(
          ctx,
          rows,
          fields.map(({ id }) => id),
        )),
      );
      last = rows.at(-1);
      if (!last || rows.length < AT_ONCE) break;
      // How many there are is not known; each page comes nearer to the end.
      await report(1 - 1 / (1 + lines.length / AT_ONCE), "ui:file.writing");
    }
    if (format === "JSON") {
      const bytes = Buffer.from(`${JSON.stringify({ courses: lines.map((line) => asObject(line, fields, language)) }, null, 2)}\n`);
      return {
        ...(await storeProduced(ctx.services, {
          bytes,
          name: fileNameOf(TITLE, "json"),
          mediaType: "application/json",
          createdById: userId,
        })),
      };
    }
    const head = [...Object.keys(FACTS), ...fields.map(({ labels }) => neutralCell(labelOf(labels, language)))];
    const rows = lines.map((line) => [
      ...Object.values(FACTS).map((read) => cellOf(read(line))),
      ...fields.map((field) => saidCell(field, line.said.get(field.id))),
    ]);
    return { ...(await storeTable(ctx.services, { rows: [head, ...rows], title: TITLE, format, createdById: userId })) };
  },
});
