import { Arg, Ctx, Field, ID, InputType, Int, Mutation, ObjectType, Query, Resolver } from "type-graphql";
import { documentSettings, updateDocumentSettingsInput } from "@lyceum/shared/inputs/documents";
import { readSettings, saveSettings } from "../../kernel/course-settings";
import { Forbidden, NotFound } from "../../kernel/errors";
import { Validated } from "../../kernel/input";
import type { Page } from "../../kernel/connections";
import type { Context } from "../../kernel/context";
import { TOOL } from "./documents";
import { DocumentSpaceNode } from "./documents.types";
import { DocumentDownload, DocumentHitConnection, DocumentStorage } from "./files.types";
import { searchDocuments, type Hit } from "./search";
import { openSpace } from "./spaces";
import { spacesOf, storageOf, type SpaceView, type StorageView } from "./storage";
import { zipDocuments, type ZipAddress } from "./zips";

const SESSION = { nullable: true, description: "The session; absent = the course's base." } as const;

@ObjectType("DocumentSettings", { description: "A course's choices for its documents.", simpleResolvers: true })
export class DocumentSettingsNode {
  @Field(() => Boolean, { description: "Whether learners may download folders and selections as one zip." })
  learnersDownloadFolders!: boolean;
  @Field(() => Boolean, { description: "Whether the class sees people's own folders." })
  showLearnerFolders!: boolean;
  @Field(() => Boolean, { description: "Whether people may have a folder of their own in the course." })
  personalFolders!: boolean;
  @Field(() => Int, { description: "Grows with each change; 0 = nobody has chosen anything." })
  version!: number;
}

@Validated(updateDocumentSettingsInput)
@InputType({ description: "Some of the choices; what is absent stays." })
export class UpdateDocumentSettingsInput {
  @Field(() => Boolean, { nullable: true, description: "Whether learners may download folders and selections as one zip." })
  learnersDownloadFolders?: boolean | null;
  @Field(() => Boolean, { nullable: true, description: "Whether the class sees people's own folders." })
  showLearnerFolders?: boolean | null;
  @Field(() => Boolean, { nullable: true, description: "Whether people may have a folder of their own in the course." })
  personalFolders?: boolean | null;
}

@Resolver()
export class DocumentSpaceResolver {
  @Query(() => [DocumentSpaceNode], {
    description: "The spaces of a course that the viewer may open. Those that nobody has used yet are made by openDocumentSpace.",
  })
  async documentSpaces(
    @Arg("courseId", () => ID, { description: "The course." }) courseId: string,
    @Arg("sessionId", () => ID, SESSION) sessionId: string | null,
    @Ctx() ctx: Context,
  ): Promise<SpaceView[]> {
    return spacesOf(ctx, await ctx.enter(courseId, { tool: TOOL, sessionId }));
  }

  @Query(() => DocumentStorage, { description: "What a space holds, for those who write in it." })
  documentStorage(
    @Arg("spaceId", () => ID, { description: "The space." }) spaceId: string,
    @Arg("sessionId", () => ID, SESSION) sessionId: string | null,
    @Ctx() ctx: Context,
  ): Promise<StorageView> {
    return storageOf(ctx, spaceId, sessionId);
  }

  @Query(() => DocumentSettingsNode, { description: "The course's choices for its documents." })
  async documentSettings(
    @Arg("courseId", () => ID, { description: "The course." }) courseId: string,
    @Ctx() ctx: Context,
  ): Promise<DocumentSettingsNode> {
    await ctx.enter(courseId, { tool: TOOL });
    const { values, version } = await readSettings(ctx.db, courseId, TOOL, documentSettings);
    return { ...values, version };
  }

  @Query(() => DocumentHitConnection, {
    description: "Documents in which words are found: in title, description and file, among what is open to the viewer.",
  })
  searchDocuments(
    @Arg("courseId", () => ID, { description: "The course." }) courseId: string,
    @Arg("text", () => String, { description: 'Words, "phrases", -without; at most 400 characters.' }) text: string,
    @Arg("sessionId", () => ID, SESSION) sessionId: string | null,
    @Arg("first", () => Int, { nullable: true, description: "How many, 20 when absent, at most 100." }) first: number | null,
    @Arg("after", () => String, { nullable: true, description: "The endCursor of the page before." }) after: string | null,
    @Ctx() ctx: Context,
  ): Promise<Page<Hit>> {
    return searchDocuments(ctx, courseId, sessionId, text, { first, after });
  }

  @Mutation(() => DocumentSpaceNode, {
    description: "Opens a group's documents or, without a group, the viewer's own folder; made when it is opened first.",
  })
  async openDocumentSpace(
    @Arg("courseId", () => ID, { description: "The course." }) courseId: string,
    @Arg("groupId", () => ID, { nullable: true, description: "The group; absent = one's own." }) groupId: string | null,
    @Arg("sessionId", () => ID, SESSION) sessionId: string | null,
    @Ctx() ctx: Context,
  ): Promise<SpaceView> {
    const member = await ctx.enter(courseId, { tool: TOOL, sessionId });
    const space = await openSpace(ctx, member, groupId ?? null);
    const view = (await spacesOf(ctx, member)).find((one) => one.id === space.id);
    if (!view) throw NotFound();
    return view;
  }

  @Mutation(() => DocumentDownload, {
    description: "Makes an address for a zip of documents and all that lies in them; without any, of all the course's own documents.",
  })
  zipDocuments(
    @Arg("courseId", () => ID, { description: "The course." }) courseId: string,
    @Arg("ids", () => [ID], { description: "At most 1,000 documents; none = all." }) ids: string[],
    @Arg("sessionId", () => ID, SESSION) sessionId: string | null,
    @Ctx() ctx: Context,
  ): Promise<ZipAddress> {
    return zipDocuments(ctx, { courseId, ids, sessionId });
  }

  @Mutation(() => DocumentSettingsNode, { description: "Changes the course's choices for its documents, for its teachers." })
  async updateDocumentSettings(
    @Arg("courseId", () => ID, { description: "The course." }) courseId: string,
    @Arg("input", () => UpdateDocumentSettingsInput, { description: "The choices." }) input: UpdateDocumentSettingsInput,
    @Arg("expectedVersion", () => Int, { nullable: true, description: "The version that was read; a stale one is CONFLICT." })
    expectedVersion: number | null,
    @Ctx() ctx: Context,
  ): Promise<DocumentSettingsNode> {
    const member = await ctx.enter(courseId, { tool: TOOL });
    if (member.role !== "TEACHER") throw Forbidden();
    const former = await readSettings(ctx.db, courseId, TOOL, documentSettings);
    const { values, version } = await ctx.write((tx, emit) => saveSettings(tx, emit, member, TOOL, former, { ...input }, expectedVersion));
    return { ...values, version };
  }
}
