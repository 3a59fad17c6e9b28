import type { Context } from "../../kernel/context";
import { personOf, type Person } from "../accounts/people.types";
import { enterForRows } from "./change";
import type { SeatFacts } from "./seats";

interface EventRow {
  id: string;
  name: string;
  at: Date;
  actorId: string | null;
  data: { before?: Partial<SeatFacts> | null; after?: Partial<SeatFacts>; reason?: string; undoes?: string };
}

/** One thing that happened to an enrolment. */
export interface HistoryEntry {
  id: string;
  what: string;
  at: Date;
  by: Person | null;
  roleBefore: SeatFacts["role"] | null;
  roleAfter: SeatFacts["role"] | null;
  reason: string | null;
  undo: boolean;
}

/** What happened to one enrolment, the newest first, at most 200 entries; staff only. Statements: 4. */
export async function enrolmentHistory(ctx: Context, id: string): Promise<HistoryEntry[]> {
  const { rows } = await enterForRows(ctx, [id], "readHistory");
  const row = rows[0]!;
  const events = await ctx.db.$queryRaw<EventRow[]>`
    SELECT "id", "name", "at", "actorId", "data" FROM "Event"
    WHERE "courseId" = ${row.courseId}::uuid AND "runId" = ${row.runId}::uuid AND "tool" = 'enrolments' AND "rowId" = ${row.id}::uuid AND "topic" = ${`course:${row.courseId}`}
    ORDER BY "id" DESC LIMIT 200`;
  const actors = await ctx.db.user.findMany({ where: { id: { in: events.flatMap((event) => event.actorId ?? []) } } });
  const byId = new Map(actors.map((actor) => [actor.id, personOf(actor)]));
  return events.map((event) => ({
    id: event.id,
    what: event.name.slice("enrolments.".length),
    at: event.at,
    by: event.actorId ? (byId.get(event.actorId) ?? null) : null,
    roleBefore: event.data.before?.role ?? null,
    roleAfter: event.data.after?.role ?? null,
    reason: event.data.reason ?? null,
    undo: event.data.undoes !== undefined,
  }));
}
