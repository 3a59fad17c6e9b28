import { Arg, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from "type-graphql";
import type { PathInput as Change } from "@lyceum/shared/inputs/learning-paths";
import { PathOrder } from "../../generated/prisma/enums.ts";
import type { Context } from "../../kernel/context";
import { decodeKey, pageOf, pageSize, type Page } from "../../kernel/connections";
import { isId } from "../../kernel/ids";
import { authorize, viewerCan } from "../../kernel/policy";
import { announce, countPaths, createPath, enterPath, enterToEdit, listPaths, updatePath } from "./learning-paths";
import { NewPathInput, PathCan, PathConnection, PathInput, PathNode, PathRunNode } from "./learning-paths.types";
import { packageOverviews } from "./overview";
import { PackageOverview } from "./packages.types";
import { copySteps } from "./path-copy";
import { recomputePath } from "./path-progress";
import { PathStep } from "./path-steps.types";
import { runNode, stepNodes, viewFor, type PathNodeRow } from "./path-view";
import { pathPolicy } from "./paths.policy";

export const PATH = { description: "The path." };
export const HERE = { nullable: true, description: "The session in which the viewer stands; absent = the course's base." };

/** A path as the member who has entered sees it now. */
export async function pathNode(ctx: Context, id: string, sessionId: string | null): Promise<PathNodeRow> {
  const entered = await enterPath(ctx, id, sessionId);
  return { ...entered.bundle.path, entered };
}

@Resolver(() => PathNode)
export class PathFields {
  @FieldResolver(() => [PathStep], {
    description: "Its steps, each section before what lies in it; for learners those that apply to them.",
  })
  async steps(@Root() row: PathNodeRow, @Ctx() ctx: Context): Promise<PathStep[]> {
    const view = await viewFor(ctx, row);
    return view ? stepNodes(view) : [];
  }

  @FieldResolver(() => PathRunNode, {
    nullable: true,
    description: "The viewer's run; null before the first, and for who does not learn here.",
  })
  async run(@Root() row: PathNodeRow, @Ctx() ctx: Context): Promise<PathRunNode | null> {
    const view = await viewFor(ctx, row);
    return view && runNode(view);
  }

  @FieldResolver(() => PathCan, { description: "What the viewer may do." })
  viewerCan(@Root() row: PathNodeRow, @Ctx() ctx: Context): object {
    return viewerCan(ctx.memberOf(row.courseId), pathPolicy, row);
  }

  @FieldResolver(() => PackageOverview, { nullable: true, description: "How the run's learners stand; null for learners." })
  overview(@Root() row: PathNodeRow, @Ctx() ctx: Context): Promise<PackageOverview | null> {
    const member = ctx.memberOf(row.courseId);
    if (!member.isStaff) return Promise.resolve(null);
    return ctx.loader<PackageOverview>(`package-overview:${member.runId}`, (ids) => packageOverviews(ctx, member, ids)).load(row.id);
  }
}

@Resolver()
export class PathResolver {
  @Query(() => PathNode, { description: "One path, for a member who may know of it." })
  path(
    @Arg("id", () => ID, PATH) id: string,
    @Arg("sessionId", () => ID, HERE) sessionId: string | null,
    @Ctx() ctx: Context,
  ): Promise<PathNodeRow> {
    return pathNode(ctx, id, sessionId);
  }

  @Query(() => PathConnection, { description: "The paths that the viewer sees in a course, in the teacher's order." })
  async paths(
    @Arg("courseId", () => ID, { description: "The course." }) courseId: string,
    @Arg("sessionId", () => ID, HERE) sessionId: string | null,
    @Arg("search", () => String, { nullable: true, description: "Part of a title." }) search: string | null,
    @Arg("first", () => Int, { nullable: true, description: "How many, 20 when absent, at most 100." }) first: number | null,
    @Arg("after", () => String, { nullable: true, description: "The endCursor of the page before." }) after: string | null,
    @Ctx() ctx: Context,
  ): Promise<Page<PathNodeRow>> {
    const member = await ctx.enter(courseId, { tool: "paths", sessionId });
    const size = pageSize(first);
    const key = decodeKey(after, ["integer", "id"]);
    const words = (search ?? "").trim().slice(0, 100);
    const from = key && isId(key[1]) ? { position: Number(key[0]), id: key[1] } : null;
    const rows = await listPaths(ctx, member, { search: words, after: from, take: size + 1 });
    return pageOf(
      rows,
      size,
      (row) => [row.position, row.id],
      () => countPaths(ctx, member, words),
    );
  }

  @Mutation(() => PathNode, { description: "Makes an empty path, as a draft." })
  async createPath(
    @Arg("input", () => NewPathInput, { description: "The path." }) input: NewPathInput,
    @Ctx() ctx: Context,
  ): Promise<PathNodeRow> {
    const sessionId = input.sessionId ?? null;
    const member = await ctx.enter(input.courseId, { tool: "paths", sessionId });
    authorize(member, pathPolicy, "create", {});
    const draft = { title: input.title, description: input.description ?? "" };
    const id = await ctx.write((tx, emit) => createPath(tx, emit, member, draft));
    return pathNode(ctx, id, sessionId);
  }

  @Mutation(() => PathNode, { description: "Changes a path's name, state, dates and rules." })
  async updatePath(
    @Arg("id", () => ID, PATH) id: string,
    @Arg("input", () => PathInput, { description: "What changes." }) input: PathInput,
    @Arg("sessionId", () => ID, HERE) sessionId: string | null,
    @Arg("expectedVersion", () => Int, { nullable: true, description: "The version that was shown; another one = CONFLICT." })
    expectedVersion: number | null,
    @Ctx() ctx: Context,
  ): Promise<PathNodeRow> {
    const entered = await enterToEdit(ctx, id, sessionId);
    await ctx.write((tx, emit) => updatePath(tx, emit, entered, input as Change, expectedVersion));
    return pathNode(ctx, id, sessionId);
  }

  @Mutation(() => PathNode, { description: "Says which steps are open: all, each after the one before, or as each step's conditions say." })
  async setPathOrder(
    @Arg("id", () => ID, PATH) id: string,
    @Arg("order", () => PathOrder, { description: "The order." }) order: PathOrder,
    @Arg("sessionId", () => ID, HERE) sessionId: string | null,
    @Ctx() ctx: Context,
  ): Promise<PathNodeRow> {
    const { bundle } = await enterToEdit(ctx, id, sessionId);
    await ctx.write(async (tx, emit) => {
      await tx.path.update({ where: { id }, data: { order } });
      await recomputePath(tx, id);
      announce(emit, bundle.path);
    });
    return pathNode(ctx, id, sessionId);
  }

  @Mutation(() => PathNode, { description: "Makes a draft with the same steps and rules; nobody's runs." })
  async duplicatePath(
    @Arg("id", () => ID, PATH) id: string,
    @Arg("title", () => String, { nullable: true, description: "The new one's name; absent = the same." }) title: string | null,
    @Arg("sessionId", () => ID, HERE) sessionId: string | null,
    @Ctx() ctx: Context,
  ): Promise<PathNodeRow> {
    const { bundle, member } = await enterPath(ctx, id, sessionId);
    authorize(member, pathPolicy, "create", {});
    const { order, tree, runs, maxRuns, minimumMinutes, passingPercent, failedCounts, weights, author, description, language } =
      bundle.path;
    const name = (title ?? "").trim().slice(0, 250) || bundle.path.title;
    const made = await ctx.write(async (tx, emit) => {
      const copy = await createPath(tx, emit, member, { title: name, description, language });
      await tx.path.update({
        where: { id: copy },
        data: { order, tree, runs, maxRuns, minimumMinutes, passingPercent, failedCounts, weights, author },
      });
      await copySteps(tx, new Map([[id, copy]]), null);
      return copy;
    });
    return pathNode(ctx, made, sessionId);
  }
}
