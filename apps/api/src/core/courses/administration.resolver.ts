import { categoryTitleField, type CourseListFormat } from "@lyceum/shared/inputs/courses";
import { Arg, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from "type-graphql";
import type { Page } from "../../kernel/connections";
import type { Context } from "../../kernel/context";
import { Invalid } from "../../kernel/errors";
import type { Job } from "../../generated/prisma/client.ts";
import { JobNode } from "../jobs/jobs.types";
import { changeCourses, listCampusTools, setCampusTool } from "./administration";
import {
  BulkCoursesChange,
  BulkCoursesInput,
  CampusTool,
  CourseListFormatEnum,
  CoursesFilter,
  ListedCourse,
  ListedCourseConnection,
} from "./administration.types";
import { courseCategories, deleteCategory, saveCategory } from "./categories";
import { exportCourses } from "./course-export";
import { categoryOf } from "./course-fields";
import { listCourses } from "./course-list";
import { CourseCategory } from "./courses.types";

function titleOf(text: string): string {
  const parsed = categoryTitleField.safeParse(text);
  if (!parsed.success) throw Invalid("title", "title.length", "A category's name has 1 to 100 characters.");
  return parsed.data;
}

@Resolver(() => ListedCourse)
export class CourseAdministrationResolver {
  @FieldResolver(() => CourseCategory, { nullable: true, description: "Its category in the catalogue." })
  category(@Root() course: ListedCourse, @Ctx() ctx: Context): Promise<CourseCategory | null> | null {
    return course.categoryId ? categoryOf(ctx, course.categoryId) : null;
  }

  @Query(() => ListedCourseConnection, { description: "All courses of the campus by title, for administrators." })
  courses(
    @Arg("filter", () => CoursesFilter, { nullable: true, description: "Which of them." }) filter: CoursesFilter | null,
    @Arg("first", () => Int, { nullable: true, description: "How many, 20 when absent, at most 100." }) first: number | null,
    @Arg("after", () => String, { nullable: true, description: "The endCursor of the page before." }) after: string | null,
    @Ctx() ctx: Context,
  ): Promise<Page<ListedCourse>> {
    return listCourses(ctx, filter ?? {}, { first, after });
  }

  @Mutation(() => BulkCoursesChange, {
    description: "Changes visibility, category or language of up to 1,000 courses, for administrators.",
  })
  changeCourses(
    @Arg("ids", () => [ID], { description: "The courses." }) ids: string[],
    @Arg("input", () => BulkCoursesInput, { description: "What changes." }) input: BulkCoursesInput,
    @Arg("dryRun", () => Boolean, { nullable: true, description: "Only says what would change." }) dryRun: boolean | null,
    @Ctx() ctx: Context,
  ): Promise<BulkCoursesChange> {
    return changeCourses(ctx, ids, input, dryRun ?? false);
  }

  @Mutation(() => JobNode, { description: "Writes the list of all courses, filtered, to a file; result FileProduced. For administrators." })
  exportCourses(
    @Arg("filter", () => CoursesFilter, { nullable: true, description: "Which of them." }) filter: CoursesFilter | null,
    @Arg("format", () => CourseListFormatEnum, { description: "The kind of file." }) format: CourseListFormat,
    @Ctx() ctx: Context,
  ): Promise<Job> {
    return exportCourses(ctx, filter ?? {}, format);
  }

  @Query(() => [CampusTool], { description: "The tools of the campus, and which are off everywhere; for administrators." })
  campusTools(@Ctx() ctx: Context): Promise<CampusTool[]> {
    return listCampusTools(ctx);
  }

  @Mutation(() => CampusTool, { description: "Switches a tool off, or on again, on the whole campus; for administrators." })
  setCampusTool(
    @Arg("tool", () => String, { description: "The tool's key." }) tool: string,
    @Arg("hidden", () => Boolean, { description: "Whether it is off everywhere." }) hidden: boolean,
    @Ctx() ctx: Context,
  ): Promise<CampusTool> {
    return setCampusTool(ctx, tool, hidden);
  }

  @Query(() => [CourseCategory], { description: "The headings of the catalogue in their order, for whoever is signed in." })
  courseCategories(@Ctx() ctx: Context): Promise<CourseCategory[]> {
    return courseCategories(ctx);
  }

  @Mutation(() => CourseCategory, { description: "Adds a heading to the catalogue, or renames one; for administrators." })
  saveCourseCategory(
    @Arg("id", () => ID, { nullable: true, description: "The category; absent = a new one at the end." }) id: string | null,
    @Arg("title", () => String, { description: "Its name, 1 to 100 characters." }) title: string,
    @Ctx() ctx: Context,
  ): Promise<CourseCategory> {
    return saveCategory(ctx, id ?? null, titleOf(title));
  }

  @Mutation(() => ID, { description: "Takes a heading from the catalogue, for administrators; its courses stay, without one." })
  deleteCourseCategory(@Arg("id", () => ID, { description: "The category." }) id: string, @Ctx() ctx: Context): Promise<string> {
    return deleteCategory(ctx, id);
  }
}
