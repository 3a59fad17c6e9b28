import { Arg, Ctx, FieldResolver, Float, ID, Int, Mutation, Query, Resolver, Root } from "type-graphql";
import type { Page } from "../../kernel/connections";
import type { Context } from "../../kernel/context";
import { viewerCan } from "../../kernel/policy";
import { ItemState } from "../../generated/prisma/enums.ts";
import { Person } from "../../core/accounts/people.types";
import {
  deleteDocuments,
  moveDocuments,
  reorderDocument,
  restoreDocuments,
  setDocumentsState,
  type MoveOutcome,
  type TrashOutcome,
} from "./arrange";
import { documentPolicy } from "./documents.policy";
import { enterDocument, type DocumentRow } from "./documents";
import { CreateFolderInput, DocumentFilterInput, DocumentOrderEnum, UpdateDocumentInput } from "./documents.inputs";
import { Document, DocumentConnection, DocumentMove, DocumentReadingNode, DocumentTrash, DocumentViewerCan } from "./documents.types";
import { copyDocuments } from "./copy";
import { createFolder, renameDocument, updateDocument } from "./folders";
import { ancestorsOf, listDocuments, type DocumentOrder } from "./list";
import { personOfDocument } from "./people";
import { ownReading } from "./readings";
import type { DocumentReading } from "../../generated/prisma/client.ts";

const IN_SESSION = { nullable: true, description: "The session it is looked at in; absent = where the document lives." } as const;

@Resolver(() => Document)
export class DocumentFields {
  @FieldResolver(() => Float, { description: "The current version's size in bytes; 0 for folders." })
  bytes(@Root() document: DocumentRow): number {
    return Number(document.bytes);
  }

  @FieldResolver(() => DocumentViewerCan, { description: "What the viewer may do with it." })
  viewerCan(@Root() document: DocumentRow, @Ctx() ctx: Context): object {
    return viewerCan(ctx.memberOf(document.courseId), documentPolicy, document);
  }

  @FieldResolver(() => Person, { nullable: true, description: "Who made it." })
  author(@Root() document: DocumentRow, @Ctx() ctx: Context): Promise<Person | null> {
    return personOfDocument(ctx, document.createdById);
  }

  @FieldResolver(() => [Document], { description: "The folders that it lies in, the outermost first." })
  ancestors(@Root() document: DocumentRow, @Ctx() ctx: Context): Promise<DocumentRow[]> {
    return ancestorsOf(ctx, document);
  }

  @FieldResolver(() => DocumentReadingNode, {
    nullable: true,
    description: "How far the viewer is with it; null before the first contact.",
  })
  reading(@Root() document: DocumentRow, @Ctx() ctx: Context): Promise<DocumentReading | null> {
    return ownReading(ctx, document);
  }

  @FieldResolver(() => Boolean, { description: "Whether it belongs to a session rather than to the course." })
  ofSession(@Root() document: DocumentRow): boolean {
    return document.runSessionId !== null;
  }
}

@Resolver()
export class DocumentResolver {
  @Query(() => DocumentConnection, { description: "What the viewer sees in a folder." })
  documents(
    @Arg("courseId", () => ID, { description: "The course." }) courseId: string,
    @Arg("sessionId", () => ID, { nullable: true, description: "The session; absent = the course's base." }) sessionId: string | null,
    @Arg("folderId", () => ID, { nullable: true, description: "The folder; absent = the top of the course's own documents." }) folderId:
      | string
      | null,
    @Arg("orderBy", () => DocumentOrderEnum, { nullable: true, description: "How it is sorted; POSITION when absent. Folders come first." })
    orderBy: DocumentOrder | null,
    @Arg("descending", () => Boolean, { nullable: true, description: "The other way round." }) descending: boolean | null,
    @Arg("filter", () => DocumentFilterInput, { nullable: true, description: "Which entries are wanted." })
    filter: DocumentFilterInput | null,
    @Arg("first", () => Int, { nullable: true, description: "How many, 20 when absent, at most 100." }) first: number | null,
    @Arg("after", () => String, { nullable: true, description: "The endCursor of the page before." }) after: string | null,
    @Ctx() ctx: Context,
  ): Promise<Page<DocumentRow>> {
    return listDocuments(ctx, { courseId, sessionId, folderId, orderBy, descending, filter, first, after });
  }

  @Query(() => Document, { description: "One document, for a member who may know of it. A closed one says why in `access`." })
  async document(
    @Arg("id", () => ID, { description: "The document." }) id: string,
    @Arg("sessionId", () => ID, IN_SESSION) sessionId: string | null,
    @Ctx() ctx: Context,
  ): Promise<DocumentRow> {
    return (await enterDocument(ctx, id, sessionId)).document;
  }

  @Mutation(() => Document, { description: "Makes a folder. A taken name becomes name (2)." })
  createFolder(
    @Arg("input", () => CreateFolderInput, { description: "The folder." }) input: CreateFolderInput,
    @Ctx() ctx: Context,
  ): Promise<DocumentRow> {
    return createFolder(ctx, input);
  }

  @Mutation(() => Document, { description: "Gives a document another title and name; links to it stay." })
  renameDocument(
    @Arg("id", () => ID, { description: "The document." }) id: string,
    @Arg("title", () => String, { description: "At most 200 characters." }) title: string,
    @Arg("sessionId", () => ID, IN_SESSION) sessionId: string | null,
    @Ctx() ctx: Context,
  ): Promise<DocumentRow> {
    return renameDocument(ctx, id, title, sessionId);
  }

  @Mutation(() => Document, { description: "Changes what is said of a document: description, dates, licence, confirmation." })
  updateDocument(
    @Arg("id", () => ID, { description: "The document." }) id: string,
    @Arg("input", () => UpdateDocumentInput, { description: "The changes." }) input: UpdateDocumentInput,
    @Arg("sessionId", () => ID, IN_SESSION) sessionId: string | null,
    @Ctx() ctx: Context,
  ): Promise<DocumentRow> {
    return updateDocument(ctx, id, input, sessionId);
  }

  @Mutation(() => DocumentMove, { description: "Moves documents into another folder of their space. A taken name becomes a free one." })
  moveDocuments(
    @Arg("ids", () => [ID], { description: "1 to 1,000 documents of one course." }) ids: string[],
    @Arg("folderId", () => ID, { nullable: true, description: "The folder; absent = the top of the course's own documents." }) folderId:
      | string
      | null,
    @Arg("dryRun", () => Boolean, { nullable: true, description: "Only tell what would break." }) dryRun: boolean | null,
    @Arg("sessionId", () => ID, IN_SESSION) sessionId: string | null,
    @Ctx() ctx: Context,
  ): Promise<MoveOutcome> {
    return moveDocuments(ctx, ids, { folderId }, dryRun ?? false, sessionId);
  }

  @Mutation(() => [Document], {
    description:
      "Copies documents, and what lies in the folders among them, into a folder of any space of the course where the viewer may add.",
  })
  copyDocuments(
    @Arg("ids", () => [ID], { description: "1 to 1,000 documents of one course." }) ids: string[],
    @Arg("folderId", () => ID, { nullable: true, description: "The folder; absent = the top of the course's own documents." }) folderId:
      | string
      | null,
    @Arg("sessionId", () => ID, IN_SESSION) sessionId: string | null,
    @Ctx() ctx: Context,
  ): Promise<DocumentRow[]> {
    return copyDocuments(ctx, ids, folderId, sessionId);
  }

  @Mutation(() => Document, { description: "Puts a document before another one of its folder, or at the end." })
  reorderDocuments(
    @Arg("id", () => ID, { description: "The document that moves." }) id: string,
    @Arg("beforeId", () => ID, { nullable: true, description: "The one that will follow it; absent = at the end." }) beforeId:
      | string
      | null,
    @Arg("sessionId", () => ID, IN_SESSION) sessionId: string | null,
    @Ctx() ctx: Context,
  ): Promise<DocumentRow> {
    return reorderDocument(ctx, id, beforeId, sessionId);
  }

  @Mutation(() => [Document], { description: "Shows, hides or makes drafts of documents." })
  setDocumentsState(
    @Arg("ids", () => [ID], { description: "1 to 1,000 documents of one course." }) ids: string[],
    @Arg("state", () => ItemState, { description: "The state." }) state: ItemState,
    @Arg("sessionId", () => ID, IN_SESSION) sessionId: string | null,
    @Ctx() ctx: Context,
  ): Promise<DocumentRow[]> {
    return setDocumentsState(ctx, ids, state, sessionId);
  }

  @Mutation(() => DocumentTrash, { description: "Puts documents, and all that lies in them, into the trash." })
  deleteDocuments(
    @Arg("ids", () => [ID], { description: "1 to 1,000 documents of one course." }) ids: string[],
    @Arg("sessionId", () => ID, IN_SESSION) sessionId: string | null,
    @Ctx() ctx: Context,
  ): Promise<TrashOutcome> {
    return deleteDocuments(ctx, ids, sessionId);
  }

  @Mutation(() => [Document], { description: "Brings back what one deletion took." })
  restoreDocuments(
    @Arg("trashId", () => ID, { description: "What deleteDocuments gave." }) trashId: string,
    @Ctx() ctx: Context,
  ): Promise<DocumentRow[]> {
    return restoreDocuments(ctx, trashId);
  }
}
