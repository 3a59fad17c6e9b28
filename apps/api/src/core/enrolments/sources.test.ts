import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { Context } from "../../kernel/context";
import { startTestApp } from "../../test/app";
import { buildCourse } from "../../test/course-factories";
import { buildUser } from "../../test/factories";
import { seatPeople } from "./enrol";
import { newAct } from "./seats";
import { takeSource } from "./sources";

const app = await startTestApp();
const SOURCES = ["MANUAL", "CLASS", "SESSION", "API"] as const;

test("whatever comes and goes, open are exactly those who have a way in left", async () => {
  const course = await buildCourse(app.db);
  const people = await Promise.all(Array.from({ length: 4 }, () => buildUser(app)));
  const ctx = new Context(app.services, { credentials: {}, address: "", userAgent: "" });
  const step = fc.record({ add: fc.boolean(), source: fc.constantFrom(...SOURCES), who: fc.subarray([0, 1, 2, 3], { minLength: 1 }) });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 12 }), async (steps) => {
      await app.db.enrolment.deleteMany({ where: { courseId: course.id } });
      const model = people.map(() => new Set<string>());
      for (const { add, source, who } of steps) {
        const chosen = who.map((place) => people[place]!.id);
        await ctx.write(async (tx, emit) => {
          if (add)
            await seatPeople(
              tx,
              emit,
              newAct(null),
              chosen.map((userId) => ({ userId, courseId: course.id, runId: course.run.id, role: "LEARNER" as const })),
              source,
            );
          else
            await takeSource(
              tx,
              emit,
              newAct(null),
              chosen.map((userId) => ({ userId, runId: course.run.id })),
              source,
            );
        });
        for (const place of who) model[place]![add ? "add" : "delete"](source);
      }
      const rows = await app.db.enrolment.findMany({ where: { courseId: course.id } });
      for (const [place, person] of people.entries()) {
        const row = rows.find((one) => one.userId === person.id);
        expect([row?.state === "ACTIVE", new Set(row?.sources)]).toEqual([model[place]!.size > 0, model[place]]);
      }
    }),
    { numRuns: 40 },
  );
});
