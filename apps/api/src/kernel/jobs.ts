import type { ZodType } from "zod";
import type { Context } from "./context";
import type { Tx } from "./database";

/** What a running job may do besides its work. */
export interface JobRun<Input> {
  jobId: string;
  input: Input;
  userId: string | null;
  courseId: string | null;
  /** Acts as the person who asked, with the rights that they have now; as nobody where nobody asked. */
  ctx: Context;
  /** Says how far it is (0 to 1), with a message key; throws when the job was cancelled, so that the work unwinds. */
  report(progress: number, message?: string): Promise<void>;
  /** Aborted when the job is cancelled or the process stops. */
  signal: AbortSignal;
}

/** A kind of long work: its input's shape, and what it does. The returned value is the job's result, JSON. */
export interface JobDefinition {
  kind: string;
  input: ZodType;
  /** The GraphQL member of JobResult that its result is. */
  resultType?: new () => object;
  /** Runs by itself every so many minutes, once on the whole campus, with the input `{}`. */
  everyMinutes?: number;
  /** A job that a crash cut off is run again from its start: it must bear that. */
  run(run: JobRun<never>): Promise<Record<string, unknown>>;
}

/** Declares a kind of job; `run` gets the input as its schema parsed it. */
export function defineJob<Input>(
  job: Omit<JobDefinition, "input" | "run"> & { input: ZodType<Input>; run(run: JobRun<Input>): Promise<Record<string, unknown>> },
): JobDefinition {
  return job as unknown as JobDefinition;
}

export interface NewJob {
  kind: string;
  input: Record<string, unknown>;
  userId: string | null;
  courseId?: string | null;
}

/** The queue: a job is a row that people watch, enqueued in the transaction that asks for it. */
export interface Jobs {
  start(): Promise<void>;
  stop(): Promise<void>;
  /** Gives the job's id. It runs after the commit; a rolled back transaction leaves no job. */
  enqueue(tx: Tx, job: NewJob): Promise<string>;
}
