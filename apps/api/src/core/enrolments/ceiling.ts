import type { z } from "zod";
import { enrolmentSettings } from "@lyceum/shared/inputs/enrolments";
import { Locked, Forbidden } from "../../kernel/errors";
import type { Member } from "../../kernel/gate";
import type { Db, Tx } from "../../kernel/database";
import { defineSetting, readSetting } from "../settings/settings";
import type { PlannedSeat } from "./seats";

/** Platform rules of enrolment: ceiling, who may enrol, what learners see of one another by default. */
export const ENROLMENT_SETTINGS = defineSetting("enrolments", enrolmentSettings);
export type EnrolmentRules = z.output<typeof enrolmentSettings>;

/** Reads the platform's rules by one statement. */
export const enrolmentRules = async (db: Db | Tx): Promise<EnrolmentRules> => (await readSetting(db, ENROLMENT_SETTINGS)).value;

/** Refuses a teacher where only administrators may add people. */
export function requireMayEnrol(rules: EnrolmentRules, member: Member): void {
  if (rules.teachersEnrol === "NOBODY" && !member.isAdministrator) throw Forbidden("TEACHERS_MAY_NOT_ENROL");
}

/** Of some people, those whom the member may put in: all, or only who shares a class with them. Statements: 0 or 1. */
export async function withinReach(db: Db | Tx, rules: EnrolmentRules, member: Member, userIds: string[]): Promise<Set<string>> {
  if (rules.teachersEnrol !== "OWN_CLASSES" || member.isAdministrator) return new Set(userIds);
  const rows = await db.$queryRaw<{ userId: string }[]>`
    SELECT DISTINCT o."userId" FROM "UserClassMember" m JOIN "UserClassMember" o ON o."classId" = m."classId"
    WHERE m."userId" = ${member.userId}::uuid AND o."userId" = ANY(${userIds}::uuid[])`;
  return new Set(rows.map((row) => row.userId));
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
