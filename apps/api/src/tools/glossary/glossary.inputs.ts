import {
  createGlossaryTermInput,
  updateGlossarySettingsInput,
  updateGlossaryTermInput,
  type GlossarySettings,
} from "@lyceum/shared/inputs/glossary";
import { Field, ID, InputType } from "type-graphql";
import { Validated } from "../../kernel/input";
import { GlossaryAliasKind, GlossaryHighlight, GlossaryTermState } from "../../generated/prisma/enums.ts";
import { GlossaryLearners, GlossaryMode, GlossaryOrder, GlossaryPlace, GlossaryViewKind } from "./glossary.types";

@InputType({ description: "Which terms a list has; absent = all that the viewer sees." })
export class GlossaryTermFilter {
  @Field(() => String, {
    nullable: true,
    description: "Words, each somewhere in term, synonyms, variants or definition; case and accents do not count.",
  })
  query?: string | null;
  @Field(() => String, { nullable: true, description: "A letter of the A–Z bar." })
  letter?: string | null;
  @Field(() => String, { nullable: true, description: "A category." })
  category?: string | null;
  @Field(() => [GlossaryTermState], { nullable: true, description: "States; without any, published and (for staff) hidden terms." })
  states?: GlossaryTermState[] | null;
}

@InputType({ description: "Another way to write a term." })
export class GlossaryAliasInput {
  @Field(() => GlossaryAliasKind, { description: "What it is." })
  kind!: GlossaryAliasKind;
  @Field(() => String, { description: "The words, plain text of at most 200 characters." })
  text!: string;
}

@InputType({ description: "A term in another language." })
export class GlossaryVariantInput {
  @Field(() => String, { description: "The language (BCP 47)." })
  language!: string;
  @Field(() => String, { description: "The term there." })
  term!: string;
  @Field(() => String, { nullable: true, description: "The definition there, rich text." })
  definition?: string;
}

@InputType({ description: "What a new term and a change have in common." })
abstract class TermParts {
  @Field(() => String, { nullable: true, description: "The language (BCP 47); a new term without one has the course's." })
  language?: string;
  @Field(() => String, { nullable: true, description: "The category, made when there is none of that name; null or empty takes it away." })
  category?: string;
  @Field(() => GlossaryHighlight, { nullable: true, description: "Whether it is marked where it occurs; only staff choose." })
  highlight?: GlossaryHighlight;
  @Field(() => [GlossaryAliasInput], { nullable: true, description: "Other ways to write it, at most 20; replaces them all." })
  aliases?: GlossaryAliasInput[];
  @Field(() => [GlossaryVariantInput], { nullable: true, description: "The same in other languages; replaces them all." })
  variants?: GlossaryVariantInput[];
  @Field(() => [ID], { nullable: true, description: "Related terms; replaces them all." })
  relatedIds?: string[];
  @Field(() => ID, {
    nullable: true,
    description: "A picture (PNG, JPEG, GIF, WebP, AVIF): a finished upload of the caller's; null takes it away.",
  })
  pictureUploadId?: string | null;
  @Field(() => ID, { nullable: true, description: "A sound: a finished upload of the caller's; null takes it away." })
  audioUploadId?: string | null;
}

@Validated(createGlossaryTermInput)
@InputType({ description: "A new term." })
export class CreateGlossaryTermInput extends TermParts {
  @Field(() => String, { description: "The term, plain text of at most 200 characters." })
  term!: string;
  @Field(() => String, { description: "The definition, rich text of at most 20,000 characters." })
  definition!: string;
  @Field(() => ID, { nullable: true, description: "In a session: the base term that this words anew." })
  baseTermId?: string;
}

@Validated(updateGlossaryTermInput)
@InputType({ description: "A change of a term; what is absent stays as it is." })
export class UpdateGlossaryTermInput extends TermParts {
  @Field(() => String, { nullable: true, description: "The term, plain text of at most 200 characters." })
  term?: string;
  @Field(() => String, { nullable: true, description: "The definition, rich text of at most 20,000 characters." })
  definition?: string;
}

@Validated(updateGlossarySettingsInput)
@InputType({ description: "Some of the settings; what is absent stays as it is." })
export class UpdateGlossarySettingsInput {
  @Field(() => GlossaryViewKind, { nullable: true, description: "How it is shown." })
  view?: GlossarySettings["view"];
  @Field(() => GlossaryOrder, { nullable: true, description: "In which order." })
  order?: GlossarySettings["order"];
  @Field(() => Boolean, { nullable: true, description: "Whether leading articles are passed over when sorting." })
  ignoreArticles?: boolean;
  @Field(() => GlossaryMode, { nullable: true, description: "Whether terms are marked in texts." })
  highlight?: GlossarySettings["highlight"];
  @Field(() => [GlossaryPlace], { nullable: true, description: "Where they are marked." })
  places?: GlossarySettings["places"];
  @Field(() => Boolean, { nullable: true, description: "Whether only the first occurrence on a page is marked." })
  firstOnly?: boolean;
  @Field(() => GlossaryLearners, { nullable: true, description: "What learners may do." })
  learners?: GlossarySettings["learners"];
}
