import { expect, test } from "@jest/globals";
import { startTestApp } from "../../test/app";
import { expectRefusal, type TestClient } from "../../test/client";
import { buildCourse, buildItem, buildMember, buildSession } from "../../test/course-factories";
import { newId } from "../../kernel/ids";

const app = await startTestApp();
const HOME =
  "query ($id: ID!, $sessionId: ID) { courseHome(courseId: $id, sessionId: $sessionId) { shortcuts { id label pictureUrl ofSession replacesBase mayRemove item { id title } } } }";
const CREATE =
  "mutation ($input: ShortcutInput!) { createShortcut(input: $input) { id label pictureUrl position ofSession replacesBase } }";
const REMOVE = "mutation ($id: ID!, $sessionId: ID) { removeShortcut(id: $id, sessionId: $sessionId) }";
const REORDER = "mutation ($id: ID!, $sessionId: ID, $ids: [ID!]!) { reorderShortcuts(courseId: $id, sessionId: $sessionId, ids: $ids) }";
interface Shortcut {
  id: string;
  label: string | null;
  pictureUrl: string | null;
  ofSession: boolean;
  replacesBase: boolean;
  mayRemove: boolean;
  item: { id: string; title: string };
}

/** A course with three shortcuts, and two sessions of it with a tutor each. */
async function world() {
  const course = await buildCourse(app.db);
  const [one, two] = [await buildSession(app.db, course), await buildSession(app.db, course)];
  const teacher = await buildMember(app, course.run, "TEACHER");
  const learner = await buildMember(app, course.run, "LEARNER");
  const [tutor, other] = [await buildMember(app, one.run, "TUTOR"), await buildMember(app, two.run, "TUTOR")];
  const items = [];
  for (const title of ["A", "B", "C"]) {
    const item = await buildItem(app.db, course.run, { tool: "courses", kind: "section", title });
    await app.db.courseShortcut.create({
      data: { courseId: course.id, runId: course.run.id, itemId: item.id, position: items.length + 1, label: `Base ${title}` },
    });
    items.push(item);
  }
  return { course, one, two, teacher, learner, tutor, other, items };
}
const shown = (client: TestClient, id: string, sessionId: string | null = null) =>
  client.run<{ courseHome: { shortcuts: Shortcut[] } }>(HOME, { id, sessionId }).then((data) => data.courseHome.shortcuts);
const labels = async (...where: Parameters<typeof shown>) => (await shown(...where)).map((shortcut) => shortcut.label);

test("who may not edit a home page neither makes, moves nor removes shortcuts there", async () => {
  const { course, one, learner, tutor, other, items } = await world();
  const [first] = await shown(tutor.client, course.id, one.id);
  const input = { courseId: course.id, itemId: items[0]!.id, label: "Mine" };
  await expectRefusal(learner.client.run(CREATE, { input }), "FORBIDDEN");
  await expectRefusal(learner.client.run(REORDER, { id: course.id, ids: [] }), "FORBIDDEN");
  await expectRefusal(learner.client.run(REMOVE, { id: first!.id }), "FORBIDDEN");
  await expectRefusal(tutor.client.run(REORDER, { id: course.id, ids: [] }), "NOT_FOUND");
  await expectRefusal(other.client.run(REORDER, { id: course.id, sessionId: one.id, ids: [] }), "NOT_FOUND");
  expect(first!.mayRemove).toBe(false);
  await expectRefusal(tutor.client.run(REMOVE, { id: first!.id, sessionId: one.id }), "NOT_FOUND");
  await expectRefusal(tutor.client.run(REORDER, { id: course.id, sessionId: one.id, ids: [newId()] }), "INVALID_INPUT");
  await expectRefusal(tutor.client.run(REORDER, { id: course.id, sessionId: one.id, ids: [first!.id, first!.id] }), "INVALID_INPUT");
  expect(await labels(tutor.client, course.id, one.id)).toEqual(["Base A", "Base B", "Base C"]);
});

test("a session's shortcut stands in place of the base's there only, and leaves it behind when it goes", async () => {
  const { course, one, two, teacher, tutor, other, items } = await world();
  const input = { courseId: course.id, sessionId: one.id, itemId: items[1]!.id, label: "Ours" };
  const { createShortcut: made } = await tutor.client.run<{ createShortcut: Shortcut }>(CREATE, { input });
  expect(made).toMatchObject({ label: "Ours", ofSession: true, replacesBase: true });
  expect(await labels(tutor.client, course.id, one.id)).toEqual(["Base A", "Ours", "Base C"]);
  expect(await labels(other.client, course.id, two.id)).toEqual(["Base A", "Base B", "Base C"]);
  expect(await labels(teacher.client, course.id)).toEqual(["Base A", "Base B", "Base C"]);
  await tutor.client.run(CREATE, { input: { ...input, label: "Still ours" } });
  expect(await labels(tutor.client, course.id, one.id)).toEqual(["Base A", "Still ours", "Base C"]);
  expect((await shown(tutor.client, course.id, one.id))[1]).toMatchObject({ id: made.id, replacesBase: true, mayRemove: true });
  await tutor.client.run(REMOVE, { id: made.id, sessionId: one.id });
  expect(await labels(tutor.client, course.id, one.id)).toEqual(["Base A", "Base B", "Base C"]);
});

test("a session's own shortcut begins with the base's picture, and keeps it when the base's goes", async () => {
  const { course, one, teacher, tutor, items } = await world();
  const file = await app.db.file.create({
    data: {
      name: "picture.webp",
      mediaType: "image/webp",
      bytes: 1n,
      blob: { create: { sha256: newId().replaceAll("-", "").padEnd(64, "0"), bytes: 1n } },
    },
  });
  const base = await app.db.courseShortcut.update({
    where: { runId_itemId: { runId: course.run.id, itemId: items[0]!.id } },
    data: { pictureFileId: file.id },
  });
  await app.db.fileUse.create({ data: { fileId: file.id, kind: "course.shortcut", rowId: base.id, itemId: items[0]!.id } });
  const input = { courseId: course.id, sessionId: one.id, itemId: items[0]!.id, label: "Ours" };
  const { createShortcut: made } = await tutor.client.run<{ createShortcut: Shortcut }>(CREATE, { input });
  expect(made.pictureUrl).toBe(`/files/${file.id}`);
  await teacher.client.run(REMOVE, { id: base.id });
  expect((await shown(tutor.client, course.id, one.id)).find((shortcut) => shortcut.id === made.id)).toMatchObject({
    label: "Ours",
    pictureUrl: `/files/${file.id}`,
    replacesBase: false,
  });
  expect(await app.db.fileUse.count({ where: { fileId: file.id } })).toBe(1);
});

test("an order in a session is that session's, and follows the base's labels", async () => {
  const { course, one, two, teacher, tutor, other, items } = await world();
  const [a, b, c] = await shown(tutor.client, course.id, one.id);
  await tutor.client.run(REORDER, { id: course.id, sessionId: one.id, ids: [c!.id, a!.id] });
  expect(await labels(tutor.client, course.id, one.id)).toEqual(["Base C", "Base A", "Base B"]);
  expect(await labels(other.client, course.id, two.id)).toEqual(["Base A", "Base B", "Base C"]);
  await teacher.client.run(CREATE, { input: { courseId: course.id, itemId: items[2]!.id, label: "Better C" } });
  expect(await labels(tutor.client, course.id, one.id)).toEqual(["Better C", "Base A", "Base B"]);
  await teacher.client.run(REORDER, { id: course.id, ids: [b!.id] });
  expect(await labels(teacher.client, course.id)).toEqual(["Base B", "Base A", "Better C"]);
  expect(await labels(tutor.client, course.id, one.id)).toEqual(["Better C", "Base A", "Base B"]);
  // One that the session has moved becomes its own where it is; one that the course takes away is gone here too.
  await tutor.client.run(CREATE, { input: { courseId: course.id, sessionId: one.id, itemId: items[2]!.id, label: "Our C" } });
  expect(await labels(tutor.client, course.id, one.id)).toEqual(["Our C", "Base A", "Base B"]);
  await teacher.client.run(REMOVE, { id: a!.id });
  expect(await labels(tutor.client, course.id, one.id)).toEqual(["Our C", "Base B"]);
});
