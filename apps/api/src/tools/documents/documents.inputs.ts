import {
  beginUploadInput,
  attachUploadInput,
  createFolderInput,
  createPageInput,
  documentFilterInput,
  mediaTrackInput,
  NAME_CLASHES,
  publishPageInput,
  recordReadingInput,
  replaceFileInput,
  unpackArchiveInput,
  updateDocumentInput,
  updatePageInput,
} from "@lyceum/shared/inputs/documents";
import { Field, Float, ID, InputType, Int, registerEnumType } from "type-graphql";
import { DocumentLicence, MediaTrackKind } from "../../generated/prisma/enums.ts";
import { Validated } from "../../kernel/input";
import type { DocumentMedia } from "./list";
import type { NameClash } from "./places";

export const DocumentOrderEnum = { POSITION: "POSITION", NAME: "NAME", UPDATED: "UPDATED", SIZE: "SIZE", TYPE: "TYPE" } as const;
registerEnumType(DocumentOrderEnum, {
  name: "DocumentOrder",
  description: "How a folder is sorted; folders come first in each.",
  valuesConfig: {
    POSITION: { description: "As the teacher has arranged them." },
    NAME: { description: "By name." },
    UPDATED: { description: "By the last change." },
    SIZE: { description: "By size." },
    TYPE: { description: "By type." },
  },
});
export const DocumentMediaEnum = {
  IMAGE: "IMAGE",
  AUDIO: "AUDIO",
  VIDEO: "VIDEO",
  PDF: "PDF",
  TEXT: "TEXT",
  OFFICE: "OFFICE",
  ARCHIVE: "ARCHIVE",
} as const;
registerEnumType(DocumentMediaEnum, {
  name: "DocumentMedia",
  description: "A family of files.",
  valuesConfig: {
    IMAGE: { description: "Pictures." },
    AUDIO: { description: "Sounds." },
    VIDEO: { description: "Films." },
    PDF: { description: "PDF." },
    TEXT: { description: "Plain text and code." },
    OFFICE: { description: "Text documents, sheets and slides." },
    ARCHIVE: { description: "Zip archives." },
  },
});
export const NameClashEnum = Object.fromEntries(NAME_CLASHES.map((choice) => [choice, choice])) as { [Choice in NameClash]: Choice };
registerEnumType(NameClashEnum, {
  name: "NameClash",
  description: "What to do when the folder has that name already.",
  valuesConfig: {
    NEW_VERSION: { description: "It becomes the newest version of what is there; id and links stay." },
    RENAME: { description: "It becomes name (2), the first free number." },
    SKIP: { description: "It is left out, and said so." },
  },
});

@InputType({ description: "A place for something new." })
abstract class PlacedInput {
  @Field(() => ID, { description: "The course." })
  courseId!: string;
  @Field(() => ID, { nullable: true, description: "The session; absent = the course's base." })
  sessionId?: string | null;
  @Field(() => ID, { nullable: true, description: "The folder; absent = the top of the course's own documents." })
  folderId?: string | null;
}

@Validated(createFolderInput)
@InputType({ description: "A new folder." })
export class CreateFolderInput extends PlacedInput {
  @Field(() => String, { description: "Its title, at most 200 characters; its name is made from it." })
  title!: string;
  @Field(() => String, { nullable: true, description: "Plain text, at most 2,000 characters." })
  description?: string | null;
}

@Validated(createPageInput)
@InputType({ description: "A new page." })
export class CreatePageInput extends PlacedInput {
  @Field(() => String, { description: "Its title, at most 200 characters." })
  title!: string;
  @Field(() => String, { nullable: true, description: "Rich text; cleaned by the platform's allow-list." })
  body?: string | null;
}

@Validated(updatePageInput)
@InputType({ description: "What its author has typed into a page." })
export class UpdatePageInput {
  @Field(() => String, { description: "Rich text; cleaned by the platform's allow-list." })
  body!: string;
}

@Validated(publishPageInput)
@InputType({ description: "What to publish." })
export class PublishPageInput {
  @Field(() => String, { nullable: true, description: "Rich text; the viewer's draft when absent." })
  body?: string | null;
  @Field(() => String, { nullable: true, description: "What changed, at most 300 characters." })
  note?: string | null;
}

@Validated(updateDocumentInput)
@InputType({ description: "What is said of a document; what is absent stays as it is." })
export class UpdateDocumentInput {
  @Field(() => String, { nullable: true, description: "Plain text, at most 2,000 characters." })
  description?: string | null;
  @Field(() => Boolean, { nullable: true, description: "Whether readers are asked to confirm." })
  askConfirmation?: boolean | null;
  @Field(() => DocumentLicence, { nullable: true, description: "On what ground it may be used here." })
  licence?: DocumentLicence | null;
  @Field(() => String, { nullable: true, description: "Who holds the rights." })
  rightsHolder?: string | null;
  @Field(() => Date, { nullable: true, description: "Closed before; null takes the date away." })
  opensAt?: Date | null;
  @Field(() => Date, { nullable: true, description: "Closed from then on; null takes the date away." })
  closesAt?: Date | null;
}

@Validated(documentFilterInput)
@InputType({ description: "Which entries of a folder are wanted." })
export class DocumentFilterInput {
  @Field(() => String, { nullable: true, description: "Part of a title or name." })
  text?: string | null;
  @Field(() => [String], { nullable: true, description: "Kinds: folder, file, page." })
  kinds?: string[] | null;
  @Field(() => DocumentMediaEnum, { nullable: true, description: "A family of files." })
  media?: DocumentMedia | null;
}

@Validated(beginUploadInput)
@InputType({ description: "A file that will be uploaded." })
export class BeginUploadInput extends PlacedInput {
  @Field(() => String, { description: "Its name." })
  name!: string;
  @Field(() => Float, { description: "Its size in bytes, at most 2 GB." })
  bytes!: number;
  @Field(() => ID, { nullable: true, description: "The document that it will replace." })
  replaces?: string | null;
}

@Validated(attachUploadInput)
@InputType({ description: "A finished upload, and where it goes." })
export class AttachUploadInput extends PlacedInput {
  @Field(() => String, { description: "The last segment of the upload's address." })
  uploadId!: string;
  @Field(() => ID, { nullable: true, description: "The ticket of beginUpload, whose room is settled." })
  ticketId?: string | null;
  @Field(() => String, { nullable: true, description: "Its name; the upload's own when absent." })
  name?: string | null;
  @Field(() => NameClashEnum, { nullable: true, description: "What to do when the name is taken; RENAME when absent." })
  onClash?: NameClash | null;
}

@Validated(replaceFileInput)
@InputType({ description: "A finished upload that becomes the newest version of a file." })
export class ReplaceFileInput {
  @Field(() => String, { description: "The last segment of the upload's address." })
  uploadId!: string;
  @Field(() => ID, { nullable: true, description: "The ticket of beginUpload." })
  ticketId?: string | null;
  @Field(() => String, { nullable: true, description: "What changed, at most 300 characters." })
  note?: string | null;
  @Field(() => Boolean, { nullable: true, description: "Whether readers who have confirmed are asked again." })
  askAgain?: boolean | null;
}

@Validated(unpackArchiveInput)
@InputType({ description: "A zip, and where its contents go. One of uploadId and documentId." })
export class UnpackArchiveInput extends PlacedInput {
  @Field(() => String, { nullable: true, description: "A finished upload." })
  uploadId?: string | null;
  @Field(() => ID, { nullable: true, description: "A zip among the documents." })
  documentId?: string | null;
  @Field(() => Boolean, { nullable: true, description: "Into a new folder named after the zip (the default), or right here." })
  intoNewFolder?: boolean | null;
  @Field(() => Boolean, { nullable: true, description: "Only tell what would come in." })
  dryRun?: boolean | null;
}

@Validated(mediaTrackInput)
@InputType({ description: "One track of a video or audio." })
export class MediaTrackInput {
  @Field(() => MediaTrackKind, { description: "What it is." })
  kind!: MediaTrackKind;
  @Field(() => String, { description: "Its language (BCP 47)." })
  language!: string;
  @Field(() => String, { nullable: true, description: "What to call it, at most 100 characters." })
  label?: string | null;
  @Field(() => ID, { nullable: true, description: "A WebVTT file among the documents of the same space." })
  documentId?: string | null;
  @Field(() => ID, { nullable: true, description: "A track that is there already and stays." })
  trackId?: string | null;
}

@InputType({ description: "A stretch that was seen." })
export class SeenRangeInput {
  @Field(() => Float, { description: "Where it begins, inclusive: seconds, or the page." })
  from!: number;
  @Field(() => Float, { description: "Where it ends, exclusive." })
  to!: number;
}

@Validated(recordReadingInput)
@InputType({ description: "How far the viewer is." })
export class RecordReadingInput {
  @Field(() => Float, { description: "Seconds into media, page of a PDF (from 1), or share of a text (0 to 1)." })
  position!: number;
  @Field(() => Float, { nullable: true, description: "Length of the media in seconds; pages of the PDF." })
  total?: number | null;
  @Field(() => [SeenRangeInput], { nullable: true, description: "What was seen since the last call." })
  ranges?: { from: number; to: number }[] | null;
  @Field(() => Int, { nullable: true, description: "Seconds open and in use since the last call, at most 300 count." })
  seconds?: number | null;
}
