import { foldText } from "@lyceum/shared/plain-text";
import { decodeKey, pageOf, pageSize, type Page } from "../../kernel/connections";
import { Prisma } from "../../kernel/database";
import { Locked, NotFound } from "../../kernel/errors";
import { isId } from "../../kernel/ids";
import { closedByConditions } from "../../kernel/item-conditions";
import { visibleItems } from "../../kernel/item-visibility";
import { accessOf, countDocuments, documentsById, selectDocuments, TOOL, type DocumentRow } from "./documents";
import type { Context } from "../../kernel/context";
import type { Member } from "../../kernel/gate";

export type DocumentOrder = "POSITION" | "NAME" | "UPDATED" | "SIZE" | "TYPE";
export type DocumentMedia = "IMAGE" | "AUDIO" | "VIDEO" | "PDF" | "TEXT" | "OFFICE" | "ARCHIVE";

export interface DocumentFilter {
  text?: string | null;
  kinds?: string[] | null;
  media?: DocumentMedia | null;
}

export interface DocumentsArgs {
  courseId: string;
  sessionId: string | null;
  folderId: string | null;
  orderBy: DocumentOrder | null;
  descending: boolean | null;
  filter: DocumentFilter | null;
  first: number | null;
  after: string | null;
}

/** The type patterns of each family of files, as SIMILAR TO understands them. */
const FAMILIES: Record<DocumentMedia, string> = {
  IMAGE: "image/%",
  AUDIO: "audio/%",
  VIDEO: "video/%",
  PDF: "application/pdf",
  TEXT: "text/%|application/(json|xml|javascript)",
  OFFICE: "application/(msword|rtf|vnd.ms-%|vnd.openxmlformats%|vnd.oasis%|epub%)",
  ARCHIVE: "application/(zip|gzip|x-tar|x-7z%|x-rar%|vnd.rar)",
};

const sortKeys: Record<DocumentOrder, { sql: Prisma.Sql; text: boolean }> = {
  POSITION: { sql: Prisma.sql`i."position"`, text: false },
  NAME: { sql: Prisma.sql`d."nameKey"`, text: true },
  UPDATED: { sql: Prisma.sql`(extract(epoch FROM i."updatedAt") * 1000)::float8`, text: false },
  SIZE: { sql: Prisma.sql`d."bytes"::float8`, text: false },
  TYPE: { sql: Prisma.sql`d."mediaType"`, text: true },
};

/** Folders come first whatever the order; the id makes it total. */
function continuing(order: DocumentOrder, descending: boolean, after: string | null): { where: Prisma.Sql; orderBy: Prisma.Sql } {
  const { sql, text } = sortKeys[order];
  const key = text ? Prisma.sql`${sql} COLLATE document_names` : sql;
  const direction = descending ? Prisma.sql`DESC` : Prisma.sql`ASC`;
  const orderBy = Prisma.sql`(i."kind" <> 'folder'), ${key} ${direction}, i."id"`;
  const values = decodeKey(after, ["flag", text ? "text" : "number", "id"]);
  if (!values) return { where: Prisma.sql`true`, orderBy };
  const [rank, last, id] = values as [boolean, string | number, string];
  const bound = text ? Prisma.sql`${String(last)}::text COLLATE document_names` : Prisma.sql`${Number(last)}::float8`;
  const beyond = descending ? Prisma.sql`${key} < ${bound}` : Prisma.sql`${key} > ${bound}`;
  return {
    orderBy,
    where: Prisma.sql`((i."kind" <> 'folder') > ${rank === true} OR ((i."kind" <> 'folder') = ${rank === true} AND (${beyond} OR (${key} = ${bound} AND i."id" > ${id}::uuid))))`,
  };
}

function filtering(filter: DocumentFilter | null): Prisma.Sql {
  const parts: Prisma.Sql[] = [Prisma.sql`true`];
  if (filter?.text) {
    const part = `%${foldText(filter.text).replace(/[\\%_]/g, "\\$&")}%`;
    parts.push(Prisma.sql`(d."nameKey" LIKE ${part} OR lower(i."title") LIKE ${part})`);
  }
  if (filter?.kinds?.length) parts.push(Prisma.sql`i."kind" = ANY(${filter.kinds}::text[])`);
  if (filter?.media) parts.push(Prisma.sql`d."mediaType" SIMILAR TO ${FAMILIES[filter.media]}`);
  return Prisma.join(parts, " AND ");
}

/**
 * What a member sees in a folder (null = the top of the course's own documents). Statements beside viewer and gate: 3 (conditions for learners, the
 * rows, their access).
 */
export async function listDocuments(ctx: Context, args: DocumentsArgs): Promise<Page<DocumentRow>> {
  const size = pageSize(args.first);
  if (args.folderId && !isId(args.folderId)) throw NotFound();
  const member = await ctx.enter(args.courseId, { tool: TOOL, sessionId: args.sessionId });
  const closed = await closedByConditions(ctx, member);
  const place = args.folderId
    ? Prisma.sql`i."parentId" = ${args.folderId}::uuid`
    : Prisma.sql`i."parentId" IS NULL AND s."kind" = 'COURSE'`;
  const wanted = Prisma.sql`i."tool" = ${TOOL} AND ${place} AND ${visibleItems(member, [...closed.keys()])} AND ${filtering(args.filter)}`;
  const order = args.orderBy ?? "POSITION";
  const { where, orderBy } = continuing(order, args.descending ?? false, args.after);
  const rows = await selectDocuments(ctx.db, Prisma.sql`${wanted} AND ${where}`, Prisma.sql`ORDER BY ${orderBy} LIMIT ${size + 1}`);
  await requireFolder(ctx, member, args.folderId, rows);
  return pageOf(
    rows,
    size,
    (row) => [row.kind !== "folder", keyOf(order, row), row.id],
    () => countDocuments(ctx.db, wanted),
  );
}

/** One statement for the folder's access and the rows'; the folder must be the course's and known to the member. */
async function requireFolder(ctx: Context, member: Member, folderId: string | null, rows: DocumentRow[]): Promise<void> {
  const loader = accessOf(ctx, member);
  const [folder] = await Promise.all([folderId ? loader.load(folderId) : null, ...rows.map((row) => loader.load(row.id))]);
  if (!folderId) return;
  if (!folder?.visible) throw NotFound();
  if (!folder.open) throw Locked(folder.reasons);
}

function keyOf(order: DocumentOrder, row: DocumentRow): string | number {
  if (order === "NAME") return row.nameKey;
  if (order === "TYPE") return row.mediaType;
  if (order === "UPDATED") return row.updatedAt.getTime();
  return order === "SIZE" ? Number(row.bytes) : row.position;
}

/** The folders above a document, the outermost first, as far as the member may know of them. */
export async function ancestorsOf(ctx: Context, document: DocumentRow): Promise<DocumentRow[]> {
  const rows = await documentsById(ctx.db, document.ancestorIds);
  return document.ancestorIds.flatMap((id) => rows.find((row) => row.id === id) ?? []);
}
