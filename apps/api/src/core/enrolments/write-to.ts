import type { z } from "zod";
import type { writeToPeopleInput } from "@lyceum/shared/inputs/enrolments";
import { Forbidden, NotFound } from "../../kernel/errors";
import { Prisma } from "../../kernel/database";
import type { Context } from "../../kernel/context";
import { queueLetters } from "../accounts/mail";
import { wakeMail } from "../accounts/mail-sender";
import { fullName } from "../accounts/people.types";
import { takeTry } from "../accounts/throttle";
import { othersShown, seenEnrolments } from "./people-visibility";

/** Learners write to one person at a time, and not to a crowd one by one either. */
const LEARNERS_AN_HOUR = 30;
const STAFF_AN_HOUR = 120;
const HOUR = 3_600_000;

/**
 * Writes to people of a course or session: a notification for each, and where staff ask for it a mail to confirmed addresses. Learners
 * write to one person whom the course shows them, and to staff; anybody else is NOT_FOUND. Gives how many were written to. Statements: constant.
 */
export async function writeToPeople(ctx: Context, input: z.output<typeof writeToPeopleInput>): Promise<number> {
  const member = await ctx.enter(input.courseId, { tool: "people", sessionId: input.sessionId });
  const viewer = await ctx.enterSelf();
  if (member.isPreview || member.role === "VISITOR") throw Forbidden("NOT_ENROLLED");
  if (!member.isStaff && (input.enrolmentIds.length > 1 || input.mail)) throw Forbidden("ONE_AT_A_TIME");
  // Whose course it is stands above every list: its teachers are written to from its sessions too.
  const teachers = Prisma.sql`e."courseId" = ${member.courseId}::uuid AND e."runId" = ${member.baseRunId}::uuid AND e."role" = 'TEACHER' AND e."state" = 'ACTIVE' AND e."kind" = 'NORMAL'`;
  const found = await ctx.db.$queryRaw<{ userId: string }[]>`
    SELECT e."userId" FROM "Enrolment" e WHERE e."id" = ANY(${input.enrolmentIds}::uuid[]) AND e."state" <> 'ENDED'
      AND ((${seenEnrolments(member, await othersShown(ctx, member))}) OR (${teachers}))`;
  if (found.length !== input.enrolmentIds.length) throw NotFound();
  const userIds = [...new Set(found.map((row) => row.userId))].filter((id) => id !== viewer.id);
  if (userIds.length === 0) return 0;
  await takeTry(ctx.db, `writeTo:${viewer.id}`, member.isStaff ? STAFF_AN_HOUR : LEARNERS_AN_HOUR, HOUR);
  const href = `/c/${member.courseCode}${member.sessionId ? `~${member.sessionId}` : ""}/people?write=${viewer.id}`;
  await ctx.write(async (tx, emit) => {
    const actor = await tx.user.findUniqueOrThrow({ where: { id: viewer.id }, select: { givenName: true, familyName: true } });
    const course = await tx.course.findUniqueOrThrow({ where: { id: member.courseId }, select: { title: true } });
    const params = { person: fullName(actor), course: course.title, text: input.text };
    emit("enrolments.message.sent", {
      courseId: member.courseId,
      runId: member.runId,
      topic: `user:${viewer.id}`,
      data: { to: userIds, params, href },
    });
    if (!input.mail) return;
    const people = await tx.user.findMany({
      where: { id: { in: userIds }, email: { not: null }, emailVerifiedAt: { not: null }, state: "ACTIVE" },
      select: { id: true, email: true, givenName: true, language: true },
    });
    const letters = people.map((person) => ({ userId: person.id, to: person.email!, name: person.givenName, language: person.language }));
    await queueLetters(ctx.services, tx, "written", letters, params, href);
  });
  if (input.mail) wakeMail(ctx.services);
  return userIds.length;
}
