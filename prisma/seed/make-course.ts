import { Readable } from "node:stream";
import { makeScormPackage } from "@lyceum/courseware/make-package";
import { newId } from "../../apps/api/src/kernel/ids";
import { detectMediaType, TYPE_BYTES } from "../../apps/api/src/kernel/media-types";
import { importPackage } from "../../apps/api/src/tools/paths/import-package";
import type { CampusApi } from "./campus-api";
import type { CoursePlan, FilePlan, ItemPlan, SectionPlan } from "./plan";

const CREATE_COURSE = `mutation ($input: CreateCourseInput!) { createCourse(input: $input) { id } }`;
const UPDATE_COURSE = `mutation ($id: ID!, $input: UpdateCourseInput!) { updateCourse(id: $id, input: $input) { id } }`;
const OPEN_COURSE = `mutation ($id: ID!, $input: UpdateCourseAccessInput!) { updateCourseAccess(id: $id, input: $input) { id } }`;
const SAVE_INTRODUCTION = `mutation ($courseId: ID!, $html: String!) { saveIntroduction(courseId: $courseId, tool: "home", html: $html) { version } }`;
const CREATE_TERM = `mutation ($courseId: ID!, $input: CreateGlossaryTermInput!) { createGlossaryTerm(courseId: $courseId, input: $input) { id } }`;
const MARK_TERMS = `mutation ($courseId: ID!) { updateGlossarySettings(courseId: $courseId, input: { highlight: AUTOMATIC }) { __typename } }`;
const CREATE_SECTION = `mutation ($input: CreateSectionInput!) { createSection(input: $input) { id } }`;
const PLACE_ITEM = `mutation ($itemId: ID!, $input: PlacementInput!) { placeItem(itemId: $itemId, input: $input) { __typename } }`;
const CREATE_FOLDER = `mutation ($input: CreateFolderInput!) { createFolder(input: $input) { id } }`;
const CREATE_PAGE = `mutation ($input: CreatePageInput!) { createPage(input: $input) { id version } }`;
const PUBLISH = `mutation ($id: ID!, $expectedVersion: Int!, $input: PublishPageInput!) { publishPage(id: $id, expectedVersion: $expectedVersion, input: $input) { id } }`;
const ATTACH = `mutation ($input: AttachUploadInput!) { attachUpload(input: $input) { document { id } } }`;
const RENAME = `mutation ($id: ID!, $title: String!) { renameDocument(id: $id, title: $title) { id } }`;
const SET_TRACKS = `mutation ($id: ID!, $tracks: [MediaTrackInput!]!) { setMediaTracks(id: $id, tracks: $tracks) { id } }`;

/** A course that was made: its packages and pages in the order of the home page. */
export interface MadeCourse {
  courseId: string;
  packageIds: string[];
  pageIds: string[];
}

interface Maker {
  api: CampusApi;
  teacher: string;
  courseId: string;
}

/** Keeps bytes as a finished upload of this person's, as the upload server would. */
async function upload({ api: { services }, teacher }: Omit<Maker, "courseId">, name: string, bytes: Buffer): Promise<string> {
  const { sha256 } = await services.blobs.put(Readable.from([bytes]));
  const mediaType = await detectMediaType(bytes.subarray(0, TYPE_BYTES), name);
  const data = { id: newId(), userId: teacher, name, bytes: bytes.length, state: "COMPLETE" as const, sha256, mediaType };
  const { id } = await services.db.upload.create({ data });
  return id;
}

async function addFile(maker: Maker, file: FilePlan, folderId?: string): Promise<string> {
  const attach = async (name: string, bytes: Buffer, into?: string): Promise<string> => {
    const input = { courseId: maker.courseId, folderId: into, uploadId: await upload(maker, name, bytes) };
    const { attachUpload } = await maker.api.run<{ attachUpload: { document: { id: string } } }>(maker.teacher, ATTACH, { input });
    return attachUpload.document.id;
  };
  const id = await attach(file.name, await file.bytes(), folderId);
  if (file.title) await maker.api.run(maker.teacher, RENAME, { id, title: file.title });
  if (!file.tracks) return id;
  const texts = await addFolder(maker, "Subtitles");
  const tracks: { kind: string; language: string; label: string; documentId: string }[] = [];
  for (const { language, name, text } of file.tracks) {
    const label = new Intl.DisplayNames([language], { type: "language" }).of(language) ?? language;
    tracks.push({ kind: "SUBTITLES", language, label, documentId: await attach(name, Buffer.from(text), texts) });
  }
  await maker.api.run(maker.teacher, SET_TRACKS, { id, tracks });
  return id;
}

async function addFolder({ api, teacher, courseId }: Maker, title: string, description?: string): Promise<string> {
  const { createFolder } = await api.run<{ createFolder: { id: string } }>(teacher, CREATE_FOLDER, {
    input: { courseId, title, description },
  });
  return createFolder.id;
}

async function addPage({ api, teacher, courseId }: Maker, title: string, body: string): Promise<string> {
  const input = { courseId, title, body };
  const { createPage } = await api.run<{ createPage: { id: string; version: number } }>(teacher, CREATE_PAGE, { input });
  await api.run(teacher, PUBLISH, { id: createPage.id, expectedVersion: createPage.version, input: {} });
  return createPage.id;
}

async function addItem(maker: Maker, item: ItemPlan): Promise<string> {
  switch (item.kind) {
    case "page":
      return addPage(maker, item.title, item.body);
    case "file":
      return addFile(maker, item.file);
    case "folder": {
      const id = await addFolder(maker, item.title, item.description);
      for (const file of item.files) await addFile(maker, file, id);
      return id;
    }
    case "package": {
      const ctx = maker.api.contextOf(maker.teacher);
      const member = await ctx.enter(maker.courseId, { tool: "paths" });
      const source = await makeScormPackage(item.plan);
      return importPackage(ctx, member, { source, fallbackTitle: item.plan.title, report: () => Promise.resolve() });
    }
  }
}

/** Adds items to the course in a section of their own, as its teacher would; answers their ids by kind. */
export async function addItems(
  api: CampusApi,
  teacher: string,
  courseId: string,
  section: SectionPlan,
): Promise<Pick<MadeCourse, "packageIds" | "pageIds">> {
  const maker = { api, teacher, courseId };
  const made: Pick<MadeCourse, "packageIds" | "pageIds"> = { packageIds: [], pageIds: [] };
  const { createSection } = await api.run<{ createSection: { id: string } }>(teacher, CREATE_SECTION, {
    input: { courseId, title: section.title },
  });
  for (const item of section.items) {
    const itemId = await addItem(maker, item);
    if (item.kind === "package") made.packageIds.push(itemId);
    if (item.kind === "page") made.pageIds.push(itemId);
    await api.run(teacher, PLACE_ITEM, { itemId, input: { sectionId: createSection.id } });
  }
  return made;
}

/** Makes a course out of its plan, as its teacher would: texts, terms, items, and the home page that places them. */
export async function makeCourse(api: CampusApi, teacher: string, plan: CoursePlan, categoryId: string): Promise<MadeCourse> {
  const { code, title, language, color, tags } = plan;
  const maker = { api, teacher };
  const pictureUploadId = plan.picture && (await upload(maker, `${code}.png`, await plan.picture()));
  const input = { code, title, language, color, tags, categoryId, pictureUploadId };
  const { createCourse } = await api.run<{ createCourse: { id: string } }>(teacher, CREATE_COURSE, { input });
  const courseId = createCourse.id;
  await api.run(teacher, UPDATE_COURSE, { id: courseId, input: { description: plan.description } });
  await api.run(teacher, OPEN_COURSE, { id: courseId, input: { listed: true, selfEnrol: true } });
  await api.run(teacher, SAVE_INTRODUCTION, { courseId, html: plan.introduction });
  for (const { variant, ...term } of plan.terms) {
    await api.run(teacher, CREATE_TERM, { courseId, input: { ...term, language, variants: [variant] } });
  }
  await api.run(teacher, MARK_TERMS, { courseId });
  const made: MadeCourse = { courseId, packageIds: [], pageIds: [] };
  for (const section of plan.sections) {
    const { packageIds, pageIds } = await addItems(api, teacher, courseId, section);
    made.packageIds.push(...packageIds);
    made.pageIds.push(...pageIds);
  }
  return made;
}
