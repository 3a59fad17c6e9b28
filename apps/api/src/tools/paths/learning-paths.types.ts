import { newPathInput, pathInput } from "@lyceum/shared/inputs/learning-paths";
import { Field, Float, ID, InputType, Int, ObjectType, registerEnumType } from "type-graphql";
import { ItemState, PathOrder, PathRuns, PathTree, PathWeights, ProgressState } from "../../generated/prisma/enums.ts";
import { connectionType } from "../../kernel/connections";
import { Validated } from "../../kernel/input";
import { Item } from "../../kernel/item.types";
import { Node } from "../../kernel/node.types";
import { viewerCanType } from "../../kernel/policy";

registerEnumType(PathTree, {
  name: "PathTree",
  description: "How the step tree first looks in the player.",
  valuesConfig: { OPEN: { description: "Unfolded." }, FOLDED: { description: "Sections folded." }, HIDDEN: { description: "Not shown." } },
});
registerEnumType(PathOrder, {
  name: "PathOrder",
  description: "Which steps of a path are open.",
  valuesConfig: {
    FREE: { description: "All of them." },
    LINEAR: { description: "Each requires the required ones before it." },
    CUSTOM: { description: "As each step's own conditions say." },
  },
});
registerEnumType(PathRuns, {
  name: "PathRuns",
  description: "Whether learners may begin a path again.",
  valuesConfig: { SINGLE: { description: "One run." }, RESTARTABLE: { description: "As many as `maxRuns` says." } },
});
registerEnumType(PathWeights, {
  name: "PathWeights",
  description: "What steps weigh in percent and score.",
  valuesConfig: { EQUAL: { description: "Their weight." }, MINUTES: { description: "Their weight times their minutes." } },
});

export const PathCan = viewerCanType("PathCan", {
  read: "See it.",
  learn: "Learn along it.",
  open: "Look at its steps.",
  create: "Make others beside it.",
  update: "Change it and its steps.",
  delete: "Put it into the trash.",
  follow: "See how learners stand.",
  waive: "Waive steps and let learners start over.",
});

@ObjectType({ description: "One learner's run of a path.", simpleResolvers: true })
export class PathRunNode {
  @Field(() => ID, { description: "The run's id." })
  id!: string;
  @Field(() => ID, { description: "The path." })
  pathId!: string;
  @Field(() => ID, { description: "The learner." })
  userId!: string;
  @Field(() => Int, { description: "Which run it is, from 1." })
  number!: number;
  @Field(() => Date, { description: "When it was begun." })
  startedAt!: Date;
  @Field(() => Int, { description: "Visible time spent in the player, in seconds." })
  seconds!: number;
  @Field(() => ID, { nullable: true, description: "The step that was open last." })
  lastStepId!: string | null;
  @Field(() => ProgressState, { description: "How it stands, as its owner may know it." })
  state!: ProgressState;
  @Field(() => Int, { description: "Share done in whole percent." })
  percent!: number;
  @Field(() => Float, { nullable: true, description: "Score of 100, missing results counting 0; null where nothing is scored." })
  score!: number | null;
  @Field(() => Float, { nullable: true, description: "Score of 100 over what has a result already." })
  scoreSoFar!: number | null;
  @Field(() => Int, { description: "Seconds still missing to the path's minimum time where all else is done, else 0." })
  remainingSeconds!: number;
  @Field(() => Boolean, { description: "Whether the learner may begin another run." })
  mayRestart!: boolean;
}

@ObjectType("Path", { description: "An ordered way through items of every tool.", implements: [Item, Node] })
export class PathNode extends Item {
  @Field(() => String, { description: "What it is about, rich text." })
  description!: string;
  @Field(() => String, { description: "Who wrote it; empty = nobody is named." })
  author!: string;
  @Field(() => PathTree, { description: "How the step tree first looks." })
  tree!: PathTree;
  @Field(() => PathOrder, { description: "Which steps are open." })
  order!: PathOrder;
  @Field(() => PathRuns, { description: "Whether learners may begin again." })
  runs!: PathRuns;
  @Field(() => Int, { description: "With RESTARTABLE: runs of one learner; 0 = any number." })
  maxRuns!: number;
  @Field(() => Int, { description: "Minutes that a run must take before its last required step is done." })
  minimumMinutes!: number;
  @Field(() => Float, { nullable: true, description: "Score in percent from which it is passed; null = it is only completed." })
  passingPercent!: number | null;
  @Field(() => Boolean, { description: "A failed step counts as done." })
  failedCounts!: boolean;
  @Field(() => PathWeights, { description: "What steps weigh." })
  weights!: PathWeights;
}

/** A page of paths. */
export const PathConnection = connectionType("Path", () => PathNode);

@Validated(newPathInput)
@InputType({ description: "A new path; it begins empty, as a draft." })
export class NewPathInput {
  @Field(() => ID, { description: "The course." })
  courseId!: string;
  @Field(() => ID, { nullable: true, description: "The session whose path it becomes; absent = the course's." })
  sessionId?: string | null;
  @Field(() => String, { description: "1 to 250 characters." })
  title!: string;
  @Field(() => String, { nullable: true, description: "What it is about, rich text." })
  description?: string | null;
}

@Validated(pathInput)
@InputType({ description: "What changes of a path; an absent field stays as it is." })
export class PathInput {
  @Field(() => String, { nullable: true, description: "1 to 250 characters." })
  title?: string;
  @Field(() => ItemState, { nullable: true, description: "Whether learners see it." })
  state?: ItemState;
  @Field(() => Date, { nullable: true, description: "Closed before; null = no such date." })
  opensAt?: Date | null;
  @Field(() => Date, { nullable: true, description: "Closed from then on; null = no such date." })
  closesAt?: Date | null;
  @Field(() => Date, { nullable: true, description: "Due; null = no such date." })
  dueAt?: Date | null;
  @Field(() => String, { nullable: true, description: "Rich text." })
  description?: string;
  @Field(() => String, { nullable: true, description: "At most 200 characters." })
  author?: string;
  @Field(() => PathTree, { nullable: true, description: "How the step tree first looks." })
  tree?: PathTree;
  @Field(() => PathRuns, { nullable: true, description: "Whether learners may begin again." })
  runs?: PathRuns;
  @Field(() => Int, { nullable: true, description: "With RESTARTABLE: runs of one learner; 0 = any number." })
  maxRuns?: number;
  @Field(() => Int, { nullable: true, description: "Minutes; 0 = none." })
  minimumMinutes?: number;
  @Field(() => Float, { nullable: true, description: "Score in percent from which it is passed; null = it is only completed." })
  passingPercent?: number | null;
  @Field(() => Boolean, { nullable: true, description: "A failed step counts as done." })
  failedCounts?: boolean;
  @Field(() => PathWeights, { nullable: true, description: "What steps weigh." })
  weights?: PathWeights;
}
