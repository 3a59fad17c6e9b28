import { randomBytes } from "node:crypto";
import type { z } from "zod";
import type { inviteInput } from "@lyceum/shared/inputs/enrolments";
import { Forbidden, Invalid, Locked, NotFound } from "../../kernel/errors";
import { isId } from "../../kernel/ids";
import { authorize } from "../../kernel/policy";
import { hashToken } from "../../kernel/viewer";
import type { Context } from "../../kernel/context";
import type { Db, Tx } from "../../kernel/database";
import type { Member } from "../../kernel/gate";
import type { CourseInvitation } from "../../generated/prisma/client.ts";
import { queueLetters } from "../accounts/mail";
import { wakeMail } from "../accounts/mail-sender";
import { fullName } from "../accounts/people.types";
import { enrolmentRules, requireMayEnrol, requireRoom } from "./ceiling";
import { peoplePolicy } from "./enrolments.policy";
import { findInvitation } from "./held-invitation";
import { peopleSubject } from "./people-rights";
import { tellOfJoining } from "./newcomers";
import { loadEnrolments, type EnrolmentRow } from "./rows";
import { applySeats, lockCourses, newAct, planSeats } from "./seats";

/** 128 bits: nobody guesses one. */
const CODE_BYTES = 16;
const DAY = 86_400_000;
const DAYS_OPEN = 30;

/** An invitation with its code, which is known only at the moment when it is made. */
export interface MadeInvitation {
  row: CourseInvitation;
  code: string | null;
}

async function enterToInvite(ctx: Context, courseId: string, sessionId: string | null | undefined): Promise<Member> {
  const member = await ctx.enter(courseId, { sessionId });
  authorize(member, peoplePolicy, "invite", await peopleSubject(ctx, member));
  return member;
}

/**
 * Makes a link that lets people into a course or session, or one link for each address, which is sent there and works once. Links
 * work for 30 days unless told otherwise; their codes are kept as hashes. The answer is the same for known and unknown addresses.
 */
export async function inviteToCourse(ctx: Context, input: z.output<typeof inviteInput>): Promise<MadeInvitation[]> {
  const member = await enterToInvite(ctx, input.courseId, input.sessionId);
  const rules = await enrolmentRules(ctx.db);
  requireMayEnrol(rules, member);
  if (rules.teachersEnrol === "OWN_CLASSES" && !member.isAdministrator) throw Forbidden("TEACHERS_MAY_NOT_ENROL");
  const role = input.role ?? "LEARNER";
  if (role === "TEACHER" && member.sessionId)
    throw Invalid("input.role", "role.notInSession", "Teachers belong to the course, not to a session.");
  const until = input.until ?? new Date(Date.now() + DAYS_OPEN * DAY);
  if (until <= new Date()) throw Invalid("input.until", "dates.past", "It would be over before it begins.");
  const groupIds = await groupsHere(ctx.db, member, input.groupIds ?? []);
  const base = { courseId: member.courseId, runId: member.runId, role, until, groupIds, createdById: member.userId };
  const made = (input.emails.length > 0 ? input.emails : [null]).map((email) => ({
    email,
    maxUses: email ? 1 : (input.maxUses ?? null),
    code: randomBytes(CODE_BYTES).toString("base64url"),
  }));
  const rows = await ctx.write(async (tx, emit) => {
    const data = made.map(({ code, ...one }) => ({ ...base, ...one, codeHash: hashToken(code) }));
    const written = await tx.courseInvitation.createManyAndReturn({ data });
    await sendInvitations(ctx, tx, member, made);
    emit("enrolments.invitation.created", { courseId: member.courseId, runId: member.runId, data: { count: written.length, role } });
    return written;
  });
  if (input.emails.length > 0) wakeMail(ctx.services);
  // A code that was sent is its reader's alone.
  return rows.map((row, place) => ({ row, code: made[place]!.email ? null : made[place]!.code }));
}

async function groupsHere(db: Db, member: Member, groupIds: string[]): Promise<string[]> {
  if (groupIds.length === 0) return [];
  const groups = await db.group.findMany({ where: { id: { in: groupIds }, runId: member.runId, trashedAt: null }, select: { id: true } });
  if (groups.length !== new Set(groupIds).size)
    throw Invalid("input.groupIds", "group.unknown", "A group is not in this course or session.");
  return groups.map((group) => group.id);
}

/** Sends each address its link, in the language of the course, naming who invites. */
async function sendInvitations(ctx: Context, tx: Tx, member: Member, made: { email: string | null; code: string }[]): Promise<void> {
  const sent = made.flatMap(({ email, code }) => (email ? [{ email, code }] : []));
  if (sent.length === 0) return;
  const course = await tx.course.findUniqueOrThrow({ where: { id: member.courseId }, select: { title: true, language: true } });
  const actor =
    member.userId && (await tx.user.findUnique({ where: { id: member.userId }, select: { givenName: true, familyName: true } }));
  const params = { course: course.title, person: actor ? fullName(actor) : "" };
  for (const { email, code } of sent)
    await queueLetters(
      ctx.services,
      tx,
      "invited",
      [{ userId: null, to: email, name: email, language: course.language }],
      params,
      `/join/${code}`,
    );
}

/** The invitations of a run that still stand, the newest first, at most 200. Statements: 1. */
export async function courseInvitations(ctx: Context, courseId: string, sessionId: string | null): Promise<CourseInvitation[]> {
  const member = await enterToInvite(ctx, courseId, sessionId);
  const rows = await ctx.db.courseInvitation.findMany({
    where: { runId: member.runId, revokedAt: null, OR: [{ until: null }, { until: { gt: new Date() } }] },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: 200,
  });
  return rows.filter((row) => row.maxUses === null || row.uses < row.maxUses);
}

/** Makes an invitation worthless at once; who came by it stays. */
export async function revokeInvitation(ctx: Context, id: string): Promise<CourseInvitation> {
  const row = isId(id) ? await ctx.db.courseInvitation.findUnique({ where: { id }, include: { run: true } }) : null;
  if (!row) throw NotFound();
  await enterToInvite(ctx, row.courseId, row.run.sessionId);
  return ctx.write((tx, emit) => {
    emit("enrolments.invitation.revoked", { id, courseId: row.courseId, runId: row.runId });
    return tx.courseInvitation.update({ where: { id }, data: { revokedAt: row.revokedAt ?? new Date() } });
  });
}

/** Comes in by an invitation. Somebody already in stays as they are, or gets the higher role; somebody suspended is LOCKED. */
export async function acceptInvitation(ctx: Context, code: string): Promise<EnrolmentRow> {
  const viewer = await ctx.enterSelf();
  const held = await findInvitation(ctx, code);
  const rules = await enrolmentRules(ctx.db);
  const act = newAct(viewer.id);
  const id = await ctx.write(async (tx, emit) => {
    await lockCourses(tx, [held.courseId]);
    const seat = { userId: viewer.id, courseId: held.courseId, runId: held.runId, role: held.role };
    const plans = await planSeats(tx, [seat], "CODE");
    const plan = plans[0]!;
    if (plan.before?.state === "SUSPENDED") throw Locked([{ code: "SUSPENDED" }]);
    if (plan.outcome === "ALREADY") return plan.id;
    await requireRoom(tx, rules, held.courseId, plans);
    const used = await tx.$executeRaw`
      UPDATE "CourseInvitation" SET "uses" = "uses" + 1 WHERE "id" = ${held.id}::uuid AND "revokedAt" IS NULL AND ("maxUses" IS NULL OR "uses" < "maxUses")`;
    if (used === 0) throw NotFound();
    await applySeats(tx, emit, act, plans, { invitationId: held.id });
    const { course, sessionId } = held.run;
    await tellOfJoining(
      tx,
      emit,
      act,
      { courseId: course.id, courseCode: course.code, title: course.title, runId: held.runId, sessionId },
      plans,
    );
    await tx.groupMember.createMany({
      data: (await tx.group.findMany({ where: { id: { in: held.groupIds }, trashedAt: null }, select: { id: true } })).map((group) => ({
        groupId: group.id,
        userId: viewer.id,
      })),
      skipDuplicates: true,
    });
    return plan.id;
  });
  return (await loadEnrolments(ctx.db, [id]))[0]!;
}
