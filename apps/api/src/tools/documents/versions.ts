import { NotFound } from "../../kernel/errors";
import { authorize } from "../../kernel/policy";
import { richTextToPlain } from "../../kernel/rich-text";
import { documentPolicy } from "./documents.policy";
import { addVersion, indexDocument, lockVersion } from "./create";
import { enterDocument, reread, subjectOf, type DocumentRow } from "./documents";
import { writePage } from "./pages";
import { richTextReferences, writeReferences } from "./references";
import { requireRoom } from "./spaces";
import type { Context } from "../../kernel/context";
import type { Tx } from "../../kernel/database";
import type { DocumentVersion, File } from "../../generated/prisma/client.ts";
import { askForText } from "./texts";

/** Versions are kept for 90 days, and the last 20 for ever. */
const KEEP_DAYS = 90;
const KEEP_COUNT = 20;

/** A document's versions, the newest first, for those who may change it. */
export async function versionsOfDocument(ctx: Context, id: string, sessionId?: string | null): Promise<DocumentVersion[]> {
  const { member, document } = await enterDocument(ctx, id, sessionId);
  authorize(member, documentPolicy, "seeVersions", document);
  return ctx.db.documentVersion.findMany({ where: { documentId: id }, orderBy: { number: "desc" }, take: 200 });
}

/** Makes a file the newest version of a document: the id, the links and the progress stay. The caller has checked rights and room. */
export async function addFileVersion(
  tx: Tx,
  document: DocumentRow,
  file: File,
  change: { id?: string; authorId: string | null; note: string; askAgain: boolean },
): Promise<DocumentRow> {
  const number = (await lockVersion(tx, document.id)) + 1;
  const version = {
    id: change.id,
    documentId: document.id,
    spaceId: document.spaceId,
    number,
    mediaType: file.mediaType,
    bytes: file.bytes,
    body: null,
    authorId: change.authorId,
    note: change.note,
  };
  await addVersion(tx, version, file);
  await tx.document.update({
    where: { id: document.id },
    data: {
      fileId: file.id,
      mediaType: file.mediaType,
      bytes: file.bytes,
      versionNumber: number,
      revision: { increment: 1 },
      pageCount: null,
      ...(change.askAgain ? { confirmVersion: number } : {}),
    },
  });
  await tx.item.update({ where: { id: document.id }, data: { updatedById: change.authorId, version: { increment: 1 } } });
  return reread(tx, document.id);
}

/** Makes an old version the newest one again: a new version, so that nothing is lost. */
export async function restoreDocumentVersion(ctx: Context, id: string, number: number, sessionId?: string | null): Promise<DocumentRow> {
  const { member, document } = await enterDocument(ctx, id, sessionId);
  authorize(member, documentPolicy, "update", document);
  const version = await ctx.db.documentVersion.findUnique({ where: { documentId_number: { documentId: id, number } } });
  if (!version) throw NotFound();
  return ctx.write(async (tx, emit) => {
    // Always the document before its space, so that two writers never wait for each other.
    await lockVersion(tx, id);
    await requireRoom(tx, document.spaceId, version.bytes);
    if (document.kind === "page") {
      await writePage(tx, document, { body: version.body ?? "", userId: member.userId ?? "", note: "" }, false);
      const page = await reread(tx, id);
      await indexDocument(tx, member, page, richTextToPlain(version.body ?? ""));
      await writeReferences(tx, id, richTextReferences(version.body ?? ""));
      emit("documents.page.published", subjectOf(page, { restored: number }));
      return page;
    }
    const file = await tx.file.findUniqueOrThrow({ where: { id: version.fileId ?? "" } });
    // A file may be used by a version once only, so the newest one gets a name of its own for the same bytes.
    const again = await copyFile(tx, file, document.name, member.userId);
    const restored = await addFileVersion(tx, document, again, { authorId: member.userId, note: "", askAgain: false });
    await askForText(tx, ctx, restored, member);
    emit("documents.file.replaced", subjectOf(restored, { restored: number }));
    return restored;
  });
}

/** Another name for the same bytes: nothing is written to the store. */
export const copyFile = (tx: Tx, file: File, name: string, userId: string | null): Promise<File> =>
  tx.file.create({
    data: {
      sha256: file.sha256,
      name,
      mediaType: file.mediaType,
      bytes: file.bytes,
      width: file.width,
      height: file.height,
      createdById: userId,
    },
  });

/** Forgets versions that are older than 90 days and not among the last 20; run once a day. Their bytes are free again. */
export async function forgetOldVersions(tx: Tx): Promise<number> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    WITH ranked AS (SELECT "id", "at", row_number() OVER (PARTITION BY "documentId" ORDER BY "number" DESC) AS place FROM "DocumentVersion"),
    gone AS (DELETE FROM "DocumentVersion" v USING ranked r WHERE r."id" = v."id" AND r.place > ${KEEP_COUNT} AND r."at" < now() - make_interval(days => ${KEEP_DAYS}) RETURNING v."id")
    SELECT "id" FROM gone`;
  return rows.length;
}
