import { FactorRule } from "./account-settings.types";
import { Field, Int, ObjectType } from "type-graphql";

@ObjectType({ description: "An authenticator that is being added; it counts after confirmTotp.", simpleResolvers: true })
export class TotpStart {
  @Field(() => String, { description: "The seed, to type by hand (Base32). Shown once." })
  secret!: string;
  @Field(() => String, { description: "The same as an otpauth:// address, for a QR code." })
  uri!: string;
}

@ObjectType({ description: "One's own second factor.", simpleResolvers: true })
export class SecondFactor {
  @Field(() => Boolean, { description: "Whether an authenticator is switched on." })
  on!: boolean;
  @Field(() => Date, { nullable: true, description: "Since when." })
  since!: Date | null;
  @Field(() => Int, { description: "Recovery codes that are left." })
  recoveryCodesLeft!: number;
  @Field(() => FactorRule, { description: "What the campus asks of somebody with one's roles." })
  rule!: (typeof FactorRule)[keyof typeof FactorRule];
  @Field(() => Date, { nullable: true, description: "Until when one has to be added; null when none is owed." })
  dueAt!: Date | null;
}
