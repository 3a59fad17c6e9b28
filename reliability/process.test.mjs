// What becomes of people's work when a process or the database goes.
import { afterAll, beforeAll, expect, jest, test } from "@jest/globals";
import { setTimeout as wait } from "node:timers/promises";
import { openPlayer } from "../bench/package-player.mjs";
import { cookieOf, rowId } from "../bench/site.mjs";
import { attempt, CREATE_TERM, eventually, openCampus } from "./campus.mjs";
import { NEWS, subscribe } from "./live.mjs";
import { killUnderLoad, stopUnderLoad, stored, writers } from "./scenarios.mjs";

jest.setTimeout(240_000);
let campus;
beforeAll(async () => (campus = await openCampus()));
afterAll(() => campus?.stop());

test("kill -9 under load loses no acknowledged write, nor its event", () => killUnderLoad(campus, { rounds: 3, count: 8 }));

test("the player's journal: what was acknowledged before kill -9 is there after it", async () => {
  const api = await campus.start();
  const player = await openPlayer(api.port, cookieOf("teacher-5"), cookieOf("learner-3"), rowId("course", 5), campus.archive("small"));
  let last = 0;
  const playing = (async () => {
    for (;;) {
      const { query, variables } = player.commit();
      const answer = await attempt(api.port, cookieOf("learner-3"), query, variables);
      if (answer.lost) return;
      last = answer.data.commitRuntime.lastSeq;
    }
  })();
  await eventually(() => last > 10);
  api.child.kill("SIGKILL");
  await playing;
  const [row] = await campus.sql('SELECT "lastSeq" FROM "Registration" WHERE "packageId" = $1', [player.packageId]);
  // One more may have been stored whose answer was cut off; the player sends it again under the same number.
  expect(row.lastSeq - last).toBeGreaterThanOrEqual(0);
  expect(row.lastSeq - last).toBeLessThanOrEqual(1);
});

test("the database restarted under load: clear failures, then recovery with no restart", async () => {
  const api = await campus.start();
  const heard = [];
  const listener = subscribe(
    api.port,
    cookieOf("learner-3"),
    NEWS,
    { courseId: rowId("course", 5) },
    (data) => data && heard.push(data.glossaryChanged.id),
  );
  await listener.opened;
  const work = writers(api.port, 6, "restarted");
  await eventually(() => work.seen.acknowledged.length > 10);
  await campus.stopDatabase();
  await eventually(() => work.seen.refused.length > 5);
  expect((await fetch(`${api.origin}/health`)).status).toBe(503);
  await campus.startDatabase();
  const before = work.seen.acknowledged.length;
  await eventually(() => work.seen.acknowledged.length > before + 10);
  await work.stop();
  expect(new Set(work.seen.refused.map(({ code }) => code))).toEqual(new Set(["UNAVAILABLE"]));
  expect(new Set(work.seen.refused.map(({ status }) => status))).toEqual(new Set([503]));
  expect(work.seen.refused[0].retryAfter).not.toBeNull();
  expect(work.seen.lost).toBe(0);
  expect((await stored(campus, work.seen.acknowledged)).length).toBe(work.seen.acknowledged.length);
  expect((await fetch(`${api.origin}/health`)).status).toBe(200);
  // A stream that lived through it hears again; one that was ended by it would be resumed from its cursor.
  const variables = { courseId: rowId("course", 5), term: "after the restart", definition: "<p>x</p>" };
  const ended = await Promise.race([listener.ended, wait(1).then(() => null)]);
  if (!ended) {
    const made = await attempt(api.port, cookieOf("teacher-5"), CREATE_TERM, variables);
    await eventually(() => heard.includes(made.data.createGlossaryTerm.id));
  }
  listener.cut();
  await api.stop();
});

test("a graceful stop under load finishes what it has begun, and takes nothing new, within ten seconds", async () => {
  expect(await stopUnderLoad(campus, { count: 8 })).toBeLessThan(10_000);
});
