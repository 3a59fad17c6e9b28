import { Prisma } from "./database";
import { runJob, type JobFailure, type JobOutcome, type JobRow } from "./job-run";
import { log } from "./log";
import { jobDefinitions, WORK_TOPIC, writeJobEvent, type JobQueue } from "./job-queue";
import { PROCESS_LOCKS, ProcessLock } from "./process-lock";
import type { Services } from "./services";

const CONCURRENCY = 2;
const POLL_MS = 5_000;
const RECOVER_MS = 15_000;
const SCHEDULE_MS = 60_000;
const STOP_MS = 5_000;
/** A job that has taken its process down so many times is given up. */
const STARTS_MAX = 3;

interface Running {
  abort: AbortController;
  done: Promise<void>;
}

/**
 * Takes jobs from the queue and runs them, two at once. A job's row is claimed under this process's lock and settled only by who
 * claimed it, so that work taken over after a crash is recorded once.
 */
export class JobWorker {
  private readonly running = new Map<string, Running>();
  private readonly timers: NodeJS.Timeout[] = [];
  private readonly lock: ProcessLock;
  private unlisten: (() => void) | undefined;
  private pumping = false;
  private again = false;
  private stopping = false;

  constructor(
    private readonly services: Services,
    private readonly queue: JobQueue,
  ) {
    this.lock = new ProcessLock(services.env.databaseUrl, {
      lost: () => this.abortAll("LOST"),
      again: () => void this.recover().catch((error: unknown) => log.warn({ err: error }, "jobs: could not take jobs back yet")),
    });
  }

  async start(): Promise<void> {
    await this.lock.start();
    this.unlisten = this.services.realtime.listen(WORK_TOPIC, () => void this.pump());
    this.every(POLL_MS, () => this.pump());
    this.every(RECOVER_MS, () => this.recover());
    this.every(SCHEDULE_MS, () => this.schedule());
    await this.recover();
    await this.schedule();
    void this.pump();
  }

  /** Waits up to five seconds for running jobs; the rest go back to the queue, and run again when somebody starts. */
  async stop(): Promise<void> {
    this.stopping = true;
    this.unlisten?.();
    for (const timer of this.timers) clearInterval(timer);
    const all = () => Promise.all([...this.running.values()].map((job) => job.done));
    await Promise.race([all(), delay(STOP_MS)]);
    const left = [...this.running.keys()];
    this.abortAll("STOPPING");
    await Promise.race([all(), delay(500)]);
    for (const id of left)
      if (this.running.has(id))
        await this.giveBack(id).catch((error: unknown) => log.warn({ err: error, jobId: id }, "jobs: could not give a job back"));
    await this.lock.stop();
  }

  private every(ms: number, work: () => Promise<unknown>): void {
    const timer = setInterval(
      () => void work().catch((error: unknown) => log.warn({ err: error }, "jobs: a round failed; the next one tries again")),
      ms,
    );
    timer.unref();
    this.timers.push(timer);
  }

  private abortAll(reason: "STOPPING" | "LOST"): void {
    for (const job of this.running.values()) job.abort.abort(reason);
  }

  private async pump(): Promise<void> {
    this.again = true;
    if (this.pumping) return;
    this.pumping = true;
    try {
      while (this.again && !this.stopping && this.lock.key) {
        this.again = false;
        while (!this.stopping && this.running.size < CONCURRENCY) {
          const id = await this.queue.next();
          if (!id) break;
          this.begin(id);
        }
      }
    } catch (error) {
      log.warn({ err: error }, "jobs: the queue could not be read");
    } finally {
      this.pumping = false;
    }
  }

  private begin(id: string): void {
    const abort = new AbortController();
    const done = this.runOne(id, abort)
      .catch((error: unknown) => log.error({ err: error, jobId: id }, "jobs: an outcome could not be kept; the job will be run again"))
      .finally(() => {
        this.running.delete(id);
        void this.pump();
      });
    this.running.set(id, { abort, done });
  }

  private async runOne(id: string, abort: AbortController): Promise<void> {
    const job = await this.claim(id);
    // Already settled, cancelled while it waited, or running elsewhere: the queue's own entry is done with.
    if (!job) return this.queue.end(id);
    const unlisten = this.services.realtime.listen(
      `job:${id}`,
      (notice) => notice.name === "jobs.job.cancelRequested" && abort.abort("CANCELLED"),
    );
    try {
      await this.settle(job, await runJob(this.services, job, jobDefinitions().get(job.kind), abort));
    } finally {
      unlisten();
    }
  }

  private async claim(id: string): Promise<JobRow | null> {
    return this.services.db.$transaction(async (tx) => {
      const [job] = await tx.$queryRaw<JobRow[]>`
        UPDATE "Job" SET "state" = 'RUNNING', "attempts" = "attempts" + 1, "worker" = ${this.lock.key}::int, "startedAt" = coalesce("startedAt", now()),
          "progress" = 0, "message" = NULL
        WHERE "id" = ${id}::uuid AND "state" = 'QUEUED'
        RETURNING "id", "kind", "userId", "courseId", "input", "attempts", "worker"`;
      if (job) await writeJobEvent(tx, job);
      return job ?? null;
    });
  }

  /** Records the outcome, and ends the queue's entry, in one transaction; only for who claimed the job last. */
  private async settle(job: JobRow, outcome: JobOutcome): Promise<void> {
    if (outcome.state === "LOST") return;
    if (outcome.state === "STOPPED") return this.giveBack(job.id);
    const { state } = outcome;
    const result = outcome.state === "SUCCEEDED" ? JSON.stringify(outcome.result) : null;
    const failure = outcome.state === "FAILED" ? JSON.stringify(outcome.failure) : null;
    await this.services.db.$transaction(async (tx) => {
      const settled = await tx.$executeRaw`
        UPDATE "Job" SET "state" = ${state}::"JobState", "result" = ${result}::jsonb, "failure" = ${failure}::jsonb, "endedAt" = now(), "worker" = NULL,
          "progress" = CASE WHEN ${state} = 'SUCCEEDED' THEN 1 ELSE "progress" END
        WHERE "id" = ${job.id}::uuid AND "state" = 'RUNNING' AND "worker" = ${job.worker}::int AND "attempts" = ${job.attempts}::int`;
      if (settled === 0) return;
      await this.queue.end(job.id, tx);
      await writeJobEvent(tx, job);
    });
  }

  /** Puts a job that this process holds back into the queue; the start does not count. */
  private async giveBack(id: string): Promise<void> {
    await this.services.db.$transaction(async (tx) => {
      const given = await tx.$executeRaw`
        UPDATE "Job" SET "state" = 'QUEUED', "worker" = NULL, "attempts" = "attempts" - 1
        WHERE "id" = ${id}::uuid AND "state" = 'RUNNING' AND "worker" = ${this.lock.key}::int`;
      if (given) await this.queue.again(id, tx);
    });
  }

  /** Takes back what processes held that are no more: their lock is free. */
  private async recover(): Promise<void> {
    const gaveUp: JobFailure = { code: "INTERNAL", message: "The work was cut off too often.", issues: [] };
    await this.services.db.$transaction(async (tx) => {
      const found = await tx.$queryRaw<(JobRow & { state: string })[]>(Prisma.sql`
        UPDATE "Job" SET "worker" = NULL,
          "state" = CASE WHEN "cancelRequestedAt" IS NOT NULL THEN 'CANCELLED' WHEN "attempts" >= ${STARTS_MAX} THEN 'FAILED' ELSE 'QUEUED' END::"JobState",
          "failure" = CASE WHEN "cancelRequestedAt" IS NULL AND "attempts" >= ${STARTS_MAX} THEN ${JSON.stringify(gaveUp)}::jsonb END,
          "endedAt" = CASE WHEN "cancelRequestedAt" IS NOT NULL OR "attempts" >= ${STARTS_MAX} THEN now() END
        WHERE "state" = 'RUNNING' AND NOT EXISTS (
          SELECT 1 FROM pg_locks l WHERE l.locktype = 'advisory' AND l.classid = ${PROCESS_LOCKS}::int::oid AND l.objid = "Job"."worker"::oid
            AND l.database = (SELECT d.oid FROM pg_database d WHERE d.datname = current_database()))
        RETURNING "id", "kind", "userId", "courseId", "state"::text`);
      for (const job of found) {
        log.warn({ jobId: job.id, kind: job.kind, state: job.state }, "jobs: taken back from a process that is gone");
        if (job.state === "QUEUED") await this.queue.again(job.id, tx);
        else await this.queue.end(job.id, tx);
        await writeJobEvent(tx, job);
      }
      this.again ||= found.length > 0;
    });
    if (this.again) void this.pump();
  }

  /** Enqueues the jobs that run by themselves, when the last of their kind is old enough; one process at a time decides. */
  private async schedule(): Promise<void> {
    for (const { kind, everyMinutes } of jobDefinitions().values()) {
      if (!everyMinutes) continue;
      await this.services.db.$transaction(async (tx) => {
        await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext(${`jobs.schedule:${kind}`}))`;
        const recent = await tx.job.findFirst({
          where: { kind, createdAt: { gt: new Date(Date.now() - everyMinutes * 60_000) } },
          select: { id: true },
        });
        if (!recent) await this.queue.enqueue(tx, { kind, input: {}, userId: null });
      });
    }
  }
}

const delay = (ms: number): Promise<void> => new Promise((resolve) => void setTimeout(resolve, ms).unref());
