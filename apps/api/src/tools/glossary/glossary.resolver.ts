import { Arg, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root, Subscription } from "type-graphql";
import type { Context } from "../../kernel/context";
import { live, type LiveEvent } from "../../kernel/live";
import { authorize, viewerCan } from "../../kernel/policy";
import { reportProgress } from "../../kernel/progress";
import { saveSettings } from "../../kernel/course-settings";
import type { Member } from "../../kernel/gate";
import { glossaryChange, GlossaryChange, listenersClass, wanted } from "./changes";
import { glossaryVersion, openGlossaries, settingsFor, settingsIn, sortAgain } from "./glossaries";
import { UpdateGlossarySettingsInput } from "./glossary.inputs";
import { glossaryPolicy } from "./glossary.policy";
import { GlossaryLetter, GlossaryMatches, GlossarySettingsNode, GlossaryView } from "./glossary.types";
import { matchesOf } from "./matches";
import { listFacts } from "./term-list";

const enter = (ctx: Context, courseId: string, sessionId: string | null) => ctx.enter(courseId, { tool: "glossary", sessionId });

/** The parts of a view that are loaded before its fields are asked. */
async function viewOf(ctx: Context, member: Member): Promise<GlossaryView> {
  const [settings, open] = await Promise.all([settingsFor(ctx, member.courseId), openGlossaries(ctx, member)]);
  return {
    courseId: member.courseId,
    version: glossaryVersion(settings, open),
    settings: { ...settings.values, version: settings.version },
    viewerCan: viewerCan(member, glossaryPolicy, settings.values),
  } as GlossaryView;
}

@Resolver(() => GlossaryView)
export class GlossaryResolver {
  @Query(() => GlossaryView, { description: "The glossary of a course, or of one of its sessions." })
  async glossary(
    @Arg("courseId", () => ID, { description: "The course." }) courseId: string,
    @Arg("sessionId", () => ID, { nullable: true, description: "The session; absent = the course's base." }) sessionId: string | null,
    @Ctx() ctx: Context,
  ): Promise<GlossaryView> {
    return viewOf(ctx, await enter(ctx, courseId, sessionId));
  }

  @FieldResolver(() => [GlossaryLetter])
  async letters(@Root() view: GlossaryView, @Ctx() ctx: Context): Promise<GlossaryLetter[]> {
    return (await listFacts(ctx, ctx.memberOf(view.courseId))).letters;
  }

  @FieldResolver(() => [String])
  async categories(@Root() view: GlossaryView, @Ctx() ctx: Context): Promise<string[]> {
    return (await listFacts(ctx, ctx.memberOf(view.courseId))).categories;
  }

  @FieldResolver(() => Int)
  async proposalCount(@Root() view: GlossaryView, @Ctx() ctx: Context): Promise<number> {
    return (await listFacts(ctx, ctx.memberOf(view.courseId))).proposals;
  }

  @Query(() => GlossaryMatches, {
    description: "What to mark in the course's texts. With the version that the caller has, the terms come only when something changed.",
  })
  async glossaryMatches(
    @Arg("courseId", () => ID, { description: "The course." }) courseId: string,
    @Arg("sessionId", () => ID, { nullable: true, description: "The session; absent = the course's base." }) sessionId: string | null,
    @Arg("version", () => String, { nullable: true, description: "The version that the caller has." }) version: string | null,
    @Ctx() ctx: Context,
  ): Promise<GlossaryMatches> {
    return matchesOf(ctx, await enter(ctx, courseId, sessionId), version);
  }

  @Mutation(() => GlossarySettingsNode, { description: "Changes the course's choices for its glossary." })
  async updateGlossarySettings(
    @Arg("courseId", () => ID, { description: "The course." }) courseId: string,
    @Arg("input", () => UpdateGlossarySettingsInput, { description: "What changes." }) input: UpdateGlossarySettingsInput,
    @Arg("expectedVersion", () => Int, { nullable: true, description: "The version that the caller saw; a stale one is CONFLICT." })
    expectedVersion: number | null,
    @Ctx() ctx: Context,
  ): Promise<GlossarySettingsNode> {
    const member = await enter(ctx, courseId, null);
    const former = await settingsIn(ctx.db, courseId);
    authorize(member, glossaryPolicy, "configure", former.values);
    return ctx.write(async (tx, emit) => {
      const saved = await saveSettings(tx, emit, member, "glossary", former, input, expectedVersion);
      if (saved.values.ignoreArticles !== former.values.ignoreArticles) await sortAgain(tx, courseId, saved.values.ignoreArticles);
      return { ...saved.values, version: saved.version };
    });
  }

  @Mutation(() => Boolean, {
    description: "Says that the caller has looked at the glossary: progress `viewed`. False for people who have no progress here.",
  })
  async viewGlossary(
    @Arg("courseId", () => ID, { description: "The course." }) courseId: string,
    @Arg("sessionId", () => ID, { nullable: true, description: "The session; absent = the course's base." }) sessionId: string | null,
    @Ctx() ctx: Context,
  ): Promise<boolean> {
    const member = await enter(ctx, courseId, sessionId);
    const { userId, runId } = member;
    const open = await openGlossaries(ctx, member);
    if (!userId || member.role !== "LEARNER" || member.readOnly || open.length === 0) return false;
    await ctx.write(async (tx, emit) => {
      for (const { id } of open)
        await reportProgress(tx, emit, {
          courseId,
          itemId: id,
          userId,
          runId,
          state: "COMPLETED",
          fraction: 1,
          facts: [{ criterion: "viewed" }],
        });
    });
    return true;
  }

  @Subscription(() => GlossaryChange, {
    description: "What changes in the glossary as the listener sees it, with the new version.",
    subscribe: ({ args, context }) =>
      listen(context as Context, args as { courseId: string; sessionId: string | null; after: string | null }),
  })
  glossaryChanged(
    @Root() event: LiveEvent,
    @Arg("courseId", () => ID, { description: "The course." }) courseId: string,
    @Arg("sessionId", () => ID, { nullable: true, description: "The session; absent = the course's base." }) sessionId: string | null,
    @Arg("after", () => String, { nullable: true, description: "The eventId last seen: what happened since comes first." }) _after:
      | string
      | null,
    @Ctx() _ctx: Context,
  ): Promise<GlossaryChange> {
    return glossaryChange(event, courseId, sessionId);
  }
}

/** The source of a listener: events of the runs that are seen from where it stands; proposals only for staff and their author. */
async function listen(
  ctx: Context,
  { courseId, sessionId, after }: { courseId: string; sessionId: string | null; after: string | null },
): Promise<AsyncIterable<LiveEvent>> {
  const member = await enter(ctx, courseId, sessionId);
  // Not a generator around `live`: one that waits could not be ended from outside.
  return live(ctx, {
    topic: `course:${courseId}`,
    after,
    accepts: (notice) => wanted(member, notice),
    check: (fresh) => enter(fresh, courseId, sessionId),
    share: async (notice, own) => listenersClass(own, await enter(own, courseId, sessionId), notice),
  });
}
