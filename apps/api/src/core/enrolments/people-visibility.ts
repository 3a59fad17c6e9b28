import { OTHERS_SHOWN } from "@lyceum/shared/inputs/enrolments";
import { Prisma } from "../../kernel/database";
import type { Context } from "../../kernel/context";
import type { Member } from "../../kernel/gate";
import type { EnrolmentRow } from "./rows";
import type { Sight } from "./enrolments.types";

export type OthersShown = (typeof OTHERS_SHOWN)[number];

const asShown = (value: unknown): OthersShown | null =>
  (OTHERS_SHOWN as readonly unknown[]).includes(value) ? (value as OthersShown) : null;

/**
 * What learners see of one another here: the course's setting, else the platform's default, else names and pictures in courses that
 * only members enter and staff in open ones. A reader without enrolment sees staff at most. Statements: 1, once per request.
 */
export async function othersShown(ctx: Context, member: Member): Promise<OthersShown> {
  if (member.isStaff) return "NAMES_AND_PICTURES";
  return ctx.once(`othersShown:${member.courseId}:${member.role}`, async () => {
    const [row] = await ctx.db.$queryRaw<{ own: string | null; portal: string | null; visibility: string }[]>`
      SELECT s."body"->>'othersShown' AS "own", d."value"->>'othersShown' AS "portal", c."visibility"::text AS "visibility"
      FROM "Course" c LEFT JOIN "CourseSettings" s ON s."courseId" = c."id" AND s."tool" = 'people'
      LEFT JOIN "Setting" d ON d."key" = 'enrolments' WHERE c."id" = ${member.courseId}::uuid`;
    const open = row?.visibility === "PLATFORM" || row?.visibility === "PUBLIC";
    const shown = asShown(row?.own) ?? asShown(row?.portal) ?? (open ? "STAFF" : "NAMES_AND_PICTURES");
    return member.role === "VISITOR" && shown !== "NOBODY" ? "STAFF" : shown;
  });
}

/** What a member sees of a row that `seenEnrolments` lets through. */
export function sightOf(
  member: Member,
  shown: OthersShown,
  row: Pick<EnrolmentRow, "userId" | "role" | "showPicture" | "showMail">,
  tutorsMayEnrol = false,
): Sight {
  if (member.isStaff) return { staff: true, own: row.userId === member.userId, picture: true, mail: true, tutorsMayEnrol };
  if (row.userId === member.userId) return { staff: false, own: true, picture: true, mail: true };
  return {
    staff: false,
    own: false,
    picture: row.role !== "LEARNER" || (shown === "NAMES_AND_PICTURES" && row.showPicture),
    mail: row.showMail,
  };
}

/** Which people a member may know of, behind WHERE: one rule for lists, counts, single rows and live events; `e` is the "Enrolment" table. */
export function seenEnrolments(member: Member, shown: OthersShown): Prisma.Sql {
  const here = Prisma.sql`e."courseId" = ${member.courseId}::uuid AND e."runId" = ${member.sessionRunId ?? member.baseRunId}::uuid AND e."kind" <> 'PREVIEW'`;
  if (member.isStaff) return here;
  const others = {
    NOBODY: Prisma.sql`false`,
    STAFF: Prisma.sql`e."role" <> 'LEARNER'`,
    NAMES: Prisma.sql`true`,
    NAMES_AND_PICTURES: Prisma.sql`true`,
  }[shown];
  const counts = Prisma.sql`e."state" = 'ACTIVE' AND (e."from" IS NULL OR e."from" <= now()) AND (e."until" IS NULL OR e."until" > now())`;
  return Prisma.sql`${here} AND ((e."userId" = ${member.userId}::uuid AND e."state" <> 'ENDED') OR (${counts} AND ${others}))`;
}
