import { z } from "zod";
import { isLanguageTag } from "../locales";
import { cleanLines, cleanTitle, codePoints } from "../plain-text";
import { RICH_TEXT_LIMIT } from "../rich-text";

/** Longest title, in code points; the name on disk is made from it. */
export const DOCUMENT_TITLE_LIMIT = 200;
/** Longest description, in code points. */
export const DOCUMENT_DESCRIPTION_LIMIT = 2_000;
/** Most documents that one operation may name. */
export const DOCUMENTS_AT_ONCE = 1_000;
/** Most documents that learners may be told of at once. */
export const DOCUMENTS_ANNOUNCED_AT_ONCE = 100;
/** Most entries in one folder. */
export const FOLDER_ENTRIES_LIMIT = 5_000;
/** Most documents in one course. */
export const COURSE_DOCUMENTS_LIMIT = 100_000;
/** Longest text across the pages of a PDF, in code points. */
export const WATERMARK_LIMIT = 120;
/** Largest file, in bytes. */
export const FILE_BYTES_LIMIT = 2_147_483_648;
/** What the campus does with a file of a forbidden extension: refuse it, or keep it under a name that nothing opens. */
export const FORBIDDEN_FILES = ["REFUSE", "NEUTRALISE"] as const;
/** Whether the list of extensions names what is forbidden, or all that is allowed. */
export const EXTENSION_RULES = ["BLOCK", "ALLOW"] as const;

export const NAME_CLASHES = ["NEW_VERSION", "RENAME", "SKIP"] as const;
export const DOCUMENT_LICENCES = [
  "NONE",
  "OWN",
  "CC_BY",
  "CC_BY_SA",
  "CC_BY_ND",
  "CC_BY_NC",
  "CC_BY_NC_SA",
  "CC_BY_NC_ND",
  "CC_ZERO",
  "PUBLIC_DOMAIN",
  "PERMISSION",
  "QUOTATION",
  "UNKNOWN",
] as const;
export const TRACK_KINDS = ["CAPTIONS", "SUBTITLES", "CHAPTERS", "TRANSCRIPT"] as const;
export const DOCUMENT_STATES = ["DRAFT", "PUBLISHED", "HIDDEN"] as const;

const faulty = (code: string, message: string) => ({ error: message, params: { code } });

export const documentTitleField = z
  .string()
  .transform(cleanTitle)
  .refine((title) => title !== "", faulty("title.empty", "The title is empty."))
  .refine((title) => codePoints(title) <= DOCUMENT_TITLE_LIMIT, faulty("title.tooLong", `At most ${DOCUMENT_TITLE_LIMIT} characters.`));
export const documentDescriptionField = z
  .string()
  .transform(cleanLines)
  .refine(
    (text) => codePoints(text) <= DOCUMENT_DESCRIPTION_LIMIT,
    faulty("description.tooLong", `At most ${DOCUMENT_DESCRIPTION_LIMIT} characters.`),
  );
export const pageBodyField = z
  .string()
  .refine((html) => html.length <= RICH_TEXT_LIMIT, faulty("body.tooLong", `At most ${RICH_TEXT_LIMIT} characters of HTML.`));
export const versionNoteField = z
  .string()
  .transform(cleanTitle)
  .refine((note) => codePoints(note) <= 300, faulty("note.tooLong", "At most 300 characters."));
/** A file's name as it came; cleaned by the server, which says what it made of it. */
export const fileNameField = z.string().max(1_000, faulty("name.tooLong", "The name is too long."));
const bytesField = z.number().int().min(0).max(FILE_BYTES_LIMIT, faulty("file.tooLarge", "A file has at most 2 GB."));
const rightsHolderField = z
  .string()
  .transform(cleanTitle)
  .refine((text) => codePoints(text) <= 200, faulty("text.tooLong", "At most 200 characters."));
const when = z.date();

/** Where something new goes: a folder, or the top of the course's own documents. */
const placeFields = { courseId: z.uuid(), sessionId: z.uuid().nullish(), folderId: z.uuid().nullish() };

export const createFolderInput = z.object({ ...placeFields, title: documentTitleField, description: documentDescriptionField.nullish() });
export const createPageInput = z.object({ ...placeFields, title: documentTitleField, body: pageBodyField.nullish() });
export const updatePageInput = z.object({ body: pageBodyField });
export const publishPageInput = z.object({ body: pageBodyField.nullish(), note: versionNoteField.nullish() });
export const beginUploadInput = z.object({ ...placeFields, name: fileNameField, bytes: bytesField, replaces: z.uuid().nullish() });
export const attachUploadInput = z.object({
  ...placeFields,
  uploadId: z.string().min(1).max(200),
  ticketId: z.uuid().nullish(),
  name: fileNameField.nullish(),
  onClash: z.enum(NAME_CLASHES).default("RENAME"),
});
export const replaceFileInput = z.object({
  uploadId: z.string().min(1).max(200),
  ticketId: z.uuid().nullish(),
  note: versionNoteField.nullish(),
  askAgain: z.boolean().default(false),
});
export const unpackArchiveInput = z.object({
  ...placeFields,
  uploadId: z.string().min(1).max(200).nullish(),
  documentId: z.uuid().nullish(),
  intoNewFolder: z.boolean().default(true),
  dryRun: z.boolean().default(false),
});
/** Containers that browsers record into. */
export const RECORDING_TYPE = /^(?:audio|video)\/(?:webm|mp4|ogg)$/;
export const beginRecordingInput = z.object({
  ...placeFields,
  mediaType: z
    .string()
    .refine((type) => RECORDING_TYPE.test(type), faulty("recording.type", "A recording is audio or video in WebM, MP4 or Ogg.")),
});
export const updateDocumentInput = z.object({
  description: documentDescriptionField.nullish(),
  askConfirmation: z.boolean().nullish(),
  licence: z.enum(DOCUMENT_LICENCES).nullish(),
  rightsHolder: rightsHolderField.nullish(),
  opensAt: when.nullish(),
  closesAt: when.nullish(),
});
export const mediaTrackInput = z.object({
  kind: z.enum(TRACK_KINDS),
  language: z.string().refine(isLanguageTag, faulty("language.unknown", "This is no language tag (BCP 47).")),
  label: z
    .string()
    .transform(cleanTitle)
    .refine((text) => codePoints(text) <= 100, faulty("text.tooLong", "At most 100 characters."))
    .default(""),
  documentId: z.uuid().nullish(),
  trackId: z.uuid().nullish(),
});
/** Seconds of media, pages of a PDF (page n is from n to n + 1), or 0 to 1 for a text. */
export const recordReadingInput = z.object({
  position: z.number().min(0).max(10_000_000),
  total: z.number().min(0).max(10_000_000).nullish(),
  ranges: z
    .array(z.object({ from: z.number().min(0), to: z.number().min(0).max(10_000_001) }))
    .max(1_000)
    .default([]),
  seconds: z.number().int().min(0).max(3_600).default(0),
});
export const documentFilterInput = z.object({
  text: z
    .string()
    .transform(cleanTitle)
    .refine((text) => codePoints(text) <= 200, faulty("text.tooLong", "At most 200 characters."))
    .nullish(),
  kinds: z
    .array(z.enum(["folder", "file", "page"]))
    .max(3)
    .nullish(),
  media: z.enum(["IMAGE", "AUDIO", "VIDEO", "PDF", "TEXT", "OFFICE", "ARCHIVE"]).nullish(),
});

const storageField = z.number().int().min(0).max(1e13, faulty("storage.tooLarge", "At most 10 TB."));
const extensionField = z
  .string()
  .transform((text) => text.trim().toLowerCase().replace(/^\.+/, ""))
  .refine((text) => /^[\p{L}\p{N}_-]{1,20}$/u.test(text), faulty("extension.invalid", "An extension has at most 20 letters and digits."));

/** The campus's limits for documents; every field has its default. Bytes, and days. */
export const documentLimits = z.object({
  /** What a new course may hold; each course's own limit is among its settings. */
  courseBytes: storageField.default(1_048_576_000),
  groupBytes: storageField.default(262_144_000),
  personalBytes: storageField.default(104_857_600),
  fileBytes: z
    .number()
    .int()
    .min(1, faulty("file.limit", "From 1 byte to 2 GB."))
    .max(FILE_BYTES_LIMIT, faulty("file.limit", "From 1 byte to 2 GB."))
    .default(FILE_BYTES_LIMIT),
  extensionRule: z.enum(EXTENSION_RULES).default("BLOCK"),
  extensions: z
    .array(extensionField)
    .max(500)
    .transform((list) => [...new Set(list)])
    .default([]),
  forbiddenFiles: z.enum(FORBIDDEN_FILES).default("REFUSE"),
  trashDays: z
    .number()
    .int()
    .min(1, faulty("trashDays.range", "From 1 to 365."))
    .max(365, faulty("trashDays.range", "From 1 to 365."))
    .default(30),
  /** Written across each page of a PDF for those who only read it; empty = nothing. */
  pdfWatermark: z
    .string()
    .transform(cleanTitle)
    .refine((text) => codePoints(text) <= WATERMARK_LIMIT, faulty("text.tooLong", `At most ${WATERMARK_LIMIT} characters.`))
    .default(""),
});
export type DocumentLimits = z.output<typeof documentLimits>;

/** The course's choices for its documents; every field has its default. */
export const documentSettings = z.object({
  learnersDownloadFolders: z.boolean().default(true),
  showLearnerFolders: z.boolean().default(true),
  personalFolders: z.boolean().default(true),
});
export type DocumentSettings = z.output<typeof documentSettings>;

/** Some of the settings; what is absent stays as it is. */
export const updateDocumentSettingsInput = z.object({
  learnersDownloadFolders: z.boolean().nullish(),
  showLearnerFolders: z.boolean().nullish(),
  personalFolders: z.boolean().nullish(),
});
