import type { Context } from "../../kernel/context";
import type { Tx } from "../../kernel/database";
import type { Emit } from "../../kernel/events";
import type { Member } from "../../kernel/gate";
import { toldOf, type NoticeAudience } from "../../kernel/notices";
import { queueLetters, type Letter } from "../accounts/mail";
import { fullName } from "../accounts/people.types";
import type { Act, PlannedSeat } from "./seats";

/** The notice of new people in a course. */
export const NEW_ENROLMENT = "newEnrolment";

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

/** Where an act lets people in. */
type Place = Pick<Member, "courseId" | "courseCode" | "sessionId" | "runId">;

/** What has happened, in the words of its event. */
interface Coming {
  title: string;
  came: string[];
  /** The new people who are to be told themselves. */
  notified: string[];
  /** Whom the course tells. */
  told: ReadonlySet<NoticeAudience>;
}

/** One event for the whole act, which the notifications come from. */
function emitAct(emit: Emit, act: Act, { courseId, runId, courseCode, sessionId }: Place, { title, came, notified, told }: Coming): string {
  const href = `/c/${courseCode}${sessionId ? `~${sessionId}` : ""}`;
  const data = {
    actId: act.id,
    came: came.length,
    person: came.length === 1 ? came[0] : null,
    notified,
    told: [...told],
    course: title,
    href,
  };
  emit("enrolments.act.applied", { id: act.id, courseId, runId, data });
  return href;
}

/** Says that somebody has come in by themself. Statements: 1. */
export async function tellOfJoining(tx: Tx, emit: Emit, act: Act, place: Place & { title: string }, plans: PlannedSeat[]): Promise<void> {
  const came = newcomersOf(plans);
  if (came.length === 0) return;
  emitAct(emit, act, place, { title: place.title, came, notified: [], told: await toldOf(tx, place.courseId, NEW_ENROLMENT) });
}

/**
 * Says who has come in, and mails them. They themselves are told only where the actor wants it and the course tells its learners of new
 * places.
 */
export async function tellNewcomers(
  ctx: Context,
  tx: Tx,
  emit: Emit,
  act: Act,
  member: Place,
  plans: PlannedSeat[],
  notify: boolean,
): Promise<void> {
  const came = newcomersOf(plans);
  if (came.length === 0) return;
  const { title } = await tx.course.findUniqueOrThrow({ where: { id: member.courseId }, select: { title: true } });
  const told = await toldOf(tx, member.courseId, NEW_ENROLMENT);
  const notified = notify && told.has("LEARNERS") ? came : [];
  const href = emitAct(emit, act, member, { title, came, notified, told });
  if (notified.length > 0) await mailNewcomers(ctx, tx, notified, "enrolled", { course: title }, href);
}
