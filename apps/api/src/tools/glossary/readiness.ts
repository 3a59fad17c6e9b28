import type { Context } from "../../kernel/context";
import { Prisma } from "../../kernel/database";
import type { Member } from "../../kernel/gate";
import { FINDINGS_MAX, hasWordlessPicture, type ReadinessFinding } from "../../kernel/readiness";

/** Published terms whose definition has a picture without words. Statements: 1. */
export async function glossaryReadiness(ctx: Context, member: Member): Promise<ReadinessFinding[]> {
  const rows = await ctx.db.$queryRaw<{ id: string; term: string }[]>`
    SELECT t."id", t."term" FROM "GlossaryTerm" t
    WHERE t."courseId" = ${member.courseId}::uuid AND t."runId" = ANY(${member.visibleRunIds}::uuid[]) AND t."trashedAt" IS NULL AND t."state" = 'PUBLISHED'
      AND ${hasWordlessPicture(Prisma.sql`t."definition"`)} ORDER BY t."term", t."id" LIMIT ${FINDINGS_MAX}`;
  return rows.map(({ id, term }) => ({
    check: "wordlessPicture",
    tool: "glossary",
    title: term,
    itemId: null,
    address: `/glossary/${id}`,
  }));
}
