import { beforeAll, expect, test } from "@jest/globals";
import { startTestApp } from "../../test/app";
import { expectRefusal, type TestClient } from "../../test/client";
import { buildCourse, buildEnrolment, buildGroup, buildSession, type BuiltCourse } from "../../test/course-factories";
import { eventually } from "../../test/eventually";
import { buildUser, signInAs } from "../../test/factories";
import { buildDocument } from "./documents.factories";

const app = await startTestApp();
let course: BuiltCourse;
let teacher: TestClient;
let ada: TestClient;
let ben: TestClient;
let stranger: TestClient;
let ids: { ada: string; ben: string };

beforeAll(async () => {
  await app.services.jobs.start();
  course = await buildCourse(app.db);
  const people = await Promise.all([buildUser(app), buildUser(app), buildUser(app), buildUser(app)]);
  for (const [index, role] of (["TEACHER", "LEARNER", "LEARNER"] as const).entries())
    await buildEnrolment(app.db, { courseId: course.id, runId: course.run.id, userId: people[index]!.id, role });
  ids = { ada: people[1]!.id, ben: people[2]!.id };
  [teacher, ada, ben, stranger] = (await Promise.all(people.map((person) => signInAs(app, person)))) as [
    TestClient,
    TestClient,
    TestClient,
    TestClient,
  ];
});

const ANNOUNCE = "mutation A($ids: [ID!]!) { announceDocuments(ids: $ids) { id } }";
const REMIND = "mutation R($id: ID!) { remindReaders(id: $id) { id } }";
const JOB =
  "query J($id: ID!) { job(id: $id) { state result { ... on DocumentAnnouncement { told } ... on DocumentReminder { reminded } } } }";

async function ended(started: Promise<Record<string, { id: string }>>): Promise<Record<string, number> | null> {
  const [job] = Object.values(await started);
  return eventually(async () => {
    const answer = await teacher.run<{ job: { state: string; result: Record<string, number> | null } }>(JOB, { id: job!.id });
    return answer.job.state === "SUCCEEDED" ? answer.job.result : undefined;
  }, 30);
}
const announce = (...documents: { id: string }[]) =>
  ended(teacher.run<Record<string, { id: string }>>(ANNOUNCE, { ids: documents.map((document) => document.id) }));
const remind = (document: { id: string }) => ended(teacher.run<Record<string, { id: string }>>(REMIND, { id: document.id }));
const notices = async (userId: string) =>
  (await app.db.notification.findMany({ where: { userId }, orderBy: { id: "asc" } })).map(({ kind, params, href }) => ({
    kind,
    params,
    href,
  }));
const follow = async (client: TestClient, address: string) => client.fetch((await client.fetch(address)).headers.get("location") ?? "");
const pages = () => `/c/${encodeURIComponent(course.code)}/documents`;

test("only those who manage documents announce them, and only what can be opened", async () => {
  const file = await buildDocument(app, course);
  const hidden = await buildDocument(app, course, { item: { state: "HIDDEN" } });
  await expectRefusal(ada.run(ANNOUNCE, { ids: [file.id] }), "FORBIDDEN");
  await expectRefusal(stranger.run(ANNOUNCE, { ids: [file.id] }), "NOT_FOUND");
  await expectRefusal(teacher.run(ANNOUNCE, { ids: [] }), "INVALID_INPUT");
  await expectRefusal(teacher.run(ANNOUNCE, { ids: [hidden.id] }), "INVALID_INPUT");
});

test("each learner whom new documents are for is told once, by title or by number, and the same document once a day", async () => {
  const group = await buildGroup(app.db, course.run, [ids.ada]);
  const folder = await buildDocument(app, course, { kind: "folder" });
  const everyone = await buildDocument(app, course, { title: "plan.txt", item: { parentId: folder.id, ancestorIds: [folder.id] } });
  const forGroup = await buildDocument(app, course, { item: { parentId: folder.id, ancestorIds: [folder.id], groupId: group.id } });
  const later = await buildDocument(app, course, { item: { opensAt: new Date(Date.now() + 3_600_000) } });
  const closed = await buildDocument(app, course, { kind: "folder", item: { state: "HIDDEN" } });
  const inClosed = await buildDocument(app, course, { item: { parentId: closed.id, ancestorIds: [closed.id] } });
  expect(await announce(everyone, forGroup, later, inClosed)).toEqual({ told: 2 });
  expect(await notices(ids.ada)).toEqual([{ kind: "documents:notices.newMany", params: { number: 2 }, href: `${pages()}/${folder.id}` }]);
  expect(await notices(ids.ben)).toEqual([
    { kind: "documents:notices.new", params: { title: "plan.txt" }, href: `${pages()}/view/${everyone.id}` },
  ]);
  expect(await announce(everyone)).toEqual({ told: 0 });
  expect(await notices(ids.ben)).toHaveLength(1);
});

test("documents are announced to those whom the course tells, and to nobody where it tells nobody", async () => {
  const choose = (chosen: string[]) =>
    teacher.run(
      'mutation ($id: ID!, $changes: [SettingChangeInput!]!) { updateToolSettings(courseId: $id, tool: "notifications", changes: $changes) { id } }',
      {
        id: course.id,
        changes: [{ name: "newDocument", chosen }],
      },
    );
  const file = await buildDocument(app, course, { title: "minutes.txt" });
  const colleague = await buildUser(app);
  await buildEnrolment(app.db, { courseId: course.id, runId: course.run.id, userId: colleague.id, role: "TEACHER" });
  const before = (await notices(ids.ada)).length;
  await choose([]);
  const refused = await expectRefusal(teacher.run(ANNOUNCE, { ids: [file.id] }), "FORBIDDEN");
  expect(refused.extensions["reasons"]).toEqual([{ code: "NOTICES_OFF" }]);
  await choose(["TEACHERS"]);
  expect(await announce(file)).toEqual({ told: 1 });
  expect((await notices(colleague.id)).map((notice) => notice.params)).toEqual([{ title: "minutes.txt" }]);
  expect(await notices(ids.ada)).toHaveLength(before);
  await choose(["LEARNERS"]);
});

test("those who have not confirmed are reminded, once a day", async () => {
  const file = await buildDocument(app, course, { title: "rules.txt", document: { askConfirmation: true } });
  await expectRefusal(ada.run(REMIND, { id: file.id }), "FORBIDDEN");
  await ada.run("mutation C($id: ID!) { confirmReading(id: $id) { id } }", { id: file.id });
  const before = (await notices(ids.ada)).length;
  expect(await remind(file)).toEqual({ reminded: 1 });
  expect((await notices(ids.ben)).at(-1)).toEqual({
    kind: "documents:notices.reminder",
    params: { title: "rules.txt" },
    href: `${pages()}/view/${file.id}`,
  });
  expect(await notices(ids.ada)).toHaveLength(before);
  expect(await remind(file)).toEqual({ reminded: 0 });
});

test("a saved file is counted by name in the run where it is read; looking at it is not", async () => {
  const file = await buildDocument(app, course, { text: "bytes" });
  const hidden = await buildDocument(app, course, { item: { state: "HIDDEN" } });
  const session = await buildSession(app.db, course);
  await buildEnrolment(app.db, { courseId: course.id, runId: session.run.id, userId: ids.ben, role: "LEARNER" });
  expect((await stranger.fetch(`/d/${file.id}?download`)).status).toBe(404);
  expect((await ada.fetch(`/d/${hidden.id}?download`)).status).toBe(404);
  expect((await ada.fetch("/d/no-id?download")).status).toBe(404);
  await ada.fetch(`/d/${file.id}`);
  expect(await app.db.documentReading.count({ where: { documentId: file.id } })).toBe(0);
  const saved = await follow(ada, `/d/${file.id}?download`);
  expect([saved.headers.get("content-disposition")?.split(";")[0], await saved.text()]).toEqual(["attachment", "bytes"]);
  await ada.fetch(`/d/${file.id}?download`);
  await ben.fetch(`/d/${file.id}?download&session=${session.id}`);
  expect(await app.db.documentReading.findMany({ where: { documentId: file.id }, orderBy: { downloads: "desc" } })).toMatchObject([
    { userId: ids.ada, runId: course.run.id, downloads: 2 },
    { userId: ids.ben, runId: session.run.id, downloads: 1 },
  ]);
  expect(await app.db.event.count({ where: { itemId: file.id, name: "documents.file.downloaded" } })).toBe(3);
});

test("a PDF is never shown by the site itself: it may carry programs", async () => {
  const script = "%PDF-1.7\n1 0 obj<</Type/Catalog/OpenAction<</S/JavaScript/JS(app.alert(1))>>>>endobj\ntrailer<</Root 1 0 R>>";
  const pdf = await buildDocument(app, course, { title: "run.pdf", text: script, mediaType: "application/pdf" });
  const answer = await follow(ada, `/d/${pdf.id}`);
  expect(answer.headers.get("content-type")).toBe("application/pdf");
  expect([answer.headers.get("content-disposition")?.split(";")[0], answer.headers.get("x-content-type-options")]).toEqual([
    "attachment",
    "nosniff",
  ]);
});
