import { describe, expect, test } from "@jest/globals";
import { startTestApp } from "../../test/app";
import { expectRefusal } from "../../test/client";
import { buildSession } from "../../test/course-factories";
import { eventually } from "../../test/eventually";
import { listenAs } from "../../test/live-client";
import { buildMember, type Person } from "./test-packages";
import { addTexts, buildPathWorld, openStep, readPath, setPathOrder, waiveStep } from "./test-paths";

const app = await startTestApp();
const GRID = `query ($pathId: ID!, $sessionId: ID, $filter: PackageGridFilter, $first: Int, $after: String) {
  pathGrid(pathId: $pathId, sessionId: $sessionId, filter: $filter, first: $first, after: $after) {
    totalCount pageInfo { endCursor hasNextPage } nodes { id learner { id } state percent score runs cells { stepId state done waived reason } } } }`;
interface Row {
  learner: { id: string };
  state: string;
  percent: number;
  runs: number;
  cells: { stepId: string; state: string; done: boolean; waived: boolean; reason: string | null }[];
}
const gridOf = async (person: Person, pathId: string, variables = {}) =>
  (
    await person.client.run<{ pathGrid: { totalCount: number; pageInfo: { endCursor: string; hasNextPage: boolean }; nodes: Row[] } }>(
      GRID,
      {
        pathId,
        ...variables,
      },
    )
  ).pathGrid;
const RUN = `query ($pathId: ID!, $userId: ID!) { pathRun(pathId: $pathId, userId: $userId) { number percent } }`;
const RESET = `mutation ($pathId: ID!, $userIds: [ID!]!) { resetProgress(pathId: $pathId, userIds: $userIds) { trashId userIds } }`;
const RESTORE = `mutation ($trashId: ID!) { restoreProgress(trashId: $trashId) }`;

test("who may not follow learners, or let them start over", async () => {
  const { course, teacher, learner, pathId } = await buildPathWorld(app);
  const session = await buildSession(app.db, course);
  const tutor = await buildMember(app, course, "TUTOR", session.run.id);
  for (const [query, variables] of [
    [GRID, { pathId }],
    [RESET, { pathId, userIds: [learner.id] }],
    [RUN, { pathId, userId: teacher.id }],
  ] as const) {
    await expectRefusal(app.client().run(query, variables), "NOT_FOUND");
    await expectRefusal(tutor.client.run(query, variables), "NOT_FOUND");
    await expectRefusal(learner.client.run(query, variables), "FORBIDDEN");
  }
  await expectRefusal(teacher.client.run(RESET, { pathId, userIds: [teacher.id] }), "INVALID_INPUT");
  await expectRefusal(teacher.client.run("mutation { resetProgress(userIds: []) { trashId } }"), "INVALID_INPUT");
  expect((await gridOf(tutor, pathId, { sessionId: session.id })).nodes).toEqual([]);
});

describe("following", () => {
  test("learners by steps, in pages, filtered, with waivers and their reasons", async () => {
    const { course, teacher, learner, pathId } = await buildPathWorld(app);
    const [one, two] = await addTexts(teacher, pathId, "One", "Two");
    const idle = await buildMember(app, course, "LEARNER");
    await app.db.user.update({ where: { id: learner.id }, data: { familyName: "Aaron" } });
    await app.db.user.update({ where: { id: idle.id }, data: { familyName: "Zola" } });
    await openStep(learner, { stepId: one });
    await waiveStep(teacher, { stepId: two, userId: idle.id, reason: "Did it elsewhere" });
    const all = await gridOf(teacher, pathId);
    expect(all.totalCount).toBe(2);
    expect(all.nodes[0]).toMatchObject({
      learner: { id: learner.id },
      state: "IN_PROGRESS",
      percent: 50,
      runs: 1,
      cells: [{ stepId: one, done: true }],
    });
    expect(all.nodes[1]!.cells).toMatchObject([{ stepId: two, done: true, waived: true, reason: "Did it elsewhere" }]);
    const first = await gridOf(teacher, pathId, { first: 1 });
    expect((await gridOf(teacher, pathId, { first: 1, after: first.pageInfo.endCursor })).nodes.map((row) => row.learner.id)).toEqual([
      idle.id,
    ]);
    expect((await gridOf(teacher, pathId, { filter: { state: "COMPLETED" } })).nodes).toEqual([]);
    expect(await teacher.client.run(RUN, { pathId, userId: learner.id })).toEqual({ pathRun: { number: 1, percent: 50 } });
    expect(await learner.client.run(RUN, { pathId, userId: learner.id })).toEqual({ pathRun: { number: 1, percent: 50 } });
  });

  test("a reset takes the runs out of sight, and what is done next counts alone; undone, the better result stays", async () => {
    const { teacher, learner, pathId } = await buildPathWorld(app);
    const [one, two] = await addTexts(teacher, pathId, "One", "Two");
    await openStep(learner, { stepId: one });
    await openStep(learner, { stepId: two });
    const { resetProgress } = await teacher.client.run<{ resetProgress: { trashId: string } }>(RESET, { pathId, userIds: [learner.id] });
    expect((await readPath(learner, pathId)).run).toBeNull();
    expect((await gridOf(teacher, pathId)).nodes[0]).toMatchObject({ percent: 0, cells: [] });
    expect((await openStep(learner, { stepId: one })).run).toMatchObject({ number: 2, percent: 50 });
    await teacher.client.run(RESTORE, { trashId: resetProgress.trashId });
    expect((await gridOf(teacher, pathId)).nodes[0]).toMatchObject({ state: "COMPLETED", percent: 100 });
    expect((await readPath(learner, pathId)).run).toMatchObject({ number: 2, percent: 50 });
    await expectRefusal(teacher.client.run(RESTORE, { trashId: resetProgress.trashId }), "NOT_FOUND");
  });

  test("the number of statements does not grow with learners and steps", async () => {
    const { course, teacher, pathId } = await buildPathWorld(app);
    const ids = await addTexts(teacher, pathId, "One");
    const few = await teacher.client.statementsOf(GRID, { pathId });
    ids.push(...(await addTexts(teacher, pathId, "Two", "Three", "Four")));
    for (let more = 0; more < 3; more += 1) {
      const person = await buildMember(app, course, "LEARNER");
      for (const stepId of ids) await openStep(person, { stepId });
    }
    expect(await teacher.client.statementsOf(GRID, { pathId })).toBeLessThanOrEqual(few + 1);
  });
});

describe("live", () => {
  test("a teacher's grid, the learner's own tree and the edited path are told as they change, and nobody else's", async () => {
    const { course, teacher, learner, pathId } = await buildPathWorld(app);
    const [one] = await addTexts(teacher, pathId, "One", "Two");
    const other = await buildMember(app, course, "LEARNER");
    const { liveCursor: after } = await teacher.client.run<{ liveCursor: string }>("{ liveCursor }");
    const listen = (person: Person, name: string, fields: string) =>
      listenAs<object>(
        person.client,
        `subscription ($pathId: ID!, $after: String) { ${name}(pathId: $pathId, after: $after) { action ${fields} } }`,
        {
          ...{ pathId, after },
        },
      );
    const grid = listen(teacher, "pathGridChanged", "node { learner { id } percent }");
    const own = listen(learner, "pathProgressChanged", "node { run { percent } }");
    const others = listen(other, "pathProgressChanged", "node { run { percent } }");
    const edited = listen(other, "pathChanged", "node { order }");
    const refused = listen(learner, "pathGridChanged", "id");
    expect(await refused.ended).toBe("FORBIDDEN");
    await openStep(learner, { stepId: one });
    await setPathOrder(teacher, { id: pathId, order: "LINEAR" });
    const told = (stream: { received: object[] }, words: string) => stream.received.some((event) => JSON.stringify(event).includes(words));
    await eventually(() =>
      Promise.resolve((told(grid, '"percent":50') && told(own, '"percent":50') && told(edited, "LINEAR")) || undefined),
    );
    expect(others.received).toEqual([]);
    for (const stream of [grid, own, others, edited]) stream.stop();
  });
});
