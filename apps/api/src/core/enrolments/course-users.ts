import { decodeKey, pageOf, pageSize, type Page } from "../../kernel/connections";
import { Prisma } from "../../kernel/database";
import { Forbidden, NotFound } from "../../kernel/errors";
import { isId } from "../../kernel/ids";
import type { Context } from "../../kernel/context";
import type { Member } from "../../kernel/gate";
import type { CourseRole, EnrolmentState } from "../../generated/prisma/enums.ts";
import type { ProfileFieldFilter } from "@lyceum/shared/inputs/enrolments";
import { enrolmentOf, type Enrolment } from "./enrolments.types";
import { fieldConditions, fieldOrder } from "./extra-fields";
import { othersShown, seenEnrolments, sightOf } from "./people-visibility";
import { peopleSubject } from "./people-rights";
import { findEnrolments, loadEnrolments, type EnrolmentRow } from "./rows";

export interface PeopleFilter {
  text?: string | null;
  roles?: CourseRole[] | null;
  states?: EnrolmentState[] | null;
  groupId?: string | null;
  classId?: string | null;
  neverEntered?: boolean | null;
  absentForDays?: number | null;
  fields?: ProfileFieldFilter[] | null;
}

const moment = (column: Prisma.Sql) => Prisma.sql`coalesce(to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS'), '')`;

/** Sort keys as text that orders rightly; staff-only ones would tell learners what they may not see. */
const ORDERS = {
  NAME: { key: Prisma.sql`lower(unaccent(u."familyName" || ' ' || u."givenName"))`, staff: false },
  ROLE: {
    key: Prisma.sql`(CASE WHEN e."main" THEN '0' WHEN e."role" = 'TEACHER' THEN '1' WHEN e."role" = 'TUTOR' THEN '2' ELSE '3' END) || lower(unaccent(u."familyName" || ' ' || u."givenName"))`,
    staff: false,
  },
  LOGIN: { key: Prisma.sql`lower(u."login"::text)`, staff: true },
  OFFICIAL_CODE: { key: Prisma.sql`coalesce(u."officialCode", '')`, staff: true },
  STATE: { key: Prisma.sql`e."state"::text`, staff: true },
  FIRST_ACCESS: { key: moment(Prisma.sql`e."firstAccessAt"`), staff: true },
  LAST_ACCESS: { key: moment(Prisma.sql`e."lastAccessAt"`), staff: true },
  ENROLLED_AT: { key: moment(Prisma.sql`e."createdAt"`), staff: true },
} as const;

export const PeopleOrder = {
  NAME: "NAME",
  ROLE: "ROLE",
  LOGIN: "LOGIN",
  OFFICIAL_CODE: "OFFICIAL_CODE",
  STATE: "STATE",
  FIRST_ACCESS: "FIRST_ACCESS",
  LAST_ACCESS: "LAST_ACCESS",
  ENROLLED_AT: "ENROLLED_AT",
} as const;

export interface PeopleQuery {
  filter?: PeopleFilter | null;
  orderBy?: keyof typeof PeopleOrder | null;
  /** An extra field to sort by, in the place of orderBy. */
  orderByField?: string | null;
  descending?: boolean | null;
  first?: number | null;
  after?: string | null;
}

/** The people of a run whom a member may know of, a page of them. Statements: 2 (3 for learners), and 1 for the count. */
export async function courseUsers(ctx: Context, member: Member, query: PeopleQuery): Promise<Page<Enrolment>> {
  const size = pageSize(query.first);
  const order = query.orderByField ? { key: fieldOrder(member, query.orderByField), staff: true } : ORDERS[query.orderBy ?? "NAME"];
  if (order.staff && !member.isStaff) throw Forbidden("STAFF_ONLY");
  const shown = await othersShown(ctx, member);
  const { tutorsMayEnrol } = await peopleSubject(ctx, member);
  const from = await peopleFrom(member, shown, query.filter ?? {});
  const after = decodeKey(query.after, ["text", "id"]);
  const [direction, beyond] = query.descending ? [Prisma.sql`DESC`, Prisma.sql`<`] : [Prisma.sql`ASC`, Prisma.sql`>`];
  const behind = after
    ? Prisma.sql`AND (${order.key}, e."id") ${beyond} (${String(after[0])}, ${isId(after[1]) ? after[1] : null}::uuid)`
    : Prisma.empty;
  const keys = await ctx.db.$queryRaw<{ id: string; key: string }[]>`
    SELECT e."id", ${order.key} AS "key" ${from} ${behind} ORDER BY ${order.key} ${direction}, e."id" ${direction} LIMIT ${size + 1}`;
  const rows = await loadEnrolments(
    ctx.db,
    keys.map((row) => row.id),
  );
  const keyOf = new Map(keys.map((row) => [row.id, row.key]));
  return pageOf(
    rows.map((row) => enrolmentOf(row, member, sightOf(member, shown, row, tutorsMayEnrol))),
    size,
    (node) => [keyOf.get(node.id)!, node.id],
    async () => {
      const [count] = await ctx.db.$queryRaw<{ count: number }[]>`SELECT count(*)::int AS "count" ${from}`;
      return count!.count;
    },
  );
}

/** FROM and WHERE of a list of people, for pages, counts and exports. A learner's text filter looks at names only, and ended rows are asked for by name. */
export async function peopleFrom(member: Member, shown: Parameters<typeof seenEnrolments>[1], filter: PeopleFilter): Promise<Prisma.Sql> {
  const conditions = [seenEnrolments(member, shown)];
  if (filter.roles && filter.roles.length > 0) conditions.push(Prisma.sql`e."role"::text = ANY(${filter.roles}::text[])`);
  if (member.isStaff) conditions.push(...staffConditions(filter), ...fieldConditions(member, filter.fields ?? []));
  else if (filter.states || filter.classId || filter.neverEntered || filter.fields?.length || typeof filter.absentForDays === "number")
    throw Forbidden("STAFF_ONLY");
  if (filter.groupId) conditions.push(groupCondition(member, filter.groupId));
  for (const word of wordsOf(filter.text)) conditions.push(wordCondition(member, word));
  return Prisma.sql`FROM "Enrolment" e JOIN "User" u ON u."id" = e."userId" WHERE ${Prisma.join(conditions, " AND ")}`;
}

const wordsOf = (text: string | null | undefined): string[] => (text ?? "").trim().slice(0, 200).split(/\s+/u).filter(Boolean).slice(0, 6);

function wordCondition(member: Member, word: string): Prisma.Sql {
  const like = `%${word.replace(/[\\%_]/g, "\\$&")}%`;
  const known = member.isStaff
    ? Prisma.sql`|| ' ' || u."login"::text || ' ' || coalesce(u."email"::text, '') || ' ' || coalesce(u."officialCode", '')`
    : Prisma.empty;
  return Prisma.sql`unaccent(u."givenName" || ' ' || u."familyName" ${known}) ILIKE unaccent(${like})`;
}

function staffConditions(filter: PeopleFilter): Prisma.Sql[] {
  const states = filter.states && filter.states.length > 0 ? filter.states : (["ACTIVE", "SUSPENDED"] as const);
  const conditions = [Prisma.sql`e."state"::text = ANY(${[...states]}::text[])`];
  if (filter.classId)
    conditions.push(
      Prisma.sql`EXISTS (SELECT 1 FROM "UserClassMember" k WHERE k."userId" = e."userId" AND k."classId" = ${isId(filter.classId) ? filter.classId : null}::uuid)`,
    );
  if (filter.neverEntered) conditions.push(Prisma.sql`e."firstAccessAt" IS NULL`);
  if (typeof filter.absentForDays === "number") {
    const since = new Date(Date.now() - Math.min(Math.max(filter.absentForDays, 0), 3660) * 86_400_000);
    conditions.push(Prisma.sql`e."lastAccessAt" < ${since}`);
  }
  return conditions;
}

/** People of one group; learners ask only about their own groups. */
function groupCondition(member: Member, groupId: string): Prisma.Sql {
  if (!isId(groupId) || (!member.isStaff && !member.groupIds.includes(groupId))) throw NotFound();
  return Prisma.sql`EXISTS (SELECT 1 FROM "GroupMember" m JOIN "Group" g ON g."id" = m."groupId" WHERE m."userId" = e."userId" AND g."runId" = e."runId" AND g."trashedAt" IS NULL AND g."id" = ${groupId}::uuid)`;
}

/** One person of the run, or null: not there, or not to be known by this member. Statements: 2 (3 for learners). */
export async function courseUser(
  ctx: Context,
  member: Member,
  where: { userId?: string; enrolmentId?: string },
): Promise<Enrolment | null> {
  const shown = await othersShown(ctx, member);
  const { tutorsMayEnrol } = await peopleSubject(ctx, member);
  const which = where.enrolmentId
    ? Prisma.sql`e."id" = ${where.enrolmentId}::uuid`
    : Prisma.sql`e."userId" = ${where.userId ?? null}::uuid`;
  const found = await ctx.db.$queryRaw<
    { id: string }[]
  >`SELECT e."id" FROM "Enrolment" e WHERE ${seenEnrolments(member, shown)} AND ${which}`;
  const [row] = await loadEnrolments(
    ctx.db,
    found.map((one) => one.id),
  );
  return row ? enrolmentOf(row, member, sightOf(member, shown, row, tutorsMayEnrol)) : null;
}

const STAFF_AT_MOST = 200;

/** The main teacher first, then teachers and tutors, each by name. */
const byPlace = (a: EnrolmentRow, b: EnrolmentRow): number =>
  Number(b.main) - Number(a.main) ||
  Number(a.role !== "TEACHER") - Number(b.role !== "TEACHER") ||
  compared(a.user.familyName, b.user.familyName) ||
  compared(a.user.givenName, b.user.givenName) ||
  compared(a.id, b.id);

const compared = (a: string, b: string): number => {
  const [first, second] = [a.toLowerCase(), b.toLowerCase()];
  return first < second ? -1 : Number(first > second);
};

/** Whose course it is: its active teachers, the main one first, and where the member stands its tutors. Shown to everybody who enters. Statements: 1. */
export async function courseStaff(ctx: Context, member: Member): Promise<Enrolment[]> {
  const { tutorsMayEnrol } = await peopleSubject(ctx, member);
  const now = new Date();
  const rows = await findEnrolments(ctx.db, {
    courseId: member.courseId,
    kind: "NORMAL",
    state: "ACTIVE",
    AND: [{ OR: [{ from: null }, { from: { lte: now } }] }, { OR: [{ until: null }, { until: { gt: now } }] }],
    OR: [
      { role: "TEACHER", runId: member.baseRunId },
      { role: "TUTOR", runId: member.sessionRunId ?? member.baseRunId },
    ],
  });
  return rows
    .sort(byPlace)
    .slice(0, STAFF_AT_MOST)
    .map((row) => enrolmentOf(row, member, sightOf(member, "NAMES_AND_PICTURES", row, tutorsMayEnrol)));
}
