import type { Tx } from "../../kernel/database";
import type { Emit } from "../../kernel/events";
import type { EnrolmentSource } from "../../generated/prisma/enums.ts";
import { guardTeachers } from "./change";
import { applySeats, factsOf, lockCourses, type Act, type PlannedSeat } from "./seats";

/**
 * Takes one way in away from people (a class, a session, a request that goes): who has another one stays, who has none is out.
 * Rows without this source are left alone; a course keeps its last and its main teacher (CONFLICT). Statements: 4 and the events, whatever the number of people.
 */
export async function takeSource(
  tx: Tx,
  emit: Emit,
  act: Act,
  places: { userId: string; runId: string }[],
  source: EnrolmentSource,
): Promise<PlannedSeat[]> {
  const wanted = new Set(places.map((place) => `${place.userId}:${place.runId}`));
  const candidates = {
    userId: { in: [...new Set(places.map((place) => place.userId))] },
    runId: { in: [...new Set(places.map((place) => place.runId))] },
  };
  const courses = await tx.courseRun.findMany({ where: { id: candidates.runId }, select: { courseId: true } });
  await lockCourses(
    tx,
    courses.map((run) => run.courseId),
  );
  const rows = await tx.enrolment.findMany({ where: { ...candidates, state: { not: "ENDED" }, sources: { has: source } } });
  const plans = rows
    .filter((row) => wanted.has(`${row.userId}:${row.runId}`))
    .map((row): PlannedSeat => {
      const sources = row.sources.filter((kept) => kept !== source);
      const gone = sources.length === 0;
      const after = { ...factsOf(row), sources, ...(gone ? { state: "ENDED" as const, main: false } : {}) };
      return {
        id: row.id,
        seat: { userId: row.userId, courseId: row.courseId, runId: row.runId, role: row.role },
        outcome: gone ? "CHANGED" : "ALREADY",
        before: row,
        after,
      };
    });
  for (const courseId of new Set(plans.map((plan) => plan.seat.courseId)))
    await guardTeachers(
      tx,
      courseId,
      plans.filter((plan) => plan.seat.courseId === courseId),
    );
  await applySeats(tx, emit, act, plans);
  return plans;
}
