import { Prisma, type Tx } from "../../kernel/database";
import { Locked, NotFound } from "../../kernel/errors";
import { isId } from "../../kernel/ids";
import { itemAccess, type ItemAccess } from "../../kernel/item-access";
import type { Context } from "../../kernel/context";
import type { Member } from "../../kernel/gate";
import type { Document, Item } from "../../generated/prisma/client.ts";
import type { DocumentFacts } from "./documents.policy";

export const TOOL = "documents";
/** What search and file uses call a document's rows. */
export const SEARCH_KIND = "document";

type OwnColumns = Omit<Document, "body" | "live" | "folderId">;

/** A document with its item and what its space says of rights. The body is loaded apart: lists never need it. */
export interface DocumentRow extends Item, OwnColumns, DocumentFacts {
  id: string;
  /** The session of its run; null in the base. */
  runSessionId: string | null;
  spaceUsedBytes: bigint;
}

const columns = Prisma.sql`i.*, i."state"::text AS "state", i."audience"::text AS "audience",
  d."spaceId", d."name", d."nameKey", d."description", d."fileId", d."mediaType", d."bytes", d."revision", d."versionNumber", d."licence"::text AS "licence", d."rightsHolder",
  d."askConfirmation", d."confirmVersion", d."textState"::text AS "textState", d."pageCount", r."sessionId" AS "runSessionId",
  s."kind"::text AS "spaceKind", s."groupId" AS "spaceGroupId", s."ownerId" AS "spaceOwnerId", s."access"::text AS "spaceAccess", s."rootId" AS "spaceRootId",
  s."usedBytes" AS "spaceUsedBytes"`;

const tables = Prisma.sql`"Item" i JOIN "Document" d ON d."id" = i."id" JOIN "DocumentSpace" s ON s."id" = d."spaceId" JOIN "CourseRun" r ON r."id" = i."runId"`;

/** Documents that a condition on `i` (item), `d` (document) and `s` (space) finds; `tail` orders and limits. One statement. */
export function selectDocuments(db: Pick<Tx, "$queryRaw">, where: Prisma.Sql, tail: Prisma.Sql = Prisma.empty): Promise<DocumentRow[]> {
  return db.$queryRaw<DocumentRow[]>`SELECT ${columns} FROM ${tables} WHERE ${where} ${tail}`;
}

export function countDocuments(db: Pick<Tx, "$queryRaw">, where: Prisma.Sql): Promise<number> {
  return db.$queryRaw<{ n: number }[]>`SELECT count(*)::int AS n FROM ${tables} WHERE ${where}`.then((rows) => rows[0]!.n);
}

/** Documents by id, as they are now, whatever their state; unknown ids are left out. */
export const documentsById = (db: Pick<Tx, "$queryRaw">, ids: readonly string[]): Promise<DocumentRow[]> =>
  ids.length === 0 ? Promise.resolve([]) : selectDocuments(db, Prisma.sql`i."id" = ANY(${ids.filter(isId)}::uuid[])`);

/** The request's answers about access, shared with the Item.access field. */
export function accessOf(ctx: Context, member: Member) {
  return ctx.loader<ItemAccess>(`item-access:${member.runId}`, async (ids) => {
    const found = await itemAccess(ctx, member, ids);
    return ids.map((id) => found.get(id) ?? null);
  });
}

export interface EnteredDocument {
  member: Member;
  document: DocumentRow;
  access: ItemAccess;
}

/**
 * Loads a document and passes its course's gate. Without a session, it is entered where it lives. NOT_FOUND when it is not there or may not be
 * known of.
 */
export async function enterDocument(ctx: Context, id: string, sessionId?: string | null): Promise<EnteredDocument> {
  const [document] = isId(id) ? await documentsById(ctx.db, [id]) : [];
  if (!document) throw NotFound();
  const member = await ctx.enter(document.courseId, { tool: TOOL, sessionId: sessionId ?? document.runSessionId });
  const access = await accessOf(ctx, member).load(id);
  if (!access?.visible) throw NotFound();
  return { member, document, access };
}

/** The same for what can only be read while it is open: LOCKED with the reasons when it is not. */
export async function enterOpenDocument(ctx: Context, id: string, sessionId?: string | null): Promise<EnteredDocument> {
  const entered = await enterDocument(ctx, id, sessionId);
  if (!entered.access.open) throw Locked(entered.access.reasons);
  return entered;
}

/** Several documents of one course; one that is missing or unknown to the member makes NOT_FOUND of it all. Statements: 2 and the gate. */
export async function enterDocuments(
  ctx: Context,
  ids: readonly string[],
  sessionId?: string | null,
): Promise<{ member: Member; documents: DocumentRow[] }> {
  const wanted = [...new Set(ids)];
  const rows = await documentsById(ctx.db, wanted);
  const first = rows[0];
  if (!first || rows.length !== wanted.length || rows.some((row) => row.courseId !== first.courseId)) throw NotFound();
  const session = sessionId ?? rows.find((row) => row.runSessionId)?.runSessionId ?? null;
  const member = await ctx.enter(first.courseId, { tool: TOOL, sessionId: session });
  const access = await itemAccess(ctx, member, wanted);
  if (wanted.some((id) => !access.get(id)?.visible)) throw NotFound();
  const byId = new Map(rows.map((row) => [row.id, row]));
  return { member, documents: wanted.map((id) => byId.get(id)!) };
}

/** What an event says of a document. */
export const subjectOf = (document: Pick<DocumentRow, "id" | "courseId" | "runId">, data?: Record<string, unknown>) => ({
  id: document.id,
  itemId: document.id,
  courseId: document.courseId,
  runId: document.runId,
  ...(data ? { data } : {}),
});

/** A row just written, read again in the same transaction. */
export async function reread(tx: Tx, id: string): Promise<DocumentRow> {
  const [row] = await documentsById(tx, [id]);
  if (!row) throw NotFound();
  return row;
}
