import { defineTool } from "../../kernel/manifest";
import type { Tx } from "../../kernel/database";
import type { Context } from "../../kernel/context";
import { can } from "../../kernel/policy";
import { packageCopier } from "./course-copy";
import { exportGridJob } from "./grid-export";
import { importPackageJob } from "./import.job";
import { registerPackageContent } from "./package-content";
import { pathNotices, tellOfFinish, tellOfPackage } from "./notices";
import { packagePolicy } from "./paths.policy";
import { Package } from "./packages.types";
import { LaunchResolver } from "./launch.resolver";
import { PackageFields, PackageImportedFields, PackageResolver, readPackageNode } from "./packages.resolver";
import { loadPackages } from "./packages";
import { isPlaying } from "./presence";
import { ReportResolver } from "./reports.resolver";

registerPackageContent();

/** Learning paths and packages: content that leads a learner, and what it says of them. */
export const paths = defineTool({
  key: "paths",
  resolvers: [PackageResolver, PackageFields, PackageImportedFields, LaunchResolver, ReportResolver],
  kinds: {
    package: {
      completes: ["completed", "passed"],
      graded: true,
      inherits: true,
      embeds: "/paths/packages/:id",
      type: "Package",
      load: loadPackages,
    },
  },
  orphanedTypes: [Package],
  nodes: {
    Package: (ctx, id) => readPackageNode(ctx, id, null),
  },
  files: { packageRevision: readableArchives },
  copy: packageCopier,
  jobs: [importPackageJob, exportGridJob],
  news: ["paths.package.imported"],
  notices: pathNotices,
  notify: { "paths.package.imported": tellOfPackage, "paths.package.finished": tellOfFinish },
  holdsDevice: isPlaying,
  personalData,
});

/** Everything that packages have said about one person. */
async function personalData(tx: Tx, userId: string): Promise<Record<string, unknown>> {
  const registrations = await tx.registration.findMany({
    where: { userId },
    orderBy: { startedAt: "asc" },
    include: { attempts: { include: { interactions: true } }, package: { select: { item: { select: { title: true } } } } },
  });
  return { registrations: registrations.map(({ lease: _lease, lastWriter: _writer, ...row }) => row) };
}

/** The archives as they were uploaded: for those who may change the package. */
async function readableArchives(ctx: Context, rowIds: string[]): Promise<Set<string>> {
  const rows = await ctx.db.packageRevision.findMany({
    where: { id: { in: rowIds } },
    select: { id: true, package: { select: { courseId: true, item: { select: { runId: true } } } } },
  });
  const readable = new Set<string>();
  for (const row of rows) {
    const member = await ctx.enter(row.package.courseId, { tool: "paths" }).catch(() => null);
    if (member && can(member, packagePolicy, "update", { runId: row.package.item.runId })) readable.add(row.id);
  }
  return readable;
}
