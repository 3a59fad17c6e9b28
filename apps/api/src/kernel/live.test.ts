import { expect, test } from "@jest/globals";
import { startTestApp } from "../test/app";
import { buildCourse, buildEnrolment, type BuiltCourse } from "../test/course-factories";
import { eventually } from "../test/eventually";
import { buildUser, signInAs } from "../test/factories";
import { listenAs } from "../test/live-client";
import { listen } from "../test/listening";
import type { TestClient } from "../test/client";
import { Context } from "./context";
import { live, oncePerEvent, type LiveEvent } from "./live";
import { safeCursor } from "./realtime";

const app = await startTestApp();
const LISTEN =
  "subscription ($courseId: ID!, $after: String) { courseHomeChanged(courseId: $courseId, after: $after) { eventId cursor action } }";
interface Change {
  courseHomeChanged: { eventId: string; cursor: string; action: string };
}

async function world(): Promise<{ course: BuiltCourse; topic: string; learner: TestClient }> {
  const course = await buildCourse(app.db);
  const user = await buildUser(app);
  await buildEnrolment(app.db, { courseId: course.id, runId: course.run.id, userId: user.id, role: "LEARNER" });
  return { course, topic: `course:${course.id}`, learner: await signInAs(app, user) };
}

/** Writes events of a course by set, without telling anybody: what is only found in the log. */
const record = (course: BuiltCourse, name: string, count: number) =>
  app.db.$executeRaw`
    INSERT INTO "Event" ("name", "topic", "courseId", "runId", "tool")
    SELECT ${name}, ${`course:${course.id}`}, ${course.id}::uuid, ${course.run.id}::uuid, 'courses' FROM generate_series(1, ${count}::int)`;

test("who missed more than is told one by one gets what fits, and then BEHIND", async () => {
  const { course, learner } = await world();
  const after = await safeCursor(app.db);
  await record(course, "courses.home.changed", 1_001);
  const stream = listenAs<Change>(learner, LISTEN, { courseId: course.id, after });
  expect(await stream.ended).toBe("BEHIND");
  expect(new Set(stream.received.map(({ courseHomeChanged }) => courseHomeChanged.eventId)).size).toBe(1_000);
});

test("what fits exactly is given, and the stream goes on", async () => {
  const { course, topic, learner } = await world();
  const after = await safeCursor(app.db);
  await record(course, "courses.home.changed", 1_000);
  const stream = await listen<Change>(app, learner, topic, LISTEN, { courseId: course.id, after });
  for (let count = 0; count < 1_000; count += 1) await stream.next();
  await record(course, "courses.home.last", 1);
  expect((await stream.next()).courseHomeChanged.action).toBe("courses.home.last");
  stream.stop();
});

test("an event behind more than ten thousand that are for others is not lost", async () => {
  const { course, topic, learner } = await world();
  const after = await safeCursor(app.db);
  await record(course, "other.thing.happened", 10_500);
  await record(course, "courses.home.last", 1);
  const stream = await listen<Change>(app, learner, topic, LISTEN, { courseId: course.id, after });
  expect((await stream.next()).courseHomeChanged.action).toBe("courses.home.last");
  stream.stop();
});

test("a lost connection to the database's notices loses nothing, however much happened: the tail is read to its end", async () => {
  const { course, topic, learner } = await world();
  const stream = await listen<Change>(app, learner, topic, LISTEN, { courseId: course.id });
  await record(course, "other.thing.happened", 10_500);
  await record(course, "courses.home.last", 1);
  expect((await stream.next()).courseHomeChanged.action).toBe("courses.home.last");
  stream.stop();
});

test("a cursor that says nothing on this database gives BEHIND, not silence", async () => {
  const { course, learner } = await world();
  const ofAnother = Buffer.from(`9000000000000000.${Date.now()}`).toString("base64url");
  for (const after of ["nonsense", ofAnother]) {
    const stream = listenAs<Change>(learner, LISTEN, { courseId: course.id, after });
    expect(await stream.ended).toBe("BEHIND");
  }
});

test("an event that waits behind a question to the gate is given after a resume from the one before it", async () => {
  const { course, topic, learner } = await world();
  const caller = { credentials: { cookieToken: [...learner.cookies.values()][0]! }, address: "127.0.0.1", userAgent: "" };
  const start = () => new Context(app.services, caller);
  const stream = (after: string) =>
    live(start(), { topic, after, accepts: (notice) => notice.name.startsWith("test."), check: (ctx) => ctx.enter(course.id) });
  const say = (name: string) => start().write(async (_tx, emit) => emit(name, { courseId: course.id, runId: course.run.id }));
  const heard: string[] = [];
  const stop = app.services.realtime.listen(topic, ({ name }) => heard.push(name));
  const source = stream(await safeCursor(app.db));
  const first = source.next();
  await say("test.thing.first");
  await first;
  // The listener is slow: a right changes, and two things happen before it takes the next.
  await say("enrolments.class.changed");
  await say("test.thing.second");
  await say("test.thing.third");
  await eventually(async () => (heard.includes("test.thing.third") ? true : undefined));
  const second = (await source.next()).value as LiveEvent;
  expect(second.name).toBe("test.thing.second");
  await source.return?.();
  stop();
  const again = stream(second.cursor);
  let last = (await again.next()).value as LiveEvent;
  while (last.name !== "test.thing.third") last = (await again.next()).value as LiveEvent;
  await again.return?.();
});

test("an event whose transaction took its id early and commits late is heard, and is there after a resume from a later one", async () => {
  const { course, topic, learner } = await world();
  const stream = await listen<Change>(app, learner, topic, LISTEN, { courseId: course.id });
  let commit!: () => void;
  const mayCommit = new Promise<void>((resolve) => (commit = resolve));
  let began!: () => void;
  const begun = new Promise<void>((resolve) => (began = resolve));
  const slow = app.db.$transaction(
    async (tx) => {
      await tx.event.create({ data: { name: "courses.home.late", topic, courseId: course.id, runId: course.run.id } });
      began();
      await mayCommit;
    },
    { timeout: 30_000 },
  );
  await begun;
  // A right changes, so that the stream's cursor moves on, and something else happens and is heard.
  const admin = new Context(app.services, { credentials: {}, address: "", userAgent: "" });
  await admin.write(async (_tx, emit) => {
    emit("enrolments.class.changed", { courseId: course.id, runId: course.run.id });
    emit("courses.home.quick", { courseId: course.id, runId: course.run.id });
  });
  const quick = await stream.next();
  expect(quick.courseHomeChanged.action).toBe("courses.home.quick");
  stream.stop();
  commit();
  await slow;
  const again = await listen<Change>(app, learner, topic, LISTEN, { courseId: course.id, after: quick.courseHomeChanged.cursor });
  const names: string[] = [];
  while (!names.includes("courses.home.late")) names.push((await again.next()).courseHomeChanged.action);
  again.stop();
});

test("a stream that its listener leaves is let go at once, though nothing happens", async () => {
  const { course, topic, learner } = await world();
  const stream = await listen<Change>(app, learner, topic, LISTEN, { courseId: course.id });
  expect(app.services.realtime.listening(topic)).toBe(1);
  stream.stop();
  await eventually(async () => (app.services.realtime.listening(topic) === 0 ? true : undefined));
});

test("a tool that is hidden on the whole campus ends its streams", async () => {
  const { course, topic, learner } = await world();
  const administrator = await signInAs(app, await buildUser(app, { roles: ["ADMINISTRATOR"] }));
  const NEWS = "subscription ($courseId: ID!) { glossaryChanged(courseId: $courseId) { eventId } }";
  const glossary = await listen(app, learner, topic, NEWS, { courseId: course.id });
  const home = await listen<Change>(app, learner, topic, LISTEN, { courseId: course.id });
  const SET = 'mutation ($hidden: Boolean!) { setCampusTool(tool: "glossary", hidden: $hidden) { key } }';
  await administrator.run(SET, { hidden: true });
  await glossary.ended();
  await expect(glossary.next()).rejects.toThrow("the stream ended");
  // The page around it goes on.
  await record(course, "courses.home.last", 1);
  expect((await home.next()).courseHomeChanged.action).toBe("courses.home.last");
  home.stop();
  await administrator.run(SET, { hidden: false });
});

test("what an event is about is loaded once for all who listen, and a failure is nobody else's answer", async () => {
  let loads = 0;
  const load = async () => (loads += 1);
  expect([await oncePerEvent({ id: "e1" }, "row", load), await oncePerEvent({ id: "e1" }, "row", load)]).toEqual([1, 1]);
  expect(await oncePerEvent({ id: "e1" }, "another row", load)).toBe(2);
  expect(await oncePerEvent({ id: "e2" }, "row", load)).toBe(3);
  await expect(oncePerEvent({ id: "e3" }, "row", () => Promise.reject(new Error("away")))).rejects.toThrow("away");
  expect(await oncePerEvent({ id: "e3" }, "row", load)).toBe(4);
});
