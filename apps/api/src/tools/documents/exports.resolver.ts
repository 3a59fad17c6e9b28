import { Arg, Ctx, ID, Mutation, registerEnumType, Resolver } from "type-graphql";
import { readJob } from "../../core/jobs/jobs";
import { JobNode } from "../../core/jobs/jobs.types";
import type { Context } from "../../kernel/context";
import type { Job } from "../../generated/prisma/client.ts";
import type { TableFormat } from "../../kernel/tables";
import { exportDocuments, exportReaders } from "./exports";
import { ReaderFilterEnum } from "./files.types";
import type { ReaderFilter } from "./readers";

const ListFormatEnum: Record<TableFormat, TableFormat> = { CSV: "CSV", XLSX: "XLSX" };
registerEnumType(ListFormatEnum, {
  name: "DocumentListFormat",
  description: "A file that a list is written to.",
  valuesConfig: {
    CSV: { description: "Comma-separated values, UTF-8 (RFC 4180)." },
    XLSX: { description: "An Office Open XML workbook." },
  },
});

const SESSION = { nullable: true, description: "The session it is looked at in; absent = the base." } as const;

@Resolver()
export class DocumentExportResolver {
  @Mutation(() => JobNode, {
    description:
      "Writes the list of the course's own documents to a file, with how many have opened each; for staff. Result: FileProduced.",
  })
  async exportDocuments(
    @Arg("courseId", () => ID, { description: "The course." }) courseId: string,
    @Arg("sessionId", () => ID, SESSION) sessionId: string | null,
    @Arg("format", () => ListFormatEnum, { description: "The kind of file." }) format: TableFormat,
    @Ctx() ctx: Context,
  ): Promise<Job> {
    return readJob(ctx, await exportDocuments(ctx, courseId, sessionId, format));
  }

  @Mutation(() => JobNode, {
    description: "Writes the list of a document's readers to a file, by name, for those who may see them. Result: FileProduced.",
  })
  async exportDocumentReaders(
    @Arg("id", () => ID, { description: "The document." }) id: string,
    @Arg("sessionId", () => ID, SESSION) sessionId: string | null,
    @Arg("filter", () => ReaderFilterEnum, { nullable: true, description: "Which learners; ALL when absent." }) filter: ReaderFilter | null,
    @Arg("format", () => ListFormatEnum, { description: "The kind of file." }) format: TableFormat,
    @Ctx() ctx: Context,
  ): Promise<Job> {
    return readJob(ctx, await exportReaders(ctx, id, sessionId, { filter: filter ?? "ALL", format }));
  }
}
