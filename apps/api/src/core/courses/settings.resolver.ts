import { Arg, Ctx, ID, Int, Mutation, Query, Resolver } from "type-graphql";
import type { Context } from "../../kernel/context";
import { enterSettings, loadSettings, undoSettings, updateSettings, updateToolSettings } from "./settings";
import { CourseSettings, GeneralCourseSettingsInput, SettingChangeInput } from "./settings.types";

const COURSE = { description: "The course." };

@Resolver()
export class SettingsResolver {
  @Query(() => CourseSettings, { description: "A course's settings, for its teachers." })
  async courseSettings(@Arg("courseId", () => ID, COURSE) courseId: string, @Ctx() ctx: Context): Promise<CourseSettings> {
    return loadSettings(ctx, await enterSettings(ctx, courseId));
  }

  @Mutation(() => CourseSettings, {
    description: "Changes the settings of a course as a whole; each tool has a mutation of its own for its settings.",
  })
  async updateCourseSettings(
    @Arg("courseId", () => ID, COURSE) courseId: string,
    @Arg("input", () => GeneralCourseSettingsInput, { description: "What changes." }) input: GeneralCourseSettingsInput,
    @Arg("expectedVersion", () => Int, { nullable: true, description: "The group's version that was shown; another one = CONFLICT." })
    expectedVersion: number | null,
    @Ctx() ctx: Context,
  ): Promise<CourseSettings> {
    return loadSettings(ctx, await updateSettings(ctx, courseId, input, expectedVersion));
  }

  @Mutation(() => CourseSettings, { description: "Changes some of the settings that a tool declares." })
  async updateToolSettings(
    @Arg("courseId", () => ID, COURSE) courseId: string,
    @Arg("tool", () => String, { description: "The tool's key." }) tool: string,
    @Arg("changes", () => [SettingChangeInput], { description: "The settings that change." }) changes: SettingChangeInput[],
    @Arg("expectedVersion", () => Int, { nullable: true, description: "The group's version that was shown; another one = CONFLICT." })
    expectedVersion: number | null,
    @Ctx() ctx: Context,
  ): Promise<CourseSettings> {
    return loadSettings(ctx, await updateToolSettings(ctx, courseId, tool, changes, expectedVersion));
  }

  @Mutation(() => CourseSettings, { description: "Takes the last change of one tool's settings back, for 90 days." })
  async undoCourseSettings(
    @Arg("courseId", () => ID, COURSE) courseId: string,
    @Arg("tool", () => String, { description: "The tool's key." }) tool: string,
    @Ctx() ctx: Context,
  ): Promise<CourseSettings> {
    return loadSettings(ctx, await undoSettings(ctx, courseId, tool));
  }
}
