import { describe, expect, test } from "@jest/globals";
import { makeScormPackage, zipTexts } from "@lyceum/courseware/make-package";
import { findCorpus } from "@lyceum/shared/test-corpora";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { collectFiles } from "../../kernel/file-collection";
import { startTestApp } from "../../test/app";
import { expectRefusal } from "../../test/client";
import { buildCourse, buildSession } from "../../test/course-factories";
import { buildMember, importOf, upload, type Person } from "./test-packages";

const app = await startTestApp();
await app.services.jobs.start();
const course = await buildCourse(app.db);
const teacher = await buildMember(app, course, "TEACHER");
const IMPORT = `mutation ($courseId: ID!, $uploadId: ID!, $sessionId: ID) { importPackage(courseId: $courseId, uploadId: $uploadId, sessionId: $sessionId) { id } }`;
const small = () => makeScormPackage({ title: "Ponds", pages: [{ title: "Water" }, { title: "Fish" }] });
const kept = async () => ({
  items: await app.db.item.count({ where: { courseId: course.id } }),
  packages: await app.db.package.count(),
  files: await app.db.packageFile.count(),
});

/** Imports what must be refused, and answers with the fault; nothing of it may be kept. */
async function refused(name: string, bytes: Buffer) {
  const before = await kept();
  const job = await importOf(teacher, course.id, name, bytes);
  expect({ name, state: job.state, code: job.failure?.code, result: job.result }).toEqual({
    name,
    state: "FAILED",
    code: "INVALID_INPUT",
    result: null,
  });
  expect(await kept()).toEqual(before);
  expect(job.failure!.message).not.toBe("");
  return job.failure!.issues[0]!;
}

describe("refusals", () => {
  test("who may not import", async () => {
    const learner = await buildMember(app, course, "LEARNER");
    const session = await buildSession(app.db, course);
    const tutor = await buildMember(app, course, "TUTOR", session.run.id);
    const elsewhere = await buildMember(app, await buildCourse(app.db), "TEACHER");
    const ask = async (person: Person, sessionId: string | null = null) =>
      person.client.run(IMPORT, { courseId: course.id, uploadId: await upload(person, "a.zip", await small()), sessionId });
    await expectRefusal(app.client().run(IMPORT, { courseId: course.id, uploadId: "x" }), "NOT_FOUND");
    await expectRefusal(ask(learner), "FORBIDDEN");
    await expectRefusal(ask(elsewhere), "NOT_FOUND");
    await expectRefusal(ask(tutor), "NOT_FOUND");
    await expect(ask(tutor, session.id)).resolves.toBeTruthy();
    const uploadId = await upload(learner, "a.zip", await small());
    await expectRefusal(teacher.client.run(IMPORT, { courseId: course.id, uploadId }), "INVALID_INPUT");
    await expectRefusal(teacher.client.run(IMPORT, { courseId: course.id, uploadId: "nothing" }), "INVALID_INPUT");
  });

  test("rights lost between asking and running stop the job", async () => {
    const leaver = await buildMember(app, course, "TEACHER");
    const uploadId = await upload(leaver, "a.zip", await small());
    await app.db.enrolment.updateMany({ where: { userId: leaver.id }, data: { state: "ENDED" } });
    const jobId = await app.db.$transaction((tx) =>
      app.services.jobs.enqueue(tx, {
        kind: "paths.importPackage",
        input: { courseId: course.id, sessionId: null, uploadId },
        userId: leaver.id,
      }),
    );
    const job = await leaver.client.run<{ job: { id: string } }>(`query ($id: ID!) { job(id: $id) { id } }`, { id: jobId });
    expect(job.job.id).toBe(jobId);
    const failure = await (async () => {
      for (;;) {
        const row = await app.db.job.findUniqueOrThrow({ where: { id: jobId } });
        if (row.state === "FAILED") return row.failure as { code: string };
      }
    })();
    expect(failure.code).toBe("NOT_FOUND");
  });

  test.each<[string, () => Promise<Buffer>, string, string[]]>([
    ["no zip", async () => Buffer.from("not a zip"), "NOT_A_ZIP", []],
    ["no manifest", () => zipTexts({ "a.html": "x" }), "NO_MANIFEST", []],
    [
      "a manifest in a folder",
      () => zipTexts({ "course/imsmanifest.xml": "<manifest/>" }),
      "MANIFEST_NOT_AT_ROOT",
      ["course/imsmanifest.xml"],
    ],
    ["an empty manifest", () => zipTexts({ "imsmanifest.xml": "" }), "XML_EMPTY", ["imsmanifest.xml"]],
    [
      "a broken manifest",
      () => zipTexts({ "imsmanifest.xml": "<manifest>\n\n<a></b></manifest>" }),
      "XML_MALFORMED",
      ["imsmanifest.xml", "3"],
    ],
    [
      "an external entity",
      () => zipTexts({ "imsmanifest.xml": '<?xml version="1.0"?>\n<!DOCTYPE m [<!ENTITY x SYSTEM "file:///etc/passwd">]><m>&x;</m>' }),
      "DTD_REFUSED",
      ["imsmanifest.xml", "2"],
    ],
    ["a launch path outside", () => zipTexts({ "imsmanifest.xml": outside, "a.html": "x" }), "LAUNCH_OUTSIDE_PACKAGE", ["imsmanifest.xml"]],
    ["cmi5", () => zipTexts({ "cmi5.xml": "<courseStructure/>" }), "UNSUPPORTED_STANDARD", ["cmi5.xml"]],
    ["TinCan", () => zipTexts({ "tincan.xml": "<tincan/>" }), "UNSUPPORTED_STANDARD", ["tincan.xml"]],
  ])("%s is refused by name and line", async (name, make, code, where) => {
    const issue = await refused(`${name}.zip`, await make());
    expect(issue.code).toBe(code);
    expect(issue.path.slice(0, where.length)).toEqual(where);
  });
});

const outside = `<?xml version="1.0"?><manifest identifier="m" xmlns="http://www.imsproject.org/xsd/imscp_rootv1p1p2" xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_rootv1p2"><metadata><schema>ADL SCORM</schema><schemaversion>1.2</schemaversion></metadata>
<organizations default="o"><organization identifier="o"><title>T</title><item identifier="i" identifierref="r"><title>I</title></item></organization></organizations>
<resources><resource identifier="r" type="webcontent" adlcp:scormtype="sco" href="../../etc/passwd"/></resources></manifest>`;

interface Facts {
  title: string;
  items_detail: { depth: number; identifier: string; title: string; href?: string }[];
}
const cases = ["scorm", "aicc"].flatMap((family) => {
  const folder = findCorpus(family);
  return folder ? readdirSync(folder).map((name) => path.join(folder, name)) : [];
});
const REFUSED: Record<string, string> = {
  "exe-elp-project": "UNSUPPORTED_STANDARD",
  "moodle-validation-badscorm": "MANIFEST_NOT_AT_ROOT",
  "moodle-validation-validscorm": "XML_EMPTY",
  "moodle-validaicc": "AICC_INCOMPLETE",
};

describe("packages of the corpora", () => {
  test.each(cases.map((folder) => [path.basename(folder), folder]))("%s", async (name, folder) => {
    const { files, expected } = JSON.parse(readFileSync(path.join(folder, "CASE.json"), "utf8")) as { files: string[]; expected: Facts };
    const bytes = readFileSync(path.join(folder, files[0]!));
    const code = REFUSED[name];
    if (code) {
      expect((await refused(files[0]!, bytes)).code).toBe(code);
      return;
    }
    const job = await importOf(teacher, course.id, files[0]!, bytes);
    expect(job.failure).toBeNull();
    const made = job.result!.package;
    expect(made).toMatchObject({ standard: "SCORM_12", edition: null, title: expected.title });
    expect(made.activities).toEqual(
      expected.items_detail.map(({ identifier, title, depth, href }) => ({ identifier, title, depth, launchable: href !== undefined })),
    );
  });
});

test("an import makes the item, its files, its search entry and its event; the upload is taken once", async () => {
  const bytes = await small();
  const job = await importOf(teacher, course.id, "ponds.zip", bytes);
  expect(job).toMatchObject({
    state: "SUCCEEDED",
    progress: 1,
    result: { package: { standard: "SCORM_12", title: "Ponds", warnings: [] } },
  });
  const id = job.result!.package.id;
  const row = await app.db.package.findUniqueOrThrow({
    where: { id },
    include: { item: true, revisions: { include: { contents: true } } },
  });
  expect(row.item).toMatchObject({ tool: "paths", kind: "package", state: "PUBLISHED", runId: course.run.id });
  expect(row.revisions[0]!.contents.map((file) => [file.path, file.mediaType]).sort()).toEqual([
    ["imsmanifest.xml", "application/xml"],
    ["page.css", "text/css"],
    ["pages/1.html", "text/html"],
    ["pages/2.html", "text/html"],
    ["scorm.js", "text/javascript"],
  ]);
  for (const file of row.revisions[0]!.contents) expect(await app.services.blobs.has(file.sha256)).toBe(true);
  expect(await app.db.searchEntry.findFirst({ where: { rowId: id } })).toMatchObject({ title: "Ponds", text: "Water\nFish", itemId: id });
  expect(await app.db.event.count({ where: { name: "paths.package.imported", itemId: id } })).toBe(1);
  const archive = await app.db.fileUse.findFirstOrThrow({ where: { itemId: id }, include: { file: true } });
  expect(archive).toMatchObject({ kind: "packageRevision", file: { name: "ponds.zip" } });
  expect((await teacher.client.fetch(`/files/${archive.fileId}`)).status).toBe(200);
  const learner = await buildMember(app, course, "LEARNER");
  expect((await learner.client.fetch(`/files/${archive.fileId}`)).status).toBe(404);
  const taken = await app.db.upload.findFirstOrThrow({ where: { userId: teacher.id, state: "ATTACHED" }, orderBy: { createdAt: "desc" } });
  await expectRefusal(teacher.client.run(IMPORT, { courseId: course.id, uploadId: taken.id }), "INVALID_INPUT");
});

test("a collection of unused bytes leaves packages alone, and takes what a deleted one had", async () => {
  const zip = await makeScormPackage({ title: "Kept", pages: [{ title: `Only here ${Date.now()}` }] });
  const { id } = (await importOf(teacher, course.id, "kept.zip", zip)).result!.package;
  const files = await app.db.packageFile.findMany({ where: { path: "pages/1.html", revision: { packageId: id } } });
  const later = () => new Date(Date.now() + 25 * 3_600_000);
  await collectFiles(app.services, later());
  expect(await app.db.blob.count({ where: { sha256: files[0]!.sha256 } })).toBe(1);
  expect(await app.db.packageFile.count({ where: { revision: { packageId: id } } })).toBe(4);
  await app.db.item.delete({ where: { id } });
  await collectFiles(app.services, later());
  expect(await app.db.blob.count({ where: { sha256: files[0]!.sha256 } })).toBe(0);
});

const hostile = ["zip-failure-open", "zip-slip-qti-package", "zip-libarchive-open"].flatMap((folder) => {
  const found = findCorpus(`hostile/${folder}`);
  return found
    ? readdirSync(found)
        .filter((name) => name !== "CASE.json")
        .map((name) => path.join(found, name))
    : [];
});

test.each(hostile.map((file) => [path.basename(file).slice(0, 60), file]))(
  "hostile archive %s is refused and leaves nothing",
  async (_name, file) => {
    await refused("hostile.zip", readFileSync(file));
  },
  30_000,
);
