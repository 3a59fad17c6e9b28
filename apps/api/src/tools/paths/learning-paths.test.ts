import { describe, expect, test } from "@jest/globals";
import { startTestApp } from "../../test/app";
import { expectRefusal } from "../../test/client";
import { buildSession } from "../../test/course-factories";
import { buildUser, signInAs } from "../../test/factories";
import { buildMember, buildPackage, commit, deltaOf, open, type Person } from "./test-packages";
import {
  addItem,
  addStep,
  addTexts,
  buildPath,
  buildPathWorld,
  confirmStep,
  createPath,
  duplicatePath,
  moveStep,
  openness,
  openStep,
  readPath,
  removeStep,
  restoreSteps,
  setPathOrder,
  startRun,
  updatePath,
  updateStep,
  waiveStep,
} from "./test-paths";

const app = await startTestApp();
const events = async (pathId: string, name: string) =>
  (await app.db.event.findMany({ where: { itemId: pathId, name }, orderBy: { id: "asc" } })).map((event) => event.rowId);
const progressOf = (pathId: string, person: Person) => app.db.progress.findFirst({ where: { itemId: pathId, userId: person.id } });
const reasonsOf = async (refused: Promise<unknown>) =>
  ((await expectRefusal(refused, "LOCKED")).extensions["reasons"] as { code: string }[]).map((reason) => reason.code);

/** Plays all three pages of a package. */
async function finish(person: Person, packageId: string, status = "completed"): Promise<void> {
  const opened = await open(person, packageId);
  for (const [index, page] of ["item-1", "item-2", "item-3"].entries())
    await commit(
      person,
      opened,
      deltaOf(index + 1, page, { "cmi.core.lesson_status": status, "cmi.core.score.raw": "80" }, ["initialize", "finish"]),
    );
}

describe("refusals", () => {
  test("who is not of the course sees, makes and changes nothing", async () => {
    const { course, teacher, learner, pathId } = await buildPathWorld(app);
    const [stepId] = await addTexts(teacher, pathId, "One");
    const stranger: Person = { id: "", client: await signInAs(app, await buildUser(app)) };
    for (const person of [stranger, { id: "", client: app.client() }]) {
      await expectRefusal(readPath(person, pathId), "NOT_FOUND");
      await expectRefusal(createPath(person, { input: { courseId: course.id, title: "Mine" } }), "NOT_FOUND");
      await expectRefusal(openStep(person, { stepId }), "NOT_FOUND");
    }
    for (const refused of [
      createPath(learner, { input: { courseId: course.id, title: "Mine" } }),
      updatePath(learner, { id: pathId, input: { title: "Mine" } }),
      addStep(learner, { input: { pathId, kind: "TEXT", title: "Mine" } }),
      updateStep(learner, { id: stepId, input: { title: "Mine" } }),
      moveStep(learner, { id: stepId }),
      removeStep(learner, stepId!),
      setPathOrder(learner, { id: pathId, order: "LINEAR" }),
      duplicatePath(learner, { id: pathId }),
      waiveStep(learner, { stepId, userId: learner.id, reason: "I know it" }),
    ])
      await expectRefusal(refused, "FORBIDDEN");
    await expectRefusal(startRun(teacher, { pathId }), "FORBIDDEN");
  });

  test("drafts and hidden paths are not there for learners, and open none of their steps", async () => {
    const { teacher, learner, pathId } = await buildPathWorld(app);
    const [stepId] = await addTexts(teacher, pathId, "One");
    for (const state of ["DRAFT", "HIDDEN"]) {
      await updatePath(teacher, { id: pathId, input: { state } });
      await expectRefusal(readPath(learner, pathId), "NOT_FOUND");
      await expectRefusal(openStep(learner, { stepId }), "NOT_FOUND");
      await expectRefusal(startRun(learner, { pathId }), "NOT_FOUND");
    }
    expect((await readPath(teacher, pathId)).steps[0]!.body).toBe("<p>Text of One</p>");
  });

  test("a tutor works in their session, and leaves base paths alone", async () => {
    const { course, teacher, pathId } = await buildPathWorld(app);
    const session = await buildSession(app.db, course);
    const tutor = await buildMember(app, course, "TUTOR", session.run.id);
    const here = { sessionId: session.id };
    await expectRefusal(updatePath(tutor, { id: pathId, input: { title: "Mine" }, ...here }), "FORBIDDEN");
    await expectRefusal(addStep(tutor, { input: { pathId, kind: "TEXT", title: "Mine" }, ...here }), "FORBIDDEN");
    const own = await buildPath(tutor, course.id, "The session's", session.id);
    expect((await readPath(tutor, own, session.id)).title).toBe("The session's");
    await expectRefusal(readPath(teacher, own), "NOT_FOUND");
  });

  test("steps that cannot be", async () => {
    const { course, teacher, pathId } = await buildPathWorld(app);
    const other = await buildPathWorld(app);
    const foreign = await buildPackage(app, other.teacher, other.course.id);
    const packageId = await buildPackage(app, teacher, course.id);
    await addItem(teacher, pathId, packageId);
    const [text] = await addTexts(teacher, pathId, "One");
    const second = await buildPath(teacher, course.id, "Another");
    const codes = async (refused: Promise<unknown>) =>
      ((await expectRefusal(refused, "INVALID_INPUT")).extensions["issues"] as { code: string }[]).map((issue) => issue.code);
    const add = (input: object) => codes(addStep(teacher, { input: { pathId, ...input } }));
    expect(await add({ kind: "ITEM", itemId: foreign })).toEqual(["item.unknown"]);
    expect(await add({ kind: "ITEM" })).toEqual(["item.unknown"]);
    expect(await add({ kind: "ITEM", itemId: packageId })).toEqual(["item.twice"]);
    expect(await add({ kind: "ITEM", itemId: second })).toEqual(["item.noStep"]);
    expect(await add({ kind: "TEXT", title: " " })).toEqual(["title.empty"]);
    expect(await add({ kind: "TEXT", title: "In a text", parentId: text })).toEqual(["parent.unknown"]);
    expect(await codes(updateStep(teacher, { id: text, input: { completes: "PASSED" } }))).toEqual(["completes.unknown"]);
    expect(await codes(updateStep(teacher, { id: text, input: { scoreMin: 5, scoreMax: 4 } }))).toEqual(["score.bounds"]);
    await addStep(teacher, { input: { pathId, kind: "FINAL", title: "End" } });
    expect(await add({ kind: "FINAL", title: "End" })).toEqual(["final.twice"]);
    await expectRefusal(updateStep(teacher, { id: text, input: { title: "New" }, expectedVersion: 7 }), "CONFLICT");
  });

  test("what would wait for itself is refused by name", async () => {
    const { teacher, pathId } = await buildPathWorld(app);
    const [a, b] = await addTexts(teacher, pathId, "Alpha", "Beta");
    const after = (itemId: string | undefined) => ({ conditions: { kind: "ITEM_STATE", itemId, state: "COMPLETED" } });
    await updateStep(teacher, { id: b, input: after(a) });
    const refused = await expectRefusal(updateStep(teacher, { id: a, input: after(b) }), "INVALID_INPUT");
    expect(refused.message).toContain("Alpha → Beta → Alpha");
    await expectRefusal(updateStep(teacher, { id: a, input: after(pathId) }), "INVALID_INPUT");
  });

  test("a closed step is locked, with the reason, and its text stays unread; another's run is nobody's business", async () => {
    const { course, teacher, learner, pathId } = await buildPathWorld(app);
    const [, second] = await addTexts(teacher, pathId, "One", "Two");
    await setPathOrder(teacher, { id: pathId, order: "LINEAR" });
    expect(await reasonsOf(openStep(learner, { stepId: second }))).toEqual(["STEP_BEFORE"]);
    expect(await reasonsOf(confirmStep(learner, { stepId: second }))).toEqual(["STEP_BEFORE"]);
    expect((await readPath(learner, pathId)).steps.map((step) => step.body)).toEqual(["<p>Text of One</p>", null]);
    await updatePath(teacher, { id: pathId, input: { opensAt: "2100-01-01T00:00:00Z" } });
    expect(await reasonsOf(startRun(learner, { pathId }))).toEqual(["OPENS_AT"]);
    expect(await reasonsOf(openStep(learner, { stepId: second }))).toEqual(["OPENS_AT"]);
    await updatePath(teacher, { id: pathId, input: { opensAt: null } });
    const { run } = await startRun(learner, { pathId });
    const other = await buildMember(app, course, "LEARNER");
    const beat = (person: Person) =>
      person.client.run("mutation ($id: ID!) { recordPresence(pathRunId: $id, present: true) }", { id: run!.id });
    for (const person of [other, teacher]) await expectRefusal(beat(person), "NOT_FOUND");
    await expectRefusal(learner.client.run("mutation { recordPresence(present: true) }"), "INVALID_INPUT");
  });
});

describe("a path is built", () => {
  test("sections, texts, items and an end, at most five levels deep; moved, taken out and brought back", async () => {
    const { course, teacher, pathId } = await buildPathWorld(app);
    let parentId: string | null = null;
    for (let level = 0; level < 5; level += 1) {
      const made = await addStep(teacher, { input: { pathId, kind: "SECTION", title: `Level ${level}`, parentId } });
      parentId = made.steps.find((step) => step.title === `Level ${level}`)!.id;
    }
    await expectRefusal(addStep(teacher, { input: { pathId, kind: "TEXT", title: "Too deep", parentId } }), "INVALID_INPUT");
    const packageId = await buildPackage(app, teacher, course.id);
    const item = await addItem(teacher, pathId, packageId);
    const built = await addStep(teacher, {
      input: { pathId, kind: "TEXT", title: "First", beforeId: (await readPath(teacher, pathId)).steps[0]!.id },
    });
    expect(built.steps.map((step) => [step.title, step.depth])).toEqual([
      ["First", 0],
      ...[0, 1, 2, 3, 4].map((level) => [`Level ${level}`, level]),
      ["Package", 0],
    ]);
    expect(built.steps.at(-1)).toMatchObject({
      completes: "COMPLETED",
      item: { kind: "package", criteria: ["VIEWED", "CONFIRMED", "PASSED", "SCORE", "COMPLETED"] },
    });
    const [top, second] = [built.steps[1]!.id, built.steps[2]!.id];
    await expectRefusal(moveStep(teacher, { id: top, parentId: second }), "INVALID_INPUT");
    const moved = await moveStep(teacher, { id: item, parentId: second });
    expect(moved.steps.map((step) => step.title)).toEqual(["First", "Level 0", "Level 1", "Level 2", "Level 3", "Level 4", "Package"]);
    const { removalId, path } = await removeStep(teacher, top);
    expect(path.steps.map((step) => step.title)).toEqual(["First"]);
    expect((await restoreSteps(teacher, { pathId, removalId })).steps).toHaveLength(7);
    await expectRefusal(restoreSteps(teacher, { pathId, removalId }), "NOT_FOUND");
    expect(await events(pathId, "paths.path.created")).toEqual([pathId]);
  });

  test("texts are cleaned; a copy has the same steps, its conditions its own, and is a draft", async () => {
    const { teacher, pathId } = await buildPathWorld(app);
    const [a, b] = await addTexts(teacher, pathId, "Alpha", "Beta");
    const cleaned = await updateStep(teacher, { id: a, input: { body: `<p onclick="x()">Hi<script>x()</script></p>` } });
    expect(cleaned.steps[0]!.body).toBe("<p>Hi</p>");
    await updateStep(teacher, { id: b, input: { conditions: { kind: "ITEM_STATE", itemId: a, state: "COMPLETED" }, minutes: 5 } });
    await setPathOrder(teacher, { id: pathId, order: "CUSTOM" });
    const copy = await duplicatePath(teacher, { id: pathId, title: "Second" });
    expect(copy).toMatchObject({
      title: "Second",
      state: "DRAFT",
      order: "CUSTOM",
      steps: [{ title: "Alpha" }, { title: "Beta", conditions: { kind: "ITEM_STATE" } }],
    });
    const row = await app.db.pathStep.findUniqueOrThrow({ where: { id: copy.steps[1]!.id } });
    expect(row.conditions).toEqual({ kind: "ITEM_STATE", itemId: copy.steps[0]!.id, state: "COMPLETED" });
  });
});

describe("a learner walks it", () => {
  test("in a line: texts by opening, a tick, a package by its own word, the end last; the path's progress follows each", async () => {
    const { course, teacher, learner, pathId } = await buildPathWorld(app);
    const [one, two] = await addTexts(teacher, pathId, "One", "Two");
    await updateStep(teacher, { id: two, input: { completes: "CONFIRMED" } });
    const packageId = await buildPackage(app, teacher, course.id);
    await addItem(teacher, pathId, packageId);
    const { steps } = await addStep(teacher, { input: { pathId, kind: "FINAL", title: "End" } });
    await setPathOrder(teacher, { id: pathId, order: "LINEAR" });
    expect(openness(await readPath(learner, pathId))).toEqual({
      One: "open",
      Two: "STEP_BEFORE",
      Package: "STEP_BEFORE",
      End: "STEP_BEFORE,STEPS_LEFT",
    });
    expect((await openStep(learner, { stepId: one })).run).toMatchObject({ number: 1, percent: 25, state: "IN_PROGRESS", lastStepId: one });
    expect((await openStep(learner, { stepId: two })).run).toMatchObject({ percent: 25, lastStepId: two });
    expect((await confirmStep(learner, { stepId: two })).run).toMatchObject({ percent: 50 });
    expect(await progressOf(pathId, learner)).toMatchObject({ state: "IN_PROGRESS", fraction: 0.5, attempts: 1 });
    await finish(learner, packageId);
    const before = await readPath(learner, pathId);
    expect([before.run!.percent, openness(before)["End"]]).toEqual([75, "open"]);
    const done = await openStep(learner, { stepId: steps.at(-1)!.id });
    expect(done.run).toMatchObject({ percent: 100, state: "COMPLETED", score: 80 });
    expect(await progressOf(pathId, learner)).toMatchObject({
      state: "COMPLETED",
      fraction: 1,
      score: 80,
      maxScore: 100,
      learnerState: "COMPLETED",
    });
    await openStep(learner, { stepId: steps.at(-1)!.id });
    for (const name of ["paths.path.finished", "paths.certificate.requested", "paths.run.started"])
      expect(await events(pathId, name)).toHaveLength(1);
    expect(await events(pathId, "paths.step.completed")).toHaveLength(4);
  });

  test("what was done before the path was begun counts in the first run", async () => {
    const { course, teacher, learner, pathId } = await buildPathWorld(app);
    const packageId = await buildPackage(app, teacher, course.id);
    await addItem(teacher, pathId, packageId);
    await addTexts(teacher, pathId, "One");
    await finish(learner, packageId);
    expect(await progressOf(pathId, learner)).toBeNull();
    expect((await startRun(learner, { pathId })).run).toMatchObject({ percent: 50 });
  });

  test("begun again, only what is done anew counts; progress keeps the better run; a single path is not begun again", async () => {
    const { course, teacher, learner, pathId } = await buildPathWorld(app);
    const packageId = await buildPackage(app, teacher, course.id);
    await addItem(teacher, pathId, packageId);
    const [text] = await addTexts(teacher, pathId, "One");
    await finish(learner, packageId);
    await openStep(learner, { stepId: text });
    expect(await reasonsOf(startRun(learner, { pathId, restart: true }))).toEqual(["NO_RESTART"]);
    await updatePath(teacher, { id: pathId, input: { runs: "RESTARTABLE", maxRuns: 2 } });
    expect((await startRun(learner, { pathId, restart: true })).run).toMatchObject({ number: 2, percent: 0, mayRestart: false });
    expect((await openStep(learner, { stepId: text })).run).toMatchObject({ number: 2, percent: 50 });
    expect(await progressOf(pathId, learner)).toMatchObject({ state: "COMPLETED", fraction: 1, attempts: 2 });
    expect(await reasonsOf(startRun(learner, { pathId, restart: true }))).toEqual(["NO_RESTART"]);
  });

  test("passed and failed by the mark; a step added later lowers no finished run", async () => {
    const { course, teacher, learner, pathId } = await buildPathWorld(app);
    const packageId = await buildPackage(app, teacher, course.id);
    await addItem(teacher, pathId, packageId);
    await updatePath(teacher, { id: pathId, input: { passingPercent: 90 } });
    await startRun(learner, { pathId });
    await finish(learner, packageId);
    expect(await progressOf(pathId, learner)).toMatchObject({ state: "FAILED", score: 80, learnerState: "FAILED" });
    await updatePath(teacher, { id: pathId, input: { passingPercent: 80 } });
    expect(await progressOf(pathId, learner)).toMatchObject({ state: "PASSED", score: 80 });
    const [added] = await addTexts(teacher, pathId, "Added");
    expect(await progressOf(pathId, learner)).toMatchObject({ state: "PASSED", fraction: 1 });
    expect((await readPath(learner, pathId)).run).toMatchObject({ percent: 100, state: "PASSED" });
    await removeStep(teacher, added!);
    expect((await readPath(learner, pathId)).run).toMatchObject({ percent: 100, state: "PASSED" });
  });

  test("edits move runs that are under way, all of them by a constant number of statements", async () => {
    const { course, teacher, pathId } = await buildPathWorld(app);
    const [one, two] = await addTexts(teacher, pathId, "One", "Two");
    const flip = async (required: boolean) => {
      const text = "mutation ($id: ID!, $required: Boolean!) { updateStep(id: $id, input: { required: $required }) { id } }";
      return teacher.client.statementsOf(text, { id: two, required });
    };
    const learners = [await buildMember(app, course, "LEARNER")];
    await openStep(learners[0]!, { stepId: one });
    const few = await flip(false);
    expect(await progressOf(pathId, learners[0]!)).toMatchObject({ state: "COMPLETED" });
    for (let more = 0; more < 4; more += 1) learners.push(await buildMember(app, course, "LEARNER"));
    for (const learner of learners.slice(1)) await openStep(learner, { stepId: one });
    await removeStep(teacher, two!).then(({ removalId }) => restoreSteps(teacher, { pathId, removalId }));
    expect(await flip(true)).toBeLessThanOrEqual(few);
    for (const learner of learners) expect(await progressOf(pathId, learner)).toMatchObject({ fraction: 1 });
  });

  test("conditions open and hide steps; a hidden item opens inside an open step and nowhere else; drafts never", async () => {
    const { course, teacher, learner, pathId } = await buildPathWorld(app);
    const [first] = await addTexts(teacher, pathId, "First");
    const packageId = await buildPackage(app, teacher, course.id);
    const step = await addItem(teacher, pathId, packageId);
    await updateStep(teacher, {
      id: step,
      input: { conditions: { kind: "ITEM_STATE", itemId: first, state: "COMPLETED" }, whenLocked: "HIDE" },
    });
    await setPathOrder(teacher, { id: pathId, order: "CUSTOM" });
    await app.db.item.update({ where: { id: packageId }, data: { state: "HIDDEN" } });
    expect((await readPath(learner, pathId)).steps.map((one) => one.title)).toEqual(["First"]);
    await expectRefusal(openStep(learner, { stepId: step }), "NOT_FOUND");
    await expectRefusal(open(learner, packageId), "NOT_FOUND");
    const after = await openStep(learner, { stepId: first });
    expect([after.run!.percent, after.steps.map((one) => one.title)]).toEqual([50, ["First", "Package"]]);
    await openStep(learner, { stepId: step });
    await finish(learner, packageId);
    expect((await readPath(learner, pathId)).run).toMatchObject({ percent: 100 });
    await app.db.item.update({ where: { id: packageId }, data: { state: "DRAFT" } });
    await expectRefusal(open(learner, packageId), "NOT_FOUND");
    expect(await reasonsOf(openStep(learner, { stepId: step }))).toEqual(["DRAFT"]);
    const stranger = await buildMember(app, course, "LEARNER");
    await app.db.item.update({ where: { id: packageId }, data: { state: "HIDDEN" } });
    await expectRefusal(open(stranger, packageId), "NOT_FOUND");
  });

  test("base paths are walked in each session by itself", async () => {
    const { course, teacher, learner, pathId } = await buildPathWorld(app);
    const [text] = await addTexts(teacher, pathId, "One");
    const session = await buildSession(app.db, course);
    const there = await buildMember(app, course, "LEARNER", session.run.id);
    await openStep(there, { stepId: text, sessionId: session.id });
    expect((await readPath(there, pathId, session.id)).run).toMatchObject({ percent: 100 });
    await expectRefusal(readPath(there, pathId), "NOT_FOUND");
    expect((await readPath(learner, pathId)).run).toBeNull();
    expect((await progressOf(pathId, there))!.runId).toBe(session.run.id);
  });

  test("a waiver counts as done, names its reason, and can be taken back; it needs one", async () => {
    const { course, teacher, learner, pathId } = await buildPathWorld(app);
    const [one, two] = await addTexts(teacher, pathId, "One", "Two");
    await setPathOrder(teacher, { id: pathId, order: "LINEAR" });
    const waive = (reason: string | null, userId = learner.id) => waiveStep(teacher, { stepId: one, userId, reason });
    await expectRefusal(waive(" "), "INVALID_INPUT");
    await expectRefusal(waive("Why not", teacher.id), "INVALID_INPUT");
    await waive("Knows it already");
    const path = await readPath(learner, pathId);
    expect([path.run!.percent, path.steps[0]!.standing!.waived, openness(path)["Two"]]).toEqual([50, true, "open"]);
    expect(await app.db.stepRun.findFirst({ where: { stepId: one! } })).toMatchObject({
      reason: "Knows it already",
      waivedById: teacher.id,
    });
    await waive(null);
    expect(openness(await readPath(learner, pathId))["Two"]).toBe("STEP_BEFORE");
    const tutor = await buildMember(app, course, "TUTOR");
    await waiveStep(tutor, { stepId: two, userId: learner.id, reason: "Was ill" });
    expect((await readPath(learner, pathId)).run).toMatchObject({ percent: 50 });
  });

  test("the minimum time holds the last step back; beats count what passes between them, tabs once", async () => {
    const { teacher, learner, pathId } = await buildPathWorld(app);
    const [one, two] = await addTexts(teacher, pathId, "One", "Two");
    await updatePath(teacher, { id: pathId, input: { minimumMinutes: 1 } });
    await openStep(learner, { stepId: one });
    const held = await openStep(learner, { stepId: two });
    expect(held.run).toMatchObject({ percent: 50, remainingSeconds: 60 });
    const beat = () => learner.client.run("mutation ($id: ID!) { recordPresence(pathRunId: $id, present: true) }", { id: held.run!.id });
    const pass = (seconds: number) =>
      app.db
        .$executeRaw`UPDATE "PathRun" SET "presentAt" = "presentAt" - make_interval(secs => ${seconds}::int) WHERE "id" = ${held.run!.id}::uuid`;
    await beat();
    await pass(30);
    await beat();
    await beat();
    expect((await readPath(learner, pathId)).run).toMatchObject({ seconds: 30, percent: 50, remainingSeconds: 30 });
    await pass(4_000);
    await beat();
    expect((await readPath(learner, pathId)).run).toMatchObject({ seconds: 75, percent: 100, remainingSeconds: 0, state: "COMPLETED" });
    expect(await progressOf(pathId, learner)).toMatchObject({ state: "COMPLETED", seconds: 75 });
  });

  test("staff look at any step, and leave no run", async () => {
    const { teacher, pathId } = await buildPathWorld(app);
    const [, two] = await addTexts(teacher, pathId, "One", "Two");
    await setPathOrder(teacher, { id: pathId, order: "LINEAR" });
    expect((await openStep(teacher, { stepId: two })).run).toBeNull();
    expect(await app.db.pathRun.count({ where: { pathId } })).toBe(0);
  });
});
