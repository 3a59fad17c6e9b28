import { PDFDocument, StandardFonts, degrees } from "@cantoo/pdf-lib";
import { afterEach, beforeAll, expect, test } from "@jest/globals";
import { readFileSync } from "node:fs";
import path from "node:path";
import { buffer } from "node:stream/consumers";
import { deflateSync } from "node:zlib";
import { openArchive } from "@lyceum/courseware/safe-zip";
import { findCorpus } from "@lyceum/shared/test-corpora";
import { startTestApp } from "../../test/app";
import type { TestClient } from "../../test/client";
import { buildCourse, buildMember, type BuiltCourse } from "../../test/course-factories";
import { buildAdministrator, signInAs } from "../../test/factories";
import { buildDocument } from "./documents.factories";
import { readPdf } from "./pdf-text";
import { markPdf } from "./watermark";

const app = await startTestApp();
let course: BuiltCourse;
let administrator: TestClient;
let teacher: TestClient;
let learner: TestClient;

beforeAll(async () => {
  course = await buildCourse(app.db, { title: "Optics" });
  administrator = await signInAs(app, await buildAdministrator(app));
  teacher = (await buildMember(app, course.run, "TEACHER")).client;
  const member = await buildMember(app, course.run, "LEARNER");
  learner = member.client;
  await app.db.user.update({ where: { id: member.id }, data: { givenName: "Émile", familyName: "Nøhr" } });
});
const setMark = (pdfWatermark: string) =>
  administrator.run("mutation L($input: DocumentLimitsInput!) { updateDocumentLimits(input: $input) { pdfWatermark } }", {
    input: { pdfWatermark },
  });
afterEach(() => setMark(""));

async function pdfOf(...turns: number[]): Promise<Buffer> {
  const pdf = await PDFDocument.create();
  const font = await pdf.embedFont(StandardFonts.Courier);
  for (const [index, turn] of turns.entries()) {
    const page = pdf.addPage([300, 500]);
    page.setRotation(degrees(turn));
    page.drawText(`Sheet ${index + 1}`, { x: 20, y: 20, size: 12, font });
  }
  return Buffer.from(await pdf.save());
}
const wordsOf = async (bytes: Buffer): Promise<string[]> =>
  (await readPdf(Buffer.from(bytes))).parts.map(({ text }) => text.replace(/\s+/g, " ").trim());
const saved = async (client: TestClient, address: string) => {
  const first = await client.fetch(address);
  const answer = first.status === 302 ? await client.fetch(first.headers.get("location") ?? "") : first;
  return { answer, bytes: Buffer.from(await answer.arrayBuffer()) };
};

test("every page is marked, whichever way it is turned, and keeps its own words", async () => {
  const marked = await markPdf(await pdfOf(0, 90, 180, 270), "Campus copy");
  const words = await wordsOf(marked!);
  expect(words.map((text) => text.includes("Campus copy"))).toEqual([true, true, true, true]);
  expect(words.map((text, index) => text.includes(`Sheet ${index + 1}`))).toEqual([true, true, true, true]);
});

test("a mark that no standard font can write is drawn as a picture", async () => {
  const marked = await PDFDocument.load((await markPdf(await pdfOf(0), "حرم جامعي"))!);
  const pictures = marked.context.enumerateIndirectObjects().filter(([, object]) => String(object).includes("/Image"));
  expect(pictures.length).toBeGreaterThan(0);
});

/** A PDF with a stream of objects that unpacks to far more than it is. */
function bomb(bytes: number): Buffer {
  const packed = deflateSync(Buffer.alloc(bytes, 0x20));
  return Buffer.concat([
    Buffer.from(`%PDF-1.5\n1 0 obj\n<</Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length ${packed.length}>>\nstream\n`),
    packed,
    Buffer.from("\nendstream\nendobj\ntrailer\n<</Root 2 0 R>>\n%%EOF\n"),
  ]);
}

test("what cannot be marked is left alone: broken, empty, a bomb", async () => {
  for (const bytes of [Buffer.from("%PDF-1.7 and nothing else"), Buffer.alloc(0), (await pdfOf(0)).subarray(0, 300), bomb(400 * 1024 ** 2)])
    expect(await markPdf(bytes, "Campus copy")).toBeNull();
});

const corpus = findCorpus("documents");
(corpus ? test : test.skip)("real files are marked or left alone, and can still be read", async () => {
  const read = (name: string) => readFileSync(path.join(corpus!, "pdf-open", name));
  for (const name of ["multicolumn.pdf", "google-doc-document.pdf", "crazyones-pdfa.pdf", "habibi.pdf"]) {
    const [before, after] = [await wordsOf(read(name)), await wordsOf((await markPdf(read(name), "Campus copy"))!)];
    expect(after.every((text) => text.includes("Campus copy"))).toBe(true);
    expect(after.length).toBeGreaterThanOrEqual(before.length);
  }
  expect(await markPdf(read("libreoffice-writer-password.pdf"), "Campus copy")).toBeNull();
});

test("who only reads gets the mark with their name, by every address; who may change it gets the file as it is", async () => {
  const original = await pdfOf(0);
  const file = await buildDocument(app, course, { title: "lens.pdf", text: original });
  const { fileId } = await app.db.document.findUniqueOrThrow({ where: { id: file.id } });
  await setMark("{name} · {course}");
  for (const address of [`/files/${fileId}`, `/d/${file.id}`, `/d/${file.id}?download`]) {
    const { answer, bytes } = await saved(learner, address);
    expect([answer.status, answer.headers.get("accept-ranges"), answer.headers.get("content-type")]).toEqual([
      200,
      "none",
      "application/pdf",
    ]);
    expect(await wordsOf(bytes)).toEqual([expect.stringContaining("Émile Nøhr · Optics")]);
    expect((await saved(teacher, address)).bytes.equals(original)).toBe(true);
  }
  await setMark("");
  expect((await saved(learner, `/files/${fileId}`)).bytes.equals(original)).toBe(true);
});

test("beside an uploaded web page it is marked as well", async () => {
  await buildDocument(app, course, { title: "beside.pdf", text: await pdfOf(0) });
  const page = await buildDocument(app, course, { title: "page.html", text: "<!doctype html><html><body></body></html>" });
  await setMark("Campus copy");
  const { document } = await learner.run<{ document: { contentUrl: string } }>(
    "query D($id: ID!) { document(id: $id) { ... on DocumentFile { contentUrl } } }",
    { id: page.id },
  );
  const answer = await fetch(new URL("beside.pdf", document.contentUrl));
  expect(await wordsOf(Buffer.from(await answer.arrayBuffer()))).toEqual([expect.stringContaining("Campus copy")]);
});

test("a part of a marked file cannot be asked for: it comes whole", async () => {
  const file = await buildDocument(app, course, { title: "part.pdf", text: await pdfOf(0) });
  const { fileId } = await app.db.document.findUniqueOrThrow({ where: { id: file.id } });
  await setMark("Campus copy");
  const answer = await learner.fetch(`/files/${fileId}`, { headers: { range: "bytes=0-9" } });
  expect(answer.status).toBe(200);
  expect(await wordsOf(await buffer(answer.body!))).toEqual([expect.stringContaining("Campus copy")]);
});

test("PDFs in a zip are marked too, other files are not touched, and one that cannot be marked is there as it is", async () => {
  const folder = await buildDocument(app, course, { kind: "folder", title: "Lab" });
  const inside = { parentId: folder.id, ancestorIds: [folder.id] };
  await buildDocument(app, course, { title: "one.pdf", text: await pdfOf(0), item: inside });
  await buildDocument(app, course, { title: "broken.pdf", text: "%PDF-1.7 and nothing else", item: inside });
  await buildDocument(app, course, { title: "notes.txt", text: "Notes", item: inside });
  await setMark("Campus copy");
  const { zipDocuments } = await learner.run<{ zipDocuments: { url: string } }>(
    "mutation Z($c: ID!, $ids: [ID!]!) { zipDocuments(courseId: $c, ids: $ids) { url } }",
    { c: course.id, ids: [folder.id] },
  );
  const archive = await openArchive((await saved(learner, zipDocuments.url)).bytes);
  const entry = async (name: string) => buffer(await archive.stream(archive.find(`Lab/${name}`)!));
  expect(await wordsOf(await entry("one.pdf"))).toEqual([expect.stringContaining("Campus copy")]);
  expect(String(await entry("broken.pdf"))).toBe("%PDF-1.7 and nothing else");
  expect(String(await entry("notes.txt"))).toBe("Notes");
  await archive.close();
});
