// What the bench says of an operation is the operation's own, whatever else the process does.
import { afterAll, beforeAll, expect, jest, test } from "@jest/globals";
import { rawRequest } from "../bench/load.mjs";
import { bodyOf, HOT_READS, pageDocuments } from "../bench/operations.mjs";
import { cookieOf, rowId } from "../bench/site.mjs";
import { attempt, CREATE_TERM, openCampus } from "./campus.mjs";
import { NEWS, subscribe } from "./live.mjs";

jest.setTimeout(240_000);
let campus;
beforeAll(async () => (campus = await openCampus()));
afterAll(() => campus?.stop());

test("the recorder notes the statements of one request, and none of jobs, listeners and other people meanwhile", async () => {
  const api = await campus.start();
  const documents = pageDocuments();
  // Two lists of one page may ask for the same thing together or each by itself: which statements, not how often.
  const texts = async (read) => {
    const calls = await api.record(rawRequest(api.port, read.cookie, bodyOf(documents, read)));
    return [...new Set(calls.map(({ text }) => text))].sort();
  };
  for (const read of HOT_READS) await texts(read);
  const quiet = [];
  for (const read of HOT_READS) quiet.push(await texts(read));

  const courseId = rowId("course", 5);
  const listeners = Array.from({ length: 10 }, () => subscribe(api.port, cookieOf("learner-3"), NEWS, { courseId }, () => undefined));
  await Promise.all(listeners.map(({ opened }) => opened));
  let running = true;
  let written = 0;
  const busy = (async () => {
    while (running) {
      await attempt(api.port, cookieOf("teacher-5"), CREATE_TERM, { courseId, term: `meanwhile ${written}`, definition: "<p>x</p>" });
      written += 1;
    }
  })();
  const loud = [];
  // Each is looked at while at least one change is written and told.
  for (const read of HOT_READS) {
    const before = written;
    do loud.push([read.name, await texts(read)]);
    while (written === before);
  }
  running = false;
  await busy;
  for (const [name, seen] of loud) {
    const expected = quiet[HOT_READS.findIndex((read) => read.name === name)];
    expect([name, seen]).toEqual([name, expected]);
  }
  for (const { cut } of listeners) cut();
  await api.stop();
});
