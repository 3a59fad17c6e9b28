import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { env } from "../env";
import { buildCourse, buildEnrolment, buildItem, type BuiltCourse } from "../test/course-factories";
import { Context } from "./context";
import { countStatements, openDatabase, type Database } from "./database";
import { ensureEventPartitions } from "./events";
import { newId } from "./ids";
import { moveItems } from "./items";
import { live, type LiveEvent } from "./live";
import { reportProgress } from "./progress";
import { eventsAfter, Realtime, safeCursor } from "./realtime";
import { emptyTrash, restoreItems, TRASH_DAYS, trashItems } from "./trash";
import { hashToken } from "./viewer";
import type { Services } from "./services";

let database: Database;
let services: Services;
let course: BuiltCourse;
let token: string;
let userId: string;
beforeAll(async () => {
  database = openDatabase(env().databaseUrl, 6);
  await ensureEventPartitions(database.db);
  const realtime = new Realtime(env().databaseUrl, database.db);
  await realtime.start();
  services = { env: env(), db: database.db, pool: database.pool, realtime } as Services;
  course = await buildCourse(database.db);
  token = newId();
  userId = (await database.db.user.create({ data: { login: token, givenName: "Test" } })).id;
  await database.db.device.create({ data: { userId, tokenHash: hashToken(token), expiresAt: new Date(Date.now() + 3_600_000) } });
  await buildEnrolment(database.db, { courseId: course.id, runId: course.run.id, userId, role: "TEACHER" });
});
afterAll(async () => {
  await services.realtime.stop();
  await database.close();
});

const context = () => new Context(services, { credentials: { cookieToken: token }, address: "127.0.0.1", userAgent: "" });
const topic = () => `course:${course.id}`;
const stream = (after?: string) =>
  live(context(), { topic: topic(), after, accepts: (notice) => notice.name.startsWith("test."), check: (ctx) => ctx.enter(course.id) });
const say = (name: string) => context().write(async (_tx, emit) => emit(name, { courseId: course.id, runId: course.run.id, id: newId() }));

test("rows and their events commit together, or not at all", async () => {
  const before = await database.db.event.count();
  await expect(
    context().write(async (tx, emit) => {
      emit("test.thing.made", { courseId: course.id });
      await tx.course.update({ where: { id: course.id }, data: { title: "Half" } });
      throw new Error("cut");
    }),
  ).rejects.toThrow("cut");
  expect(await database.db.event.count()).toBe(before);
  expect((await database.db.course.findUniqueOrThrow({ where: { id: course.id } })).title).toBe("Test course");
});

test("events cannot be changed or deleted", async () => {
  await say("test.thing.made");
  await expect(database.db.event.updateMany({ data: { name: "forged" } })).rejects.toThrow(/append-only/);
  await expect(database.db.event.deleteMany()).rejects.toThrow(/append-only/);
});

test("a listener hears what happens after it came, and what it missed after its cursor, each once", async () => {
  const source = stream(await safeCursor(database.db));
  const first = source.next();
  await say("test.thing.first");
  const heard = (await first).value as LiveEvent;
  expect(heard).toMatchObject({ name: "test.thing.first", courseId: course.id, actorId: userId });
  await source.return?.();
  await say("test.thing.second");
  await say("test.thing.third");
  const again = stream(heard.cursor);
  const events: LiveEvent[] = [];
  while (events.at(-1)?.name !== "test.thing.third") events.push((await again.next()).value as LiveEvent);
  await again.return?.();
  const names = events.map((event) => event.name);
  expect(new Set(events.map((event) => event.cursor)).size).toBe(events.length);
  expect(names.filter((name) => name === "test.thing.second")).toHaveLength(1);
  expect(services.realtime.topics).toBe(0);
});

test("a stream ends when its listener loses the course", async () => {
  const enrolment = await database.db.enrolment.findFirstOrThrow({ where: { userId } });
  const source = stream(await safeCursor(database.db));
  const first = source.next();
  await say("test.thing.made");
  await first;
  const next = source.next();
  await database.db.enrolment.update({ where: { id: enrolment.id }, data: { state: "ENDED" } });
  const admin = new Context(services, { credentials: {}, address: "", userAgent: "" });
  await admin.write(async (_tx, emit) => emit("enrolments.enrolment.ended", { courseId: course.id, userId }));
  expect((await next).done).toBe(true);
  await database.db.enrolment.update({ where: { id: enrolment.id }, data: { state: "ACTIVE" } });
});

test("an event of a transaction that was still running when the cursor was taken is not skipped", async () => {
  let commit!: () => void;
  const gate = new Promise<void>((resolve) => (commit = resolve));
  let begun!: () => void;
  const started = new Promise<void>((resolve) => (begun = resolve));
  const slow = database.db.$transaction(async (tx) => {
    await tx.event.create({ data: { id: newId(), name: "test.slow.made", topic: topic() } });
    begun();
    await gate;
  });
  await started;
  await say("test.fast.made");
  const cursor = await safeCursor(database.db);
  commit();
  await slow;
  const names: string[] = [];
  for await (const page of eventsAfter(database.db, cursor, [topic()])) names.push(...page.map((event) => event.name));
  expect(names).toContain("test.slow.made");
});

test("progress is one row, never loses what was not reported, and counts its statements", async () => {
  const item = await buildItem(database.db, course.run);
  const report = (over: object) =>
    context().write((tx, emit) =>
      reportProgress(tx, emit, { courseId: course.id, itemId: item.id, userId, runId: course.run.id, ...over }),
    );
  await report({ state: "IN_PROGRESS", fraction: 0.5, addSeconds: 30, facts: [{ criterion: "viewed" }] });
  await report({ addSeconds: 12 });
  const done = await report({ state: "PASSED", score: 8, maxScore: 10, fraction: 1, facts: [{ criterion: "passed", value: 8 }] });
  expect(done).toMatchObject({ state: "PASSED", score: 8, maxScore: 10, seconds: 42, releasedAt: null });
  expect(done.completedAt).toBeInstanceOf(Date);
  expect(await database.db.progressFact.count({ where: { progressId: done.id } })).toBe(2);
  const undone = await report({ state: "IN_PROGRESS" });
  expect(undone.completedAt).toBeNull();
  const budget = await countStatements(async (count) => {
    await context().write((tx, emit) =>
      reportProgress(tx, emit, { courseId: course.id, itemId: item.id, userId, runId: course.run.id, addSeconds: 1 }),
    );
    return count.count;
  });
  expect(budget).toBe(3); // viewer, progress, events
});

test("moving keeps positions dense, takes children along, and refuses a folder into itself", async () => {
  const folder = await buildItem(database.db, course.run, { kind: "folder", tool: "links", position: 1 });
  const child = await buildItem(database.db, course.run, { tool: "links", parentId: folder.id, position: 1 });
  const other = await buildItem(database.db, course.run, { kind: "folder", tool: "links", position: 2 });
  const member = await context().enter(course.id);
  await context().write((tx) => moveItems(tx, member, [folder.id], { tool: "links", parentId: other.id }));
  expect(await database.db.item.findUniqueOrThrow({ where: { id: child.id } })).toMatchObject({
    ancestorIds: [other.id, folder.id],
    parentId: folder.id,
  });
  await expect(context().write((tx) => moveItems(tx, member, [other.id], { tool: "links", parentId: folder.id }))).rejects.toMatchObject({
    refusal: "INVALID_INPUT",
  });
  const third = await buildItem(database.db, course.run, { tool: "links", position: 7 });
  await context().write((tx) => moveItems(tx, member, [third.id], { tool: "links", parentId: null, beforeId: other.id }));
  const top = await database.db.item.findMany({
    where: { courseId: course.id, tool: "links", parentId: null },
    orderBy: { position: "asc" },
  });
  expect(top.map((item) => [item.id, item.position])).toEqual([
    [third.id, 1],
    [other.id, 2],
  ]);
});

test("one act of trashing takes what lies inside along, and one undo brings it back", async () => {
  const folder = await buildItem(database.db, course.run, { kind: "folder" });
  const child = await buildItem(database.db, course.run, { parentId: folder.id });
  const member = await context().enter(course.id);
  const trashId = await context().write((tx, emit) => trashItems(tx, emit, member, "documents", [folder.id]));
  expect(await database.db.item.count({ where: { id: { in: [folder.id, child.id] }, trashedAt: null } })).toBe(0);
  const back = await context().write((tx, emit) => restoreItems(tx, emit, member, "documents", trashId));
  expect(back.sort()).toEqual([folder.id, child.id].sort());
});

test("after 30 days the trash is emptied, with what lies inside and what was kept beside it; younger acts stay", async () => {
  const [old, young] = [await buildItem(database.db, course.run, { kind: "folder" }), await buildItem(database.db, course.run)];
  const child = await buildItem(database.db, course.run, { parentId: old.id, ancestorIds: [old.id] });
  const { courseId, id: runId } = course.run;
  await database.db.$executeRaw`
    INSERT INTO "SearchEntry" ("courseId", "runId", "tool", "kind", "rowId", "itemId", "language", "title", "text")
    VALUES (${courseId}::uuid, ${runId}::uuid, 'documents', 'page', ${newId()}::uuid, ${child.id}::uuid, 'en', 'A', 'page')`;
  const member = await context().enter(course.id);
  await context().write((tx, emit) => trashItems(tx, emit, member, "documents", [old.id]));
  await context().write((tx, emit) => trashItems(tx, emit, member, "documents", [young.id]));
  const long = new Date(Date.now() - (TRASH_DAYS + 1) * 86_400_000);
  await database.db.item.updateMany({ where: { id: { in: [old.id, child.id] } }, data: { trashedAt: long } });
  expect((await emptyTrash(database.db))["item"]).toBe(2);
  expect(await database.db.item.findMany({ where: { id: { in: [old.id, child.id, young.id] } }, select: { id: true } })).toEqual([
    { id: young.id },
  ]);
  expect(await database.db.searchEntry.count({ where: { itemId: child.id } })).toBe(0);
  expect((await emptyTrash(database.db))["item"]).toBe(0);
});
