import { expect, test } from "@jest/globals";
import { startTestApp } from "../../test/app";
import { expectRefusal, type TestClient } from "../../test/client";
import { buildCourse, buildMember } from "../../test/course-factories";
import { eventually } from "../../test/eventually";
import { buildAdministrator, buildUser, signInAs } from "../../test/factories";
import { readWorkbook } from "../enrolments/workbook";

const app = await startTestApp();
await app.services.jobs.start();
const EXPORT = "mutation ($filter: CoursesFilter, $format: CourseListFormat!) { exportCourses(filter: $filter, format: $format) { id } }";
const JOB = "query ($id: ID!) { job(id: $id) { state failure { code } result { ... on FileProduced { url name bytes } } } }";
interface Ended {
  job: { state: string; failure: { code: string } | null; result: { url: string; name: string; bytes: number } | null };
}

async function ended(client: TestClient, id: string): Promise<Ended["job"]> {
  return eventually(async () => {
    const { job } = await client.run<Ended>(JOB, { id });
    return job.state === "SUCCEEDED" || job.state === "FAILED" ? job : undefined;
  }, 60);
}

async function exported(client: TestClient, format: string, filter: object): Promise<{ name: string; bytes: Buffer }> {
  const { exportCourses } = await client.run<{ exportCourses: { id: string } }>(EXPORT, { format, filter });
  const { result } = await ended(client, exportCourses.id);
  const answer = await client.fetch(result!.url);
  return { name: result!.name, bytes: Buffer.from(await answer.arrayBuffer()) };
}

const administrator = async () => {
  const user = await buildAdministrator(app);
  return { user, client: await signInAs(app, user) };
};

test("is for administrators, and for no one who has stopped being one", async () => {
  const teacher = await signInAs(app, await buildUser(app, { roles: ["TEACHER"] }));
  await expectRefusal(teacher.run(EXPORT, { format: "CSV" }), "FORBIDDEN");
  await expectRefusal(app.client().run(EXPORT, { format: "CSV" }), "UNAUTHENTICATED");
  const { user, client } = await administrator();
  const input = { filter: {}, format: "CSV" };
  await app.db.user.update({ where: { id: user.id }, data: { roles: [] } });
  const id = await app.db.$transaction((tx) => app.services.jobs.enqueue(tx, { kind: "courses.export", input, userId: user.id }));
  expect(await ended(client, id)).toMatchObject({ state: "FAILED", failure: { code: "FORBIDDEN" }, result: null });
});

test("the filtered list comes out as CSV, XLSX and JSON, with the extra fields, and no cell is a formula", async () => {
  const { client } = await administrator();
  const labels = { en: "Credits", fr: "Crédits" };
  const credits = await app.db.extraField.create({ data: { subject: "COURSE", kind: "NUMBER", labels } });
  const level = await app.db.extraField.create({ data: { subject: "COURSE", kind: "TEXT", labels: { en: "=Level" }, position: 1 } });
  const one = await buildCourse(app.db, { title: "=1+1 Élan", tags: ["a", "b"] });
  const two = await buildCourse(app.db, { title: "Élan vital" });
  await buildCourse(app.db, { title: "Something else" });
  const { id: teacherId } = await buildMember(app, one.run, "TEACHER");
  await app.db.user.update({ where: { id: teacherId }, data: { givenName: "Emmy", familyName: "Noether" } });
  await app.db.courseValue.createMany({
    data: [
      { courseId: one.id, fieldId: credits.id, value: "2.5" },
      { courseId: one.id, fieldId: level.id, value: "@SUM(A1)" },
    ],
  });
  const filter = { search: "elan" };
  const csv = await exported(client, "CSV", filter);
  expect(csv.name).toBe("courses.csv");
  const text = csv.bytes.toString("utf8");
  expect(text.startsWith("\uFEFFcode,title,language,visibility,category,tags,teachers,people,")).toBe(true);
  const [head, first, second] = text.trim().split("\r\n");
  expect(head!.endsWith(",Credits,'=Level")).toBe(true);
  expect(first).toContain(",'=1+1 Élan,");
  expect(first).toContain('"a, b",Emmy Noether,');
  expect(first!.endsWith(",2.5,'@SUM(A1)")).toBe(true);
  expect(second).toContain(",Élan vital,");
  expect(text.trim().split("\r\n")).toHaveLength(3);
  const sheet = await readWorkbook((await exported(client, "XLSX", filter)).bytes);
  expect(sheet.map((row) => row[1])).toEqual(["title", "'=1+1 Élan", "Élan vital"]);
  const json = JSON.parse((await exported(client, "JSON", filter)).bytes.toString("utf8")) as { courses: object[] };
  expect(json.courses).toHaveLength(2);
  expect(json.courses[0]).toMatchObject({
    ...{ code: one.code, title: "=1+1 Élan", tags: ["a", "b"], people: 1, template: false },
    fields: [
      { id: credits.id, label: "Credits", value: "2.5" },
      { id: level.id, label: "=Level", value: "@SUM(A1)" },
    ],
  });
  expect(json.courses[1]).toMatchObject({ code: two.code, fields: [{ value: null }, { value: null }] });
});

test("a list longer than a page of the job is whole, each course once", async () => {
  const { client } = await administrator();
  const rows = Array.from({ length: 1_001 }, (_, number) => ({ code: `MANY-${number}`, title: `Many ${number % 7}` }));
  await app.db.course.createMany({ data: rows });
  const json = JSON.parse((await exported(client, "JSON", { search: "many-" })).bytes.toString("utf8")) as { courses: { code: string }[] };
  expect(new Set(json.courses.map(({ code }) => code)).size).toBe(1_001);
  expect(json.courses).toHaveLength(1_001);
});
