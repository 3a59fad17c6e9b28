import { Field, ID, Int, ObjectType } from "type-graphql";
import { Person } from "../accounts/people.types";

@ObjectType({ description: "What stands above the home page or a tool: the session's text, else the course's.", simpleResolvers: true })
export class CourseIntroduction {
  @Field(() => ID, { description: "The text's id." })
  id!: string;
  @Field(() => String, { description: "`home`, or a tool's key." })
  tool!: string;
  @Field(() => String, { description: "Rich text to show, with the tags' values put in." })
  html!: string;
  @Field(() => String, { nullable: true, description: "Rich text to edit, with the tags as they were typed; for staff." })
  source!: string | null;
  @Field(() => Int, { description: "Grows with each change; give it as expectedVersion." })
  version!: number;
  @Field(() => Boolean, { description: "Whether it is this session's own text." })
  ofSession!: boolean;
  @Field(() => Boolean, { description: "Whether it stands in place of a text of the course." })
  replacesBase!: boolean;
  @Field(() => Date, { description: "When it was last changed." })
  updatedAt!: Date;
}

@ObjectType({ description: "A former text of an introduction.", simpleResolvers: true })
export class IntroductionVersion {
  @Field(() => ID, { description: "The version's id." })
  id!: string;
  @Field(() => Int, { description: "Its number." })
  number!: number;
  @Field(() => String, { description: "Rich text, tags as typed." })
  html!: string;
  @Field(() => Date, { description: "Until when it stood." })
  at!: Date;
  @Field(() => Person, { nullable: true, description: "Who wrote it." })
  author!: Person | null;
}
