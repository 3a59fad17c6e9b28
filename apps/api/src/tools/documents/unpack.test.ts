import { beforeAll, expect, test } from "@jest/globals";
import { buffer } from "node:stream/consumers";
import { ZipFile } from "yazl";
import { Context } from "../../kernel/context";
import { newId } from "../../kernel/ids";
import type { JobRun } from "../../kernel/jobs";
import { startTestApp } from "../../test/app";
import type { TestClient } from "../../test/client";
import { buildCourse, buildMember, type BuiltCourse } from "../../test/course-factories";
import { uploadBytes } from "./documents.factories";
import { unpackJob } from "./unpack";

const app = await startTestApp();
let course: BuiltCourse;
let teacher: TestClient;
let teacherId: string;

beforeAll(async () => {
  course = await buildCourse(app.db);
  const member = await buildMember(app, course.run, "TEACHER");
  [teacher, teacherId] = [member.client, member.id];
});

async function zipped(...names: string[]): Promise<string> {
  const zip = new ZipFile();
  for (const name of names) zip.addBuffer(Buffer.from(`bytes of ${name}`), name);
  zip.end();
  return uploadBytes(teacher, await buffer(zip.outputStream), "pack.zip");
}

/** One attempt at a job, as a worker starts it; `report` may stop it for ever, as a process that is killed does. */
function attempt(jobId: string, uploadId: string, report: () => Promise<void> = () => Promise.resolve()) {
  const input = { courseId: course.id, sessionId: null, folderId: null, uploadId, documentId: null, intoNewFolder: true, dryRun: false };
  const ctx = new Context(app.services, { credentials: { onBehalfOf: teacherId }, address: "", userAgent: "job" });
  const run = { jobId, input, userId: teacherId, courseId: course.id, ctx, report, signal: new AbortController().signal };
  return unpackJob.run(run as JobRun<unknown> as JobRun<never>);
}

const listed = async () =>
  (await app.db.document.findMany({ where: { courseId: course.id }, orderBy: { name: "asc" } })).map(({ name }) => name);
const room = async () => {
  const space = await app.db.documentSpace.findFirst({ where: { courseId: course.id } });
  const { _sum } = await app.db.documentVersion.aggregate({ _sum: { bytes: true }, where: { document: { courseId: course.id } } });
  return { used: space?.usedBytes ?? 0n, counted: _sum.bytes ?? 0n };
};

test("a process that dies in the middle leaves no half, and the next attempt brings all of it, once", async () => {
  const [jobId, uploadId] = [newId(), await zipped("a.txt", "b/c.txt", "b/d.txt")];
  await new Promise<void>((died) => {
    void attempt(jobId, uploadId, () => new Promise(() => died()));
  });
  expect(await listed()).toEqual([]);
  expect(await room()).toEqual({ used: 0n, counted: 0n });
  expect(await attempt(jobId, uploadId)).toMatchObject({ files: 3, folderId: jobId });
  const whole = ["a.txt", "b", "c.txt", "d.txt", "pack"];
  expect(await listed()).toEqual(whole);
  const full = await room();
  expect(full.used).toBe(full.counted);
  // It may also die after its work was kept, and before that was said.
  expect(await attempt(jobId, uploadId)).toMatchObject({ folderId: jobId });
  expect(await listed()).toEqual(whole);
  expect(await room()).toEqual(full);
  expect((await app.db.upload.findUniqueOrThrow({ where: { id: uploadId } })).state).toBe("ATTACHED");
});
