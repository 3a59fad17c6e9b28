import type { Context } from "../../kernel/context";
import type { Tx } from "../../kernel/database";
import type { Emit } from "../../kernel/events";
import type { Member } from "../../kernel/gate";
import { queueLetters, type Letter } from "../accounts/mail";
import { fullName } from "../accounts/people.types";
import type { Act, PlannedSeat } from "./seats";

/** Those who were not in before the act, each once. */
export const newcomersOf = (plans: PlannedSeat[]): string[] => [
  ...new Set(plans.filter((plan) => plan.outcome === "ENROLLED" || plan.outcome === "RESTORED").map((plan) => plan.seat.userId)),
];

/** One mail for each person, in their language, naming who did it; people without a confirmed address get none. Statements: 3. */
export async function mailNewcomers(
  ctx: Context,
  tx: Tx,
  userIds: string[],
  letter: Letter,
  params: Record<string, string>,
  href: string,
): Promise<void> {
  const viewer = await ctx.viewer();
  const actor = viewer && (await tx.user.findUnique({ where: { id: viewer.id }, select: { givenName: true, familyName: true } }));
  const people = await tx.user.findMany({
    where: { id: { in: userIds }, email: { not: null }, emailVerifiedAt: { not: null }, state: "ACTIVE" },
    select: { id: true, email: true, givenName: true, language: true },
  });
  const letters = people.map((person) => ({ userId: person.id, to: person.email!, name: person.givenName, language: person.language }));
  await queueLetters(ctx.services, tx, letter, letters, { ...params, person: actor ? fullName(actor) : "" }, href);
}

/** One event for the whole act, which the notifications come from; and the mails. Nobody is told unless the actor wants it. */
export async function tellNewcomers(
  ctx: Context,
  tx: Tx,
  emit: Emit,
  act: Act,
  member: Pick<Member, "courseId" | "courseCode" | "sessionId" | "runId">,
  plans: PlannedSeat[],
  notify: boolean,
): Promise<void> {
  const came = newcomersOf(plans);
  if (came.length === 0) return;
  const href = `/c/${member.courseCode}${member.sessionId ? `~${member.sessionId}` : ""}`;
  const course = notify ? await tx.course.findUniqueOrThrow({ where: { id: member.courseId }, select: { title: true } }) : null;
  const data = { actId: act.id, came: came.length, notified: notify ? came : [], course: course?.title ?? "", href };
  emit("enrolments.act.applied", { id: act.id, courseId: member.courseId, runId: member.runId, data });
  if (course) await mailNewcomers(ctx, tx, came, "enrolled", { course: course.title }, href);
}
