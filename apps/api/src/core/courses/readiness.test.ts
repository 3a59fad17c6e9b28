import { expect, test } from "@jest/globals";
import { startTestApp } from "../../test/app";
import { expectRefusal, type TestClient } from "../../test/client";
import { buildCourse, buildGroup, buildItem, buildMember, buildSession, type BuiltCourse } from "../../test/course-factories";

const app = await startTestApp();
const READ =
  "query ($id: ID!, $sessionId: ID) { courseReadiness(courseId: $id, sessionId: $sessionId) { check tool title itemId address } }";
interface Finding {
  check: string;
  tool: string;
  title: string;
  itemId: string | null;
  address: string;
}
const DAY = 86_400_000;
const at = (days: number) => new Date(Date.now() + days * DAY);
const read = (client: TestClient, id: string, sessionId: string | null = null) =>
  client.run<{ courseReadiness: Finding[] }>(READ, { id, sessionId }).then((data) => data.courseReadiness);
const short = async (...where: Parameters<typeof read>) => (await read(...where)).map(({ check, title }) => `${check} ${title}`).sort();

const section = (course: BuiltCourse, title: string, over: object = {}) =>
  buildItem(app.db, course.run, { tool: "courses", kind: "section", title, ...over });
const thing = (course: BuiltCourse, title: string, over: object = {}) =>
  buildItem(app.db, course.run, { tool: "documents", kind: "folder", title, ...over });
const place = (sectionId: string, itemId: string) => app.db.sectionEntry.create({ data: { sectionId, itemId, position: 1 } });

test("only staff of the course, or of the session that is asked about", async () => {
  const course = await buildCourse(app.db);
  const session = await buildSession(app.db, course);
  const learner = await buildMember(app, course.run, "LEARNER");
  const tutor = await buildMember(app, session.run, "TUTOR");
  await expectRefusal(app.client().run(READ, { id: course.id }), "NOT_FOUND");
  await expectRefusal(learner.client.run(READ, { id: course.id }), "FORBIDDEN");
  await expectRefusal(tutor.client.run(READ, { id: course.id }), "NOT_FOUND");
  expect(await read(tutor.client, course.id, session.id)).toEqual([]);
});

test("each fault is found with the page that repairs it, and nothing is found where all is well", async () => {
  const course = await buildCourse(app.db);
  const teacher = await buildMember(app, course.run, "TEACHER");
  const empty = await buildGroup(app.db, course.run);
  const full = await buildGroup(app.db, course.run, [teacher.id]);
  const good = await section(course, "Good");
  const fine = await thing(course, "Fine", { opensAt: at(-1), dueAt: at(1), groupId: full.id });
  await place(good.id, fine.id);
  expect(await read(teacher.client, course.id)).toEqual([]);
  const bare = await section(course, "Bare");
  await section(course, "Draft of a section", { state: "DRAFT" });
  const nobodys = await thing(course, "Of an empty group", { groupId: empty.id });
  const unchosen = await thing(course, "For chosen people", { audience: "CHOSEN" });
  const gone = await thing(course, "Gone", { trashedAt: at(0) });
  const waits = await thing(course, "Waits", {
    conditions: { kind: "AND", of: [{ kind: "ITEM_STATE", itemId: gone.id, state: "COMPLETED" }] },
  });
  await thing(course, "Waits well", { conditions: { kind: "ITEM_STATE", itemId: fine.id, state: "COMPLETED" } });
  const never = await thing(course, "Never", { opensAt: at(3), closesAt: at(2) });
  const hidden = await thing(course, "Hidden folder", { state: "HIDDEN" });
  const inside = await thing(course, "Inside", { parentId: hidden.id, ancestorIds: [hidden.id] });
  await place(good.id, inside.id);
  const past = await thing(course, "Past", { dueAt: at(-2) });
  await thing(course, "Past draft", { dueAt: at(-2), state: "DRAFT" });
  const found = await read(teacher.client, course.id);
  expect(found.map(({ check, title, address }) => [check, title, address]).sort()).toEqual(
    [
      ["emptySection", "Bare", "?edit=1"],
      ["hiddenAbove", "Inside", `?edit=1&item=${inside.id}`],
      ["neverOpen", "Never", `?edit=1&item=${never.id}`],
      ["nobody", "For chosen people", `?edit=1&item=${unchosen.id}`],
      ["nobody", "Of an empty group", `?edit=1&item=${nobodys.id}`],
      ["pastDate", "Past", `?edit=1&item=${past.id}`],
      ["waitsForNothing", "Waits", `?edit=1&item=${waits.id}`],
    ].sort(),
  );
  expect(found.find(({ check }) => check === "emptySection")?.itemId).toBe(bare.id);
});

test("a hidden tool with dates is one finding, by the session's own state and dates", async () => {
  const course = await buildCourse(app.db);
  const session = await buildSession(app.db, course);
  const teacher = await buildMember(app, course.run, "TEACHER");
  const tutor = await buildMember(app, session.run, "TUTOR");
  const first = await thing(course, "First", { dueAt: at(5) });
  await thing(course, "Second", { closesAt: at(6) });
  await app.db.courseTool.create({ data: { courseId: course.id, runId: course.run.id, tool: "documents", visible: false } });
  expect(await short(teacher.client, course.id)).toEqual(["hiddenTool First"]);
  await app.db.courseTool.create({ data: { courseId: course.id, runId: session.run.id, tool: "documents", visible: true } });
  expect(await short(tutor.client, course.id, session.id)).toEqual([]);
  await app.db.itemRun.create({ data: { itemId: first.id, runId: session.run.id, dueAt: at(-1) } });
  expect(await short(tutor.client, course.id, session.id)).toEqual(["pastDate First"]);
  expect(await short(teacher.client, course.id)).toEqual(["hiddenTool First"]);
});

test("pictures without words are found in introductions, and only there where it is missing", async () => {
  const course = await buildCourse(app.db);
  const teacher = await buildMember(app, course.run, "TEACHER");
  const write = (tool: string, body: string) =>
    app.db.courseIntroduction.create({ data: { courseId: course.id, runId: course.run.id, tool, body } });
  await write("home", '<p><img src="/files/1" alt="A mill" /></p><p><img src="/files/2" alt="" /></p>');
  await write("glossary", '<p><img alt="A word" src="/files/1" /></p>');
  await write("documents", '<p><img src="/files/3" /></p>');
  const found = await read(teacher.client, course.id);
  expect(found.map(({ check, tool, address }) => [check, tool, address]).sort()).toEqual([
    ["wordlessPicture", "courses", "?edit=1"],
    ["wordlessPicture", "documents", "/documents"],
  ]);
});

test("the statements do not grow with what is found", async () => {
  const course = await buildCourse(app.db);
  const teacher = await buildMember(app, course.run, "TEACHER");
  await section(course, "One");
  const few = await teacher.client.statementsOf(READ, { id: course.id });
  for (let number = 0; number < 20; number += 1) await section(course, `Section ${number}`, { dueAt: at(-1) });
  expect(await teacher.client.statementsOf(READ, { id: course.id })).toBe(few);
  expect(few).toBeLessThanOrEqual(6);
});
