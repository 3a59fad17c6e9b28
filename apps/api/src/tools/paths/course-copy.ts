import { movedText, type CourseCopier, type CourseCopying } from "../../kernel/course-copy";
import { copySteps } from "./path-copy";

/** A course made from another one gets its paths, and its packages in their present revision; nobody's runs and attempts. The bytes are shared. */
export const pathsCopier: CourseCopier = {
  items: async (tx, { courseId, runId }) =>
    (
      await tx.item.findMany({
        where: { courseId, runId, trashedAt: null, tool: "paths", kind: { in: ["package", "path"] } },
        select: { id: true },
      })
    ).map((row) => row.id),

  rows: async (copying) => {
    await copyPackages(copying);
    await copyPaths(copying);
  },
};

async function copyPaths(copying: CourseCopying): Promise<void> {
  const { tx, to, items } = copying;
  const paths = await tx.path.findMany({ where: { id: { in: [...items.keys()] } } });
  if (paths.length === 0) return;
  await tx.path.createMany({
    data: paths.map(({ pictureId: _picture, ...path }) => ({
      ...path,
      id: items.get(path.id)!,
      courseId: to.courseId,
      description: movedText(path.description, copying),
      nextPathId: path.nextPathId && (items.get(path.nextPathId) ?? null),
    })),
  });
  await copySteps(tx, new Map(paths.map((path) => [path.id, items.get(path.id)!])), items, (text) => movedText(text, copying));
}

async function copyPackages({ tx, to, items }: CourseCopying): Promise<void> {
  const map = JSON.stringify([...items].map(([old, made]) => ({ old, new: made })));
  await tx.$executeRaw`
      WITH m AS MATERIALIZED (SELECT m."old", m."new", p."revisionId" AS "oldRevision", uuidv7() AS "revision"
        FROM jsonb_to_recordset(${map}::jsonb) AS m("old" uuid, "new" uuid) JOIN "Package" p ON p."id" = m."old"),
      packages AS (INSERT INTO "Package" ("id", "courseId", "standard", "edition", "identifier", "reentry", "masteryOverridesStatus", "scoring", "scoreAsProgress", "window", "revisionId")
        SELECT m."new", ${to.courseId}::uuid, p."standard", p."edition", p."identifier", p."reentry", p."masteryOverridesStatus", p."scoring", p."scoreAsProgress", p."window", m."revision"
        FROM "Package" p JOIN m ON m."old" = p."id" RETURNING 1),
      revisions AS (INSERT INTO "PackageRevision" ("id", "packageId", "number", "title", "activities", "warnings", "runtime", "tree", "files", "bytes", "createdById")
        SELECT m."revision", m."new", 1, r."title", r."activities", r."warnings", r."runtime", r."tree", r."files", r."bytes", ${to.userId}::uuid
        FROM "PackageRevision" r JOIN m ON m."oldRevision" = r."id" RETURNING 1),
      uses AS (INSERT INTO "FileUse" ("fileId", "kind", "rowId", "itemId")
        SELECT u."fileId", u."kind", m."revision", m."new" FROM "FileUse" u JOIN m ON m."oldRevision" = u."rowId" WHERE u."kind" = 'packageRevision' RETURNING 1)
      INSERT INTO "PackageFile" ("revisionId", "path", "sha256", "mediaType", "bytes")
      SELECT m."revision", f."path", f."sha256", f."mediaType", f."bytes" FROM "PackageFile" f JOIN m ON m."oldRevision" = f."revisionId"`;
}
