import { Field, ID, Int, ObjectType, registerEnumType } from "type-graphql";
import { LegalKind } from "../../generated/prisma/enums.ts";

registerEnumType(LegalKind, {
  name: "LegalKind",
  description: "What a legal document is about.",
  valuesConfig: { TERMS: { description: "The terms of use." }, PRIVACY: { description: "What happens with personal data." } },
});

@ObjectType({ description: "A version of a legal text, in one language.", simpleResolvers: true })
export class LegalDocument {
  @Field(() => ID, { description: "Stable and opaque." })
  id!: string;
  @Field(() => LegalKind, { description: "What it is about." })
  kind!: LegalKind;
  @Field(() => String, { description: "Its language (BCP 47)." })
  language!: string;
  @Field(() => Int, { description: "1, 2, 3 …" })
  version!: number;
  @Field(() => String, { description: "The text, plain, with blank lines between paragraphs." })
  body!: string;
  @Field(() => String, { description: "What changed since the version before; may be empty." })
  summaryOfChange!: string;
  @Field(() => Date, { description: "Since when it holds." })
  publishedAt!: Date;
}

@ObjectType({ description: "A legal text that one has accepted.", simpleResolvers: true })
export class Consent {
  @Field(() => ID, { description: "Stable and opaque." })
  id!: string;
  @Field(() => LegalDocument, { description: "The version as it was accepted." })
  document!: LegalDocument;
  @Field(() => Date, { description: "When." })
  givenAt!: Date;
}
