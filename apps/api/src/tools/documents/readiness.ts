import type { Context } from "../../kernel/context";
import { Prisma } from "../../kernel/database";
import type { Member } from "../../kernel/gate";
import { inScope } from "../../kernel/item-visibility";
import { FINDINGS_MAX, hasWordlessPicture, type ReadinessFinding } from "../../kernel/readiness";

/** Published pages with a picture that has no words. Statements: 1. */
export async function documentReadiness(ctx: Context, member: Member): Promise<ReadinessFinding[]> {
  const rows = await ctx.db.$queryRaw<{ id: string; title: string }[]>`
    SELECT i."id", i."title" FROM "Item" i JOIN "Document" d ON d."id" = i."id"
    WHERE ${inScope(member, Prisma.sql`i`)} AND i."kind" = 'page' AND i."state" = 'PUBLISHED' AND ${hasWordlessPicture(Prisma.sql`d."body"`)}
    ORDER BY i."position", i."id" LIMIT ${FINDINGS_MAX}`;
  return rows.map(({ id, title }) => ({
    check: "wordlessPicture",
    tool: "documents",
    title,
    itemId: id,
    address: `/documents/view/${id}/edit`,
  }));
}
