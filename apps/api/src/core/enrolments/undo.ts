import { Conflict, NotFound } from "../../kernel/errors";
import { isId } from "../../kernel/ids";
import { authorize } from "../../kernel/policy";
import type { Context } from "../../kernel/context";
import type { Tx } from "../../kernel/database";
import type { Enrolment } from "../../generated/prisma/client.ts";
import { peoplePolicy } from "./enrolments.policy";
import { guardTeachers } from "./change";
import { peopleSubject } from "./people-rights";
import { loadEnrolments, type EnrolmentRow } from "./rows";
import { applySeats, changeNames, emitSeat, factsOf, lockCourses, newAct, type PlannedSeat, type SeatFacts } from "./seats";

export const UNDO_MINUTES = 10;

interface Done {
  rowId: string;
  courseId: string;
  runId: string;
  userId: string;
  before: (Omit<SeatFacts, "from" | "until"> & { from: string | null; until: string | null }) | null;
  version: number;
}

/** What an undo brought back, what it took away again, and what it left because something was built on it since. */
export interface Undone {
  rows: EnrolmentRow[];
  removedIds: string[];
  keptIds: string[];
}

/**
 * Takes an act of the caller's own back, within 10 minutes: each row as it was before, unless it has changed since or its person has
 * been inside. An act that is unknown, older or somebody else's is NOT_FOUND; when nothing of it can be taken back, CONFLICT.
 */
export async function undoAct(ctx: Context, actId: string): Promise<Undone> {
  const viewer = await ctx.enterSelf();
  const done = isId(actId) ? await changesOf(ctx, actId, viewer.id) : [];
  if (done.length === 0) throw NotFound();
  const runs = await ctx.db.courseRun.findMany({ where: { id: { in: [...new Set(done.map((change) => change.runId))] } } });
  for (const run of runs) {
    const member = await ctx.enter(run.courseId, { sessionId: run.sessionId });
    authorize(member, peoplePolicy, "manage", await peopleSubject(ctx, member));
  }
  const act = newAct(viewer.id);
  const outcome = await ctx.write(async (tx, emit) => {
    await lockCourses(
      tx,
      done.map((change) => change.courseId),
    );
    const rows = new Map(
      (await tx.enrolment.findMany({ where: { id: { in: done.map((change) => change.rowId) } } })).map((row) => [row.id, row]),
    );
    const free = done.filter((change) => rows.get(change.rowId)?.version === change.version);
    const fresh = await untouched(
      tx,
      free.filter((change) => !change.before).map((change) => rows.get(change.rowId)!),
    );
    const back = free.flatMap((change) => (change.before ? [asItWas(rows.get(change.rowId)!, change.before)] : []));
    const planned = [...back, ...fresh.map(asGone)];
    for (const courseId of new Set(runs.map((run) => run.courseId)))
      await guardTeachers(
        tx,
        courseId,
        planned.filter((plan) => plan.seat.courseId === courseId),
      );
    await applySeats(tx, emit, act, back, { undoes: actId });
    await tx.enrolment.deleteMany({ where: { id: { in: fresh.map((row) => row.id) } } });
    for (const row of fresh) emitSeat(emit, act, asGone(row), { undoes: actId });
    const removedIds = fresh.map((row) => row.id);
    const undone = new Set([...removedIds, ...back.map((plan) => plan.id)]);
    if (undone.size === 0) throw Conflict("CHANGED_SINCE", "Something has been built on this since: it cannot be undone as a whole.");
    return {
      removedIds,
      backIds: back.map((plan) => plan.id),
      keptIds: done.flatMap((change) => (undone.has(change.rowId) ? [] : [change.rowId])),
    };
  });
  return { rows: await loadEnrolments(ctx.db, outcome.backIds), removedIds: outcome.removedIds, keptIds: outcome.keptIds };
}

/** The rows of an act, from its events: one each, whatever the number of events that told of it. */
function changesOf(ctx: Context, actId: string, actorId: string): Promise<Done[]> {
  const since = new Date(Date.now() - UNDO_MINUTES * 60_000);
  return ctx.db.$queryRaw<Done[]>`
    SELECT DISTINCT ON (v."rowId") v."rowId", v."courseId", v."runId", v."userId", v."data"->'before' AS "before", (v."data"->>'version')::int AS "version"
    FROM "Event" v WHERE v."actorId" = ${actorId}::uuid AND v."id" >= uuid_v7_floor(${since}) AND v."tool" = 'enrolments'
      AND v."data"->>'actId' = ${actId} AND v."data" ? 'after' AND v."data"->>'undoes' IS NULL ORDER BY v."rowId", v."id"`;
}

/** Of new rows, those whose people have not been inside and have done nothing yet. */
async function untouched(tx: Tx, rows: Enrolment[]): Promise<Enrolment[]> {
  const unseen = rows.filter((row) => row.firstAccessAt === null);
  if (unseen.length === 0) return [];
  const worked = await tx.progress.findMany({
    where: { runId: { in: [...new Set(unseen.map((row) => row.runId))] }, userId: { in: unseen.map((row) => row.userId) } },
    select: { userId: true, runId: true },
  });
  const busy = new Set(worked.map((row) => `${row.userId}:${row.runId}`));
  return unseen.filter((row) => !busy.has(`${row.userId}:${row.runId}`));
}

const seatOf = (row: Enrolment): PlannedSeat["seat"] => ({ userId: row.userId, courseId: row.courseId, runId: row.runId, role: row.role });

function asItWas(row: Enrolment, before: NonNullable<Done["before"]>): PlannedSeat {
  const after: SeatFacts = {
    ...factsOf(before as unknown as SeatFacts),
    from: before.from ? new Date(before.from) : null,
    until: before.until ? new Date(before.until) : null,
  };
  return {
    id: row.id,
    seat: seatOf(row),
    outcome: changeNames(factsOf(row), after).length > 0 ? "CHANGED" : "ALREADY",
    before: row,
    after,
  };
}

const asGone = (row: Enrolment): PlannedSeat => ({
  id: row.id,
  seat: seatOf(row),
  outcome: "CHANGED",
  before: row,
  after: { ...factsOf(row), state: "ENDED", sources: [], main: false },
});
