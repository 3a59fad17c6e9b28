import { Locked, Forbidden } from "../../kernel/errors";
import type { Member } from "../../kernel/gate";
import type { Db, Tx } from "../../kernel/database";
import type { PlannedSeat } from "./seats";

/** The most people of one course, and whether teachers may add any; platform settings. */
export interface EnrolmentRules {
  ceiling: number | null;
  teachersMayEnrol: boolean;
}

/** Reads both settings by one statement; without rows there is no ceiling, and teachers may enrol. */
export async function enrolmentRules(db: Db | Tx): Promise<EnrolmentRules> {
  const rows = await db.setting.findMany({ where: { key: { in: ["enrolments.ceiling", "enrolments.teachersMayEnrol"] } } });
  const value = (key: string) => rows.find((row) => row.key === key)?.value;
  const ceiling = value("enrolments.ceiling");
  return { ceiling: typeof ceiling === "number" ? ceiling : null, teachersMayEnrol: value("enrolments.teachersMayEnrol") !== false };
}

/** Refuses a teacher where only administrators may add people. */
export function requireMayEnrol(rules: EnrolmentRules, member: Member): void {
  if (!rules.teachersMayEnrol && !member.isAdministrator) throw Forbidden("TEACHERS_MAY_NOT_ENROL");
}

/** How many places the plans need above the ceiling of their course; 0 = all fit. Counts people, not roles, over all runs. */
export async function surplus(tx: Db | Tx, rules: EnrolmentRules, courseId: string, plans: PlannedSeat[]): Promise<number> {
  const incoming = plans.filter((plan) => plan.seat.courseId === courseId && (plan.outcome === "ENROLLED" || plan.outcome === "RESTORED"));
  if (rules.ceiling === null || incoming.length === 0) return 0;
  const [row] = await tx.$queryRaw<{ count: number }[]>`
    SELECT count(DISTINCT "userId")::int AS "count" FROM "Enrolment" WHERE "courseId" = ${courseId}::uuid AND "state" <> 'ENDED' AND "kind" <> 'PREVIEW'`;
  return Math.max(0, row!.count + incoming.length - rules.ceiling);
}

/** Refuses when the plans do not fit under the ceiling. */
export async function requireRoom(tx: Db | Tx, rules: EnrolmentRules, courseId: string, plans: PlannedSeat[]): Promise<void> {
  const over = await surplus(tx, rules, courseId, plans);
  if (over > 0) throw Locked([{ code: "COURSE_FULL", params: { ceiling: rules.ceiling!, over } }]);
}
