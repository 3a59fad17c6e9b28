import { createUserInput } from "@lyceum/shared/inputs/accounts";
import { Field, InputType } from "type-graphql";
import { PlatformRole } from "../../generated/prisma/enums.ts";
import { Validated } from "../../kernel/input";

@Validated(createUserInput)
@InputType({ description: "A new account." })
export class CreateUserInput {
  @Field(() => String, { description: "3 to 100 letters, digits or any of _ . @ - ; unique without regard to case." })
  login!: string;
  @Field(() => String, { nullable: true, description: "E-mail address, unique; counts as confirmed." })
  email?: string | null;
  @Field(() => String, { description: "Given name, 1 to 100 characters." })
  firstName!: string;
  @Field(() => String, { nullable: true, description: "Family name, at most 100 characters." })
  lastName?: string | null;
  @Field(() => String, { nullable: true, description: "A first password; without one the person gets a mail to choose it." })
  password?: string | null;
  @Field(() => String, { nullable: true, description: "Language of the interface (en, fr, es, ar); English when absent." })
  language?: string | null;
  @Field(() => [PlatformRole], { nullable: true, description: "Roles on the whole campus." })
  roles?: PlatformRole[] | null;
}
