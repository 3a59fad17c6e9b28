import { expect, test } from "@jest/globals";
import { startTestApp } from "../../test/app";
import { expectRefusal } from "../../test/client";
import { buildUser, signInAs } from "../../test/factories";
import { buildCourse, buildEnrolment, buildGroup, buildItem, buildSession } from "../../test/course-factories";
import type { CourseRun } from "../../generated/prisma/client.ts";

const app = await startTestApp();
const UPDATE = `mutation ($id: ID!, $sessionId: ID, $input: UpdateItemInput!, $version: Int) { updateItem(id: $id, sessionId: $sessionId, input: $input, expectedVersion: $version) {
  item { title state opensAt audience version } conditions { kind of { kind itemId state at of { kind groupId } } } audienceGroups { title } audiencePeople { id } override { state } viewerCan { update override } } }`;
const OVERRIDE =
  "mutation ($itemId: ID!, $sessionId: ID!, $input: ItemOverrideInput!) { overrideItemInSession(itemId: $itemId, sessionId: $sessionId, input: $input) { override { state opensAt } } }";
const WHY =
  "query ($itemId: ID!, $userId: ID!, $sessionId: ID) { itemAccessFor(itemId: $itemId, userId: $userId, sessionId: $sessionId) { visible open reasons { code } } }";
type Updated = { updateItem: { item: { version: number }; audiencePeople: { id: string }[] } };

async function world() {
  const course = await buildCourse(app.db);
  const session = await buildSession(app.db, course);
  const person = async (run: CourseRun, role: "TEACHER" | "TUTOR" | "LEARNER") => {
    const user = await buildUser(app);
    await buildEnrolment(app.db, { courseId: course.id, runId: run.id, userId: user.id, role });
    return { id: user.id, client: await signInAs(app, user) };
  };
  const section = (run: CourseRun, overrides: object = {}) => buildItem(app.db, run, { tool: "courses", kind: "section", ...overrides });
  return {
    course,
    session,
    section,
    item: await section(course.run),
    teacher: await person(course.run, "TEACHER"),
    learner: await person(course.run, "LEARNER"),
    tutor: await person(session.run, "TUTOR"),
    pupil: await person(session.run, "LEARNER"),
  };
}

test("learners change nothing; tutors of a session no base item, unless the session lets them", async () => {
  const { session, item, learner, tutor, section } = await world();
  await expectRefusal(learner.client.run(UPDATE, { id: item.id, input: { title: "x" } }), "FORBIDDEN");
  await expectRefusal(tutor.client.run(UPDATE, { id: item.id, sessionId: session.id, input: { title: "x" } }), "FORBIDDEN");
  const own = await section(session.run);
  await tutor.client.run(UPDATE, { id: own.id, sessionId: session.id, input: { title: "Ours" } });
  await app.db.session.update({ where: { id: session.id }, data: { tutorsEditBase: true } });
  await tutor.client.run(UPDATE, { id: item.id, sessionId: session.id, input: { title: "x" } });
});

test("title, dates, audience and conditions change together, and a stale change is refused", async () => {
  const { course, item, teacher, learner, section } = await world();
  const other = await section(course.run);
  const group = await buildGroup(app.db, course.run);
  const conditions = {
    kind: "AND",
    of: [
      { kind: "ITEM_STATE", itemId: other.id, state: "COMPLETED" },
      { kind: "NOT", of: [{ kind: "GROUP", groupId: group.id }] },
      { kind: "DATE_AFTER", at: "2026-01-01T00:00:00Z" },
    ],
  };
  const input = {
    title: " New  name ",
    opensAt: "2026-01-01T00:00:00Z",
    audience: { groupIds: [group.id], userIds: [learner.id] },
    conditions,
  };
  const { updateItem } = await teacher.client.run<Updated>(UPDATE, { id: item.id, input, version: 1 });
  expect(updateItem).toMatchObject({
    item: { title: "New name", opensAt: "2026-01-01T00:00:00.000Z", audience: "CHOSEN", version: 2 },
    conditions: {
      kind: "AND",
      of: [
        { kind: "ITEM_STATE", itemId: other.id, state: "COMPLETED" },
        { kind: "NOT", of: [{ kind: "GROUP", groupId: group.id }] },
        { kind: "DATE_AFTER", at: "2026-01-01T00:00:00.000Z" },
      ],
    },
    audienceGroups: [{ title: "Test group" }],
    audiencePeople: [{ id: learner.id }],
    viewerCan: { update: true, override: false },
  });
  await expectRefusal(teacher.client.run(UPDATE, { id: item.id, input: { title: "Late" }, version: 1 }), "CONFLICT");
  await teacher.client.run(UPDATE, { id: item.id, input: { audience: null, conditions: null } });
  expect(await app.db.item.findUniqueOrThrow({ where: { id: item.id } })).toMatchObject({
    audience: "EVERYONE",
    conditions: null,
    title: "New name",
  });
});

test.each([
  ["a date that closes before it opens", { opensAt: "2026-02-01T00:00:00Z", closesAt: "2026-01-01T00:00:00Z" }],
  [
    "a condition on an item of no course",
    { conditions: { kind: "ITEM_STATE", itemId: "0198c0de-0000-7000-8000-000000000000", state: "PASSED" } },
  ],
  ["half a condition", { conditions: { kind: "ITEM_STATE", state: "PASSED" } }],
  ["a person who is not in the course", { audience: { groupIds: [], userIds: ["0198c0de-0000-7000-8000-000000000000"] } }],
  ["a criterion that its kind has not", { completion: "danced" }],
])("%s is refused, and nothing is kept", async (_name, input) => {
  const { item, teacher } = await world();
  await expectRefusal(teacher.client.run(UPDATE, { id: item.id, input }), "INVALID_INPUT");
  expect((await app.db.item.findUniqueOrThrow({ where: { id: item.id } })).version).toBe(1);
});

test("former versions are listed with their authors and can be brought back", async () => {
  const { item, teacher, learner } = await world();
  await teacher.client.run(UPDATE, { id: item.id, input: { title: "Second" } });
  const VERSIONS = "query ($id: ID!) { itemVersions(id: $id) { number title } }";
  await expectRefusal(learner.client.run(VERSIONS, { id: item.id }), "FORBIDDEN");
  expect(await teacher.client.run(VERSIONS, { id: item.id })).toEqual({ itemVersions: [{ number: 1, title: "Test item" }] });
  const RESTORE = "mutation ($id: ID!) { restoreItemVersion(id: $id, number: 1, expectedVersion: 2) { item { title version } } }";
  expect(await teacher.client.run(RESTORE, { id: item.id })).toEqual({ restoreItemVersion: { item: { title: "Test item", version: 3 } } });
});

test("a session hides a base item and dates it anew without changing the others", async () => {
  const { course, session, item, teacher, tutor, pupil, learner } = await world();
  const other = await buildSession(app.db, course);
  const ITEM = "query ($id: ID!, $sessionId: ID) { item(id: $id, sessionId: $sessionId) { access { open } } }";
  await expectRefusal(pupil.client.run(OVERRIDE, { itemId: item.id, sessionId: session.id, input: { state: "HIDDEN" } }), "FORBIDDEN");
  await tutor.client.run(OVERRIDE, { itemId: item.id, sessionId: session.id, input: { state: "HIDDEN" } });
  await expectRefusal(pupil.client.run(ITEM, { id: item.id, sessionId: session.id }), "NOT_FOUND");
  expect(await learner.client.run(ITEM, { id: item.id })).toEqual({ item: { access: { open: true } } });
  expect(await teacher.client.run(WHY, { itemId: item.id, userId: pupil.id, sessionId: session.id })).toEqual({
    itemAccessFor: { visible: false, open: false, reasons: [{ code: "HIDDEN" }] },
  });
  expect(await teacher.client.run(WHY, { itemId: item.id, userId: learner.id })).toEqual({
    itemAccessFor: { visible: true, open: true, reasons: [] },
  });
  expect(await teacher.client.run(WHY, { itemId: item.id, userId: learner.id, sessionId: other.id })).toMatchObject({
    itemAccessFor: { visible: false },
  });
  await tutor.client.run(OVERRIDE, { itemId: item.id, sessionId: session.id, input: { state: null, opensAt: "2100-01-01T00:00:00Z" } });
  expect(await pupil.client.run(ITEM, { id: item.id, sessionId: session.id })).toEqual({ item: { access: { open: false } } });
  await tutor.client.run(OVERRIDE, { itemId: item.id, sessionId: session.id, input: { opensAt: null } });
  expect(await app.db.itemRun.count({ where: { itemId: item.id } })).toBe(0);
});
