import { afterAll, beforeAll, expect, test } from "@jest/globals";
import fc from "fast-check";
import { env } from "../env";
import { buildCourse, buildEnrolment, buildGroup, buildItem, buildSession } from "../test/course-factories";
import { Context } from "./context";
import { openDatabase, Prisma, type Database } from "./database";
import { newId } from "./ids";
import { closedByConditions } from "./item-conditions";
import { itemAccess } from "./item-access";
import { visibleItems } from "./item-visibility";
import { hashToken } from "./viewer";
import type { Member } from "./gate";
import type { Services } from "./services";

let database: Database;
let services: Services;
beforeAll(() => {
  database = openDatabase(env().databaseUrl, 4);
  services = { env: env(), db: database.db, pool: database.pool } as Services;
});
afterAll(() => database.close());

async function person(): Promise<{ id: string; context: () => Context }> {
  const token = newId();
  const user = await database.db.user.create({ data: { login: token, givenName: "Test" } });
  await database.db.device.create({ data: { userId: user.id, tokenHash: hashToken(token), expiresAt: new Date(Date.now() + 3_600_000) } });
  return {
    id: user.id,
    context: () => new Context(services, { credentials: { cookieToken: token }, address: "127.0.0.1", userAgent: "" }),
  };
}

async function seen(ctx: Context, member: Member, openOnly: boolean): Promise<Set<string>> {
  const closed = [...(await closedByConditions(ctx, member)).keys()];
  const rows = await ctx.db.$queryRaw<{ id: string }[]>(
    Prisma.sql`SELECT i."id" FROM "Item" i WHERE ${visibleItems(member, closed, { openOnly })}`,
  );
  return new Set(rows.map((row) => row.id));
}

const past = new Date(Date.now() - 86_400_000);
const future = new Date(Date.now() + 86_400_000);
const draftArbitrary = fc.record({
  parent: fc.option(fc.nat(20)),
  inSession: fc.boolean(),
  state: fc.constantFrom("DRAFT", "PUBLISHED", "PUBLISHED", "PUBLISHED", "HIDDEN") as fc.Arbitrary<"DRAFT" | "PUBLISHED" | "HIDDEN">,
  opensAt: fc.constantFrom(null, null, past, future),
  closesAt: fc.constantFrom(null, null, null, past, future),
  audience: fc.constantFrom("EVERYONE", "EVERYONE", "MINE", "OTHER") as fc.Arbitrary<"EVERYONE" | "MINE" | "OTHER">,
  group: fc.constantFrom(null, null, null, "MINE", "OTHER") as fc.Arbitrary<null | "MINE" | "OTHER">,
  override: fc.constantFrom(null, null, "HIDDEN", "PUBLISHED") as fc.Arbitrary<null | "HIDDEN" | "PUBLISHED">,
  conditional: fc.constantFrom(false, false, false, true),
  trashed: fc.constantFrom(false, false, false, false, true),
});

test("the list's SQL and the single answer never disagree, whatever items, groups, sessions and conditions there are", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(draftArbitrary, { minLength: 1, maxLength: 20 }), async (drafts) => {
      const course = await buildCourse(database.db);
      const session = await buildSession(database.db, course);
      const learner = await person();
      await buildEnrolment(database.db, { courseId: course.id, runId: course.run.id, userId: learner.id, role: "LEARNER" });
      await buildEnrolment(database.db, { courseId: course.id, runId: session.run.id, userId: learner.id, role: "LEARNER" });
      const groups = {
        base: { MINE: await buildGroup(database.db, course.run, [learner.id]), OTHER: await buildGroup(database.db, course.run) },
        session: { MINE: await buildGroup(database.db, session.run, [learner.id]), OTHER: await buildGroup(database.db, session.run) },
      };
      const ids: string[] = [];
      for (const draft of drafts) {
        const own = draft.inSession ? groups.session : groups.base;
        const item = await buildItem(database.db, draft.inSession ? session.run : course.run, {
          parentId: draft.parent === null || ids.length === 0 ? null : ids[draft.parent % ids.length]!,
          state: draft.state,
          opensAt: draft.opensAt,
          closesAt: draft.closesAt,
          audience: draft.audience === "EVERYONE" ? "EVERYONE" : "CHOSEN",
          groupId: draft.group ? own[draft.group].id : null,
          conditions: draft.conditional ? { kind: "ITEM_STATE", itemId: ids[0] ?? newId(), state: "COMPLETED" } : Prisma.DbNull,
          trashedAt: draft.trashed ? new Date() : null,
        });
        if (draft.audience !== "EVERYONE")
          await database.db.itemAudience.create({ data: { itemId: item.id, groupId: own[draft.audience].id } });
        if (draft.override) await database.db.itemRun.create({ data: { itemId: item.id, runId: session.run.id, state: draft.override } });
        ids.push(item.id);
      }
      for (const sessionId of [null, session.id]) {
        const ctx = learner.context();
        const member = await ctx.enter(course.id, { sessionId });
        const access = await itemAccess(ctx, member, ids);
        expect([...(await seen(ctx, member, false))].sort()).toEqual(ids.filter((id) => access.get(id)?.visible).sort());
        expect([...(await seen(ctx, member, true))].sort()).toEqual(ids.filter((id) => access.get(id)?.open).sort());
      }
    }),
    { numRuns: 25 },
  );
}, 60_000);

test("a learner is told when an item opens, and what must be done first", async () => {
  const course = await buildCourse(database.db);
  const learner = await person();
  await buildEnrolment(database.db, { courseId: course.id, runId: course.run.id, userId: learner.id, role: "LEARNER" });
  const first = await buildItem(database.db, course.run);
  const second = await buildItem(database.db, course.run, {
    opensAt: future,
    conditions: { kind: "ITEM_STATE", itemId: first.id, state: "COMPLETED" },
  });
  const ctx = learner.context();
  const access = (await itemAccess(ctx, await ctx.enter(course.id), [second.id])).get(second.id);
  expect(access).toMatchObject({ visible: true, open: false, changesAt: future });
  expect(access?.reasons.map((reason) => reason.code)).toEqual(["OPENS_AT", "ITEM_STATE"]);
});

test("a session's override opens a base item there and nowhere else", async () => {
  const course = await buildCourse(database.db);
  const session = await buildSession(database.db, course);
  const learner = await person();
  for (const runId of [course.run.id, session.run.id])
    await buildEnrolment(database.db, { courseId: course.id, runId, userId: learner.id, role: "LEARNER" });
  const item = await buildItem(database.db, course.run, { state: "HIDDEN" });
  await database.db.itemRun.create({ data: { itemId: item.id, runId: session.run.id, state: "PUBLISHED" } });
  const open = async (sessionId: string | null) => {
    const ctx = learner.context();
    return (await itemAccess(ctx, await ctx.enter(course.id, { sessionId }), [item.id])).get(item.id)?.open;
  };
  expect(await open(session.id)).toBe(true);
  expect(await open(null)).toBe(false);
});
