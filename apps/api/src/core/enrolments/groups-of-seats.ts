import type { Tx } from "../../kernel/database";

interface Place {
  id: string;
  seat: { userId: string; runId: string; courseId: string };
}

/** Frees the group seats of people who leave runs, and says which they had, by enrolment. Statements: 1. */
export async function freeGroupSeats(tx: Tx, plans: Place[]): Promise<Map<string, string[]>> {
  const rows = JSON.stringify(plans.map(({ id, seat }) => ({ id, userId: seat.userId, runId: seat.runId })));
  const freed = await tx.$queryRaw<{ id: string; groupId: string }[]>`
    DELETE FROM "GroupMember" m USING "Group" g, jsonb_to_recordset(${rows}::jsonb) AS t("id" uuid, "userId" uuid, "runId" uuid)
    WHERE g."id" = m."groupId" AND g."runId" = t."runId" AND m."userId" = t."userId" RETURNING t."id", m."groupId"`;
  const byEnrolment = new Map<string, string[]>();
  for (const { id, groupId } of freed) byEnrolment.set(id, [...(byEnrolment.get(id) ?? []), groupId]);
  return byEnrolment;
}

/** Puts people who come back into the groups they had when their enrolment ended, where those still are. Statements: 1. */
export async function restoreGroupSeats(
  tx: Tx,
  plans: (Place & { before: { state: string } | null; after: { state: string } })[],
): Promise<void> {
  const back = plans.filter((plan) => plan.before?.state === "ENDED" && plan.after.state !== "ENDED");
  const courseIds = [...new Set(back.map((plan) => plan.seat.courseId))];
  if (back.length === 0) return;
  await tx.$executeRaw`
    INSERT INTO "GroupMember" ("groupId", "userId")
    SELECT g."id", last."userId" FROM (
      SELECT DISTINCT ON (v."rowId") v."userId", v."data" FROM "Event" v
      WHERE v."courseId" = ANY(${courseIds}::uuid[]) AND v."tool" = 'enrolments' AND v."name" = 'enrolments.enrolment.ended'
        AND v."rowId" = ANY(${back.map((plan) => plan.id)}::uuid[]) ORDER BY v."rowId", v."id" DESC) last
    CROSS JOIN LATERAL jsonb_array_elements_text(coalesce(last."data"->'groupIds', '[]')) AS t("groupId")
    JOIN "Group" g ON g."id" = t."groupId"::uuid AND g."trashedAt" IS NULL
    ON CONFLICT DO NOTHING`;
}
