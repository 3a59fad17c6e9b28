import { Invalid } from "../../kernel/errors";
import { ACT_MAX } from "@lyceum/shared/inputs/enrolments";
import { authorize } from "../../kernel/policy";
import type { Context } from "../../kernel/context";
import type { Db, Tx } from "../../kernel/database";
import type { Member } from "../../kernel/gate";
import type { CourseRole } from "../../generated/prisma/enums.ts";
import type { PersonRow } from "../accounts/people.types";
import { enrolmentRules, requireMayEnrol, surplus, withinReach, type EnrolmentRules } from "./ceiling";
import { teacherRemains } from "./enrol";
import { peoplePolicy } from "./enrolments.policy";
import { peopleSubject } from "./people-rights";
import { readList, type ListLine } from "./import-lines";
import { tellNewcomers } from "./newcomers";
import { applySeats, lockCourses, newAct, planSeats, type PlannedSeat, type Seat } from "./seats";

export type LineOutcome = "ENROLLED" | "ALREADY" | "CHANGED" | "UNKNOWN" | "AMBIGUOUS" | "REFUSED";

export interface ImportOptions {
  sessionId?: string | null;
  role?: CourseRole | null;
  notify?: boolean | null;
}

/** What came, or would come, of one line. */
export interface LineResult {
  line: number;
  text: string;
  outcome: LineOutcome;
  reason: string | null;
  person: PersonRow | null;
  role: CourseRole | null;
}

export interface ImportResult {
  actId: string | null;
  table: boolean;
  ignoredColumns: string[];
  lines: LineResult[];
}

interface Known extends PersonRow {
  ofAdministrator: boolean;
}

interface Draft {
  source: ListLine;
  person: Known | null;
  outcome: LineOutcome | null;
  reason: string | null;
  plan: PlannedSeat | null;
}

/**
 * Enrols who is named in a pasted list or table: each line ends as ENROLLED, ALREADY, CHANGED, UNKNOWN, AMBIGUOUS or REFUSED, and a bad
 * line keeps nobody else out. A dry run says the same and writes nothing. Statements: 9 when applied, whatever the number of lines.
 */
export async function importEnrolments(
  ctx: Context,
  courseId: string,
  text: string,
  options: ImportOptions,
  dryRun: boolean,
  report: (share: number) => Promise<void> = () => Promise.resolve(),
): Promise<ImportResult> {
  const member = await ctx.enter(courseId, { sessionId: options.sessionId });
  authorize(member, peoplePolicy, "enrol", await peopleSubject(ctx, member));
  const rules = await enrolmentRules(ctx.db);
  requireMayEnrol(rules, member);
  const list = readList(text);
  if (list.lines.length > ACT_MAX) throw Invalid("text", "list.tooManyLines", `At most ${ACT_MAX} lines.`);
  const drafts = await reachable(ctx.db, rules, member, await findPeople(ctx.db, list.lines));
  await report(0.4);
  const made = newAct(member.userId);
  const decide = async (db: Db | Tx) => decideLines(db, member, rules, drafts, options.role ?? "LEARNER");
  const result = (): ImportResult => ({
    actId: dryRun ? null : made.id,
    table: list.table,
    ignoredColumns: list.ignoredColumns,
    lines: drafts.map(resultOf),
  });
  if (dryRun) {
    await decide(ctx.db);
    return result();
  }
  // The last moment at which the work can be given up: from here on it is done as a whole.
  await report(0.6);
  await ctx.write(async (tx, emit) => {
    await lockCourses(tx, [member.courseId]);
    const plans = await decide(tx);
    await applySeats(tx, emit, made, plans);
    await seatInGroups(tx, member, drafts);
    await tellNewcomers(ctx, tx, emit, made, member, plans, options.notify ?? false);
  });
  return result();
}

/** People whom the member may not put in are nobody to them. */
async function reachable(db: Db, rules: EnrolmentRules, member: Member, drafts: Draft[]): Promise<Draft[]> {
  const reach = await withinReach(
    db,
    rules,
    member,
    drafts.flatMap((draft) => (draft.person ? [draft.person.id] : [])),
  );
  return drafts.map((draft) =>
    !draft.person || reach.has(draft.person.id) ? draft : { ...draft, person: null, outcome: "UNKNOWN" as const, reason: "NOBODY_FOUND" },
  );
}

const resultOf = ({ source, person, outcome, reason, plan }: Draft): LineResult => ({
  line: source.line,
  text: source.text.slice(0, 300),
  outcome: outcome ?? "REFUSED",
  reason,
  person,
  role: plan?.after.role ?? source.role,
});

/** Matches lines with people by whatever each names; several columns that name several people are AMBIGUOUS. Statements: 1. */
async function findPeople(db: Db, lines: ListLine[]): Promise<Draft[]> {
  const named = lines.map((line, place) => ({
    place,
    login: line.login,
    email: line.email,
    code: line.officialCode,
    id: line.id,
    name: line.name,
  }));
  const rows = await db.$queryRaw<(Known & { place: number })[]>`
    WITH t AS MATERIALIZED (SELECT * FROM jsonb_to_recordset(${JSON.stringify(named)}::jsonb) AS t("place" int, "login" citext, "email" citext, "code" text, "id" uuid, "name" text)),
    u AS (SELECT * FROM "User" WHERE "kind" = 'PERSON' AND "state" <> 'ERASED'),
    n AS (SELECT "place", lower(unaccent(regexp_replace("name", '\\s+', ' ', 'g'))) AS "name" FROM t WHERE "name" IS NOT NULL),
    hit AS (
      SELECT t."place", u."id" FROM t JOIN u ON u."login" = t."login"
      UNION SELECT t."place", u."id" FROM t JOIN u ON u."email" = t."email"
      UNION SELECT t."place", u."id" FROM t JOIN u ON u."officialCode" = t."code"
      UNION SELECT t."place", u."id" FROM t JOIN u ON u."id" = t."id"
      UNION SELECT n."place", u."id" FROM n JOIN u ON lower(unaccent(u."givenName" || ' ' || u."familyName")) = n."name"
      UNION SELECT n."place", u."id" FROM n JOIN u ON lower(unaccent(u."familyName" || ' ' || u."givenName")) = n."name")
    SELECT hit."place", u."id", u."givenName", u."familyName", u."pictureId", 'ADMINISTRATOR' = ANY(u."roles") AS "ofAdministrator"
    FROM hit JOIN u ON u."id" = hit."id" ORDER BY hit."place", u."id"`;
  const byPlace = new Map<number, Known[]>();
  for (const { place, ...person } of rows) byPlace.set(place, [...(byPlace.get(place) ?? []), person]);
  return lines.map((source, place) => {
    const found = byPlace.get(place) ?? [];
    const draft: Draft = { source, person: found.length === 1 ? found[0]! : null, outcome: null, reason: null, plan: null };
    if (source.fault) return { ...draft, outcome: "REFUSED", reason: source.fault };
    if (found.length === 0) return { ...draft, outcome: "UNKNOWN", reason: "NOBODY_FOUND" };
    return found.length > 1 ? { ...draft, outcome: "AMBIGUOUS", reason: "SEVERAL_FOUND" } : draft;
  });
}

/** Decides what each understood line comes to, in the list's order, and gives the plans to carry out. */
async function decideLines(db: Db | Tx, member: Member, rules: EnrolmentRules, drafts: Draft[], role: CourseRole): Promise<PlannedSeat[]> {
  const open = drafts.filter((draft) => draft.person && draft.outcome === null);
  const first = new Map<string, Draft>();
  for (const draft of open) {
    if (!first.has(draft.person!.id)) first.set(draft.person!.id, draft);
    else Object.assign(draft, { outcome: "ALREADY", reason: "TWICE_IN_LIST" } satisfies Partial<Draft>);
  }
  const plans = await planSeats(
    db,
    [...first.values()].map((draft) => seatOf(draft, member, role)),
    "MANUAL",
  );
  for (const plan of plans) {
    const draft = first.get(plan.seat.userId)!;
    draft.plan = plan;
    draft.outcome = plan.outcome === "RESTORED" ? "ENROLLED" : plan.outcome;
    const refusal = refusalOf(plan, draft.person!, member);
    if (refusal) Object.assign(draft, { outcome: "REFUSED", reason: refusal } satisfies Partial<Draft>);
  }
  await keepLastTeacher(db, member, [...first.values()]);
  const kept = () => [...first.values()].filter((draft) => draft.outcome !== "REFUSED");
  const over = await surplus(
    db,
    rules,
    member.courseId,
    kept().map((draft) => draft.plan!),
  );
  const coming = kept().filter((draft) => draft.outcome === "ENROLLED");
  for (const draft of coming.slice(coming.length - over))
    if (over > 0) Object.assign(draft, { outcome: "REFUSED", reason: "COURSE_FULL" } satisfies Partial<Draft>);
  return kept().map((draft) => draft.plan!);
}

const seatOf = ({ source, person }: Draft, member: Member, role: CourseRole): Seat => ({
  userId: person!.id,
  courseId: member.courseId,
  runId: member.runId,
  role: source.role ?? role,
  obeyRole: source.role !== null,
  ...(source.from === undefined ? {} : { from: source.from }),
  ...(source.until === undefined ? {} : { until: source.until }),
});

function refusalOf(plan: PlannedSeat, person: Known, member: Member): string | null {
  if (plan.seat.role === "TEACHER" && member.sessionId) return "TEACHER_IN_SESSION";
  if (member.role === "TUTOR" && (plan.seat.role !== "LEARNER" || (plan.before && plan.before.role !== "LEARNER"))) return "LEARNERS_ONLY";
  if (plan.before && plan.outcome === "CHANGED" && person.ofAdministrator && !member.isAdministrator) return "ADMINISTRATOR";
  if (plan.before?.main && !plan.after.main && plan.before.state !== "ENDED") return "MAIN_TEACHER";
  return null;
}

async function keepLastTeacher(db: Db | Tx, member: Member, drafts: Draft[]): Promise<void> {
  const going = drafts.filter(
    (draft) => draft.outcome === "CHANGED" && draft.plan!.before?.role === "TEACHER" && draft.plan!.after.role !== "TEACHER",
  );
  const plans = drafts.filter((draft) => draft.outcome !== "REFUSED").map((draft) => draft.plan!);
  if (going.length === 0 || (await teacherRemains(db, member.courseId, plans))) return;
  for (const draft of going) Object.assign(draft, { outcome: "REFUSED", reason: "LAST_TEACHER" } satisfies Partial<Draft>);
}

/** Seats people in the groups of the run that their lines name; a name that no group has is said at the line. Statements: 2, with groups. */
async function seatInGroups(tx: Tx, member: Member, drafts: Draft[]): Promise<void> {
  const asking = drafts.filter((draft) => draft.source.group && draft.plan && draft.outcome !== "REFUSED");
  if (asking.length === 0) return;
  const groups = await tx.group.findMany({ where: { runId: member.runId, trashedAt: null }, select: { id: true, title: true } });
  const byTitle = new Map(groups.map((group) => [group.title.trim().toLowerCase(), group.id]));
  const seats = asking.flatMap((draft) => {
    const groupId = byTitle.get(draft.source.group!.trim().toLowerCase());
    if (!groupId) draft.reason = "GROUP_UNKNOWN";
    return groupId ? [{ groupId, userId: draft.plan!.seat.userId }] : [];
  });
  await tx.groupMember.createMany({ data: seats, skipDuplicates: true });
}
