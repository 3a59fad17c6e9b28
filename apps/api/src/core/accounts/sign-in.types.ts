import { Field, InputType, Int, ObjectType } from "type-graphql";
import { User } from "./people.types";
import { TotpStart } from "./second-factor.types";

@ObjectType({ description: "How a sign-in ended.", simpleResolvers: true })
export class SignIn {
  @Field(() => User, { nullable: true, description: "Who is signed in now; null while something is still owed." })
  viewer!: User | null;
  @Field(() => Boolean, { description: "Whether passSecondFactor has to follow, within 10 minutes. Until then the caller is nobody." })
  secondFactorNeeded!: boolean;
  @Field(() => String, {
    nullable: true,
    description: "Given when a new password is owed before anything else: choose it with resetPassword and this token, then sign in.",
  })
  passwordToken!: string | null;
  @Field(() => TotpStart, {
    nullable: true,
    description:
      "Given when a second factor is required here and its days of grace are over: the authenticator to add. passSecondFactor with its first code ends the sign-in.",
  })
  factorSetup!: TotpStart | null;
  @Field(() => [String], { nullable: true, description: "Ten recovery codes of the authenticator that was just added; shown once." })
  recoveryCodes!: string[] | null;
  @Field(() => String, { description: "Where the person lands when no link said where to: a path inside the campus." })
  startPage!: string;
}

@ObjectType({ description: "Work for the browser, asked for instead of a picture puzzle.", simpleResolvers: true })
export class ProofChallenge {
  @Field(() => String, { description: "Find a nonce such that SHA-256 of `challenge:nonce` (UTF-8) begins with `bits` zero bits." })
  challenge!: string;
  @Field(() => Int, { description: "Zero bits asked for." })
  bits!: number;
  @Field(() => Date, { description: "Two minutes from now; a solution works once, until then." })
  expiresAt!: Date;
}

@InputType({ description: "A solved challenge of proofChallenge." })
export class ProofInput {
  @Field(() => String, { description: "The challenge, as it was given." })
  challenge!: string;
  @Field(() => String, { description: "The nonce that solves it, at most 64 characters." })
  nonce!: string;
}
