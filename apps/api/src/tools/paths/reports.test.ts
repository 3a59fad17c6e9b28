import { describe, expect, test } from "@jest/globals";
import { createClient } from "graphql-ws";
import WebSocket from "ws";
import { startTestApp } from "../../test/app";
import { expectRefusal } from "../../test/client";
import { buildSession } from "../../test/course-factories";
import { atEnd } from "../../test/ending";
import { buildUser, signInAs } from "../../test/factories";
import { buildMember, buildPackage, buildPackageWorld, commit, deltaOf, open, type Person } from "./test-packages";

const app = await startTestApp();
const GRID = `query ($packageId: ID!, $sessionId: ID, $filter: PackageGridFilter, $first: Int, $after: String) {
  packageGrid(packageId: $packageId, sessionId: $sessionId, filter: $filter, first: $first, after: $after) {
    totalCount pageInfo { endCursor hasNextPage }
    nodes { id learner { id name } state percent score maxScore seconds attempts lastAt cells { activityId state score maxScore seconds } } } }`;
interface GridRow {
  id: string;
  learner: { id: string; name: string };
  state: string;
  percent: number;
  score: number | null;
  attempts: number;
  cells: { activityId: string; state: string; score: number | null }[];
}
interface Grid {
  packageGrid: { totalCount: number; pageInfo: { endCursor: string; hasNextPage: boolean }; nodes: GridRow[] };
}
const ATTEMPTS = `query ($packageId: ID!, $userId: ID) { packageAttempts(packageId: $packageId, userId: $userId) {
  id number state percent activities { activityId title state score reportedSeconds location interactionCount notes } } }`;
const INTERACTIONS = `query ($registrationId: ID!, $first: Int, $after: String) { packageInteractions(registrationId: $registrationId, first: $first, after: $after) {
  totalCount pageInfo { endCursor hasNextPage } nodes { activityId index identifier type response patterns result } } }`;
const RESET = `mutation ($packageId: ID!, $userIds: [ID!]!) { resetProgress(packageId: $packageId, userIds: $userIds) { trashId userIds } }`;
const RESTORE = `mutation ($trashId: ID!) { restoreProgress(trashId: $trashId) }`;
const gridOf = (person: Person, packageId: string, variables = {}) =>
  person.client.run<Grid>(GRID, { packageId, ...variables }).then((data) => data.packageGrid);

async function playOne(person: Person, packageId: string) {
  const opened = await open(person, packageId);
  const answer = (n: number) => ({
    [`cmi.interactions.${n}.id`]: `q${n}`,
    [`cmi.interactions.${n}.student_response`]: "a",
    [`cmi.interactions.${n}.correct_responses.0.pattern`]: "b",
    [`cmi.interactions.${n}.result`]: "wrong",
  });
  await commit(
    person,
    opened,
    deltaOf(
      1,
      "item-1",
      {
        "cmi.core.lesson_status": "passed",
        "cmi.core.score.raw": "60",
        "cmi.core.lesson_location": "p\u00003",
        "cmi.core.session_time": "00:00:12.50",
        ...answer(0),
        ...answer(1),
        ...answer(2),
      },
      ["initialize", "finish"],
    ),
  );
  return opened;
}

test("who may not follow, reset or read others' attempts", async () => {
  const { course, teacher, learner, packageId } = await buildPackageWorld(app);
  const session = await buildSession(app.db, course);
  const tutor = await buildMember(app, course, "TUTOR", session.run.id);
  const other = await buildMember(app, course, "LEARNER");
  const opened = await playOne(learner, packageId);
  const stranger = await signInAs(app, await buildUser(app));
  for (const [query, variables] of [
    [GRID, { packageId }],
    [ATTEMPTS, { packageId, userId: learner.id }],
    [RESET, { packageId, userIds: [learner.id] }],
  ] as const) {
    await expectRefusal(app.client().run(query, variables), "NOT_FOUND");
    await expectRefusal(stranger.run(query, variables), "NOT_FOUND");
    await expectRefusal(tutor.client.run(query, variables), "NOT_FOUND");
    await expectRefusal(other.client.run(query, variables), "FORBIDDEN");
  }
  for (const client of [app.client(), stranger, tutor.client, other.client])
    await expectRefusal(client.run(INTERACTIONS, { registrationId: opened.registrationId }), "NOT_FOUND");
  await expectRefusal(teacher.client.run(RESET, { packageId, userIds: [teacher.id] }), "INVALID_INPUT");
  await expectRefusal(teacher.client.run(RESET, { packageId, userIds: [] }), "INVALID_INPUT");
  expect((await gridOf(tutor, packageId, { sessionId: session.id })).nodes).toEqual([]);
});

describe("following", () => {
  test("the grid shows each learner's activities, by name, in pages, filtered; the teacher's own trial is not in it", async () => {
    const { course, teacher, learner, packageId } = await buildPackageWorld(app);
    await app.db.user.update({ where: { id: learner.id }, data: { givenName: "Zoé", familyName: "Aaron" } });
    const idle = await buildMember(app, course, "LEARNER");
    await playOne(learner, packageId);
    await playOne(teacher, packageId);
    const all = await gridOf(teacher, packageId);
    expect(all.totalCount).toBe(2);
    expect(all.nodes[0]).toMatchObject({
      learner: { name: "Zoé Aaron" },
      state: "IN_PROGRESS",
      percent: 33,
      score: 60,
      attempts: 1,
      cells: [{ activityId: "item-1", state: "PASSED", score: 60 }],
    });
    expect(all.nodes[1]).toMatchObject({ learner: { id: idle.id }, state: "NOT_STARTED", percent: 0, score: null, cells: [] });
    const first = await gridOf(teacher, packageId, { first: 1 });
    expect([first.pageInfo.hasNextPage, first.nodes[0]!.learner.id]).toEqual([true, learner.id]);
    expect((await gridOf(teacher, packageId, { first: 1, after: first.pageInfo.endCursor })).nodes.map((row) => row.learner.id)).toEqual([
      idle.id,
    ]);
    expect((await gridOf(teacher, packageId, { filter: { search: "zoé" } })).nodes).toHaveLength(1);
    expect((await gridOf(teacher, packageId, { filter: { state: "NOT_STARTED" } })).nodes.map((row) => row.learner.id)).toEqual([idle.id]);
    const overview = await teacher.client.run<{ package: { overview: object } }>(
      `query ($id: ID!) { package(id: $id) { overview { learners started finished averageFraction averageScore } } }`,
      {
        id: packageId,
      },
    );
    expect(overview.package.overview).toMatchObject({ learners: 2, started: 1, finished: 0, averageScore: 60 });
  });

  test("statements stay the same however many learners, activities and packages there are", async () => {
    const { course, teacher, packageId } = await buildPackageWorld(app);
    const LIST = `query ($courseId: ID!) { packages(courseId: $courseId, first: 100) { totalCount nodes { id title access { open reasons { code } } progress { fraction state } registration { percent } overview { learners } viewerCan { update } } } }`;
    const before = {
      grid: await teacher.client.statementsOf(GRID, { packageId, first: 100 }),
      list: await teacher.client.statementsOf(LIST, { courseId: course.id }),
    };
    for (let n = 0; n < 8; n += 1) await playOne(await buildMember(app, course, "LEARNER"), packageId);
    for (let n = 0; n < 4; n += 1) await buildPackage(app, teacher, course.id);
    const after = {
      grid: await teacher.client.statementsOf(GRID, { packageId, first: 100 }),
      list: await teacher.client.statementsOf(LIST, { courseId: course.id }),
    };
    expect(after).toEqual(before);
    expect(after.grid).toBeLessThanOrEqual(8);
    expect(after.list).toBeLessThanOrEqual(8);
  });

  test("attempts and interactions: all for staff, one's own without the right answers", async () => {
    const { teacher, learner, packageId } = await buildPackageWorld(app);
    const { registrationId } = await playOne(learner, packageId);
    for (const [person, userId] of [
      [teacher, learner.id],
      [learner, null],
    ] as const) {
      const { packageAttempts } = await person.client.run<{ packageAttempts: object[] }>(ATTEMPTS, { packageId, userId });
      expect(packageAttempts).toMatchObject([
        {
          id: registrationId,
          number: 1,
          percent: 33,
          activities: [
            { activityId: "item-1", title: "One", state: "PASSED", reportedSeconds: 12.5, location: "p\uFFFD3", interactionCount: 3 },
          ],
        },
      ]);
    }
    const read = (person: Person, variables = {}) =>
      person.client
        .run<{
          packageInteractions: { totalCount: number; pageInfo: { endCursor: string }; nodes: { index: number; patterns: string[] }[] };
        }>(INTERACTIONS, { registrationId, ...variables })
        .then((data) => data.packageInteractions);
    expect((await read(teacher)).nodes).toMatchObject([
      { index: 0, identifier: "q0", response: "a", patterns: ["b"], result: "wrong" },
      { index: 1 },
      { index: 2 },
    ]);
    expect((await read(learner)).nodes.map((row) => row.patterns)).toEqual([[], [], []]);
    const page = await read(teacher, { first: 2 });
    expect(page.totalCount).toBe(3);
    expect((await read(teacher, { first: 2, after: page.pageInfo.endCursor })).nodes.map((row) => row.index)).toEqual([2]);
  });

  test("a reset starts the learner over and ends their opening; undone, the better of both stays", async () => {
    const { teacher, learner, packageId } = await buildPackageWorld(app);
    const opened = await playOne(learner, packageId);
    const { resetProgress } = await teacher.client.run<{ resetProgress: { trashId: string } }>(RESET, { packageId, userIds: [learner.id] });
    expect(
      (await expectRefusal(commit(learner, opened, deltaOf(2, "item-2", {}, ["initialize"])), "CONFLICT")).extensions["reasons"],
    ).toEqual([{ code: "LEASE_LOST" }]);
    expect((await gridOf(teacher, packageId)).nodes[0]).toMatchObject({ state: "NOT_STARTED", attempts: 0, cells: [] });
    const anew = await open(learner, packageId);
    expect(anew.registrationId).not.toBe(opened.registrationId);
    await commit(learner, anew, deltaOf(1, "item-2", { "cmi.core.lesson_status": "completed" }, ["initialize", "finish"]));
    await teacher.client.run(RESTORE, { trashId: resetProgress.trashId });
    await expectRefusal(teacher.client.run(RESTORE, { trashId: resetProgress.trashId }), "NOT_FOUND");
    expect((await gridOf(teacher, packageId)).nodes[0]).toMatchObject({ state: "IN_PROGRESS", percent: 33, score: 60, attempts: 2 });
    expect(await app.db.registration.count({ where: { packageId, trashedAt: null } })).toBe(2);
  });

  test("the teacher's grid moves while a learner plays, and what was missed comes after the cursor", async () => {
    const { teacher, learner, packageId } = await buildPackageWorld(app);
    const cookie = teacher.client.cookieHeader;
    class Socket extends WebSocket {
      constructor(url: string, protocols: string | string[]) {
        super(url, protocols, { headers: { cookie } });
      }
    }
    const socket = createClient({ url: `${app.origin.replace("http", "ws")}/graphql`, webSocketImpl: Socket, lazy: false });
    atEnd(() => socket.dispose());
    const subscribe = (after: string | null) =>
      socket.iterate<{ packageGridChanged: { action: string; id: string; eventId: string; node: GridRow } }>({
        query: `subscription ($packageId: ID!, $after: String) { packageGridChanged(packageId: $packageId, after: $after) { action id eventId node { id state percent cells { activityId state } } } }`,
        variables: { packageId, after },
      });
    const { liveCursor } = await teacher.client.run<{ liveCursor: string }>(`{ liveCursor }`);
    const stream = subscribe(liveCursor);
    const opened = await playOne(learner, packageId);
    const first = (await stream.next()).value as { data: { packageGridChanged: { id: string; eventId: string; node: GridRow } } };
    expect(first.data.packageGridChanged).toMatchObject({
      action: "updated",
      node: { percent: 33, cells: [{ activityId: "item-1", state: "PASSED" }] },
    });
    expect(first.data.packageGridChanged.id).toBe(first.data.packageGridChanged.node.id);
    await stream.return?.();
    await commit(learner, opened, deltaOf(2, "item-2", { "cmi.core.lesson_status": "completed" }, ["initialize", "finish"]));
    const again = subscribe(first.data.packageGridChanged.eventId);
    let last = first;
    while (last.data.packageGridChanged.node.percent < 66) last = (await again.next()).value as typeof first;
    expect(last.data.packageGridChanged.node.percent).toBe(66);
    await again.return?.();
    const refused = socket.iterate({ query: `subscription { packageGridChanged(packageId: "${packageId.replace(/.$/, "0")}") { id } }` });
    expect((await refused.next()).value).toMatchObject({ errors: [{ extensions: { code: "NOT_FOUND" } }] });
  });
});
