import { afterEach, beforeAll, expect, test } from "@jest/globals";
import { ZipFile } from "yazl";
import { buffer } from "node:stream/consumers";
import { startTestApp } from "../../test/app";
import { expectRefusal, type TestClient } from "../../test/client";
import { buildCourse, buildGroup, buildMember, type BuiltCourse } from "../../test/course-factories";
import { eventually } from "../../test/eventually";
import { buildAdministrator, signInAs } from "../../test/factories";
import { uploadBytes } from "./documents.factories";

const app = await startTestApp();
let course: BuiltCourse;
let administrator: TestClient;
let teacher: TestClient;
let learner: TestClient;
let learnerId: string;

beforeAll(async () => {
  await app.services.jobs.start();
  course = await buildCourse(app.db);
  administrator = await signInAs(app, await buildAdministrator(app));
  teacher = (await buildMember(app, course.run, "TEACHER")).client;
  const member = await buildMember(app, course.run, "LEARNER");
  [learner, learnerId] = [member.client, member.id];
});
afterEach(() => set({}));

const FIELDS = "courseBytes groupBytes personalBytes fileBytes extensionRule extensions forbiddenFiles trashDays pdfWatermark version";
const UPDATE = `mutation L($input: DocumentLimitsInput!, $expected: Int) { updateDocumentLimits(input: $input, expectedVersion: $expected) { ${FIELDS} } }`;
const set = (input: Record<string, unknown>) => administrator.run<{ updateDocumentLimits: Record<string, unknown> }>(UPDATE, { input });
const ATTACH = "mutation A($input: AttachUploadInput!) { attachUpload(input: $input) { outcome notes document { id title name } } }";
const attach = async (name: string, input: Record<string, unknown> = {}) => {
  const uploadId = await uploadBytes(teacher, "bytes", name);
  return teacher.run<{ attachUpload: { outcome: string; notes: string[]; document: { id: string; title: string; name: string } } }>(
    ATTACH,
    {
      input: { courseId: course.id, uploadId, ...input },
    },
  );
};
const begin = (client: TestClient, name: string, bytes: number, input: Record<string, unknown> = {}) =>
  client.run("mutation B($input: BeginUploadInput!) { beginUpload(input: $input) { id } }", {
    input: { courseId: course.id, name, bytes, ...input },
  });
const openSpace = async (client: TestClient, groupId: string | null = null) =>
  (
    await client.run<{ openDocumentSpace: { rootId: string } }>(
      "mutation O($c: ID!, $g: ID) { openDocumentSpace(courseId: $c, groupId: $g) { rootId } }",
      { c: course.id, g: groupId },
    )
  ).openDocumentSpace.rootId;

test("only administrators see and set the limits; the input is checked, and a stale one is a conflict", async () => {
  for (const client of [teacher, learner]) {
    await expectRefusal(client.run(`{ documentLimits { ${FIELDS} } }`), "FORBIDDEN");
    await expectRefusal(client.run(UPDATE, { input: { groupBytes: 1 } }), "FORBIDDEN");
  }
  await expectRefusal(app.client().run(`{ documentLimits { ${FIELDS} } }`), "UNAUTHENTICATED");
  for (const input of [
    { fileBytes: 0 },
    { fileBytes: 3e9 },
    { courseBytes: -1 },
    { trashDays: 0 },
    { trashDays: 366 },
    { extensions: ["a b"] },
  ])
    await expectRefusal(set(input), "INVALID_INPUT");
  const { updateDocumentLimits: saved } = await set({ extensions: [".EXE", "exe", "iso"], trashDays: 7 });
  expect(saved).toMatchObject({ extensions: ["exe", "iso"], trashDays: 7, groupBytes: 262_144_000, extensionRule: "BLOCK" });
  await expectRefusal(administrator.run(UPDATE, { input: {}, expected: 0 }), "CONFLICT");
});

test("a file that is too large is refused before its first byte, and after it", async () => {
  await set({ fileBytes: 4 });
  await expectRefusal(begin(teacher, "a.txt", 5), "INVALID_INPUT");
  await begin(teacher, "a.txt", 4);
  await expectRefusal(attach("a.txt"), "INVALID_INPUT");
});

test("a forbidden extension is refused, behind whichever dot; with an allow list everything else is", async () => {
  await set({ extensions: ["iso"] });
  for (const name of ["disk.iso", "DISK.ISO", "disk.iso.txt", "disk.iso."]) {
    await expectRefusal(begin(teacher, name, 1), "INVALID_INPUT");
    await expectRefusal(attach(name), "INVALID_INPUT");
  }
  expect((await attach("notes.txt")).attachUpload.outcome).toBe("CREATED");
  await set({ extensionRule: "ALLOW", extensions: ["pdf"] });
  await expectRefusal(attach("notes.txt"), "INVALID_INPUT");
  await expectRefusal(attach("README"), "INVALID_INPUT");
  expect((await attach("paper.PDF")).attachUpload.outcome).toBe("CREATED");
});

test("a file without an extension cannot be renamed to a forbidden one", async () => {
  const { document } = (await attach("image")).attachUpload;
  await set({ extensions: ["iso"] });
  await expectRefusal(
    teacher.run('mutation R($id: ID!) { renameDocument(id: $id, title: "image.iso") { id } }', { id: document.id }),
    "INVALID_INPUT",
  );
});

test("with NEUTRALISE a forbidden file is kept under a name that nothing opens, and that is said", async () => {
  await set({ extensions: ["iso"], forbiddenFiles: "NEUTRALISE" });
  const { outcome, notes, document } = (await attach("disk.iso")).attachUpload;
  expect([outcome, document.name, document.title]).toEqual(["CREATED", "disk_iso.txt", "disk_iso.txt"]);
  expect(notes).toContain("NAME_CHANGED");
});

test("a zip brings all but what is forbidden, and names it", async () => {
  await set({ extensions: ["iso"] });
  const zip = new ZipFile();
  for (const name of ["in/disk.iso", "in/notes.txt"]) zip.addBuffer(Buffer.from("x"), name);
  zip.end();
  const uploadId = await uploadBytes(teacher, await buffer(zip.outputStream), "pack.zip");
  const { unpackArchive } = await teacher.run<{ unpackArchive: { id: string } }>(
    "mutation U($input: UnpackArchiveInput!) { unpackArchive(input: $input) { id } }",
    { input: { courseId: course.id, uploadId, dryRun: true } },
  );
  const result = await eventually(async () => {
    const { job } = await teacher.run<{ job: { state: string; result: { paths: string[]; refused: string[] } } }>(
      "query J($id: ID!) { job(id: $id) { state result { ... on ArchiveUnpacked { paths refused } } } }",
      { id: unpackArchive.id },
    );
    return job.state === "SUCCEEDED" ? job.result : undefined;
  }, 30);
  expect(result).toEqual({ paths: ["pack/", "pack/in/", "pack/in/notes.txt"], refused: ["in/disk.iso"] });
});

test("groups, people and new courses have the room that the campus gives", async () => {
  const group = await buildGroup(app.db, course.run, [learnerId]);
  const [own, ours] = [await openSpace(learner), await openSpace(learner, group.id)];
  await set({ personalBytes: 10, groupBytes: 20, courseBytes: 30 });
  await expectRefusal(begin(learner, "a.txt", 11, { folderId: own }), "LOCKED");
  await begin(learner, "a.txt", 10, { folderId: own });
  await expectRefusal(begin(learner, "a.txt", 21, { folderId: ours }), "LOCKED");
  await begin(learner, "a.txt", 20, { folderId: ours });
  const { createCourse } = await administrator.run<{ createCourse: { id: string } }>(
    'mutation { createCourse(input: { title: "Small" }) { id } }',
  );
  expect((await app.db.course.findUniqueOrThrow({ where: { id: createCourse.id } })).storageLimitBytes).toBe(30n);
});
