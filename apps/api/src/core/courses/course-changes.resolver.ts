import { Arg, Ctx, ID, Int, Mutation, Resolver } from "type-graphql";
import { updateCourseAccessInput, updateCourseInput } from "@lyceum/shared/inputs/courses";
import type { Context } from "../../kernel/context";
import { deleteCourse, restoreCourse, updateCourse, updateCourseAccess } from "./course-changes";
import { UpdateCourseAccessInput, UpdateCourseInput } from "./courses.inputs";
import { Course, courseNode } from "./courses.types";

@Resolver()
export class CourseChangesResolver {
  @Mutation(() => Course, { description: "Changes what a course is called and looks like, for its teachers." })
  async updateCourse(
    @Arg("id", () => ID, { description: "The course." }) id: string,
    @Arg("input", () => UpdateCourseInput, { description: "What changes." }) input: UpdateCourseInput,
    @Arg("expectedVersion", () => Int, { nullable: true, description: "The version that was shown; another one = CONFLICT." })
    expectedVersion: number | null,
    @Ctx() ctx: Context,
  ): Promise<Course> {
    const row = await updateCourse(ctx, id, updateCourseInput.parse(input), expectedVersion);
    return courseNode(row, ctx.memberOf(id));
  }

  @Mutation(() => Course, { description: "Changes who gets in and when, for its teachers." })
  async updateCourseAccess(
    @Arg("id", () => ID, { description: "The course." }) id: string,
    @Arg("input", () => UpdateCourseAccessInput, { description: "What changes." }) input: UpdateCourseAccessInput,
    @Arg("expectedVersion", () => Int, { nullable: true, description: "The version that was shown; another one = CONFLICT." })
    expectedVersion: number | null,
    @Ctx() ctx: Context,
  ): Promise<Course> {
    const row = await updateCourseAccess(ctx, id, updateCourseAccessInput.parse(input), expectedVersion);
    return courseNode(row, ctx.memberOf(id));
  }

  @Mutation(() => ID, { description: "Puts a course with everything in it into the trash for 30 days. Gives back its id." })
  async deleteCourse(
    @Arg("id", () => ID, { description: "The course." }) id: string,
    @Arg("code", () => String, { description: "Its code, typed by whoever deletes it." }) code: string,
    @Ctx() ctx: Context,
  ): Promise<string> {
    return (await deleteCourse(ctx, id, code)).id;
  }

  @Mutation(() => Course, { description: "Brings a course back from the trash, for administrators." })
  async restoreCourse(@Arg("id", () => ID, { description: "The course." }) id: string, @Ctx() ctx: Context): Promise<Course> {
    const row = await restoreCourse(ctx, id);
    return courseNode(row, await ctx.enter(id));
  }
}
