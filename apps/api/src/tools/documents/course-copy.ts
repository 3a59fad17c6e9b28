import { movedText, type CourseCopier, type CourseCopying } from "../../kernel/course-copy";
import { VERSION_USE } from "./create";
import { courseSpace } from "./spaces";
import { TRACK_USE } from "./tracks";

/** A course made from another one gets the course's own folders, files and pages in their present version; groups' and people's stay behind. */
export const documentCopier: CourseCopier = {
  items: async (tx, { courseId, runId }) => {
    const where = { courseId, runId, item: { trashedAt: null }, space: { kind: "COURSE" as const } };
    return (await tx.document.findMany({ where, select: { id: true } })).map((row) => row.id);
  },

  rows: async (copying) => {
    const { tx, to, items } = copying;
    const map = JSON.stringify([...items].map(([old, made]) => ({ old, new: made })));
    const { id: spaceId } = await courseSpace(tx, to);
    await tx.$executeRaw`
      WITH m AS MATERIALIZED (SELECT m.* FROM jsonb_to_recordset(${map}::jsonb) AS m("old" uuid, "new" uuid) JOIN "Document" d ON d."id" = m."old"),
      version AS MATERIALIZED (SELECT m."old", m."new" AS "doc", uuidv7() AS "new" FROM m JOIN "Document" d ON d."id" = m."old" WHERE d."versionNumber" > 0),
      track AS MATERIALIZED (SELECT t."id" AS "old", m."new" AS "doc", uuidv7() AS "new" FROM "MediaTrack" t JOIN m ON m."old" = t."documentId"),
      documents AS (INSERT INTO "Document" ("id", "spaceId", "courseId", "runId", "folderId", "name", "nameKey", "description", "fileId", "mediaType", "bytes", "body",
          "versionNumber", "licence", "rightsHolder", "askConfirmation", "textState", "pageCount")
        SELECT m."new", ${spaceId}::uuid, ${to.courseId}::uuid, ${to.baseRunId}::uuid, f."new", d."name", d."nameKey", d."description", d."fileId", d."mediaType", d."bytes", d."body",
          least(d."versionNumber", 1), d."licence", d."rightsHolder", d."askConfirmation", d."textState", d."pageCount"
        FROM "Document" d JOIN m ON m."old" = d."id" LEFT JOIN m f ON f."old" = d."folderId" RETURNING 1),
      versions AS (INSERT INTO "DocumentVersion" ("id", "documentId", "spaceId", "number", "fileId", "body", "mediaType", "bytes", "authorId")
        SELECT version."new", version."doc", ${spaceId}::uuid, 1, d."fileId", d."body", d."mediaType", d."bytes", ${to.userId}::uuid
        FROM "Document" d JOIN version ON version."old" = d."id" RETURNING 1),
      tracks AS (INSERT INTO "MediaTrack" ("id", "documentId", "kind", "language", "label", "fileId")
        SELECT track."new", track."doc", t."kind", t."language", t."label", t."fileId" FROM "MediaTrack" t JOIN track ON track."old" = t."id" RETURNING 1),
      pointers AS (INSERT INTO "DocumentReference" ("fromItemId", "toItemId", "toFileId", "path")
        SELECT m."new", coalesce(t."new", r."toItemId"), r."toFileId", r."path" FROM "DocumentReference" r JOIN m ON m."old" = r."fromItemId"
        LEFT JOIN m t ON t."old" = r."toItemId" RETURNING 1)
      INSERT INTO "FileUse" ("fileId", "kind", "rowId", "itemId")
      SELECT d."fileId", ${VERSION_USE}, version."new", version."doc" FROM "Document" d JOIN version ON version."old" = d."id" WHERE d."fileId" IS NOT NULL
      UNION ALL SELECT t."fileId", ${TRACK_USE}, track."new", track."doc" FROM "MediaTrack" t JOIN track ON track."old" = t."id"`;
    await moveLinks(copying);
  },
};

/** Links between pages lead to the copies. */
async function moveLinks(copying: CourseCopying): Promise<void> {
  const { tx, items } = copying;
  const pages = await tx.document.findMany({
    where: { id: { in: [...items.values()] }, body: { not: null } },
    select: { id: true, body: true },
  });
  const moved = pages.flatMap(({ id, body }) => {
    const text = movedText(body!, copying);
    return text === body ? [] : [{ id, body: text }];
  });
  if (moved.length === 0) return;
  await tx.$executeRaw`
    WITH m AS (SELECT * FROM jsonb_to_recordset(${JSON.stringify(moved)}::jsonb) AS m("id" uuid, "body" text)),
    documents AS (UPDATE "Document" d SET "body" = m."body" FROM m WHERE d."id" = m."id" RETURNING 1)
    UPDATE "DocumentVersion" v SET "body" = m."body" FROM m WHERE v."documentId" = m."id"`;
}
