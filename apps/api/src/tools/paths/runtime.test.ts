import { describe, expect, test } from "@jest/globals";
import type { Launch } from "@lyceum/courseware/runtime/runtime-protocol";
import { startTestApp } from "../../test/app";
import { expectRefusal } from "../../test/client";
import { buildEnrolment, buildSession } from "../../test/course-factories";
import { buildUser, signInAs } from "../../test/factories";
import { buildMember, buildPackage, buildPackageWorld, commit, COMMIT, deltaOf, open } from "./test-packages";

const app = await startTestApp();
const LAUNCH = `mutation ($packageId: ID!, $sessionId: ID) { launchPackage(packageId: $packageId, sessionId: $sessionId) { url registrationId } }`;
const launchDocument = (text: string) => JSON.parse(text) as Launch;
const progressOf = (packageId: string, userId: string) =>
  app.db.progress.findFirst({ where: { itemId: packageId, userId }, include: { facts: true } });

describe("refusals", () => {
  test("who may not open a package", async () => {
    const { course, teacher, learner, packageId } = await buildPackageWorld(app);
    const session = await buildSession(app.db, course);
    const other = await buildPackageWorld(app);
    const launch = (client = app.client(), id = packageId, sessionId: string | null = null) =>
      client.run(LAUNCH, { packageId: id, sessionId });
    await expectRefusal(launch(), "NOT_FOUND");
    await expectRefusal(launch(await signInAs(app, await buildUser(app))), "NOT_FOUND");
    await expectRefusal(launch(other.learner.client), "NOT_FOUND");
    await expectRefusal(launch(learner.client, packageId, session.id), "NOT_FOUND");
    await expectRefusal(launch(learner.client, "nothing"), "NOT_FOUND");
    await app.db.course.update({ where: { id: course.id }, data: { visibility: "PUBLIC" } });
    const reader = await expectRefusal(launch(await signInAs(app, await buildUser(app))), "FORBIDDEN");
    expect(reader.extensions["reasons"]).toEqual([{ code: "NOT_ENROLLED" }]);
    await expectRefusal(launch(), "FORBIDDEN");
    for (const state of ["HIDDEN", "DRAFT"] as const) {
      await app.db.item.update({ where: { id: packageId }, data: { state } });
      await expectRefusal(launch(learner.client), "NOT_FOUND");
    }
    await app.db.item.update({ where: { id: packageId }, data: { state: "PUBLISHED", opensAt: new Date(Date.now() + 3_600_000) } });
    expect((await expectRefusal(launch(learner.client), "LOCKED")).extensions["reasons"]).toMatchObject([{ code: "OPENS_AT" }]);
    await expect(launch(teacher.client)).resolves.toBeTruthy();
    await app.db.item.update({ where: { id: packageId }, data: { trashedAt: new Date() } });
    await expectRefusal(launch(teacher.client), "NOT_FOUND");
    expect(await app.db.registration.count({ where: { packageId, counts: true } })).toBe(0);
  });

  test("a session's package and work are seen in that session only", async () => {
    const { course, learner, packageId } = await buildPackageWorld(app);
    const session = await buildSession(app.db, course);
    const tutor = await buildMember(app, course, "TUTOR", session.run.id);
    const guest = await buildMember(app, course, "LEARNER", session.run.id);
    const own = await buildPackage(app, tutor, course.id, { title: "Session's" }, session.id);
    await expectRefusal(learner.client.run(LAUNCH, { packageId: own }), "NOT_FOUND");
    await expectRefusal(guest.client.run(LAUNCH, { packageId: own }), "NOT_FOUND");
    const opened = await open(guest, packageId, { sessionId: session.id });
    await commit(guest, opened, deltaOf(1, "item-1", { "cmi.core.lesson_status": "completed" }, ["initialize"]));
    expect(await progressOf(packageId, guest.id)).toMatchObject({ runId: session.run.id, state: "IN_PROGRESS" });
    await buildEnrolment(app.db, { courseId: course.id, runId: course.run.id, userId: guest.id, role: "LEARNER" });
    expect(launchDocument((await open(guest, packageId)).launch).state.lastSeq).toBe(0);
  });

  test("another's registration, a lost lease, a wrong vocabulary, a gap, too much", async () => {
    const { teacher, learner, packageId, course } = await buildPackageWorld(app);
    const thief = await buildMember(app, course, "LEARNER");
    const opened = await open(learner, packageId);
    const first = deltaOf(1, "item-1", { "cmi.core.lesson_location": "3" }, ["initialize"]);
    for (const person of [thief, teacher]) await expectRefusal(commit(person, opened, first), "NOT_FOUND");
    await expectRefusal(commit({ ...learner, client: app.client() }, opened, first), "NOT_FOUND");
    await expectRefusal(commit(learner, { ...opened, registrationId: "x" }, first), "NOT_FOUND");
    await expectRefusal(commit(learner, opened, deltaOf(1, "a\u0000b", {})), "INVALID_INPUT");
    expect((await expectRefusal(commit(learner, { ...opened, lease: "old" }, first), "CONFLICT")).extensions["reasons"]).toEqual([
      { code: "LEASE_LOST" },
    ]);
    expect((await commit(learner, opened, first)).lastSeq).toBe(1);
    const gap = await expectRefusal(commit(learner, opened, deltaOf(3, "item-1", {})), "CONFLICT");
    expect(gap.extensions).toMatchObject({
      reasons: [{ code: "SEQUENCE" }],
      current: { lastSeq: 1, records: { "item-1": { model: { "cmi.core.lesson_location": "3" } } } },
    });
    const wrong = await commit(
      learner,
      opened,
      deltaOf(2, "item-1", { "cmi.core.lesson_status": "finished", "cmi.core.lesson_location": "4" }),
    );
    expect(wrong).toMatchObject({ lastSeq: 2, errors: [{ element: "cmi.core.lesson_status", code: 405 }] });
    const big = "x".repeat(260_000);
    const large = await expectRefusal(
      commit(learner, opened, deltaOf(3, "item-1", { "cmi.suspend_data": big, "cmi.comments": big, "cmi.core.lesson_location": big })),
      "INVALID_INPUT",
    );
    expect(large.extensions).toMatchObject({ issues: [{ code: "runtime.tooLarge" }], current: { lastSeq: 2 } });
    expect((await expectRefusal(commit(learner, opened, deltaOf(3, "item-9", {})), "CONFLICT")).extensions["reasons"]).toEqual([
      { code: "LEASE_LOST" },
    ]);
  });
});

describe("playing", () => {
  test("three activities in order make the learner's progress, with events, and resume byte for byte", async () => {
    const { course, learner, packageId } = await buildPackageWorld(app);
    const opened = await open(learner, packageId);
    const document = launchDocument(opened.launch);
    expect(document).toMatchObject({
      lastWriter: null,
      locked: [],
      rules: { standard: "SCORM_12", mode: "normal", credit: "credit" },
      state: { lastSeq: 0, records: {} },
      learner: { id: learner.id },
    });
    expect(document.contentBase.startsWith(`${app.contentOrigin}/p/`) && document.contentBase.endsWith("/")).toBe(true);
    const data = "é\u0000\u{1F3CC}\uD800\r\n|'\"\\";
    await commit(
      learner,
      opened,
      deltaOf(1, "item-1", { "cmi.core.lesson_status": "incomplete", "cmi.suspend_data": data, "cmi.core.lesson_location": "p\u00007" }, [
        "initialize",
      ]),
    );
    expect(await progressOf(packageId, learner.id)).toMatchObject({ state: "IN_PROGRESS", fraction: 0, attempts: 1, runId: course.run.id });
    const answers = {
      "cmi.interactions.0.id": "q1",
      "cmi.interactions.0.type": "choice",
      "cmi.interactions.0.student_response": "a",
      "cmi.interactions.0.correct_responses.0.pattern": "b",
      "cmi.interactions.0.result": "wrong",
    };
    const one = await commit(
      learner,
      opened,
      deltaOf(
        2,
        "item-1",
        { "cmi.core.lesson_status": "completed", "cmi.core.score.raw": "80", "cmi.core.session_time": "00:00:05", ...answers },
        ["finish"],
      ),
    );
    expect(one).toMatchObject({ lastSeq: 2, percent: 33, state: "IN_PROGRESS", score: 80, maxScore: 100 });
    expect(await app.db.activityInteraction.findMany({ where: { registrationId: opened.registrationId } })).toMatchObject([
      { index: 0, identifier: "q1", type: "choice", response: "a", patterns: ["b"], result: "wrong" },
    ]);
    await commit(learner, opened, deltaOf(3, "item-2", { "cmi.core.lesson_status": "passed" }, ["initialize", "finish"]));
    await commit(learner, opened, deltaOf(4, "item-3", {}, ["initialize", "suspend"]));
    const again = launchDocument((await open(learner, packageId)).launch);
    expect(again.state.currentActivityId).toBe("item-3");
    expect(again.state.records["item-1"]?.model["cmi.suspend_data"]).toBe(data);
    expect(again.state.records["item-1"]?.model["cmi.core.lesson_location"]).toBe("p\u00007");
    expect(again.lastWriter).toBe(opened.lease);
    const last = await commit(
      learner,
      { ...opened, lease: again.lease },
      deltaOf(5, "item-3", { "cmi.core.lesson_status": "completed" }, ["finish", "leave"]),
    );
    expect(last).toMatchObject({ percent: 100, state: "PASSED" });
    const progress = await progressOf(packageId, learner.id);
    expect(progress).toMatchObject({ state: "PASSED", fraction: 1, score: 80, maxScore: 100, attempts: 1 });
    expect(progress?.facts.map((fact) => fact.criterion).sort()).toEqual(["completed", "passed", "viewed"]);
    const events = await app.db.event.findMany({
      where: { itemId: packageId, userId: learner.id },
      orderBy: { id: "asc" },
      select: { name: true },
    });
    expect(events.filter((event) => event.name === "paths.activity.committed")).toHaveLength(5);
    expect(events.map((event) => event.name)).toEqual(
      expect.arrayContaining(["paths.activity.launched", "paths.activity.ended", "progress.item.changed"]),
    );
  });

  test("once done it is reviewed without credit, or gone on with, or begun anew", async () => {
    const { teacher, learner, packageId } = await buildPackageWorld(app);
    const finish = async (score: string) => {
      const opened = await open(learner, packageId, { takeOver: true });
      const from = launchDocument(opened.launch).state.lastSeq;
      for (const [index, id] of ["item-1", "item-2", "item-3"].entries()) {
        await commit(
          learner,
          opened,
          deltaOf(from + index + 1, id, { "cmi.core.lesson_status": "passed", "cmi.core.score.raw": score }, ["initialize", "finish"]),
        );
      }
      return opened;
    };
    const first = await finish("70");
    const reviewed = await open(learner, packageId, { takeOver: true });
    expect(reviewed.registrationId).toBe(first.registrationId);
    expect(launchDocument(reviewed.launch).rules).toMatchObject({ mode: "review", credit: "no-credit" });
    await commit(
      learner,
      reviewed,
      deltaOf(4, "item-1", { "cmi.core.lesson_status": "failed", "cmi.core.score.raw": "0" }, ["initialize"]),
    );
    expect(await progressOf(packageId, learner.id)).toMatchObject({ state: "PASSED", score: 70 });
    const update = (reentry: string) =>
      teacher.client.run(`mutation ($id: ID!, $input: PackageInput!) { updatePackage(id: $id, input: $input) { reentry } }`, {
        id: packageId,
        input: { reentry },
      });
    await update("RESUME");
    expect(launchDocument((await open(learner, packageId, { takeOver: true })).launch).rules).toMatchObject({
      mode: "normal",
      credit: "credit",
    });
    await update("NEW_ATTEMPT");
    const second = await finish("50");
    expect(second.registrationId).not.toBe(first.registrationId);
    expect(await progressOf(packageId, learner.id)).toMatchObject({ state: "PASSED", score: 70, fraction: 1, attempts: 2 });
    await finish("90");
    expect(await progressOf(packageId, learner.id)).toMatchObject({ score: 90, attempts: 3 });
  });

  test("staff try a package without a trace in progress", async () => {
    const { teacher, packageId } = await buildPackageWorld(app);
    const opened = await open(teacher, packageId);
    await commit(teacher, opened, deltaOf(1, "item-1", { "cmi.core.lesson_status": "passed" }, ["initialize", "finish"]));
    expect(await app.db.progress.count({ where: { itemId: packageId } })).toBe(0);
    expect(await app.db.registration.findUniqueOrThrow({ where: { id: opened.registrationId } })).toMatchObject({
      counts: false,
      percent: 33,
    });
  });

  test("a second opening must take over, which ends the first; the same browser follows itself", async () => {
    const { learner, packageId } = await buildPackageWorld(app);
    const first = await open(learner, packageId);
    expect((await expectRefusal(open(learner, packageId), "CONFLICT")).extensions["reasons"]).toEqual([{ code: "LEASE_HELD" }]);
    const follows = await open(learner, packageId, { formerLease: first.lease });
    const taken = await open(learner, packageId, { takeOver: true });
    for (const old of [first, follows]) await expectRefusal(commit(learner, old, deltaOf(1, "item-1", {}, ["initialize"])), "CONFLICT");
    expect((await commit(learner, taken, deltaOf(1, "item-1", {}, ["initialize"]))).lastSeq).toBe(1);
    const LEAVE = `mutation ($registrationId: ID!, $lease: String!) { leaveRegistration(registrationId: $registrationId, lease: $lease) }`;
    expect(await learner.client.run(LEAVE, { ...first })).toEqual({ leaveRegistration: false });
    expect(await learner.client.run(LEAVE, { ...taken })).toEqual({ leaveRegistration: true });
    await expect(open(learner, packageId)).resolves.toBeTruthy();
  });
});

test("a save takes at most 4 statements besides viewer and gate, however much there is already", async () => {
  const { learner, packageId } = await buildPackageWorld(app);
  const opened = await open(learner, packageId);
  const send = (delta: ReturnType<typeof deltaOf>) =>
    learner.client.statementsOf(COMMIT, { registrationId: opened.registrationId, lease: opened.lease, delta });
  const counts: number[] = [];
  counts.push(await send(deltaOf(1, "item-1", { "cmi.core.lesson_location": "1" }, ["initialize"])));
  for (let seq = 2; seq < 12; seq += 1) {
    counts.push(
      await send(
        deltaOf(
          seq,
          `item-${(seq % 3) + 1}`,
          { "cmi.core.lesson_status": "completed", [`cmi.interactions.${seq}.id`]: "q", "cmi.suspend_data": "x".repeat(10_000 * seq) },
          ["initialize", "commit"],
        ),
      ),
    );
  }
  expect(Math.max(...counts)).toBeLessThanOrEqual(6); // viewer, gate, read, store, progress, events
  // A bookmark moves nothing that anybody reads elsewhere.
  expect(await send(deltaOf(12, "item-1", { "cmi.core.lesson_location": "9", "cmi.suspend_data": "y" }, ["commit"]))).toBe(5);
});
