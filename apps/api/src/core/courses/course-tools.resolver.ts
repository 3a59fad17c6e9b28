import { Arg, Ctx, Field, ID, InputType, Mutation, Query, Resolver } from "type-graphql";
import { toolAppearanceInput } from "@lyceum/shared/inputs/courses";
import type { Context } from "../../kernel/context";
import { Validated } from "../../kernel/input";
import { loadTools, reorderTools, setToolsVisible, updateToolAppearance } from "./course-tools";
import { CourseTool } from "./course-tools.types";
import { newsCounts } from "./news";

@Validated(toolAppearanceInput)
@InputType({ description: "How a tool is called and looks in a course; an absent field stays as it is." })
export class ToolAppearanceInput {
  @Field(() => String, { nullable: true, description: "A name of 1 to 60 characters; null = its usual name." })
  label?: string | null;
  @Field(() => ID, { nullable: true, description: "The upload of a picture; null = its usual icon." })
  iconUploadId?: string | null;
}

@Resolver()
export class CourseToolsResolver {
  @Query(() => [CourseTool], { description: "The tools of a course in their order: those that learners see, for staff all of them." })
  async courseTools(
    @Arg("courseId", () => ID, { description: "The course." }) courseId: string,
    @Arg("sessionId", () => ID, { nullable: true, description: "The session; absent = the base." }) sessionId: string | null,
    @Ctx() ctx: Context,
  ): Promise<CourseTool[]> {
    const member = await ctx.enter(courseId, { sessionId });
    return loadTools(ctx, member, await newsCounts(ctx, member));
  }

  @Mutation(() => [CourseTool], { description: "Shows or hides one tool, here." })
  setToolVisibility(
    @Arg("courseId", () => ID, { description: "The course." }) courseId: string,
    @Arg("sessionId", () => ID, { nullable: true, description: "The session in which it changes; absent = the base." }) sessionId:
      | string
      | null,
    @Arg("tool", () => String, { description: "The tool's key." }) tool: string,
    @Arg("visible", () => Boolean, { description: "Whether learners see it." }) visible: boolean,
    @Ctx() ctx: Context,
  ): Promise<CourseTool[]> {
    return setToolsVisible(ctx, courseId, sessionId, [tool], visible);
  }

  @Mutation(() => [CourseTool], { description: "Shows or hides all tools, here." })
  setAllToolsVisibility(
    @Arg("courseId", () => ID, { description: "The course." }) courseId: string,
    @Arg("sessionId", () => ID, { nullable: true, description: "The session in which they change; absent = the base." }) sessionId:
      | string
      | null,
    @Arg("visible", () => Boolean, { description: "Whether learners see them." }) visible: boolean,
    @Ctx() ctx: Context,
  ): Promise<CourseTool[]> {
    return setToolsVisible(ctx, courseId, sessionId, null, visible);
  }

  @Mutation(() => [CourseTool], { description: "Puts the tools into an order, here." })
  reorderTools(
    @Arg("courseId", () => ID, { description: "The course." }) courseId: string,
    @Arg("sessionId", () => ID, { nullable: true, description: "The session in which it changes; absent = the base." }) sessionId:
      | string
      | null,
    @Arg("tools", () => [String], { description: "Keys in the new order; those left out come after, as they stood." }) tools: string[],
    @Ctx() ctx: Context,
  ): Promise<CourseTool[]> {
    return reorderTools(ctx, courseId, sessionId, tools);
  }

  @Mutation(() => CourseTool, { description: "Gives a tool a name and an icon, here." })
  updateToolAppearance(
    @Arg("courseId", () => ID, { description: "The course." }) courseId: string,
    @Arg("sessionId", () => ID, { nullable: true, description: "The session in which it changes; absent = the base." }) sessionId:
      | string
      | null,
    @Arg("tool", () => String, { description: "The tool's key." }) tool: string,
    @Arg("input", () => ToolAppearanceInput, { description: "What changes." }) input: ToolAppearanceInput,
    @Ctx() ctx: Context,
  ): Promise<CourseTool> {
    return updateToolAppearance(ctx, courseId, sessionId, tool, input);
  }
}
