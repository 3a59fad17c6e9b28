import { Arg, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from "type-graphql";
import type { Context } from "../../kernel/context";
import { commonColumns, createField, listFields, orderFields, setFieldInUse, updateField } from "../accounts/extra-fields";
import { CourseAbout } from "./about.types";
import { ListedCourse } from "./administration.types";
import { CourseField, CourseFieldInput, courseFieldOf, CourseValue } from "./course-field.types";
import { courseValues, newCourseFields } from "./course-values";
import { Course } from "./courses.types";

const columnsOf = (input: CourseFieldInput) => ({
  ...commonColumns(input),
  ownerEdits: input.ownerEdits ?? true,
  sight: input.sight ?? "NOBODY",
  mayChooseSight: false,
});

const valuesText = "What the extra fields of this campus say of it, as far as the viewer sees them, in their order.";

@Resolver(() => Course)
export class CourseValuesResolver {
  @FieldResolver(() => [CourseValue], { description: valuesText })
  values(@Root() course: Course, @Ctx() ctx: Context): Promise<CourseValue[]> {
    return courseValues(ctx, course.id, ctx.memberIn(course.id));
  }
}

@Resolver(() => CourseAbout)
export class AboutValuesResolver {
  @FieldResolver(() => [CourseValue], { description: valuesText })
  values(@Root() course: CourseAbout, @Ctx() ctx: Context): Promise<CourseValue[]> {
    return courseValues(ctx, course.id, ctx.memberIn(course.id));
  }
}

@Resolver(() => ListedCourse)
export class ListedValuesResolver {
  @FieldResolver(() => [CourseValue], { description: "What the extra fields of this campus say of it, in their order." })
  async values(@Root() course: ListedCourse, @Ctx() ctx: Context): Promise<CourseValue[]> {
    const { isAdministrator } = await ctx.enterPlatform("manageCourses");
    return courseValues(ctx, course.id, { isAdministrator, isStaff: true, role: "TEACHER" });
  }
}

@Resolver()
export class CourseFieldResolver {
  @Query(() => [CourseField], { description: "All extra fields of courses, those out of use last; for administrators." })
  async courseFields(@Ctx() ctx: Context): Promise<CourseField[]> {
    return (await listFields(ctx, "COURSE")).map(courseFieldOf);
  }

  @Query(() => [CourseField], { description: "What a new course is asked: extra fields that the caller may fill in, in their order." })
  newCourseFields(@Ctx() ctx: Context): Promise<CourseField[]> {
    return newCourseFields(ctx);
  }

  @Mutation(() => CourseField, { description: "Adds a field to all courses; at most 50 are in use." })
  async createCourseField(
    @Arg("input", () => CourseFieldInput, { description: "The field." }) input: CourseFieldInput,
    @Ctx() ctx: Context,
  ): Promise<CourseField> {
    return courseFieldOf(await createField(ctx, "COURSE", columnsOf(input)));
  }

  @Mutation(() => CourseField, { description: "Changes an extra field. INVALID_INPUT for another kind once a course has a value in it." })
  async updateCourseField(
    @Arg("id", () => ID, { description: "Which field." }) id: string,
    @Arg("input", () => CourseFieldInput, { description: "The field, whole." }) input: CourseFieldInput,
    @Arg("expectedVersion", () => Int, { nullable: true, description: "The version that was read; stale = CONFLICT." }) expectedVersion:
      | number
      | null,
    @Ctx() ctx: Context,
  ): Promise<CourseField> {
    return courseFieldOf(await updateField(ctx, "COURSE", id, columnsOf(input), expectedVersion));
  }

  @Mutation(() => CourseField, { description: "Puts an extra field out of use, or back into use. What courses say in it is kept." })
  async setCourseFieldInUse(
    @Arg("id", () => ID, { description: "Which field." }) id: string,
    @Arg("inUse", () => Boolean, { description: "Whether courses show it." }) inUse: boolean,
    @Ctx() ctx: Context,
  ): Promise<CourseField> {
    return courseFieldOf(await setFieldInUse(ctx, "COURSE", id, inUse));
  }

  @Mutation(() => [CourseField], {
    description: "Puts the extra fields that are in use into this order; those that are not named come last.",
  })
  async orderCourseFields(
    @Arg("ids", () => [ID], { description: "The fields." }) ids: string[],
    @Ctx() ctx: Context,
  ): Promise<CourseField[]> {
    return (await orderFields(ctx, "COURSE", ids)).map(courseFieldOf);
  }
}
