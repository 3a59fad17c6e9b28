import { expect, test } from "@jest/globals";
import { startTestApp } from "../../test/app";
import { eventually, LOST_RIGHTS_MS } from "../../test/eventually";
import { buildUser, signInAs } from "../../test/factories";
import { buildCourse, buildEnrolment } from "../../test/course-factories";
import { listenAs } from "../../test/live-client";

const app = await startTestApp();
const LISTEN =
  "subscription ($courseId: ID!, $after: String) { courseHomeChanged(courseId: $courseId, after: $after) { eventId cursor action itemId home { tools { key } sections { section { title } } } } }";
interface Change {
  courseHomeChanged: {
    eventId: string;
    cursor: string;
    action: string;
    home: { tools: { key: string }[]; sections: { section: { title: string } }[] };
  };
}
const SET =
  'mutation ($courseId: ID!, $visible: Boolean!) { setToolVisibility(courseId: $courseId, tool: "glossary", visible: $visible) { key } }';
const CREATE = "mutation ($input: CreateSectionInput!) { createSection(input: $input) { id } }";

async function world() {
  const course = await buildCourse(app.db);
  const [teacher, learner] = [await buildUser(app), await buildUser(app)];
  await buildEnrolment(app.db, { courseId: course.id, runId: course.run.id, userId: teacher.id, role: "TEACHER" });
  await buildEnrolment(app.db, { courseId: course.id, runId: course.run.id, userId: learner.id, role: "LEARNER" });
  return { courseId: course.id, teacher: await signInAs(app, teacher), learner: await signInAs(app, learner) };
}

/** The server listens a moment after the socket is open: the act is repeated until something comes. */
async function firstAfter<Data>(received: Data[], act: () => Promise<unknown>): Promise<Data> {
  await act();
  return eventually(async () => {
    if (received.length === 0) await act();
    return received.at(-1);
  });
}

test("a stranger hears nothing", async () => {
  const { courseId } = await world();
  const stranger = await signInAs(app, await buildUser(app));
  expect(await listenAs(stranger, LISTEN, { courseId }).ended).toBe("NOT_FOUND");
});

test("learners see a section come and a tool go, each with their own rights, and resume after a cursor", async () => {
  const { courseId, teacher, learner } = await world();
  const stream = listenAs<Change>(learner, LISTEN, { courseId });
  let number = 0;
  const created = await firstAfter(stream.received, () => teacher.run(CREATE, { input: { courseId, title: `Week ${(number += 1)}` } }));
  expect(created.courseHomeChanged.home.sections.length).toBeGreaterThan(0);
  await teacher.run(SET, { courseId, visible: false });
  const hidden = await eventually(async () => stream.received.find((change) => change.courseHomeChanged.action === "courses.tool.hidden"));
  expect(hidden.courseHomeChanged.home.tools.map((tool) => tool.key)).not.toContain("glossary");
  stream.stop();
  await teacher.run(SET, { courseId, visible: true });
  const again = listenAs<Change>(learner, LISTEN, { courseId, after: created.courseHomeChanged.cursor });
  await eventually(async () => again.received.find((change) => change.courseHomeChanged.action === "courses.tool.shown"));
  again.stop();
});

test("hiding a tool ends its open streams, and closing the course ends the page's, within a second", async () => {
  const { courseId, teacher, learner } = await world();
  const stream = listenAs<Change>(learner, LISTEN, { courseId });
  await firstAfter(stream.received, () => teacher.run(SET, { courseId, visible: true }));
  const tool = listenAs<object>(learner, "subscription ($courseId: ID!) { glossaryChanged(courseId: $courseId) { eventId } }", {
    courseId,
  });
  const TERM =
    "mutation ($courseId: ID!, $input: CreateGlossaryTermInput!) { createGlossaryTerm(courseId: $courseId, input: $input) { id } }";
  let number = 0;
  await firstAfter(tool.received, () => teacher.run(TERM, { courseId, input: { term: `Word ${(number += 1)}`, definition: "<p>x</p>" } }));
  let started = Date.now();
  await teacher.run(SET, { courseId, visible: false });
  await tool.ended;
  expect(Date.now() - started).toBeLessThan(LOST_RIGHTS_MS);
  started = Date.now();
  await teacher.run("mutation ($id: ID!) { updateCourseAccess(id: $id, input: { visibility: CLOSED }) { id } }", { id: courseId });
  await stream.ended;
  expect(Date.now() - started).toBeLessThan(LOST_RIGHTS_MS);
});
