import { Field, Float, ID, InputType, Int, ObjectType, registerEnumType } from "type-graphql";
import { bulkCoursesInput, type CourseListFormat, coursesFilterInput } from "@lyceum/shared/inputs/courses";
import { CourseApproval, CourseVisibility } from "../../generated/prisma/enums.ts";
import { connectionType } from "../../kernel/connections";
import { Validated } from "../../kernel/input";
import { CourseValueInput } from "./course-field.types";
import type { CourseRow } from "./courses.policy";

@ObjectType({ description: "A course as the list of all courses shows it to administrators.", simpleResolvers: true })
export class ListedCourse {
  @Field(() => ID, { description: "The course." })
  id!: string;
  @Field(() => String, { description: "Its code." })
  code!: string;
  @Field(() => String, { description: "Its name, plain text." })
  title!: string;
  @Field(() => String, { description: "The language it is written in (BCP 47)." })
  language!: string;
  @Field(() => CourseVisibility, { description: "Who may enter." })
  visibility!: CourseVisibility;
  categoryId!: string | null;
  @Field(() => Boolean, { description: "Whether new courses may be made from it." })
  isTemplate!: boolean;
  @Field(() => Boolean, { description: "Whether it is listed first for everyone." })
  featured!: boolean;
  @Field(() => Int, { description: "People in it and in its sessions." })
  memberCount!: number;
  @Field(() => Float, { description: "Bytes of its files." })
  usedBytes!: number;
  @Field(() => Float, { description: "Room for its files, in bytes." })
  storageLimitBytes!: number;
  @Field(() => CourseApproval, { description: "Whether it may be used." })
  approval!: CourseApproval;
  @Field(() => String, { nullable: true, description: "Why it was refused." })
  refusedBecause!: string | null;
  @Field(() => Date, { description: "When it was made." })
  createdAt!: Date;
  @Field(() => Date, { nullable: true, description: "When it was put into the trash; it stays there for 30 days." })
  trashedAt!: Date | null;
}

export const ListedCourseConnection = connectionType("ListedCourse", () => ListedCourse);

export const listedCourse = (row: CourseRow & { memberCount: number; usedBytes: bigint }): ListedCourse => ({
  id: row.id,
  code: row.code,
  title: row.title,
  language: row.language,
  visibility: row.visibility,
  categoryId: row.categoryId,
  isTemplate: row.isTemplate,
  featured: row.featured,
  memberCount: row.memberCount,
  usedBytes: Number(row.usedBytes),
  storageLimitBytes: Number(row.storageLimitBytes),
  approval: row.approval,
  refusedBecause: row.refusedBecause,
  createdAt: row.createdAt,
  trashedAt: row.trashedAt,
});

@Validated(coursesFilterInput)
@InputType({ description: "Which of all courses." })
export class CoursesFilter {
  @Field(() => String, { nullable: true, description: "Part of a title, code or tag." })
  search?: string | null;
  @Field(() => CourseVisibility, { nullable: true, description: "Only those with this visibility." })
  visibility?: CourseVisibility | null;
  @Field(() => String, { nullable: true, description: "Only those in this language." })
  language?: string | null;
  @Field(() => ID, { nullable: true, description: "Only those of a category." })
  categoryId?: string | null;
  @Field(() => Boolean, { nullable: true, description: "Only templates (true) or only others (false)." })
  template?: boolean | null;
  @Field(() => CourseApproval, { nullable: true, description: "Only those that may be used, wait, or were refused." })
  approval?: CourseApproval | null;
  @Field(() => Boolean, { nullable: true, description: "Only those in the trash; otherwise those that are not." })
  trashed?: boolean | null;
  @Field(() => [CourseValueInput], {
    nullable: true,
    description: "Only those of which extra fields say this: part of a text, else the whole value; empty = say nothing.",
  })
  fields?: CourseValueInput[] | null;
}

/** As what the list of all courses is written to a file. */
export const CourseListFormatEnum: { [Format in CourseListFormat]: Format } = { CSV: "CSV", XLSX: "XLSX", JSON: "JSON" };
registerEnumType(CourseListFormatEnum, {
  name: "CourseListFormat",
  description: "As what the list of all courses is written to a file.",
  valuesConfig: {
    CSV: { description: "Comma-separated values (RFC 4180), UTF-8 with a mark; no cell begins a formula." },
    XLSX: { description: "An Office Open XML workbook." },
    JSON: { description: "An object whose `courses` are objects." },
  },
});

@Validated(bulkCoursesInput)
@InputType({ description: "What changes in many courses at once; an absent field stays as it is." })
export class BulkCoursesInput {
  @Field(() => CourseVisibility, { nullable: true, description: "Who may enter." })
  visibility?: CourseVisibility | null;
  @Field(() => ID, { nullable: true, description: "Their category; null = none." })
  categoryId?: string | null;
  @Field(() => String, { nullable: true, description: "The language they are written in (en, fr, es, ar)." })
  language?: string | null;
}

@ObjectType({ description: "What a bulk change does, or would do.", simpleResolvers: true })
export class BulkCoursesChange {
  @Field(() => [ID], { description: "The courses that change." })
  changed!: string[];
  @Field(() => [ID], { description: "Those that are so already." })
  unchanged!: string[];
}

@ObjectType({ description: "A tool and whether the whole campus does without it.", simpleResolvers: true })
export class CampusTool {
  @Field(() => ID, { description: "The tool's key." })
  key!: string;
  @Field(() => Boolean, { description: "Whether it is off everywhere." })
  hidden!: boolean;
}
