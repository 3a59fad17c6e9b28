import type { Context } from "../../kernel/context";
import { Forbidden, NotFound } from "../../kernel/errors";
import type { Member } from "../../kernel/gate";
import { isId } from "../../kernel/ids";
import type { PackageActivityAttempt, PackageAttempt, PackageInteraction } from "./reports.types";
import type { RuntimeActivity } from "./runtime-activity";

const ATTEMPTS_MAX = 50;

/** Whose results a member may read: everybody's of the run as staff, otherwise one's own. */
export function whose(member: Member, userId: string | null): string {
  const wanted = userId ?? member.userId;
  if (!wanted || !isId(wanted)) throw NotFound();
  if (!member.isStaff && wanted !== member.userId) throw Forbidden();
  return wanted;
}

interface AttemptRow extends Omit<PackageActivityAttempt, "title"> {
  registrationId: string;
}

/** One person's attempts at a package, the latest first, at most 50. Statements: 2. */
export async function attemptsOf(ctx: Context, member: Member, packageId: string, userId: string): Promise<PackageAttempt[]> {
  const registrations = await ctx.db.registration.findMany({
    where: { packageId, runId: member.runId, userId, trashedAt: null },
    orderBy: { number: "desc" },
    take: ATTEMPTS_MAX,
    include: { revision: { select: { runtime: true } } },
    relationLoadStrategy: "join",
  });
  const ids = registrations.map((row) => row.id);
  const rows = await ctx.db.$queryRaw<AttemptRow[]>`
    SELECT a."registrationId", a."activityId", a."state"::text AS "state", a."score", a."maxScore", a."measure", (a."hundredths" / 100.0)::float8 AS "reportedSeconds",
      a."timeReplaced", a."measuredSeconds", a."notes", a."firstAt", a."lastAt", a."location",
      (SELECT count(*)::int FROM "ActivityInteraction" i WHERE i."registrationId" = a."registrationId" AND i."activityId" = a."activityId") AS "interactionCount"
    FROM "ActivityAttempt" a WHERE a."registrationId" = ANY(${ids}::uuid[])`;
  return registrations.map((row) => {
    const own = new Map(rows.filter((one) => one.registrationId === row.id).map((one) => [one.activityId, one]));
    const activities = (row.revision.runtime as unknown as RuntimeActivity[]).flatMap(({ identifier, title }) => {
      const found = own.get(identifier);
      return found ? [{ ...found, title }] : [];
    });
    return { ...row, activities };
  });
}

interface InteractionPage {
  activityId: string | null;
  after: { activityId: string; index: number } | null;
  take: number;
}

/** Answers of one attempt, by activity and index; the right ones only for staff. NOT_FOUND for another's attempt. Statements: 2. */
export async function interactionsOf(
  ctx: Context,
  registrationId: string,
  { activityId, after, take }: InteractionPage,
): Promise<PackageInteraction[]> {
  const member = await enterRegistration(ctx, registrationId);
  const rows = await ctx.db.activityInteraction.findMany({
    where: {
      registrationId,
      ...(activityId === null ? {} : { activityId }),
      ...(after ? { OR: [{ activityId: { gt: after.activityId } }, { activityId: after.activityId, index: { gt: after.index } }] } : {}),
    },
    orderBy: [{ activityId: "asc" }, { index: "asc" }],
    take,
  });
  return member.isStaff ? rows : rows.map((row) => ({ ...row, patterns: [] }));
}

/** Enters the run of an attempt that the viewer may read: their own, or as staff any of the run. */
export async function enterRegistration(ctx: Context, id: string): Promise<Member> {
  const row = isId(id)
    ? await ctx.db.registration.findUnique({
        where: { id },
        include: { run: { select: { sessionId: true } } },
        relationLoadStrategy: "join",
      })
    : null;
  if (!row || row.trashedAt) throw NotFound();
  const member = await ctx.enter(row.courseId, { tool: "paths", sessionId: row.run.sessionId });
  if (row.runId !== member.runId || (!member.isStaff && row.userId !== member.userId)) throw NotFound();
  return member;
}
