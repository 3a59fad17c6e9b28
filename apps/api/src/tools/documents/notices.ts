import { z } from "zod";
import { DOCUMENTS_ANNOUNCED_AT_ONCE } from "@lyceum/shared/inputs/documents";
import type { Tx } from "../../kernel/database";
import { Forbidden, Invalid } from "../../kernel/errors";
import type { EventDraft } from "../../kernel/events";
import { defineJob } from "../../kernel/jobs";
import type { NotificationDraft } from "../../kernel/manifest";
import { peopleTold, toldOf, type CourseNotice } from "../../kernel/notices";
import { authorize } from "../../kernel/policy";
import { documentPolicy } from "./documents.policy";
import { enterDocuments, subjectOf, type DocumentRow } from "./documents";
import { DocumentAnnouncement } from "./files.types";
import { meant } from "./readers";
import { startJob } from "./start-job";
import type { Context } from "../../kernel/context";
import type { Member } from "../../kernel/gate";

/** The notice of documents that somebody announces. */
const ANNOUNCED = "newDocument";
export const documentCourseNotices: Record<string, CourseNotice> = {
  [ANNOUNCED]: { to: ["TEACHERS", "TUTORS", "LEARNERS"], first: ["LEARNERS"] },
};

/** Of some documents, those that learners of the run can open now and that have not been announced there within a day. One statement. */
async function announceable(tx: Tx, member: Member, ids: readonly string[]): Promise<Set<string>> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT i."id" FROM "Item" i WHERE i."id" = ANY(${[...ids]}::uuid[])
      AND NOT EXISTS (SELECT 1 FROM "Item" a LEFT JOIN "ItemRun" o ON o."itemId" = a."id" AND o."runId" = ${member.sessionRunId}::uuid
        WHERE (a."id" = i."id" OR a."id" = ANY(i."ancestorIds")) AND (a."trashedAt" IS NOT NULL OR coalesce(o."state", a."state") <> 'PUBLISHED'
          OR coalesce(o."opensAt", a."opensAt") > now() OR coalesce(o."closesAt", a."closesAt") <= now()))
      AND NOT EXISTS (SELECT 1 FROM "Event" e WHERE e."courseId" = ${member.courseId}::uuid AND e."runId" = ${member.runId}::uuid AND e."tool" = 'documents'
        AND e."name" = 'documents.item.announced' AND e."itemId" = i."id" AND e."at" > now() - interval '1 day')`;
  return new Set(rows.map((row) => row.id));
}

/**
 * Tells the learners whom documents are for (and staff, where the course wishes that) that these are there: one notice per person, however many
 * documents. A document is announced at most once a day in a run. INVALID_INPUT when none of them can be opened by learners; FORBIDDEN
 * NOTICES_OFF where the course tells nobody.
 */
export async function announceDocuments(ctx: Context, ids: string[], sessionId?: string | null): Promise<string> {
  if (ids.length === 0 || ids.length > DOCUMENTS_ANNOUNCED_AT_ONCE)
    throw Invalid("ids", "documents.count", `Name 1 to ${DOCUMENTS_ANNOUNCED_AT_ONCE} documents.`);
  const { member, documents } = await enterDocuments(ctx, ids, sessionId);
  for (const document of documents) authorize(member, documentPolicy, "manage", document);
  if (documents.every((document) => document.state !== "PUBLISHED"))
    throw Invalid("ids", "documents.notPublished", "Publish the documents first.");
  if ((await toldOf(ctx.db, member.courseId, ANNOUNCED)).size === 0) throw Forbidden("NOTICES_OFF");
  return startJob(ctx, member, "documents.announce", { ids, sessionId: member.sessionId });
}

export const announceJob = defineJob({
  kind: "documents.announce",
  input: z.object({ ids: z.array(z.uuid()), sessionId: z.uuid().nullable() }),
  resultType: DocumentAnnouncement,
  async run({ ctx, input }) {
    const { member, documents } = await enterDocuments(ctx, input.ids, input.sessionId);
    for (const document of documents) authorize(member, documentPolicy, "manage", document);
    return ctx.write(async (tx, emit) => {
      const now = await announceable(tx, member, input.ids);
      const told = new Map<string, DocumentRow[]>();
      const wished = await toldOf(tx, member.courseId, ANNOUNCED);
      const learners = wished.delete("LEARNERS");
      const staff = await peopleTold(tx, wished, { courseId: member.courseId, runId: member.runId, except: member.userId });
      for (const document of documents.filter((row) => now.has(row.id))) {
        const people = learners ? await tx.$queryRaw<{ id: string }[]>`SELECT u."id" ${meant(member, document)}` : [];
        for (const id of [...people.map((row) => row.id), ...staff]) told.set(id, [...(told.get(id) ?? []), document]);
        emit("documents.item.announced", subjectOf({ ...document, runId: member.runId }));
      }
      for (const { document, number, userIds } of sameNews(told)) {
        const data = { userIds, title: document.title, number, folderId: document.parentId };
        emit("documents.readers.told", subjectOf({ ...document, runId: member.runId }, data));
      }
      return { told: told.size };
    });
  },
});

interface News {
  /** The only document, or the first of several. */
  document: DocumentRow;
  number: number;
  userIds: string[];
}

/** People who are to be told the same: of one document by its title, of several by their number. */
function sameNews(told: ReadonlyMap<string, DocumentRow[]>): News[] {
  const news = new Map<string, News>();
  for (const [userId, documents] of told) {
    const [document] = documents;
    const key = documents.length === 1 ? document!.id : `${documents.length} ${document!.id}`;
    const same = news.get(key) ?? { document: document!, number: documents.length, userIds: [] };
    same.userIds.push(userId);
    news.set(key, same);
  }
  return [...news.values()];
}

/** The documents' pages as an event's people reach them: in the session that it happened in. */
async function pagesOf(tx: Tx, event: EventDraft): Promise<string> {
  const [row] = await tx.$queryRaw<{ code: string; sessionId: string | null }[]>`
    SELECT c."code", r."sessionId" FROM "Course" c JOIN "CourseRun" r ON r."id" = ${event.runId}::uuid WHERE c."id" = ${event.courseId}::uuid`;
  const session = row?.sessionId ? `~${row.sessionId}` : "";
  return `/c/${encodeURIComponent(row?.code ?? "")}${session}/documents`;
}

/** What is told of documents, and to whom: the events carry the people, found by the jobs that emit them. */
export const documentNotices = {
  "documents.readers.reminded": async (tx: Tx, event: EventDraft): Promise<NotificationDraft[]> => [
    {
      userIds: event.data["userIds"] as string[],
      kind: "documents:notices.reminder",
      params: { title: String(event.data["title"]) },
      href: `${await pagesOf(tx, event)}/view/${event.itemId}`,
    },
  ],
  "documents.readers.told": async (tx: Tx, event: EventDraft): Promise<NotificationDraft[]> => {
    const { userIds, title, number, folderId } = event.data as {
      userIds: string[];
      title: string;
      number: number;
      folderId: string | null;
    };
    const pages = await pagesOf(tx, event);
    return number === 1
      ? [{ userIds, kind: "documents:notices.new", params: { title }, href: `${pages}/view/${event.itemId}` }]
      : [{ userIds, kind: "documents:notices.newMany", params: { number }, href: folderId ? `${pages}/${folderId}` : pages }];
  },
};
