import { Arg, Ctx, ID, Mutation, Resolver } from "type-graphql";
import { z } from "zod";
import { IMPORT_STRATEGIES, termColumnsInput } from "@lyceum/shared/inputs/glossary";
import { readBlob, requireUpload } from "../../kernel/files";
import { defineJob, type JobRun } from "../../kernel/jobs";
import { JobNode } from "../../core/jobs/jobs.types";
import type { Context } from "../../kernel/context";
import type { Job } from "../../generated/prisma/client.ts";
import { applyImport, knownTerms, planSummary } from "./import";
import { planImport, type ImportStrategy } from "./import-plan";
import { GlossaryColumnsInput, GlossaryImported, GlossaryImportStrategy } from "./import.types";
import { enterAsManager, startJob } from "./jobs";
import { readTermFile } from "./term-file";

const FILE_MAX = 20 * 1024 * 1024;
const place = { courseId: z.uuid(), sessionId: z.uuid().nullable() };
const importInput = z.object({
  ...place,
  uploadId: z.string(),
  strategy: z.enum(IMPORT_STRATEGIES),
  dryRun: z.boolean(),
  columns: termColumnsInput.nullish(),
});

async function runImport({ ctx, input, report }: JobRun<z.output<typeof importInput>>): Promise<Record<string, unknown>> {
  const member = await enterAsManager(ctx, input);
  const upload = await requireUpload(ctx, input.uploadId);
  await report(0, "glossary:import.reading");
  const file = readTermFile(await readBlob(ctx.services, upload.sha256, FILE_MAX), input.columns);
  const { strategy, dryRun } = input;
  const plan = await planImport(file.rows, file.columns, await knownTerms(ctx, member), strategy, member.courseLanguage, async (share) => {
    await report(share * 0.8, "glossary:import.comparing");
    await new Promise((resolve) => setImmediate(resolve));
  });
  await report(0.85, "glossary:import.writing");
  const trashId = dryRun
    ? null
    : await ctx.write(async (tx, emit) => {
        const act = await applyImport(tx, emit, member, plan, strategy);
        await tx.upload.updateMany({ where: { id: upload.id }, data: { state: "ATTACHED" } });
        return act;
      });
  const { encoding, delimiter, hasHeader, columns, fileColumns } = file;
  return { dryRun, encoding, delimiter, hasHeader, columns, fileColumns, ...planSummary(plan, strategy), trashId };
}

export const importJob = defineJob({ kind: "glossary.import", input: importInput, resultType: GlossaryImported, run: runImport });

@Resolver()
export class GlossaryImportResolver {
  @Mutation(() => JobNode, {
    description:
      "Reads a CSV list (term, definition, and where present synonyms, category, language …). With dryRun nothing is written. Result: GlossaryImported.",
  })
  async importGlossary(
    @Arg("courseId", () => ID, { description: "The course." }) courseId: string,
    @Arg("sessionId", () => ID, { nullable: true, description: "The session; absent = the course's base." }) sessionId: string | null,
    @Arg("uploadId", () => ID, { description: "A finished upload of the caller's." }) uploadId: string,
    @Arg("strategy", () => GlossaryImportStrategy, { description: "What becomes of what is there." }) strategy: ImportStrategy,
    @Arg("dryRun", () => Boolean, { nullable: true, description: "Only say what would happen." }) dryRun: boolean | null,
    @Arg("columns", () => GlossaryColumnsInput, { nullable: true, description: "What the columns are; absent = found by their headings." })
    columns: GlossaryColumnsInput | null,
    @Ctx() ctx: Context,
  ): Promise<Job> {
    const place = { courseId, sessionId: sessionId ?? null };
    const member = await enterAsManager(ctx, place);
    await requireUpload(ctx, uploadId);
    return startJob(ctx, member, "glossary.import", { ...place, uploadId, strategy, dryRun: dryRun ?? false, columns });
  }
}
