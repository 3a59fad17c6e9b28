import { glossarySettings } from "@lyceum/shared/inputs/glossary";
import { defineTool, type NotificationDraft } from "../../kernel/manifest";
import type { Tx } from "../../kernel/database";
import type { Context } from "../../kernel/context";
import type { EventDraft } from "../../kernel/events";
import { glossaryCopier } from "./course-copy";
import { exampleGlossary } from "./example";
import { sortAgain } from "./glossaries";
import { GlossaryResolver } from "./glossary.resolver";
import { Glossary, GlossarySettingsNode } from "./glossary.types";
import { exportJobs, GlossaryExportResolver } from "./export.resolver";
import { GlossaryImportResolver, importJob } from "./import.resolver";
import { GlossaryOccurrenceResolver } from "./occurrences.resolver";
import { termsByIds } from "./seen-terms";
import { purgeTerms } from "./term-acts";
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
    changed: async (tx, { courseId }, former, { ignoreArticles }) => {
      if (ignoreArticles !== former["ignoreArticles"]) await sortAgain(tx, courseId, ignoreArticles === true);
    },
  },
  copy: glossaryCopier,
  example: exampleGlossary,
  news: ["glossary.term.created", "glossary.term.accepted", "glossary.list.imported"],
  jobs: [importJob, ...exportJobs],
  files: { glossaryTerm: readableTerms },
  rowPages: { glossaryTerm: "/glossary/:id" },
  trash: { glossaryTerm: purgeTerms },
  search: async (ctx, member, _kind, rowIds) => new Set((await termsByIds(ctx, ctx.db, member, rowIds)).map((term) => term.id)),
  notify: { "glossary.term.proposed": tellStaff, "glossary.term.accepted": tellAuthor, "glossary.term.refused": tellAuthor },
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

const page = async (tx: Tx, event: EventDraft): Promise<{ href: string; term: string }> => {
  const [row] = await tx.$queryRaw<{ code: string; sessionId: string | null; term: string | null }[]>`
    SELECT c."code", r."sessionId", (SELECT t."term" FROM "GlossaryTerm" t WHERE t."id" = ${event.rowId}::uuid) AS "term"
    FROM "Course" c JOIN "CourseRun" r ON r."id" = ${event.runId}::uuid WHERE c."id" = ${event.courseId}::uuid`;
  const session = row?.sessionId ? `~${row.sessionId}` : "";
  return { href: `/c/${encodeURIComponent(row?.code ?? "")}${session}/glossary`, term: row?.term ?? "" };
};

/** A proposal is told to those who may decide it: teachers of the course, tutors of the run. */
async function tellStaff(tx: Tx, event: EventDraft): Promise<NotificationDraft[]> {
  const staff = await tx.$queryRaw<{ userId: string }[]>`
    SELECT DISTINCT e."userId" FROM "Enrolment" e JOIN "CourseRun" r ON r."id" = e."runId"
    WHERE e."courseId" = ${event.courseId}::uuid AND e."state" = 'ACTIVE' AND e."userId" IS DISTINCT FROM ${event.userId}::uuid
      AND ((e."role" = 'TEACHER' AND (r."kind" = 'BASE' OR r."id" = ${event.runId}::uuid)) OR (e."role" = 'TUTOR' AND r."id" = ${event.runId}::uuid))`;
  const { href, term } = await page(tx, event);
  return [{ userIds: staff.map((row) => row.userId), kind: "glossary.proposed", params: { term }, href: `${href}?show=proposals` }];
}

async function tellAuthor(tx: Tx, event: EventDraft): Promise<NotificationDraft[]> {
  if (!event.userId) return [];
  const { href, term } = await page(tx, event);
  const refused = event.name === "glossary.term.refused";
  const reason = String(event.data["reason"] ?? "");
  return [
    {
      userIds: [event.userId],
      kind: `glossary.${refused ? (reason ? "refusedBecause" : "refused") : "accepted"}`,
      params: { term, reason },
      href,
    },
  ];
}
