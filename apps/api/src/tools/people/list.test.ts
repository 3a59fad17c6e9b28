import { afterAll, describe, expect, test } from "@jest/globals";
import { writeXlsx } from "../../kernel/xlsx";
import { newId } from "../../kernel/ids";
import { startTestApp } from "../../test/app";
import { expectRefusal, type TestClient } from "../../test/client";
import { buildCourse, buildMember } from "../../test/course-factories";
import { eventually } from "../../test/eventually";
import { buildUser } from "../../test/factories";
import { upload } from "../../test/uploads";

const app = await startTestApp();
await app.services.jobs.start();
afterAll(() => app.services.jobs.stop());

const EXPORT = "mutation ($id: ID!, $format: PeopleFileFormat!) { exportCourseUsers(courseId: $id, format: $format) { id } }";
const IMPORT =
  "mutation ($id: ID!, $text: String, $uploadId: ID, $dryRun: Boolean!) { importEnrolmentList(courseId: $id, text: $text, uploadId: $uploadId, dryRun: $dryRun) { id } }";
const JOB = `query ($id: ID!) { job(id: $id) { state progress failure { code issues { code } } result { ... on FileProduced { url name bytes }
  ... on EnrolmentImport { actId table ignoredColumns counts { outcome count } lines { line outcome reason person { name } } } } } }`;
interface Answer {
  state: string;
  failure: { code: string; issues: { code: string }[] } | null;
  result: {
    url: string;
    name: string;
    actId: string | null;
    table: boolean;
    counts: { outcome: string; count: number }[];
    lines: { outcome: string; reason: string | null }[];
  };
}

const finished = (client: TestClient, id: string): Promise<Answer> =>
  eventually(async () => {
    const { job } = await client.run<{ job: Answer }>(JOB, { id });
    return ["SUCCEEDED", "FAILED", "CANCELLED"].includes(job.state) ? job : undefined;
    // Ten thousand rows take as long as the machine lets them.
  }, 80);
const importList = async (client: TestClient, variables: object): Promise<Answer> =>
  finished(
    client,
    (await client.run<{ importEnrolmentList: { id: string } }>(IMPORT, { dryRun: true, ...variables })).importEnrolmentList.id,
  );
const exportList = async (client: TestClient, id: string, format: string): Promise<Answer> =>
  finished(client, (await client.run<{ exportCourseUsers: { id: string } }>(EXPORT, { id, format })).exportCourseUsers.id);

async function world() {
  const course = await buildCourse(app.db);
  const teacher = await buildMember(app, course.run, "TEACHER", { main: true });
  const evil = await buildMember(
    app,
    course.run,
    "LEARNER",
    {},
    { givenName: '=HYPERLINK("http://evil.example")', familyName: "@SUM(A1) Ångström", officialCode: `=${newId()}` },
  );
  return { course, teacher, evil };
}
const bytesOf = async (client: TestClient, url: string): Promise<Buffer> => Buffer.from(await (await client.fetch(url)).arrayBuffer());

describe("refusals", () => {
  test("learners start nothing; somebody else's file, upload and job are not there", async () => {
    const { course, teacher, evil } = await world();
    await expectRefusal(evil.client.run(EXPORT, { id: course.id, format: "CSV" }), "FORBIDDEN");
    await expectRefusal(evil.client.run(IMPORT, { id: course.id, text: "x", dryRun: true }), "FORBIDDEN");
    const theirs = await upload(evil.client, "login\nx");
    await expectRefusal(teacher.client.run(IMPORT, { id: course.id, uploadId: theirs, dryRun: true }), "INVALID_INPUT");
    await expectRefusal(teacher.client.run(IMPORT, { id: course.id, dryRun: true }), "INVALID_INPUT");
    const { result } = await exportList(teacher.client, course.id, "CSV");
    expect((await evil.client.fetch(result.url)).status).toBe(404);
  });

  test("rights are asked again when the work begins", async () => {
    const { course, teacher } = await world();
    const second = await buildMember(app, course.run, "TEACHER");
    await app.services.jobs.stop();
    const { importEnrolmentList: job } = await second.client.run<{ importEnrolmentList: { id: string } }>(IMPORT, {
      id: course.id,
      text: "x",
      dryRun: false,
    });
    await teacher.client.run("mutation ($ids: [ID!]!) { updateEnrolments(ids: $ids, change: { role: LEARNER }) { id } }", {
      ids: [second.enrolmentId],
    });
    await app.services.jobs.start();
    expect(await finished(second.client, job.id)).toMatchObject({ state: "FAILED", failure: { code: "FORBIDDEN" } });
  });

  test("a workbook that is none, and one with a document type, say so", async () => {
    const { course, teacher } = await world();
    for (const body of [Buffer.from("PK\u0003\u0004 nothing"), Buffer.from([0x50, 0x4b, 3, 4, 0, 0, 0, 0])]) {
      const job = await importList(teacher.client, { id: course.id, uploadId: await upload(teacher.client, body) });
      expect(job).toMatchObject({ state: "FAILED", failure: { code: "INVALID_INPUT", issues: [{ code: "workbook.unreadable" }] } });
    }
  });
});

describe.each(["CSV", "XLSX"])("%s", (format) => {
  test("goes out without formulas and comes back as it is", async () => {
    const { course, teacher } = await world();
    const { result } = await exportList(teacher.client, course.id, format);
    const bytes = await bytesOf(teacher.client, result.url);
    if (format === "CSV") {
      const text = bytes.toString("utf8");
      expect(text).not.toMatch(/(^|,)"?[=@]/mu);
      expect(text.startsWith("\uFEFFlogin,givenname,")).toBe(true);
    } else expect([bytes.subarray(0, 2).toString(), bytes.includes("<f>")]).toEqual(["PK", false]);
    const back = await importList(teacher.client, { id: course.id, uploadId: await upload(teacher.client, bytes) });
    expect([back.state, back.result.table, back.result.lines.map(({ outcome, reason }) => ({ outcome, reason }))]).toEqual([
      "SUCCEEDED",
      true,
      [
        { outcome: "ALREADY", reason: null },
        { outcome: "ALREADY", reason: null },
      ],
    ]);
  });
});

test("a workbook of people enrols them; what is not understood is named", async () => {
  const { course, teacher } = await world();
  const [ana, ben] = [await buildUser(app), await buildUser(app)];
  const sheet = await writeXlsx("People", [
    ["Nom d'utilisateur", "Rôle", "Shoe"],
    [ana.login, "étudiant", "42"],
    [ben.login, "boss", ""],
    ["nobody.here", "", ""],
  ]);
  const { result } = await importList(teacher.client, { id: course.id, uploadId: await upload(teacher.client, sheet), dryRun: false });
  expect(result).toMatchObject({ table: true, ignoredColumns: ["Shoe"] });
  expect(result.lines.map(({ outcome, reason }) => [outcome, reason])).toEqual([
    ["ENROLLED", null],
    ["REFUSED", "ROLE_UNKNOWN"],
    ["UNKNOWN", "NOBODY_FOUND"],
  ]);
  expect(await app.db.enrolment.count({ where: { courseId: course.id, userId: ana.id, state: "ACTIVE" } })).toBe(1);
});

test("10,000 lines are work for a job, and not for a request", async () => {
  const { course, teacher } = await world();
  const people = Array.from({ length: 10_000 }, (_, place) => ({
    id: newId(),
    login: `list${place}`,
    givenName: "List",
    familyName: `No ${place}`,
  }));
  await app.db.user.createMany({ data: people });
  const text = people.map((person) => person.login).join("\n");
  const AT_ONCE = "mutation ($id: ID!, $text: String!) { importEnrolments(courseId: $id, text: $text, dryRun: true) { table } }";
  await expectRefusal(teacher.client.run(AT_ONCE, { id: course.id, text }), "INVALID_INPUT");
  const { result } = await importList(teacher.client, { id: course.id, text, dryRun: false });
  expect(result.counts.find((one) => one.outcome === "ENROLLED")?.count).toBe(10_000);
  expect(await app.db.enrolment.count({ where: { courseId: course.id, role: "LEARNER", state: "ACTIVE" } })).toBe(10_001);
});
