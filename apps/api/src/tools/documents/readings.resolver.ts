import { Arg, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from "type-graphql";
import { readJob } from "../../core/jobs/jobs";
import { JobNode } from "../../core/jobs/jobs.types";
import type { Page } from "../../kernel/connections";
import type { Context } from "../../kernel/context";
import type { DocumentReading, Job } from "../../generated/prisma/client.ts";
import type { DocumentRow } from "./documents";
import { RecordReadingInput } from "./documents.inputs";
import { Document, DocumentReadingNode, DocumentReadingRange } from "./documents.types";
import { DocumentReaderConnection, ReaderFilterEnum } from "./files.types";
import { announceDocuments } from "./notices";
import { readersOf, remindReaders, type Reader, type ReaderFilter } from "./readers";
import { confirmReading, recordReading } from "./readings";

const SESSION = { nullable: true, description: "The session it is read in; absent = where the document lives." } as const;

@Resolver(() => DocumentReadingNode)
export class DocumentReadingFields {
  @FieldResolver(() => [DocumentReadingRange], { description: "What was seen: seconds, or pages." })
  ranges(@Root() reading: DocumentReading): DocumentReadingRange[] {
    return (reading.ranges as [number, number][]).map(([from, to]) => ({ from, to }));
  }
}

@Resolver()
export class DocumentReadingResolver {
  @Query(() => DocumentReaderConnection, {
    description: "The learners whom a document is for, and how far they are, by name. For staff, and tutors of its group.",
  })
  documentReaders(
    @Arg("id", () => ID, { description: "The document." }) id: string,
    @Arg("filter", () => ReaderFilterEnum, { nullable: true, description: "Which learners; ALL when absent." }) filter: ReaderFilter | null,
    @Arg("first", () => Int, { nullable: true, description: "How many, 20 when absent, at most 100." }) first: number | null,
    @Arg("after", () => String, { nullable: true, description: "The endCursor of the page before." }) after: string | null,
    @Arg("sessionId", () => ID, SESSION) sessionId: string | null,
    @Ctx() ctx: Context,
  ): Promise<Page<Reader>> {
    return readersOf(ctx, id, filter ?? "ALL", { first, after }, sessionId);
  }

  @Mutation(() => Document, { description: "Notes how far the viewer is. Opening alone counts as viewed." })
  recordReading(
    @Arg("id", () => ID, { description: "The document." }) id: string,
    @Arg("input", () => RecordReadingInput, { description: "How far." }) input: RecordReadingInput,
    @Arg("sessionId", () => ID, SESSION) sessionId: string | null,
    @Ctx() ctx: Context,
  ): Promise<DocumentRow> {
    return recordReading(ctx, id, { ...input, ranges: input.ranges ?? [], seconds: input.seconds ?? 0 }, sessionId);
  }

  @Mutation(() => Document, { description: "“I have read this”, for the version that is current now." })
  confirmReading(
    @Arg("id", () => ID, { description: "The document." }) id: string,
    @Arg("sessionId", () => ID, SESSION) sessionId: string | null,
    @Ctx() ctx: Context,
  ): Promise<DocumentRow> {
    return confirmReading(ctx, id, sessionId);
  }

  @Mutation(() => JobNode, {
    description: "Reminds those who have not confirmed, or not opened; each at most once a day. The job's result is DocumentReminder.",
  })
  async remindReaders(
    @Arg("id", () => ID, { description: "The document." }) id: string,
    @Arg("sessionId", () => ID, SESSION) sessionId: string | null,
    @Ctx() ctx: Context,
  ): Promise<Job> {
    return readJob(ctx, await remindReaders(ctx, id, sessionId));
  }

  @Mutation(() => JobNode, {
    description:
      "Tells the learners whom documents are for that these are there, each document at most once a day. The job's result is DocumentAnnouncement.",
  })
  async announceDocuments(
    @Arg("ids", () => [ID], { description: "The documents, at most 100." }) ids: string[],
    @Arg("sessionId", () => ID, SESSION) sessionId: string | null,
    @Ctx() ctx: Context,
  ): Promise<Job> {
    return readJob(ctx, await announceDocuments(ctx, ids, sessionId));
  }
}
