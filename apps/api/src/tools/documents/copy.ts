import { DOCUMENTS_AT_ONCE } from "@lyceum/shared/inputs/documents";
import { Invalid, Locked } from "../../kernel/errors";
import { itemAccess } from "../../kernel/item-access";
import { richTextToPlain } from "../../kernel/rich-text";
import { createDocument, indexDocument } from "./create";
import { documentsById, enterDocuments, subjectOf, type DocumentRow } from "./documents";
import { enterPlaceToAdd, openPlace, takeName, type Place } from "./places";
import { richTextReferences, writeReferences } from "./references";
import { requireRoom } from "./spaces";
import { askForText } from "./texts";
import { copyFile } from "./versions";
import type { Context } from "../../kernel/context";
import type { Tx } from "../../kernel/database";
import type { Emit } from "../../kernel/events";
import type { Member } from "../../kernel/gate";

const COPIED_MAX = 1_000;

/** What lies in a set of documents, themselves included, parents before children; only what is open to the member. */
export async function openTree(ctx: Context, member: Member, roots: readonly DocumentRow[], limit: number): Promise<DocumentRow[]> {
  const folders = roots.filter((document) => document.kind === "folder").map((document) => document.id);
  const below =
    folders.length === 0
      ? []
      : await ctx.db.item.findMany({
          where: { courseId: member.courseId, tool: "documents", trashedAt: null, ancestorIds: { hasSome: folders } },
          select: { id: true },
          take: limit + 1,
        });
  const ids = [...new Set([...roots.map((root) => root.id), ...below.map((row) => row.id)])];
  if (ids.length > limit) throw Invalid("ids", "documents.count", `At most ${limit} documents at once.`);
  const access = await itemAccess(ctx, member, ids);
  const rows = (await documentsById(ctx.db, ids)).filter((row) => access.get(row.id)?.open);
  return rows.sort((a, b) => a.ancestorIds.length - b.ancestorIds.length || a.position - b.position);
}

/**
 * Copies documents, with what the member may open of their contents, into a folder of any space of the course. The bytes are not copied, but count
 * in the space of the copy.
 */
export async function copyDocuments(
  ctx: Context,
  ids: string[],
  folderId: string | null,
  sessionId: string | null,
): Promise<DocumentRow[]> {
  if (ids.length === 0 || ids.length > DOCUMENTS_AT_ONCE)
    throw Invalid("ids", "documents.count", `Name 1 to ${DOCUMENTS_AT_ONCE} documents.`);
  const { member, documents } = await enterDocuments(ctx, ids, sessionId);
  const entered = await enterPlaceToAdd(ctx, { courseId: member.courseId, sessionId: member.sessionId, folderId });
  const tree = await openTree(ctx, member, documents, COPIED_MAX);
  const closed = documents.find((document) => !tree.some((row) => row.id === document.id));
  if (closed) throw Locked([{ code: "NOT_FOR_YOU" }]);
  const target = entered.folder;
  if (target && tree.some((row) => row.id === target.id))
    throw Invalid("folderId", "item.intoItself", "A folder cannot be copied into itself.");
  return ctx.write(async (tx, emit) => {
    const top = await openPlace(tx, entered, documents.length);
    await requireRoom(
      tx,
      top.spaceId,
      tree.reduce((sum, row) => sum + row.bytes, 0n),
    );
    const places = new Map<string, Place>();
    const made: DocumentRow[] = [];
    for (const source of tree) {
      const inside = source.parentId ? places.get(source.parentId) : undefined;
      const copy = await copyOne(tx, emit, ctx, member, source, inside ?? top);
      if (source.kind === "folder") places.set(source.id, { ...top, folderId: copy.id });
      if (!inside) made.push(copy);
    }
    return made;
  });
}

async function copyOne(tx: Tx, emit: Emit, ctx: Context, member: Member, source: DocumentRow, place: Place): Promise<DocumentRow> {
  const name = await takeName(tx, place, source.name);
  const title = name.renamed ? name.name : source.title;
  const shared = {
    kind: source.kind as "folder" | "file" | "page",
    title,
    name,
    description: source.description,
    licence: source.licence,
    rightsHolder: source.rightsHolder,
  };
  // A learner's copy of a published page is no draft of theirs.
  const state = source.state === "PUBLISHED" || !member.isStaff ? ("PUBLISHED" as const) : source.state;
  if (source.kind === "page") {
    const { body } = await tx.document.findUniqueOrThrow({ where: { id: source.id }, select: { body: true } });
    const copy = await createDocument(tx, member, place, { ...shared, state, body: body ?? "", bytes: source.bytes });
    await indexDocument(tx, member, copy, richTextToPlain(body ?? ""));
    await writeReferences(tx, copy.id, richTextReferences(body ?? ""));
    emit("documents.page.created", subjectOf(copy, { copyOf: source.id }));
    return copy;
  }
  if (source.kind === "folder") {
    const copy = await createDocument(tx, member, place, { ...shared, state });
    emit("documents.folder.created", subjectOf(copy, { copyOf: source.id }));
    return copy;
  }
  const file = await tx.file.findUniqueOrThrow({ where: { id: source.fileId ?? "" } });
  const copy = await createDocument(tx, member, place, { ...shared, state, file: await copyFile(tx, file, name.name, member.userId) });
  await askForText(tx, ctx, copy, member);
  emit("documents.file.uploaded", subjectOf(copy, { copyOf: source.id }));
  return copy;
}
