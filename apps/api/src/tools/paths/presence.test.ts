import { describe, expect, test } from "@jest/globals";
import { startTestApp } from "../../test/app";
import { expectRefusal } from "../../test/client";
import { PASSWORD } from "../../test/factories";
import { buildMember, buildPackageWorld, commit, deltaOf, open, type OpenedNode, type Person } from "./test-packages";

const app = await startTestApp();
const BEAT = `mutation ($registrationId: ID!, $lease: String!, $present: Boolean!) { recordPresence(registrationId: $registrationId, lease: $lease, present: $present) }`;
const RENEW = `mutation ($registrationId: ID!, $lease: String!) { renewAddresses(registrationId: $registrationId, lease: $lease) { contentBase rtUrl rtToken expiresAt } }`;
interface Renewed {
  renewAddresses: { contentBase: string; rtUrl: string; rtToken: string; expiresAt: string };
}

const beat = async (person: Person, { registrationId, lease }: OpenedNode, present = true): Promise<boolean> =>
  (await person.client.run<{ recordPresence: boolean }>(BEAT, { registrationId, lease, present })).recordPresence;
const renew = (person: Person, { registrationId, lease }: OpenedNode) => person.client.run<Renewed>(RENEW, { registrationId, lease });

/** Lets time pass for a registration: its last beat was so long ago. */
const pass = (opened: OpenedNode, seconds: number) =>
  app.db
    .$executeRaw`UPDATE "Registration" SET "presentAt" = "presentAt" - make_interval(secs => ${seconds}::int) WHERE "id" = ${opened.registrationId}::uuid`;
async function spent(opened: OpenedNode, packageId: string, person: Person) {
  const row = await app.db.registration.findUniqueOrThrow({ where: { id: opened.registrationId }, include: { attempts: true } });
  const progress = await app.db.progress.findFirst({ where: { itemId: packageId, userId: person.id } });
  return [row.seconds, row.attempts.reduce((sum, one) => sum + one.measuredSeconds, 0), progress?.seconds];
}

describe("refusals", () => {
  test("another's opening, a stranger's, one that was taken over", async () => {
    const { course, teacher, learner, packageId } = await buildPackageWorld(app);
    const thief = await buildMember(app, course, "LEARNER");
    const first = await open(learner, packageId);
    for (const person of [thief, teacher, { ...learner, client: app.client() }]) {
      await expectRefusal(beat(person, first), "NOT_FOUND");
      await expectRefusal(renew(person, first), "NOT_FOUND");
    }
    await open(learner, packageId, { takeOver: true });
    expect(await beat(learner, first)).toBe(false);
    await expectRefusal(renew(learner, first), "CONFLICT");
    await app.db.enrolment.updateMany({ where: { userId: learner.id }, data: { state: "ENDED" } });
    await expectRefusal(renew(learner, first), "NOT_FOUND");
  });
});

describe("visible time", () => {
  test("is what passes between beats, never more than a beat's worth, and none while nobody looks", async () => {
    const { learner, packageId } = await buildPackageWorld(app);
    const opened = await open(learner, packageId);
    await commit(learner, opened, deltaOf(1, "item-1", { "cmi.core.lesson_status": "incomplete" }, ["initialize"]));
    await pass(opened, 30);
    expect(await beat(learner, opened)).toBe(true);
    expect(await spent(opened, packageId, learner)).toEqual([30, 30, 30]);
    // The computer slept: what lies between is nobody's time.
    await pass(opened, 4_000);
    await beat(learner, opened, false);
    expect(await spent(opened, packageId, learner)).toEqual([75, 75, 75]);
    await pass(opened, 30);
    await commit(learner, opened, deltaOf(2, "item-1", { "cmi.core.lesson_location": "2" }, ["commit", "leave"]));
    await beat(learner, opened);
    expect(await spent(opened, packageId, learner)).toEqual([75, 75, 75]);
  });

  test("a stretch that ends counts up to there, once, however many saves it had", async () => {
    const { learner, packageId } = await buildPackageWorld(app);
    const opened = await open(learner, packageId);
    await commit(learner, opened, deltaOf(1, "item-1", {}, ["initialize"]));
    await pass(opened, 20);
    for (const seq of [2, 3])
      await commit(learner, opened, deltaOf(seq, "item-1", { "cmi.core.lesson_location": String(seq) }, ["commit"]));
    expect(await spent(opened, packageId, learner)).toEqual([0, 0, 0]);
    await commit(learner, opened, deltaOf(4, "item-1", {}, ["suspend"]));
    expect(await spent(opened, packageId, learner)).toEqual([20, 20, 20]);
    // The page is gone: a late save of its is no time.
    await commit(learner, opened, deltaOf(5, "item-1", {}, ["leave"]));
    expect(await spent(opened, packageId, learner)).toEqual([20, 20, 20]);
  });

  test("staff who try a package spend no time in progress", async () => {
    const { teacher, packageId } = await buildPackageWorld(app);
    const opened = await open(teacher, packageId);
    await pass(opened, 10);
    await beat(teacher, opened);
    expect(await spent(opened, packageId, teacher)).toEqual([10, 0, undefined]);
  });
});

test("new addresses open the same files, and save on leaving", async () => {
  const { learner, packageId } = await buildPackageWorld(app);
  const opened = await open(learner, packageId);
  const { renewAddresses: fresh } = await renew(learner, opened);
  expect(Date.parse(fresh.expiresAt)).toBeGreaterThan(Date.now() + 7 * 3_600_000);
  expect((await fetch(`${fresh.contentBase}pages/1.html`)).status).toBe(200);
  const delta = { seq: 1, activityId: "item-1", set: {}, events: ["initialize"], at: 0 };
  const saved = await fetch(new URL(fresh.rtUrl, app.contentOrigin), {
    method: "POST",
    body: JSON.stringify({ token: fresh.rtToken, lease: opened.lease, deltas: [delta] }),
  });
  expect([saved.status, await saved.json()]).toEqual([200, { lastSeq: 1 }]);
});

test("where one device is allowed, a sign-in elsewhere waits until the package is closed; the browser that has it open may come back", async () => {
  const { learner, packageId } = await buildPackageWorld(app);
  const { login } = await app.db.user.findUniqueOrThrow({ where: { id: learner.id } });
  const signIn = (client = app.client()) =>
    client.run("mutation ($login: String!, $password: String!) { signIn(login: $login, password: $password) { viewer { id } } }", {
      ...{ login, password: PASSWORD },
    });
  const one = { key: "accounts", value: { oneDevice: true } };
  await app.db.setting.upsert({ where: { key: one.key }, create: one, update: one });
  const opened = await open(learner, packageId);
  expect((await expectRefusal(signIn(), "LOCKED")).extensions["reasons"]).toEqual([{ code: "ATTEMPT_OPEN" }]);
  expect(await beat(learner, opened)).toBe(true);
  await app.db.$executeRaw`UPDATE "Registration" SET "leaseAt" = now() - interval '2 minutes' WHERE "id" = ${opened.registrationId}::uuid`;
  const second = app.client();
  await signIn(second);
  await expectRefusal(beat(learner, opened), "NOT_FOUND");
  await open({ ...learner, client: second }, packageId, { takeOver: true });
  await signIn(second);
  await app.db.setting.delete({ where: { key: one.key } });
});

describe("the log of calls that went wrong", () => {
  const CALLS = `query ($registrationId: ID!) { runtimeCalls(registrationId: $registrationId) { method element value answer code } }`;
  const calls = async (person: Person, { registrationId }: OpenedNode) =>
    (await person.client.run<{ runtimeCalls: { method: string; element: string; code: number }[] }>(CALLS, { registrationId }))
      .runtimeCalls;
  const fault = (code: number) => ({
    method: "LMSSetValue",
    element: "cmi.core.lesson_status",
    value: "done",
    answer: "false",
    code,
    at: 0,
  });

  test("is staff's, holds what was sent and what only the platform refused, and the last 200 of it", async () => {
    const { course, teacher, learner, packageId } = await buildPackageWorld(app);
    const opened = await open(learner, packageId);
    const outsider = await buildPackageWorld(app);
    await expectRefusal(calls(outsider.teacher, opened), "NOT_FOUND");
    await expectRefusal(calls(await buildMember(app, course, "LEARNER"), opened), "NOT_FOUND");
    await expectRefusal(calls(learner, opened), "FORBIDDEN");
    await commit(learner, opened, {
      ...deltaOf(1, "item-1", { "cmi.core.lesson_status": "finished" }, ["initialize"]),
      calls: [fault(405)],
    });
    expect(await calls(teacher, opened)).toEqual([
      { method: "save", element: "cmi.core.lesson_status", value: "", answer: "", code: 405 },
      { method: "LMSSetValue", element: "cmi.core.lesson_status", value: "done", answer: "false", code: 405 },
    ]);
    for (let seq = 2; seq < 13; seq += 1)
      await commit(learner, opened, { ...deltaOf(seq, "item-1", {}), calls: Array.from({ length: 20 }, () => fault(seq)) });
    const kept = await calls(teacher, opened);
    expect([kept.length, kept[0]?.code, kept.at(-1)?.code]).toEqual([200, 12, 3]);
    const many = { ...deltaOf(13, "item-1", {}), calls: Array.from({ length: 21 }, () => fault(1)) };
    await expectRefusal(commit(learner, opened, many), "INVALID_INPUT");
  });
});
