import { pictureCropInput, profileInput } from "@lyceum/shared/inputs/accounts";
import { Field, Float, InputType, Int, ObjectType } from "type-graphql";
import { Validated } from "../../kernel/input";
import { PasswordNeed } from "./account-settings.types";
import { ProfileValueInput } from "./profile-fields.types";

@Validated(profileInput)
@InputType({ description: "What one changes of one's own profile; absent fields stay as they are." })
export class ProfileInput {
  @Field(() => String, { nullable: true, description: "Given name, 1 to 100 characters; where the campus lets people change names." })
  firstName?: string | null;
  @Field(() => String, { nullable: true, description: "Family name, at most 100 characters." })
  lastName?: string | null;
  @Field(() => String, { nullable: true, description: "The school's number; where the campus lets people change it. Empty = none." })
  officialCode?: string | null;
  @Field(() => String, { nullable: true, description: "Phone number with country code. Empty = none." })
  phone?: string | null;
  @Field(() => String, { nullable: true, description: "Language of the interface and of mails (en, fr, es, ar)." })
  language?: string | null;
  @Field(() => String, { nullable: true, description: "Zone in which times are shown (IANA)." })
  timeZone?: string | null;
  @Field(() => [ProfileValueInput], { nullable: true, description: "Extra fields that change, as far as people fill them in themselves." })
  fields?: ProfileValueInput[] | null;
}

@Validated(pictureCropInput)
@InputType({ description: "The part of a picture that is kept: a square, as fractions of the picture as people see it." })
export class PictureCropInput {
  @Field(() => Float, { description: "Left edge, 0 to 1." })
  left!: number;
  @Field(() => Float, { description: "Upper edge, 0 to 1." })
  top!: number;
  @Field(() => Float, { description: "Width as a fraction of the picture's width." })
  width!: number;
  @Field(() => Float, { description: "Height as a fraction of the picture's height." })
  height!: number;
}

@ObjectType({ description: "What the campus lets people change of themselves.", simpleResolvers: true })
export class ProfileRules {
  @Field(() => Boolean, { description: "Whether they may change their names." })
  mayChangeNames!: boolean;
  @Field(() => Boolean, { description: "Whether they may change their official code." })
  mayChangeOfficialCode!: boolean;
  @Field(() => Int, { description: "Fewest characters of a new password." })
  passwordMinimum!: number;
  @Field(() => [PasswordNeed], { description: "What else a new password has to contain." })
  passwordNeeds!: (typeof PasswordNeed)[keyof typeof PasswordNeed][];
}
