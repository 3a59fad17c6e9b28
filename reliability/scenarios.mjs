// What is tried with a campus under load, for the quick look of `npm test` and for the long one.
import { expect } from "@jest/globals";
import { setTimeout as wait } from "node:timers/promises";
import { openPlayer } from "../bench/package-player.mjs";
import { cookieOf, rowId } from "../bench/site.mjs";
import { answers, attempt, CREATE_TERM, eventually } from "./campus.mjs";
import { NEWS, subscribe } from "./live.mjs";

/** How long is waited for something that happens in a second on a machine that does nothing else. */
const PATIENCE = 120;

/** Teachers of the courses from the third on (the second's glossary is full) write terms as fast as they are answered, until `stop()`; what was acknowledged, and what was answered otherwise. */
export function writers(port, count, label) {
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

export const stored = async (campus, ids) =>
  (await campus.sql('SELECT "id"::text FROM "GlossaryTerm" WHERE "id" = ANY($1::uuid[])', [ids])).map(({ id }) => id);
const eventsOf = async (campus, ids) =>
  (await campus.sql(`SELECT "rowId"::text FROM "Event" WHERE "name" = 'glossary.term.created' AND "rowId" = ANY($1::uuid[])`, [ids]))
    .length;

/** Kills the server while people write, some times over: what was acknowledged is there, and its event. */
export async function killUnderLoad(campus, { rounds, count }) {
  const acknowledged = [];
  for (let round = 0; round < rounds; round += 1) {
    const api = await campus.start();
    const work = writers(api.port, count, `killed ${round}`);
    await eventually(() => work.seen.acknowledged.length > 15, PATIENCE);
    api.child.kill("SIGKILL");
    await eventually(() => work.seen.lost > 0, PATIENCE);
    await work.stop();
    expect(work.seen.refused).toEqual([]);
    acknowledged.push(...work.seen.acknowledged);
  }
  expect((await stored(campus, acknowledged)).sort()).toEqual([...acknowledged].sort());
  expect(await eventsOf(campus, acknowledged)).toBe(acknowledged.length);
}

/** Asks the server to stop while people write: what it has begun is finished, nothing else is taken. Gives how long it took, milliseconds. */
export async function stopUnderLoad(campus, { count }) {
  const api = await campus.start();
  const work = writers(api.port, count, "stopped");
  await eventually(() => work.seen.acknowledged.length > 15, PATIENCE);
  const started = performance.now();
  const exit = new Promise((resolve) => api.child.once("exit", (code, signal) => resolve({ code, signal })));
  api.child.kill("SIGTERM");
  expect(await exit).toEqual({ code: 0, signal: null });
  const took = performance.now() - started;
  expect(await answers(api.port)).toBe(false);
  await work.stop();
  expect(work.seen.refused).toEqual([]);
  const ids = work.seen.acknowledged;
  expect((await stored(campus, ids)).length).toBe(ids.length);
  // Nothing was written whose answer was cut off.
  const [{ count: written }] = await campus.sql(`SELECT count(*)::int FROM "GlossaryTerm" WHERE "term" LIKE 'stopped %'`);
  expect(written).toBe(ids.length);
  return took;
}

/** Two processes that serve and one that works: what is done at one is told and seen at the other. */
export async function workAcross(campus) {
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
  }, PATIENCE);
  // Uploaded at one, asked for at the other, imported by the worker, seen by both.
  const player = await openPlayer(a.port, cookieOf("teacher-5"), cookieOf("learner-3"), rowId("course", 5), campus.archive("small"));
  const first = player.commit();
  expect((await attempt(b.port, cookieOf("learner-3"), first.query, first.variables)).data.commitRuntime.lastSeq).toBe(1);
  const [job] = await campus.sql(
    `SELECT "state", "attempts" FROM "Job" WHERE "kind" = 'paths.importPackage' ORDER BY "createdAt" DESC LIMIT 1`,
  );
  expect(job).toEqual({ state: "SUCCEEDED", attempts: 1 });
  listener.cut();
  await Promise.all([a.stop(), b.stop(), worker.stop()]);
}
