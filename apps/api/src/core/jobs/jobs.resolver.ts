import { Arg, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root, Subscription } from "type-graphql";
import { live } from "../../kernel/live";
import { safeCursor } from "../../kernel/realtime";
import { cancelJob, readJob } from "./jobs";
import { JobFailureNode, JobNode, JobResult, resultOf } from "./jobs.types";
import type { Context } from "../../kernel/context";
import type { Job } from "../../generated/prisma/client.ts";

interface JobChange {
  ctx: Context;
}

/** The job's changes, the present state first: whoever comes late misses nothing. */
function changesOf(ctx: Context, id: string): AsyncIterableIterator<JobChange> {
  let source: AsyncIterableIterator<JobChange> | undefined;
  let left = false;
  return {
    async next() {
      if (source) return source.next();
      await readJob(ctx, id);
      const after = await safeCursor(ctx.db);
      // Who leaves before the stream has begun must not leave one behind.
      if (left) return { done: true, value: undefined };
      source = live(ctx, { topic: `job:${id}`, after, accepts: () => true, check: (fresh) => readJob(fresh, id) });
      return { done: false, value: { ctx: ctx.fresh() } };
    },
    async return() {
      left = true;
      await source?.return?.();
      return { done: true, value: undefined };
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}

@Resolver(() => JobNode)
export class JobResolver {
  @Query(() => JobNode, { description: "One job, for who asked for it and for administrators." })
  job(@Arg("id", () => ID, { description: "The job's id." }) id: string, @Ctx() ctx: Context): Promise<Job> {
    return readJob(ctx, id);
  }

  @Mutation(() => JobNode, { description: "Asks a job to stop. One that has ended stays as it is." })
  cancelJob(@Arg("id", () => ID, { description: "The job's id." }) id: string, @Ctx() ctx: Context): Promise<Job> {
    return cancelJob(ctx, id);
  }

  @Subscription(() => JobNode, {
    description: "The job as it is now, and again at each change.",
    subscribe: ({ context, args }: { context: Context; args: { id: string } }) => changesOf(context, args.id),
  })
  jobChanged(@Arg("id", () => ID, { description: "The job's id." }) id: string, @Root() change: JobChange): Promise<Job> {
    return readJob(change.ctx, id);
  }

  @FieldResolver(() => JobResult, { nullable: true, description: "What it gave; its type depends on the kind." })
  result(@Root() job: Job): object | null {
    return resultOf(job);
  }

  @FieldResolver(() => JobFailureNode, { nullable: true, description: "Why it failed." })
  failure(@Root() job: Job): JobFailureNode | null {
    return job.failure as JobFailureNode | null;
  }
}
