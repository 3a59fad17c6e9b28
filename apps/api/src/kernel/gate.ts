import { Forbidden, Locked, NotFound, Refusal, type Reason } from "./errors";
import { loadGateRows, type EnrolmentFact, type GateRow } from "./gate-row";
import { toolDefaultVisible } from "./manifest";
import { isId } from "./ids";
import type { Db } from "./database";
import type { Viewer } from "./viewer";

export type MemberRole = "TEACHER" | "TUTOR" | "LEARNER" | "VISITOR";

/** A viewer inside one run of one course: what every policy is asked about. */
export interface Member {
  userId: string | null;
  courseId: string;
  courseCode: string;
  courseLanguage: string;
  /** The run that rows are written in: base, session or preview. */
  runId: string;
  baseRunId: string;
  /** The session's run, also while a teacher plays the preview learner of it; null in the base. */
  sessionRunId: string | null;
  sessionId: string | null;
  /** The runs whose items are seen here: base, session, preview. */
  visibleRunIds: string[];
  role: MemberRole;
  isAdministrator: boolean;
  /** Teacher or administrator anywhere in the course; tutor in their own session's run. */
  isStaff: boolean;
  /** May change base content: teachers and administrators, and tutors where the session says so. */
  editsBase: boolean;
  groupIds: string[];
  tutoredGroupIds: string[];
  /** Why nothing may be written: a reader without enrolment, or a session after its end. */
  readOnly: "NOT_ENROLLED" | "SESSION_ENDED" | null;
  isPreview: boolean;
  /** For the gate's own dates: when it must be asked again. */
  until: Date | null;
}

export interface EnterOptions {
  tool?: string;
  sessionId?: string | null;
  /** Play the preview learner of the run: teachers only. */
  preview?: boolean;
  /** The group as whose member the preview learner is played. */
  previewGroupId?: string | null;
  /** The open path through which a hidden tool's item is reached; checked by the caller that names it. */
  via?: string;
  /** Reading and accepting the course's terms, and leaving, need no accepted terms. */
  beforeTerms?: boolean;
}

const rank: Record<EnrolmentFact["role"], number> = { LEARNER: 1, TUTOR: 2, TEACHER: 3 };

/** The enrolments that count now: active, within their dates, and not ended. */
const current = (facts: EnrolmentFact[], now: Date): EnrolmentFact[] =>
  facts.filter(
    (fact) => fact.state === "ACTIVE" && (!fact.from || new Date(fact.from) <= now) && (!fact.until || now < new Date(fact.until)),
  );

/** What the gate decides from: the course, its runs and tools, and the viewer's places. One statement; it does not depend on the tool. */
export async function loadGateRow(db: Db, viewer: Viewer | null, courseId: string, options: EnterOptions): Promise<GateRow> {
  if (!isId(courseId) || (typeof options.sessionId === "string" && !isId(options.sessionId))) throw NotFound();
  const [row] = await loadGateRows(db, {
    courseIds: [courseId],
    sessionId: options.sessionId ?? null,
    viewerId: viewer?.id ?? null,
    preview: options.preview ?? false,
    previewGroupId: options.previewGroupId ?? null,
  });
  if (!row) throw NotFound();
  return row;
}

/** Decides whether and as what a viewer enters. One statement; throws NOT_FOUND, FORBIDDEN (hidden tool) or LOCKED (dates, terms, suspension). */
export async function enterCourse(db: Db, viewer: Viewer | null, courseId: string, options: EnterOptions = {}): Promise<Member> {
  return decide(await loadGateRow(db, viewer, courseId, options), viewer, options, new Date());
}

/** The gate's rule, pure: the visibility table of specs/course-shell.md, then dates, terms and the tool's state. */
export function decide(row: GateRow, viewer: Viewer | null, options: EnterOptions, now: Date): Member {
  const isAdministrator = viewer?.isAdministrator ?? false;
  if (row.trashedAt || !row.runId) throw NotFound();
  const facts = current(row.enrolments, now);
  const role = roleOf(row, facts, isAdministrator);
  const suspended = row.enrolments.some((fact) => fact.state === "SUSPENDED" && fact.runId === row.runId);
  if (!role && suspended) throw Locked([{ code: "SUSPENDED" }]);
  admit(row, role, isAdministrator, viewer);
  const member = memberOf(row, role ?? "VISITOR", isAdministrator, viewer, facts);
  if (options.preview && !member.isPreview) throw row.previewRunId ? Forbidden() : NotFound();
  const reasons = closedReasons(row, member, facts, now);
  if (reasons.length > 0) throw Locked(reasons);
  if (!options.beforeTerms && viewer && !isAdministrator && row.termsVersion > 0 && (row.acceptedVersion ?? 0) < row.termsVersion) {
    throw Locked([{ code: "TERMS" }]);
  }
  if (options.tool && !options.via && !member.isStaff && !toolVisible(row, options.tool)) throw Forbidden("TOOL_HIDDEN");
  return member;
}

function roleOf(row: GateRow, facts: EnrolmentFact[], isAdministrator: boolean): Exclude<MemberRole, "VISITOR"> | null {
  if (isAdministrator) return "TEACHER";
  const here = facts.filter((fact) => fact.runId === row.runId || (fact.runId === row.baseRunId && fact.role === "TEACHER"));
  // A member of one of the course's sessions reads the base only through that session.
  return here.sort((a, b) => rank[b.role] - rank[a.role])[0]?.role ?? null;
}

function admit(row: GateRow, role: MemberRole | null, isAdministrator: boolean, viewer: Viewer | null): void {
  if (isAdministrator) return;
  if (row.visibility === "HIDDEN") throw NotFound();
  if (row.approval !== "APPROVED" && (!viewer || viewer.id !== row.createdById)) throw NotFound();
  if (row.visibility === "CLOSED" && role !== "TEACHER") throw NotFound();
  if (role) return;
  const openToReaders = !row.sessionId && (row.visibility === "PUBLIC" || (row.visibility === "PLATFORM" && viewer !== null));
  if (!openToReaders) throw NotFound();
}

function memberOf(row: GateRow, role: MemberRole, isAdministrator: boolean, viewer: Viewer | null, facts: EnrolmentFact[]): Member {
  // Who teaches no more plays no more: the preview run alone admits nobody.
  const isPreview = row.previewOwner && (role === "TEACHER" || role === "TUTOR");
  const effective: MemberRole = isPreview ? "LEARNER" : role;
  const untils = facts.flatMap((fact) => (fact.until ? [new Date(fact.until)] : []));
  return {
    userId: isPreview ? row.previewUserId : (viewer?.id ?? null),
    courseId: row.courseId,
    courseCode: row.code,
    courseLanguage: row.language,
    runId: isPreview ? row.previewRunId! : row.runId,
    baseRunId: row.baseRunId,
    sessionRunId: row.sessionId ? row.runId : null,
    sessionId: row.sessionId,
    visibleRunIds: [...new Set([row.baseRunId, row.runId, ...(isPreview ? [row.previewRunId!] : [])])],
    role: effective,
    isAdministrator: isAdministrator && !isPreview,
    isStaff: effective === "TEACHER" || effective === "TUTOR",
    editsBase: effective === "TEACHER" || (effective === "TUTOR" && (!row.sessionId || row.tutorsEditBase)),
    groupIds: row.groups.map((seat) => seat.groupId),
    tutoredGroupIds: row.groups.filter((seat) => seat.tutor).map((seat) => seat.groupId),
    readOnly: readOnlyReason(row, effective),
    isPreview,
    until: untils.length > 0 ? new Date(Math.min(...untils.map(Number))) : null,
  };
}

function readOnlyReason(row: GateRow, role: MemberRole): Member["readOnly"] {
  if (role === "VISITOR") return "NOT_ENROLLED";
  const ended = row.sessionEndsAt !== null && new Date(row.sessionEndsAt) <= new Date();
  return ended && role === "LEARNER" ? "SESSION_ENDED" : null;
}

function closedReasons(row: GateRow, member: Member, facts: EnrolmentFact[], now: Date): Reason[] {
  if (member.isStaff || member.isPreview) return [];
  const reasons: Reason[] = [];
  const notYet = (at: string | null, code: string) => at && now < new Date(at) && reasons.push({ code, params: { at } });
  const over = (at: string | null, code: string) => at && now >= new Date(at) && reasons.push({ code, params: { at } });
  notYet(row.opensAt, "COURSE_NOT_OPEN");
  over(row.closesAt, "COURSE_CLOSED");
  notYet(row.sessionStartsAt, "SESSION_NOT_OPEN");
  if (row.sessionAfterEnd === "CLOSED") over(row.sessionEndsAt, "SESSION_CLOSED");
  const first = facts.find((fact) => fact.runId === row.runId)?.firstAccessAt;
  if (row.durationDays && first) over(new Date(new Date(first).getTime() + row.durationDays * 86_400_000).toISOString(), "DURATION_OVER");
  return reasons;
}

/** First that exists: platform hidden, session row, course row, the manifest's default. */
export function toolVisible(row: Pick<GateRow, "hiddenTools" | "tools" | "runId" | "baseRunId">, tool: string): boolean {
  if (row.hiddenTools.includes(tool)) return false;
  const said = (runId: string) => row.tools.find((state) => state.tool === tool && state.runId === runId)?.visible;
  return said(row.runId) ?? said(row.baseRunId) ?? toolDefaultVisible(tool);
}

/** Enters many courses' base runs by one statement; those that refuse are left out. */
export async function enterCourses(db: Db, viewer: Viewer | null, courseIds: string[]): Promise<Map<string, Member>> {
  const rows = await loadGateRows(db, {
    courseIds: [...new Set(courseIds)].filter(isId),
    sessionId: null,
    viewerId: viewer?.id ?? null,
    preview: false,
  });
  const entered = new Map<string, Member>();
  for (const row of rows) {
    try {
      entered.set(row.courseId, decide(row, viewer, {}, new Date()));
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
    }
  }
  return entered;
}
