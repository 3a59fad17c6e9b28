import { cleanTitle } from "@lyceum/shared/plain-text";
import { fileNameKey } from "@lyceum/shared/file-names";
import { Invalid } from "../../kernel/errors";
import { newId } from "../../kernel/ids";
import { VERSION_USE } from "./create";
import { SEARCH_KIND, TOOL } from "./documents";
import { openPlace, type EnteredPlace, type Place } from "./places";
import { FOLDER_TYPE, requireRoom } from "./spaces";
import { isReadable } from "./texts";
import type { Context } from "../../kernel/context";
import type { Tx } from "../../kernel/database";
import type { JobRun } from "../../kernel/jobs";
import type { Member } from "../../kernel/gate";
import type { File, Prisma } from "../../generated/prisma/client.ts";
import type { ArchivePlan, PlannedEntry } from "./unpack-plan";

const CHUNK = 1_000;
const READ_CHUNK = 100;

/** Makes all planned documents in one transaction, a few statements for each thousand of them. `uploadId` is taken with it, so that it happens once. */
export async function insertPlanned(
  run: JobRun<unknown>,
  entered: EnteredPlace,
  plan: ArchivePlan,
  files: Map<string, File>,
  uploadId: string | null,
): Promise<void> {
  const { ctx } = run;
  const { member } = entered;
  await ctx.write(async (tx, emit) => {
    const tops = plan.entries.filter((entry) => entry.parentId === null);
    const place = await openPlace(tx, entered, tops.length);
    await requireRoom(tx, place.spaceId, plan.bytes);
    if (uploadId) {
      const taken = await tx.upload.updateMany({
        where: { id: uploadId, userId: run.userId ?? "", state: "COMPLETE" },
        data: { state: "ATTACHED" },
      });
      if (taken.count === 0) throw Invalid("input.uploadId", "upload.unknown", "This upload has been taken already.");
    }
    const last = await tx.item.aggregate({
      _max: { position: true },
      where: { courseId: member.courseId, tool: TOOL, parentId: place.folderId, trashedAt: null },
    });
    await insertRows(tx, member, place, entered, plan.entries, files, last._max.position ?? 0);
    await askForTexts(tx, ctx, member, plan.entries, files);
    for (const entry of tops)
      emit("documents.archive.unpacked", {
        id: entry.id,
        itemId: entry.id,
        courseId: member.courseId,
        runId: place.runId,
        data: { files: files.size, bytes: plan.bytes },
      });
  });
}

async function insertRows(
  tx: Tx,
  member: Member,
  place: Place,
  { folder }: EnteredPlace,
  entries: PlannedEntry[],
  files: Map<string, File>,
  lastPosition: number,
): Promise<void> {
  const above = folder ? [...folder.ancestorIds, folder.id] : [];
  const lines = new Map<string | null, string[]>([[null, above]]);
  const positions = new Map<string | null, number>([[null, lastPosition]]);
  const shared = { courseId: member.courseId, runId: place.runId };
  const rows = entries.map((entry) => {
    const ancestorIds = lines.get(entry.parentId)!;
    if (entry.kind === "folder") lines.set(entry.id, [...ancestorIds, entry.id]);
    const position = (positions.get(entry.parentId) ?? 0) + 1;
    positions.set(entry.parentId, position);
    return { entry, file: files.get(entry.id), parentId: entry.parentId ?? place.folderId, ancestorIds, position, versionId: newId() };
  });
  for (let at = 0; at < rows.length; at += CHUNK) {
    const part = rows.slice(at, at + CHUNK);
    await tx.item.createMany({
      data: part.map(({ entry, parentId, ancestorIds, position }) => ({
        ...{ id: entry.id, ...shared, tool: TOOL, kind: entry.kind, title: cleanTitle(entry.name), parentId, ancestorIds, position },
        ...{ createdById: member.userId, updatedById: member.userId },
      })),
    });
    const documents: Prisma.DocumentCreateManyInput[] = part.map(({ entry, file, parentId }) => ({
      ...{ id: entry.id, ...shared, spaceId: place.spaceId, folderId: parentId, name: entry.name, nameKey: fileNameKey(entry.name) },
      ...{ fileId: file?.id ?? null, mediaType: file?.mediaType ?? FOLDER_TYPE, bytes: file?.bytes ?? 0n, versionNumber: file ? 1 : 0 },
      textState: file && isReadable(file.mediaType, entry.name, file.bytes) ? "PENDING" : "NONE",
    }));
    await tx.document.createMany({ data: documents });
    const kept = part.flatMap((row) => (row.file ? [{ ...row, file: row.file }] : []));
    await tx.documentVersion.createMany({
      data: kept.map(({ entry, file, versionId }) => ({
        ...{ id: versionId, documentId: entry.id, spaceId: place.spaceId, number: 1 },
        ...{ fileId: file.id, mediaType: file.mediaType, bytes: file.bytes, authorId: member.userId },
      })),
    });
    await tx.fileUse.createMany({
      data: kept.map(({ entry, file, versionId }) => ({ fileId: file.id, kind: VERSION_USE, rowId: versionId, itemId: entry.id })),
    });
    await tx.searchEntry.createMany({
      data: part.map(({ entry }) => ({
        ...shared,
        tool: TOOL,
        kind: SEARCH_KIND,
        rowId: entry.id,
        itemId: entry.id,
        part: 0,
        language: member.courseLanguage,
        title: cleanTitle(entry.name),
        text: "",
      })),
    });
  }
}

/** One reading job for each hundred files: thousands of small jobs would cost more than the reading. */
async function askForTexts(tx: Tx, ctx: Context, member: Member, entries: PlannedEntry[], files: Map<string, File>): Promise<void> {
  const readable = entries.filter((entry) => {
    const file = files.get(entry.id);
    return file && isReadable(file.mediaType, entry.name, file.bytes);
  });
  for (let at = 0; at < readable.length; at += READ_CHUNK) {
    const documents = readable.slice(at, at + READ_CHUNK).map((entry) => ({ id: entry.id, version: 1 }));
    await ctx.services.jobs.enqueue(tx, {
      kind: "documents.readTexts",
      input: { documents },
      userId: member.userId,
      courseId: member.courseId,
    });
  }
}
