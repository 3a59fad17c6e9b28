import { Field, ObjectType } from "type-graphql";
import { User } from "./people.types";

@ObjectType({ description: "How a sign-in ended.", simpleResolvers: true })
export class SignIn {
  @Field(() => User, { nullable: true, description: "Who is signed in now; null while the second factor is owed." })
  viewer!: User | null;
  @Field(() => Boolean, { description: "Whether passSecondFactor has to follow. Until then the caller is nobody." })
  secondFactorNeeded!: boolean;
}
