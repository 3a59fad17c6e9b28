import { createSectionInput, placementInput } from "@lyceum/shared/inputs/courses";
import { Field, ID, InputType, Int, ObjectType } from "type-graphql";
import { Validated } from "../../kernel/input";
import { Item } from "../../kernel/item.types";

@ObjectType({
  implements: Item,
  description: "A heading of the home page with items of any tool under it. Its progress is derived from theirs.",
  simpleResolvers: true,
})
export class CourseSection extends Item {}

@ObjectType({ description: "An item's place in a section.", simpleResolvers: true })
export class SectionEntry {
  @Field(() => ID, { description: "The entry." })
  id!: string;
  @Field(() => ID, { description: "The section." })
  sectionId!: string;
  @Field(() => ID, { description: "The item that stands there." })
  itemId!: string;
  @Field(() => Int, { description: "Its place in the section, from 1 without gaps." })
  position!: number;
  @Field(() => Int, { description: "How far it is moved in, 0 to 2." })
  indent!: number;
}

@ObjectType({ description: "An entry that was taken out: placeItem with these ids puts it back where it was.", simpleResolvers: true })
export class RemovedEntry {
  @Field(() => ID, { description: "The entry that is gone." })
  id!: string;
  @Field(() => ID, { description: "The section." })
  sectionId!: string;
  @Field(() => ID, { description: "The item, which stays." })
  itemId!: string;
  @Field(() => Int, { description: "How far it was moved in." })
  indent!: number;
  @Field(() => ID, { nullable: true, description: "The entry that followed; null = it was the last." })
  beforeEntryId!: string | null;
}

@Validated(createSectionInput)
@InputType({ description: "A new section." })
export class CreateSectionInput {
  @Field(() => ID, { description: "The course." })
  courseId!: string;
  @Field(() => ID, { nullable: true, description: "The session that it belongs to; absent = the base." })
  sessionId?: string | null;
  @Field(() => String, { description: "1 to 300 characters, plain text." })
  title!: string;
  @Field(() => ID, { nullable: true, description: "The section before which it comes; absent = at the end." })
  beforeId?: string | null;
}

@Validated(placementInput)
@InputType({ description: "A place in a section." })
export class PlacementInput {
  @Field(() => ID, { description: "The section." })
  sectionId!: string;
  @Field(() => ID, { nullable: true, description: "The session where the caller stands; absent = the base." })
  sessionId?: string | null;
  @Field(() => ID, { nullable: true, description: "The entry before which it comes; absent = at the end." })
  beforeEntryId?: string | null;
  @Field(() => Int, { nullable: true, description: "How far it is moved in, 0 to 2; absent = as it was." })
  indent?: number | null;
}
