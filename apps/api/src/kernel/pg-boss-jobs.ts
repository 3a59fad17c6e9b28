import PgBoss from "pg-boss";
import { newId } from "./ids";
import { jobDefinitions, wakeWorkers, writeJobEvent, type JobQueue } from "./job-queue";
import { JobWorker } from "./job-worker";
import { log } from "./log";
import type { Tx } from "./database";
import type { Jobs, NewJob } from "./jobs";
import type { Services } from "./services";

/** The one queue: what a job is lies in its row, so a new kind of job needs no table. */
const QUEUE = "lyceum";

/** Lets the queue library write inside a Prisma transaction; its own SQL, its own parameters, nobody's input in the text. */
const inTransaction = (tx: Tx): PgBoss.Db => ({
  executeSql: async (text, values) => ({ rows: await tx.$queryRawUnsafe<unknown[]>(text, ...values) }),
});

/**
 * Jobs on pg-boss, in the schema `pgboss` of the same database. With ROLE=web it only enqueues; otherwise it also runs. It shares the
 * process's pool, and needs one more connection to run: the lock that tells the other processes that this one lives.
 */
export function pgBossJobs(services: Services): Jobs {
  const runs = services.env.role !== "web";
  let opened: Promise<PgBoss> | undefined;
  let worker: JobWorker | undefined;
  const ready = (): Promise<PgBoss> => {
    opened ??= openQueue(services, runs).catch((error: unknown) => {
      opened = undefined;
      throw error;
    });
    return opened;
  };

  async function enqueue(tx: Tx, job: NewJob): Promise<string> {
    const definition = jobDefinitions().get(job.kind);
    if (!definition) throw new Error(`no tool declares the job ${job.kind}`);
    const input = definition.input.parse(job.input) as object;
    const boss = await ready();
    const row = { id: newId(), kind: job.kind, userId: job.userId, courseId: job.courseId ?? null };
    await tx.job.create({ data: { ...row, input } });
    await boss.send(QUEUE, {}, { id: row.id, db: inTransaction(tx) });
    await writeJobEvent(tx, row);
    await wakeWorkers(tx);
    return row.id;
  }

  const queue: JobQueue = {
    enqueue,
    next: async () => (await (await ready()).fetch(QUEUE, { batchSize: 1 }))[0]?.id,
    end: async (id, tx) => (await ready()).complete(QUEUE, id, {}, tx ? { db: inTransaction(tx) } : {}),
    again: async (id, tx) => (await ready()).fail(QUEUE, id, {}, { db: inTransaction(tx) }),
  };

  return {
    enqueue,
    async start() {
      await ready();
      if (!runs || worker) return;
      worker = new JobWorker(services, queue);
      await worker.start();
    },
    async stop() {
      await worker?.stop();
      worker = undefined;
      const boss = await opened?.catch(() => undefined);
      opened = undefined;
      await boss?.stop({ graceful: false, close: false });
    },
  };
}

/** Starts the queue library: a new one each time, since a stopped one does not stop twice. */
async function openQueue(services: Services, supervise: boolean): Promise<PgBoss> {
  const boss = new PgBoss({
    db: { executeSql: (text, values) => services.pool.query(text, values) },
    schedule: false,
    supervise,
    maintenanceIntervalMinutes: 10,
    deleteAfterDays: 2,
  });
  boss.on("error", (error) => log.warn({ err: error }, "jobs: the queue has a fault"));
  await boss.start();
  // A job is given up by its row (attempts), and a dead process is noticed by its lock; the queue's own limits only come after.
  await boss.createQueue(QUEUE, { name: QUEUE, retryLimit: 1_000, retryDelay: 0, expireInHours: 23, retentionDays: 14 });
  return boss;
}

/** Puts every job that has not ended into the queue, which a restored database does not have; what ran then begins anew. Gives their number. */
export async function refillQueue(services: Services): Promise<number> {
  const boss = await openQueue(services, false);
  try {
    return await services.db.$transaction(async (tx) => {
      await tx.job.updateMany({ where: { state: "RUNNING" }, data: { state: "QUEUED", worker: null } });
      const waiting = await tx.job.findMany({ where: { state: "QUEUED" }, select: { id: true }, orderBy: { createdAt: "asc" } });
      for (const { id } of waiting) await boss.send(QUEUE, {}, { id, db: inTransaction(tx) });
      return waiting.length;
    });
  } finally {
    await boss.stop({ graceful: false, close: false });
  }
}
