import { Arg, Ctx, ID, Int, Mutation, Query, Resolver, Root, Subscription } from "type-graphql";
import { readJob } from "../../core/jobs/jobs";
import { JobNode } from "../../core/jobs/jobs.types";
import type { Job } from "../../generated/prisma/client.ts";
import type { Context } from "../../kernel/context";
import { decodeKey, pageOf, pageSize, type Page } from "../../kernel/connections";
import { Invalid, NotFound } from "../../kernel/errors";
import { isId } from "../../kernel/ids";
import { live, type LiveEvent } from "../../kernel/live";
import { authorize } from "../../kernel/policy";
import { attemptsOf, enterRegistration, interactionsOf, whose } from "./attempts";
import { follow, followPath } from "./follow";
import { countLearners, gridRows } from "./grid";
import { EXPORT_GRID } from "./grid-export";
import { readPackageNode } from "./packages.resolver";
import { packagePolicy } from "./paths.policy";
import { CALLS_KEPT } from "./runtime-calls";
import { resetPath } from "./path-reset";
import { resetProgress, restoreProgress } from "./reset";
import {
  GridFileFormat,
  PackageAttempt,
  PackageGridChange,
  PackageGridConnection,
  PackageGridFilter,
  PackageGridRow,
  PackageInteraction,
  PackageInteractionConnection,
  ProgressReset,
  RuntimeCallNode,
} from "./reports.types";

const SESSION = "The session; absent = the course's base.";
/** What may change a row of the grid. */
const CHANGES = new Set(["paths.activity.committed", "paths.progress.reset", "paths.progress.restored"]);

interface GridArguments {
  packageId: string;
  sessionId?: string | null;
  after?: string | null;
}

/** Changes of a package's learners, heard on the course's topic. */
async function gridChanges(ctx: Context, { packageId, sessionId = null, after }: GridArguments): Promise<AsyncIterableIterator<LiveEvent>> {
  const { member } = await follow(ctx, packageId, sessionId);
  const { courseId, runId } = member;
  return live(ctx, {
    topic: `course:${courseId}`,
    after,
    accepts: (notice) => CHANGES.has(notice.name) && notice.itemId === packageId && notice.runId === runId && !!notice.userId,
    check: (fresh) => follow(fresh, packageId, sessionId).then(({ member }) => member),
  });
}

@Resolver()
export class ReportResolver {
  @Query(() => PackageGridConnection, { description: "A package's learners by name, each with their activities; for staff." })
  async packageGrid(
    @Arg("packageId", () => ID, { description: "The package." }) packageId: string,
    @Arg("sessionId", () => ID, { nullable: true, description: SESSION }) sessionId: string | null,
    @Arg("filter", () => PackageGridFilter, { nullable: true, description: "Which learners." }) filter: PackageGridFilter | null,
    @Arg("first", () => Int, { nullable: true, description: "How many, 20 when absent, at most 100." }) first: number | null,
    @Arg("after", () => String, { nullable: true, description: "The endCursor of the page before." }) after: string | null,
    @Ctx() ctx: Context,
  ): Promise<Page<PackageGridRow>> {
    const { member } = await follow(ctx, packageId, sessionId);
    const size = pageSize(first);
    const key = decodeKey(after, ["text", "text", "id"]);
    const from = key && isId(key[2]) ? { familyName: String(key[0]), givenName: String(key[1]), id: key[2] } : null;
    const rows = await gridRows(ctx, member, packageId, { ...filter, after: from, take: size + 1 });
    return pageOf(
      rows,
      size,
      ({ learner }) => [learner.familyName, learner.givenName, learner.id],
      () => countLearners(ctx, member, packageId, { ...filter, take: 0 }),
    );
  }

  @Query(() => [PackageAttempt], {
    description: "One person's attempts at a package, the latest first, at most 50: one's own, or as staff anybody's of the run.",
  })
  async packageAttempts(
    @Arg("packageId", () => ID, { description: "The package." }) packageId: string,
    @Arg("userId", () => ID, { nullable: true, description: "Whose; absent = one's own." }) userId: string | null,
    @Arg("sessionId", () => ID, { nullable: true, description: SESSION }) sessionId: string | null,
    @Ctx() ctx: Context,
  ): Promise<PackageAttempt[]> {
    const row = await readPackageNode(ctx, packageId, sessionId);
    const member = ctx.memberOf(row.courseId);
    return attemptsOf(ctx, member, packageId, whose(member, userId));
  }

  @Query(() => PackageInteractionConnection, { description: "Answers inside one attempt, by activity and the package's own index." })
  async packageInteractions(
    @Arg("registrationId", () => ID, { description: "The attempt: one's own, or as staff any of the run." }) registrationId: string,
    @Arg("activityId", () => ID, { nullable: true, description: "Only of this activity." }) activityId: string | null,
    @Arg("first", () => Int, { nullable: true, description: "How many, 20 when absent, at most 100." }) first: number | null,
    @Arg("after", () => String, { nullable: true, description: "The endCursor of the page before." }) after: string | null,
    @Ctx() ctx: Context,
  ): Promise<Page<PackageInteraction>> {
    const size = pageSize(first);
    const key = decodeKey(after, ["text", "integer"]);
    const from = key ? { activityId: String(key[0]), index: Number(key[1]) } : null;
    const rows = await interactionsOf(ctx, registrationId, { activityId, after: from, take: size + 1 });
    const where = { registrationId, ...(activityId === null ? {} : { activityId }) };
    return pageOf(
      rows,
      size,
      (row) => [row.activityId, row.index],
      () => ctx.db.activityInteraction.count({ where }),
    );
  }

  @Query(() => [RuntimeCallNode], {
    description: "The last calls of an attempt that went wrong, the latest first, at most 200; for staff.",
  })
  async runtimeCalls(
    @Arg("registrationId", () => ID, { description: "The attempt." }) registrationId: string,
    @Ctx() ctx: Context,
  ): Promise<RuntimeCallNode[]> {
    const member = await enterRegistration(ctx, registrationId);
    authorize(member, packagePolicy, "follow", {});
    return ctx.db.runtimeCall.findMany({ where: { registrationId }, orderBy: { id: "desc" }, take: CALLS_KEPT });
  }

  @Mutation(() => JobNode, { description: "Writes a package's grid to a file; for staff. Result: FileProduced." })
  async exportPackageGrid(
    @Arg("packageId", () => ID, { description: "The package." }) packageId: string,
    @Arg("format", () => GridFileFormat, { description: "The kind of file." }) format: GridFileFormat,
    @Arg("sessionId", () => ID, { nullable: true, description: SESSION }) sessionId: string | null,
    @Arg("filter", () => PackageGridFilter, { nullable: true, description: "Which learners." }) filter: PackageGridFilter | null,
    @Ctx() ctx: Context,
  ): Promise<Job> {
    const { member } = await follow(ctx, packageId, sessionId);
    const viewer = await ctx.enterSelf();
    const input = { packageId, sessionId: member.sessionId, format, search: filter?.search ?? null, state: filter?.state ?? null };
    const job = { kind: EXPORT_GRID, input, userId: viewer.id, courseId: member.courseId };
    return readJob(ctx, await ctx.write((tx) => ctx.services.jobs.enqueue(tx, job)));
  }

  @Mutation(() => ProgressReset, { description: "Lets learners start a package or a path over; it can be undone for 30 days." })
  async resetProgress(
    @Arg("packageId", () => ID, { nullable: true, description: "The package; or" }) packageId: string | null,
    @Arg("pathId", () => ID, { nullable: true, description: "the path: what was done in its steps' items stays there." }) pathId:
      | string
      | null,
    @Arg("userIds", () => [ID], { description: "Learners of the run, 1 to 500." }) userIds: string[],
    @Arg("sessionId", () => ID, { nullable: true, description: SESSION }) sessionId: string | null,
    @Ctx() ctx: Context,
  ): Promise<ProgressReset> {
    if (!packageId === !pathId) throw Invalid("packageId", "reset.one", "Name a package or a path.");
    if (pathId) return resetPath(ctx, await followPath(ctx, pathId, sessionId, "waive"), pathId, userIds);
    const { member } = await follow(ctx, packageId!, sessionId, "reset");
    return resetProgress(ctx, member, packageId!, userIds);
  }

  @Mutation(() => [ID], { description: "Undoes a reset; answers the learners. What they have done since stays where it is better." })
  async restoreProgress(
    @Arg("trashId", () => ID, { description: "What resetProgress gave." }) trashId: string,
    @Ctx() ctx: Context,
  ): Promise<string[]> {
    const reset = isId(trashId) ? await ctx.db.packageReset.findUnique({ where: { id: trashId } }) : null;
    const run = reset && (await ctx.db.courseRun.findUnique({ where: { id: reset.runId }, select: { sessionId: true } }));
    if (!reset || !run) throw NotFound();
    const ofPath = (await ctx.db.path.count({ where: { id: reset.packageId } })) > 0;
    const member = ofPath
      ? await followPath(ctx, reset.packageId, run.sessionId, "waive")
      : (await follow(ctx, reset.packageId, run.sessionId, "reset")).member;
    return restoreProgress(ctx, member, reset);
  }

  @Subscription(() => PackageGridChange, {
    description: "Learners' rows as they change; for staff. Resume with `after`.",
    subscribe: async ({ context, args }: { context: Context; args: GridArguments }) => gridChanges(context, args),
  })
  async packageGridChanged(
    @Arg("packageId", () => ID, { description: "The package." }) packageId: string,
    @Arg("sessionId", () => ID, { nullable: true, description: SESSION }) sessionId: string | null,
    @Arg("after", () => String, { nullable: true, description: "The last eventId; absent = from now." }) _after: string | null,
    @Root() event: LiveEvent,
  ): Promise<PackageGridChange> {
    const { member } = await follow(event.ctx, packageId, sessionId);
    const [node] = await gridRows(event.ctx, member, packageId, { userId: event.userId!, take: 1 });
    const id = `${packageId}.${member.runId}.${event.userId}`;
    return { action: node ? "updated" : "removed", id, node: node ?? null, eventId: event.cursor };
  }
}
