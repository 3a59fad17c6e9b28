import { CHANNEL } from "./events";
import { Context } from "./context";
import { Refusal, type Issue } from "./errors";
import { newId } from "./ids";
import { log } from "./log";
import type { JobDefinition, JobRun } from "./jobs";
import type { Services } from "./services";

/** A claimed job, as the worker needs it. */
export interface JobRow {
  id: string;
  kind: string;
  userId: string | null;
  courseId: string | null;
  input: unknown;
  attempts: number;
  worker: number;
}

/** Why a job failed: a refusal's own words, or INTERNAL with nothing of the fault. */
export interface JobFailure {
  code: string;
  message: string;
  issues: Issue[];
}

export type JobOutcome =
  | { state: "SUCCEEDED"; result: Record<string, unknown> }
  | { state: "FAILED"; failure: JobFailure }
  | { state: "CANCELLED" | "STOPPED" | "LOST" };

/** Thrown by `report` to unwind a job that must not go on. */
export class JobInterrupted extends Error {}

const REPORT_MS = 500;

/** Runs one claimed job to its outcome; never throws. */
export async function runJob(
  services: Services,
  job: JobRow,
  definition: JobDefinition | undefined,
  abort: AbortController,
): Promise<JobOutcome> {
  try {
    if (!definition) throw new Error(`no tool declares the job ${job.kind}`);
    const credentials = job.userId ? { onBehalfOf: job.userId } : {};
    const run: JobRun<unknown> = {
      jobId: job.id,
      input: definition.input.parse(job.input),
      userId: job.userId,
      courseId: job.courseId,
      ctx: new Context(services, { credentials, address: "", userAgent: "job", requestId: job.id }),
      report: reporter(services, job, abort),
      signal: abort.signal,
    };
    return { state: "SUCCEEDED", result: await definition.run(run as JobRun<never>) };
  } catch (error) {
    if (abort.signal.aborted) return { state: interruption(abort.signal.reason) };
    return { state: "FAILED", failure: failureOf(job, error) };
  }
}

function interruption(reason: unknown): "CANCELLED" | "STOPPED" | "LOST" {
  if (reason === "STOPPING") return "STOPPED";
  return reason === "LOST" ? "LOST" : "CANCELLED";
}

function failureOf(job: JobRow, error: unknown): JobFailure {
  if (error instanceof Refusal) {
    const issues = (error.extensions["issues"] as Issue[] | undefined) ?? [];
    return { code: error.refusal, message: error.message, issues };
  }
  log.error({ err: error, jobId: job.id, kind: job.kind }, "a job failed");
  return { code: "INTERNAL", message: "Something went wrong on our side.", issues: [] };
}

/** Writes progress at most twice a second, in one statement that also asks whether the job is still wanted. No event row: it is not history. */
function reporter(services: Services, job: JobRow, abort: AbortController): JobRun<unknown>["report"] {
  let written = 0;
  let said: string | undefined;
  return async (progress, message) => {
    if (abort.signal.aborted) throw new JobInterrupted("interrupted");
    const now = performance.now();
    if (written && now - written < REPORT_MS && message === said) return;
    written = now;
    said = message;
    const part = Number.isFinite(progress) ? Math.min(1, Math.max(0, progress)) : 0;
    const notice = JSON.stringify({
      id: newId(),
      name: "jobs.job.changed",
      topic: `job:${job.id}`,
      xid: "0",
      rowId: job.id,
      userId: job.userId,
    });
    const [row] = await services.db.$queryRaw<{ cancelled: boolean }[]>`
      WITH kept AS (
        UPDATE "Job" SET "progress" = ${part}::float8, "message" = ${message ?? null}
        WHERE "id" = ${job.id}::uuid AND "state" = 'RUNNING' AND "worker" = ${job.worker}::int AND "attempts" = ${job.attempts}::int
        RETURNING "cancelRequestedAt" IS NOT NULL AS "cancelled")
      SELECT "cancelled", pg_notify(${CHANNEL}, ${notice})::text AS "told" FROM kept`;
    if (row && !row.cancelled) return;
    abort.abort(row ? "CANCELLED" : "LOST");
    throw new JobInterrupted("interrupted");
  };
}
