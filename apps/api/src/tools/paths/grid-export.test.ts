import { describe, expect, test } from "@jest/globals";
import { readArchive } from "./test-archives";
import { startTestApp } from "../../test/app";
import { expectRefusal } from "../../test/client";
import { eventually } from "../../test/eventually";
import { buildMember, buildPackage, buildPackageWorld, commit, deltaOf, open, type Person } from "./test-packages";

const app = await startTestApp();
await app.services.jobs.start();
const EXPORT = `mutation ($packageId: ID!, $format: GridFileFormat!, $filter: PackageGridFilter) { exportPackageGrid(packageId: $packageId, format: $format, filter: $filter) { id } }`;
const JOB = `query ($id: ID!) { job(id: $id) { state failure { message } result { ... on FileProduced { url name bytes } } } }`;
interface Ended {
  state: string;
  result: { url: string; name: string; bytes: number } | null;
}

async function exported(
  person: Person,
  packageId: string,
  format: string,
  filter: object | null = null,
): Promise<{ name: string; bytes: Buffer }> {
  const { exportPackageGrid } = await person.client.run<{ exportPackageGrid: { id: string } }>(EXPORT, { packageId, format, filter });
  const job = await eventually(async () => {
    const { job: now } = await person.client.run<{ job: Ended }>(JOB, { id: exportPackageGrid.id });
    return now.state === "SUCCEEDED" || now.state === "FAILED" ? now : undefined;
  }, 30);
  const answer = await person.client.fetch(job.result!.url);
  return { name: job.result!.name, bytes: Buffer.from(await answer.arrayBuffer()) };
}

test("who may not", async () => {
  const { learner, packageId } = await buildPackageWorld(app);
  const other = await buildPackageWorld(app);
  await expectRefusal(learner.client.run(EXPORT, { packageId, format: "CSV" }), "FORBIDDEN");
  await expectRefusal(other.teacher.client.run(EXPORT, { packageId, format: "CSV" }), "NOT_FOUND");
  await expectRefusal(app.client().run(EXPORT, { packageId, format: "CSV" }), "NOT_FOUND");
});

describe("the file", () => {
  test("has a row for each learner, what nobody may run stays text, and the filter holds", async () => {
    const { course, teacher, learner } = await buildPackageWorld(app);
    const packageId = await buildPackage(app, teacher, course.id, {
      title: "=1+1",
      pages: [{ title: "=cmd|'/c calc'!A0" }, { title: "Two & <three>" }],
    });
    const idle = await buildMember(app, course, "LEARNER");
    await app.db.user.update({ where: { id: learner.id }, data: { familyName: "@SUM(A1)", givenName: "Zoë" } });
    await app.db.user.update({ where: { id: idle.id }, data: { familyName: "Aalto", givenName: "Aino" } });
    const opened = await open(learner, packageId);
    await commit(
      learner,
      opened,
      deltaOf(1, "item-1", { "cmi.core.lesson_status": "passed", "cmi.core.score.raw": "75" }, ["initialize", "finish"]),
    );
    const csv = await exported(teacher, packageId, "CSV");
    expect(csv.name).toMatch(/\.csv$/);
    const lines = csv.bytes.toString("utf8").replace("\uFEFF", "").trim().split("\r\n");
    expect(lines).toHaveLength(3);
    expect(lines[0]).toContain("'=cmd|");
    expect(lines.find((line) => line.includes("Zoë"))).toMatch(/^'@SUM\(A1\) Zoë,IN_PROGRESS,50,75,100,0,1,.*,PASSED,75,NOT_STARTED,$/);
    const xlsx = await exported(teacher, packageId, "XLSX", { state: "NOT_STARTED" });
    const sheet = (await readArchive(xlsx.bytes)).get("xl/worksheets/sheet1.xml") ?? "";
    expect(sheet).toContain("Aalto Aino");
    expect(sheet).not.toContain("Zoë");
    expect(sheet).toContain("Two &amp; &lt;three&gt;");
    expect(sheet).not.toContain("<f>");
    const [row] = /<row r="2">.*?<\/row>/.exec(sheet) ?? [];
    expect(row).toContain('<c r="C2"><v>0</v></c>');
  });
});
