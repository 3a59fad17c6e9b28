import { newId } from "../../kernel/ids";
import { Prisma, type Db, type Tx } from "../../kernel/database";
import type { Emit } from "../../kernel/events";
import { freeGroupSeats, restoreGroupSeats } from "./groups-of-seats";
import type { CourseRole, EnrolmentSource, EnrolmentState } from "../../generated/prisma/enums.ts";
import type { Enrolment } from "../../generated/prisma/client.ts";

/** A place asked for: one person, in one run, in one role. Absent dates stay as they are. */
export interface Seat {
  userId: string;
  courseId: string;
  runId: string;
  role: CourseRole;
  from?: Date | null;
  until?: Date | null;
  /** Whether the asked role counts even when it is lower than the present one. */
  obeyRole?: boolean;
}

/** One act of one person: everything that it changes can be undone together. */
export interface Act {
  id: string;
  actorId: string | null;
}

export type SeatOutcome = "ENROLLED" | "RESTORED" | "CHANGED" | "ALREADY";

/** The part of a row that an act may change, and that an undo brings back. */
export interface SeatFacts {
  role: CourseRole;
  state: EnrolmentState;
  sources: EnrolmentSource[];
  from: Date | null;
  until: Date | null;
  main: boolean;
}

export interface PlannedSeat {
  id: string;
  seat: Seat;
  outcome: SeatOutcome;
  before: Enrolment | null;
  after: SeatFacts;
}

const rank: Record<CourseRole, number> = { LEARNER: 1, TUTOR: 2, TEACHER: 3 };
export const isHigher = (role: CourseRole, than: CourseRole): boolean => rank[role] > rank[than];

export const newAct = (actorId: string | null): Act => ({ id: newId(), actorId });

/**
 * Decides what each seat would come to, without writing. An ended enrolment comes back in the asked role; a present one keeps its
 * role when that is the higher one, unless the seat's role is to be obeyed.
 */
export async function planSeats(db: Db | Tx, seats: Seat[], source: EnrolmentSource): Promise<PlannedSeat[]> {
  const wanted = [...new Map(seats.map((seat) => [`${seat.userId}:${seat.runId}`, seat])).values()];
  const existing = await db.enrolment.findMany({
    where: {
      userId: { in: [...new Set(wanted.map((seat) => seat.userId))] },
      runId: { in: [...new Set(wanted.map((seat) => seat.runId))] },
    },
  });
  const rows = new Map(existing.map((row) => [`${row.userId}:${row.runId}`, row]));
  return wanted.map((seat) => planSeat(seat, rows.get(`${seat.userId}:${seat.runId}`) ?? null, source));
}

function planSeat(seat: Seat, before: Enrolment | null, source: EnrolmentSource): PlannedSeat {
  const fresh: SeatFacts = {
    role: seat.role,
    state: "ACTIVE",
    sources: [source],
    from: seat.from ?? null,
    until: seat.until ?? null,
    main: false,
  };
  if (!before) return { id: newId(), seat, outcome: "ENROLLED", before, after: fresh };
  if (before.state === "ENDED") return { id: before.id, seat, outcome: "RESTORED", before, after: fresh };
  const role = seat.obeyRole || isHigher(seat.role, before.role) ? seat.role : before.role;
  const from = seat.from === undefined ? before.from : seat.from;
  const until = seat.until === undefined ? before.until : seat.until;
  const changed = role !== before.role || Number(from) !== Number(before.from) || Number(until) !== Number(before.until);
  const sources = before.sources.includes(source) ? before.sources : [...before.sources, source];
  const after: SeatFacts = { role, state: before.state, sources, from, until, main: before.main && role === "TEACHER" };
  return { id: before.id, seat, outcome: changed ? "CHANGED" : "ALREADY", before, after };
}

const hasOtherSources = (plan: PlannedSeat): boolean => plan.before !== null && plan.after.sources.length !== plan.before.sources.length;

/**
 * Writes planned seats by one statement, frees or restores their group seats, and says what happened to whom. The course rows must be
 * locked by `lockCourses`.
 */
export async function applySeats(tx: Tx, emit: Emit, act: Act, plans: PlannedSeat[], extra: Record<string, unknown> = {}): Promise<void> {
  const changing = plans.filter((plan) => plan.outcome !== "ALREADY" || hasOtherSources(plan));
  if (changing.length === 0) return;
  await writeSeats(tx, act, changing);
  const freed = changing.some((plan) => plan.after.state === "ENDED")
    ? await freeGroupSeats(
        tx,
        changing.filter((plan) => plan.after.state === "ENDED"),
      )
    : null;
  await restoreGroupSeats(tx, changing);
  for (const plan of changing) emitSeat(emit, act, plan, { ...extra, ...(freed?.has(plan.id) ? { groupIds: freed.get(plan.id) } : {}) });
}

/** Puts facts into rows, new or present, by one statement; each gets a new version. */
export async function writeSeats(tx: Tx, act: Act, plans: Pick<PlannedSeat, "id" | "seat" | "after">[]): Promise<void> {
  const rows = JSON.stringify(
    plans.map(({ id, seat, after }) => ({ id, userId: seat.userId, courseId: seat.courseId, runId: seat.runId, ...after })),
  );
  await tx.$executeRaw`
    INSERT INTO "Enrolment" AS e ("id", "userId", "courseId", "runId", "role", "state", "sources", "from", "until", "main", "createdById", "endedAt")
    SELECT t."id", t."userId", t."courseId", t."runId", t."role"::"CourseRole", t."state"::"EnrolmentState",
      ARRAY(SELECT jsonb_array_elements_text(t."sources"))::"EnrolmentSource"[], t."from", t."until", t."main", ${act.actorId}::uuid,
      CASE WHEN t."state" = 'ENDED' THEN now() END
    FROM jsonb_to_recordset(${rows}::jsonb) AS t("id" uuid, "userId" uuid, "courseId" uuid, "runId" uuid, "role" text, "state" text, "sources" jsonb,
      "from" timestamptz, "until" timestamptz, "main" boolean)
    ON CONFLICT ("userId", "runId") DO UPDATE SET "role" = EXCLUDED."role", "state" = EXCLUDED."state", "sources" = EXCLUDED."sources",
      "from" = EXCLUDED."from", "until" = EXCLUDED."until", "main" = EXCLUDED."main", "version" = e."version" + 1,
      "endedAt" = CASE WHEN EXCLUDED."state" = 'ENDED' THEN coalesce(e."endedAt", now()) END`;
}

/** The names of what a change of facts amounts to; the first is the one that the history shows. */
export function changeNames(before: SeatFacts | null, after: SeatFacts): string[] {
  if (!before) return ["enrolments.enrolment.started"];
  const names: string[] = [];
  if (before.state !== after.state) {
    const became = { ENDED: "ended", SUSPENDED: "suspended", ACTIVE: before.state === "ENDED" ? "restored" : "resumed" } as const;
    names.push(`enrolments.enrolment.${became[after.state]}`);
  }
  if (before.role !== after.role) names.push("enrolments.role.changed");
  if (Number(before.from) !== Number(after.from) || Number(before.until) !== Number(after.until)) names.push("enrolments.dates.changed");
  if (before.main !== after.main) names.push("enrolments.main.changed");
  if (before.state !== "ENDED" && after.state !== "ENDED") {
    if (after.sources.some((source) => !before.sources.includes(source))) names.push("enrolments.source.added");
    if (before.sources.some((source) => !after.sources.includes(source))) names.push("enrolments.source.removed");
  }
  return names;
}

/** Pure facts of a row, for comparing, for the event's data and for undo. */
export const factsOf = ({ role, state, sources, from, until, main }: SeatFacts): SeatFacts => ({ role, state, sources, from, until, main });

/**
 * Tells of one change: to the course by its names, and to the person's own topic, where each of their live streams listens
 * whatever its topic is. The event keeps what was before, for history and undo.
 */
export function emitSeat(
  emit: Emit,
  act: Act,
  plan: Pick<PlannedSeat, "id" | "seat" | "before" | "after">,
  extra: Record<string, unknown> = {},
): void {
  const { courseId, runId, userId } = plan.seat;
  const subject = { id: plan.id, courseId, runId, userId };
  const data = {
    actId: act.id,
    before: plan.before && factsOf(plan.before),
    after: factsOf(plan.after),
    version: (plan.before?.version ?? 0) + 1,
    ...extra,
  };
  for (const name of changeNames(plan.before, plan.after)) emit(name, { ...subject, data });
  emit("enrolments.access.changed", { ...subject, topic: `user:${userId}` });
}

/** Makes acts on the same courses wait for each other, without holding up anything that only refers to them. Statements: 1. */
export async function lockCourses(tx: Tx, courseIds: string[]): Promise<void> {
  await tx.$queryRaw(
    Prisma.sql`SELECT "id" FROM "Course" WHERE "id" = ANY(${[...new Set(courseIds)]}::uuid[]) ORDER BY "id" FOR NO KEY UPDATE`,
  );
}
