import type { Db } from "./database";

export interface EnrolmentFact {
  runId: string;
  role: "TEACHER" | "TUTOR" | "LEARNER";
  state: "ACTIVE" | "SUSPENDED" | "ENDED";
  from: string | null;
  until: string | null;
  firstAccessAt: string | null;
}

/** Everything that the gate decides on, in one row. Times are ISO texts, as JSON gives them. */
export interface GateRow {
  courseId: string;
  code: string;
  language: string;
  visibility: "CLOSED" | "PRIVATE" | "PLATFORM" | "PUBLIC" | "HIDDEN";
  trashedAt: string | null;
  /** Whether an administrator has let it be used; until then only its maker enters. */
  approval: "APPROVED" | "WAITING" | "REFUSED";
  createdById: string | null;
  opensAt: string | null;
  closesAt: string | null;
  durationDays: number | null;
  termsVersion: number;
  acceptedVersion: number | null;
  runId: string;
  baseRunId: string;
  sessionId: string | null;
  sessionStartsAt: string | null;
  sessionEndsAt: string | null;
  sessionAfterEnd: "CLOSED" | "READ_ONLY" | null;
  tutorsEditBase: boolean;
  previewOwner: boolean;
  previewRunId: string | null;
  previewUserId: string | null;
  enrolments: EnrolmentFact[];
  groups: { groupId: string; tutor: boolean }[];
  tools: { tool: string; runId: string; visible: boolean }[];
  hiddenTools: string[];
}

interface GateQuery {
  courseIds: string[];
  sessionId: string | null;
  viewerId: string | null;
  preview: boolean;
  previewGroupId?: string | null;
}

/** Reads the gate's rows in one statement; a course that does not exist, or has not that session, has none. */
export async function loadGateRows(db: Db, { courseIds, sessionId, viewerId, preview, previewGroupId }: GateQuery): Promise<GateRow[]> {
  const rows = await db.$queryRaw<{ row: GateRow }[]>`
    SELECT json_build_object(
      'courseId', c."id", 'code', c."code", 'language', c."language", 'visibility', c."visibility", 'trashedAt', c."trashedAt", 'approval', c."approval", 'createdById', c."createdById",
      'opensAt', c."opensAt", 'closesAt', c."closesAt", 'durationDays', c."durationDays", 'termsVersion', c."termsVersion",
      'acceptedVersion', (SELECT max(a."version") FROM "TermsAcceptance" a WHERE a."courseId" = c."id" AND a."userId" = ${viewerId}::uuid),
      'runId', r."id", 'baseRunId', b."id", 'sessionId', s."id", 'sessionStartsAt', s."startsAt", 'sessionEndsAt', s."endsAt",
      'sessionAfterEnd', s."afterEnd", 'tutorsEditBase', coalesce(s."tutorsEditBase", false),
      'previewOwner', p."id" IS NOT NULL, 'previewRunId', p."id",
      'previewUserId', (SELECT e."userId" FROM "Enrolment" e WHERE e."runId" = p."id" AND e."kind" = 'PREVIEW' LIMIT 1),
      'enrolments', coalesce((SELECT json_agg(json_build_object('runId', e."runId", 'role', e."role", 'state', e."state", 'from', e."from",
          'until', e."until", 'firstAccessAt', e."firstAccessAt"))
        FROM "Enrolment" e WHERE e."courseId" = c."id" AND e."userId" = ${viewerId}::uuid AND e."state" <> 'ENDED'), '[]'),
      'groups', coalesce((SELECT json_agg(json_build_object('groupId', g."id", 'tutor', coalesce(m."tutor", false)))
        FROM "Group" g LEFT JOIN "GroupMember" m ON m."groupId" = g."id" AND m."userId" = ${viewerId}::uuid AND p."id" IS NULL
        WHERE (m."groupId" IS NOT NULL OR (p."id" IS NOT NULL AND g."id" = ${previewGroupId ?? null}::uuid)) AND g."courseId" = c."id" AND g."runId" = r."id" AND g."trashedAt" IS NULL), '[]'),
      'tools', coalesce((SELECT json_agg(json_build_object('tool', t."tool", 'runId', t."runId", 'visible', t."visible"))
        FROM "CourseTool" t WHERE t."runId" IN (b."id", r."id") AND t."visible" IS NOT NULL), '[]'),
      'hiddenTools', coalesce((SELECT x."value" FROM "Setting" x WHERE x."key" = 'courses.hiddenTools'), '[]'::jsonb)
    ) AS "row"
    FROM "Course" c
    JOIN "CourseRun" b ON b."courseId" = c."id" AND b."kind" = 'BASE'
    JOIN "CourseRun" r ON r."courseId" = c."id" AND r."kind" = (CASE WHEN ${sessionId}::uuid IS NULL THEN 'BASE' ELSE 'SESSION' END)::"RunKind"
      AND r."sessionId" IS NOT DISTINCT FROM ${sessionId}::uuid
    LEFT JOIN "Session" s ON s."id" = r."sessionId" AND s."trashedAt" IS NULL
    LEFT JOIN "CourseRun" p ON ${preview} AND p."parentRunId" = r."id" AND p."kind" = 'PREVIEW' AND p."ownerId" = ${viewerId}::uuid
    WHERE c."id" = ANY(${courseIds}::uuid[]) AND (${sessionId}::uuid IS NULL OR s."id" IS NOT NULL)`;
  return rows.map(({ row }) => row);
}
