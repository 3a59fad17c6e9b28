import { packageGridFilter } from "@lyceum/shared/inputs/paths";
import { Field, Float, ID, InputType, Int, ObjectType, registerEnumType } from "type-graphql";
import { Person } from "../../core/accounts/people.types";
import { ProgressState } from "../../generated/prisma/enums.ts";
import { connectionType } from "../../kernel/connections";
import { Validated } from "../../kernel/input";

@ObjectType({ description: "How one learner stands with one activity.", simpleResolvers: true })
export class PackageGridCell {
  @Field(() => ID, { description: "The activity's identifier." })
  activityId!: string;
  @Field(() => ProgressState, { description: "Its state." })
  state!: ProgressState;
  @Field(() => Float, { nullable: true, description: "Points, as the package reported them." })
  score!: number | null;
  @Field(() => Float, { nullable: true, description: "The most points possible." })
  maxScore!: number | null;
  @Field(() => Int, { description: "Seconds that the package reported." })
  seconds!: number;
}

@ObjectType({ description: "One learner's row of a package's grid.", simpleResolvers: true })
export class PackageGridRow {
  @Field(() => ID, { description: "Names the row: package, run and learner." })
  id!: string;
  @Field(() => Person, { description: "The learner." })
  learner!: Person;
  @Field(() => ProgressState, { description: "The package's state." })
  state!: ProgressState;
  @Field(() => Int, { description: "Share done in whole percent." })
  percent!: number;
  @Field(() => Float, { nullable: true, description: "The score that counts." })
  score!: number | null;
  @Field(() => Float, { nullable: true, description: "The most points possible." })
  maxScore!: number | null;
  @Field(() => Int, { description: "Time spent in the player, in seconds." })
  seconds!: number;
  @Field(() => Int, { description: "Attempts begun." })
  attempts!: number;
  @Field(() => Date, { nullable: true, description: "Last contact." })
  lastAt!: Date | null;
  @Field(() => [PackageGridCell], { description: "Activities that have been touched in the latest attempt; the others are not started." })
  cells!: PackageGridCell[];
}

/** A page of a grid. */
export const PackageGridConnection = connectionType("PackageGridRow", () => PackageGridRow);

@Validated(packageGridFilter)
@InputType({ description: "Which learners a grid shows." })
export class PackageGridFilter {
  @Field(() => String, { nullable: true, description: "Part of a name or login." })
  search?: string | null;
  @Field(() => ProgressState, { nullable: true, description: "Only those in this state." })
  state?: ProgressState | null;
}

/** A file that a grid is written to. */
export enum GridFileFormat {
  CSV = "CSV",
  XLSX = "XLSX",
}
registerEnumType(GridFileFormat, {
  name: "GridFileFormat",
  description: "A file that a grid is written to.",
  valuesConfig: {
    CSV: { description: "Comma-separated values, UTF-8 (RFC 4180)." },
    XLSX: { description: "An Office Open XML workbook." },
  },
});

@ObjectType({ description: "A learner's row has changed." })
export class PackageGridChange {
  @Field(() => String, { description: "`updated`, or `removed` when the learner is no longer shown.", simple: true })
  action!: string;
  @Field(() => ID, { description: "The row's id.", simple: true })
  id!: string;
  @Field(() => PackageGridRow, { nullable: true, description: "The row as it is now.", simple: true })
  node!: PackageGridRow | null;
  @Field(() => String, { description: "The cursor to resume after.", simple: true })
  eventId!: string;
}

@ObjectType({ description: "One activity of an attempt.", simpleResolvers: true })
export class PackageActivityAttempt {
  @Field(() => ID, { description: "The activity's identifier." })
  activityId!: string;
  @Field(() => String, { description: "Its name." })
  title!: string;
  @Field(() => ProgressState, { description: "Its state, as reported by the package." })
  state!: ProgressState;
  @Field(() => Float, { nullable: true, description: "Points, as reported by the package." })
  score!: number | null;
  @Field(() => Float, { nullable: true, description: "The most points possible." })
  maxScore!: number | null;
  @Field(() => Float, { nullable: true, description: "Progress measure that the package reported, 0 to 1." })
  measure!: number | null;
  @Field(() => Float, { description: "Time that the package reported, in seconds with hundredths." })
  reportedSeconds!: number;
  @Field(() => Boolean, { description: "Whether reported time was impossible and was replaced by the time that had passed." })
  timeReplaced!: boolean;
  @Field(() => Int, { description: "Time measured by the platform, in seconds." })
  measuredSeconds!: number;
  @Field(() => [String], { description: "What the rules noted: DID_NOT_REPORT, JUDGED_BY_MASTERY …" })
  notes!: string[];
  @Field(() => String, { description: "Where the learner was, as the package keeps it." })
  location!: string;
  @Field(() => Int, { description: "Interactions recorded." })
  interactionCount!: number;
  @Field(() => Date, { description: "First contact." })
  firstAt!: Date;
  @Field(() => Date, { description: "Last contact." })
  lastAt!: Date;
}

@ObjectType({ description: "One attempt of one learner at a package. Its results are the package's word.", simpleResolvers: true })
export class PackageAttempt {
  @Field(() => ID, { description: "The registration's id." })
  id!: string;
  @Field(() => Int, { description: "Which attempt, from 1." })
  number!: number;
  @Field(() => ProgressState, { description: "Its state." })
  state!: ProgressState;
  @Field(() => Int, { description: "Share done in whole percent." })
  percent!: number;
  @Field(() => Float, { nullable: true, description: "Its score." })
  score!: number | null;
  @Field(() => Float, { nullable: true, description: "The most points possible." })
  maxScore!: number | null;
  @Field(() => Int, { description: "Time spent in the player, in seconds." })
  seconds!: number;
  @Field(() => Date, { description: "Begun." })
  startedAt!: Date;
  @Field(() => Date, { description: "Last saved." })
  lastAt!: Date;
  @Field(() => [PackageActivityAttempt], { description: "Activities that were touched, in the package's order." })
  activities!: PackageActivityAttempt[];
}

@ObjectType({ description: "One answer inside a package, as the package reported it.", simpleResolvers: true })
export class PackageInteraction {
  @Field(() => ID, { description: "The activity's identifier." })
  activityId!: string;
  @Field(() => Int, { description: "The package's own index." })
  index!: number;
  @Field(() => String, { nullable: true, description: "The interaction's identifier." })
  identifier!: string | null;
  @Field(() => String, {
    nullable: true,
    description: "choice, true-false, fill-in, matching, performance, sequencing, likert, numeric or other.",
  })
  type!: string | null;
  @Field(() => String, { nullable: true, description: "What is asked (SCORM 2004)." })
  description!: string | null;
  @Field(() => String, { nullable: true, description: "What the learner answered." })
  response!: string | null;
  @Field(() => [String], { description: "Answers that the package calls right; for staff, empty for learners." })
  patterns!: string[];
  @Field(() => String, { nullable: true, description: "correct, wrong or incorrect, unanticipated, neutral, or a number." })
  result!: string | null;
  @Field(() => String, { nullable: true, description: "Its weight." })
  weighting!: string | null;
  @Field(() => String, { nullable: true, description: "Time taken, in the standard's own format." })
  latency!: string | null;
  @Field(() => Date, { description: "When it was last saved." })
  at!: Date;
}

/** A page of interactions. */
export const PackageInteractionConnection = connectionType("PackageInteraction", () => PackageInteraction);

@ObjectType("RuntimeCall", { description: "A call of a package that went wrong, with what it was answered.", simpleResolvers: true })
export class RuntimeCallNode {
  @Field(() => ID, { description: "Its id." })
  id!: string;
  @Field(() => ID, { description: "The activity that called." })
  activityId!: string;
  @Field(() => String, { description: "LMSSetValue, GetValue …; `save` for a value that the platform refused afterwards." })
  method!: string;
  @Field(() => String, { description: "The element, or empty." })
  element!: string;
  @Field(() => String, { description: "The value that was given, shortened." })
  value!: string;
  @Field(() => String, { description: "The answer, shortened." })
  answer!: string;
  @Field(() => Int, { description: "The standard's error code." })
  code!: number;
  @Field(() => Date, { description: "When, by the learner's clock." })
  at!: Date;
}

@ObjectType({ description: "A reset that can be undone for 30 days.", simpleResolvers: true })
export class ProgressReset {
  @Field(() => ID, { description: "Undoes it: give it to restoreProgress." })
  trashId!: string;
  @Field(() => [ID], { description: "The learners who start over." })
  userIds!: string[];
}
