import { glossarySettings } from "@lyceum/shared/inputs/glossary";
import { defineTool } from "../../kernel/manifest";
import type { Context } from "../../kernel/context";
import { glossaryCopier } from "./course-copy";
import { exampleGlossary } from "./example";
import { sortAgain } from "./glossaries";
import { GlossaryResolver } from "./glossary.resolver";
import { Glossary, GlossarySettingsNode } from "./glossary.types";
import { exportJobs, GlossaryExportResolver } from "./export.resolver";
import { GlossaryImportResolver, importJob } from "./import.resolver";
import { GlossaryOccurrenceResolver } from "./occurrences.resolver";
import { glossaryNotices, tellAuthor, tellOfAccepted, tellOfTerm, tellStaff } from "./notices";
import { termsByIds } from "./seen-terms";
import { purgeTerms } from "./term-acts";
import { glossaryReadiness } from "./readiness";
import { GlossaryReadingResolver } from "./reading.resolver";
import { enterTerm, GlossaryTermResolver } from "./terms.resolver";

/** The glossary's manifest: the words of a course, defined once and explained wherever they occur. */
export const glossary = defineTool({
  key: "glossary",
  resolvers: [
    GlossaryResolver,
    GlossaryTermResolver,
    GlossaryOccurrenceResolver,
    GlossaryImportResolver,
    GlossaryExportResolver,
    GlossaryReadingResolver,
  ],
  orphanedTypes: [Glossary],
  kinds: {
    glossary: {
      completes: ["viewed"],
      inherits: true,
      embeds: "/glossary",
      type: "Glossary",
      load: (ctx, ids) => ctx.db.glossary.findMany({ where: { id: { in: ids } }, select: { id: true } }),
    },
  },
  nodes: { GlossaryTerm: loadTerm },
  settings: {
    schema: glossarySettings,
    type: GlossarySettingsNode,
    rights: ["learners"],
    changed: async (tx, { courseId }, former, { ignoreArticles }) => {
      if (ignoreArticles !== former["ignoreArticles"]) await sortAgain(tx, courseId, ignoreArticles === true);
    },
  },
  copy: glossaryCopier,
  example: exampleGlossary,
  readiness: glossaryReadiness,
  news: ["glossary.term.created", "glossary.term.accepted", "glossary.list.imported"],
  jobs: [importJob, ...exportJobs],
  files: { glossaryTerm: readableTerms },
  rowPages: { glossaryTerm: "/glossary/:id" },
  trash: { glossaryTerm: purgeTerms },
  search: async (ctx, member, _kind, rowIds) => new Set((await termsByIds(ctx, ctx.db, member, rowIds)).map((term) => term.id)),
  notices: glossaryNotices,
  notify: {
    "glossary.term.proposed": tellStaff,
    "glossary.term.created": tellOfTerm,
    "glossary.term.accepted": tellOfAccepted,
    "glossary.term.refused": tellAuthor,
  },
  personalData: async (tx, userId) => ({
    reading: await tx.glossaryReader.findUnique({ where: { userId }, select: { off: true, announce: true, courseIds: true } }),
    terms: await tx.glossaryTerm.findMany({
      where: { authorId: userId },
      select: { courseId: true, term: true, definition: true, language: true, state: true, createdAt: true },
    }),
  }),
});

async function loadTerm(ctx: Context, id: string): Promise<object | null> {
  const { term } = await enterTerm(ctx, id, null);
  return term ?? null;
}

/** Pictures and sounds of terms: for whoever sees the term in the base or in one of their sessions of the course. */
async function readableTerms(ctx: Context, rowIds: string[]): Promise<Set<string>> {
  const readable = new Set<string>();
  const viewer = await ctx.viewer();
  const places = await ctx.db.$queryRaw<{ id: string; courseId: string; sessionId: string | null }[]>`
    SELECT t."id", t."courseId", r."sessionId" FROM "GlossaryTerm" t JOIN "CourseRun" r ON r."courseId" = t."courseId" AND (r."id" = t."runId" OR r."kind" = 'BASE'
      OR r."id" IN (SELECT e."runId" FROM "Enrolment" e WHERE e."userId" = ${viewer?.id ?? null}::uuid AND e."courseId" = t."courseId"))
    WHERE t."id" = ANY(${rowIds}::uuid[]) AND r."kind" <> 'PREVIEW'`;
  for (const { id, courseId, sessionId } of places) {
    if (readable.has(id)) continue;
    const member = await ctx.enter(courseId, { tool: "glossary", sessionId }).catch(() => null);
    if (member && (await termsByIds(ctx, ctx.db, member, [id])).length > 0) readable.add(id);
  }
  return readable;
}
