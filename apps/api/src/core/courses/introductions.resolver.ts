import { Arg, Ctx, ID, Int, Mutation, Query, Resolver } from "type-graphql";
import type { Context } from "../../kernel/context";
import { authorize } from "../../kernel/policy";
import { versionsOf } from "../../kernel/versions";
import { personOf, personSelect } from "../accounts/people.types";
import { enterCourseRow } from "./courses";
import { coursePolicy } from "./courses.policy";
import { deleteIntroduction, introductionFor, loadIntroduction, saveIntroduction, toolIntroductions } from "./introductions";
import { CourseIntroduction, IntroductionVersion } from "./introductions.types";
import { loadTagValues } from "./merge-tags";

const tagsFor = (ctx: Context, courseId: string) => () => loadTagValues(ctx, ctx.memberOf(courseId));

@Resolver()
export class IntroductionResolver {
  @Query(() => CourseIntroduction, { nullable: true, description: "The text above a tool, as it is shown here; null when there is none." })
  async courseIntroduction(
    @Arg("courseId", () => ID, { description: "The course." }) courseId: string,
    @Arg("sessionId", () => ID, { nullable: true, description: "The session; absent = the base." }) sessionId: string | null,
    @Arg("tool", () => String, { description: "`home`, or a tool's key." }) tool: string,
    @Ctx() ctx: Context,
  ): Promise<CourseIntroduction | null> {
    const member = await ctx.enter(courseId, { sessionId, ...(tool === "home" ? {} : { tool }) });
    return loadIntroduction(ctx, member, tool, tagsFor(ctx, courseId));
  }

  @Query(() => [CourseIntroduction], {
    description: "The texts above the tools that the viewer sees here: one for each tool that has one.",
  })
  async toolIntroductions(
    @Arg("courseId", () => ID, { description: "The course." }) courseId: string,
    @Arg("sessionId", () => ID, { nullable: true, description: "The session; absent = the base." }) sessionId: string | null,
    @Ctx() ctx: Context,
  ): Promise<CourseIntroduction[]> {
    const member = await ctx.enter(courseId, { sessionId });
    return toolIntroductions(ctx, member, tagsFor(ctx, courseId));
  }

  @Query(() => [IntroductionVersion], {
    description: "Former texts of the introduction that stands here, newest first; for those who may edit it.",
  })
  async introductionVersions(
    @Arg("courseId", () => ID, { description: "The course." }) courseId: string,
    @Arg("sessionId", () => ID, { nullable: true, description: "The session; absent = the base." }) sessionId: string | null,
    @Arg("tool", () => String, { description: "`home`, or a tool's key." }) tool: string,
    @Ctx() ctx: Context,
  ): Promise<IntroductionVersion[]> {
    const { member, course } = await enterCourseRow(ctx, courseId, { sessionId });
    authorize(member, coursePolicy, "editHome", course);
    const row = await ctx.db.courseIntroduction.findUnique({ where: { runId_tool: { runId: member.runId, tool } } });
    const versions = row ? await versionsOf(ctx, "introduction", row.id) : [];
    const authors = await ctx.db.user.findMany({
      where: { id: { in: versions.flatMap((version) => version.authorId ?? []) } },
      select: personSelect,
    });
    return versions.map((version) => {
      const author = authors.find((person) => person.id === version.authorId);
      return {
        id: version.id,
        number: version.number,
        html: String((version.body as { html?: unknown }).html ?? ""),
        at: version.at,
        author: author ? personOf(author) : null,
      };
    });
  }

  @Mutation(() => CourseIntroduction, { description: "Writes the text above the home page or a tool: in a session, that session's own." })
  async saveIntroduction(
    @Arg("courseId", () => ID, { description: "The course." }) courseId: string,
    @Arg("sessionId", () => ID, { nullable: true, description: "The session whose text it is; absent = the course's." }) sessionId:
      | string
      | null,
    @Arg("tool", () => String, { description: "`home`, or a tool's key." }) tool: string,
    @Arg("html", () => String, { description: "Rich text; may hold tags such as {{userName}}." }) html: string,
    @Arg("expectedVersion", () => Int, {
      nullable: true,
      description: "The version that was edited, 0 when there was none here; another one = CONFLICT.",
    })
    expectedVersion: number | null,
    @Ctx() ctx: Context,
  ): Promise<CourseIntroduction> {
    const { member, row } = await saveIntroduction(ctx, { courseId, sessionId, tool, html, expectedVersion: expectedVersion ?? null });
    const rows = await ctx.db.courseIntroduction.findMany({ where: { tool, runId: member.baseRunId } });
    return introductionFor(member, [row, ...rows], tool, await loadTagValues(ctx, member))!;
  }

  @Mutation(() => CourseIntroduction, {
    nullable: true,
    description: "Takes the text away here. Gives the text that is shown from now on: in a session, the course's.",
  })
  async deleteIntroduction(
    @Arg("courseId", () => ID, { description: "The course." }) courseId: string,
    @Arg("sessionId", () => ID, { nullable: true, description: "The session whose text goes; absent = the course's." }) sessionId:
      | string
      | null,
    @Arg("tool", () => String, { description: "`home`, or a tool's key." }) tool: string,
    @Ctx() ctx: Context,
  ): Promise<CourseIntroduction | null> {
    const member = await deleteIntroduction(ctx, courseId, sessionId, tool);
    return loadIntroduction(ctx, member, tool, tagsFor(ctx, courseId));
  }
}
