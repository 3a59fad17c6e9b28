import { NotFound } from "../../kernel/errors";
import { isId } from "../../kernel/ids";
import { writeJobEvent } from "../../kernel/job-queue";
import type { Context } from "../../kernel/context";
import type { Job } from "../../generated/prisma/client.ts";

/** A job for who asked for it, or an administrator; anybody else: NOT_FOUND. */
export async function readJob(ctx: Context, id: string): Promise<Job> {
  const viewer = await ctx.enterSelf();
  const job = isId(id) ? await ctx.db.job.findUnique({ where: { id } }) : null;
  if (!job || (job.userId !== viewer.id && !viewer.isAdministrator)) throw NotFound();
  return job;
}

/** Asks a job to stop. One that waits is cancelled at once; one that runs stops at its next step; one that has ended stays as it is. */
export async function cancelJob(ctx: Context, id: string): Promise<Job> {
  await readJob(ctx, id);
  return ctx.write(async (tx) => {
    const waiting = await tx.job.updateMany({
      where: { id, state: "QUEUED" },
      data: { state: "CANCELLED", cancelRequestedAt: new Date(), endedAt: new Date() },
    });
    const running = waiting.count
      ? waiting
      : await tx.job.updateMany({ where: { id, state: "RUNNING", cancelRequestedAt: null }, data: { cancelRequestedAt: new Date() } });
    const job = await tx.job.findUniqueOrThrow({ where: { id } });
    if (running.count) await writeJobEvent(tx, job, waiting.count ? "jobs.job.changed" : "jobs.job.cancelRequested");
    return job;
  });
}
