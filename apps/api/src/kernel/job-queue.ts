import { CHANNEL, draftEvent, writeEvents } from "./events";
import { newId } from "./ids";
import { allTools } from "./manifest";
import type { Tx } from "./database";
import type { JobDefinition, NewJob } from "./jobs";

/** What the worker asks of the queue library. */
export interface JobQueue {
  enqueue(tx: Tx, job: NewJob): Promise<string>;
  /** Takes the next job's id, or undefined. */
  next(): Promise<string | undefined>;
  /** Forgets an entry: its job is settled. */
  end(id: string, tx?: Tx): Promise<void>;
  /** Puts an entry back, to be taken again. */
  again(id: string, tx: Tx): Promise<void>;
}

/** The declared kinds of jobs, by their names. */
export function jobDefinitions(): Map<string, JobDefinition> {
  return new Map(allTools().flatMap((manifest) => (manifest.jobs ?? []).map((job) => [job.kind, job] as const)));
}

/** Tells everybody who watches a job, and its owner, that it has changed: written with the change. */
export async function writeJobEvent(
  tx: Tx,
  job: { id: string; userId: string | null; courseId: string | null },
  name = "jobs.job.changed",
): Promise<void> {
  const subject = { id: job.id, userId: job.userId, data: {} };
  const topics = [`job:${job.id}`, ...(job.userId ? [`user:${job.userId}`] : [])];
  const events = topics.map((topic) => draftEvent(name, { ...subject, topic }));
  await writeEvents(tx, { actorId: job.userId, impersonatorId: null, requestId: "" }, events);
}

/** The topic on which workers hear that there is something to do, once it is committed. */
export const WORK_TOPIC = "jobs:queue";

/** Tells workers that there is something to do; heard at the commit. */
export async function wakeWorkers(tx: Tx): Promise<void> {
  const notice = JSON.stringify({ id: newId(), name: "jobs.queue.filled", topic: WORK_TOPIC, xid: "0" });
  await tx.$executeRaw`SELECT pg_notify(${CHANNEL}, ${notice})`;
}
