import { createApiTokenInput } from "@lyceum/shared/inputs/accounts";
import { Field, ID, InputType, ObjectType } from "type-graphql";
import { Validated } from "../../kernel/input";

@ObjectType({ description: "A personal token for programs: they may do what its owner may, within its scopes.", simpleResolvers: true })
export class ApiToken {
  @Field(() => ID, { description: "Stable and opaque." })
  id!: string;
  @Field(() => String, { description: "What the owner calls it." })
  name!: string;
  @Field(() => String, { description: "The secret's first characters, to tell tokens apart." })
  prefix!: string;
  @Field(() => [String], {
    description: "`read` for queries and subscriptions, `write` for mutations, `admin` for what platform roles allow.",
  })
  scopes!: string[];
  @Field(() => Date, { description: "When it was made." })
  createdAt!: Date;
  @Field(() => Date, { nullable: true, description: "Last use, to about five minutes." })
  lastUsedAt!: Date | null;
  @Field(() => Date, { nullable: true, description: "When it ends by itself; null = never." })
  expiresAt!: Date | null;
}

@ObjectType({ description: "A new token, and the only time that its secret is shown.", simpleResolvers: true })
export class CreatedApiToken {
  @Field(() => String, { description: "Send it as `Authorization: Bearer …`." })
  secret!: string;
  @Field(() => ApiToken, { description: "The token as it is listed." })
  token!: ApiToken;
}

@Validated(createApiTokenInput)
@InputType({ description: "A new token." })
export class CreateApiTokenInput {
  @Field(() => String, { description: "What it is for, 1 to 100 characters." })
  name!: string;
  @Field(() => [String], { nullable: true, description: "Any of read, write, admin; all of them when absent." })
  scopes?: string[] | null;
  @Field(() => Date, { nullable: true, description: "When it ends by itself." })
  expiresAt?: Date | null;
}
