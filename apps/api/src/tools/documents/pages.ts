import { Conflict, Invalid, NotFound } from "../../kernel/errors";
import { authorize } from "../../kernel/policy";
import { richTextToPlain, sanitizeRichText } from "../../kernel/rich-text";
import { documentPolicy } from "./documents.policy";
import { addVersion, createDocument, indexDocument, lockVersion, PAGE_TYPE } from "./create";
import { enterDocument, reread, subjectOf, type DocumentRow, type EnteredDocument } from "./documents";
import { enterPlaceToAdd, openPlace, takeName, type PlaceInput } from "./places";
import { richTextReferences, writeReferences } from "./references";
import { requireRoom } from "./spaces";
import type { Context } from "../../kernel/context";
import type { Tx } from "../../kernel/database";
import type { DocumentDraft } from "../../generated/prisma/client.ts";

/** Saves of one author within this time are one version. */
const MERGE_MS = 10 * 60_000;

const weight = (html: string): bigint => BigInt(Buffer.byteLength(html));

/** Makes a page. In the course's documents it begins as a draft that only staff see; in a group's or one's own it is there at once. */
export async function createPage(ctx: Context, input: PlaceInput & { title: string; body?: string | null }): Promise<DocumentRow> {
  const entered = await enterPlaceToAdd(ctx, input);
  const body = sanitizeRichText(input.body ?? "");
  const inCourse = (entered.folder?.spaceKind ?? "COURSE") === "COURSE";
  return ctx.write(async (tx, emit) => {
    const place = await openPlace(tx, entered);
    await requireRoom(tx, place.spaceId, weight(body));
    const name = await takeName(tx, place, input.title);
    const title = name.renamed ? name.name : input.title;
    const page = await createDocument(tx, entered.member, place, {
      kind: "page",
      title,
      name,
      body,
      bytes: weight(body),
      state: inCourse ? "DRAFT" : "PUBLISHED",
    });
    await indexDocument(tx, entered.member, page, richTextToPlain(body));
    await writeReferences(tx, page.id, richTextReferences(body));
    emit("documents.page.created", subjectOf(page));
    return page;
  });
}

async function enterPage(ctx: Context, id: string, sessionId?: string | null): Promise<EnteredDocument> {
  const entered = await enterDocument(ctx, id, sessionId);
  if (entered.document.kind !== "page") throw NotFound();
  authorize(entered.member, documentPolicy, "update", entered.document);
  return entered;
}

function expectRevision(document: DocumentRow, expected: number): void {
  if (expected !== document.revision)
    throw Conflict("STALE", `The page's revision is ${document.revision}, not ${expected}.`, { revision: document.revision });
}

/** Keeps what its author has typed, for them alone, on all their devices. CONFLICT when the page is no longer the one they began from. */
export async function updatePage(
  ctx: Context,
  id: string,
  body: string,
  expectedVersion: number,
  sessionId?: string | null,
): Promise<DocumentRow> {
  const { member, document } = await enterPage(ctx, id, sessionId);
  expectRevision(document, expectedVersion);
  const userId = member.userId ?? "";
  const kept = { body: sanitizeRichText(body), baseRevision: expectedVersion };
  // A draft is nobody else's business: no event.
  await ctx.write((tx) =>
    tx.documentDraft.upsert({
      where: { documentId_userId: { documentId: id, userId } },
      create: { documentId: id, userId, ...kept },
      update: kept,
    }),
  );
  return document;
}

export interface PagePublication {
  /** The text to publish; the draft's when absent. */
  body?: string | null;
  note?: string | null;
  expectedVersion: number;
}

/** Makes the author's draft (or the given text) what everybody reads: a version of its own, or merged with theirs of the last 10 minutes. */
export async function publishPage(ctx: Context, id: string, publication: PagePublication, sessionId?: string | null): Promise<DocumentRow> {
  const { member, document } = await enterPage(ctx, id, sessionId);
  expectRevision(document, publication.expectedVersion);
  const userId = member.userId ?? "";
  return ctx.write(async (tx, emit) => {
    const [current] = await tx.$queryRaw<
      { revision: number; body: string }[]
    >`SELECT "revision", "body" FROM "Document" WHERE "id" = ${id}::uuid FOR UPDATE`;
    expectRevision({ ...document, revision: current!.revision }, publication.expectedVersion);
    const draft = await tx.documentDraft.findUnique({ where: { documentId_userId: { documentId: id, userId } } });
    const body =
      publication.body === null || publication.body === undefined ? (draft?.body ?? current!.body) : sanitizeRichText(publication.body);
    await writePage(tx, document, { body, userId, note: publication.note ?? "" });
    await tx.documentDraft.deleteMany({ where: { documentId: id, userId } });
    if (document.state === "DRAFT")
      await tx.item.update({ where: { id }, data: { state: "PUBLISHED", updatedById: userId, version: { increment: 1 } } });
    else await tx.item.update({ where: { id }, data: { updatedById: userId, version: { increment: 1 } } });
    const page = await reread(tx, id);
    await indexDocument(tx, member, page, richTextToPlain(body));
    await writeReferences(tx, id, richTextReferences(body));
    emit("documents.page.published", subjectOf(page));
    return page;
  });
}

/** Writes a page's text as the newest version; `merge` false makes a version whatever came shortly before. */
export async function writePage(
  tx: Tx,
  document: DocumentRow,
  text: { body: string; userId: string; note: string },
  merge = true,
): Promise<void> {
  const number = await lockVersion(tx, document.id);
  const last = await tx.documentVersion.findUniqueOrThrow({ where: { documentId_number: { documentId: document.id, number } } });
  const bytes = weight(text.body);
  const merged = merge && !text.note && last.authorId === text.userId && Date.now() - last.at.getTime() < MERGE_MS;
  await requireRoom(tx, document.spaceId, merged && bytes > last.bytes ? bytes - last.bytes : merged ? 0n : bytes);
  if (merged) await tx.documentVersion.update({ where: { id: last.id }, data: { body: text.body, bytes } });
  else {
    const version = {
      documentId: document.id,
      spaceId: document.spaceId,
      number: last.number + 1,
      mediaType: PAGE_TYPE,
      bytes,
      body: text.body,
      authorId: text.userId,
      note: text.note,
    };
    await addVersion(tx, version, null);
  }
  await tx.document.update({
    where: { id: document.id },
    data: { body: text.body, bytes, revision: { increment: 1 }, versionNumber: merged ? last.number : last.number + 1 },
  });
}

/** Throws the author's draft away. */
export async function discardDraft(ctx: Context, id: string, sessionId?: string | null): Promise<DocumentRow> {
  const { member, document } = await enterPage(ctx, id, sessionId);
  await ctx.write((tx) => tx.documentDraft.deleteMany({ where: { documentId: id, userId: member.userId ?? "" } }));
  return document;
}

/** The viewer's own draft of a page, or null. */
export async function ownDraft(ctx: Context, document: DocumentRow): Promise<DocumentDraft | null> {
  const { userId } = ctx.memberOf(document.courseId);
  return userId ? ctx.db.documentDraft.findUnique({ where: { documentId_userId: { documentId: document.id, userId } } }) : null;
}

/** A page's published text; one statement for all of a request's pages. */
export async function bodyOf(ctx: Context, id: string): Promise<string> {
  const loader = ctx.loader<string>("documents:body", async (ids) => {
    const rows = await ctx.db.document.findMany({ where: { id: { in: [...ids] } }, select: { id: true, body: true } });
    return ids.map((one) => rows.find((row) => row.id === one)?.body ?? "");
  });
  const body = await loader.load(id);
  if (body === null) throw Invalid("id", "page.gone", "The page is gone.");
  return body;
}
