import type { ZodType } from "zod";
import type { Tx } from "./database";

/** What a running job may do besides its work. */
export interface JobRun<Input> {
  jobId: string;
  input: Input;
  userId: string | null;
  /** Says how far it is (0 to 1), with a message key; throws when the job was cancelled. */
  report(progress: number, message?: string): Promise<void>;
  signal: AbortSignal;
}

/** A kind of long work: its input's shape, and what it does. The returned value is the job's result, JSON. */
export interface JobDefinition {
  kind: string;
  input: ZodType;
  /** The GraphQL member of JobResult that its result is. */
  resultType?: new () => object;
  run(run: JobRun<never>): Promise<Record<string, unknown>>;
}

/** The queue: a job is a row that people watch, enqueued in the transaction that asks for it. */
export interface Jobs {
  start(): Promise<void>;
  stop(): Promise<void>;
  enqueue(tx: Tx, job: { kind: string; input: Record<string, unknown>; userId: string | null; courseId?: string | null }): Promise<string>;
}
