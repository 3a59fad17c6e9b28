import type { Db, Prisma, Tx } from "../../kernel/database";
import type { Enrolment } from "../../generated/prisma/client.ts";
import type { PlatformRole, RunKind } from "../../generated/prisma/enums.ts";
import type { PlannedSeat } from "./seats";

const userSelect = {
  id: true,
  givenName: true,
  familyName: true,
  pictureId: true,
  login: true,
  email: true,
  officialCode: true,
  roles: true,
} as const;
const include = { user: { select: userSelect }, run: { select: { id: true, sessionId: true, kind: true } } } as const;

export interface EnrolledUser {
  id: string;
  givenName: string;
  familyName: string;
  pictureId: string | null;
  login: string;
  email: string | null;
  officialCode: string | null;
  roles: PlatformRole[];
}

/** An enrolment with the person and the run's session. */
export type EnrolmentRow = Enrolment & { user: EnrolledUser; run: { id: string; sessionId: string | null; kind: RunKind } };

/** Loads rows by id, in the order of the ids; missing ones are left out. Statements: 1 (joined). */
export async function loadEnrolments(db: Db | Tx, ids: string[]): Promise<EnrolmentRow[]> {
  const rows = await db.enrolment.findMany({ where: { id: { in: ids } }, include, relationLoadStrategy: "join" });
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}

/** Loads rows by what they are, in no order. Statements: 1 (joined). */
export const findEnrolments = (db: Db | Tx, where: Prisma.EnrolmentWhereInput): Promise<EnrolmentRow[]> =>
  db.enrolment.findMany({ where, include, relationLoadStrategy: "join" });

/** How a row looks that is not written yet. */
export const plannedRow = {
  user: userSelect,
  of: (plan: PlannedSeat, user: EnrolledUser, run: EnrolmentRow["run"]): EnrolmentRow => ({
    id: plan.id,
    userId: user.id,
    courseId: plan.seat.courseId,
    runId: run.id,
    kind: plan.before?.kind ?? "NORMAL",
    firstAccessAt: plan.before?.firstAccessAt ?? null,
    lastAccessAt: plan.before?.lastAccessAt ?? null,
    seconds: plan.before?.seconds ?? 0,
    showPicture: plan.before?.showPicture ?? true,
    showMail: plan.before?.showMail ?? false,
    officeHours: plan.before?.officeHours ?? "",
    createdById: plan.before?.createdById ?? null,
    createdAt: plan.before?.createdAt ?? new Date(),
    endedAt: null,
    version: plan.before?.version ?? 1,
    ...plan.after,
    user,
    run,
  }),
};
