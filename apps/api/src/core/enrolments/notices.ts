import type { Tx } from "../../kernel/database";
import type { EventDraft } from "../../kernel/events";
import type { NotificationDraft } from "../../kernel/manifest";
import { peopleTold, type CourseNotice, type NoticeAudience } from "../../kernel/notices";
import { fullName } from "../accounts/people.types";
import { NEW_ENROLMENT } from "./newcomers";

/** Learners are told of their own place only, and where whoever gave it wanted that. */
export const enrolmentNotices: Record<string, CourseNotice> = {
  [NEW_ENROLMENT]: { to: ["TEACHERS", "TUTORS", "LEARNERS"], first: ["TEACHERS", "LEARNERS"] },
};

interface Applied {
  came: number;
  notified: string[];
  course: string;
  href: string;
  person: string | null;
  told: NoticeAudience[];
}

/** One notification for each person and act, whatever the number of seats it gave: to the new people, and to the staff. */
export async function tellOfAct(tx: Tx, event: EventDraft, actorId: string | null): Promise<NotificationDraft[]> {
  const { came, notified, course, href, person, told } = event.data as unknown as Applied;
  const own = { userIds: notified, kind: "enrolments.added", params: { course }, href };
  const wished = new Set(told.filter((audience) => audience !== "LEARNERS"));
  const staff = await peopleTold(tx, wished, { courseId: event.courseId!, runId: event.runId!, except: actorId });
  const userIds = staff.filter((id) => !notified.includes(id) && id !== person);
  if (userIds.length === 0) return [own];
  const people = `${href}/people`;
  if (!person) return [own, { userIds, kind: "enrolments.joinedMany", params: { course, number: came }, href: people }];
  const name = fullName(await tx.user.findUniqueOrThrow({ where: { id: person }, select: { givenName: true, familyName: true } }));
  return [own, { userIds, kind: "enrolments.joined", params: { course, person: name }, href: people }];
}
