import { Arg, Ctx, FieldResolver, ID, Int, Mutation, Resolver, Root } from "type-graphql";
import type { Context } from "../../kernel/context";
import type { DocumentDraft } from "../../generated/prisma/client.ts";
import { accessOf, type DocumentRow } from "./documents";
import { CreatePageInput, PublishPageInput, UpdatePageInput } from "./documents.inputs";
import { DocumentDraftNode, DocumentPage } from "./documents.types";
import { bodyOf, createPage, discardDraft, ownDraft, publishPage, updatePage } from "./pages";

const SESSION = { nullable: true, description: "The session it is looked at in; absent = where the page lives." } as const;

@Resolver(() => DocumentPage)
export class DocumentPageResolver {
  @FieldResolver(() => String, { nullable: true, description: "The published rich text; null while it is closed to the viewer." })
  async body(@Root() page: DocumentRow, @Ctx() ctx: Context): Promise<string | null> {
    const access = await accessOf(ctx, ctx.memberOf(page.courseId)).load(page.id);
    return access?.open ? bodyOf(ctx, page.id) : null;
  }

  @FieldResolver(() => DocumentDraftNode, { nullable: true, description: "What the viewer has typed and not published." })
  draft(@Root() page: DocumentRow, @Ctx() ctx: Context): Promise<DocumentDraft | null> {
    return ownDraft(ctx, page);
  }

  @Mutation(() => DocumentPage, { description: "Makes a page: in the course's documents a draft that staff see, elsewhere there at once." })
  createPage(
    @Arg("input", () => CreatePageInput, { description: "The page." }) input: CreatePageInput,
    @Ctx() ctx: Context,
  ): Promise<DocumentRow> {
    return createPage(ctx, input);
  }

  @Mutation(() => DocumentPage, {
    description: "Keeps what the viewer has typed, for them alone. CONFLICT when the page has another revision than expected.",
  })
  updatePage(
    @Arg("id", () => ID, { description: "The page." }) id: string,
    @Arg("input", () => UpdatePageInput, { description: "The text." }) input: UpdatePageInput,
    @Arg("expectedVersion", () => Int, { description: "The revision that the text was begun on." }) expectedVersion: number,
    @Arg("sessionId", () => ID, SESSION) sessionId: string | null,
    @Ctx() ctx: Context,
  ): Promise<DocumentRow> {
    return updatePage(ctx, id, input.body, expectedVersion, sessionId);
  }

  @Mutation(() => DocumentPage, {
    description: "Makes the viewer's draft, or the given text, what everybody reads. A page in draft is published with it.",
  })
  publishPage(
    @Arg("id", () => ID, { description: "The page." }) id: string,
    @Arg("input", () => PublishPageInput, { description: "The text and a note." }) input: PublishPageInput,
    @Arg("expectedVersion", () => Int, { description: "The revision that the text was begun on." }) expectedVersion: number,
    @Arg("sessionId", () => ID, SESSION) sessionId: string | null,
    @Ctx() ctx: Context,
  ): Promise<DocumentRow> {
    return publishPage(ctx, id, { ...input, expectedVersion }, sessionId);
  }

  @Mutation(() => DocumentPage, { description: "Throws the viewer's draft of a page away." })
  discardPageDraft(
    @Arg("id", () => ID, { description: "The page." }) id: string,
    @Arg("sessionId", () => ID, SESSION) sessionId: string | null,
    @Ctx() ctx: Context,
  ): Promise<DocumentRow> {
    return discardDraft(ctx, id, sessionId);
  }
}
