import { expect, test } from "@jest/globals";
import { startTestApp } from "../../test/app";
import { expectRefusal, type TestClient } from "../../test/client";
import { buildUser, signInAs } from "../../test/factories";
import { buildCourse, buildEnrolment, buildItem, buildSession, type BuiltCourse } from "../../test/course-factories";
import type { CourseRun } from "../../generated/prisma/client.ts";

const app = await startTestApp();
const HOME = `query ($courseId: ID!, $sessionId: ID) { courseHome(courseId: $courseId, sessionId: $sessionId) {
  id preview favourite session { title } course { title teachers { name } viewerCan { editHome } }
  introduction { html source version ofSession replacesBase }
  tools { id key visible label position newCount }
  sections { id section { title access { open reasons { code } } progress { state fraction } } ring { complete countable percent }
    entries { id indent position item { id title kind state access { open reasons { code } } progress { state } } } }
  shortcuts { id label item { id title } } ring { complete countable percent }
  nextDue { itemId title } continueWith { id } autoLaunch { tool acts item { id } } } }`;
interface Home {
  courseHome: {
    introduction: { html: string; source: string | null; version: number; ofSession: boolean; replacesBase: boolean } | null;
    tools: { key: string; visible: boolean; label: string | null; newCount: number }[];
    sections: {
      id: string;
      section: {
        title: string;
        access: { open: boolean; reasons: { code: string }[] };
        progress: { state: string; fraction: number } | null;
      };
      ring: { complete: number; countable: number; percent: number };
      entries: { item: { id: string; title: string; state: string; access: { open: boolean } } }[];
    }[];
    shortcuts: { id: string }[];
    ring: { complete: number; countable: number; percent: number };
    nextDue: { itemId: string }[];
    continueWith: { id: string } | null;
    autoLaunch: { tool: string; acts: boolean; item: { id: string } | null } | null;
  };
}

async function world() {
  const course = await buildCourse(app.db, { title: "Optics & <light>" });
  const session = await buildSession(app.db, course, {
    title: "Spring",
    startsAt: new Date("2026-03-01T00:00:00Z"),
    endsAt: new Date(Date.now() + 9e9),
  });
  const people: Record<string, TestClient> = {};
  const ids: Record<string, string> = {};
  const enrol = async (name: string, run: CourseRun, role: "TEACHER" | "TUTOR" | "LEARNER") => {
    const user = await buildUser(app, { givenName: name, familyName: "Q" });
    ids[name] = user.id;
    people[name] = await signInAs(app, user);
    await buildEnrolment(app.db, { courseId: course.id, runId: run.id, userId: user.id, role });
  };
  await enrol("teacher", course.run, "TEACHER");
  await enrol("learner", course.run, "LEARNER");
  await enrol("tutor", session.run, "TUTOR");
  await enrol("pupil", session.run, "LEARNER");
  return {
    course,
    session,
    people: people as Record<"teacher" | "learner" | "tutor" | "pupil", TestClient>,
    ids: ids as Record<"teacher" | "learner" | "tutor" | "pupil", string>,
  };
}

const home = async (client: TestClient, course: BuiltCourse, sessionId: string | null = null) =>
  (await client.run<Home>(HOME, { courseId: course.id, sessionId })).courseHome;
/** A glossary item is one that a learner can complete. */
const activity = (run: CourseRun, overrides: object = {}) => buildItem(app.db, run, { tool: "glossary", kind: "glossary", ...overrides });
const section = (run: CourseRun, title: string, position: number, overrides: object = {}) =>
  buildItem(app.db, run, { tool: "courses", kind: "section", title, position, ...overrides });
const place = (sectionId: string, itemId: string, position: number) =>
  app.db.sectionEntry.create({ data: { sectionId, itemId, position } });

const SAVE =
  "mutation ($courseId: ID!, $sessionId: ID, $tool: String!, $html: String!, $version: Int) { saveIntroduction(courseId: $courseId, sessionId: $sessionId, tool: $tool, html: $html, expectedVersion: $version) { html version ofSession } }";
const DELETE =
  'mutation ($courseId: ID!, $sessionId: ID) { deleteIntroduction(courseId: $courseId, sessionId: $sessionId, tool: "home") { html ofSession } }';

test("a session's introduction stands in place of the base's there only, and gives it back", async () => {
  const { course, session, people } = await world();
  const at = { courseId: course.id, tool: "home" };
  await expectRefusal(people.learner.run(SAVE, { ...at, html: "x" }), "FORBIDDEN");
  await expectRefusal(people.tutor.run(SAVE, { ...at, html: "x" }), "NOT_FOUND");
  await expectRefusal(people.teacher.run(SAVE, { ...at, tool: "nothing", html: "x" }), "INVALID_INPUT");
  await people.teacher.run(SAVE, { ...at, html: "<p>Base<script>1</script></p>", version: 0 });
  expect((await home(people.pupil, course, session.id)).introduction).toMatchObject({
    html: "<p>Base</p>",
    ofSession: false,
    source: null,
  });
  await people.tutor.run(SAVE, { ...at, sessionId: session.id, html: "<p>Session</p>", version: 0 });
  expect((await home(people.pupil, course, session.id)).introduction).toMatchObject({
    html: "<p>Session</p>",
    ofSession: true,
    replacesBase: true,
  });
  expect((await home(people.learner, course)).introduction).toMatchObject({ html: "<p>Base</p>", ofSession: false });
  const stale = await expectRefusal(people.tutor.run(SAVE, { ...at, sessionId: session.id, html: "<p>Late</p>", version: 0 }), "CONFLICT");
  expect(stale.extensions["current"]).toEqual({ version: 1, html: "<p>Session</p>" });
  expect(await people.tutor.run(DELETE, { courseId: course.id, sessionId: session.id })).toEqual({
    deleteIntroduction: { html: "<p>Base</p>", ofSession: false },
  });
  expect((await home(people.pupil, course, session.id)).introduction).toMatchObject({ html: "<p>Base</p>", ofSession: false });
  await expectRefusal(people.tutor.run(DELETE, { courseId: course.id, sessionId: session.id }), "NOT_FOUND");
});

test("tags are filled with escaped values, unknown ones stay, and none makes a script", async () => {
  const { course, session, people } = await world();
  const html =
    '<p>{{userName}} in {{ courseTitle }} ({{courseCode}}) with {{teachers}}, {{sessionTitle}} from {{sessionStart}}: {{unknown}} <a href="{{courseTitle}}">x</a></p>';
  await people.teacher.run(SAVE, { courseId: course.id, tool: "home", html });
  const shown = (await home(people.pupil, course, session.id)).introduction!;
  expect(shown.html).toContain(
    `pupil Q in Optics &amp; &lt;light&gt; (${course.code}) with teacher Q, Spring from March 1, 2026: {{unknown}}`,
  );
  await app.db.course.update({ where: { id: course.id }, data: { title: "javascript:alert(1)" } });
  expect((await home(people.pupil, course, session.id)).introduction!.html).not.toMatch(/href="javascript/);
  expect((await home(people.teacher, course)).introduction!.source).toContain("{{userName}}");
});

test("a tool that is hidden, shown, renamed and moved is so here only", async () => {
  const { course, session, people } = await world();
  const SET =
    "mutation ($courseId: ID!, $sessionId: ID, $tool: String!, $visible: Boolean!) { setToolVisibility(courseId: $courseId, sessionId: $sessionId, tool: $tool, visible: $visible) { key visible } }";
  const glossary = async (client: TestClient, sessionId: string | null = null) =>
    (await home(client, course, sessionId)).tools.find((tool) => tool.key === "glossary");
  await expectRefusal(people.learner.run(SET, { courseId: course.id, tool: "glossary", visible: false }), "FORBIDDEN");
  await expectRefusal(people.teacher.run(SET, { courseId: course.id, tool: "toaster", visible: false }), "INVALID_INPUT");
  await people.teacher.run(SET, { courseId: course.id, tool: "glossary", visible: false });
  expect(await glossary(people.learner)).toBeUndefined();
  expect(await glossary(people.teacher)).toMatchObject({ visible: false });
  await expectRefusal(people.learner.run("query ($id: ID!) { glossary(courseId: $id) { version } }", { id: course.id }), "FORBIDDEN");
  await people.tutor.run(SET, { courseId: course.id, sessionId: session.id, tool: "glossary", visible: true });
  expect(await glossary(people.pupil, session.id)).toMatchObject({ visible: true });
  expect(await glossary(people.learner)).toBeUndefined();
  const ORDER = "mutation ($courseId: ID!, $tools: [String!]!) { reorderTools(courseId: $courseId, tools: $tools) { key position } }";
  const moved = await people.teacher.run<{ reorderTools: { key: string }[] }>(ORDER, {
    courseId: course.id,
    tools: ["people", "glossary"],
  });
  expect(moved.reorderTools.slice(0, 2).map((tool) => tool.key)).toEqual(["people", "glossary"]);
  await expectRefusal(people.teacher.run(ORDER, { courseId: course.id, tools: ["people", "people"] }), "INVALID_INPUT");
  const NAME =
    'mutation ($courseId: ID!) { updateToolAppearance(courseId: $courseId, tool: "people", input: { label: "<i>Us</i>" }) { label } }';
  expect(await people.teacher.run(NAME, { courseId: course.id })).toEqual({ updateToolAppearance: { label: "<i>Us</i>" } });
  await app.db.setting.create({ data: { key: "courses.tutorsMayNotToggleTools", value: true } });
  await expectRefusal(people.tutor.run(SET, { courseId: course.id, sessionId: session.id, tool: "glossary", visible: false }), "FORBIDDEN");
  await app.db.setting.create({ data: { key: "courses.hiddenTools", value: ["people"] } });
  expect((await home(people.learner, course)).tools.map((tool) => tool.key)).not.toContain("people");
  await app.db.setting.deleteMany();
});

test("sections show what a learner may know, with reasons, rings and what comes next", async () => {
  const { course, people, ids } = await world();
  const [one, two, draft] = [
    await section(course.run, "One", 1),
    await section(course.run, "Later", 2, { opensAt: new Date(Date.now() + 9e8) }),
    await section(course.run, "Draft", 3, { state: "DRAFT" }),
  ];
  const [done, begun, hidden, locked] = [
    await activity(course.run, { title: "Done" }),
    await activity(course.run, { title: "Begun", dueAt: new Date(Date.now() + 9e8) }),
    await activity(course.run, { title: "Hidden", state: "HIDDEN" }),
    await activity(course.run, { title: "Locked", opensAt: new Date(Date.now() + 9e8) }),
  ];
  for (const [index, item] of [done, begun, hidden, locked].entries()) await place(one.id, item.id, index + 1);
  await place(two.id, done.id, 1);
  await app.db.courseShortcut.create({ data: { courseId: course.id, runId: course.run.id, itemId: hidden.id, position: 1 } });
  await app.db.progress.create({ data: { itemId: done.id, userId: ids.learner, runId: course.run.id, state: "COMPLETED", fraction: 1 } });
  await app.db.progress.create({
    data: { itemId: begun.id, userId: ids.learner, runId: course.run.id, state: "PASSED", score: 9, maxScore: 10 },
  });
  const seen = await home(people.learner, course);
  expect(seen.sections.map((row) => [row.section.title, row.section.access.open, row.entries.map((entry) => entry.item.title)])).toEqual([
    ["One", true, ["Done", "Begun", "Locked"]],
    ["Later", false, []],
  ]);
  // Passed, but not released: the learner's ring does not give it away.
  expect(seen.sections[0]!.ring).toEqual({ complete: 1, countable: 2, percent: 50 });
  expect(seen.ring.percent).toBe(50);
  expect(seen.continueWith).toEqual({ id: begun.id });
  expect(seen.shortcuts).toEqual([]);
  const all = await home(people.teacher, course);
  expect(all.sections.map((row) => row.section.title)).toEqual(["One", "Later", "Draft"]);
  expect(all.sections[0]!.entries).toHaveLength(4);
  expect([all.continueWith, all.shortcuts.length, draft.state]).toEqual([null, 1, "DRAFT"]);
});

test("a teacher may keep rings and due dates from the page", async () => {
  const { course, people } = await world();
  const one = await section(course.run, "One", 1);
  await place(one.id, (await activity(course.run, { dueAt: new Date(Date.now() + 9e8) })).id, 1);
  const before = await home(people.learner, course);
  expect([before.ring.countable, before.sections[0]!.ring.countable, before.nextDue.length]).toEqual([1, 1, 1]);
  const SET = "mutation ($id: ID!) { updateCourseSettings(courseId: $id, input: { showProgress: false, showNextDue: false }) { id } }";
  await people.teacher.run(SET, { id: course.id });
  const after = await home(people.learner, course);
  expect([after.ring.countable, after.sections[0]!.ring.countable, after.nextDue.length]).toEqual([0, 0, 0]);
});

test("auto-launch leads learners only, and only to what is open", async () => {
  const { course, people } = await world();
  const SET =
    "mutation ($courseId: ID!, $tool: String, $itemId: ID) { setAutoLaunch(courseId: $courseId, tool: $tool, itemId: $itemId) { id } }";
  const item = await activity(course.run);
  await expectRefusal(people.teacher.run(SET, { courseId: course.id, tool: "people", itemId: item.id }), "INVALID_INPUT");
  await people.teacher.run(SET, { courseId: course.id, tool: "glossary", itemId: item.id });
  expect((await home(people.learner, course)).autoLaunch).toEqual({ tool: "glossary", acts: true, item: { id: item.id } });
  expect((await home(people.teacher, course)).autoLaunch).toMatchObject({ acts: false });
  await app.db.item.update({ where: { id: item.id }, data: { closesAt: new Date(1) } });
  expect((await home(people.learner, course)).autoLaunch).toMatchObject({ acts: false });
  await people.teacher.run(SET, { courseId: course.id, tool: null });
  expect((await home(people.learner, course)).autoLaunch).toBeNull();
});

test("news counts what others did since the last visit, as far as the member may see it", async () => {
  const { course, session, people, ids } = await world();
  const seen = await activity(course.run);
  const draft = await activity(course.run, { state: "DRAFT" });
  const event = (itemId: string | null, runId: string, actorId: string) =>
    app.db.event.create({
      data: { name: "glossary.term.created", topic: `course:${course.id}`, courseId: course.id, runId, tool: "glossary", itemId, actorId },
    });
  await event(seen.id, course.run.id, ids.teacher);
  await event(draft.id, course.run.id, ids.teacher);
  await event(seen.id, course.run.id, ids.learner);
  await event(seen.id, session.run.id, ids.teacher);
  const count = async (client: TestClient, sessionId: string | null = null) =>
    (await home(client, course, sessionId)).tools.find((tool) => tool.key === "glossary")!.newCount;
  expect([await count(people.learner), await count(people.pupil, session.id), await count(people.teacher)]).toEqual([1, 3, 1]);
  const NEWS = "query ($courseId: ID!) { courseNews(courseId: $courseId) { tool name title actorName } }";
  expect(await people.learner.run(NEWS, { courseId: course.id })).toEqual({
    courseNews: [{ tool: "glossary", name: "glossary.term.created", title: "Test item", actorName: "teacher Q" }],
  });
  await people.learner.run('mutation ($courseId: ID!) { markNewsSeen(courseId: $courseId, tool: "glossary") }', { courseId: course.id });
  expect(await count(people.learner)).toBe(0);
  expect(await people.learner.run(NEWS, { courseId: course.id })).toEqual({ courseNews: [] });
});

test("the page takes at most 12 statements, as many for much as for little", async () => {
  const { course, session, people } = await world();
  const few = await section(course.run, "First", 1);
  const first = await activity(course.run, {
    conditions: { kind: "DATE_AFTER", at: "2020-01-01T00:00:00Z" },
    dueAt: new Date(Date.now() + 9e8),
  });
  await place(few.id, first.id, 1);
  await app.db.courseShortcut.create({ data: { courseId: course.id, runId: course.run.id, itemId: first.id, position: 1 } });
  await people.teacher.run(SAVE, { courseId: course.id, tool: "home", html: "<p>{{teachers}}</p>" });
  const little = await people.pupil.statementsOf(HOME, { courseId: course.id, sessionId: session.id });
  for (let index = 2; index <= 40; index += 1) {
    const made = await section(course.run, `Section ${index}`, index);
    for (let place_ = 1; place_ <= 3; place_ += 1) await place(made.id, (await activity(course.run)).id, place_);
  }
  const much = await people.pupil.statementsOf(HOME, { courseId: course.id, sessionId: session.id });
  expect(much).toBeLessThanOrEqual(12);
  expect(much).toBe(little);
});
