import { expect, test } from "@jest/globals";
import { startTestApp } from "../../test/app";
import { expectRefusal } from "../../test/client";
import { buildCourse, buildItem, buildMember, buildSession } from "../../test/course-factories";
import { buildAdministrator, buildUser, signInAs } from "../../test/factories";

const app = await startTestApp();
const SHIFT =
  "mutation ($id: ID!, $days: Int!, $dry: Boolean) { shiftSessionDates(sessionId: $id, days: $days, dryRun: $dry) { total session { version } changes { itemId courseId title field from to } } }";
interface Shift {
  shiftSessionDates: {
    total: number;
    session: { version: number };
    changes: { itemId: string | null; field: string; from: string; to: string }[];
  };
}
const at = (text: string) => new Date(text);

async function world() {
  const course = await buildCourse(app.db);
  const session = await buildSession(app.db, course, {
    title: "Spring",
    startsAt: at("2026-03-02T08:00:00Z"),
    endsAt: at("2026-04-10T16:00:00Z"),
  });
  const base = await buildItem(app.db, course.run, { title: "Reading", opensAt: at("2026-01-01T08:00:00Z") });
  await app.db.itemRun.create({ data: { itemId: base.id, runId: session.run.id, dueAt: at("2026-03-27T08:00:00Z") } });
  const added = await buildItem(app.db, session.run, { title: "Visit", opensAt: at("2026-03-20T08:00:00Z") });
  await buildItem(app.db, session.run, { title: "Undated" });
  const admin = await signInAs(app, await buildAdministrator(app, { timeZone: "Europe/Paris" }));
  return { course, session, base, added, admin };
}

test("only who manages the session moves its dates, by a sensible number of days", async () => {
  const { course, session, admin } = await world();
  const teacher = await buildMember(app, course.run, "TEACHER");
  await expectRefusal(teacher.client.run(SHIFT, { id: session.id, days: 7 }), "FORBIDDEN");
  const other = await signInAs(app, await buildUser(app, { roles: ["SESSION_MANAGER"] }));
  await expectRefusal(other.run(SHIFT, { id: session.id, days: 7 }), "NOT_FOUND");
  await expectRefusal(admin.run(SHIFT, { id: session.id, days: 0 }), "INVALID_INPUT");
  await expectRefusal(admin.run(SHIFT, { id: session.id, days: 4_000 }), "INVALID_INPUT");
});

test("a dry run says each date that would move, at the same hour over a change of the clocks, and moves none", async () => {
  const { session, base, added, admin } = await world();
  const { shiftSessionDates: plan } = await admin.run<Shift>(SHIFT, { id: session.id, days: 7, dry: true });
  expect(plan.changes.map(({ itemId, field, to }) => [itemId, field, to])).toEqual([
    [null, "STARTS", "2026-03-09T08:00:00.000Z"],
    [null, "ENDS", "2026-04-17T16:00:00.000Z"],
    // The clocks of Paris go forward on 29 March: nine o'clock is an hour earlier in UTC from then on.
    [base.id, "DUE", "2026-04-03T07:00:00.000Z"],
    [added.id, "OPENS", "2026-03-27T08:00:00.000Z"],
  ]);
  expect(plan.total).toBe(4);
  expect(await app.db.session.findUniqueOrThrow({ where: { id: session.id } })).toMatchObject({ startsAt: session.startsAt, version: 1 });
});

test("all dates of the session move, those of the course itself stay, and the way back is the same way", async () => {
  const { session, base, added, admin } = await world();
  const { shiftSessionDates: done } = await admin.run<Shift>(SHIFT, { id: session.id, days: 7 });
  expect(done.session.version).toBe(2);
  const state = async () => ({
    session: await app.db.session.findUniqueOrThrow({ where: { id: session.id }, select: { startsAt: true, endsAt: true } }),
    override: await app.db.itemRun.findFirstOrThrow({ where: { itemId: base.id }, select: { opensAt: true, dueAt: true } }),
    base: await app.db.item.findUniqueOrThrow({ where: { id: base.id }, select: { opensAt: true, version: true } }),
    added: await app.db.item.findUniqueOrThrow({ where: { id: added.id }, select: { opensAt: true } }),
  });
  expect(await state()).toEqual({
    session: { startsAt: at("2026-03-09T08:00:00Z"), endsAt: at("2026-04-17T16:00:00Z") },
    override: { opensAt: null, dueAt: at("2026-04-03T07:00:00Z") },
    base: { opensAt: at("2026-01-01T08:00:00Z"), version: base.version },
    added: { opensAt: at("2026-03-27T08:00:00Z") },
  });
  const versions = await app.db.version.findMany({ where: { kind: "item", rowId: added.id } });
  expect(versions).toMatchObject([{ number: added.version, body: { title: "Visit" } }]);
  await admin.run(SHIFT, { id: session.id, days: -7 });
  expect((await state()).override.dueAt).toEqual(at("2026-03-27T08:00:00Z"));
});
