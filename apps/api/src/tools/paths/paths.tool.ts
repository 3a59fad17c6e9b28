import { defineTool } from "../../kernel/manifest";
import type { Tx } from "../../kernel/database";
import type { Context } from "../../kernel/context";
import { can } from "../../kernel/policy";
import { pathsCopier } from "./course-copy";
import { loadPaths } from "./learning-paths";
import { PathFields, PathResolver, pathNode } from "./learning-paths.resolver";
import { PathNode } from "./learning-paths.types";
import { onPath, pathProgress } from "./path-progress";
import { PathLiveResolver } from "./path-live.resolver";
import { PathStepResolver, StepsRemovedFields } from "./path-steps.resolver";
import { revealedByPaths } from "./path-runs";
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
  resolvers: [
    PackageResolver,
    PackageFields,
    PackageImportedFields,
    LaunchResolver,
    ReportResolver,
    PathResolver,
    PathFields,
    PathStepResolver,
    StepsRemovedFields,
    PathLiveResolver,
  ],
  kinds: {
    package: {
      completes: ["completed", "passed"],
      graded: true,
      inherits: true,
      embeds: "/paths/packages/:id",
      type: "Package",
      load: loadPackages,
    },
    path: {
      completes: ["completed", "passed"],
      graded: true,
      inherits: true,
      embeds: "/paths/:id",
      type: "Path",
      load: loadPaths,
    },
  },
  orphanedTypes: [Package, PathNode],
  nodes: {
    Path: (ctx, id) => pathNode(ctx, id, null),
    Package: (ctx, id) => readPackageNode(ctx, id, null),
  },
  files: { packageRevision: readableArchives },
  copy: pathsCopier,
  progress: pathProgress,
  holds: onPath,
  reveals: revealedByPaths,
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
  const pathRuns = await tx.pathRun.findMany({
    where: { userId },
    orderBy: { startedAt: "asc" },
    include: { path: { select: { item: { select: { title: true } } } }, stepRuns: { include: { step: { select: { title: true } } } } },
  });
  return { registrations: registrations.map(({ lease: _lease, lastWriter: _writer, ...row }) => row), pathRuns };
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
