import { Field, Float, ID, Int, ObjectType, registerEnumType } from "type-graphql";
import { Person } from "../../core/accounts/people.types";
import { connectionType } from "../../kernel/connections";
import { Document, DocumentReadingNode, DocumentSpaceNode } from "./documents.types";
import type { DocumentRow } from "./documents";

export const UploadOutcomeEnum = { CREATED: "CREATED", RENAMED: "RENAMED", REPLACED: "REPLACED", SKIPPED: "SKIPPED" } as const;
registerEnumType(UploadOutcomeEnum, {
  name: "UploadOutcome",
  description: "What became of an upload: a new document, one under another name, a new version, or nothing.",
  valuesConfig: {
    CREATED: { description: "A new document." },
    RENAMED: { description: "A new document under another name." },
    REPLACED: { description: "A new version of one that was there." },
    SKIPPED: { description: "Nothing: the name was taken." },
  },
});

@ObjectType("UploadTicket", { description: "Room that was promised to an upload. Free again after 24 hours.", simpleResolvers: true })
export class UploadTicket {
  @Field(() => ID, { description: "Give it as ticketId with the finished upload." })
  id!: string;
  @Field(() => String, { description: "The name that the file will have, if it is still free then." })
  name!: string;
  @Field(() => Date, { description: "When the promise ends." })
  expiresAt!: Date;
}

@ObjectType("AttachedUpload", { description: "What became of one upload." })
export class AttachedUploadNode {
  @Field(() => UploadOutcomeEnum, { description: "What was done.", simple: true })
  outcome!: string;
  @Field(() => Document, { description: "The document; for SKIPPED the one that was there.", simple: true })
  document!: DocumentRow;
  @Field(() => [String], { description: "What there is to say: EMPTY, TYPE_MISMATCH, NAME_CHANGED.", simple: true })
  notes!: string[];
}

@ObjectType("DocumentVersion", { description: "One state of a file or page." })
export class DocumentVersionNode {
  @Field(() => ID, { description: "Its id." })
  id!: string;
  @Field(() => Int, { description: "Counted from 1." })
  number!: number;
  @Field(() => String, { description: "What it is (a media type)." })
  mediaType!: string;
  @Field(() => String, { description: "What changed; may be empty." })
  note!: string;
  @Field(() => Date, { description: "When it was made." })
  at!: Date;
}

@ObjectType("DocumentUse", { description: "A place where a document is used.", simpleResolvers: true })
export class DocumentUse {
  @Field(() => String, {
    description: "How: home (the course's home page), page (a link or picture in a page), html (a relative reference of an uploaded page).",
  })
  kind!: string;
  @Field(() => ID, { description: "The item that uses it." })
  itemId!: string;
  @Field(() => String, { description: "That item's title." })
  title!: string;
}

@ObjectType("DocumentReader", { description: "One person and how far they are with a document.", simpleResolvers: true })
export class DocumentReader {
  @Field(() => Person, { description: "Who." })
  person!: Person;
  @Field(() => DocumentReadingNode, { nullable: true, description: "How far; null for somebody who has not opened it." })
  reading!: DocumentReadingNode | null;
  @Field(() => Boolean, { description: "Whether they have confirmed the version that must be confirmed." })
  confirmed!: boolean;
}
export const DocumentReaderConnection = connectionType("DocumentReader", () => DocumentReader);

export const ReaderFilterEnum = {
  ALL: "ALL",
  OPENED: "OPENED",
  NOT_OPENED: "NOT_OPENED",
  CONFIRMED: "CONFIRMED",
  NOT_CONFIRMED: "NOT_CONFIRMED",
} as const;
registerEnumType(ReaderFilterEnum, {
  name: "DocumentReaderFilter",
  description: "Which learners are wanted.",
  valuesConfig: {
    ALL: { description: "All learners." },
    OPENED: { description: "Those who opened it." },
    NOT_OPENED: { description: "Those who did not." },
    CONFIRMED: { description: "Those who confirmed the reading." },
    NOT_CONFIRMED: { description: "Those who did not." },
  },
});

@ObjectType("LargeDocument", { description: "A document and what all its versions take.", simpleResolvers: true })
export class LargeDocument {
  @Field(() => ID, { description: "The document." })
  id!: string;
  @Field(() => String, { description: "Its title." })
  title!: string;
  @Field(() => Float, { description: "Bytes of all its versions." })
  bytes!: number;
  @Field(() => Boolean, { description: "Whether it lies in the trash." })
  trashed!: boolean;
}

@ObjectType("DocumentStorage", { description: "What a space holds, in bytes.", simpleResolvers: true })
export class DocumentStorage {
  @Field(() => DocumentSpaceNode, { description: "The space." })
  space!: DocumentSpaceNode;
  @Field(() => Float, { description: "The most it may hold." })
  limit!: number;
  @Field(() => Float, { description: "All versions, trash included." })
  used!: number;
  @Field(() => Float, { description: "Promised to uploads that have begun." })
  reserved!: number;
  @Field(() => Float, { description: "Of `used`: current versions outside the trash." })
  current!: number;
  @Field(() => Float, { description: "Of `used`: older versions outside the trash." })
  older!: number;
  @Field(() => Float, { description: "Of `used`: the trash." })
  trash!: number;
  @Field(() => [LargeDocument], { description: "The ten that take most." })
  largest!: LargeDocument[];
}

@ObjectType("DocumentHit", { description: "A document in which the words were found." })
export class DocumentHit {
  @Field(() => Document, { description: "The document.", simple: true })
  document!: DocumentRow;
  @Field(() => Int, { description: "The page (or slide, sheet), or the second of a video; 0 for the title and description.", simple: true })
  part!: number;
  @Field(() => String, { description: "Words around the hit, plain text, each found one between ⟦ and ⟧.", simple: true })
  excerpt!: string;
}
export const DocumentHitConnection = connectionType("DocumentHit", () => DocumentHit);

@ObjectType("ArchiveUnpacked", { description: "What a zip brought, or would bring.", simpleResolvers: true })
export class ArchiveUnpacked {
  @Field(() => Boolean, { description: "Whether it only told what would come in." })
  dryRun!: boolean;
  @Field(() => ID, { nullable: true, description: "The new folder; null for the top, or when nothing was made." })
  folderId!: string | null;
  @Field(() => Int, { description: "Files." })
  files!: number;
  @Field(() => Int, { description: "Folders." })
  folders!: number;
  @Field(() => Float, { description: "Bytes of all files." })
  bytes!: number;
  @Field(() => [String], { description: "The first 1,000 paths, folders with a slash at the end." })
  paths!: string[];
  @Field(() => [String], { description: "Left out, because an operating system put them there: __MACOSX, .DS_Store, Thumbs.db." })
  skipped!: string[];
  @Field(() => [String], { description: "Left out, because the campus does not take files of their extension." })
  refused!: string[];
  @Field(() => [String], { description: "Names that were changed, as `old → new`." })
  renamed!: string[];
}

@ObjectType("DocumentReminder", { description: "Who was reminded.", simpleResolvers: true })
export class DocumentReminder {
  @Field(() => Int, { description: "How many people." })
  reminded!: number;
}

@ObjectType("DocumentAnnouncement", { description: "Who was told of new documents.", simpleResolvers: true })
export class DocumentAnnouncement {
  @Field(() => Int, { description: "How many people." })
  told!: number;
}

@ObjectType("DocumentDownload", {
  description: "An address from which a zip can be fetched, once and more, by whoever asked.",
  simpleResolvers: true,
})
export class DocumentDownload {
  @Field(() => String, { description: "A path on the application's origin, good for 10 minutes." })
  url!: string;
  @Field(() => String, { description: "The zip's name." })
  name!: string;
  @Field(() => Date, { description: "When the address ends." })
  expiresAt!: Date;
}
