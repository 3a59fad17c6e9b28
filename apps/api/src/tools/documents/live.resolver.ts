import { Arg, Ctx, Field, ID, ObjectType, registerEnumType, Resolver, Root, Subscription } from "type-graphql";
import { Document } from "./documents.types";
import type { Context } from "../../kernel/context";
import type { LiveEvent } from "../../kernel/live";
import { documentChange, documentEvents, folderChange, folderEvents, type DocumentChange } from "./live-documents";
import type { DocumentRow } from "./documents";

export const DocumentActionEnum = { CHANGED: "CHANGED", REMOVED: "REMOVED" } as const;
registerEnumType(DocumentActionEnum, {
  name: "DocumentAction",
  description: "CHANGED: it is there, as `node` says, new or not. REMOVED: it is not, or no longer, for the listener.",
  valuesConfig: { CHANGED: { description: "It is there, as `node` says." }, REMOVED: { description: "It is not there for the listener." } },
});

@ObjectType("DocumentChange", { description: "What has become of a document, as the listener sees it." })
export class DocumentChangeNode {
  @Field(() => DocumentActionEnum, { description: "What to do with it.", simple: true })
  action!: string;
  @Field(() => ID, { description: "The document; one that the listener never saw can be passed over.", simple: true })
  id!: string;
  @Field(() => Document, { nullable: true, description: "The document as the listener sees it now.", simple: true })
  node!: DocumentRow | null;
  @Field(() => String, { description: "Give it as `after` to resume behind this event.", simple: true })
  eventId!: string;
}

const AFTER = { nullable: true, description: "The eventId last seen: what happened since comes first." } as const;
const SESSION = { nullable: true, description: "The session; absent = the course's base." } as const;

interface FolderArgs {
  courseId: string;
  folderId: string | null;
  sessionId: string | null;
  after: string | null;
}

@Resolver()
export class DocumentLiveResolver {
  @Subscription(() => DocumentChangeNode, {
    description: "What changes in a folder: new, changed, moved and removed documents.",
    subscribe: ({ args, context }) => {
      const { courseId, folderId = null, sessionId = null, after } = args as FolderArgs;
      return folderEvents(context as Context, { courseId, folderId, sessionId }, after);
    },
  })
  folderChanged(
    @Root() event: LiveEvent,
    @Arg("courseId", () => ID, { description: "The course." }) courseId: string,
    @Arg("folderId", () => ID, { nullable: true, description: "The folder; absent = the top of the course's own documents." }) folderId:
      | string
      | null,
    @Arg("sessionId", () => ID, SESSION) sessionId: string | null,
    @Arg("after", () => String, AFTER) _after: string | null,
    @Ctx() _ctx: Context,
  ): Promise<DocumentChange> {
    return folderChange(event, { courseId, folderId: folderId ?? null, sessionId: sessionId ?? null });
  }

  @Subscription(() => DocumentChangeNode, {
    description: "What becomes of one document, the viewer's own progress in it included.",
    subscribe: ({ args, context }) => {
      const { courseId, id, sessionId = null, after } = args as FolderArgs & { id: string };
      return documentEvents(context as Context, courseId, id, sessionId, after);
    },
  })
  documentChanged(
    @Root() event: LiveEvent,
    @Arg("courseId", () => ID, { description: "Its course." }) _courseId: string,
    @Arg("id", () => ID, { description: "The document." }) id: string,
    @Arg("sessionId", () => ID, SESSION) sessionId: string | null,
    @Arg("after", () => String, AFTER) _after: string | null,
    @Ctx() _ctx: Context,
  ): Promise<DocumentChange> {
    return documentChange(event, id, sessionId ?? null);
  }
}
