// What becomes of people's work when a process or the database goes.
import { afterAll, beforeAll, expect, jest, test } from "@jest/globals";
import { setTimeout as wait } from "node:timers/promises";
import { openPlayer } from "../bench/package-player.mjs";
import { cookieOf, rowId } from "../bench/site.mjs";
import { answers, attempt, CREATE_TERM, eventually, openCampus } from "./campus.mjs";
import { NEWS, subscribe } from "./live.mjs";

jest.setTimeout(240_000);
let campus;
beforeAll(async () => (campus = await openCampus()));
afterAll(() => campus?.stop());

/** Teachers of the courses from the third on (the second's glossary is full) write terms as fast as they are answered, until `stop()`; what was acknowledged, and what was answered otherwise. */
function writers(port, count, label) {
  const seen = { acknowledged: [], refused: [], lost: 0 };
  let running = true;
  const one = async (n) => {
    for (let turn = 0; running; turn += 1) {
      const variables = { courseId: rowId("course", n), term: `${label} ${n} ${turn}`, definition: "<p>Written under load.</p>" };
      const answer = await attempt(port, cookieOf(`teacher-${n}`), CREATE_TERM, variables);
      if (answer.lost) seen.lost += 1;
      else if (answer.code) seen.refused.push(answer);
      else seen.acknowledged.push(answer.data.createGlossaryTerm.id);
      if (answer.lost || answer.code) await wait(50);
    }
  };
  const all = Promise.all(Array.from({ length: count }, (_, index) => one(index + 3)));
  return { seen, stop: () => ((running = false), all) };
}

const stored = async (ids) =>
  (await campus.sql('SELECT "id"::text FROM "GlossaryTerm" WHERE "id" = ANY($1::uuid[])', [ids])).map(({ id }) => id);
const eventsOf = async (ids) =>
  (await campus.sql(`SELECT "rowId"::text FROM "Event" WHERE "name" = 'glossary.term.created' AND "rowId" = ANY($1::uuid[])`, [ids]))
    .length;

test("kill -9 under load loses no acknowledged write, nor its event", async () => {
  const acknowledged = [];
  for (let round = 0; round < 3; round += 1) {
    const api = await campus.start();
    const work = writers(api.port, 8, `killed ${round}`);
    await eventually(() => work.seen.acknowledged.length > 15);
    api.child.kill("SIGKILL");
    await work.stop();
    expect(work.seen.lost).toBeGreaterThan(0);
    expect(work.seen.refused).toEqual([]);
    acknowledged.push(...work.seen.acknowledged);
  }
  expect((await stored(acknowledged)).sort()).toEqual([...acknowledged].sort());
  expect(await eventsOf(acknowledged)).toBe(acknowledged.length);
});

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
  expect((await stored(work.seen.acknowledged)).length).toBe(work.seen.acknowledged.length);
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

test("a graceful stop under load finishes what it has begun, and takes nothing new", async () => {
  const api = await campus.start();
  const work = writers(api.port, 8, "stopped");
  await eventually(() => work.seen.acknowledged.length > 15);
  const started = performance.now();
  const exit = new Promise((resolve) => api.child.once("exit", (code, signal) => resolve({ code, signal })));
  api.child.kill("SIGTERM");
  expect(await exit).toEqual({ code: 0, signal: null });
  expect(performance.now() - started).toBeLessThan(10_000);
  expect(await answers(api.port)).toBe(false);
  await work.stop();
  expect(work.seen.refused).toEqual([]);
  const ids = work.seen.acknowledged;
  expect((await stored(ids)).length).toBe(ids.length);
  // Nothing was written whose answer was cut off.
  const [{ count }] = await campus.sql(`SELECT count(*)::int FROM "GlossaryTerm" WHERE "term" LIKE 'stopped %'`);
  expect(count).toBe(ids.length);
});

test("two API processes and a worker on one database", async () => {
  const [a, b, worker] = await Promise.all([
    campus.start({ ROLE: "web" }),
    campus.start({ ROLE: "web" }),
    campus.start({ ROLE: "worker" }),
  ]);
  const heard = [];
  const listener = subscribe(
    b.port,
    cookieOf("learner-3"),
    NEWS,
    { courseId: rowId("course", 5) },
    (data) => data && heard.push(data.glossaryChanged.id),
  );
  await listener.opened;
  // Whether the stream listens by now is only seen by what it hears.
  const ids = [];
  await eventually(async () => {
    const variables = { courseId: rowId("course", 5), term: `told across ${ids.length}`, definition: "<p>x</p>" };
    ids.push((await attempt(a.port, cookieOf("teacher-5"), CREATE_TERM, variables)).data.createGlossaryTerm.id);
    await wait(100);
    return heard.includes(ids.at(-1));
  });
  // Uploaded at one, asked for at the other, imported by the worker, seen by both.
  const player = await openPlayer(a.port, cookieOf("teacher-5"), cookieOf("learner-3"), rowId("course", 5), campus.archive("small"));
  const first = player.commit();
  expect((await attempt(b.port, cookieOf("learner-3"), first.query, first.variables)).data.commitRuntime.lastSeq).toBe(1);
  const [job] = await campus.sql(`SELECT "state", "attempts" FROM "Job" ORDER BY "createdAt" DESC LIMIT 1`);
  expect(job).toEqual({ state: "SUCCEEDED", attempts: 1 });
  listener.cut();
  await Promise.all([a.stop(), b.stop(), worker.stop()]);
});
