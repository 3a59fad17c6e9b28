import type { PROFILE_FIELD_KINDS } from "@lyceum/shared/inputs/profile-fields";
import { Field, ID, InputType, Int, ObjectType, registerEnumType } from "type-graphql";
import { ExtraFieldKind } from "../../generated/prisma/enums.ts";
import type { ExtraField as FieldRow } from "../../generated/prisma/client.ts";

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

/** What the extra fields of profiles and of courses have in common; not a type of the API by itself. */
@ObjectType({ description: "A field that administrators have added.", simpleResolvers: true })
export abstract class ExtraField {
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
  @Field(() => Date, { nullable: true, description: "Since when it is out of use; values are kept." })
  archivedAt!: Date | null;
  @Field(() => Int, { description: "Goes up by one at each change; give it back as expectedVersion." })
  version!: number;
}

/** The same for what administrators declare. */
@InputType({ description: "A field that administrators add." })
export abstract class ExtraFieldInput {
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
}

const wordsOf = (map: unknown): LocalizedText[] =>
  Object.entries(map as Record<string, string>).map(([language, text]) => ({ language, text }));

/** A field's row with its words as the API has them. */
export const withWords = (row: FieldRow) => ({ ...row, labels: wordsOf(row.labels), hints: wordsOf(row.hints) });
