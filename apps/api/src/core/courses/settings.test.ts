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

test("the page takes three statements", async () => {
  const { id, teacher } = await world();
  await teacher.run(WRITE, { id, input: { showProgress: false } });
  expect(await teacher.statementsOf(READ, { id })).toBeLessThanOrEqual(3);
});
