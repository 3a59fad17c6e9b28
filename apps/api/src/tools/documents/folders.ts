import { authorize } from "../../kernel/policy";
import { updateItem } from "../../kernel/items";
import { cleanTitle } from "@lyceum/shared/plain-text";
import { documentPolicy } from "./documents.policy";
import { enterDocument, reread, SEARCH_KIND, subjectOf, type DocumentRow } from "./documents";
import { createDocument } from "./create";
import { allowedName, readLimits } from "./limits";
import { enterPlaceToAdd, openPlace, takeName, type PlaceInput } from "./places";
import type { Context } from "../../kernel/context";

/** Makes a folder; a taken name becomes "name (2)". */
export async function createFolder(ctx: Context, input: PlaceInput & { title: string; description?: string | null }): Promise<DocumentRow> {
  const entered = await enterPlaceToAdd(ctx, input);
  return ctx.write(async (tx, emit) => {
    const place = await openPlace(tx, entered);
    const name = await takeName(tx, place, input.title);
    const title = name.renamed ? name.name : input.title;
    const folder = await createDocument(tx, entered.member, place, { kind: "folder", title, name, description: input.description ?? "" });
    emit("documents.folder.created", subjectOf(folder));
    return folder;
  });
}

/** Gives a document another title and, made from it, another name. Links and embeds go by id and stay. A file keeps its extension. */
export async function renameDocument(ctx: Context, id: string, title: string, sessionId?: string | null): Promise<DocumentRow> {
  const { member, document } = await enterDocument(ctx, id, sessionId);
  authorize(member, documentPolicy, "update", document);
  return ctx.write(async (tx, emit) => {
    const place = { folderId: document.parentId, spaceId: document.spaceId, runId: document.runId };
    const wanted = document.kind === "file" ? allowedName(await readLimits(tx), withExtension(title, document.name), "title") : title;
    const name = await takeName(tx, place, wanted, "RENAME", id);
    const shown = cleanTitle(name.renamed ? name.name : document.kind === "file" ? wanted : title);
    await updateItem(tx, emit, member, document, { title: shown });
    await tx.document.update({ where: { id }, data: { name: name.name, nameKey: name.nameKey } });
    if (document.fileId) await tx.file.update({ where: { id: document.fileId }, data: { name: name.name } });
    await tx.searchEntry.updateMany({ where: { kind: SEARCH_KIND, rowId: id, part: 0 }, data: { title: shown } });
    emit("documents.item.renamed", subjectOf(document, { from: document.title, to: shown }));
    return reread(tx, id);
  });
}

function withExtension(title: string, name: string): string {
  const dot = name.lastIndexOf(".");
  const extension = dot > 0 ? name.slice(dot) : "";
  return title.toLowerCase().endsWith(extension.toLowerCase()) ? title : title + extension;
}

export interface DocumentChange {
  description?: string | null;
  askConfirmation?: boolean | null;
  licence?: DocumentRow["licence"] | null;
  rightsHolder?: string | null;
  opensAt?: Date | null;
  closesAt?: Date | null;
}

/** Changes what is said of a document; absent fields stay. Dates and confirmation need the right to manage. */
export async function updateDocument(ctx: Context, id: string, change: DocumentChange, sessionId?: string | null): Promise<DocumentRow> {
  const { member, document } = await enterDocument(ctx, id, sessionId);
  const managed = change.askConfirmation !== undefined || change.opensAt !== undefined || change.closesAt !== undefined;
  authorize(member, documentPolicy, managed ? "manage" : "update", document);
  return ctx.write(async (tx, emit) => {
    await updateItem(tx, emit, member, document, { opensAt: change.opensAt, closesAt: change.closesAt });
    await tx.document.update({
      where: { id },
      data: {
        description: change.description ?? undefined,
        askConfirmation: change.askConfirmation ?? undefined,
        licence: change.licence ?? undefined,
        rightsHolder: change.rightsHolder,
      },
    });
    if (change.description !== undefined && document.kind !== "page") {
      await tx.searchEntry.updateMany({ where: { kind: SEARCH_KIND, rowId: id, part: 0 }, data: { text: change.description ?? "" } });
    }
    return reread(tx, id);
  });
}
