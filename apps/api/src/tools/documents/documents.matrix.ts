import type { World } from "../../test/matrix-world";
import type { Course, CourseRun } from "../../generated/prisma/client.ts";
import { buildDocument, buildSpace } from "./documents.factories";
import { newId } from "../../kernel/ids";

/** A folder with a file and a page in it, and a file in the trash, in the world of the role table. */
export async function rows({ app, ids }: World): Promise<Record<string, string>> {
  const run = { id: ids["run"], courseId: ids["course"] } as CourseRun;
  const course = { id: ids["course"], run } as Course & { run: CourseRun };
  const space = await buildSpace(app, course);
  const folder = await buildDocument(app, course, { kind: "folder", space });
  const inside = { parentId: folder.id };
  const file = await buildDocument(app, course, { space, item: inside });
  const page = await buildDocument(app, course, { space, kind: "page", item: inside });
  const trashId = newId();
  await buildDocument(app, course, { space, item: { trashedAt: new Date(), trashId }, document: { live: false } });
  return { folder: folder.id, file: file.id, page: page.id, documentTrash: trashId, documentSpace: space.id };
}

const file = ({ ids }: World) => ({ id: ids["file"] });
const files = ({ ids }: World) => ({ ids: [ids["file"]] });
const place = ({ ids }: World) => ({ courseId: ids["course"] });

/** Arguments that meet those rows. */
export const examples: Record<string, (world: World) => Record<string, unknown>> = {
  document: file,
  documentChanged: (world) => ({ ...place(world), ...file(world) }),
  documentVersions: file,
  documentUses: file,
  documentReaders: file,
  documentStorage: ({ ids }) => ({ spaceId: ids["documentSpace"] }),
  createFolder: (world) => ({ input: { ...place(world), title: "New" } }),
  createPage: (world) => ({ input: { ...place(world), title: "New" } }),
  renameDocument: (world) => ({ ...file(world), title: "Renamed" }),
  updateDocument: (world) => ({ ...file(world), input: { description: "Said" } }),
  moveDocuments: files,
  copyDocuments: files,
  reorderDocuments: file,
  setDocumentsState: (world) => ({ ...files(world), state: "HIDDEN" }),
  deleteDocuments: files,
  restoreDocuments: ({ ids }) => ({ trashId: ids["documentTrash"] }),
  restoreDocumentVersion: (world) => ({ ...file(world), number: 1 }),
  updatePage: ({ ids }) => ({ id: ids["page"], input: { body: "<p>x</p>" }, expectedVersion: 1 }),
  publishPage: ({ ids }) => ({ id: ids["page"], input: { body: "<p>x</p>" }, expectedVersion: 1 }),
  discardPageDraft: ({ ids }) => ({ id: ids["page"] }),
  beginUpload: (world) => ({ input: { ...place(world), name: "a.txt", bytes: 1 } }),
  attachUpload: (world) => ({ input: { ...place(world), uploadId: "none" } }),
  replaceFile: (world) => ({ ...file(world), input: { uploadId: "none" } }),
  unpackArchive: (world) => ({ input: { ...place(world), uploadId: "none" } }),
  setMediaTracks: (world) => ({ ...file(world), tracks: [] }),
  recordReading: (world) => ({ ...file(world), input: { position: 0 } }),
  confirmReading: file,
  remindReaders: file,
  announceDocuments: files,
  exportDocuments: (world) => ({ ...place(world), format: "CSV" }),
  exportDocumentReaders: (world) => ({ ...file(world), format: "CSV" }),
  zipDocuments: (world) => ({ ...place(world), ...files(world) }),
  beginRecording: (world) => ({ input: { ...place(world), mediaType: "audio/webm" } }),
  updateDocumentLimits: () => ({ input: { groupBytes: 262_144_000 } }),
  updateDocumentSettings: (world) => ({ ...place(world), input: { showLearnerFolders: true } }),
};
