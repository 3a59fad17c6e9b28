import { Field, ID, ObjectType } from "type-graphql";

@ObjectType({ description: "A class that the viewer is in.", simpleResolvers: true })
export class MyClass {
  @Field(() => ID, { description: "The class." })
  id!: string;
  @Field(() => String, { description: "Its name." })
  title!: string;
  @Field(() => String, { description: "What it is, plain text; may be empty." })
  description!: string;
}
