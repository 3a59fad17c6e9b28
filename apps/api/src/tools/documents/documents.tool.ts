import { z } from "zod";
import { createPageInput, documentSettings } from "@lyceum/shared/inputs/documents";
import { defineTool, type ItemKind } from "../../kernel/manifest";
import { defineJob } from "../../kernel/jobs";
import type { Tx } from "../../kernel/database";
import type { Context } from "../../kernel/context";
import { registerDocumentContent } from "./content";
import { VERSION_USE } from "./create";
import { documentsById, enterDocument } from "./documents";
import { DocumentFields, DocumentResolver } from "./documents.resolver";
import { DocumentFile, DocumentFolder, DocumentPage } from "./documents.types";
import { exportDocumentsJob, exportReadersJob } from "./exports";
import { DocumentExportResolver } from "./exports.resolver";
import { readableTracks, readableVersions } from "./file-gates";
import { DocumentFileFields, DocumentFileResolver, DocumentVersionFields } from "./files.resolver";
import { DocumentLiveResolver } from "./live.resolver";
import { createPage } from "./pages";
import { DocumentPageResolver } from "./pages.resolver";
import { DocumentLimitsResolver } from "./limits.resolver";
import { mountDocumentLinks } from "./links";
import { announceJob, documentCourseNotices, documentNotices } from "./notices";
import { remindJob } from "./readers";
import { documentReadiness } from "./readiness";
import { DocumentReadingFields, DocumentReadingResolver } from "./readings.resolver";
import { forgetRecordings, mountRecordings } from "./recordings";
import { DocumentRecordingResolver } from "./recordings.resolver";
import { DocumentSettingsNode, DocumentSpaceResolver } from "./spaces.resolver";
import { readTextsJob } from "./texts";
import { documentCopier } from "./course-copy";
import { examplePage } from "./example";
import { TRACK_USE } from "./tracks";
import { unpackJob } from "./unpack";
import { forgetReservations } from "./uploads";
import { forgetOldVersions } from "./versions";
import { markedVersion } from "./watermark";
import { mountZips } from "./zips";

const kind = (type: string, completes: string[]): ItemKind => ({
  completes,
  inherits: true,
  embeds: "/documents/view/:id",
  type,
  load: (ctx, ids) => documentsById(ctx.db, ids),
});
const node = async (ctx: Context, id: string): Promise<object | null> => (await enterDocument(ctx, id)).document;

/** Forgets what nobody needs: promised room, addresses of zips, versions past their time. */
const tidyJob = defineJob({
  kind: "documents.tidy",
  input: z.object({}),
  everyMinutes: 60,
  async run({ ctx }) {
    return ctx.write(async (tx) => ({
      reservations: await forgetReservations(tx),
      versions: await forgetOldVersions(tx),
      recordings: await forgetRecordings(tx, ctx.services),
      zips: (await tx.documentZip.deleteMany({ where: { expiresAt: { lt: new Date() } } })).count,
    }));
  },
});

registerDocumentContent();

/** The documents' manifest: the course's files, folders and pages. */
export const documents = defineTool({
  key: "documents",
  resolvers: [
    DocumentResolver,
    DocumentFields,
    DocumentFileResolver,
    DocumentFileFields,
    DocumentVersionFields,
    DocumentPageResolver,
    DocumentReadingResolver,
    DocumentReadingFields,
    DocumentSpaceResolver,
    DocumentLiveResolver,
    DocumentRecordingResolver,
    DocumentLimitsResolver,
    DocumentExportResolver,
  ],
  orphanedTypes: [DocumentFolder, DocumentFile, DocumentPage],
  kinds: {
    folder: { ...kind("DocumentFolder", []), embeds: "/documents/:id" },
    file: kind("DocumentFile", ["viewed", "confirmed", "readAll", "watched"]),
    page: kind("DocumentPage", ["viewed", "confirmed"]),
  },
  nodes: { DocumentFolder: node, DocumentFile: node, DocumentPage: node },
  copy: documentCopier,
  example: examplePage,
  readiness: documentReadiness,
  pages: (ctx, draft) => createPage(ctx, createPageInput.parse(draft)),
  settings: {
    schema: documentSettings,
    type: DocumentSettingsNode,
    rights: ["learnersDownloadFolders", "showLearnerFolders", "personalFolders"],
  },
  files: { [VERSION_USE]: readableVersions, [TRACK_USE]: readableTracks },
  sent: { [VERSION_USE]: markedVersion },
  jobs: [readTextsJob, unpackJob, remindJob, announceJob, exportDocumentsJob, exportReadersJob, tidyJob],
  http: (app, services) => {
    mountZips(app, services);
    mountRecordings(app, services);
    mountDocumentLinks(app, services);
  },
  news: ["documents.file.uploaded", "documents.file.replaced", "documents.page.published", "documents.archive.unpacked"],
  notices: documentCourseNotices,
  notify: documentNotices,
  personalData,
});

async function personalData(tx: Tx, userId: string): Promise<Record<string, unknown>> {
  const made = await tx.document.findMany({
    where: { item: { createdById: userId } },
    select: {
      id: true,
      courseId: true,
      name: true,
      description: true,
      mediaType: true,
      bytes: true,
      item: { select: { title: true, createdAt: true } },
    },
  });
  const readings = await tx.documentReading.findMany({ where: { userId } });
  const drafts = await tx.documentDraft.findMany({ where: { userId }, select: { documentId: true, body: true, at: true } });
  return { documents: made.map((row) => ({ ...row, bytes: Number(row.bytes) })), readings, drafts };
}
