import { profileFieldInput, SIGHTED_FIELDS, type Sight } from "@lyceum/shared/inputs/profile-fields";
import { Field, ID, InputType, ObjectType } from "type-graphql";
import type { ExtraField as FieldRow } from "../../generated/prisma/client.ts";
import { Validated } from "../../kernel/input";
import { ExtraField, ExtraFieldInput, withWords } from "./extra-fields.types";
import { isSight, ProfileSight } from "./sights";

@ObjectType({ description: "A field of the profile that administrators have added.", simpleResolvers: true })
export class ProfileField extends ExtraField {
  @Field(() => Boolean, { description: "Whether it is asked for at registration." })
  atRegistration!: boolean;
  @Field(() => Boolean, { description: "Whether people fill it in themselves; if not, administrators do." })
  ownerEdits!: boolean;
  @Field(() => ProfileSight, { description: "Who sees it, unless the person has chosen otherwise." })
  sight!: Sight;
  @Field(() => Boolean, { description: "Whether people may choose who sees it." })
  mayChooseSight!: boolean;
  @Field(() => Boolean, { description: "Whether whoever may enrol finds people of the campus by it, unless the person hides it." })
  findable!: boolean;
}

/** Makes the API's view of a field's row. */
export const profileFieldOf = (row: FieldRow): ProfileField => ({
  ...withWords(row),
  sight: isSight(row.sight) ? row.sight : "NOBODY",
});

@Validated(profileFieldInput)
@InputType({ description: "An extra field of the profile, whole. Its kind stays once people have filled it in." })
export class ProfileFieldInput extends ExtraFieldInput {
  @Field(() => Boolean, { nullable: true, description: "Whether registration asks for it; false when absent." })
  atRegistration?: boolean | null;
  @Field(() => Boolean, { nullable: true, description: "Whether people fill it in themselves; true when absent." })
  ownerEdits?: boolean | null;
  @Field(() => ProfileSight, { nullable: true, description: "Who sees it; NOBODY when absent." })
  sight?: Sight | null;
  @Field(() => Boolean, { nullable: true, description: "Whether people may choose who sees it; true when absent." })
  mayChooseSight?: boolean | null;
  @Field(() => Boolean, { nullable: true, description: "Whether whoever may enrol finds people by it; false when absent." })
  findable?: boolean | null;
}

@InputType({ description: "What an extra field shall say." })
export class ProfileValueInput {
  @Field(() => ID, { description: "Which field." })
  fieldId!: string;
  @Field(() => String, { description: "As text, in the form that the field's kind asks for; empty = nothing." })
  value!: string;
}

@ObjectType({ description: "What an extra field says of a person.", simpleResolvers: true })
export class ProfileValue {
  @Field(() => ProfileField, { description: "Which field." })
  field!: ProfileField;
  @Field(() => String, { description: "As text; empty = nothing." })
  value!: string;
}

@ObjectType({ description: "Who sees a field of one's own profile.", simpleResolvers: true })
export class MySight {
  @Field(() => ID, { description: `An extra field's id, or one of: ${SIGHTED_FIELDS.join(", ")}.` })
  field!: string;
  @Field(() => ProfileSight, { description: "Who sees it now." })
  sight!: Sight;
  @Field(() => Boolean, { description: "Whether one may choose." })
  mayChoose!: boolean;
}
