import { expect, test } from "@jest/globals";
import { startTestApp } from "../../test/app";
import { expectRefusal, type TestClient } from "../../test/client";
import { buildGlossaryWorld } from "./glossary.factories";

const app = await startTestApp();
const READING = "{ glossaryReading { off announce courseIds } }";
const SET = "mutation ($input: SetGlossaryReadingInput!) { setGlossaryReading(input: $input) { off announce courseIds } }";

const set = async (client: TestClient, input: object) =>
  (await client.run<{ setGlossaryReading: object }>(SET, { input })).setGlossaryReading;

test("visitors have none, and nobody chooses for a course that they may not enter", async () => {
  const { clients, course, session } = await buildGlossaryWorld(app);
  await expectRefusal(clients.anonymous.run(READING), "UNAUTHENTICATED");
  await expectRefusal(clients.anonymous.run(SET, { input: { off: true } }), "UNAUTHENTICATED");
  await expectRefusal(clients.stranger.run(SET, { input: { courseId: course.id, on: true } }), "NOT_FOUND");
  await expectRefusal(clients.learner.run(SET, { input: { courseId: course.id, sessionId: session.id, on: true } }), "NOT_FOUND");
  await expectRefusal(clients.learner.run(SET, { input: { on: true } }), "INVALID_INPUT");
  expect(await app.db.glossaryReader.count()).toBe(0);
});

test("each choice is kept for the account by itself; marks on demand are switched on course by course", async () => {
  const { clients, course, session } = await buildGlossaryWorld(app);
  const { learner, sessionLearner } = clients;
  expect(await learner.run(READING)).toEqual({ glossaryReading: { off: false, announce: false, courseIds: [] } });
  expect(await set(learner, { courseId: course.id, on: true })).toEqual({ off: false, announce: false, courseIds: [course.id] });
  expect(await set(learner, { courseId: course.id, on: true })).toMatchObject({ courseIds: [course.id] });
  expect(await set(learner, { announce: true })).toEqual({ off: false, announce: true, courseIds: [course.id] });
  expect(await set(learner, { off: true })).toEqual({ off: true, announce: true, courseIds: [course.id] });
  expect(await set(learner, { courseId: course.id, on: false, off: false })).toEqual({ off: false, announce: true, courseIds: [] });
  expect(await set(sessionLearner, { courseId: course.id, sessionId: session.id, on: true })).toMatchObject({ courseIds: [course.id] });
  expect(await learner.run(READING)).toMatchObject({ glossaryReading: { courseIds: [] } });
});
