import { Field, Float, ID, Int, ObjectType } from "type-graphql";
import { Person } from "../../core/accounts/people.types";
import { ProgressState } from "../../generated/prisma/enums.ts";
import { connectionType } from "../../kernel/connections";
import { PathNode } from "./learning-paths.types";

@ObjectType({ description: "One step of one learner's run.", simpleResolvers: true })
export class PathGridCell {
  @Field(() => ID, { description: "The step." })
  stepId!: string;
  @Field(() => ProgressState, { description: "Its state." })
  state!: ProgressState;
  @Field(() => Boolean, { description: "Whether it counts as done." })
  done!: boolean;
  @Field(() => Boolean, { description: "Whether somebody has waived it." })
  waived!: boolean;
  @Field(() => String, { nullable: true, description: "Why it was waived." })
  reason!: string | null;
  @Field(() => Int, { description: "Visible time spent on it in the player, in seconds." })
  seconds!: number;
  @Field(() => Date, { nullable: true, description: "When it was done." })
  doneAt!: Date | null;
}

@ObjectType({ description: "One learner in a path's grid.", simpleResolvers: true })
export class PathGridRow {
  @Field(() => ID, { description: "Path, run and learner." })
  id!: string;
  @Field(() => Person, { description: "Who." })
  learner!: Person;
  @Field(() => ProgressState, { description: "The best run's state." })
  state!: ProgressState;
  @Field(() => Int, { description: "Share done in whole percent." })
  percent!: number;
  @Field(() => Float, { nullable: true, description: "Score of 100." })
  score!: number | null;
  @Field(() => Int, { description: "Time spent, in seconds." })
  seconds!: number;
  @Field(() => Int, { description: "Runs begun." })
  runs!: number;
  @Field(() => Date, { nullable: true, description: "Last contact." })
  lastAt!: Date | null;
  @Field(() => [PathGridCell], { description: "Steps that the learner's run has touched." })
  cells!: PathGridCell[];
}

/** A page of a path's grid. */
export const PathGridConnection = connectionType("PathGrid", () => PathGridRow);

@ObjectType({ description: "A change of one row of a path's grid.", simpleResolvers: true })
export class PathGridChange {
  @Field(() => String, { description: "`updated`, or `removed` when the learner is no longer there." })
  action!: string;
  @Field(() => ID, { description: "The row." })
  id!: string;
  @Field(() => PathGridRow, { nullable: true, description: "As it is now." })
  node!: PathGridRow | null;
  @Field(() => String, { description: "Resume with it." })
  eventId!: string;
}

@ObjectType({ description: "A change of a path, or of how the listener stands in it." })
export class PathChange {
  @Field(() => String, { description: "`updated`, or `removed` when it is no longer there for the listener." })
  action!: string;
  @Field(() => ID, { description: "The path." })
  id!: string;
  @Field(() => PathNode, { nullable: true, description: "As the listener sees it now." })
  node!: object | null;
  @Field(() => String, { description: "Resume with it." })
  eventId!: string;
}
