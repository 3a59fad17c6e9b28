import type { Context } from "../../kernel/context";
import type { Tx } from "../../kernel/database";
import { Conflict, NotFound } from "../../kernel/errors";
import { isId } from "../../kernel/ids";
import { packageAddresses, type Addresses } from "./package-addresses";
import { BEAT_SECONDS_MAX } from "./store-runtime";

/** Without a sign of life for so long, milliseconds, an opening is taken for gone. */
export const LEASE_MS = 90_000;

/** Whether a person has a package open that counts. Statements: 1. */
export async function isPlaying(tx: Tx, userId: string): Promise<boolean> {
  const open = { userId, counts: true, trashedAt: null, lease: { not: null }, leaseAt: { gt: new Date(Date.now() - LEASE_MS) } };
  return (await tx.registration.findFirst({ where: open, select: { id: true } })) !== null;
}

/** A registration that is the viewer's own, in the run that they entered. NOT_FOUND otherwise. */
async function enterOwn(ctx: Context, registrationId: string) {
  const row = isId(registrationId)
    ? await ctx.db.registration.findUnique({
        where: { id: registrationId },
        include: { run: { select: { sessionId: true, kind: true } } },
        relationLoadStrategy: "join",
      })
    : null;
  if (!row) throw NotFound();
  const member = await ctx.enter(row.courseId, { tool: "paths", sessionId: row.run.sessionId, preview: row.run.kind === "PREVIEW" });
  if (member.userId !== row.userId || member.runId !== row.runId) throw NotFound();
  return row;
}

/**
 * Keeps an opening alive and counts visible time on the server's clock: what has passed since the last beat, as long as beats come.
 * `present` false: the page is hidden or its learner idle, so nothing counts until the next beat. False: another opening has taken
 * over. Statements: 2 besides the gate.
 */
export async function recordPresence(ctx: Context, registrationId: string, lease: string, present: boolean): Promise<boolean> {
  const row = await enterOwn(ctx, registrationId);
  const beats = await ctx.db.$queryRaw<{ id: string }[]>`
    WITH had AS (
      SELECT "id", "packageId", "runId", "userId", "currentActivityId", "counts" AND "credit" = 'credit' AS "credited",
        least(${BEAT_SECONDS_MAX}::int, coalesce(round(extract(epoch FROM now() - "presentAt"))::int, 0)) AS "seconds"
      FROM "Registration" WHERE "id" = ${row.id}::uuid AND "lease" = ${lease} AND "trashedAt" IS NULL FOR UPDATE),
    reg AS (
      UPDATE "Registration" r SET "leaseAt" = now(), "presentAt" = CASE WHEN ${present} THEN now() END, "seconds" = r."seconds" + had."seconds"
      FROM had WHERE r."id" = had."id"),
    att AS (
      UPDATE "ActivityAttempt" a SET "measuredSeconds" = a."measuredSeconds" + had."seconds"
      FROM had WHERE a."registrationId" = had."id" AND a."activityId" = had."currentActivityId" AND had."seconds" > 0),
    prog AS (
      UPDATE "Progress" p SET "seconds" = p."seconds" + had."seconds", "lastAt" = now()
      FROM had WHERE p."itemId" = had."packageId" AND p."runId" = had."runId" AND p."userId" = had."userId" AND had."credited" AND had."seconds" > 0)
    SELECT "id" FROM had`;
  return beats.length > 0;
}

/** Ends an opening: the next one need not take over. False: it had ended already. Statements: 2 besides the gate. */
export async function leaveRegistration(ctx: Context, registrationId: string, lease: string): Promise<boolean> {
  const row = await enterOwn(ctx, registrationId);
  const left = await ctx.db.registration.updateMany({
    where: { id: row.id, lease, trashedAt: null },
    data: { leaseAt: new Date(), lease: null, presentAt: null },
  });
  return left.count > 0;
}

/** Addresses for a package that is still open when the first ones are about to end. CONFLICT (LEASE_LOST) for another opening's lease. */
export async function renewAddresses(ctx: Context, registrationId: string, lease: string): Promise<Addresses> {
  const row = await enterOwn(ctx, registrationId);
  if (row.lease !== lease || row.trashedAt) throw Conflict("LEASE_LOST", "This attempt was opened elsewhere.");
  return packageAddresses(ctx.services.env, row);
}
