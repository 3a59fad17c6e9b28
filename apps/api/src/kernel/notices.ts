import { z, type ZodObject } from "zod";
import { settingsOf } from "./course-settings";
import { allTools, toolDefaultVisible } from "./manifest";
import type { Tx } from "./database";

/** Whom a course may tell of what happens in it. */
export const NOTICE_AUDIENCES = ["TEACHERS", "TUTORS", "LEARNERS"] as const;
export type NoticeAudience = (typeof NOTICE_AUDIENCES)[number];

/** Something that happens in a course, of which its teachers decide who is told. */
export interface CourseNotice {
  /** Who can be told at all: where it concerns learners alone, or must not reach them. */
  to: readonly [NoticeAudience, ...NoticeAudience[]];
  /** Who is told as long as nobody has chosen. */
  first: readonly NoticeAudience[];
}

/** The settings' key of the group, in `CourseSettings`. */
export const NOTICE_SETTINGS = "notifications";

/** All notices that the manifests declare, by name; names are global. */
export const courseNotices = (): Record<string, CourseNotice> => Object.assign({}, ...allTools().map(({ notices }) => notices ?? {}));

/** The shape of a course's choices: for each notice, who is told; nobody = an empty list. */
export const noticeSettings = (): ZodObject =>
  z.object(
    Object.fromEntries(
      Object.entries(courseNotices()).map(([name, { to, first }]) => [
        name,
        z
          .array(z.enum(to))
          .max(to.length)
          .default([...first]),
      ]),
    ),
  );

/** The same out of a course's stored choices, where these were read already. */
export const toldBy = (body: unknown, name: string): Set<NoticeAudience> =>
  new Set(settingsOf(noticeSettings(), body)[name] as NoticeAudience[]);

/** Who is told of a notice in a course, as its teachers wish. Statements: 1. */
export async function toldOf(tx: Pick<Tx, "courseSettings">, courseId: string, name: string): Promise<Set<NoticeAudience>> {
  const row = await tx.courseSettings.findUnique({
    where: { courseId_tool: { courseId, tool: NOTICE_SETTINGS } },
    select: { body: true },
  });
  return toldBy(row?.body, name);
}

interface Whom {
  courseId: string;
  runId: string;
  /** The tool that it happens in: learners from whom it is hidden are not told. Absent = of the course as a whole. */
  tool?: string;
  /** Who knows already: the one who did it. */
  except?: string | null;
}

/**
 * The people of a run who are in such a set: teachers of the course, tutors and learners of the run itself. Nobody whose place has
 * ended, is suspended or has not begun. Statements: 0 for an empty set, else 1.
 */
export async function peopleTold(
  tx: Pick<Tx, "$queryRaw">,
  told: ReadonlySet<NoticeAudience>,
  { courseId, runId, tool, except }: Whom,
): Promise<string[]> {
  if (told.size === 0) return [];
  const rows = await tx.$queryRaw<{ userId: string }[]>`
    SELECT DISTINCT e."userId" FROM "CourseRun" r JOIN "Enrolment" e ON e."runId" = r."id" OR (e."runId" = r."parentRunId" AND e."role" = 'TEACHER')
    WHERE r."id" = ${runId}::uuid AND e."courseId" = ${courseId}::uuid AND e."kind" <> 'PREVIEW' AND e."state" = 'ACTIVE'
      AND (e."from" IS NULL OR e."from" <= now()) AND (e."until" IS NULL OR e."until" > now()) AND e."userId" IS DISTINCT FROM ${except ?? null}::uuid
      AND ((e."role" = 'TEACHER' AND ${told.has("TEACHERS")}) OR (e."role" = 'TUTOR' AND ${told.has("TUTORS")})
        OR (e."role" = 'LEARNER' AND ${told.has("LEARNERS")} AND (${tool ?? null}::text IS NULL OR (
          coalesce((SELECT t."visible" FROM "CourseTool" t WHERE t."runId" = r."id" AND t."tool" = ${tool ?? ""}),
            (SELECT t."visible" FROM "CourseTool" t WHERE t."runId" = r."parentRunId" AND t."tool" = ${tool ?? ""}), ${tool ? toolDefaultVisible(tool) : true})
          AND NOT coalesce((SELECT s."value" @> to_jsonb(${tool ?? ""}::text) FROM "Setting" s WHERE s."key" = 'courses.hiddenTools'), false)))))`;
  return rows.map((row) => row.userId);
}
