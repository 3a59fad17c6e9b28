import { newStepInput, stepInput } from "@lyceum/shared/inputs/learning-paths";
import { Field, Float, ID, InputType, Int, ObjectType, registerEnumType } from "type-graphql";
import { ItemCondition, ItemConditionInput } from "../../core/courses/items.types";
import { ItemState, PathStepKind, ProgressState, StepCriterion, WhenLocked } from "../../generated/prisma/enums.ts";
import { Validated } from "../../kernel/input";
import { AccessReason } from "../../kernel/item.types";

registerEnumType(PathStepKind, {
  name: "PathStepKind",
  description: "What a step is.",
  valuesConfig: {
    SECTION: { description: "Holds steps; has no state of its own." },
    ITEM: { description: "An item of the course, of any tool." },
    TEXT: { description: "A text that lives in the path." },
    FINAL: { description: "The end: opens when every other required step is done." },
  },
});
registerEnumType(StepCriterion, {
  name: "StepCriterion",
  description: "What completes a step.",
  valuesConfig: {
    VIEWED: { description: "It was opened." },
    CONFIRMED: { description: "The learner ticked it." },
    SUBMITTED: { description: "Something was handed in." },
    POSTED: { description: "Something was written there." },
    ANSWERED: { description: "It was answered." },
    PASSED: { description: "It was passed." },
    SCORE: { description: "The score lies between two bounds." },
    COMPLETED: { description: "It was completed or passed." },
  },
});
registerEnumType(WhenLocked, {
  name: "WhenLocked",
  description: "What becomes of a step whose conditions do not hold.",
  valuesConfig: {
    SHOW: { description: "Shown, locked, with the reason." },
    HIDE: { description: "It does not apply: it leaves the tree and the count." },
  },
});

@ObjectType({ description: "The item that a step leads to.", simpleResolvers: true })
export class PathStepItem {
  @Field(() => ID, { description: "The item's id." })
  id!: string;
  @Field(() => String, { description: "The tool's key." })
  tool!: string;
  @Field(() => String, { description: "The kind, within all tools' kinds." })
  kind!: string;
  @Field(() => String, { description: "Its name." })
  title!: string;
  @Field(() => ItemState, { description: "Whether learners see it outside the path." })
  state!: ItemState;
  @Field(() => String, { description: "The page that shows it, below the course's address." })
  address!: string;
  @Field(() => [StepCriterion], { description: "What may complete a step with it." })
  criteria!: StepCriterion[];
}

@ObjectType({ description: "How one step stands for one learner.", simpleResolvers: true })
export class StepStandingNode {
  @Field(() => ID, { description: "The run and the step; before the first run the path, the learner and the step." })
  id!: string;
  @Field(() => ProgressState, { description: "Its state, as the learner may know it." })
  state!: ProgressState;
  @Field(() => Boolean, { description: "Whether it counts as done." })
  done!: boolean;
  @Field(() => Boolean, { description: "Whether somebody has waived it." })
  waived!: boolean;
  @Field(() => Boolean, { description: "Whether the learner may open it." })
  open!: boolean;
  @Field(() => [AccessReason], { description: "Why it is closed; empty = open." })
  reasons!: AccessReason[];
}

@ObjectType({ description: "A step of a path, or a section of steps." })
export class PathStep {
  @Field(() => ID, { description: "The step's id; conditions name steps by it." })
  id!: string;
  @Field(() => ID, { description: "The path." })
  pathId!: string;
  @Field(() => ID, { nullable: true, description: "The section that it lies in." })
  parentId!: string | null;
  @Field(() => Int, { description: "0 for the first level, at most 4." })
  depth!: number;
  @Field(() => PathStepKind, { description: "What it is." })
  kind!: PathStepKind;
  @Field(() => String, { description: "Its name in the path." })
  title!: string;
  @Field(() => String, { nullable: true, description: "Its text, rich text; null where the viewer may not open it." })
  body!: string | null;
  @Field(() => Boolean, { description: "Whether the path counts it." })
  required!: boolean;
  @Field(() => StepCriterion, { description: "What completes it." })
  completes!: StepCriterion;
  @Field(() => Float, { nullable: true, description: "Least points, for SCORE." })
  scoreMin!: number | null;
  @Field(() => Float, { nullable: true, description: "Most points, for SCORE." })
  scoreMax!: number | null;
  @Field(() => ItemCondition, { nullable: true, description: "What must hold before it opens, with order CUSTOM; for staff." })
  conditions!: object | null;
  @Field(() => WhenLocked, { description: "What becomes of it while its conditions do not hold." })
  whenLocked!: WhenLocked;
  @Field(() => Int, { nullable: true, description: "Estimate in minutes." })
  minutes!: number | null;
  @Field(() => Float, { description: "What it weighs." })
  weight!: number;
  @Field(() => Int, { nullable: true, description: "Opens so many days after the learner's start." })
  opensAfterDays!: number | null;
  @Field(() => Int, { description: "Grows with each change; give it as expectedVersion." })
  version!: number;
  @Field(() => PathStepItem, { nullable: true, description: "What it leads to; null for other kinds, and where the item is gone." })
  item!: PathStepItem | null;
  @Field(() => StepStandingNode, { nullable: true, description: "How the viewer stands; null for who has no runs." })
  standing!: StepStandingNode | null;
}

@ObjectType({ description: "Steps that went away together." })
export class StepsRemoved {
  @Field(() => ID, { description: "Undoes it: give it to restoreSteps." })
  removalId!: string;
  pathId!: string;
  sessionId!: string | null;
}

@Validated(newStepInput)
@InputType({ description: "A new step." })
export class NewStepInput {
  @Field(() => ID, { description: "The path." })
  pathId!: string;
  @Field(() => PathStepKind, { description: "What it is." })
  kind!: PathStepKind;
  @Field(() => ID, { nullable: true, description: "For ITEM: an item of the course." })
  itemId?: string | null;
  @Field(() => String, { nullable: true, description: "1 to 250 characters; absent = the item's name." })
  title?: string | null;
  @Field(() => String, { nullable: true, description: "For TEXT and FINAL: rich text." })
  body?: string | null;
  @Field(() => ID, { nullable: true, description: "The section that it lies in; absent = the first level." })
  parentId?: string | null;
  @Field(() => ID, { nullable: true, description: "The sibling before which it stands; absent = at the end." })
  beforeId?: string | null;
}

@Validated(stepInput)
@InputType({ description: "What changes of a step; an absent field stays as it is." })
export class StepInput {
  @Field(() => String, { nullable: true, description: "1 to 250 characters." })
  title?: string;
  @Field(() => String, { nullable: true, description: "Rich text." })
  body?: string;
  @Field(() => Boolean, { nullable: true, description: "Whether the path counts it." })
  required?: boolean;
  @Field(() => StepCriterion, { nullable: true, description: "What completes it." })
  completes?: StepCriterion;
  @Field(() => Float, { nullable: true, description: "Least points, for SCORE; null = none." })
  scoreMin?: number | null;
  @Field(() => Float, { nullable: true, description: "Most points, for SCORE; null = none." })
  scoreMax?: number | null;
  @Field(() => ItemConditionInput, {
    nullable: true,
    description: "What must hold before it opens; steps are named by their ids; null = nothing.",
  })
  conditions?: ItemConditionInput | null;
  @Field(() => WhenLocked, { nullable: true, description: "What becomes of it while its conditions do not hold." })
  whenLocked?: WhenLocked;
  @Field(() => Int, { nullable: true, description: "Estimate in minutes; null = none." })
  minutes?: number | null;
  @Field(() => Float, { nullable: true, description: "What it weighs, 0.01 to 1,000." })
  weight?: number;
  @Field(() => Int, { nullable: true, description: "Opens so many days after the start; null = at once." })
  opensAfterDays?: number | null;
}
