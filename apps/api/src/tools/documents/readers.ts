import { z } from "zod";
import { decodeKey, pageOf, pageSize, type Page } from "../../kernel/connections";
import { Prisma } from "../../kernel/database";
import { defineJob } from "../../kernel/jobs";
import { authorize } from "../../kernel/policy";
import { personOf, type Person } from "../../core/accounts/people.types";
import { documentPolicy } from "./documents.policy";
import { enterDocument, subjectOf, type DocumentRow } from "./documents";
import { DocumentReminder } from "./files.types";
import { startJob } from "./start-job";
import type { Context } from "../../kernel/context";
import type { Member } from "../../kernel/gate";
import type { DocumentReading } from "../../generated/prisma/client.ts";

export type ReaderFilter = "ALL" | "OPENED" | "NOT_OPENED" | "CONFIRMED" | "NOT_CONFIRMED";

interface ReaderRow {
  id: string;
  givenName: string;
  familyName: string;
  pictureId: string | null;
  reading:
    | (Omit<DocumentReading, "firstAt" | "lastAt" | "confirmedAt"> & { firstAt: string; lastAt: string; confirmedAt: string | null })
    | null;
  confirmed: boolean;
}

export interface Reader {
  person: Person;
  reading: DocumentReading | null;
  confirmed: boolean;
}

const conditions: Record<ReaderFilter, Prisma.Sql> = {
  ALL: Prisma.sql`true`,
  OPENED: Prisma.sql`r."documentId" IS NOT NULL`,
  NOT_OPENED: Prisma.sql`r."documentId" IS NULL`,
  CONFIRMED: Prisma.sql`coalesce(r."confirmedVersion" >= d."confirmVersion", false)`,
  NOT_CONFIRMED: Prisma.sql`NOT coalesce(r."confirmedVersion" >= d."confirmVersion", false)`,
};

/** The learners of the run whom a document is for: the whole run, its group, or the chosen ones. */
export const meant = (member: Member, document: DocumentRow): Prisma.Sql => Prisma.sql`
  FROM "Enrolment" e JOIN "User" u ON u."id" = e."userId" AND u."kind" = 'PERSON' JOIN "Document" d ON d."id" = ${document.id}::uuid
  LEFT JOIN "DocumentReading" r ON r."documentId" = d."id" AND r."userId" = u."id" AND r."runId" = e."runId"
  WHERE e."runId" = ${member.runId}::uuid AND e."role" = 'LEARNER' AND e."state" = 'ACTIVE'
    AND NOT EXISTS (SELECT 1 FROM "Item" a WHERE (a."id" = d."id" OR a."id" = ANY(${document.ancestorIds}::uuid[]))
      AND ((a."groupId" IS NOT NULL AND NOT EXISTS (SELECT 1 FROM "GroupMember" g WHERE g."groupId" = a."groupId" AND g."userId" = u."id"))
        OR (a."audience" = 'CHOSEN' AND NOT EXISTS (SELECT 1 FROM "ItemAudience" au WHERE au."itemId" = a."id" AND (au."userId" = u."id"
          OR au."groupId" IN (SELECT g."groupId" FROM "GroupMember" g WHERE g."userId" = u."id"))))))`;

/** Who has opened, confirmed or not, by name; for staff of the run that they look at, and group tutors. */
export async function readersOf(
  ctx: Context,
  id: string,
  filter: ReaderFilter,
  page: { first: number | null; after: string | null },
  sessionId?: string | null,
): Promise<Page<Reader>> {
  const { member, document } = await enterDocument(ctx, id, sessionId);
  authorize(member, documentPolicy, "seeReaders", document);
  const size = pageSize(page.first);
  const key = decodeKey(page.after, ["text", "text", "id"]);
  const beyond = key
    ? Prisma.sql`(u."familyName", u."givenName", u."id") > (${String(key[0])}, ${String(key[1])}, ${String(key[2])}::uuid)`
    : Prisma.sql`true`;
  const rows = await ctx.db.$queryRaw<ReaderRow[]>`
    SELECT u."id", u."givenName", u."familyName", u."pictureId", to_jsonb(r) AS "reading", ${conditions.CONFIRMED} AS "confirmed"
    ${meant(member, document)} AND ${conditions[filter]} AND ${beyond} ORDER BY u."familyName", u."givenName", u."id" LIMIT ${size + 1}`;
  const total = () =>
    ctx.db.$queryRaw<{ n: number }[]>`SELECT count(*)::int AS n ${meant(member, document)} AND ${conditions[filter]}`.then(
      (found) => found[0]!.n,
    );
  const listed = pageOf(rows, size, (row) => [row.familyName, row.givenName, row.id], total);
  const shown = listed.edges.map(({ cursor, node }) => ({ cursor, node: readerOf(node) }));
  return { ...listed, edges: shown, nodes: shown.map((edge) => edge.node) };
}

const readerOf = (row: ReaderRow): Reader => ({
  person: personOf(row),
  confirmed: row.confirmed,
  reading: row.reading && {
    ...row.reading,
    firstAt: new Date(row.reading.firstAt),
    lastAt: new Date(row.reading.lastAt),
    confirmedAt: row.reading.confirmedAt ? new Date(row.reading.confirmedAt) : null,
  },
});

/** Asks those who have not confirmed (or, where nothing is to confirm, not opened) to read. At most once a day per person. */
export async function remindReaders(ctx: Context, id: string, sessionId?: string | null): Promise<string> {
  const { member, document } = await enterDocument(ctx, id, sessionId);
  authorize(member, documentPolicy, "seeReaders", document);
  return startJob(ctx, member, "documents.remind", { id, sessionId: member.sessionId });
}

export const remindJob = defineJob({
  kind: "documents.remind",
  input: z.object({ id: z.uuid(), sessionId: z.uuid().nullable() }),
  resultType: DocumentReminder,
  async run(run) {
    const { ctx } = run;
    const { member, document } = await enterDocument(ctx, run.input.id, run.input.sessionId);
    authorize(member, documentPolicy, "seeReaders", document);
    const wanted = document.askConfirmation ? conditions.NOT_CONFIRMED : conditions.NOT_OPENED;
    return ctx.write(async (tx, emit) => {
      const people = await tx.$queryRaw<{ id: string }[]>`
        SELECT u."id" ${meant(member, document)} AND ${wanted}
          AND NOT EXISTS (SELECT 1 FROM "Notification" n WHERE n."userId" = u."id" AND n."itemId" = d."id" AND n."kind" = 'documents:notices.reminder' AND n."createdAt" > now() - interval '1 day')`;
      const userIds = people.map((row) => row.id);
      if (userIds.length > 0)
        emit("documents.readers.reminded", subjectOf({ ...document, runId: member.runId }, { userIds, title: document.title }));
      return { reminded: userIds.length };
    });
  },
});
