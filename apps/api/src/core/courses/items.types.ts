import { itemOverrideInput, updateItemInput } from "@lyceum/shared/inputs/courses";
import { PROGRESS_STATES } from "@lyceum/shared/conditions";
import { Field, Float, ID, InputType, Int, ObjectType, registerEnumType } from "type-graphql";
import { ItemState } from "../../generated/prisma/enums.ts";
import { Validated } from "../../kernel/input";
import { AccessReason, Item } from "../../kernel/item.types";
import { Person } from "../accounts/people.types";
import { ItemViewerCan } from "./items.policy";

export const ConditionKind = {
  AND: "AND",
  OR: "OR",
  NOT: "NOT",
  ITEM_STATE: "ITEM_STATE",
  ITEM_SCORE: "ITEM_SCORE",
  ITEM_CRITERION: "ITEM_CRITERION",
  DATE_AFTER: "DATE_AFTER",
  DATE_BEFORE: "DATE_BEFORE",
  GROUP: "GROUP",
  PROFILE_LANGUAGE: "PROFILE_LANGUAGE",
  PROFILE_FIELD: "PROFILE_FIELD",
} as const;
export const ConditionState = { STARTED: "STARTED", COMPLETED: "COMPLETED", PASSED: "PASSED", FAILED: "FAILED" } as const satisfies Record<
  string,
  (typeof PROGRESS_STATES)[number] | "STARTED"
>;

registerEnumType(ConditionKind, {
  name: "ConditionKind",
  description: "What a condition demands, or how it joins others.",
  valuesConfig: {
    AND: { description: "All of the parts." },
    OR: { description: "Any of the parts." },
    NOT: { description: "Not the part." },
    ITEM_STATE: { description: "An item has reached a state." },
    ITEM_SCORE: { description: "The score on an item lies between two percentages." },
    ITEM_CRITERION: { description: "A criterion of an item was met." },
    DATE_AFTER: { description: "From a moment on." },
    DATE_BEFORE: { description: "Until a moment." },
    GROUP: { description: "Member of a group." },
    PROFILE_LANGUAGE: { description: "The person has this language." },
    PROFILE_FIELD: { description: "A field of the profile has this value." },
  },
});
registerEnumType(ConditionState, {
  name: "ConditionState",
  description: "How far another item must be.",
  valuesConfig: {
    STARTED: { description: "Begun." },
    COMPLETED: { description: "Completed or passed." },
    PASSED: { description: "Passed." },
    FAILED: { description: "Not passed." },
  },
});

/** One shape for reading and writing: the fields that a kind does not use are null. */
const conditionFields = (target: new () => object, own: () => new () => object): void => {
  const field = (name: string, type: () => unknown, description: string, nullable = true) =>
    Field(type as () => StringConstructor, { description, nullable })(target.prototype, name);
  field("kind", () => ConditionKind, "What it demands, or how it joins the conditions in `of`.", false);
  field("of", () => [own()], "For AND, OR and NOT (exactly one): what is joined; at most 6 levels, 50 demands.");
  field("itemId", () => ID, "The other item, for ITEM_STATE, ITEM_SCORE and ITEM_CRITERION.");
  field("state", () => ConditionState, "How far it must be, for ITEM_STATE.");
  field("criterion", () => String, "Which criterion must be met, for ITEM_CRITERION.");
  field("minPercent", () => Float, "The least result in per cent, for ITEM_SCORE.");
  field("maxPercent", () => Float, "The most result in per cent, for ITEM_SCORE.");
  field("anySession", () => Boolean, "Whether results of other sessions count.");
  field("at", () => Date, "The moment, for DATE_AFTER and DATE_BEFORE.");
  field("groupId", () => ID, "The group, for GROUP.");
  field("language", () => String, "The language (BCP 47), for PROFILE_LANGUAGE.");
  field("field", () => String, "The profile's field, for PROFILE_FIELD.");
  field("value", () => String, "Its value, for PROFILE_FIELD.");
};

@ObjectType({ description: "A condition tree: what must hold before learners may open an item.", simpleResolvers: true })
export class ItemCondition {}
conditionFields(ItemCondition, () => ItemCondition);

@InputType({ description: "A condition tree: what must hold before learners may open an item." })
export class ItemConditionInput {}
conditionFields(ItemConditionInput, () => ItemConditionInput);

@InputType({ description: "For whom an item is: chosen groups and people." })
export class ItemAudienceInput {
  @Field(() => [ID], { description: "Groups of the course." })
  groupIds!: string[];
  @Field(() => [ID], { description: "People of the course." })
  userIds!: string[];
}

@Validated(updateItemInput)
@InputType({ description: "The common part of an item of any kind; an absent field stays as it is." })
export class UpdateItemInput {
  @Field(() => String, { nullable: true, description: "1 to 300 characters, plain text." })
  title?: string;
  @Field(() => ItemState, { nullable: true, description: "Whether learners see it." })
  state?: ItemState;
  @Field(() => Date, { nullable: true, description: "Closed before; null = no such date." })
  opensAt?: Date | null;
  @Field(() => Date, { nullable: true, description: "Closed from then on; null = no such date." })
  closesAt?: Date | null;
  @Field(() => Date, { nullable: true, description: "Due; null = no such date." })
  dueAt?: Date | null;
  @Field(() => ItemAudienceInput, { nullable: true, description: "For whom it is; null = everyone." })
  audience?: ItemAudienceInput | null;
  @Field(() => ItemConditionInput, { nullable: true, description: "What must hold before it opens; null = nothing." })
  conditions?: ItemConditionInput | null;
  @Field(() => String, { nullable: true, description: "Which criterion completes it, one of its kind's; null = the kind's default." })
  completion?: string | null;
}

@Validated(itemOverrideInput)
@InputType({ description: "A session's own state and dates of a base item; null = the item's own, an absent field stays as it is." })
export class ItemOverrideInput {
  @Field(() => ItemState, { nullable: true, description: "Whether learners of the session see it." })
  state?: ItemState | null;
  @Field(() => Date, { nullable: true, description: "Closed before, in the session." })
  opensAt?: Date | null;
  @Field(() => Date, { nullable: true, description: "Closed from then on, in the session." })
  closesAt?: Date | null;
  @Field(() => Date, { nullable: true, description: "Due, in the session." })
  dueAt?: Date | null;
}

@ObjectType({ description: "A session's own state and dates of a base item; null = the item's own.", simpleResolvers: true })
export class ItemOverride {
  @Field(() => ItemState, { nullable: true, description: "Whether learners of the session see it." })
  state!: ItemState | null;
  @Field(() => Date, { nullable: true, description: "Closed before, in the session." })
  opensAt!: Date | null;
  @Field(() => Date, { nullable: true, description: "Closed from then on, in the session." })
  closesAt!: Date | null;
  @Field(() => Date, { nullable: true, description: "Due, in the session." })
  dueAt!: Date | null;
}

@ObjectType({ description: "A group for which an item is.", simpleResolvers: true })
export class AudienceGroup {
  @Field(() => ID, { description: "The group." })
  id!: string;
  @Field(() => String, { description: "Its name." })
  title!: string;
}

@ObjectType({ description: "An item as staff set it up, whatever its kind.", simpleResolvers: true })
export class ItemDetails {
  @Field(() => ID, { description: "The item's id." })
  id!: string;
  @Field(() => Item, { description: "The item, with its own state and dates." })
  item!: Item;
  @Field(() => ItemCondition, { nullable: true, description: "What must hold before it opens." })
  conditions!: object | null;
  @Field(() => [AudienceGroup], { description: "The chosen groups." })
  audienceGroups!: AudienceGroup[];
  @Field(() => [Person], { description: "The chosen people." })
  audiencePeople!: Person[];
  @Field(() => [String], { description: "Criteria that may complete it, the kind's default first." })
  criteria!: string[];
  @Field(() => String, { nullable: true, description: "The chosen criterion; null = the kind's default." })
  completion!: string | null;
  @Field(() => ItemOverride, { nullable: true, description: "What this session changes of it; null outside sessions and when nothing." })
  override!: ItemOverride | null;
  @Field(() => ItemViewerCan, { description: "What the viewer may do with it, here." })
  viewerCan!: InstanceType<typeof ItemViewerCan>;
}

@ObjectType({ description: "A former state of an item's common part.", simpleResolvers: true })
export class ItemVersion {
  @Field(() => ID, { description: "The version's id." })
  id!: string;
  @Field(() => Int, { description: "Its number: restoreItemVersion takes it." })
  number!: number;
  @Field(() => String, { description: "The title then." })
  title!: string;
  @Field(() => ItemState, { description: "The state then." })
  state!: ItemState;
  @Field(() => Date, { nullable: true, description: "Opening date then." })
  opensAt!: Date | null;
  @Field(() => Date, { nullable: true, description: "Closing date then." })
  closesAt!: Date | null;
  @Field(() => Date, { nullable: true, description: "Due date then." })
  dueAt!: Date | null;
  @Field(() => Date, { description: "Until when it was so." })
  at!: Date;
  @Field(() => Person, { nullable: true, description: "Who had made it so." })
  author!: Person | null;
}

@ObjectType({ description: "Items that were put into the trash together.", simpleResolvers: true })
export class TrashedItems {
  @Field(() => ID, { description: "restoreTrash takes it, for 30 days." })
  trashId!: string;
  @Field(() => ID, { description: "The course." })
  courseId!: string;
  @Field(() => ID, { description: "The item that was named." })
  itemId!: string;
}

@ObjectType({ description: "What one learner sees of an item, and why.", simpleResolvers: true })
export class ItemAccessExplanation {
  @Field(() => Boolean, { description: "Whether it is listed for the learner." })
  visible!: boolean;
  @Field(() => Boolean, { description: "Whether it opens." })
  open!: boolean;
  @Field(() => [AccessReason], { description: "What keeps it closed or out of sight." })
  reasons!: AccessReason[];
}
