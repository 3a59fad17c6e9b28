// Many listeners, and slow ones.
import { afterAll, beforeAll, expect, jest, test } from "@jest/globals";
import { cookieOf, rowId } from "../bench/site.mjs";
import { attempt, CREATE_TERM, eventually, openCampus } from "./campus.mjs";
import { NEWS, subscribe } from "./live.mjs";

jest.setTimeout(300_000);
let campus;
beforeAll(async () => (campus = await openCampus()));
afterAll(() => campus?.stop());

const courseId = rowId("course", 5);
const create = async (port, term, definition = "<p>x</p>") =>
  (await attempt(port, cookieOf("teacher-5"), CREATE_TERM, { courseId, term, definition })).data.createGlossaryTerm.id;

/** Writes events of one term by set, as `ctx.write` does: rows and notices in one transaction. */
const touch = (termId, times) =>
  campus.sql(
    `WITH written AS (
       INSERT INTO "Event" ("name", "topic", "courseId", "runId", "tool", "rowId", "itemId")
       SELECT 'glossary.term.updated', 'course:' || $1, $1::uuid, $2::uuid, 'glossary', $3::uuid, $4::uuid FROM generate_series(1, $5)
       RETURNING "id", "name", "topic", "xid", "courseId", "runId", "itemId", "rowId", "userId", "actorId")
     SELECT pg_notify('lyceum', to_jsonb(written)::text) FROM written`,
    [courseId, rowId("run", 5), termId, rowId("glossary", 5), times],
  );

test("a slow subscriber does not grow memory: its stream ends, and the others hear everything", async () => {
  const api = await campus.start({}, ["--expose-gc"]);
  const termId = await create(api.port, "heavy", `<p>${"A long explanation. ".repeat(500)}</p>`);
  const heard = new Set();
  const quick = subscribe(api.port, cookieOf("learner-3"), NEWS, { courseId }, (data) => data && heard.add(data.glossaryChanged.eventId));
  const slow = Array.from({ length: 5 }, () => subscribe(api.port, cookieOf("learner-3"), NEWS, { courseId }, () => undefined));
  await Promise.all([quick, ...slow].map(({ opened }) => opened));
  await eventually(async () => {
    const before = heard.size;
    await touch(termId, 1);
    return eventually(() => heard.size > before, 1).catch(() => undefined);
  });
  for (const one of slow) one.pause();
  const before = await api.memory();
  const already = heard.size;
  // In steps, so that the quick one keeps up: 3,000 events of 10 kB for five readers are 150 MB that must not be kept.
  for (let step = 1; step <= 10; step += 1) {
    await touch(termId, 300);
    await eventually(() => heard.size >= already + step * 300, 60);
  }
  const after = await api.memory();
  expect((after.heapUsed + after.external - before.heapUsed - before.external) / 1e6).toBeLessThan(60);
  for (const one of slow) one.resume();
  await Promise.all(slow.map(({ ended }) => ended));
  quick.cut();
  await api.stop();
});

test("1,000 clients reconnect and resume without loss or duplicates", async () => {
  const clients = Array.from({ length: 1_000 }, () => ({ heard: [], raw: 0, cursor: null }));
  const connect = (port) =>
    Promise.all(
      clients.map(async (client, n) => {
        const stream = subscribe(port, cookieOf(`learner-${(n % 4) + 1}`), NEWS, { courseId, after: client.cursor }, (data) => {
          if (!data) return;
          const { eventId } = data.glossaryChanged;
          client.raw += 1;
          client.cursor = eventId;
          // A client knows an event by its id.
          if (!client.heard.includes(eventId)) client.heard.push(eventId);
        });
        client.stream = stream;
        await stream.opened;
      }),
    );
  const first = await campus.start();
  const termId = await create(first.port, "told to many");
  await connect(first.port);
  const told = async () =>
    (
      await campus.sql(`SELECT "id"::text FROM "Event" WHERE "name" = 'glossary.term.updated' AND "rowId" = $1 ORDER BY "id"`, [termId])
    ).map(({ id }) => id);
  // Everyone has heard one event, and has a cursor.
  await eventually(async () => {
    await touch(termId, 1);
    return eventually(() => clients.every(({ cursor }) => cursor), 20).catch(() => undefined);
  }, 120);
  const start = (await told()).at(-1);
  await eventually(() => clients.every(({ cursor }) => cursor >= start), 60);
  await touch(termId, 3);
  // The server is killed with part of it delivered; what happens meanwhile is heard after.
  await eventually(() => clients.some(({ cursor }) => cursor > start), 60);
  first.child.kill("SIGKILL");
  await touch(termId, 4);
  const second = await campus.start();
  await connect(second.port);
  await touch(termId, 2);
  const all = (await told()).filter((id) => id >= start);
  await eventually(() => clients.every(({ heard }) => all.every((id) => heard.includes(id))), 120);
  for (const { heard } of clients) expect(heard.filter((id) => id >= start).sort()).toEqual(all);
  for (const { stream } of clients) stream.cut();
  second.child.kill("SIGKILL");
});
