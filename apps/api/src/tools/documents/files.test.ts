import { beforeAll, expect, test } from "@jest/globals";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { ZipFile } from "yazl";
import { buffer } from "node:stream/consumers";
import { openArchive } from "@lyceum/courseware/safe-zip";
import { rawZip } from "@lyceum/courseware/test-zip";
import { findCorpus, hostileStrings } from "@lyceum/shared/test-corpora";
import { sanitizeRichText } from "../../kernel/rich-text";
import { startTestApp } from "../../test/app";
import { buildCourse, buildEnrolment, type BuiltCourse } from "../../test/course-factories";
import { buildUser, signInAs } from "../../test/factories";
import { eventually } from "../../test/eventually";
import { expectRefusal, type TestClient } from "../../test/client";
import { buildDocument, uploadBytes } from "./documents.factories";

const app = await startTestApp();
let course: BuiltCourse;
let teacher: TestClient;
let learner: TestClient;

beforeAll(async () => {
  await app.services.jobs.start();
  course = await buildCourse(app.db);
  const people = [await buildUser(app), await buildUser(app)];
  await buildEnrolment(app.db, { courseId: course.id, runId: course.run.id, userId: people[0]!.id, role: "TEACHER" });
  await buildEnrolment(app.db, { courseId: course.id, runId: course.run.id, userId: people[1]!.id, role: "LEARNER" });
  [teacher, learner] = [await signInAs(app, people[0]!), await signInAs(app, people[1]!)];
});

const ATTACH =
  "mutation Attach($input: AttachUploadInput!) { attachUpload(input: $input) { document { id mediaType ... on DocumentFile { url contentUrl textState } } } }";
interface Made {
  id: string;
  mediaType: string;
  url: string;
  contentUrl: string | null;
}
const upload = async (bytes: Buffer | string, name: string): Promise<Made> =>
  (
    await teacher.run<{ attachUpload: { document: Made } }>(ATTACH, {
      input: { courseId: course.id, uploadId: await uploadBytes(teacher, bytes, name) },
    })
  ).attachUpload.document;
const readState = (id: string) =>
  eventually(async () => {
    const { textState } = await app.db.document.findUniqueOrThrow({ where: { id } });
    return textState === "PENDING" ? undefined : textState;
  }, 30);
const UNPACK = "mutation U($input: UnpackArchiveInput!) { unpackArchive(input: $input) { id } }";
const JOB =
  "query J($id: ID!) { job(id: $id) { state failure { code issues { code } } result { ... on ArchiveUnpacked { dryRun folderId files folders bytes paths skipped renamed } } } }";
interface Unpacked {
  state: string;
  failure: { code: string; issues: { code: string }[] } | null;
  result: { folderId: string | null; files: number; folders: number; paths: string[]; skipped: string[]; renamed: string[] } | null;
}
async function unpack(zip: Buffer, input: Record<string, unknown> = {}): Promise<Unpacked> {
  const uploadId = await uploadBytes(teacher, zip, "pack.zip");
  const { unpackArchive } = await teacher.run<{ unpackArchive: { id: string } }>(UNPACK, {
    input: { courseId: course.id, uploadId, ...input },
  });
  return eventually(async () => {
    const { job } = await teacher.run<{ job: Unpacked }>(JOB, { id: unpackArchive.id });
    return ["SUCCEEDED", "FAILED", "CANCELLED"].includes(job.state) ? job : undefined;
  }, 30);
}
async function zipOf(files: Record<string, string>): Promise<Buffer> {
  const zip = new ZipFile();
  for (const [name, text] of Object.entries(files)) zip.addBuffer(Buffer.from(text), name);
  zip.end();
  return buffer(zip.outputStream);
}
const inside = async () => ({
  documents: await app.db.document.count({ where: { courseId: course.id } }),
  used: (await app.db.documentSpace.findFirst({ where: { courseId: course.id } }))?.usedBytes ?? 0n,
});

test("a zip is unpacked whole into a new folder, without what systems leave behind; a dry run only tells", async () => {
  const zip = await zipOf({ "a/one.txt": "1", "a/b/two.txt": "22", "three?.txt": "333", "__MACOSX/a/._one.txt": "x", "a/.DS_Store": "x" });
  const before = await inside();
  const told = await unpack(zip, { dryRun: true });
  expect(told.result).toMatchObject({
    files: 3,
    folders: 3,
    skipped: ["__MACOSX/a/._one.txt", "a/.DS_Store"],
    paths: ["pack/", "pack/a/", "pack/a/one.txt", "pack/a/b/", "pack/a/b/two.txt", "pack/three.txt"],
  });
  expect(await inside()).toEqual(before);
  const done = await unpack(zip);
  expect(done).toMatchObject({ state: "SUCCEEDED", result: { files: 3, renamed: ["three?.txt → pack/three.txt"] } });
  expect(await inside()).toEqual({ documents: before.documents + 6, used: before.used + 6n });
  const { documents } = await learner.run<{ documents: { nodes: { title: string }[] } }>(
    "query L($c: ID!, $f: ID) { documents(courseId: $c, folderId: $f) { nodes { title } } }",
    {
      c: course.id,
      f: done.result!.folderId,
    },
  );
  expect(documents.nodes.map((node) => node.title)).toEqual(["a", "three.txt"]);
});

const generated: Record<string, () => Buffer> = {
  "../ out of the folder": () => rawZip([{ name: "../evil.txt", data: Buffer.from("x") }]),
  "an absolute path": () => rawZip([{ name: "/etc/evil.txt", data: Buffer.from("x") }]),
  "a symbolic link": () => rawZip([{ name: "link", data: Buffer.from("/etc/passwd"), mode: 0o120777 }]),
  "a device": () => rawZip([{ name: "dev", data: Buffer.from(""), mode: 0o020666 }]),
  "names that differ in case only": () =>
    rawZip([
      { name: "A.txt", data: Buffer.from("1") },
      { name: "a.txt", data: Buffer.from("2") },
    ]),
  "a bomb": () => rawZip([{ name: "zeros.bin", data: Buffer.alloc(60 * 1024 * 1024) }]),
  "more than 20,000 entries": () =>
    rawZip(Array.from({ length: 20_001 }, (_, index) => ({ name: `${index}.txt`, data: Buffer.from(""), method: 0 }))),
  "bytes that are not what the directory says": () =>
    rawZip([
      { name: "good.txt", data: Buffer.from("good") },
      { name: "bad.txt", data: Buffer.from("bad"), statedCrc: 1 },
    ]),
  "no zip at all": () => Buffer.from("this is no zip"),
};
test.each(Object.entries(generated))("a zip with %s is refused whole, and leaves nothing", async (_name, make) => {
  const before = await inside();
  const refused = await unpack(make());
  expect(refused).toMatchObject({
    state: "FAILED",
    failure: { code: "INVALID_INPUT", issues: [{ code: expect.stringMatching(/^archive\./) }] },
  });
  expect(await inside()).toEqual(before);
});

/** Whether the safe reader gives every byte of it. */
async function readable(bytes: Buffer): Promise<boolean> {
  try {
    const archive = await openArchive(bytes);
    for (const entry of archive.entries) await archive.read(entry, 10_000_000);
    return true;
  } catch {
    return false;
  }
}
const failures = findCorpus("hostile/zip-failure-open");
(failures ? test : test.skip)(
  "every zip of the corpus that the safe reader refuses is refused whole",
  async () => {
    const before = await inside();
    let refused = 0;
    for (const name of readdirSync(failures!).filter((file) => file.endsWith(".zip"))) {
      const bytes = readFileSync(path.join(failures!, name));
      if (await readable(bytes)) continue;
      refused += 1;
      expect([name, (await unpack(bytes)).state]).toEqual([name, "FAILED"]);
    }
    expect(refused).toBeGreaterThan(5);
    expect(await inside()).toEqual(before);
  },
  120_000,
);

test("a zip that does not fit is refused before anything is written", async () => {
  await app.db.course.update({ where: { id: course.id }, data: { storageLimitBytes: Number((await inside()).used) + 10 } });
  const before = await inside();
  expect(await unpack(await zipOf({ "a.txt": "x".repeat(11) }))).toMatchObject({ state: "FAILED", failure: { code: "LOCKED" } });
  expect(await inside()).toEqual(before);
  await app.db.course.update({ where: { id: course.id }, data: { storageLimitBytes: 1_048_576_000 } });
});

const SEARCH = "query S($c: ID!, $t: String!) { searchDocuments(courseId: $c, text: $t) { nodes { part excerpt document { id title } } } }";
const search = async (client: TestClient, text: string) =>
  (
    await client.run<{ searchDocuments: { nodes: { part: number; excerpt: string; document: { id: string } }[] } }>(SEARCH, {
      c: course.id,
      t: text,
    })
  ).searchDocuments.nodes;

test("words inside a file are found with their page, by those who may open it", async () => {
  const office = await zipOf({
    "[Content_Types].xml": "<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'/>",
    "word/document.xml":
      "<w:document xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'><w:body><w:p><w:r><w:t>First leaf</w:t></w:r></w:p><w:p><w:r><w:br w:type='page'/><w:t>Quokkas smile</w:t></w:r></w:p></w:body></w:document>",
  });
  const made = await upload(office, "animals.docx");
  expect(await readState(made.id)).toBe("READ");
  const hits = await search(learner, "quokkas");
  expect(hits).toMatchObject([{ part: 2, document: { id: made.id } }]);
  expect(hits[0]!.excerpt).toContain("⟦Quokkas⟧");
  await app.db.item.update({ where: { id: made.id }, data: { state: "HIDDEN" } });
  expect(await search(learner, "quokkas")).toEqual([]);
  expect(await search(teacher, "quokkas")).toHaveLength(1);
});

const samples = findCorpus("documents");
(samples ? test.each : test.skip.each)([
  ["pdf-open/minimal-document.pdf", "application/pdf", "READ"],
  ["pdf-open/multicolumn.pdf", "application/pdf", "READ"],
  ["pdf-open/libreoffice-writer-password.pdf", "application/pdf", "ENCRYPTED"],
  ["office-and-book/unoconv-source.docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "READ"],
  ["office-and-book/bbpresentation.pptx", "application/vnd.openxmlformats-officedocument.presentationml.presentation", "READ"],
  ["office-and-book/welcome.odt", "application/vnd.oasis.opendocument.text", "READ", "without words"],
  ["av-moodle/moodle-logo.mp4", "video/mp4", "NONE"],
  ["av-moodle/moodle-logo.webm", "video/webm", "NONE"],
  ["av-moodle/beep.mp3", "audio/mpeg", "NONE"],
])("the real file %s is %s and its words are %s", async (name, mediaType, state, ...rest: string[]) => {
  const bytes = readFileSync(path.join(samples!, name));
  const made = await upload(bytes, path.basename(name));
  expect(made.mediaType).toBe(mediaType);
  expect(await readState(made.id)).toBe(state);
  // The welcome letter is one picture.
  if (state === "READ" && rest.length === 0) {
    const entries = await app.db.searchEntry.findMany({ where: { rowId: made.id, part: { gt: 0 } } });
    const word = entries
      .flatMap((entry) => entry.text.split(/\s+/))
      .filter((text) => /^\p{L}+$/u.test(text))
      .sort((a, b) => b.length - a.length)[0];
    expect((await search(learner, `"${word}"`)).map((hit) => hit.document.id)).toContain(made.id);
  }
  const part = await learner.fetch(made.url, { headers: { range: "bytes=10-19" } });
  expect([part.status, Buffer.from(await part.arrayBuffer())]).toEqual([206, bytes.subarray(10, 20)]);
});

test("a broken file says so", async () => {
  expect(await readState((await upload("%PDF-1.7 and nothing else", "broken.pdf")).id)).toBe("BROKEN");
});

test("what could run is never shown by the site itself, only sandboxed by the content origin, with what lies beside it", async () => {
  const page = await upload('<!doctype html><html><body><script>parent.x</script><img src="beside.png"></body></html>', "run.html");
  await buildDocument(app, course, { title: "beside.png", text: "bytes" });
  const site = await learner.fetch(page.url);
  expect([site.headers.get("content-disposition")?.split(";")[0], site.headers.get("x-content-type-options")]).toEqual([
    "attachment",
    "nosniff",
  ]);
  const { document } = await learner.run<{ document: { contentUrl: string } }>(
    "query D($id: ID!) { document(id: $id) { ... on DocumentFile { contentUrl } } }",
    { id: page.id },
  );
  expect(new URL(document.contentUrl).origin).toBe(app.contentOrigin);
  const shown = await fetch(document.contentUrl);
  expect(shown.headers.get("content-type")).toContain("text/html");
  expect(shown.headers.get("content-security-policy")).toContain("sandbox");
  expect(await (await fetch(new URL("beside.png", document.contentUrl))).text()).toBe("bytes");
  await app.db.item.updateMany({ where: { title: "beside.png" }, data: { state: "HIDDEN" } });
  expect((await fetch(new URL("beside.png", document.contentUrl))).status).toBe(404);
  const svg = await upload('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>', "x.png");
  expect(svg.contentUrl).toBeNull();
  const picture = await learner.fetch(svg.url);
  // An <img> draws it; anything else that opens it saves it, and its policy lets nothing run.
  expect(["content-type", "content-disposition"].map((name) => picture.headers.get(name)?.split(";")[0])).toEqual([
    "image/svg+xml",
    "attachment",
  ]);
  expect(picture.headers.get("content-security-policy")).toMatch(/^default-src 'none';.*; sandbox$/);
});

test("a zip holds what its asker may open, under unique names, and is theirs alone", async () => {
  const folder = await buildDocument(app, course, { kind: "folder", title: "Bundle" });
  await buildDocument(app, course, { title: "seen.txt", text: "seen", item: { parentId: folder.id } });
  await buildDocument(app, course, { title: "hidden.txt", item: { parentId: folder.id, state: "HIDDEN" } });
  await buildDocument(app, course, { kind: "page", title: "Page", text: "<p>Words</p>", item: { parentId: folder.id } });
  const ZIP = "mutation Z($c: ID!, $ids: [ID!]!) { zipDocuments(courseId: $c, ids: $ids) { url name } }";
  const { zipDocuments } = await learner.run<{ zipDocuments: { url: string; name: string } }>(ZIP, { c: course.id, ids: [folder.id] });
  expect(zipDocuments.name).toBe("Bundle.zip");
  expect((await teacher.fetch(zipDocuments.url)).status).toBe(403);
  expect((await app.client().fetch(zipDocuments.url)).status).toBe(403);
  expect((await learner.fetch(`${zipDocuments.url}x`)).status).toBe(403);
  const archive = await openArchive(Buffer.from(await (await learner.fetch(zipDocuments.url)).arrayBuffer()));
  expect(archive.entries.map((entry) => entry.name)).toEqual(["Bundle/", "Bundle/seen.txt", "Bundle/Page.html"]);
  expect((await archive.read(archive.find("Bundle/seen.txt")!, 100)).toString()).toBe("seen");
  await archive.close();
  await teacher.run("mutation S($c: ID!) { updateDocumentSettings(courseId: $c, input: { learnersDownloadFolders: false }) { version } }", {
    c: course.id,
  });
  await expectRefusal(learner.run(ZIP, { c: course.id, ids: [folder.id] }), "FORBIDDEN");
  expect((await learner.fetch(zipDocuments.url)).status).toBe(403);
});

test("hostile titles and pages are kept as text, and no markup that could run comes out", async () => {
  const CREATE = "mutation P($input: CreatePageInput!) { createPage(input: $input) { title name body } }";
  for (const hostile of hostileStrings().slice(0, 120)) {
    const answer = await teacher.send<{ createPage: { name: string; body: string } }>(CREATE, {
      input: { courseId: course.id, title: `x ${hostile}`.slice(0, 150), body: hostile },
    });
    if (answer.errors[0]) {
      expect(answer.errors[0].extensions.code).toBe("INVALID_INPUT");
      continue;
    }
    const { body } = answer.data.createPage;
    expect(sanitizeRichText(body)).toBe(body);
    expect(body).not.toMatch(/<script/i);
    expect(answer.data.createPage.name).not.toMatch(/[/\\:*?"<>|\u202E]|\p{Cc}/u);
  }
}, 60_000);

test("a recording grows piece by piece, is its maker's alone, and becomes a document", async () => {
  const { beginRecording } = await teacher.run<{ beginRecording: { id: string } }>(
    'mutation B($c: ID!) { beginRecording(input: { courseId: $c, mediaType: "audio/webm" }) { id } }',
    { c: course.id },
  );
  const send = (client: TestClient, offset: number, text: string) =>
    client.fetch(`/recordings/${beginRecording.id}?offset=${offset}`, {
      method: "POST",
      headers: { "content-type": "application/offset+octet-stream" },
      body: text,
    });
  expect((await send(learner, 0, "abc")).status).toBe(404);
  expect((await send(app.client(), 0, "abc")).status).toBe(401);
  expect((await send(teacher, 0, "abc")).status).toBe(200);
  expect((await send(teacher, 0, "abc")).status).toBe(409);
  expect((await send(teacher, 3, "def")).status).toBe(200);
  const FINISH = 'mutation F($id: ID!) { finishRecording(id: $id, title: "Lecture") { title mediaType ... on DocumentFile { url } } }';
  await expectRefusal(learner.run(FINISH, { id: beginRecording.id }), "NOT_FOUND");
  const { finishRecording } = await teacher.run<{ finishRecording: { title: string; mediaType: string; url: string } }>(FINISH, {
    id: beginRecording.id,
  });
  expect(finishRecording).toMatchObject({ title: "Lecture", mediaType: "audio/webm" });
  expect(await (await learner.fetch(finishRecording.url)).text()).toBe("abcdef");
});
