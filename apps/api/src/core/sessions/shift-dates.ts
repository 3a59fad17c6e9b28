import type { Context } from "../../kernel/context";
import { Prisma, type Tx } from "../../kernel/database";
import { Invalid, NotFound } from "../../kernel/errors";
import type { Emit } from "../../kernel/events";
import type { Session as SessionRow } from "../../generated/prisma/client.ts";
import { enterSession, tell } from "./sessions";
import type { SessionDateChange, SessionDateField } from "./sessions.types";

const DAYS_MAX = 3_650;
/** A preview lists no more; what moves is counted whole. */
const LISTED = 1_000;

/** What moving a session's dates came to, or would come to. */
export interface SessionShift {
  session: SessionRow;
  changes: SessionDateChange[];
  total: number;
}

/** A date some days later on the calendar of the one who moves it: nine o'clock stays nine o'clock over a change of the clocks. */
const moved = (column: Prisma.Sql, days: number, timeZone: string): Prisma.Sql =>
  Prisma.sql`((${column} AT TIME ZONE ${timeZone}) + make_interval(days => ${days}::int)) AT TIME ZONE ${timeZone}`;

const ITEM_DATES = Prisma.sql`(VALUES ('OPENS', d."opensAt"), ('CLOSES', d."closesAt"), ('DUE', d."dueAt")) f("field", "at")`;

interface ChangeRow {
  itemId: string | null;
  tool: string | null;
  courseId: string | null;
  runId: string | null;
  title: string;
  field: keyof typeof SessionDateField;
  from: Date;
  to: Date;
}

/** Every date of the session: its own, its overrides of the courses' items, and those of the items that it added. Statements: 1. */
function datesOf(ctx: Context, sessionId: string, days: number, timeZone: string): Promise<ChangeRow[]> {
  const to = moved(Prisma.sql`f."at"`, days, timeZone);
  const runs = Prisma.sql`r."sessionId" = ${sessionId}::uuid AND r."kind" = 'SESSION'`;
  return ctx.db.$queryRaw<ChangeRow[]>`
    SELECT NULL::uuid AS "itemId", NULL AS "tool", NULL::uuid AS "courseId", NULL::uuid AS "runId", s."title", f."field", f."at" AS "from", ${to} AS "to"
      FROM "Session" s, LATERAL (VALUES ('STARTS', s."startsAt"), ('ENDS', s."endsAt")) f("field", "at") WHERE s."id" = ${sessionId}::uuid AND f."at" IS NOT NULL
    UNION ALL SELECT i."id", i."tool", i."courseId", r."id", i."title", f."field", f."at", ${to}
      FROM "CourseRun" r JOIN "ItemRun" d ON d."runId" = r."id" JOIN "Item" i ON i."id" = d."itemId" AND i."trashedAt" IS NULL, LATERAL ${ITEM_DATES}
      WHERE ${runs} AND f."at" IS NOT NULL
    UNION ALL SELECT d."id", d."tool", d."courseId", r."id", d."title", f."field", f."at", ${to}
      FROM "CourseRun" r JOIN "Item" d ON d."runId" = r."id" AND d."trashedAt" IS NULL, LATERAL ${ITEM_DATES} WHERE ${runs} AND f."at" IS NOT NULL
    ORDER BY "courseId" NULLS FIRST, "title", "itemId", "from"`;
}

/** Moves the rows; items that the session added keep their former state as a version. Statements: 4. */
async function move(tx: Tx, session: SessionRow, days: number, viewer: { id: string; timeZone: string }): Promise<void> {
  const later = (name: "startsAt" | "endsAt" | "opensAt" | "closesAt" | "dueAt") => {
    const column = Prisma.raw(`"${name}"`);
    return Prisma.sql`${column} = ${moved(column, days, viewer.timeZone)}`;
  };
  const runs = Prisma.sql`SELECT "id" FROM "CourseRun" WHERE "sessionId" = ${session.id}::uuid AND "kind" = 'SESSION'`;
  const own = Prisma.sql`"runId" IN (${runs}) AND "trashedAt" IS NULL AND coalesce("opensAt", "closesAt", "dueAt") IS NOT NULL`;
  const itemDates = Prisma.join([later("opensAt"), later("closesAt"), later("dueAt")]);
  await tx.$executeRaw`UPDATE "Session" SET ${later("startsAt")}, ${later("endsAt")}, "version" = "version" + 1 WHERE "id" = ${session.id}::uuid`;
  await tx.$executeRaw`UPDATE "ItemRun" SET ${itemDates} WHERE "runId" IN (${runs})`;
  await tx.$executeRaw`
    INSERT INTO "Version" ("kind", "rowId", "number", "body", "authorId")
    SELECT 'item', "id"::text, "version", jsonb_build_object('title', "title", 'state', "state", 'opensAt', "opensAt", 'closesAt', "closesAt", 'dueAt', "dueAt",
      'conditions', "conditions", 'completion', "completion"), ${viewer.id}::uuid FROM "Item" WHERE ${own} ON CONFLICT ("kind", "rowId", "number") DO NOTHING`;
  await tx.$executeRaw`UPDATE "Item" SET ${itemDates}, "version" = "version" + 1, "updatedById" = ${viewer.id}::uuid, "updatedAt" = now() WHERE ${own}`;
}

function announce(emit: Emit, session: SessionRow, runs: { id: string; courseId: string }[], changes: ChangeRow[]): void {
  tell(emit, "sessions.session.updated", session, runs);
  const told = new Set<string>();
  for (const { itemId, tool, courseId, runId } of changes) {
    if (!itemId || !courseId || told.has(`${itemId}${runId}`)) continue;
    told.add(`${itemId}${runId}`);
    emit(`${tool}.item.updated`, { id: itemId, itemId, courseId, runId });
  }
}

/** Moves every date of a session by whole days, there and back; with `dryRun` it only says what would move. */
export async function shiftSessionDates(ctx: Context, id: string, days: number, dryRun: boolean): Promise<SessionShift> {
  const { viewer, session, runs } = await enterSession(ctx, id);
  if (session.trashedAt) throw NotFound();
  if (days === 0 || Math.abs(days) > DAYS_MAX) throw Invalid("days", "days.range", `Give 1 to ${DAYS_MAX} days, forwards or backwards.`);
  const rows = await datesOf(ctx, id, days, viewer.timeZone);
  const changes = rows
    .slice(0, LISTED)
    .map(({ itemId, courseId, title, field, from, to }) => ({ itemId, courseId, title, field, from, to }));
  if (dryRun) return { session, changes, total: rows.length };
  const after = await ctx.write(async (tx, emit) => {
    await move(tx, session, days, viewer);
    announce(emit, session, runs, rows);
    return tx.session.findUniqueOrThrow({ where: { id } });
  });
  return { session: after, changes, total: rows.length };
}
