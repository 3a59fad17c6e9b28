import { Field, ID, ObjectType } from "type-graphql";

/** The columns that the type shows. */
export const sessionSelect = { id: true, title: true, description: true, startsAt: true, endsAt: true } as const;

@ObjectType({
  description: "A period in which one or more courses are taught, with its own learners, tutors and dates.",
  simpleResolvers: true,
})
export class Session {
  @Field(() => ID, { description: "The session." })
  id!: string;
  @Field(() => String, { description: "Its name, plain text." })
  title!: string;
  @Field(() => String, { description: "What it is, plain text; may be empty." })
  description!: string;
  @Field(() => Date, { nullable: true, description: "Learners come in from then on." })
  startsAt!: Date | null;
  @Field(() => Date, { nullable: true, description: "Its end." })
  endsAt!: Date | null;
}
