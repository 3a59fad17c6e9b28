import { Arg, Ctx, ID, Mutation, Resolver } from "type-graphql";
import { Readable } from "node:stream";
import { z } from "zod";
import { IMPORT_STRATEGIES, termColumnsInput } from "@lyceum/shared/inputs/glossary";
import { fileUrl, readBlob, requireUpload, storeFile } from "../../kernel/files";
import { defineJob, type JobRun } from "../../kernel/jobs";
import { authorize } from "../../kernel/policy";
import { FileProduced, JobNode } from "../../core/jobs/jobs.types";
import type { Context } from "../../kernel/context";
import type { Member } from "../../kernel/gate";
import type { Job } from "../../generated/prisma/client.ts";
import { settingsIn } from "./glossaries";
import { glossaryPolicy } from "./glossary.policy";
import { applyImport, knownTerms, planSummary } from "./import";
import { planImport, type ImportStrategy } from "./import-plan";
import { GlossaryColumnsInput, GlossaryFileFormat, GlossaryImported, GlossaryImportStrategy } from "./import.types";
import { allTerms } from "./term-list";
import { readTermFile, writeTermFile } from "./term-file";

const FILE_MAX = 20 * 1024 * 1024;
const place = { courseId: z.uuid(), sessionId: z.uuid().nullable() };
const importInput = z.object({
  ...place,
  uploadId: z.string(),
  strategy: z.enum(IMPORT_STRATEGIES),
  dryRun: z.boolean(),
  columns: termColumnsInput.nullish(),
});
const exportInput = z.object({ ...place, plain: z.boolean() });

/** The gate and the policy, asked when the job is started and again when it runs. */
async function enterAsManager(ctx: Context, { courseId, sessionId }: { courseId: string; sessionId: string | null }): Promise<Member> {
  const member = await ctx.enter(courseId, { tool: "glossary", sessionId });
  authorize(member, glossaryPolicy, "manage", (await settingsIn(ctx.db, courseId)).values);
  return member;
}

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

async function runExport({ ctx, input, userId, report }: JobRun<z.output<typeof exportInput>>): Promise<Record<string, unknown>> {
  const member = await enterAsManager(ctx, input);
  await report(0.1, "glossary:export.writing");
  const text = writeTermFile(await allTerms(ctx, member), input.plain);
  const file = await storeFile(ctx.services, {
    stream: Readable.from([Buffer.from(text)]),
    name: `glossary-${member.courseCode}.csv`,
    createdById: userId,
    mediaType: "text/csv",
  });
  return { url: fileUrl(file), name: file.name, bytes: Number(file.bytes) };
}

export const glossaryJobs = [
  defineJob({ kind: "glossary.import", input: importInput, resultType: GlossaryImported, run: runImport }),
  defineJob({ kind: "glossary.export", input: exportInput, resultType: FileProduced, run: runExport }),
];

@Resolver()
export class GlossaryFileResolver {
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
    return start(ctx, member, "glossary.import", { ...place, uploadId, strategy, dryRun: dryRun ?? false, columns });
  }

  @Mutation(() => JobNode, { description: "Writes the terms that are seen here to a file. Result: FileProduced." })
  async exportGlossary(
    @Arg("courseId", () => ID, { description: "The course." }) courseId: string,
    @Arg("sessionId", () => ID, { nullable: true, description: "The session; absent = the course's base." }) sessionId: string | null,
    @Arg("format", () => GlossaryFileFormat, { description: "The kind of file." }) _format: "CSV",
    @Arg("plain", () => Boolean, { nullable: true, description: "Definitions without markup." }) plain: boolean | null,
    @Ctx() ctx: Context,
  ): Promise<Job> {
    const place = { courseId, sessionId: sessionId ?? null };
    return start(ctx, await enterAsManager(ctx, place), "glossary.export", { ...place, plain: plain ?? false });
  }
}

const start = (ctx: Context, member: Member, kind: string, input: Record<string, unknown>): Promise<Job> =>
  ctx.write(async (tx) => {
    const viewer = await ctx.viewer();
    const id = await ctx.services.jobs.enqueue(tx, { kind, input, userId: viewer!.id, courseId: member.courseId });
    return tx.job.findUniqueOrThrow({ where: { id } });
  });
