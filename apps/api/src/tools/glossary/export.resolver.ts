import { Readable } from "node:stream";
import { Arg, Ctx, Field, ID, Int, Mutation, ObjectType, Resolver } from "type-graphql";
import { z } from "zod";
import { documentTitleField } from "@lyceum/shared/inputs/documents";
import { Invalid } from "../../kernel/errors";
import { fileUrl, storeFile } from "../../kernel/files";
import { defineJob, type JobRun } from "../../kernel/jobs";
import { makePage } from "../../kernel/manifest";
import { FileProduced, JobNode } from "../../core/jobs/jobs.types";
import type { Context } from "../../kernel/context";
import type { Job } from "../../generated/prisma/client.ts";
import { GlossaryFileFormat } from "./import.types";
import { enterAsManager, startJob } from "./jobs";
import { writeTermFile } from "./term-file";
import { allTerms } from "./term-list";
import { termPages } from "./term-page";

const place = { courseId: z.uuid(), sessionId: z.uuid().nullable(), plain: z.boolean() };
const exportInput = z.object(place);
const pageInput = z.object({ ...place, title: documentTitleField });

@ObjectType({ description: "A glossary that was written into Documents.", simpleResolvers: true })
export class GlossaryPagesMade {
  @Field(() => String, { description: "The first page's title; numbered where the name was taken." })
  title!: string;
  @Field(() => String, { description: "Where the first page is, under the course's address." })
  path!: string;
  @Field(() => Int, { description: "How many pages were needed: a page has a greatest length." })
  pages!: number;
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

/** Only what learners see is written: a page is for them, and a hidden term stays hidden. */
async function runPage({ ctx, input, report }: JobRun<z.output<typeof pageInput>>): Promise<Record<string, unknown>> {
  const member = await enterAsManager(ctx, input);
  await report(0.1, "glossary:export.writing");
  const terms = (await allTerms(ctx, member)).filter(({ state }) => state === "PUBLISHED");
  const bodies = termPages(terms, member.courseLanguage, input.plain);
  if (bodies.length === 0) throw Invalid("courseId", "terms.none", "There is no term to write.");
  const { courseId, sessionId, title } = input;
  const made: { title: string; path: string }[] = [];
  for (const body of bodies) made.push(await makePage(ctx, { courseId, sessionId, title, body }));
  return { ...made[0], pages: made.length };
}

export const exportJobs = [
  defineJob({ kind: "glossary.export", input: exportInput, resultType: FileProduced, run: runExport }),
  defineJob({ kind: "glossary.page", input: pageInput, resultType: GlossaryPagesMade, run: runPage }),
];

@Resolver()
export class GlossaryExportResolver {
  @Mutation(() => JobNode, { description: "Writes the terms that are seen here to a file. Result: FileProduced." })
  async exportGlossary(
    @Arg("courseId", () => ID, { description: "The course." }) courseId: string,
    @Arg("sessionId", () => ID, { nullable: true, description: "The session; absent = the course's base." }) sessionId: string | null,
    @Arg("format", () => GlossaryFileFormat, { description: "The kind of file." }) _format: "CSV",
    @Arg("plain", () => Boolean, { nullable: true, description: "Definitions without markup." }) plain: boolean | null,
    @Ctx() ctx: Context,
  ): Promise<Job> {
    const place = { courseId, sessionId: sessionId ?? null };
    return startJob(ctx, await enterAsManager(ctx, place), "glossary.export", { ...place, plain: plain ?? false });
  }

  @Mutation(() => JobNode, {
    description:
      "Writes the published terms that are seen here into Documents, as a page that is a draft at first. Documents' own rights hold. Result: GlossaryPagesMade.",
  })
  async exportGlossaryToDocuments(
    @Arg("courseId", () => ID, { description: "The course." }) courseId: string,
    @Arg("sessionId", () => ID, { nullable: true, description: "The session; absent = the course's base." }) sessionId: string | null,
    @Arg("title", () => String, { description: "The page's title." }) title: string,
    @Arg("plain", () => Boolean, { nullable: true, description: "Definitions without markup." }) plain: boolean | null,
    @Ctx() ctx: Context,
  ): Promise<Job> {
    const place = { courseId, sessionId: sessionId ?? null };
    const member = await enterAsManager(ctx, place);
    const named = documentTitleField.safeParse(title);
    if (!named.success) throw Invalid("title", "title.invalid", "This cannot be a page's title.");
    return startJob(ctx, member, "glossary.page", { ...place, title: named.data, plain: plain ?? false });
  }
}
