import { z } from "zod";
import { neutralCell } from "@lyceum/shared/csv-cells";
import { FileProduced } from "../../core/jobs/jobs.types";
import { defineJob, type JobRun } from "../../kernel/jobs";
import { authorize } from "../../kernel/policy";
import { storeTable, type TableFormat } from "../../kernel/tables";
import type { Cell } from "../../kernel/xlsx";
import { openTree } from "./copy";
import { courseTop, documentPolicy } from "./documents.policy";
import { enterDocument, TOOL } from "./documents";
import { readersOf, type ReaderFilter } from "./readers";
import { topOf, zipPaths, ZIPPED_MAX } from "./zips";
import { startJob } from "./start-job";
import type { Context } from "../../kernel/context";
import type { Member } from "../../kernel/gate";

const DOCUMENT_FACTS = [
  "path",
  "title",
  "kind",
  "type",
  "bytes",
  "state",
  "version",
  "licence",
  "changed",
  "opened",
  "confirmed",
  "downloads",
];
const READER_FACTS = ["familyname", "givenname", "first", "last", "percent", "seconds", "confirmed", "downloads"];
const PAGE = 100;

/** Asks for the list of the course's own documents as a file; for its staff. */
export async function exportDocuments(ctx: Context, courseId: string, sessionId: string | null, format: TableFormat): Promise<string> {
  const member = await enterToExport(ctx, courseId, sessionId);
  return startJob(ctx, member, "documents.export", { courseId, sessionId: member.sessionId, format });
}

/** Asks for the list of a document's readers as a file; for those who may see them. */
export async function exportReaders(
  ctx: Context,
  id: string,
  sessionId: string | null,
  wanted: { filter: ReaderFilter; format: TableFormat },
): Promise<string> {
  const { member, document } = await enterDocument(ctx, id, sessionId);
  authorize(member, documentPolicy, "seeReaders", document);
  return startJob(ctx, member, "documents.exportReaders", { id, sessionId: member.sessionId, ...wanted });
}

async function enterToExport(ctx: Context, courseId: string, sessionId: string | null): Promise<Member> {
  const member = await ctx.enter(courseId, { tool: TOOL, sessionId });
  authorize(member, documentPolicy, "add", courseTop(member));
  return member;
}

interface ReadingCount {
  id: string;
  opened: number;
  confirmed: number;
  downloads: number;
}

/** One row for each document and folder, by its path, with how many have opened, confirmed and saved it in the member's run. Statements: 6. */
async function documentTable(ctx: Context, member: Member): Promise<Cell[][]> {
  const documents = await openTree(ctx, member, await topOf(ctx, member), ZIPPED_MAX);
  const counts = await ctx.db.$queryRaw<ReadingCount[]>`
    SELECT r."documentId" AS "id", count(*)::int AS "opened", count(*) FILTER (WHERE r."confirmedVersion" >= d."confirmVersion")::int AS "confirmed",
      sum(r."downloads")::int AS "downloads"
    FROM "DocumentReading" r JOIN "Document" d ON d."id" = r."documentId" JOIN "Enrolment" e ON e."userId" = r."userId" AND e."runId" = r."runId"
    WHERE d."courseId" = ${member.courseId}::uuid AND r."runId" = ${member.runId}::uuid AND e."role" = 'LEARNER' AND e."state" = 'ACTIVE' GROUP BY r."documentId"`;
  const countOf = new Map(counts.map((row) => [row.id, row]));
  const rows = zipPaths(documents).map(({ document, path }): Cell[] => {
    const { opened, confirmed, downloads } = countOf.get(document.id) ?? { opened: 0, confirmed: 0, downloads: 0 };
    const texts = [path, document.title, document.kind, document.mediaType].map(neutralCell);
    const facts = [Number(document.bytes), document.state, document.versionNumber, document.licence, document.updatedAt.toISOString()];
    return [...texts, ...facts, opened, confirmed, downloads];
  });
  rows.sort((a, b) => String(a[0]).localeCompare(String(b[0])));
  return [DOCUMENT_FACTS, ...rows];
}

async function readerTable(ctx: Context, id: string, sessionId: string | null, filter: ReaderFilter): Promise<Cell[][]> {
  const table: Cell[][] = [READER_FACTS];
  for (let after: string | null = null; ;) {
    const page = await readersOf(ctx, id, filter, { first: PAGE, after }, sessionId);
    for (const { person, reading } of page.nodes)
      table.push([
        ...[person.familyName, person.givenName].map(neutralCell),
        ...[reading?.firstAt.toISOString() ?? null, reading?.lastAt.toISOString() ?? null],
        ...[reading ? Math.round(reading.fraction * 100) : null, reading?.seconds ?? null],
        ...[reading?.confirmedAt?.toISOString() ?? null, reading?.downloads ?? null],
      ]);
    if (!page.pageInfo.hasNextPage) return table;
    after = page.pageInfo.endCursor;
  }
}

const produce = ({ ctx, userId }: JobRun<unknown>, rows: Cell[][], title: string, format: TableFormat): Promise<FileProduced> =>
  storeTable(ctx.services, { rows, title, format, createdById: userId });

const format = z.enum(["CSV", "XLSX"]);

/** Writes the list of documents. Rights are asked again when it runs. */
export const exportDocumentsJob = defineJob({
  kind: "documents.export",
  input: z.object({ courseId: z.uuid(), sessionId: z.uuid().nullable(), format }),
  resultType: FileProduced,
  async run(run) {
    const member = await enterToExport(run.ctx, run.input.courseId, run.input.sessionId);
    return { ...(await produce(run, await documentTable(run.ctx, member), `${member.courseCode} documents`, run.input.format)) };
  },
});

/** Writes the list of a document's readers. Rights are asked again when it runs. */
export const exportReadersJob = defineJob({
  kind: "documents.exportReaders",
  input: z.object({
    id: z.uuid(),
    sessionId: z.uuid().nullable(),
    filter: z.enum(["ALL", "OPENED", "NOT_OPENED", "CONFIRMED", "NOT_CONFIRMED"]),
    format,
  }),
  resultType: FileProduced,
  async run(run) {
    const { id, sessionId, filter } = run.input;
    const { member, document } = await enterDocument(run.ctx, id, sessionId);
    const table = await readerTable(run.ctx, id, sessionId, filter);
    return { ...(await produce(run, table, `${member.courseCode} ${document.title}`, run.input.format)) };
  },
});
