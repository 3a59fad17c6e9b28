import { expect, test } from "@jest/globals";
import { startTestApp } from "../../test/app";
import { expectRefusal, type TestClient } from "../../test/client";
import { buildUser, signInAs } from "../../test/factories";
import { buildCourse, buildEnrolment, buildItem, buildSession } from "../../test/course-factories";
import type { CourseRun } from "../../generated/prisma/client.ts";
import { reportProgress } from "../../kernel/progress";

const app = await startTestApp();
const CREATE = "mutation ($input: CreateSectionInput!) { createSection(input: $input) { id position } }";
const PLACE =
  "mutation ($itemId: ID!, $input: PlacementInput!) { placeItem(itemId: $itemId, input: $input) { id sectionId position indent } }";
const MOVE = "mutation ($entryId: ID!, $input: PlacementInput!) { moveEntry(entryId: $entryId, input: $input) { id sectionId position } }";
const REMOVE =
  "mutation ($entryId: ID!, $sessionId: ID) { removeEntry(entryId: $entryId, sessionId: $sessionId) { id sectionId itemId indent beforeEntryId } }";
const MOVE_SECTION = "mutation ($id: ID!, $beforeId: ID) { moveSection(id: $id, beforeId: $beforeId) { id position } }";

async function world() {
  const course = await buildCourse(app.db);
  const session = await buildSession(app.db, course);
  const client = async (run: CourseRun, role: "TEACHER" | "TUTOR" | "LEARNER") => {
    const user = await buildUser(app);
    await buildEnrolment(app.db, { courseId: course.id, runId: run.id, userId: user.id, role });
    return Object.assign(await signInAs(app, user), { userId: user.id });
  };
  return {
    course,
    session,
    teacher: await client(course.run, "TEACHER"),
    learner: await client(course.run, "LEARNER"),
    tutor: await client(session.run, "TUTOR"),
  };
}

const make = async (client: TestClient, courseId: string, title: string, sessionId: string | null = null) =>
  (await client.run<{ createSection: { id: string } }>(CREATE, { input: { courseId, title, sessionId } })).createSection.id;
const item = (run: CourseRun, overrides: object = {}) => buildItem(app.db, run, { tool: "glossary", kind: "glossary", ...overrides });
type Placed = { placeItem: { id: string; sectionId: string; position: number } };

test("learners make and move nothing; tutors only what is their session's", async () => {
  const { course, session, teacher, learner, tutor } = await world();
  await expectRefusal(learner.run(CREATE, { input: { courseId: course.id, title: "Mine" } }), "FORBIDDEN");
  await expectRefusal(teacher.run(CREATE, { input: { courseId: course.id, title: " " } }), "INVALID_INPUT");
  const base = await make(teacher, course.id, "Base");
  const own = await make(tutor, course.id, "Session", session.id);
  const baseItem = await item(course.run);
  const sessionItem = await item(session.run);
  await expectRefusal(learner.run(PLACE, { itemId: baseItem.id, input: { sectionId: base } }), "FORBIDDEN");
  await expectRefusal(tutor.run(PLACE, { itemId: baseItem.id, input: { sectionId: base, sessionId: session.id } }), "FORBIDDEN");
  await expectRefusal(teacher.run(PLACE, { itemId: sessionItem.id, input: { sectionId: base, sessionId: session.id } }), "INVALID_INPUT");
  const other = await buildCourse(app.db);
  await expectRefusal(teacher.run(PLACE, { itemId: (await item(other.run)).id, input: { sectionId: base } }), "INVALID_INPUT");
  await expectRefusal(teacher.run(PLACE, { itemId: base, input: { sectionId: base } }), "INVALID_INPUT");
  await expectRefusal(teacher.run(PLACE, { itemId: baseItem.id, input: { sectionId: baseItem.id } }), "NOT_FOUND");
  for (const placed of [baseItem, sessionItem])
    await tutor.run(PLACE, { itemId: placed.id, input: { sectionId: own, sessionId: session.id } });
  const HOME = "query ($courseId: ID!, $sessionId: ID) { courseHome(courseId: $courseId, sessionId: $sessionId) { sections { id } } }";
  expect(await learner.run(HOME, { courseId: course.id })).toEqual({ courseHome: { sections: [{ id: base }] } });
});

test("sections move before one another and come back from the trash in place", async () => {
  const { course, teacher } = await world();
  const ids = [await make(teacher, course.id, "A"), await make(teacher, course.id, "B"), await make(teacher, course.id, "C")];
  await teacher.run(MOVE_SECTION, { id: ids[2], beforeId: ids[0] });
  const HOME = "query ($courseId: ID!) { courseHome(courseId: $courseId) { sections { section { title } } } }";
  const titles = async () =>
    (
      await teacher.run<{ courseHome: { sections: { section: { title: string } }[] } }>(HOME, { courseId: course.id })
    ).courseHome.sections.map((row) => row.section.title);
  expect(await titles()).toEqual(["C", "A", "B"]);
  const { trashItem } = await teacher.run<{ trashItem: { trashId: string } }>("mutation ($id: ID!) { trashItem(id: $id) { trashId } }", {
    id: ids[0],
  });
  expect(await titles()).toEqual(["C", "B"]);
  await teacher.run("mutation ($courseId: ID!, $trashId: ID!) { restoreTrash(courseId: $courseId, trashId: $trashId) }", {
    courseId: course.id,
    trashId: trashItem.trashId,
  });
  expect(await titles()).toEqual(["C", "A", "B"]);
});

/** A small seeded generator, so that a failure can be repeated. */
function dice(seed: number): (sides: number) => number {
  let state = seed;
  return (sides) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state % sides;
  };
}

test.each([1, 2, 3])(
  "any sequence of place, move, remove and undo keeps places dense and unique and loses nothing (seed %i)",
  async (seed) => {
    const { course, teacher } = await world();
    const roll = dice(seed);
    const sections = [await make(teacher, course.id, "A"), await make(teacher, course.id, "B")];
    const items = [];
    while (items.length < 6) items.push((await item(course.run)).id);
    const model = new Map(sections.map((id) => [id, new Set<string>()]));
    const rows = () => app.db.sectionEntry.findMany({ where: { sectionId: { in: sections } }, orderBy: { position: "asc" } });
    for (let step = 0; step < 40; step += 1) {
      const entries = await rows();
      const target = sections[roll(2)]!;
      const before = entries.filter((entry) => entry.sectionId === target)[roll(4)]?.id ?? null;
      const input = { sectionId: target, beforeEntryId: before, indent: roll(3) };
      const entry = entries[roll(entries.length || 1)];
      const act = roll(3);
      if (act === 0 || !entry) {
        const itemId = items[roll(items.length)]!;
        await teacher.run(PLACE, { itemId, input });
        model.get(target)!.add(itemId);
      } else if (act === 1) {
        await teacher.run(MOVE, { entryId: entry.id, input });
        model.get(entry.sectionId)!.delete(entry.itemId);
        model.get(target)!.add(entry.itemId);
      } else {
        const order = entries.filter((row) => row.sectionId === entry.sectionId).map((row) => row.itemId);
        const { removeEntry } = await teacher.run<{
          removeEntry: { sectionId: string; itemId: string; indent: number; beforeEntryId: string | null };
        }>(REMOVE, { entryId: entry.id });
        if (roll(2) === 0) model.get(entry.sectionId)!.delete(entry.itemId);
        else {
          await teacher.run(PLACE, {
            itemId: removeEntry.itemId,
            input: { sectionId: removeEntry.sectionId, beforeEntryId: removeEntry.beforeEntryId, indent: removeEntry.indent },
          });
          expect((await rows()).filter((row) => row.sectionId === entry.sectionId).map((row) => row.itemId)).toEqual(order);
        }
      }
      const after = await rows();
      for (const id of sections) {
        const own = after.filter((row) => row.sectionId === id);
        expect(own.map((row) => row.position)).toEqual(own.map((_, index) => index + 1));
        expect(new Set(own.map((row) => row.itemId))).toEqual(model.get(id));
      }
    }
  },
);

test("two editors who move at once end with dense places", async () => {
  const { course, teacher } = await world();
  const [from, to] = [await make(teacher, course.id, "A"), await make(teacher, course.id, "B")];
  const entries: string[] = [];
  while (entries.length < 8)
    entries.push((await teacher.run<Placed>(PLACE, { itemId: (await item(course.run)).id, input: { sectionId: from } })).placeItem.id);
  await Promise.all(
    entries.map((entryId, index) =>
      teacher.run(MOVE, { entryId, input: { sectionId: index % 2 === 0 ? to : from, beforeEntryId: entries[(index + 3) % 8] } }),
    ),
  );
  const rows = await app.db.sectionEntry.findMany({ where: { sectionId: { in: [from, to] } }, orderBy: { position: "asc" } });
  expect(rows).toHaveLength(8);
  for (const id of [from, to]) {
    const own = rows.filter((row) => row.sectionId === id);
    expect(own.map((row) => row.position)).toEqual(own.map((_, index) => index + 1));
  }
});

test("a section's progress follows from its items, for staff and for the learner apart", async () => {
  const { course, teacher, learner } = await world();
  const sectionId = await make(teacher, course.id, "A");
  const [one, two] = [await item(course.run), await item(course.run)];
  const page = await buildItem(app.db, course.run, { tool: "nothing", kind: "nothing" });
  for (const placed of [one, two, page]) await teacher.run(PLACE, { itemId: placed.id, input: { sectionId } });
  const seat = { courseId: course.id, userId: learner.userId, runId: course.run.id };
  const report = (itemId: string, state: "COMPLETED" | "PASSED", released: boolean) =>
    app.db.$transaction((tx) => reportProgress(tx, () => undefined, { ...seat, itemId, state, released }));
  const row = () =>
    app.db.progress.findUnique({ where: { itemId_runId_userId: { itemId: sectionId, runId: course.run.id, userId: learner.userId } } });
  expect(await row()).toBeNull();
  await report(one.id, "COMPLETED", true);
  expect(await row()).toMatchObject({ state: "IN_PROGRESS", fraction: 0.5, learnerState: "IN_PROGRESS", completedAt: null });
  await report(two.id, "PASSED", false);
  expect(await row()).toMatchObject({ state: "COMPLETED", fraction: 1, learnerState: "IN_PROGRESS", learnerFraction: 0.5 });
  await report(two.id, "PASSED", true);
  expect(await row()).toMatchObject({ learnerState: "COMPLETED", completedAt: expect.any(Date) });
  const third = await item(course.run);
  await teacher.run(PLACE, { itemId: third.id, input: { sectionId } });
  expect(await row()).toMatchObject({ state: "IN_PROGRESS", completedAt: null });
  const entries = await app.db.sectionEntry.findMany({ where: { sectionId } });
  for (const entry of entries) await teacher.run(REMOVE, { entryId: entry.id });
  expect(await row()).toBeNull();
});
