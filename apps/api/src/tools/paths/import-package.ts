import type { ByteSource } from "@lyceum/courseware/archive-source";
import type { ParsedPackage } from "@lyceum/courseware/package-types";
import { buildTree } from "@lyceum/courseware/sequencing/build-tree";
import { PACKAGE_TITLE_MAX } from "@lyceum/shared/inputs/paths";
import type { Context } from "../../kernel/context";
import type { Tx } from "../../kernel/database";
import type { Emit } from "../../kernel/events";
import type { Member } from "../../kernel/gate";
import { attachUpload } from "../../kernel/files";
import { newId } from "../../kernel/ids";
import { createItem } from "../../kernel/items";
import { indexPackage } from "./packages";
import { openPackage, storeFiles, type StoredFile } from "./package-archive";
import { runtimeActivity } from "./runtime-activity";

const ROWS_AT_ONCE = 5_000;

export interface ImportOptions {
  /** A path on disk, the bytes, or an opened blob, which is closed at the end. */
  source: string | Uint8Array | ByteSource;
  /** What it is called when its manifest has no title: the file's name. */
  fallbackTitle: string;
  /** The upload that the bytes are of; it is taken with the package, and kept as it came. */
  uploadId?: string;
  report: (share: number, message: string) => Promise<void>;
}

/**
 * Makes a package of an archive: its files kept by hash, its tree and warnings stored, the item at the end of the list.
 * A refused archive (INVALID_INPUT with file and line) leaves nothing; what was kept of a cut one is collected with unused bytes.
 */
export async function importPackage(
  ctx: Context,
  member: Member,
  { source, fallbackTitle, uploadId, report }: ImportOptions,
): Promise<string> {
  const { archive, parsed } = await openPackage(source);
  try {
    await report(0.02, "paths:import.storing");
    const files = await storeFiles(archive, ctx.services.blobs, (share) => report(0.02 + 0.93 * share, "paths:import.storing"));
    await report(0.96, "paths:import.finishing");
    return await ctx.write(async (tx, emit) => {
      const made = await insertPackage(tx, emit, member, parsed, files, fallbackTitle);
      if (uploadId !== undefined)
        await attachUpload(tx, ctx, uploadId, { kind: "packageRevision", rowId: made.revisionId, itemId: made.id });
      return made.id;
    });
  } finally {
    await archive.close();
  }
}

/** One line without control characters (NUL among them, which no database text holds). */
const clean = (text: string): string =>
  text
    .replace(/[\p{Cc}\s]+/gu, " ")
    .trim()
    .slice(0, PACKAGE_TITLE_MAX)
    .replace(/\p{Cs}/gu, "\uFFFD");

async function insertPackage(
  tx: Tx,
  emit: Emit,
  member: Member,
  parsed: ParsedPackage,
  files: StoredFile[],
  fallbackTitle: string,
): Promise<{ id: string; revisionId: string }> {
  const title = clean(parsed.title) || clean(fallbackTitle) || parsed.standard;
  const runtime = parsed.activities.map(runtimeActivity);
  const organization = parsed.standard === "SCORM_2004" ? parsed.organizations.find(({ isDefault }) => isDefault) : undefined;
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
  const revisionId = newId();
  const item = await createItem(tx, member, { tool: "paths", kind: "package", title, maxScore: 100 });
  await tx.package.create({
    data: {
      id: item.id,
      courseId: member.courseId,
      standard: parsed.standard,
      edition: parsed.edition,
      identifier: clean(parsed.identifier),
      revisionId,
    },
  });
  await tx.packageRevision.create({
    data: {
      id: revisionId,
      packageId: item.id,
      number: 1,
      title,
      files: files.length,
      bytes: BigInt(bytes),
      createdById: member.userId,
      // The reader's types are read-only trees of plain JSON.
      activities: JSON.parse(JSON.stringify(parsed.activities)) as object[],
      warnings: parsed.warnings.map(({ code, message }) => ({ code, message })),
      runtime: JSON.parse(JSON.stringify(runtime)) as object[],
      ...(organization && { tree: buildTree(organization) }),
    },
  });
  for (let from = 0; from < files.length; from += ROWS_AT_ONCE) await insertFiles(tx, revisionId, files.slice(from, from + ROWS_AT_ONCE));
  await indexPackage(tx, member, item, runtime);
  emit("paths.package.imported", {
    id: item.id,
    itemId: item.id,
    courseId: item.courseId,
    runId: item.runId,
    data: { standard: parsed.standard, files: files.length, bytes },
  });
  return { id: item.id, revisionId };
}

/** Writes the files' rows, and the blobs' where they are new, by sets. Statements: 1. */
async function insertFiles(tx: Tx, revisionId: string, files: StoredFile[]): Promise<void> {
  await tx.$executeRaw`
    WITH given AS (
      SELECT * FROM jsonb_to_recordset(${JSON.stringify(files)}::jsonb) AS f("path" text, "sha256" text, "mediaType" text, "bytes" bigint)),
    blobs AS (
      INSERT INTO "Blob" ("sha256", "bytes") SELECT DISTINCT ON ("sha256") "sha256", "bytes" FROM given ORDER BY "sha256"
      -- Touched, so that a collection of unused bytes that runs meanwhile passes them over.
      ON CONFLICT ("sha256") DO UPDATE SET "createdAt" = now())
    INSERT INTO "PackageFile" ("revisionId", "path", "sha256", "mediaType", "bytes")
    SELECT ${revisionId}::uuid, "path", "sha256", "mediaType", "bytes" FROM given`;
}
