import type { Tx } from "../../kernel/database";
import type { EventDraft } from "../../kernel/events";
import type { NotificationDraft } from "../../kernel/manifest";
import { peopleTold, toldOf, type CourseNotice } from "../../kernel/notices";

/** Proposals are for those who decide them; what became of one is for the learner who made it. */
export const glossaryNotices: Record<string, CourseNotice> = {
  termProposed: { to: ["TEACHERS", "TUTORS"], first: ["TEACHERS", "TUTORS"] },
  termDecided: { to: ["LEARNERS"], first: ["LEARNERS"] },
  newTerm: { to: ["TEACHERS", "TUTORS", "LEARNERS"], first: [] },
};

interface TermPage {
  href: string;
  term: string;
  /** Whether learners may know of it. */
  shown: boolean;
}

const page = async (tx: Tx, event: EventDraft): Promise<TermPage> => {
  const [row] = await tx.$queryRaw<{ code: string; sessionId: string | null; term: string | null; shown: boolean | null }[]>`
    SELECT c."code", r."sessionId", t."term", t."state" = 'PUBLISHED' AND t."trashedAt" IS NULL AND i."state" = 'PUBLISHED' AND i."trashedAt" IS NULL AS "shown"
    FROM "Course" c JOIN "CourseRun" r ON r."id" = ${event.runId}::uuid
    LEFT JOIN "GlossaryTerm" t ON t."id" = ${event.rowId}::uuid LEFT JOIN "Item" i ON i."id" = t."glossaryId" WHERE c."id" = ${event.courseId}::uuid`;
  const session = row?.sessionId ? `~${row.sessionId}` : "";
  return { href: `/c/${encodeURIComponent(row?.code ?? "")}${session}/glossary`, term: row?.term ?? "", shown: row?.shown ?? false };
};

const whom = (event: EventDraft, except: string | null) => ({ courseId: event.courseId!, runId: event.runId!, tool: "glossary", except });

/** A proposal is told to those who may decide it: teachers of the course, tutors of the run. */
export async function tellStaff(tx: Tx, event: EventDraft): Promise<NotificationDraft[]> {
  const userIds = await peopleTold(tx, await toldOf(tx, event.courseId!, "termProposed"), whom(event, event.userId));
  if (userIds.length === 0) return [];
  const { href, term } = await page(tx, event);
  return [{ userIds, kind: "glossary.proposed", params: { term }, href: `${href}?show=proposals` }];
}

/** What became of a proposal, to the one who made it. */
export async function tellAuthor(tx: Tx, event: EventDraft): Promise<NotificationDraft[]> {
  if (!event.userId || !(await toldOf(tx, event.courseId!, "termDecided")).has("LEARNERS")) return [];
  const { href, term } = await page(tx, event);
  const refused = event.name === "glossary.term.refused";
  const reason = String(event.data["reason"] ?? "");
  const kind = `glossary.${refused ? (reason ? "refusedBecause" : "refused") : "accepted"}`;
  return [{ userIds: [event.userId], kind, params: { term, reason }, href }];
}

/** A term that is new: to learners only when they can see it. */
export async function tellOfTerm(tx: Tx, event: EventDraft, actorId: string | null): Promise<NotificationDraft[]> {
  const told = await toldOf(tx, event.courseId!, "newTerm");
  if (told.size === 0) return [];
  const { href, term, shown } = await page(tx, event);
  if (!shown) told.delete("LEARNERS");
  const people = await peopleTold(tx, told, whom(event, actorId));
  return [
    { userIds: people.filter((id) => id !== event.userId), kind: "glossary.added", params: { term }, href: `${href}/${event.rowId}` },
  ];
}

/** An accepted proposal is a decision for its author, and a new term for the others. */
export async function tellOfAccepted(tx: Tx, event: EventDraft, actorId: string | null): Promise<NotificationDraft[]> {
  return [...(await tellAuthor(tx, event)), ...(await tellOfTerm(tx, event, actorId))];
}
