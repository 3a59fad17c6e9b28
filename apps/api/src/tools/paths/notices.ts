import { fullName } from "../../core/accounts/people.types";
import type { Tx } from "../../kernel/database";
import type { EventDraft } from "../../kernel/events";
import type { NotificationDraft } from "../../kernel/manifest";
import { peopleTold, toldOf, type CourseNotice, type NoticeAudience } from "../../kernel/notices";

/** Who has finished what is no business of fellow learners. */
export const pathNotices: Record<string, CourseNotice> = {
  newPackage: { to: ["TEACHERS", "TUTORS", "LEARNERS"], first: [] },
  packageFinished: { to: ["TEACHERS", "TUTORS"], first: [] },
};

interface PackagePage {
  href: string;
  title: string;
  /** Whether learners may know of it. */
  shown: boolean;
}

async function page(tx: Tx, event: EventDraft): Promise<PackagePage> {
  const [row] = await tx.$queryRaw<{ code: string; sessionId: string | null; title: string; shown: boolean }[]>`
    SELECT c."code", r."sessionId", i."title", i."state" = 'PUBLISHED' AND i."trashedAt" IS NULL AS "shown"
    FROM "Item" i JOIN "Course" c ON c."id" = i."courseId" JOIN "CourseRun" r ON r."id" = ${event.runId}::uuid WHERE i."id" = ${event.itemId}::uuid`;
  const session = row?.sessionId ? `~${row.sessionId}` : "";
  const href = `/c/${encodeURIComponent(row?.code ?? "")}${session}/paths/packages/${event.itemId}`;
  return { href, title: row?.title ?? "", shown: row?.shown ?? false };
}

const whom = (event: EventDraft, except: string | null) => ({ courseId: event.courseId!, runId: event.runId!, tool: "paths", except });

/** A package that is new: to learners only when they can see it. */
export async function tellOfPackage(tx: Tx, event: EventDraft, actorId: string | null): Promise<NotificationDraft[]> {
  const told = await toldOf(tx, event.courseId!, "newPackage");
  if (told.size === 0) return [];
  const { href, title, shown } = await page(tx, event);
  if (!shown) told.delete("LEARNERS");
  return [{ userIds: await peopleTold(tx, told, whom(event, actorId)), kind: "paths.added", params: { title }, href }];
}

/** A learner has completed or passed a package; the event says who wants to know. Statements: 0 where nobody does. */
export async function tellOfFinish(tx: Tx, event: EventDraft): Promise<NotificationDraft[]> {
  const told = new Set(event.data["told"] as NoticeAudience[]);
  const userIds = await peopleTold(tx, told, whom(event, event.userId));
  if (userIds.length === 0 || !event.userId) return [];
  const { href, title } = await page(tx, event);
  const person = fullName(await tx.user.findUniqueOrThrow({ where: { id: event.userId }, select: { givenName: true, familyName: true } }));
  return [{ userIds, kind: "paths.finished", params: { person, title }, href: `${href}/grid` }];
}
