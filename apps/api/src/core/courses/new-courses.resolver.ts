import type { NewCourseSettings } from "@lyceum/shared/inputs/courses";
import { Arg, Ctx, ID, Int, Mutation, Query, Resolver } from "type-graphql";
import type { Context } from "../../kernel/context";
import type { SettingState } from "../settings/settings";
import { approveCourse, askForApproval, refuseCourse } from "./approval";
import { Course, courseNode } from "./courses.types";
import type { CourseRow } from "./courses.policy";
import { loadNewCourseSettings, newCourseRules, saveNewCourseSettings, shownAtFirst } from "./new-courses";
import { NewCourseRules, NewCourseSettingsInput, NewCourseSettingsNode } from "./new-courses.types";

const nodeOf = ({ value, version }: SettingState<NewCourseSettings>): NewCourseSettingsNode => ({
  ...value,
  tools: shownAtFirst(value.tools),
  toolsChosen: value.tools !== null,
  version,
});

/** The course as who acted on it enters it. */
const entered = async (ctx: Context, row: CourseRow): Promise<Course> => courseNode(row, await ctx.enter(row.id));

@Resolver()
export class NewCourseResolver {
  @Query(() => NewCourseSettingsNode, { description: "With what courses of this campus begin, for administrators." })
  async newCourseSettings(@Ctx() ctx: Context): Promise<NewCourseSettingsNode> {
    return nodeOf(await loadNewCourseSettings(ctx));
  }

  @Query(() => NewCourseRules, { description: "What a new course has to have, for those who may make courses." })
  async newCourseRules(@Ctx() ctx: Context): Promise<NewCourseRules> {
    const viewer = await ctx.enterPlatform("createCourses");
    const { categoryRequired, approval } = await newCourseRules(ctx);
    return { categoryRequired, approval: approval && !viewer.isAdministrator };
  }

  @Mutation(() => NewCourseSettingsNode, { description: "Changes with what courses begin; those that there are stay as they are." })
  async updateNewCourseSettings(
    @Arg("input", () => NewCourseSettingsInput, { description: "The settings, whole." }) input: NewCourseSettingsInput,
    @Arg("expectedVersion", () => Int, { nullable: true, description: "The version that was read; stale = CONFLICT." }) expectedVersion:
      | number
      | null,
    @Ctx() ctx: Context,
  ): Promise<NewCourseSettingsNode> {
    const { visibility, categoryRequired, approval, tools } = input;
    return nodeOf(await saveNewCourseSettings(ctx, { visibility, categoryRequired, approval, tools }, expectedVersion));
  }

  @Mutation(() => Course, { description: "Lets a course be used that waits or was refused; its maker is told. For administrators." })
  async approveCourse(@Arg("id", () => ID, { description: "The course." }) id: string, @Ctx() ctx: Context): Promise<Course> {
    return entered(ctx, await approveCourse(ctx, id));
  }

  @Mutation(() => Course, { description: "Refuses a course that waits; its maker is told why. For administrators." })
  async refuseCourse(
    @Arg("id", () => ID, { description: "The course." }) id: string,
    @Arg("reason", () => String, { description: "Why, 1 to 1,000 characters; its maker reads it." }) reason: string,
    @Ctx() ctx: Context,
  ): Promise<Course> {
    return entered(ctx, await refuseCourse(ctx, id, reason));
  }

  @Mutation(() => Course, { description: "Asks again for a course that was refused; for its maker." })
  async askForApproval(@Arg("id", () => ID, { description: "The course." }) id: string, @Ctx() ctx: Context): Promise<Course> {
    return entered(ctx, await askForApproval(ctx, id));
  }
}
