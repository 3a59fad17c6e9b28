import { Arg, Ctx, ID, Int, Query, Resolver, Root, Subscription } from "type-graphql";
import type { Context } from "../../kernel/context";
import { decodeKey, pageOf, pageSize, type Page } from "../../kernel/connections";
import { Refusal } from "../../kernel/errors";
import { isId } from "../../kernel/ids";
import { live, type LiveEvent } from "../../kernel/live";
import { authorize } from "../../kernel/policy";
import { followPath } from "./follow";
import { countLearners } from "./grid";
import { enterPath } from "./learning-paths";
import { PATH, pathNode } from "./learning-paths.resolver";
import { PathRunNode } from "./learning-paths.types";
import { pathGridRows } from "./path-grid";
import { PathChange, PathGridChange, PathGridConnection, PathGridRow } from "./path-grid.types";
import { requireLearner } from "./path-runs";
import { runNode, viewPath } from "./path-view";
import { pathPolicy } from "./paths.policy";
import { PackageGridFilter } from "./reports.types";

const SESSION = { nullable: true, description: "The session; absent = the course's base." };
const AFTER = { nullable: true, description: "The last eventId; absent = from now." };

interface LiveArguments {
  pathId: string;
  sessionId?: string | null;
  after?: string | null;
}

/** What changes a learner's standing: acts on steps and runs, resets, and the derived row itself. */
const STANDING = /^(paths\.(run|step|progress)\.|paths\.path\.finished|progress\.item\.changed)/;
const EDITED = /^paths\.(path\.updated|item\.)/;

/** The path as the listener sees it now; gone is an answer. */
async function changeOf(event: LiveEvent, pathId: string, sessionId: string | null): Promise<PathChange> {
  try {
    return { action: "updated", id: pathId, node: await pathNode(event.ctx, pathId, sessionId), eventId: event.cursor };
  } catch (error) {
    if (error instanceof Refusal) return { action: "removed", id: pathId, node: null, eventId: event.cursor };
    throw error;
  }
}

@Resolver()
export class PathLiveResolver {
  @Query(() => PathGridConnection, { description: "A path's learners by name, each with their steps; for staff." })
  async pathGrid(
    @Arg("pathId", () => ID, PATH) pathId: string,
    @Arg("sessionId", () => ID, SESSION) sessionId: string | null,
    @Arg("filter", () => PackageGridFilter, { nullable: true, description: "Which learners." }) filter: PackageGridFilter | null,
    @Arg("first", () => Int, { nullable: true, description: "How many, 20 when absent, at most 100." }) first: number | null,
    @Arg("after", () => String, { nullable: true, description: "The endCursor of the page before." }) after: string | null,
    @Ctx() ctx: Context,
  ): Promise<Page<PathGridRow>> {
    const member = await followPath(ctx, pathId, sessionId);
    const size = pageSize(first);
    const key = decodeKey(after, ["text", "text", "id"]);
    const from = key && isId(key[2]) ? { familyName: String(key[0]), givenName: String(key[1]), id: key[2] } : null;
    const rows = await pathGridRows(ctx, member, pathId, { ...filter, after: from, take: size + 1 });
    return pageOf(
      rows,
      size,
      ({ learner }) => [learner.familyName, learner.givenName, learner.id],
      () => countLearners(ctx, member, pathId, { ...filter, take: 0 }),
    );
  }

  @Query(() => PathRunNode, {
    nullable: true,
    description: "One learner's run, with all that is known, for staff; one's own as one may know it. Null before the first.",
  })
  async pathRun(
    @Arg("pathId", () => ID, PATH) pathId: string,
    @Arg("userId", () => ID, { description: "The learner." }) userId: string,
    @Arg("sessionId", () => ID, SESSION) sessionId: string | null,
    @Ctx() ctx: Context,
  ): Promise<PathRunNode | null> {
    const entered = await enterPath(ctx, pathId, sessionId);
    const { member, bundle } = entered;
    if (userId === member.userId && !member.isStaff) return runNode(await viewPath(ctx, entered));
    authorize(member, pathPolicy, "follow", bundle.path);
    return runNode(await viewPath(ctx, entered, await requireLearner(ctx, member, userId), true));
  }

  @Subscription(() => PathChange, {
    description: "A path as it is edited, seen with the listener's rights. Resume with `after`.",
    subscribe: async ({ context, args }: { context: Context; args: LiveArguments }) => {
      const { member } = await enterPath(context, args.pathId, args.sessionId ?? null);
      return live(context, {
        topic: `course:${member.courseId}`,
        after: args.after,
        accepts: (notice) => notice.itemId === args.pathId && EDITED.test(notice.name),
        check: (fresh) => fresh.enter(member.courseId, { tool: "paths", sessionId: args.sessionId ?? null }),
      });
    },
  })
  pathChanged(
    @Arg("pathId", () => ID, PATH) pathId: string,
    @Arg("sessionId", () => ID, SESSION) sessionId: string | null,
    @Arg("after", () => String, AFTER) _after: string | null,
    @Root() event: LiveEvent,
  ): Promise<PathChange> {
    return changeOf(event, pathId, sessionId);
  }

  @Subscription(() => PathChange, {
    description: "A path as the listener's own steps turn done, here or in another window. Resume with `after`.",
    subscribe: async ({ context, args }: { context: Context; args: LiveArguments }) => {
      const { member } = await enterPath(context, args.pathId, args.sessionId ?? null);
      return live(context, {
        topic: `course:${member.courseId}`,
        after: args.after,
        accepts: (notice) =>
          notice.itemId === args.pathId && notice.userId === member.userId && notice.runId === member.runId && STANDING.test(notice.name),
        check: (fresh) => fresh.enter(member.courseId, { tool: "paths", sessionId: args.sessionId ?? null }),
      });
    },
  })
  pathProgressChanged(
    @Arg("pathId", () => ID, PATH) pathId: string,
    @Arg("sessionId", () => ID, SESSION) sessionId: string | null,
    @Arg("after", () => String, AFTER) _after: string | null,
    @Root() event: LiveEvent,
  ): Promise<PathChange> {
    return changeOf(event, pathId, sessionId);
  }

  @Subscription(() => PathGridChange, {
    description: "Learners' rows as they change; for staff. Resume with `after`.",
    subscribe: async ({ context, args }: { context: Context; args: LiveArguments }) => {
      const member = await followPath(context, args.pathId, args.sessionId ?? null);
      return live(context, {
        topic: `course:${member.courseId}`,
        after: args.after,
        accepts: (notice) =>
          notice.itemId === args.pathId && notice.runId === member.runId && !!notice.userId && STANDING.test(notice.name),
        check: (fresh) => followPath(fresh, args.pathId, args.sessionId ?? null),
      });
    },
  })
  async pathGridChanged(
    @Arg("pathId", () => ID, PATH) pathId: string,
    @Arg("sessionId", () => ID, SESSION) sessionId: string | null,
    @Arg("after", () => String, AFTER) _after: string | null,
    @Root() event: LiveEvent,
  ): Promise<PathGridChange> {
    const member = await followPath(event.ctx, pathId, sessionId);
    const [node] = await pathGridRows(event.ctx, member, pathId, { userId: event.userId!, take: 1 });
    const id = `${pathId}.${member.runId}.${event.userId}`;
    return { action: node ? "updated" : "removed", id, node: node ?? null, eventId: event.cursor };
  }
}
