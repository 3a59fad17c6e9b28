import { expect, test } from "@jest/globals";
import { startTestApp } from "../../test/app";
import { expectRefusal } from "../../test/client";
import { buildUser, signInAs } from "../../test/factories";
import { buildCourse, buildEnrolment } from "../../test/course-factories";

const app = await startTestApp();
const READ =
  "query ($id: ID!) { courseSettings(courseId: $id) { courses { showProgress showNextDue version } glossary { firstOnly } groups { tool version canUndo updatedBy { id } } } }";
const WRITE =
  "mutation ($id: ID!, $input: GeneralCourseSettingsInput!, $version: Int) { updateCourseSettings(courseId: $id, input: $input, expectedVersion: $version) { courses { showProgress showNextDue version } } }";
const UNDO =
  "mutation ($id: ID!, $tool: String!) { undoCourseSettings(courseId: $id, tool: $tool) { courses { showProgress version } groups { tool canUndo } } }";

async function world() {
  const course = await buildCourse(app.db);
  const [teacher, learner] = [await buildUser(app), await buildUser(app)];
  await buildEnrolment(app.db, { courseId: course.id, runId: course.run.id, userId: teacher.id, role: "TEACHER" });
  await buildEnrolment(app.db, { courseId: course.id, runId: course.run.id, userId: learner.id, role: "LEARNER" });
  return { id: course.id, teacherId: teacher.id, teacher: await signInAs(app, teacher), learner: await signInAs(app, learner) };
}

test("learners neither read nor change settings", async () => {
  const { id, learner } = await world();
  await expectRefusal(learner.run(READ, { id }), "FORBIDDEN");
  await expectRefusal(learner.run(WRITE, { id, input: { showProgress: false } }), "FORBIDDEN");
  await expectRefusal(learner.run(UNDO, { id, tool: "courses" }), "FORBIDDEN");
});

test("settings change by part, say who changed them, and the change can be undone", async () => {
  const { id, teacher, teacherId } = await world();
  expect(await teacher.run(READ, { id })).toMatchObject({
    courseSettings: { courses: { showProgress: true, showNextDue: true, version: 0 } },
  });
  await expectRefusal(teacher.run(UNDO, { id, tool: "courses" }), "NOT_FOUND");
  await expectRefusal(teacher.run(UNDO, { id, tool: "no-such-tool" }), "NOT_FOUND");
  await teacher.run(WRITE, { id, input: { showProgress: false }, version: 0 });
  await expectRefusal(teacher.run(WRITE, { id, input: { showNextDue: false }, version: 0 }), "CONFLICT");
  const read = await teacher.run<{ courseSettings: { courses: object; groups: { tool: string }[] } }>(READ, { id });
  expect(read.courseSettings.courses).toEqual({ showProgress: false, showNextDue: true, version: 1 });
  expect(read.courseSettings.groups.find((group) => group.tool === "courses")).toEqual({
    tool: "courses",
    version: 1,
    canUndo: true,
    updatedBy: { id: teacherId },
  });
  expect(await teacher.run(UNDO, { id, tool: "courses" })).toMatchObject({
    undoCourseSettings: { courses: { showProgress: true, version: 2 } },
  });
  await app.db.version.updateMany({ where: { kind: "settings:courses", rowId: id }, data: { at: new Date(Date.now() - 91 * 86_400_000) } });
  await expectRefusal(teacher.run(UNDO, { id, tool: "courses" }), "NOT_FOUND");
});

const CHANGE =
  "mutation ($id: ID!, $tool: String!, $changes: [SettingChangeInput!]!, $version: Int) { updateToolSettings(courseId: $id, tool: $tool, changes: $changes, expectedVersion: $version) { groups { tool version fields { name kind nullable choices flag choice chosen } } } }";
interface Changed {
  updateToolSettings: { groups: { tool: string; version: number; fields: { name: string; kind: string; flag: boolean | null }[] }[] };
}

test("the settings of every tool are read and changed by name, and refused where they do not fit", async () => {
  const { id, teacher, learner } = await world();
  const flag = (name: string, value: boolean) => ({ id, tool: "glossary", changes: [{ name, flag: value }] });
  await expectRefusal(learner.run(CHANGE, flag("firstOnly", false)), "FORBIDDEN");
  await expectRefusal(teacher.run(CHANGE, { ...flag("firstOnly", false), tool: "no-such-tool" }), "NOT_FOUND");
  await expectRefusal(teacher.run(CHANGE, flag("__proto__", true)), "INVALID_INPUT");
  await expectRefusal(teacher.run(CHANGE, { ...flag("view", true), changes: [{ name: "view", choice: "SIDEWAYS" }] }), "INVALID_INPUT");
  const changed = await teacher.run<Changed>(CHANGE, { ...flag("firstOnly", false), version: 0 });
  const group = changed.updateToolSettings.groups.find(({ tool }) => tool === "glossary")!;
  expect(group.version).toBe(1);
  expect(group.fields).toContainEqual(expect.objectContaining({ name: "firstOnly", kind: "FLAG", flag: false }));
  expect(group.fields).toContainEqual(expect.objectContaining({ name: "order", kind: "CHOICE", choice: "ALPHABETICAL" }));
  await expectRefusal(teacher.run(CHANGE, { ...flag("firstOnly", true), version: 0 }), "CONFLICT");
});

test("a setting that may have no value loses it, and the undo brings it back", async () => {
  const { id, teacher } = await world();
  const body = async () => (await app.db.courseSettings.findFirst({ where: { courseId: id, tool: "people" } }))?.body;
  const choose = (choice: string | null) => teacher.run(CHANGE, { id, tool: "people", changes: [{ name: "othersShown", choice }] });
  await choose("NOBODY");
  expect(await body()).toEqual({ othersShown: "NOBODY", notify: false, tutorsMayEnrol: false });
  await choose(null);
  expect(await body()).toEqual({ othersShown: null, notify: false, tutorsMayEnrol: false });
  await teacher.run(UNDO, { id, tool: "people" });
  expect(await body()).toEqual({ othersShown: "NOBODY", notify: false, tutorsMayEnrol: false });
});

test("the page takes three statements", async () => {
  const { id, teacher } = await world();
  await teacher.run(WRITE, { id, input: { showProgress: false } });
  expect(await teacher.statementsOf(READ, { id })).toBeLessThanOrEqual(3);
});
