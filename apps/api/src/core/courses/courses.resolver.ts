import { Arg, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from "type-graphql";
import type { Context } from "../../kernel/context";
import { NotFound } from "../../kernel/errors";
import { Person } from "../accounts/people.types";
import type { Job } from "../../generated/prisma/client.ts";
import { JobNode } from "../jobs/jobs.types";
import { CourseCard } from "./about.types";
import { createCourse, loadCourse } from "./courses";
import { courseTemplates, fillingOf } from "./templates";
import { CreateCourseInput } from "./courses.inputs";
import { Course, CourseCategory, courseNode } from "./courses.types";
import { categoryOf, teachersOf } from "./course-fields";

@Resolver(() => Course)
export class CourseResolver {
  @FieldResolver(() => [Person], { description: "Its teachers, the main one first." })
  teachers(@Root() course: Course, @Ctx() ctx: Context): Promise<Person[]> {
    return teachersOf(ctx, course.id);
  }

  @FieldResolver(() => CourseCategory, { nullable: true, description: "Its category in the catalogue." })
  category(@Root() course: Course, @Ctx() ctx: Context): Promise<CourseCategory | null> | null {
    return course.categoryId ? categoryOf(ctx, course.categoryId) : null;
  }

  @FieldResolver(() => JobNode, {
    nullable: true,
    description: "The job that fills it from a template or with the example, for who asked for it.",
  })
  filling(@Root() course: Course, @Ctx() ctx: Context): Promise<Job | null> {
    return fillingOf(ctx, course.id);
  }

  @Query(() => [CourseCard], { description: "The courses that new ones may be made from, for those who may make courses." })
  courseTemplates(@Ctx() ctx: Context): Promise<CourseCard[]> {
    return courseTemplates(ctx);
  }

  @Query(() => Course, { description: "One course, for those who may enter it." })
  async course(
    @Arg("id", () => ID, { description: "The course." }) id: string,
    @Arg("sessionId", () => ID, { nullable: true, description: "The session it is looked at in; absent = its base." }) sessionId:
      | string
      | null,
    @Ctx() ctx: Context,
  ): Promise<Course> {
    const member = await ctx.enter(id, { sessionId });
    return courseNode(await loadCourse(ctx, id), member);
  }

  @Query(() => Course, { description: "One course by its code, for those who may enter it." })
  async courseByCode(
    @Arg("code", () => String, { description: "The course's code, in any case." }) code: string,
    @Arg("sessionId", () => ID, { nullable: true, description: "The session it is looked at in; absent = its base." }) sessionId:
      | string
      | null,
    @Ctx() ctx: Context,
  ): Promise<Course> {
    const row = await ctx.db.course.findUnique({ where: { code } });
    if (!row) throw NotFound();
    return courseNode(row, await ctx.enter(row.id, { sessionId }));
  }

  @Query(() => Course, { description: "One course by its number in another system, for those who may enter it." })
  async courseByExternalId(
    @Arg("system", () => String, { description: "The other system's name." }) system: string,
    @Arg("value", () => String, { description: "The course's id there." }) value: string,
    @Ctx() ctx: Context,
  ): Promise<Course> {
    const known = await ctx.db.courseExternalId.findUnique({ where: { system_value: { system, value } }, include: { course: true } });
    if (!known) throw NotFound();
    return courseNode(known.course, await ctx.enter(known.courseId));
  }

  @Mutation(() => Course, {
    description: "Makes a course at once, with the caller as its main teacher; a template or the example fills it by a job.",
  })
  async createCourse(
    @Arg("input", () => CreateCourseInput, { description: "What it is called." }) input: CreateCourseInput,
    @Ctx() ctx: Context,
  ): Promise<Course> {
    const row = await createCourse(ctx, input);
    return courseNode(row, await ctx.enter(row.id));
  }
}
