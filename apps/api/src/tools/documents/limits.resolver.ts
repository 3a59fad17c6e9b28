import { documentLimits, EXTENSION_RULES, FORBIDDEN_FILES, type DocumentLimits } from "@lyceum/shared/inputs/documents";
import { Arg, Ctx, Field, Float, InputType, Int, Mutation, ObjectType, Query, registerEnumType, Resolver } from "type-graphql";
import { DOCUMENT_LIMITS } from "../../core/settings/document-limits";
import { readSetting, writeSetting } from "../../core/settings/settings";
import type { Context } from "../../kernel/context";
import { Validated } from "../../kernel/input";

const ExtensionRuleEnum = Object.fromEntries(EXTENSION_RULES.map((rule) => [rule, rule])) as Record<
  DocumentLimits["extensionRule"],
  string
>;
registerEnumType(ExtensionRuleEnum, {
  name: "ExtensionRule",
  description: "How the list of extensions is meant.",
  valuesConfig: { BLOCK: { description: "It names what is forbidden." }, ALLOW: { description: "It names all that is allowed." } },
});
const ForbiddenFilesEnum = Object.fromEntries(FORBIDDEN_FILES.map((action) => [action, action])) as Record<
  DocumentLimits["forbiddenFiles"],
  string
>;
registerEnumType(ForbiddenFilesEnum, {
  name: "ForbiddenFiles",
  description: "What becomes of a file of a forbidden extension.",
  valuesConfig: {
    REFUSE: { description: "It is refused; the others of its batch go on." },
    NEUTRALISE: { description: "It is kept under a name that nothing opens." },
  },
});

const MARK_WORDS = "{name}, {course} and {date} stand for the reader, the course and the day.";

@ObjectType("DocumentLimits", { description: "The campus's limits for documents.", simpleResolvers: true })
export class DocumentLimitsNode implements DocumentLimits {
  @Field(() => Float, { description: "Bytes that a new course may store; each course's own limit is among its settings." })
  courseBytes!: number;
  @Field(() => Float, { description: "Bytes that a group may store." })
  groupBytes!: number;
  @Field(() => Float, { description: "Bytes that a person may store in their folder of a course." })
  personalBytes!: number;
  @Field(() => Float, { description: "Bytes of the largest file, at most 2 GB." })
  fileBytes!: number;
  @Field(() => ExtensionRuleEnum, { description: "How the list of extensions is meant." })
  extensionRule!: DocumentLimits["extensionRule"];
  @Field(() => [String], { description: "Extensions, lower case, without their dot." })
  extensions!: string[];
  @Field(() => ForbiddenFilesEnum, { description: "What becomes of a file of a forbidden extension." })
  forbiddenFiles!: DocumentLimits["forbiddenFiles"];
  @Field(() => Int, { description: "Days after which the trash forgets what lies in it, 1 to 365." })
  trashDays!: number;
  @Field(() => String, { description: `Written across each page of a PDF for those who only read it; empty = nothing. ${MARK_WORDS}` })
  pdfWatermark!: string;
  @Field(() => Int, { description: "Goes up by one at each change; 0 = as delivered." })
  version!: number;
}

@Validated(documentLimits)
@InputType({ description: "The campus's limits for documents, whole: absent fields go back to what is delivered." })
export class DocumentLimitsInput {
  @Field(() => Float, { nullable: true, description: "Bytes that a new course may store, at most 10 TB." })
  courseBytes!: number;
  @Field(() => Float, { nullable: true, description: "Bytes that a group may store, at most 10 TB." })
  groupBytes!: number;
  @Field(() => Float, { nullable: true, description: "Bytes that a person may store in their folder of a course, at most 10 TB." })
  personalBytes!: number;
  @Field(() => Float, { nullable: true, description: "Bytes of the largest file, 1 to 2 GB." })
  fileBytes!: number;
  @Field(() => ExtensionRuleEnum, { nullable: true, description: "How the list of extensions is meant." })
  extensionRule!: DocumentLimits["extensionRule"];
  @Field(() => [String], { nullable: true, description: "Extensions, at most 500." })
  extensions!: string[];
  @Field(() => ForbiddenFilesEnum, { nullable: true, description: "What becomes of a file of a forbidden extension." })
  forbiddenFiles!: DocumentLimits["forbiddenFiles"];
  @Field(() => Int, { nullable: true, description: "Days after which the trash forgets what lies in it, 1 to 365." })
  trashDays!: number;
  @Field(() => String, { nullable: true, description: `Written across each page of a PDF; at most 120 characters. ${MARK_WORDS}` })
  pdfWatermark!: string;
}

@Resolver()
export class DocumentLimitsResolver {
  @Query(() => DocumentLimitsNode, { description: "The campus's limits for documents, for administrators." })
  async documentLimits(@Ctx() ctx: Context): Promise<DocumentLimitsNode> {
    await ctx.enterPlatform("manageSettings");
    const { value, version } = await readSetting(ctx.db, DOCUMENT_LIMITS);
    return { ...value, version };
  }

  @Mutation(() => DocumentLimitsNode, { description: "Changes the campus's limits for documents. What is stored already stays." })
  async updateDocumentLimits(
    @Arg("input", () => DocumentLimitsInput, { description: "The limits, whole." }) input: DocumentLimitsInput,
    @Arg("expectedVersion", () => Int, { nullable: true, description: "The version that was read; a stale one is CONFLICT." })
    expectedVersion: number | null,
    @Ctx() ctx: Context,
  ): Promise<DocumentLimitsNode> {
    const viewer = await ctx.enterPlatform("manageSettings");
    const { value, version } = await ctx.write((tx, emit) => {
      emit("documents.limits.updated", { topic: "platform" });
      return writeSetting(tx, DOCUMENT_LIMITS, { ...input }, { userId: viewer.id, expectedVersion });
    });
    return { ...value, version };
  }
}
