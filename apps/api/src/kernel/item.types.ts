import { Field, Float, ID, Int, InterfaceType, ObjectType, registerEnumType } from "type-graphql";
import { ItemAudienceKind, ItemState, ProgressState } from "../generated/prisma/enums.ts";
import type { Context } from "./context";
import { itemKind } from "./manifest";
import { Node } from "./node.types";

registerEnumType(ItemState, {
  name: "ItemState",
  description: "Whether learners see an item.",
  valuesConfig: {
    DRAFT: { description: "Being made: staff only." },
    PUBLISHED: { description: "Seen by those it is for." },
    HIDDEN: { description: "Taken from view; still open as a step of an open path." },
  },
});
registerEnumType(ItemAudienceKind, {
  name: "ItemAudienceKind",
  description: "Whom an item is for.",
  valuesConfig: { EVERYONE: { description: "All members." }, CHOSEN: { description: "Chosen groups and people." } },
});
registerEnumType(ProgressState, {
  name: "ProgressState",
  description: "How far a learner is with an item.",
  valuesConfig: {
    NOT_STARTED: { description: "Nothing yet." },
    IN_PROGRESS: { description: "Begun." },
    COMPLETED: { description: "Done, without a pass mark." },
    PASSED: { description: "Done, and passed." },
    FAILED: { description: "Done, and not passed." },
  },
});

@ObjectType({ description: "One parameter of a reason's sentence.", simpleResolvers: true })
export class ReasonParameter {
  @Field(() => String, { description: "Its name in the message." })
  name!: string;
  @Field(() => String, { description: "Its value as text; times are RFC 3339." })
  value!: string;
}

@ObjectType({ description: "Why something is closed: a code with the data of its sentence.", simpleResolvers: true })
export class AccessReason {
  @Field(() => String, { description: "The message key's last part, under `reasons:`." })
  code!: string;
  @Field(() => [ReasonParameter], { description: "What the sentence speaks of." })
  params!: ReasonParameter[];
}

@ObjectType({ description: "Whether the viewer may open an item, and if not, why.", simpleResolvers: true })
export class ItemAccessNode {
  @Field(() => Boolean, { description: "Whether it opens." })
  open!: boolean;
  @Field(() => [AccessReason], { description: "What keeps it closed; empty when it is open." })
  reasons!: AccessReason[];
}

@ObjectType("Progress", { description: "How far one learner is with one item in one run.", simpleResolvers: true })
export class ProgressNode {
  @Field(() => ID, { description: "The row's id." })
  id!: string;
  @Field(() => ID, { description: "Of which item." })
  itemId!: string;
  @Field(() => ID, { description: "Of which learner." })
  userId!: string;
  @Field(() => ProgressState, { description: "The state; pass and fail only once released, or for staff." })
  state!: ProgressState;
  @Field(() => Float, { nullable: true, description: "Points, of maxScore." })
  score!: number | null;
  @Field(() => Float, { nullable: true, description: "The most points possible." })
  maxScore!: number | null;
  @Field(() => Float, { description: "Share done, 0 to 1." })
  fraction!: number;
  @Field(() => Int, { description: "Time spent, in seconds." })
  seconds!: number;
  @Field(() => Int, { description: "Attempts begun." })
  attempts!: number;
  @Field(() => Date, { description: "First contact." })
  firstAt!: Date;
  @Field(() => Date, { description: "Last contact." })
  lastAt!: Date;
  @Field(() => Date, { nullable: true, description: "When a final state was first reached." })
  completedAt!: Date | null;
}

/** The row behind any Item: the common part, with the tool's own row spread over it. */
export interface ItemNodeRow {
  id: string;
  courseId: string;
  runId: string;
  tool: string;
  kind: string;
}

@InterfaceType("Item", {
  description: "What a teacher can show, hide, date, restrict, order and place on a path.",
  implements: Node,
  resolveType: (row: ItemNodeRow, _context: Context) => itemKind(row.kind)?.type,
})
export abstract class Item extends Node {
  @Field(() => ID, { description: "The course it belongs to." })
  courseId!: string;
  @Field(() => String, { description: "The tool's key." })
  tool!: string;
  @Field(() => String, { description: "The kind, within all tools' kinds." })
  kind!: string;
  @Field(() => String, { description: "Its name, plain text." })
  title!: string;
  @Field(() => ItemState, { description: "Whether learners see it." })
  state!: ItemState;
  @Field(() => ID, { nullable: true, description: "The item it lies in." })
  parentId!: string | null;
  @Field(() => Int, { description: "Its place among its siblings." })
  position!: number;
  @Field(() => Date, { nullable: true, description: "Closed before." })
  opensAt!: Date | null;
  @Field(() => Date, { nullable: true, description: "Closed from then on." })
  closesAt!: Date | null;
  @Field(() => Date, { nullable: true, description: "Due." })
  dueAt!: Date | null;
  @Field(() => ItemAudienceKind, { description: "Whom it is for." })
  audience!: ItemAudienceKind;
  @Field(() => Int, { description: "Grows with each change; give it as expectedVersion." })
  version!: number;
  @Field(() => Date, { description: "When it was made." })
  createdAt!: Date;
  @Field(() => Date, { description: "When it was last changed." })
  updatedAt!: Date;
}
