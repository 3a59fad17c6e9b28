import { Field, Float, ID, Int, InterfaceType, ObjectType, registerEnumType } from "type-graphql";
import { DocumentAccess, DocumentLicence, DocumentSpaceKind, DocumentTextState, MediaTrackKind } from "../../generated/prisma/enums.ts";
import { connectionType } from "../../kernel/connections";
import { itemKind } from "../../kernel/manifest";
import { Item, type ItemNodeRow } from "../../kernel/item.types";
import { viewerCanType } from "../../kernel/policy";

registerEnumType(DocumentSpaceKind, {
  name: "DocumentSpaceKind",
  description: "Whose documents they are.",
  valuesConfig: {
    COURSE: { description: "The course's own." },
    GROUP: { description: "A group's." },
    PERSONAL: { description: "One person's in a course." },
  },
});
registerEnumType(DocumentAccess, {
  name: "DocumentAccess",
  description: "What a group's members may do in its space.",
  valuesConfig: {
    SHARE: { description: "All members write everything." },
    READ_ONLY: { description: "Members read; group tutors and staff write." },
    COLLABORATION: { description: "Members add anything and change their own." },
  },
});
registerEnumType(DocumentLicence, {
  name: "DocumentLicence",
  description: "On what ground a document may be used here. NONE = nothing was said.",
  valuesConfig: {
    NONE: { description: "Nothing was said." },
    OWN: { description: "Own work." },
    CC_BY: { description: "Creative Commons: attribution." },
    CC_BY_SA: { description: "Creative Commons: attribution, share alike." },
    CC_BY_ND: { description: "Creative Commons: attribution, no derivatives." },
    CC_BY_NC: { description: "Creative Commons: attribution, not commercial." },
    CC_BY_NC_SA: { description: "Creative Commons: attribution, not commercial, share alike." },
    CC_BY_NC_ND: { description: "Creative Commons: attribution, not commercial, no derivatives." },
    CC_ZERO: { description: "Creative Commons: no rights reserved." },
    PUBLIC_DOMAIN: { description: "Free of rights." },
    PERMISSION: { description: "Used by permission." },
    QUOTATION: { description: "Used as a quotation." },
    UNKNOWN: { description: "Not known." },
  },
});
registerEnumType(DocumentTextState, {
  name: "DocumentTextState",
  description: "Whether search knows the words inside a file.",
  valuesConfig: {
    NONE: { description: "Nothing to read: a picture, a sound, a file of a kind that is not read." },
    PENDING: { description: "Will be read in a moment." },
    READ: { description: "Has been read." },
    ENCRYPTED: { description: "Asks for a password: it can be downloaded, not read." },
    BROKEN: { description: "Cannot be read: it can be downloaded." },
  },
});
registerEnumType(MediaTrackKind, {
  name: "MediaTrackKind",
  description: "What a WebVTT track of a video or audio is.",
  valuesConfig: {
    CAPTIONS: { description: "What is said and heard." },
    SUBTITLES: { description: "What is said, in another language." },
    CHAPTERS: { description: "Chapters." },
    TRANSCRIPT: { description: "The whole text, read beside it." },
  },
});

export const DocumentViewerCan = viewerCanType("DocumentViewerCan", {
  add: "Put something into this folder.",
  update: "Rename, move, replace, write, describe it.",
  delete: "Put it into the trash.",
  manage: "Hide it, date it, ask for confirmation.",
  seeReaders: "See who has read it.",
  seeVersions: "See and restore its versions.",
});

@InterfaceType("Document", {
  description: "A folder, file or page of a course, a group or a person.",
  implements: Item,
  resolveType: (row: ItemNodeRow) => itemKind(row.kind)?.type,
})
export abstract class Document extends Item {
  @Field(() => ID, { description: "The space it lies in." })
  spaceId!: string;
  @Field(() => DocumentSpaceKind, { description: "Whose space that is." })
  spaceKind!: DocumentSpaceKind;
  @Field(() => String, { description: "Its name on disk: clean, unique in its folder without regard to case." })
  name!: string;
  @Field(() => String, { description: "Plain text, at most 2,000 characters; may be empty." })
  description!: string;
  @Field(() => String, {
    description: "What it is, decided by its content (a media type); inode/directory for folders, text/html for pages.",
  })
  mediaType!: string;
  @Field(() => Int, { description: "Grows with each change of the content." })
  revision!: number;
  @Field(() => Int, { description: "The number of the current version; 0 for folders." })
  versionNumber!: number;
  @Field(() => DocumentLicence, { description: "On what ground it may be used here." })
  licence!: DocumentLicence;
  @Field(() => String, { nullable: true, description: "Who holds the rights." })
  rightsHolder!: string | null;
  @Field(() => Boolean, { description: "Whether readers are asked to confirm that they have read it." })
  askConfirmation!: boolean;
}

@ObjectType("DocumentFolder", { description: "A folder.", implements: Document })
export class DocumentFolder extends Document {}

@ObjectType("DocumentFile", { description: "An uploaded file.", implements: Document })
export class DocumentFile extends Document {
  @Field(() => DocumentTextState, { description: "Whether search knows its words." })
  textState!: DocumentTextState;
  @Field(() => Int, { nullable: true, description: "Pages, slides or sheets, once it has been read." })
  pageCount!: number | null;
}

@ObjectType("DocumentPage", { description: "A page written here.", implements: Document })
export class DocumentPage extends Document {}

export const DocumentConnection = connectionType("Document", () => Document);

@ObjectType("DocumentDraft", {
  description: "What the viewer has typed into a page and not published yet. Nobody else sees it.",
  simpleResolvers: true,
})
export class DocumentDraftNode {
  @Field(() => String, { description: "Rich text." })
  body!: string;
  @Field(() => Int, { description: "The page's revision that it was begun on." })
  baseRevision!: number;
  @Field(() => Date, { description: "When it was last saved." })
  at!: Date;
}

@ObjectType("MediaTrack", { description: "Captions, subtitles, chapters or a transcript (WebVTT).", simpleResolvers: true })
export class MediaTrackNode {
  @Field(() => ID, { description: "Its id." })
  id!: string;
  @Field(() => MediaTrackKind, { description: "What it is." })
  kind!: MediaTrackKind;
  @Field(() => String, { description: "Its language (BCP 47)." })
  language!: string;
  @Field(() => String, { description: "What to call it; may be empty." })
  label!: string;
  @Field(() => String, { description: "Where it is, on the application's origin." })
  url!: string;
}

@ObjectType("DocumentReadingRange", { description: "A stretch that was seen: seconds, or pages.", simpleResolvers: true })
export class DocumentReadingRange {
  @Field(() => Float, { description: "Where it begins, inclusive." })
  from!: number;
  @Field(() => Float, { description: "Where it ends, exclusive." })
  to!: number;
}

@ObjectType("DocumentReading", { description: "How far one person is with a document in one run." })
export class DocumentReadingNode {
  @Field(() => Float, { description: "Seconds into media, page of a PDF, or share of a text." })
  position!: number;
  @Field(() => Float, { description: "Share seen, 0 to 1." })
  fraction!: number;
  @Field(() => Int, { description: "Time open and in use, in seconds." })
  seconds!: number;
  @Field(() => Int, { nullable: true, description: "The version whose reading was confirmed." })
  confirmedVersion!: number | null;
  @Field(() => Date, { nullable: true, description: "When it was confirmed." })
  confirmedAt!: Date | null;
  @Field(() => Int, { description: "How often it was downloaded." })
  downloads!: number;
  @Field(() => Date, { description: "First opened." })
  firstAt!: Date;
  @Field(() => Date, { description: "Last opened." })
  lastAt!: Date;
}

@ObjectType("DocumentBreak", {
  description: "A relative reference inside an uploaded HTML file that a move would break.",
  simpleResolvers: true,
})
export class DocumentBreak {
  @Field(() => ID, { description: "The HTML document." })
  fromId!: string;
  @Field(() => String, { description: "The path in it." })
  path!: string;
}

@ObjectType("DocumentMove", { description: "What a move did, or would do." })
export class DocumentMove {
  @Field(() => [Document], { description: "What moved, as it is now.", simple: true })
  documents!: Document[];
  @Field(() => [DocumentBreak], { description: "References that it breaks.", simple: true })
  breaks!: DocumentBreak[];
}

@ObjectType("DocumentTrash", { description: "What went into the trash by one act.", simpleResolvers: true })
export class DocumentTrash {
  @Field(() => ID, { description: "Give it to restoreDocuments to bring all of it back." })
  trashId!: string;
  @Field(() => [ID], { description: "The documents that were named." })
  ids!: string[];
}

@ObjectType("DocumentSpace", { description: "A tree of documents with its own rights and storage.", simpleResolvers: true })
export class DocumentSpaceNode {
  @Field(() => ID, { description: "Its id." })
  id!: string;
  @Field(() => DocumentSpaceKind, { description: "Whose it is." })
  kind!: DocumentSpaceKind;
  @Field(() => String, { description: "The group's or person's name; empty for the course's own." })
  title!: string;
  @Field(() => ID, { nullable: true, description: "The folder that holds it; null for the course's own, whose top has no folder." })
  rootId!: string | null;
  @Field(() => DocumentAccess, { description: "What a group's members may do." })
  access!: DocumentAccess;
  @Field(() => ID, { nullable: true, description: "The group." })
  groupId!: string | null;
  @Field(() => ID, { nullable: true, description: "The person." })
  ownerId!: string | null;
}
