import { Readable } from "node:stream";
import { detectMediaType } from "../../apps/api/src/kernel/media-types";
import { svgToPng } from "../../apps/api/src/kernel/svg-to-png";
import { newId } from "../../apps/api/src/kernel/ids";
import type { CampusApi } from "./campus-api";
import { observationSheet, pulsarBeat, starChart } from "./document-files";
import { pages } from "./document-texts";

const CREATE_FOLDER = `mutation ($input: CreateFolderInput!) { createFolder(input: $input) { id } }`;
const CREATE_PAGE = `mutation ($input: CreatePageInput!) { createPage(input: $input) { id version } }`;
const PUBLISH = `mutation ($id: ID!, $expectedVersion: Int!, $input: PublishPageInput!) { publishPage(id: $id, expectedVersion: $expectedVersion, input: $input) { id } }`;
const ATTACH = `mutation ($input: AttachUploadInput!) { attachUpload(input: $input) { document { id } } }`;

/** Keeps bytes as a finished upload of this person's, as the upload server would. */
async function upload({ services }: CampusApi, userId: string, name: string, bytes: Buffer): Promise<string> {
  const { sha256 } = await services.blobs.put(Readable.from([bytes]));
  const mediaType = await detectMediaType(bytes.subarray(0, 8192), name);
  const { id } = await services.db.upload.create({
    data: { id: newId(), userId, name, bytes: bytes.length, state: "COMPLETE", sha256, mediaType },
  });
  return id;
}

/** Two pages, and a folder with a picture, a sheet to print and a sound. Answers the ids that go on the home page. */
export async function addDocuments(api: CampusApi, teacher: string, courseId: string): Promise<{ read: string[]; record: string[] }> {
  const read: string[] = [];
  for (const page of pages) {
    const { createPage } = await api.run<{ createPage: { id: string; version: number } }>(teacher, CREATE_PAGE, {
      input: { courseId, ...page },
    });
    await api.run(teacher, PUBLISH, { id: createPage.id, expectedVersion: createPage.version, input: {} });
    read.push(createPage.id);
  }
  const { createFolder } = await api.run<{ createFolder: { id: string } }>(teacher, CREATE_FOLDER, {
    input: { courseId, title: "To take along", description: "Print the sheet; keep the chart on your phone, with a red screen." },
  });
  const files: [string, Buffer][] = [
    ["Star chart.png", await svgToPng(starChart())],
    ["Observation sheet.pdf", observationSheet()],
    ["The beat of a pulsar.wav", pulsarBeat()],
  ];
  for (const [name, bytes] of files) {
    const uploadId = await upload(api, teacher, name, bytes);
    await api.run(teacher, ATTACH, { input: { courseId, folderId: createFolder.id, uploadId } });
  }
  return { read, record: [createFolder.id] };
}
