import path from "node:path";
import { sweepFolder } from "./disk-blob-store";
import { Prisma } from "./database";
import type { Services } from "./services";

/** How long something that nobody uses is kept. */
const KEPT_MS = 24 * 3_600_000;
const BATCH = 1_000;
/** A blob that nothing is made of: neither a file nor a part of an unpacked package. */
const unused = Prisma.sql`NOT EXISTS (SELECT 1 FROM "File" f WHERE f."sha256" = b."sha256") AND NOT EXISTS (SELECT 1 FROM "PackageFile" p WHERE p."sha256" = b."sha256")`;

/** What a round of the collection removed. */
export interface Collected {
  files: number;
  blobs: number;
  uploads: number;
}

/**
 * Forgets what nothing has used for 24 hours: files without uses, blobs without files, uploads that fell silent or were never taken.
 * Rows are locked before they are looked at again, so a use that begins meanwhile keeps its file.
 */
export async function collectFiles(services: Services, now: Date = new Date()): Promise<Collected> {
  const before = new Date(now.getTime() - KEPT_MS);
  const uploads = await forgetUploads(services, before);
  const files = await forgetFiles(services, now, before);
  const blobs = await forgetBlobs(services, before);
  await services.blobs.sweep(KEPT_MS);
  return { files, blobs, uploads };
}

async function forgetUploads(services: Services, before: Date): Promise<number> {
  await sweepFolder(path.join(services.env.dataDir, "uploads"), KEPT_MS);
  const gone = await services.db.upload.deleteMany({ where: { updatedAt: { lt: before } } });
  return gone.count;
}

async function forgetFiles(services: Services, now: Date, before: Date): Promise<number> {
  await services.db
    .$executeRaw`UPDATE "File" f SET "unusedSince" = ${now} WHERE "unusedSince" IS NULL AND NOT EXISTS (SELECT 1 FROM "FileUse" u WHERE u."fileId" = f."id")`;
  await services.db
    .$executeRaw`UPDATE "File" f SET "unusedSince" = NULL WHERE "unusedSince" IS NOT NULL AND EXISTS (SELECT 1 FROM "FileUse" u WHERE u."fileId" = f."id")`;
  return services.db.$transaction(async (tx) => {
    const locked = await tx.$queryRaw<
      { id: string }[]
    >`SELECT "id" FROM "File" WHERE "unusedSince" < ${before} LIMIT ${BATCH} FOR UPDATE SKIP LOCKED`;
    return tx.$executeRaw`
      DELETE FROM "File" f WHERE "id" = ANY(${locked.map((file) => file.id)}::uuid[]) AND NOT EXISTS (SELECT 1 FROM "FileUse" u WHERE u."fileId" = f."id")`;
  });
}

async function forgetBlobs(services: Services, before: Date): Promise<number> {
  const gone = await services.db.$transaction(async (tx) => {
    const locked = await tx.$queryRaw<{ sha256: string }[]>`
      SELECT b."sha256" FROM "Blob" b WHERE b."createdAt" < ${before} AND ${unused} LIMIT ${BATCH} FOR UPDATE SKIP LOCKED`;
    return tx.$queryRaw<{ sha256: string }[]>`
      DELETE FROM "Blob" b WHERE b."sha256" = ANY(${locked.map((blob) => blob.sha256)}::text[]) AND ${unused}
      RETURNING b."sha256"`;
  });
  return removeUnknown(
    services,
    gone.map((blob) => blob.sha256),
  );
}

/** Removes bytes that no row names, unless they were kept again within the day. */
async function removeUnknown(services: Services, hashes: string[]): Promise<number> {
  const known = await services.db.$queryRaw<{ sha256: string }[]>`
    SELECT "sha256" FROM "Blob" WHERE "sha256" = ANY(${hashes}::text[]) UNION SELECT "sha256" FROM "Upload" WHERE "sha256" = ANY(${hashes}::text[])`;
  const kept = new Set(known.map((row) => row.sha256));
  let removed = 0;
  for (const sha256 of hashes) if (!kept.has(sha256) && (await services.blobs.removeOlder(sha256, KEPT_MS))) removed += 1;
  return removed;
}

/** Walks the whole store for bytes that no row names: what a transaction left that was rolled back after its bytes were kept. */
export async function sweepStorage(services: Services): Promise<number> {
  let removed = 0;
  let batch: string[] = [];
  for await (const sha256 of services.blobs.list()) {
    batch.push(sha256);
    if (batch.length < BATCH) continue;
    removed += await removeUnknown(services, batch);
    batch = [];
  }
  return removed + (await removeUnknown(services, batch));
}
