import type { Context } from "../../kernel/context";
import { Prisma } from "../../kernel/database";
import type { Member } from "../../kernel/gate";
import { inScope } from "../../kernel/item-visibility";
import { allTools, toolDefaultVisible } from "../../kernel/manifest";
import { authorize } from "../../kernel/policy";
import { FINDINGS_MAX, hasWordlessPicture, type ReadinessFinding } from "../../kernel/readiness";
import { campusTools } from "./campus-tools";
import { enterCourseRow } from "./courses";
import { coursePolicy } from "./courses.policy";

interface FoundRow {
  check: string;
  tool: string;
  title: string;
  itemId: string | null;
}

/**
 * What learners would stumble over in a course, or in one of its sessions, each with the page that repairs it; for staff. Statements: 2,
 * and one for each tool that checks something of its own.
 */
export async function courseReadiness(ctx: Context, courseId: string, sessionId: string | null): Promise<ReadinessFinding[]> {
  const { member, course } = await enterCourseRow(ctx, courseId, { sessionId });
  authorize(member, coursePolicy, "checkReadiness", course);
  const found = await Promise.all([itemFindings(ctx, member), ...allTools().map((tool) => tool.readiness?.(ctx, member) ?? [])]);
  return found.flat();
}

async function itemFindings(ctx: Context, member: Member): Promise<ReadinessFinding[]> {
  const rows = await ctx.db.$queryRaw<FoundRow[]>`
    WITH seen AS (
      SELECT i."id", i."tool", i."kind", i."title", i."groupId", i."audience", i."conditions", i."ancestorIds", i."position",
        coalesce(o."state", i."state") AS "state", coalesce(o."opensAt", i."opensAt") AS "opensAt", coalesce(o."closesAt", i."closesAt") AS "closesAt",
        coalesce(o."dueAt", i."dueAt") AS "dueAt"
      FROM "Item" i LEFT JOIN "ItemRun" o ON o."itemId" = i."id" AND o."runId" = ${member.sessionRunId}::uuid WHERE ${inScope(member, Prisma.sql`i`)}),
    shown AS (SELECT * FROM seen WHERE "state" = 'PUBLISHED'),
    tools AS (${toolsHidden(member)})
    (${emptySections}) UNION ALL (${forNobody}) UNION ALL (${waitingForever}) UNION ALL (${neverOpen}) UNION ALL (${hiddenAbove})
    UNION ALL (${datedInHiddenTool}) UNION ALL (${pastDates}) UNION ALL (${wordlessIntroductions(member)})`;
  return rows.map((row) => ({ ...row, address: addressOf(row) }));
}

/** Where it is repaired: an item in its details on the home page, a text where it stands. */
function addressOf({ check, tool, itemId }: FoundRow): string {
  if (check === "wordlessPicture") return tool === "courses" ? "?edit=1" : `/${tool}`;
  if (check === "emptySection" || check === "hiddenTool" || !itemId) return "?edit=1";
  return `?edit=1&item=${itemId}`;
}

const limited = (check: string, from: Prisma.Sql): Prisma.Sql =>
  Prisma.sql`SELECT ${check}::text AS "check", s."tool", s."title", s."id" AS "itemId" FROM shown s WHERE ${from} ORDER BY s."position", s."id" LIMIT ${FINDINGS_MAX}`;

const emptySections = limited(
  "emptySection",
  Prisma.sql`s."tool" = 'courses' AND s."kind" = 'section'
    AND NOT EXISTS (SELECT 1 FROM "SectionEntry" e JOIN shown x ON x."id" = e."itemId" WHERE e."sectionId" = s."id")`,
);

/** For chosen people, of whom there are none; or for a group that is empty. */
const forNobody = limited(
  "nobody",
  Prisma.sql`(s."audience" = 'CHOSEN' AND NOT EXISTS (SELECT 1 FROM "ItemAudience" a WHERE a."itemId" = s."id"
      AND (a."userId" IS NOT NULL OR EXISTS (SELECT 1 FROM "GroupMember" g WHERE g."groupId" = a."groupId"))))
    OR (s."groupId" IS NOT NULL AND NOT EXISTS (SELECT 1 FROM "GroupMember" g WHERE g."groupId" = s."groupId"))`,
);

/** A condition names something that is in the trash, or gone. */
const waitingForever = limited(
  "waitsForNothing",
  Prisma.sql`EXISTS (SELECT 1 FROM jsonb_path_query(s."conditions", '$.**.itemId') AS named(id)
    WHERE NOT EXISTS (SELECT 1 FROM "Item" x WHERE x."id"::text = named.id #>> '{}' AND x."trashedAt" IS NULL))`,
);

const neverOpen = limited("neverOpen", Prisma.sql`s."closesAt" <= s."opensAt"`);

/** On the home page, but inside something that learners do not see. */
const hiddenAbove = limited(
  "hiddenAbove",
  Prisma.sql`EXISTS (SELECT 1 FROM seen a WHERE a."id" = ANY(s."ancestorIds") AND a."state" <> 'PUBLISHED')
    AND EXISTS (SELECT 1 FROM "SectionEntry" e JOIN shown x ON x."id" = e."sectionId" WHERE e."itemId" = s."id")`,
);

/** One finding a tool, however many dates. */
const datedInHiddenTool = Prisma.sql`
  SELECT 'hiddenTool' AS "check", t."tool", (array_agg(s."title" ORDER BY s."position", s."id"))[1] AS "title", NULL::uuid AS "itemId"
  FROM tools t JOIN shown s ON s."tool" = t."tool" WHERE s."opensAt" > now() OR s."closesAt" > now() OR s."dueAt" > now() GROUP BY t."tool"`;

const pastDates = limited(
  "pastDate",
  Prisma.sql`coalesce(s."closesAt", s."dueAt") <= now() AND (s."opensAt" IS NULL OR s."opensAt" < coalesce(s."closesAt", s."dueAt"))`,
);

const wordlessIntroductions = (member: Member): Prisma.Sql => Prisma.sql`
  SELECT 'wordlessPicture' AS "check", CASE WHEN x."tool" = 'home' THEN 'courses' ELSE x."tool" END AS "tool", '' AS "title", NULL::uuid AS "itemId"
  FROM "CourseIntroduction" x WHERE x."runId" = ${member.sessionRunId ?? member.baseRunId}::uuid AND ${hasWordlessPicture(Prisma.sql`x."body"`)}`;

/** The tools that learners do not see here: session row, then course row, then default; those that the campus has hidden are its affair. */
function toolsHidden(member: Member): Prisma.Sql {
  const keys = campusTools();
  const defaults = keys.map((key) => toolDefaultVisible(key));
  return Prisma.sql`
    SELECT k."tool" FROM unnest(${keys}::text[], ${defaults}::boolean[]) AS k("tool", "usual")
    WHERE NOT coalesce((SELECT t."visible" FROM "CourseTool" t WHERE t."runId" = ${member.sessionRunId}::uuid AND t."tool" = k."tool"),
      (SELECT t."visible" FROM "CourseTool" t WHERE t."runId" = ${member.baseRunId}::uuid AND t."tool" = k."tool"), k."usual")`;
}
