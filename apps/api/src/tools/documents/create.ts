import { NotFound } from "../../kernel/errors";
import { newId } from "../../kernel/ids";
import { useFile } from "../../kernel/files";
import { createItem } from "../../kernel/items";
import { indexTexts } from "../../kernel/search";
import { reread, SEARCH_KIND, TOOL, type DocumentRow } from "./documents";
import { FOLDER_TYPE } from "./spaces";
import type { Tx } from "../../kernel/database";
import type { Member } from "../../kernel/gate";
import type { DocumentLicence, File, ItemState } from "../../generated/prisma/client.ts";
import type { Place, TakenName } from "./places";

export const PAGE_TYPE = "text/html";
/** What a file's uses by documents are called; the row is the version's. */
export const VERSION_USE = "documents.version";

export interface NewDocument {
  /** The ids that the document and its first version are to have. */
  id?: string;
  versionId?: string;
  kind: "folder" | "file" | "page";
  title: string;
  name: Pick<TakenName, "name" | "nameKey">;
  description?: string;
  state?: ItemState;
  file?: File;
  body?: string;
  bytes?: bigint;
  licence?: DocumentLicence;
  rightsHolder?: string | null;
}

/** Inserts a document with its item, its first version (folders have none) and its place in search. The caller has checked rights, room and name. */
export async function createDocument(tx: Tx, member: Member, place: Place, draft: NewDocument): Promise<DocumentRow> {
  const item = await createItem(
    tx,
    { ...member, runId: place.runId },
    { id: draft.id, tool: TOOL, kind: draft.kind, title: draft.title, parentId: place.folderId, state: draft.state },
  );
  const mediaType = draft.kind === "folder" ? FOLDER_TYPE : draft.kind === "page" ? PAGE_TYPE : draft.file!.mediaType;
  const bytes = draft.file?.bytes ?? draft.bytes ?? 0n;
  await tx.document.create({
    data: {
      id: item.id,
      spaceId: place.spaceId,
      courseId: item.courseId,
      runId: item.runId,
      folderId: place.folderId,
      name: draft.name.name,
      nameKey: draft.name.nameKey,
      description: draft.description ?? "",
      fileId: draft.file?.id ?? null,
      mediaType,
      bytes,
      body: draft.body ?? null,
      versionNumber: draft.kind === "folder" ? 0 : 1,
      licence: draft.licence ?? "NONE",
      rightsHolder: draft.rightsHolder ?? null,
    },
  });
  if (draft.kind !== "folder") {
    await addVersion(
      tx,
      {
        id: draft.versionId,
        documentId: item.id,
        spaceId: place.spaceId,
        number: 1,
        mediaType,
        bytes,
        body: draft.body ?? null,
        authorId: member.userId,
        note: "",
      },
      draft.file ?? null,
    );
  }
  const document = await reread(tx, item.id);
  await indexDocument(tx, member, document);
  return document;
}

interface NewVersion {
  id?: string;
  documentId: string;
  spaceId: string;
  number: number;
  mediaType: string;
  bytes: bigint;
  body: string | null;
  authorId: string | null;
  note: string;
}

/** The number of the current version, which stands until the commit: two who write at once number theirs one after the other. */
export async function lockVersion(tx: Tx, id: string): Promise<number> {
  const [row] = await tx.$queryRaw<{ versionNumber: number }[]>`SELECT "versionNumber" FROM "Document" WHERE "id" = ${id}::uuid FOR UPDATE`;
  if (!row) throw NotFound();
  return row.versionNumber;
}

/** Adds a version, and the use of its file that says who may read it. The trigger on versions counts its bytes. */
export async function addVersion(tx: Tx, version: NewVersion, file: File | null): Promise<void> {
  const id = version.id ?? newId();
  await tx.documentVersion.create({ data: { ...version, id, fileId: file?.id ?? null } });
  if (file) await useFile(tx, file.id, { kind: VERSION_USE, rowId: id, itemId: version.documentId });
}

/** Puts title and description into search; what is read in a file comes later, by a job. */
export async function indexDocument(tx: Tx, member: Pick<Member, "courseLanguage">, document: DocumentRow, words = ""): Promise<void> {
  await indexTexts(tx, [
    searchText(document, member.courseLanguage, 0, document.title, [document.description, words].filter(Boolean).join("\n")),
  ]);
}

/** One part of a document for search: 0 is the whole, n the page n of a PDF. */
export const searchText = (document: DocumentRow, courseLanguage: string, part: number, title: string, text: string) => ({
  courseId: document.courseId,
  runId: document.runId,
  tool: TOOL,
  kind: SEARCH_KIND,
  rowId: document.id,
  itemId: document.id,
  part,
  language: document.language ?? courseLanguage,
  title,
  text,
});
