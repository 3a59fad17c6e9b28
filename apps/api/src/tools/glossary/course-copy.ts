import type { CourseCopier } from "../../kernel/course-copy";

/** A course made from another one gets its glossary's terms with their forms, relations and media; proposals stay behind. */
export const glossaryCopier: CourseCopier = {
  items: async (tx, { courseId, runId }) =>
    (await tx.glossary.findMany({ where: { courseId, runId, item: { trashedAt: null } }, select: { id: true } })).map((row) => row.id),

  rows: async ({ tx, from, to, items }) => {
    const glossary = await tx.glossary.findFirst({ where: { courseId: from.courseId, runId: from.runId } });
    const made = glossary && items.get(glossary.id);
    if (!made) return;
    await tx.glossary.create({ data: { id: made, courseId: to.courseId, runId: to.baseRunId } });
    await tx.$executeRaw`
      WITH cat AS MATERIALIZED (SELECT "id" AS "old", uuidv7() AS "new" FROM "GlossaryCategory" WHERE "glossaryId" = ${glossary.id}::uuid),
      term AS MATERIALIZED (SELECT "id" AS "old", uuidv7() AS "new" FROM "GlossaryTerm"
        WHERE "glossaryId" = ${glossary.id}::uuid AND "trashedAt" IS NULL AND "state" <> 'PROPOSED' AND NOT "hidesOnly"),
      cats AS (INSERT INTO "GlossaryCategory" ("id", "glossaryId", "title", "position")
        SELECT cat."new", ${made}::uuid, c."title", c."position" FROM "GlossaryCategory" c JOIN cat ON cat."old" = c."id" RETURNING 1),
      terms AS (INSERT INTO "GlossaryTerm" ("id", "glossaryId", "courseId", "runId", "term", "termKey", "definition", "language", "letter", "sortText", "searchText",
          "position", "state", "highlight", "categoryId", "pictureFileId", "audioFileId", "authorId", "updatedById")
        SELECT term."new", ${made}::uuid, ${to.courseId}::uuid, ${to.baseRunId}::uuid, t."term", t."termKey", t."definition", t."language", t."letter", t."sortText", t."searchText",
          t."position", t."state", t."highlight", cat."new", t."pictureFileId", t."audioFileId", ${to.userId}::uuid, ${to.userId}::uuid
        FROM "GlossaryTerm" t JOIN term ON term."old" = t."id" LEFT JOIN cat ON cat."old" = t."categoryId" RETURNING 1),
      aliases AS (INSERT INTO "GlossaryAlias" ("termId", "kind", "text", "position")
        SELECT term."new", a."kind", a."text", a."position" FROM "GlossaryAlias" a JOIN term ON term."old" = a."termId" RETURNING 1),
      variants AS (INSERT INTO "GlossaryVariant" ("termId", "language", "term", "definition")
        SELECT term."new", v."language", v."term", v."definition" FROM "GlossaryVariant" v JOIN term ON term."old" = v."termId" RETURNING 1),
      relations AS (INSERT INTO "GlossaryRelation" ("termId", "relatedId")
        SELECT a."new", b."new" FROM "GlossaryRelation" r JOIN term a ON a."old" = r."termId" JOIN term b ON b."old" = r."relatedId" RETURNING 1),
      uses AS (INSERT INTO "FileUse" ("fileId", "kind", "rowId", "itemId")
        SELECT u."fileId", u."kind", term."new", ${made}::uuid FROM "FileUse" u JOIN term ON term."old" = u."rowId" WHERE u."kind" LIKE 'glossary.%' RETURNING 1)
      INSERT INTO "SearchEntry" ("courseId", "runId", "tool", "kind", "rowId", "itemId", "part", "language", "title", "text")
      SELECT ${to.courseId}::uuid, ${to.baseRunId}::uuid, s."tool", s."kind", term."new", ${made}::uuid, s."part", s."language", s."title", s."text"
      FROM "SearchEntry" s JOIN term ON term."old" = s."rowId" WHERE s."kind" = 'glossaryTerm'`;
  },
};
