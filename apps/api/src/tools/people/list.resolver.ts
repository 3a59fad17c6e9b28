import { Arg, Ctx, ID, Mutation, registerEnumType, Resolver } from "type-graphql";
import type { Context } from "../../kernel/context";
import type { Job } from "../../generated/prisma/client.ts";
import { CourseUsersFilter, ImportEnrolmentsOptions } from "../../core/enrolments/enrolments.inputs";
import { startExport, startImport } from "../../core/enrolments/list-jobs";
import { JobNode } from "../../core/jobs/jobs.types";

export const PeopleFileFormat = { CSV: "CSV", XLSX: "XLSX" } as const;
registerEnumType(PeopleFileFormat, {
  name: "PeopleFileFormat",
  description: "A kind of file for a list of people.",
  valuesConfig: {
    CSV: { description: "Comma separated values: RFC 4180, UTF-8 with a byte order mark." },
    XLSX: { description: "A workbook (ECMA-376); every cell is text." },
  },
});

@Resolver()
export class PeopleListResolver {
  @Mutation(() => JobNode, {
    description: "Writes the people to a file, for staff; importEnrolmentList takes it back as it is. Result: FileProduced.",
  })
  exportCourseUsers(
    @Arg("courseId", () => ID, { description: "The course." }) courseId: string,
    @Arg("sessionId", () => ID, { nullable: true, description: "The session; absent = the course itself." }) sessionId: string | null,
    @Arg("filter", () => CourseUsersFilter, { nullable: true, description: "Which people; all when absent." })
    filter: CourseUsersFilter | null,
    @Arg("format", () => PeopleFileFormat, { description: "The kind of file." }) format: keyof typeof PeopleFileFormat,
    @Arg("fieldIds", () => [ID], { nullable: true, description: "Extra fields of the profile to add as columns, at most 50." })
    fieldIds: string[] | null,
    @Ctx() ctx: Context,
  ): Promise<Job> {
    return startExport(ctx, { courseId, sessionId: sessionId ?? null, format, filter: { ...filter }, fieldIds: fieldIds ?? [] });
  }

  @Mutation(() => JobNode, {
    description:
      "Enrols who is named in a long list or a file (CSV, text, XLSX), for teachers. With dryRun nothing is written. Result: EnrolmentImport.",
  })
  importEnrolmentList(
    @Arg("courseId", () => ID, { description: "The course." }) courseId: string,
    @Arg("text", () => String, { nullable: true, description: "The list, as importEnrolments takes it; at most 10,000 lines." }) text:
      | string
      | null,
    @Arg("uploadId", () => ID, { nullable: true, description: "A finished upload of the caller's, instead of a text." }) uploadId:
      | string
      | null,
    @Arg("options", () => ImportEnrolmentsOptions, { nullable: true, description: "Where and how." })
    options: ImportEnrolmentsOptions | null,
    @Arg("dryRun", () => Boolean, { defaultValue: false, description: "Only say what would come of it." }) dryRun: boolean,
    @Ctx() ctx: Context,
  ): Promise<Job> {
    const { sessionId, role, notify } = options ?? {};
    return startImport(ctx, {
      courseId,
      sessionId: sessionId ?? null,
      text: text ?? null,
      uploadId: uploadId ?? null,
      role: role ?? null,
      notify: notify ?? false,
      dryRun,
    });
  }
}
