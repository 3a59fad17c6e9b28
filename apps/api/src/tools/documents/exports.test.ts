import { beforeAll, expect, test } from "@jest/globals";
import { parse } from "csv-parse/sync";
import { readWorkbook } from "../../core/enrolments/workbook";
import { startTestApp } from "../../test/app";
import { expectRefusal, type TestClient } from "../../test/client";
import { buildCourse, buildMember, type BuiltCourse } from "../../test/course-factories";
import { eventually } from "../../test/eventually";
import { buildDocument } from "./documents.factories";

const app = await startTestApp();
let course: BuiltCourse;
let teacher: TestClient;
let learner: TestClient;

beforeAll(async () => {
  await app.services.jobs.start();
  course = await buildCourse(app.db);
  teacher = (await buildMember(app, course.run, "TEACHER")).client;
  const member = await buildMember(app, course.run, "LEARNER");
  learner = member.client;
  await app.db.user.update({ where: { id: member.id }, data: { givenName: "Zoë", familyName: "=1+1" } });
  await buildMember(app, course.run, "LEARNER");
});

const LIST = "mutation E($course: ID!, $format: DocumentListFormat!) { exportDocuments(courseId: $course, format: $format) { id } }";
const READERS =
  "mutation E($id: ID!, $filter: DocumentReaderFilter, $format: DocumentListFormat!) { exportDocumentReaders(id: $id, filter: $filter, format: $format) { id } }";
const JOB = "query J($id: ID!) { job(id: $id) { state result { ... on FileProduced { url name } } } }";

async function produced(started: Promise<Record<string, { id: string }>>): Promise<{ name: string; bytes: Buffer }> {
  const [job] = Object.values(await started);
  const { url, name } = await eventually(async () => {
    const answer = await teacher.run<{ job: { state: string; result: { url: string; name: string } | null } }>(JOB, { id: job!.id });
    return answer.job.result ?? undefined;
  }, 30);
  expect((await learner.fetch(url)).status).toBe(404);
  return { name, bytes: Buffer.from(await (await teacher.fetch(url)).arrayBuffer()) };
}
const table = (bytes: Buffer) => parse(bytes, { bom: true, columns: true }) as Record<string, string>[];

test("only staff get the lists", async () => {
  const file = await buildDocument(app, course);
  await expectRefusal(learner.run(LIST, { course: course.id, format: "CSV" }), "FORBIDDEN");
  await expectRefusal(learner.run(READERS, { id: file.id, format: "CSV" }), "FORBIDDEN");
  await expectRefusal(app.client().run(LIST, { course: course.id, format: "CSV" }), "NOT_FOUND");
});

test("the list of documents names each by its path, with who has opened it, and no cell is a formula", async () => {
  const folder = await buildDocument(app, course, { kind: "folder", title: "Week 1" });
  const inside = { parentId: folder.id, ancestorIds: [folder.id], state: "HIDDEN" as const };
  await buildDocument(app, course, { title: "=cmd.txt", item: inside });
  const plan = await buildDocument(app, course, { title: "plan.txt", text: "four" });
  await learner.run("mutation R($id: ID!) { recordReading(id: $id, input: { position: 1 }) { id } }", { id: plan.id });
  const { name, bytes } = await produced(teacher.run(LIST, { course: course.id, format: "CSV" }));
  expect(name).toMatch(/documents\.csv$/);
  const rows = table(bytes);
  expect(rows.find((row) => row["path"] === "plan.txt")).toMatchObject({ bytes: "4", state: "PUBLISHED", opened: "1", downloads: "0" });
  expect(rows.find((row) => row["path"] === "Week 1/=cmd.txt")).toMatchObject({ title: "'=cmd.txt", state: "HIDDEN", opened: "0" });
  const workbook = await readWorkbook((await produced(teacher.run(LIST, { course: course.id, format: "XLSX" }))).bytes);
  expect(workbook.slice(1).map(([path]) => path)).toEqual(rows.map((row) => row["path"]));
});

test("the list of readers names who has opened and who has not", async () => {
  const file = await buildDocument(app, course, { title: "read.txt" });
  await learner.run("mutation R($id: ID!) { recordReading(id: $id, input: { position: 1 }) { id } }", { id: file.id });
  const all = table((await produced(teacher.run(READERS, { id: file.id, format: "CSV" }))).bytes);
  expect(all).toHaveLength(2);
  expect(all.find((row) => row["givenname"] === "Zoë")).toMatchObject({ familyname: "'=1+1", percent: "100", downloads: "0" });
  const rest = table((await produced(teacher.run(READERS, { id: file.id, filter: "NOT_OPENED", format: "CSV" }))).bytes);
  expect(rest.map((row) => row["last"])).toEqual([""]);
});
