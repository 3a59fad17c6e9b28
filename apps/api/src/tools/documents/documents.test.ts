import { beforeAll, expect, test } from "@jest/globals";
import { newId } from "../../kernel/ids";
import { startTestApp } from "../../test/app";
import { buildCourse, buildEnrolment, buildGroup, buildSession, type BuiltCourse } from "../../test/course-factories";
import { buildUser, signInAs } from "../../test/factories";
import { expectRefusal, type TestClient } from "../../test/client";
import { buildDocument, uploadBytes } from "./documents.factories";

const app = await startTestApp();
let course: BuiltCourse;
let teacher: TestClient;
let learner: TestClient;
let classmate: TestClient;
let stranger: TestClient;
let learnerId: string;

beforeAll(async () => {
  course = await buildCourse(app.db);
  const people = await Promise.all([buildUser(app), buildUser(app), buildUser(app), buildUser(app)]);
  const enrol = (index: number, role: "TEACHER" | "LEARNER") =>
    buildEnrolment(app.db, { courseId: course.id, runId: course.run.id, userId: people[index]!.id, role });
  await Promise.all([enrol(0, "TEACHER"), enrol(1, "LEARNER"), enrol(2, "LEARNER")]);
  [teacher, learner, classmate, stranger] = (await Promise.all(people.map((person) => signInAs(app, person)))) as [
    TestClient,
    TestClient,
    TestClient,
    TestClient,
  ];
  learnerId = people[1]!.id;
});

const LIST = `query List($courseId: ID!, $folderId: ID, $first: Int, $after: String, $orderBy: DocumentOrder, $descending: Boolean, $filter: DocumentFilterInput, $sessionId: ID) {
  documents(courseId: $courseId, folderId: $folderId, first: $first, after: $after, orderBy: $orderBy, descending: $descending, filter: $filter, sessionId: $sessionId) {
    nodes { __typename id title name kind state mediaType bytes access { open reasons { code } } viewerCan { add update delete manage seeReaders seeVersions } } pageInfo { hasNextPage endCursor } } }`;
interface Listed {
  documents: {
    nodes: {
      id: string;
      title: string;
      name: string;
      kind: string;
      state: string;
      access: { open: boolean; reasons: { code: string }[] };
      viewerCan: Record<string, boolean>;
    }[];
    pageInfo: { hasNextPage: boolean; endCursor: string | null };
  };
}
const list = async (client: TestClient, variables: Record<string, unknown> = {}) =>
  (await client.run<Listed>(LIST, { courseId: course.id, first: 100, ...variables })).documents.nodes;
const titles = async (client: TestClient, variables: Record<string, unknown> = {}) =>
  (await list(client, variables)).map((node) => node.title);
const FOLDER = "mutation Make($input: CreateFolderInput!) { createFolder(input: $input) { id title name } }";
const folder = async (client: TestClient, title: string, folderId: string | null = null) =>
  (
    await client.run<{ createFolder: { id: string; title: string; name: string } }>(FOLDER, {
      input: { courseId: course.id, folderId, title },
    })
  ).createFolder;
const ATTACH = `mutation Attach($input: AttachUploadInput!) { attachUpload(input: $input) { outcome notes document { id title name mediaType versionNumber bytes ... on DocumentFile { url textState } } } }`;
interface Attached {
  attachUpload: {
    outcome: string;
    notes: string[];
    document: {
      id: string;
      title: string;
      name: string;
      mediaType: string;
      versionNumber: number;
      bytes: number;
      url: string;
      textState: string;
    };
  };
}
const upload = async (client: TestClient, bytes: Buffer | string, name: string, input: Record<string, unknown> = {}) =>
  (await client.run<Attached>(ATTACH, { input: { courseId: course.id, uploadId: await uploadBytes(client, bytes, name), ...input } }))
    .attachUpload;
const usedBytes = async () => (await app.db.documentSpace.findFirstOrThrow({ where: { courseId: course.id, kind: "COURSE" } })).usedBytes;
const recount = async () =>
  (
    await app.db.documentVersion.aggregate({
      _sum: { bytes: true },
      where: { space: undefined, document: { courseId: course.id, space: { kind: "COURSE" } } },
    })
  )._sum.bytes ?? 0n;

test("nobody but a member sees anything, and only staff write in the course's documents", async () => {
  await expectRefusal(list(stranger), "NOT_FOUND");
  await expectRefusal(list(app.client()), "NOT_FOUND");
  await expectRefusal(folder(learner, "Mine"), "FORBIDDEN");
  await expectRefusal(folder(stranger, "Mine"), "NOT_FOUND");
  await expectRefusal(upload(learner, "x", "x.txt"), "FORBIDDEN");
  const made = await folder(teacher, "Week 1");
  for (const operation of [
    'mutation M($id: ID!) { renameDocument(id: $id, title: "x") { id } }',
    "mutation M($id: ID!) { deleteDocuments(ids: [$id]) { trashId } }",
    "mutation M($id: ID!) { setDocumentsState(ids: [$id], state: HIDDEN) { id } }",
    "mutation M($id: ID!) { moveDocuments(ids: [$id]) { documents { id } } }",
    "query M($id: ID!) { documentReaders(id: $id) { totalCount } }",
    "query M($id: ID!) { documentVersions(id: $id) { id } }",
    "query M($id: ID!) { documentUses(id: $id) { itemId } }",
  ]) {
    await expectRefusal(learner.run(operation, { id: made.id }), "FORBIDDEN");
    await expectRefusal(stranger.run(operation, { id: made.id }), "NOT_FOUND");
    await expectRefusal(teacher.run(operation, { id: newId() }), "NOT_FOUND");
  }
});

test("a name is clean, unique in its folder without regard to case, and the title stays as typed", async () => {
  const place = await folder(teacher, "Names");
  expect(await folder(teacher, "A: plan?", place.id)).toMatchObject({ title: "A: plan?", name: "A plan" });
  expect(await folder(teacher, "a PLAN", place.id)).toMatchObject({ title: "a PLAN (2)", name: "a PLAN (2)" });
  expect((await upload(teacher, "x", "notes.txt", { folderId: place.id })).document.name).toBe("notes.txt");
  expect(await upload(teacher, "y", "NOTES.txt", { folderId: place.id })).toMatchObject({
    outcome: "RENAMED",
    document: { name: "NOTES (2).txt", title: "NOTES (2).txt" },
  });
  expect(await upload(teacher, "z", "notes.txt", { folderId: place.id, onClash: "SKIP" })).toMatchObject({ outcome: "SKIPPED" });
  const replaced = await upload(teacher, "new!", "Notes.TXT", { folderId: place.id, onClash: "NEW_VERSION" });
  expect(replaced).toMatchObject({ outcome: "REPLACED", document: { name: "notes.txt", versionNumber: 2, bytes: 4 } });
  expect(await upload(teacher, "<?php", "shell.php", { folderId: place.id })).toMatchObject({
    document: { name: "shell_php.txt" },
    notes: ["NAME_CHANGED"],
  });
  expect(await upload(teacher, "%PDF-1.4 x", "photo.png", { folderId: place.id })).toMatchObject({
    document: { mediaType: "application/pdf" },
    notes: ["TYPE_MISMATCH"],
  });
  await expectRefusal(folder(teacher, " \u202E "), "INVALID_INPUT");
  expect(await usedBytes()).toBe(await recount());
});

test("two writers at once never take the same name", async () => {
  const place = await folder(teacher, "Rush");
  await Promise.all(Array.from({ length: 8 }, () => folder(teacher, "Same", place.id)));
  const names = (await list(teacher, { folderId: place.id })).map((node) => node.name);
  expect(new Set(names).size).toBe(8);
});

test("a hidden, draft or undated-yet folder closes all below it, everywhere", async () => {
  const outer = await buildDocument(app, course, { kind: "folder", title: "Outer" });
  const inner = await buildDocument(app, course, { kind: "folder", title: "Inner", item: { parentId: outer.id } });
  const file = await buildDocument(app, course, { title: "deep.txt", text: "zebra crossing", item: { parentId: inner.id } });
  const fileId = (await app.db.document.findUniqueOrThrow({ where: { id: file.id } })).fileId;
  const READ = "query Read($id: ID!) { document(id: $id) { id access { open reasons { code } } ... on DocumentFile { url } } }";
  const tries = async () => ({
    listed: await titles(learner, { folderId: inner.id }).catch((error: { code: string }) => error.code),
    read: await learner.run<{ document: { access: { open: boolean }; url: string | null } }>(READ, { id: file.id }).then(
      (data) => data.document.access.open,
      (error: { code: string }) => error.code,
    ),
    bytes: (await learner.fetch(`/files/${fileId}`)).status,
    zip: await learner
      .run("mutation Z($courseId: ID!, $ids: [ID!]!) { zipDocuments(courseId: $courseId, ids: $ids) { url } }", {
        courseId: course.id,
        ids: [file.id],
      })
      .then(
        () => "ok",
        (error: { code: string }) => error.code,
      ),
    reading: await learner.run("mutation R($id: ID!) { confirmReading(id: $id) { id } }", { id: file.id }).then(
      () => "ok",
      (error: { code: string }) => error.code,
    ),
  });
  expect(await tries()).toEqual({ listed: ["deep.txt"], read: true, bytes: 200, zip: "ok", reading: "ok" });
  for (const change of [
    { state: "HIDDEN" as const },
    { state: "DRAFT" as const },
    { opensAt: new Date(Date.now() + 3_600_000) },
    { closesAt: new Date(Date.now() - 1_000) },
    { trashedAt: new Date() },
  ]) {
    await app.db.item.update({ where: { id: outer.id }, data: change });
    expect(await tries()).toEqual({ listed: "NOT_FOUND", read: "NOT_FOUND", bytes: 404, zip: "NOT_FOUND", reading: "NOT_FOUND" });
    if (!("trashedAt" in change)) expect(await titles(teacher, { folderId: inner.id })).toEqual(["deep.txt"]);
    await app.db.item.update({ where: { id: outer.id }, data: { state: "PUBLISHED", opensAt: null, closesAt: null, trashedAt: null } });
  }
  await app.db.item.update({ where: { id: file.id }, data: { opensAt: new Date(Date.now() + 3_600_000) } });
  const closed = (await list(learner, { folderId: inner.id }))[0]!;
  expect(closed.access).toEqual({ open: false, reasons: [{ code: "OPENS_AT" }] });
  expect(await tries()).toMatchObject({ listed: ["deep.txt"], read: false, bytes: 404, zip: "LOCKED", reading: "LOCKED" });
  const { document } = await learner.run<{ document: { url: string | null } }>(READ, { id: file.id });
  expect(document.url).toBeNull();
});

test("keyset pages give each document once, in every order, folders first", async () => {
  const place = await folder(teacher, "Sorted");
  const many = ["b2.txt", "b10.txt", "A.txt", "c.md", "é.txt"];
  for (const [index, title] of many.entries())
    await buildDocument(app, course, { title, text: "x".repeat(index * 7), item: { parentId: place.id } });
  await buildDocument(app, course, { kind: "folder", title: "zz", item: { parentId: place.id } });
  for (const orderBy of ["POSITION", "NAME", "UPDATED", "SIZE", "TYPE"]) {
    for (const descending of [false, true]) {
      const seen: string[] = [];
      let after: string | null = null;
      do {
        const { documents }: Listed = await teacher.run<Listed>(LIST, {
          courseId: course.id,
          folderId: place.id,
          first: 2,
          after,
          orderBy,
          descending,
        });
        seen.push(...documents.nodes.map((node) => node.title));
        after = documents.pageInfo.hasNextPage ? documents.pageInfo.endCursor : null;
      } while (after);
      expect([orderBy, seen[0], [...seen].sort()]).toEqual([orderBy, "zz", [...many, "zz"].sort()]);
      if (orderBy === "NAME" && !descending) expect(seen.slice(1)).toEqual(["A.txt", "b2.txt", "b10.txt", "c.md", "é.txt"]);
      if (orderBy === "SIZE" && descending) expect(seen[1]).toBe("é.txt");
    }
  }
  expect(await titles(teacher, { folderId: place.id, filter: { text: "B1" } })).toEqual(["b10.txt"]);
  expect(await titles(teacher, { folderId: place.id, filter: { kinds: ["folder"] } })).toEqual(["zz"]);
});

test("a list of 100 costs as many statements as a list of one: viewer, gate and three", async () => {
  const place = await folder(teacher, "Hundred");
  await buildDocument(app, course, { item: { parentId: place.id } });
  const one = await learner.statementsOf(LIST, { courseId: course.id, folderId: place.id, first: 100 });
  for (let n = 0; n < 100; n += 1) await buildDocument(app, course, { kind: "folder", item: { parentId: place.id } });
  const hundred = await learner.statementsOf(LIST, { courseId: course.id, folderId: place.id, first: 100 });
  expect([one, hundred]).toEqual([5, 5]);
});

test("moving keeps ids, refuses itself and other spaces, and takes a free name", async () => {
  const [a, b] = [await folder(teacher, "From"), await folder(teacher, "To")];
  const file = (await upload(teacher, "1", "same.txt", { folderId: a.id })).document;
  await upload(teacher, "2", "same.txt", { folderId: b.id });
  const MOVE =
    "mutation Move($ids: [ID!]!, $folderId: ID, $dryRun: Boolean) { moveDocuments(ids: $ids, folderId: $folderId, dryRun: $dryRun) { documents { id name parentId } breaks { path } } }";
  const { moveDocuments } = await teacher.run<{ moveDocuments: { documents: unknown[] } }>(MOVE, { ids: [file.id], folderId: b.id });
  expect(moveDocuments.documents).toEqual([{ id: file.id, name: "same (2).txt", parentId: b.id }]);
  const child = await folder(teacher, "Child", a.id);
  await expectRefusal(teacher.run(MOVE, { ids: [a.id], folderId: child.id }), "INVALID_INPUT");
  await expectRefusal(teacher.run(MOVE, { ids: [a.id], folderId: newId() }), "NOT_FOUND");
  await expectRefusal(teacher.run(MOVE, { ids: [a.id], folderId: file.id }), "NOT_FOUND");
});

test("a move tells which relative references inside uploaded HTML it would break", async () => {
  await app.services.jobs.start();
  const place = await folder(teacher, "Site");
  const page = (
    await upload(
      teacher,
      '<!doctype html><html><body><img src="img/a.png"><a href="https://example.org/">x</a><a href="#y">y</a></body></html>',
      "index.html",
      {
        folderId: place.id,
      },
    )
  ).document;
  const pictures = await folder(teacher, "img", place.id);
  await buildDocument(app, course, { title: "a.png", item: { parentId: pictures.id } });
  const { eventually } = await import("../../test/eventually");
  await eventually(async () => (await app.db.documentReference.count({ where: { fromItemId: page.id } })) || undefined);
  const MOVE =
    "mutation Move($ids: [ID!]!, $folderId: ID) { moveDocuments(ids: $ids, folderId: $folderId, dryRun: true) { breaks { fromId path } documents { id parentId } } }";
  const alone = await teacher.run<{ moveDocuments: unknown }>(MOVE, { ids: [page.id] });
  expect(alone.moveDocuments).toEqual({
    breaks: [{ fromId: page.id, path: "img/a.png" }],
    documents: [{ id: page.id, parentId: place.id }],
  });
  const set = await teacher.run<{ moveDocuments: { breaks: unknown[] } }>(MOVE, { ids: [page.id, pictures.id] });
  expect(set.moveDocuments.breaks).toEqual([]);
});

test("deleting takes everything inside, restoring brings all of it back, under a free name where it is taken", async () => {
  const place = await folder(teacher, "Trashed");
  await upload(teacher, "inside", "inside.txt", { folderId: place.id });
  const before = await usedBytes();
  const { deleteDocuments } = await teacher.run<{ deleteDocuments: { trashId: string } }>(
    "mutation D($id: ID!) { deleteDocuments(ids: [$id]) { trashId } }",
    {
      id: place.id,
    },
  );
  expect(await usedBytes()).toBe(before);
  await folder(teacher, "Trashed");
  await expectRefusal(
    learner.run("mutation R($id: ID!) { restoreDocuments(trashId: $id) { id } }", { id: deleteDocuments.trashId }),
    "NOT_FOUND",
  );
  const { restoreDocuments } = await teacher.run<{ restoreDocuments: { name: string }[] }>(
    "mutation R($id: ID!) { restoreDocuments(trashId: $id) { name } }",
    {
      id: deleteDocuments.trashId,
    },
  );
  expect(restoreDocuments.map((row) => row.name).sort()).toEqual(["Trashed (2)", "inside.txt"]);
  expect(await titles(teacher, { folderId: place.id })).toEqual(["inside.txt"]);
});

test("room is promised before the first byte, and together uploads cannot pass the limit", async () => {
  const small = await buildCourse(app.db, { storageLimitBytes: 1_000 });
  const owner = await buildUser(app);
  await buildEnrolment(app.db, { courseId: small.id, runId: small.run.id, userId: owner.id, role: "TEACHER" });
  const client = await signInAs(app, owner);
  const BEGIN = "mutation B($input: BeginUploadInput!) { beginUpload(input: $input) { id name } }";
  const begin = (bytes: number) =>
    client.run<{ beginUpload: { id: string } }>(BEGIN, { input: { courseId: small.id, name: "a.bin", bytes } });
  const outcomes = await Promise.allSettled(Array.from({ length: 10 }, () => begin(300)));
  expect(outcomes.filter((outcome) => outcome.status === "fulfilled")).toHaveLength(3);
  const refusal = await expectRefusal(begin(300), "LOCKED");
  expect(refusal.extensions["reasons"]).toEqual([{ code: "QUOTA", params: { limit: 1_000, used: 900, needed: 300 } }]);
  const ticketId = (outcomes.find((outcome) => outcome.status === "fulfilled") as PromiseFulfilledResult<{ beginUpload: { id: string } }>)
    .value.beginUpload.id;
  const uploadId = await uploadBytes(client, "x".repeat(300), "a.bin");
  await client.run(ATTACH, { input: { courseId: small.id, uploadId, ticketId } });
  const room = await app.db.documentSpace.findFirstOrThrow({ where: { courseId: small.id }, include: { reservations: true } });
  expect([room.usedBytes, room.reservations.length]).toEqual([300n, 2]);
  await expectRefusal(
    client.run(ATTACH, { input: { courseId: small.id, uploadId: await uploadBytes(client, "x".repeat(200), "b.bin") } }),
    "LOCKED",
  );
  await app.db.uploadReservation.updateMany({ data: { expiresAt: new Date(0) } });
  await client.run(ATTACH, { input: { courseId: small.id, uploadId: await uploadBytes(client, "x".repeat(200), "b.bin") } });
  await expectRefusal(begin(3_000_000_000), "INVALID_INPUT");
  await expectRefusal(client.run(ATTACH, { input: { courseId: small.id, uploadId } }), "INVALID_INPUT");
});

test("replacing keeps id, links and progress; old bytes are for those who may change the document", async () => {
  const place = await folder(teacher, "Replace");
  const first = (await upload(teacher, "first", "plan.txt", { folderId: place.id })).document;
  await learner.run("mutation C($id: ID!) { confirmReading(id: $id) { id } }", { id: first.id });
  const REPLACE =
    "mutation R($id: ID!, $input: ReplaceFileInput!) { replaceFile(id: $id, input: $input) { id name versionNumber ... on DocumentFile { url } reading { confirmedVersion } } }";
  const uploadId = await uploadBytes(teacher, "second", "anything.txt");
  await expectRefusal(learner.run(REPLACE, { id: first.id, input: { uploadId } }), "FORBIDDEN");
  const { replaceFile } = await teacher.run<{ replaceFile: { url: string; versionNumber: number; name: string } }>(REPLACE, {
    id: first.id,
    input: { uploadId, note: "better" },
  });
  expect(replaceFile).toMatchObject({ name: "plan.txt", versionNumber: 2 });
  expect(await (await learner.fetch(replaceFile.url)).text()).toBe("second");
  expect([(await learner.fetch(first.url)).status, (await teacher.fetch(first.url)).status]).toEqual([404, 200]);
  expect(await app.db.progress.findFirstOrThrow({ where: { itemId: first.id, userId: learnerId } })).toMatchObject({ state: "COMPLETED" });
  const { documentVersions } = await teacher.run<{ documentVersions: { number: number; note: string }[] }>(
    "query V($id: ID!) { documentVersions(id: $id) { number note bytes url author { name } } }",
    { id: first.id },
  );
  expect(documentVersions.map((version) => [version.number, version.note])).toEqual([
    [2, "better"],
    [1, ""],
  ]);
  const { restoreDocumentVersion } = await teacher.run<{ restoreDocumentVersion: { versionNumber: number; url: string } }>(
    "mutation V($id: ID!) { restoreDocumentVersion(id: $id, number: 1) { versionNumber ... on DocumentFile { url } } }",
    { id: first.id },
  );
  expect(restoreDocumentVersion.versionNumber).toBe(3);
  expect(await (await learner.fetch(restoreDocumentVersion.url)).text()).toBe("first");
  expect(await usedBytes()).toBe(await recount());
});

test("a page is a draft, is autosaved for its author alone, and is published against the revision it was begun on", async () => {
  const place = await folder(teacher, "Pages");
  const CREATE = "mutation P($input: CreatePageInput!) { createPage(input: $input) { id revision state body } }";
  const { createPage } = await teacher.run<{ createPage: { id: string; revision: number; state: string } }>(CREATE, {
    input: { courseId: course.id, folderId: place.id, title: "Welcome" },
  });
  expect(createPage).toMatchObject({ revision: 1, state: "DRAFT" });
  const id = createPage.id;
  expect(await titles(learner, { folderId: place.id })).toEqual([]);
  const SAVE =
    "mutation S($id: ID!, $body: String!, $v: Int!) { updatePage(id: $id, input: { body: $body }, expectedVersion: $v) { body draft { body baseRevision } } }";
  const { updatePage } = await teacher.run<{ updatePage: unknown }>(SAVE, {
    id,
    v: 1,
    body: '<p onclick="x()">Hello <script>alert(1)</script><strong>all</strong></p>',
  });
  expect(updatePage).toEqual({ body: "", draft: { body: "<p>Hello <strong>all</strong></p>", baseRevision: 1 } });
  const PUBLISH =
    "mutation S($id: ID!, $v: Int!, $input: PublishPageInput!) { publishPage(id: $id, input: $input, expectedVersion: $v) { body revision versionNumber state draft { body } } }";
  const { publishPage } = await teacher.run<{ publishPage: unknown }>(PUBLISH, { id, v: 1, input: {} });
  expect(publishPage).toEqual({
    body: "<p>Hello <strong>all</strong></p>",
    revision: 2,
    versionNumber: 1,
    state: "PUBLISHED",
    draft: null,
  });
  await expectRefusal(teacher.run(SAVE, { id, v: 1, body: "<p>late</p>" }), "CONFLICT");
  await expectRefusal(teacher.run(PUBLISH, { id, v: 1, input: { body: "<p>late</p>" } }), "CONFLICT");
  await expectRefusal(learner.run(SAVE, { id, v: 2, body: "<p>x</p>" }), "FORBIDDEN");
  const noted = await teacher.run<{ publishPage: unknown }>(PUBLISH, { id, v: 2, input: { body: "<p>Bye</p>", note: "shorter" } });
  expect(noted.publishPage).toMatchObject({ revision: 3, versionNumber: 2, body: "<p>Bye</p>" });
  const seen = await learner.run<{ document: { body: string } }>(
    "query D($id: ID!) { document(id: $id) { ... on DocumentPage { body draft { body } } } }",
    {
      id,
    },
  );
  expect(seen.document).toEqual({ body: "<p>Bye</p>", draft: null });
  expect(await usedBytes()).toBe(await recount());
});

test("reading is noted with position and what was seen; a video counts as watched at nine tenths", async () => {
  const video = await buildDocument(app, course, { title: "film.mp4", mediaType: "video/mp4", item: { completion: "watched" } });
  const RECORD =
    "mutation R($id: ID!, $input: RecordReadingInput!) { recordReading(id: $id, input: $input) { reading { position fraction ranges { from to } } progress { state fraction } } }";
  const record = async (input: Record<string, unknown>) =>
    (await learner.run<{ recordReading: Record<string, unknown> }>(RECORD, { id: video.id, input })).recordReading;
  expect(await record({ position: 50, total: 100, ranges: [{ from: 0, to: 50 }] })).toMatchObject({
    reading: { position: 50, fraction: 0.5 },
    progress: { state: "IN_PROGRESS", fraction: 0.5 },
  });
  expect(
    await record({
      position: 60,
      total: 100,
      ranges: [
        { from: 40, to: 60 },
        { from: 59, to: 70 },
      ],
    }),
  ).toMatchObject({ reading: { fraction: 0.7, ranges: [{ from: 0, to: 70 }] } });
  expect(await record({ position: 95, total: 100, ranges: [{ from: 75, to: 95 }] })).toMatchObject({ progress: { state: "COMPLETED" } });
  await expectRefusal(stranger.run(RECORD, { id: video.id, input: { position: 1 } }), "NOT_FOUND");
  await expectRefusal(learner.run(RECORD, { id: video.id, input: { position: -1 } }), "INVALID_INPUT");
  const READERS =
    "query R($id: ID!, $filter: DocumentReaderFilter) { documentReaders(id: $id, filter: $filter) { totalCount nodes { person { id name } confirmed reading { fraction seconds ranges { from to } } } } }";
  const { documentReaders } = await teacher.run<{
    documentReaders: { totalCount: number; nodes: { person: { id: string }; reading: unknown }[] };
  }>(READERS, {
    id: video.id,
  });
  expect(documentReaders.totalCount).toBe(2);
  expect(documentReaders.nodes.find((node) => node.person.id === learnerId)?.reading).toMatchObject({ fraction: 0.9 });
  const missing = await teacher.run<{ documentReaders: { totalCount: number } }>(READERS, { id: video.id, filter: "NOT_OPENED" });
  expect(missing.documentReaders.totalCount).toBe(1);
});

test("a group's space is its members'; each access mode says who writes", async () => {
  const group = await buildGroup(app.db, course.run, [learnerId]);
  const OPEN = "mutation O($courseId: ID!, $groupId: ID) { openDocumentSpace(courseId: $courseId, groupId: $groupId) { id rootId kind } }";
  const open = (client: TestClient, groupId: string | null) =>
    client.run<{ openDocumentSpace: { id: string; rootId: string } }>(OPEN, { courseId: course.id, groupId });
  await expectRefusal(open(classmate, group.id), "NOT_FOUND");
  await expectRefusal(open(learner, newId()), "NOT_FOUND");
  const { openDocumentSpace: space } = await open(learner, group.id);
  expect((await open(teacher, group.id)).openDocumentSpace.id).toBe(space.id);
  await expectRefusal(list(classmate, { folderId: space.rootId }), "NOT_FOUND");
  const mine = (await upload(learner, "mine", "mine.txt", { folderId: space.rootId })).document;
  const theirs = (await upload(teacher, "theirs", "theirs.txt", { folderId: space.rootId })).document;
  const rename = (client: TestClient, id: string) =>
    client.run('mutation R($id: ID!) { renameDocument(id: $id, title: "renamed") { id } }', { id });
  await rename(learner, theirs.id);
  await app.db.documentSpace.update({ where: { id: space.id }, data: { access: "COLLABORATION" } });
  await rename(learner, mine.id);
  await expectRefusal(rename(learner, theirs.id), "FORBIDDEN");
  await app.db.documentSpace.update({ where: { id: space.id }, data: { access: "READ_ONLY" } });
  await expectRefusal(rename(learner, mine.id), "FORBIDDEN");
  await expectRefusal(upload(learner, "x", "x.txt", { folderId: space.rootId }), "FORBIDDEN");
  await expectRefusal(rename(classmate, mine.id), "NOT_FOUND");
  expect((await classmate.fetch(mine.url)).status).toBe(404);
  await expectRefusal(rename(learner, space.rootId), "FORBIDDEN");
  expect(await titles(learner)).not.toContain("Test group");
});

test("a person's own folder is theirs; the class reads it unless the setting says otherwise; teachers read", async () => {
  const OPEN = "mutation O($courseId: ID!) { openDocumentSpace(courseId: $courseId) { id rootId kind ownerId } }";
  const { openDocumentSpace: space } = await learner.run<{ openDocumentSpace: { id: string; rootId: string } }>(OPEN, {
    courseId: course.id,
  });
  await expectRefusal(stranger.run(OPEN, { courseId: course.id }), "NOT_FOUND");
  const mine = (await upload(learner, "diary", "diary.txt", { folderId: space.rootId })).document;
  expect(await titles(classmate, { folderId: space.rootId })).toEqual(["diary.txt"]);
  await expectRefusal(upload(classmate, "x", "x.txt", { folderId: space.rootId }), "FORBIDDEN");
  await expectRefusal(upload(teacher, "x", "x.txt", { folderId: space.rootId }), "FORBIDDEN");
  const SET =
    "mutation S($courseId: ID!, $input: UpdateDocumentSettingsInput!) { updateDocumentSettings(courseId: $courseId, input: $input) { showLearnerFolders learnersDownloadFolders version } }";
  await expectRefusal(learner.run(SET, { courseId: course.id, input: { showLearnerFolders: false } }), "FORBIDDEN");
  await teacher.run(SET, { courseId: course.id, input: { showLearnerFolders: false } });
  await expectRefusal(list(classmate, { folderId: space.rootId }), "NOT_FOUND");
  expect((await classmate.fetch(mine.url)).status).toBe(404);
  expect(await titles(teacher, { folderId: space.rootId })).toEqual(["diary.txt"]);
  expect(await titles(learner, { folderId: space.rootId })).toEqual(["diary.txt"]);
  await teacher.run(SET, { courseId: course.id, input: { showLearnerFolders: true } });
  expect(await titles(classmate, { folderId: space.rootId })).toEqual(["diary.txt"]);
  const copied = await learner.run<{ copyDocuments: { name: string }[] }>(
    "mutation C($ids: [ID!]!, $folderId: ID) { copyDocuments(ids: $ids, folderId: $folderId) { name } }",
    {
      ids: [mine.id],
      folderId: space.rootId,
    },
  );
  expect(copied.copyDocuments).toEqual([{ name: "diary (2).txt" }]);
});

test("what a tutor adds in a session is the session's, and base documents stay as they are", async () => {
  const session = await buildSession(app.db, course);
  const [tutorUser, memberUser] = [await buildUser(app), await buildUser(app)];
  await buildEnrolment(app.db, { courseId: course.id, runId: session.run.id, userId: tutorUser.id, role: "TUTOR" });
  await buildEnrolment(app.db, { courseId: course.id, runId: session.run.id, userId: memberUser.id, role: "LEARNER" });
  const [tutor, member] = [await signInAs(app, tutorUser), await signInAs(app, memberUser)];
  const base = await buildDocument(app, course, { title: "base-only.txt" });
  const { attachUpload } = await tutor.run<Attached>(ATTACH, {
    input: { courseId: course.id, sessionId: session.id, uploadId: await uploadBytes(tutor, "s", "session.txt") },
  });
  expect(await titles(member, { sessionId: session.id })).toEqual(expect.arrayContaining(["base-only.txt", "session.txt"]));
  expect(await titles(learner)).not.toContain("session.txt");
  await expectRefusal(learner.run("query D($id: ID!) { document(id: $id) { id } }", { id: attachUpload.document.id }), "NOT_FOUND");
  expect((await learner.fetch(attachUpload.document.url)).status).toBe(404);
  expect((await member.fetch(attachUpload.document.url)).status).toBe(200);
  const { fileId } = await app.db.document.findUniqueOrThrow({ where: { id: base.id } });
  expect((await member.fetch(`/files/${fileId}`)).status).toBe(200);
  await expectRefusal(
    tutor.run('mutation R($id: ID!, $s: ID) { renameDocument(id: $id, title: "x", sessionId: $s) { id } }', { id: base.id, s: session.id }),
    "FORBIDDEN",
  );
});
