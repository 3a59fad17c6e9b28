import { defineTool } from "../../kernel/manifest";
import type { Tx } from "../../kernel/database";
import { Package } from "./packages.types";
import { LaunchResolver } from "./launch.resolver";
import { PackageFields, PackageImportedFields, PackageResolver, readPackageNode } from "./packages.resolver";
import { loadPackages } from "./packages";

/** Learning paths and packages: content that leads a learner, and what it says of them. */
export const paths = defineTool({
  key: "paths",
  resolvers: [PackageResolver, PackageFields, PackageImportedFields, LaunchResolver],
  kinds: {
    package: { completes: ["completed", "passed"], graded: true, inherits: true, embeds: "/paths/packages/:id", type: "Package", load: loadPackages },
  },
  orphanedTypes: [Package],
  nodes: {
    Package: (ctx, id) => readPackageNode(ctx, id, null),
  },
  news: ["paths.package.imported"],
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
