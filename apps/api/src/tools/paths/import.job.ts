import { z } from "zod";
import type { Context } from "../../kernel/context";
import { requireUpload } from "../../kernel/files";
import { defineJob } from "../../kernel/jobs";
import { authorize } from "../../kernel/policy";
import type { Member } from "../../kernel/gate";
import { importPackage } from "./import-package";
import { packagePolicy } from "./paths.policy";
import { PackageImported } from "./packages.types";

export const IMPORT_PACKAGE = "paths.importPackage";

/** Enters a course to add packages to it, or to the session that is named. */
export async function enterToImport(ctx: Context, courseId: string, sessionId: string | null): Promise<Member> {
  const member = await ctx.enter(courseId, { tool: "paths", sessionId });
  authorize(member, packagePolicy, "create", {});
  return member;
}

/** Unpacks an upload into a package. The rights are asked again when it runs: they may have gone in between. */
export const importPackageJob = defineJob({
  kind: IMPORT_PACKAGE,
  input: z.object({ courseId: z.uuid(), sessionId: z.uuid().nullable(), uploadId: z.string() }),
  resultType: PackageImported,
  async run({ input, ctx, report }) {
    const member = await enterToImport(ctx, input.courseId, input.sessionId);
    const upload = await requireUpload(ctx, input.uploadId);
    const source = await ctx.services.blobs.reader(upload.sha256);
    const packageId = await importPackage(ctx, member, { source, fallbackTitle: upload.name, uploadId: upload.id, report });
    return { packageId };
  },
});
