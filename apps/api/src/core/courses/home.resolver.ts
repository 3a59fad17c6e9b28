import { Arg, Ctx, ID, Mutation, Query, Resolver } from "type-graphql";
import type { Context } from "../../kernel/context";
import { NotFound } from "../../kernel/errors";
import { isId } from "../../kernel/ids";
import { setAutoLaunch } from "./auto-launch";
import { Item, type ItemNodeRow } from "../../kernel/item.types";
import { authorize } from "../../kernel/policy";
import { loadTools } from "./course-tools";
import { enterCourseRow } from "./courses";
import { coursePolicy } from "./courses.policy";
import { Course, courseNode } from "./courses.types";
import { courseHome } from "./home";
import { CourseHome, CourseNewsEntry, CourseShortcut, ShortcutInput, shortcutNode } from "./home.types";
import { itemNodes, placeableItems } from "./item-nodes";
import { courseNews, markNewsSeen } from "./news";
import { createShortcut, removeShortcut, reorderShortcuts } from "./shortcuts";

const COURSE = { description: "The course." };
const HERE = { nullable: true, description: "The session where the caller stands; absent = the base." };

@Resolver()
export class HomeResolver {
  @Query(() => CourseHome, { description: "The home page of a course, as the viewer sees it." })
  courseHome(
    @Arg("courseId", () => ID, COURSE) courseId: string,
    @Arg("sessionId", () => ID, HERE) sessionId: string | null,
    @Ctx() ctx: Context,
  ): Promise<CourseHome> {
    return courseHome(ctx, courseId, sessionId);
  }

  @Query(() => [CourseNewsEntry], { description: "What is new since the last visit, by name, newest first: at most 100." })
  async courseNews(
    @Arg("courseId", () => ID, COURSE) courseId: string,
    @Arg("sessionId", () => ID, HERE) sessionId: string | null,
    @Arg("tool", () => String, { nullable: true, description: "One tool's key; absent = all that the viewer sees." }) tool: string | null,
    @Ctx() ctx: Context,
  ): Promise<CourseNewsEntry[]> {
    const member = await ctx.enter(courseId, { sessionId, ...(tool ? { tool } : {}) });
    return courseNews(ctx, member, tool ? [tool] : (await loadTools(ctx, member)).map((shown) => shown.key));
  }

  @Query(() => [Item], {
    description: "Items of the course that may stand in a section, by title: at most 30, for those who edit the home page.",
  })
  async placeableItems(
    @Arg("courseId", () => ID, COURSE) courseId: string,
    @Arg("sessionId", () => ID, HERE) sessionId: string | null,
    @Arg("search", () => String, { nullable: true, description: "Part of the title." }) search: string | null,
    @Ctx() ctx: Context,
  ): Promise<ItemNodeRow[]> {
    const { member, course } = await enterCourseRow(ctx, courseId, { sessionId });
    authorize(member, coursePolicy, "editHome", course);
    return placeableItems(ctx, member, search ?? "");
  }

  @Mutation(() => Boolean, {
    description: 'Remembers that the viewer has seen what is new: opening a tool does it, or "mark all as seen".',
  })
  async markNewsSeen(
    @Arg("courseId", () => ID, COURSE) courseId: string,
    @Arg("sessionId", () => ID, HERE) sessionId: string | null,
    @Arg("tool", () => String, { nullable: true, description: "One tool's key; absent = all that the viewer sees." }) tool: string | null,
    @Ctx() ctx: Context,
  ): Promise<boolean> {
    const member = await ctx.enter(courseId, { sessionId, ...(tool ? { tool } : {}) });
    await markNewsSeen(ctx, member, tool ? [tool] : (await loadTools(ctx, member)).map((shown) => shown.key));
    return true;
  }

  @Mutation(() => CourseShortcut, {
    description: "Puts a shortcut to an item on the home page; one that is there gets the new label and picture.",
  })
  async createShortcut(
    @Arg("input", () => ShortcutInput, { description: "Which item, and how it looks." }) input: ShortcutInput,
    @Ctx() ctx: Context,
  ): Promise<CourseShortcut> {
    const row = await createShortcut(ctx, { ...input, sessionId: input.sessionId ?? null });
    const item = (await itemNodes(ctx, [row.itemId])).get(row.itemId);
    if (!item) throw NotFound();
    return shortcutNode(row, item);
  }

  @Mutation(() => [ID], { description: "Puts the shortcuts into an order, in a session for that session only. Gives their ids in it." })
  reorderShortcuts(
    @Arg("courseId", () => ID, COURSE) courseId: string,
    @Arg("sessionId", () => ID, HERE) sessionId: string | null,
    @Arg("ids", () => [ID], { description: "The shortcuts in their new order; those that are not named come after." }) ids: string[],
    @Ctx() ctx: Context,
  ): Promise<string[]> {
    return reorderShortcuts(ctx, courseId, sessionId, ids);
  }

  @Mutation(() => ID, { description: "Takes a shortcut from the home page; the course's own comes back in a session. Gives back its id." })
  removeShortcut(
    @Arg("id", () => ID, { description: "The shortcut." }) id: string,
    @Arg("sessionId", () => ID, HERE) sessionId: string | null,
    @Ctx() ctx: Context,
  ): Promise<string> {
    return removeShortcut(ctx, id, sessionId);
  }

  @Mutation(() => Course, { description: "Sets the one place where learners land when they come into the course." })
  async setAutoLaunch(
    @Arg("courseId", () => ID, COURSE) courseId: string,
    @Arg("tool", () => String, { nullable: true, description: "A tool's key; null = the home page." }) tool: string | null,
    @Arg("itemId", () => ID, { nullable: true, description: "One item of the tool; null = the tool's list." }) itemId: string | null,
    @Ctx() ctx: Context,
  ): Promise<Course> {
    const row = await setAutoLaunch(ctx, courseId, tool, isId(itemId) ? itemId : null);
    return courseNode(row, ctx.memberOf(courseId));
  }
}
