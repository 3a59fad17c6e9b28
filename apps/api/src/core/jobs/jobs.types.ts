import { createUnionType, Field, Float, ID, ObjectType, registerEnumType } from "type-graphql";
import { JobState } from "../../generated/prisma/enums.ts";
import { jobDefinitions } from "../../kernel/job-queue";
import type { Job } from "../../generated/prisma/client.ts";

registerEnumType(JobState, {
  name: "JobState",
  description: "Where a job stands: waiting, running, or ended in one of three ways.",
  valuesConfig: {
    QUEUED: { description: "Waiting for a worker." },
    RUNNING: { description: "At work." },
    SUCCEEDED: { description: "Done: see the result." },
    FAILED: { description: "Given up: see the failure." },
    CANCELLED: { description: "Stopped by somebody." },
  },
});

@ObjectType("FileProduced", { description: "A job's result: a file to download.", simpleResolvers: true })
export class FileProduced {
  @Field(() => String, { description: "Where it is: a path on the application's origin, for who asked for the job." })
  url!: string;
  @Field(() => String, { description: "Its name." })
  name!: string;
  @Field(() => Float, { description: "Its size in bytes." })
  bytes!: number;
}

@ObjectType("JobDone", { description: "The result of a job that gives nothing but its being done.", simpleResolvers: true })
export class JobDone {
  @Field(() => String, { description: "The kind of job." })
  kind!: string;
}

@ObjectType("JobIssue", { description: "One thing that was wrong with what a job was given.", simpleResolvers: true })
export class JobIssue {
  @Field(() => [String], { description: "Where: the way to the field, or into the file." })
  path!: string[];
  @Field(() => String, { description: "Which rule." })
  code!: string;
  @Field(() => String, { description: "A sentence for programs, in English." })
  message!: string;
}

@ObjectType("JobFailure", { description: "Why a job failed.", simpleResolvers: true })
export class JobFailureNode {
  @Field(() => String, { description: "A code from the closed list of refusals; INTERNAL for a fault of ours." })
  code!: string;
  @Field(() => String, { description: "A sentence for programs, in English." })
  message!: string;
  @Field(() => [JobIssue], { description: "The single faults, where there are any." })
  issues!: JobIssue[];
}

/** The classes that a job's result may be: the core's own, and what manifests contribute. */
const resultTypes = (): (new () => object)[] => [
  ...new Set([
    FileProduced,
    JobDone,
    ...[...jobDefinitions().values()].flatMap((definition) => (definition.resultType ? [definition.resultType] : [])),
  ]),
];

export const JobResult = createUnionType({
  name: "JobResult",
  description: "What a job gave: one type for each kind of job.",
  types: () => resultTypes() as [new () => object],
});

/** Gives a stored result the class of its kind, by which the union tells its members apart. */
export function resultOf(job: Pick<Job, "kind" | "result">): object | null {
  if (job.result === null) return null;
  const type = jobDefinitions().get(job.kind)?.resultType;
  const facts = type ? (job.result as object) : { kind: job.kind };
  return Object.assign(Object.create((type ?? JobDone).prototype as object) as object, facts);
}

@ObjectType("Job", { description: "A long piece of work: watched, left and cancelled by who asked for it." })
export class JobNode {
  @Field(() => ID, { description: "Its id." })
  id!: string;
  @Field(() => String, { description: "What it does: `paths.importPackage`, for instance." })
  kind!: string;
  @Field(() => JobState, { description: "Where it stands." })
  state!: JobState;
  @Field(() => Float, { description: "How far it is, from 0 to 1." })
  progress!: number;
  @Field(() => String, { nullable: true, description: "What it is doing: a message key." })
  message!: string | null;
  @Field(() => ID, { nullable: true, description: "The course that it works on, where there is one." })
  courseId!: string | null;
  @Field(() => Date, { description: "When it was asked for." })
  createdAt!: Date;
  @Field(() => Date, { nullable: true, description: "When it ended." })
  endedAt!: Date | null;
}
