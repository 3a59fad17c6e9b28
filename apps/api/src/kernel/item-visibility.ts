import { Prisma } from "./database";
import { kindsNotInherited } from "./manifest";
import type { Member } from "./gate";

/**
 * The one SQL rule of what a member sees, to be put behind WHERE; `alias` names the "Item" table. Staff see everything of the
 * course and run but what is trashed; learners see what is published for them and lies in nothing closed. `closedIds` are the
 * items whose condition trees do not hold (kernel/item-conditions.ts). Dates on the item itself do not hide it (it is listed
 * with its reason) unless `openOnly`.
 */
export function visibleItems(
  member: Member,
  closedIds: readonly string[],
  options: { alias?: string; openOnly?: boolean; now?: Date } = {},
): Prisma.Sql {
  const i = Prisma.raw(`"${options.alias ?? "i"}"`);
  const scope = inScope(member, i);
  if (member.isStaff) return scope;
  const now = options.now ?? new Date();
  const self = options.openOnly ? Prisma.sql`false` : Prisma.sql`a."id" = ${i}."id"`;
  return Prisma.sql`(${scope} AND NOT EXISTS (
    SELECT 1 FROM "Item" a LEFT JOIN "ItemRun" o ON o."itemId" = a."id" AND o."runId" = ${member.sessionRunId}::uuid
    WHERE (a."id" = ${i}."id" OR a."id" = ANY(${i}."ancestorIds"))
      AND (a."trashedAt" IS NOT NULL OR coalesce(o."state", a."state") <> 'PUBLISHED'
        OR NOT ${forMember(member, Prisma.sql`a`)}
        OR (NOT ${self} AND (coalesce(o."opensAt", a."opensAt") > ${now} OR coalesce(o."closesAt", a."closesAt") <= ${now}
          OR a."id" = ANY(${closedIds as string[]}::uuid[]))))))`;
}

/** Of this course, in a run that is seen here, not trashed; kinds that sessions do not inherit stay in their own run. */
export function inScope(member: Member, i: Prisma.Sql): Prisma.Sql {
  const own = member.sessionRunId ? kindsNotInherited() : [];
  const inherited =
    own.length === 0 ? Prisma.sql`true` : Prisma.sql`(${i}."runId" <> ${member.baseRunId}::uuid OR ${i}."kind" <> ALL(${own}::text[]))`;
  return Prisma.sql`(${i}."courseId" = ${member.courseId}::uuid AND ${i}."runId" = ANY(${member.visibleRunIds}::uuid[]) AND ${i}."trashedAt" IS NULL AND ${inherited})`;
}

/** Whether an item's group and audience include a learner. */
export function forMember(member: Member, a: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`((${a}."groupId" IS NULL OR ${a}."groupId" = ANY(${member.groupIds}::uuid[]))
    AND (${a}."audience" = 'EVERYONE' OR EXISTS (SELECT 1 FROM "ItemAudience" au WHERE au."itemId" = ${a}."id"
      AND (au."userId" = ${member.userId}::uuid OR au."groupId" = ANY(${member.groupIds}::uuid[])))))`;
}
