import { type PROFILE_FIELD_KINDS, profileFieldInput, SIGHTED_FIELDS, type Sight } from "@lyceum/shared/inputs/profile-fields";
import { Field, ID, InputType, Int, ObjectType, registerEnumType } from "type-graphql";
import { ExtraFieldKind } from "../../generated/prisma/enums.ts";
import type { ExtraField as FieldRow } from "../../generated/prisma/client.ts";
import { Validated } from "../../kernel/input";
import { isSight, ProfileSight } from "./sights";

registerEnumType(ExtraFieldKind, {
  name: "ExtraFieldKind",
  description: "What an extra field holds.",
  valuesConfig: {
    TEXT: { description: "A line of at most 300 characters." },
    LONG_TEXT: { description: "Lines of at most 5,000 characters." },
    NUMBER: { description: "A number: digits, and a point before at most six decimals." },
    DATE: { description: "A day, as 2026-11-21." },
    YES_NO: { description: "true or false." },
    CHOICE: { description: "One of the field's choices." },
    LINK: { description: "An http or https address." },
  },
});

const wordsText = "Words in one language.";

@InputType("LocalizedTextInput", { description: wordsText })
@ObjectType("LocalizedText", { description: wordsText, simpleResolvers: true })
export class LocalizedText {
  @Field(() => String, { description: "Which language (en, fr, es, ar)." })
  language!: string;
  @Field(() => String, { description: "The words." })
  text!: string;
}

@ObjectType({ description: "A field of the profile that administrators have added.", simpleResolvers: true })
export class ProfileField {
  @Field(() => ID, { description: "Stable and opaque." })
  id!: string;
  @Field(() => ExtraFieldKind, { description: "What it holds." })
  kind!: (typeof PROFILE_FIELD_KINDS)[number];
  @Field(() => [LocalizedText], { description: "Its name, in each language that has one." })
  labels!: LocalizedText[];
  @Field(() => [LocalizedText], { description: "A line of help, in each language that has one." })
  hints!: LocalizedText[];
  @Field(() => [String], { description: "What may be chosen, in its order; for CHOICE." })
  choices!: string[];
  @Field(() => Boolean, { description: "Whether it must not be empty." })
  required!: boolean;
  @Field(() => Boolean, { description: "Whether it is asked for at registration." })
  atRegistration!: boolean;
  @Field(() => Boolean, { description: "Whether people fill it in themselves; if not, administrators do." })
  ownerEdits!: boolean;
  @Field(() => ProfileSight, { description: "Who sees it, unless the person has chosen otherwise." })
  sight!: Sight;
  @Field(() => Boolean, { description: "Whether people may choose who sees it." })
  mayChooseSight!: boolean;
  @Field(() => Date, { nullable: true, description: "Since when it is out of use; values are kept." })
  archivedAt!: Date | null;
  @Field(() => Int, { description: "Goes up by one at each change; give it back as expectedVersion." })
  version!: number;
}

const wordsOf = (map: unknown): LocalizedText[] =>
  Object.entries(map as Record<string, string>).map(([language, text]) => ({ language, text }));

/** Makes the API's view of a field's row. */
export const profileFieldOf = (row: FieldRow): ProfileField => ({
  ...row,
  sight: isSight(row.sight) ? row.sight : "NOBODY",
  labels: wordsOf(row.labels),
  hints: wordsOf(row.hints),
});

@Validated(profileFieldInput)
@InputType({ description: "An extra field of the profile, whole. Its kind stays once people have filled it in." })
export class ProfileFieldInput {
  @Field(() => ExtraFieldKind, { description: "What it holds." })
  kind!: (typeof PROFILE_FIELD_KINDS)[number];
  @Field(() => [LocalizedText], { description: "Its name, in at least one language, at most 100 characters." })
  labels!: LocalizedText[];
  @Field(() => [LocalizedText], { nullable: true, description: "A line of help, at most 300 characters." })
  hints?: LocalizedText[] | null;
  @Field(() => [String], { nullable: true, description: "For CHOICE: 2 to 200 choices of at most 100 characters." })
  choices?: string[] | null;
  @Field(() => Boolean, { nullable: true, description: "Whether it must not be empty; false when absent." })
  required?: boolean | null;
  @Field(() => Boolean, { nullable: true, description: "Whether registration asks for it; false when absent." })
  atRegistration?: boolean | null;
  @Field(() => Boolean, { nullable: true, description: "Whether people fill it in themselves; true when absent." })
  ownerEdits?: boolean | null;
  @Field(() => ProfileSight, { nullable: true, description: "Who sees it; NOBODY when absent." })
  sight?: Sight | null;
  @Field(() => Boolean, { nullable: true, description: "Whether people may choose who sees it; true when absent." })
  mayChooseSight?: boolean | null;
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
