import { createWriteStream } from "node:fs";
import { mkdir, rm } from "node:fs/promises";
import path from "node:path";
import { pipeline } from "node:stream/promises";
import { z } from "zod";
import { ArchiveError } from "@lyceum/courseware/archive-error";
import { openArchive, type Archive } from "@lyceum/courseware/safe-zip";
import { FILE_BYTES_LIMIT } from "@lyceum/shared/inputs/documents";
import { Invalid } from "../../kernel/errors";
import { recordFile, requireUpload } from "../../kernel/files";
import { newId } from "../../kernel/ids";
import { defineJob, type JobRun } from "../../kernel/jobs";
import { enterOpenDocument } from "./documents";
import { ArchiveUnpacked } from "./files.types";
import { enterPlaceToAdd, openPlace, type EnteredPlace, type PlaceInput } from "./places";
import { requireRoom, roomOf } from "./spaces";
import { planArchive, type ArchivePlan } from "./unpack-plan";
import { insertPlanned } from "./unpack-insert";
import { startJob } from "./start-job";
import type { Context } from "../../kernel/context";
import type { File } from "../../generated/prisma/client.ts";

const PATHS_SHOWN = 1_000;

export interface UnpackInput extends PlaceInput {
  uploadId?: string | null;
  documentId?: string | null;
  intoNewFolder?: boolean | null;
  dryRun?: boolean | null;
}

interface Source {
  sha256: string;
  name: string;
}

async function sourceOf(ctx: Context, input: UnpackInput): Promise<Source> {
  if (input.documentId) {
    const { document } = await enterOpenDocument(ctx, input.documentId, input.sessionId);
    const file = document.fileId ? await ctx.db.file.findUnique({ where: { id: document.fileId } }) : null;
    if (file) return { sha256: file.sha256, name: document.name };
  }
  if (!input.uploadId) throw Invalid("input.uploadId", "unpack.source", "Name an upload or a zip among the documents.");
  const upload = await requireUpload(ctx, input.uploadId);
  return { sha256: upload.sha256, name: upload.name };
}

/** Asks for a zip to be unpacked, all of it or nothing; `dryRun` only tells what would come in. Rights and source are checked now and again by the job. */
export async function unpackArchive(ctx: Context, input: UnpackInput): Promise<string> {
  const entered = await enterPlaceToAdd(ctx, input);
  await sourceOf(ctx, input);
  const wanted = {
    courseId: input.courseId,
    sessionId: input.sessionId ?? null,
    folderId: input.folderId ?? null,
    uploadId: input.uploadId ?? null,
    documentId: input.documentId ?? null,
    intoNewFolder: input.intoNewFolder ?? true,
    dryRun: input.dryRun ?? false,
  };
  return startJob(ctx, entered.member, "documents.unpack", wanted);
}

const jobInput = z.object({
  courseId: z.uuid(),
  sessionId: z.uuid().nullable(),
  folderId: z.uuid().nullable(),
  uploadId: z.string().nullable(),
  documentId: z.uuid().nullable(),
  intoNewFolder: z.boolean(),
  dryRun: z.boolean(),
});

/** Refusals of the zip reader as faults of the input, each with its own code. */
function refused(error: unknown): never {
  if (error instanceof ArchiveError)
    throw Invalid(error.entry ? `archive.${error.entry}` : "archive", `archive.${error.code}`, error.message);
  throw error;
}

/** Copies the zip out of the store, so that the reader can go to any place of it, and takes it away afterwards. */
async function withArchive<T>(run: JobRun<unknown>, sha256: string, work: (archive: Archive) => Promise<T>): Promise<T> {
  const folder = path.join(run.ctx.services.env.dataDir, "unpacking");
  const file = path.join(folder, run.jobId);
  await mkdir(folder, { recursive: true });
  let archive: Archive | undefined;
  try {
    await pipeline(run.ctx.services.blobs.open(sha256), createWriteStream(file));
    archive = await openArchive(file, { maxEntryBytes: FILE_BYTES_LIMIT, maxTotalBytes: 8 * FILE_BYTES_LIMIT });
    return await work(archive);
  } catch (error) {
    return refused(error);
  } finally {
    await archive?.close();
    await rm(file, { force: true });
  }
}

const summary = (plan: ArchivePlan, dryRun: boolean, folderId: string | null): Record<string, unknown> => ({
  dryRun,
  folderId,
  files: plan.entries.filter((entry) => entry.kind === "file").length,
  folders: plan.entries.filter((entry) => entry.kind === "folder").length,
  bytes: plan.bytes,
  paths: plan.entries.slice(0, PATHS_SHOWN).map((entry) => entry.path),
  skipped: plan.skipped.slice(0, PATHS_SHOWN),
  refused: plan.refused.slice(0, PATHS_SHOWN),
  renamed: plan.renamed.slice(0, PATHS_SHOWN),
});

/** Refuses before anything is written when the zip cannot fit: a first answer; the transaction that adds the documents asks again. */
async function requireSpace(ctx: Context, entered: EnteredPlace, bytes: number): Promise<void> {
  await ctx.write(async (tx) => {
    const place = await openPlace(tx, entered);
    await requireRoom(tx, place.spaceId, bytes);
    return roomOf(tx, place.spaceId);
  });
}

/** Keeps every file's bytes. They belong to nothing until the documents are made; whatever stops this leaves them to the collection of unused files. */
async function keepFiles(run: JobRun<unknown>, archive: Archive, plan: ArchivePlan): Promise<Map<string, File>> {
  const { ctx } = run;
  const files = new Map<string, File>();
  const wanted = plan.entries.filter((entry) => entry.kind === "file");
  let done = 0;
  try {
    for (const entry of wanted) {
      const stream = await archive.stream(archive.find(entry.source)!);
      const kept = await ctx.services.blobs.put(stream);
      files.set(entry.id, await recordFile(ctx.services, ctx.db, { ...kept, name: entry.name, createdById: run.userId }));
      done += 1;
      await run.report((done / (wanted.length + 1)) * 0.95, "documents:unpack.reading");
    }
    return files;
  } catch (error) {
    await ctx.db.file.deleteMany({ where: { id: { in: [...files.values()].map((file) => file.id) }, uses: { none: {} } } });
    throw error;
  }
}

export const unpackJob = defineJob({
  kind: "documents.unpack",
  input: jobInput,
  resultType: ArchiveUnpacked,
  async run(run) {
    const { ctx, input } = run;
    const entered = await enterPlaceToAdd(ctx, input);
    // A crash between the commit and the end of the job runs it again: what it made has its id.
    const made = await ctx.db.item.findUnique({ where: { id: run.jobId }, select: { id: true } });
    if (made)
      return {
        dryRun: false,
        folderId: input.intoNewFolder ? made.id : input.folderId,
        files: 0,
        folders: 0,
        bytes: 0,
        paths: [],
        skipped: [],
        refused: [],
        renamed: [],
      };
    const source = await sourceOf(ctx, input);
    return withArchive(run, source.sha256, async (archive) => {
      const plan = await planArchive(ctx, entered, archive, {
        title: input.intoNewFolder ? source.name.replace(/\.zip$/i, "") : null,
        firstId: run.jobId,
        newId,
      });
      if (input.dryRun) return summary(plan, true, null);
      await requireSpace(ctx, entered, plan.bytes);
      const files = await keepFiles(run, archive, plan);
      await insertPlanned(run, entered, plan, files, input.documentId ? null : input.uploadId);
      return summary(plan, false, input.intoNewFolder ? run.jobId : input.folderId);
    });
  },
});
