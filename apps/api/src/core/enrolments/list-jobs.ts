import { stringify } from "csv-stringify/sync";
import { z } from "zod";
import { IMPORT_MAX, courseRoleField, importTextField, profileFieldFilter, SHOWN_FIELDS_MAX } from "@lyceum/shared/inputs/enrolments";
import { decodeText } from "@lyceum/shared/text-encoding";
import { Invalid } from "../../kernel/errors";
import { readBlob, requireUpload } from "../../kernel/files";
import { defineJob, type JobRun } from "../../kernel/jobs";
import { authorize } from "../../kernel/policy";
import { storeTable } from "../../kernel/tables";
import type { Context } from "../../kernel/context";
import type { Member } from "../../kernel/gate";
import type { Job } from "../../generated/prisma/client.ts";
import { FileProduced } from "../jobs/jobs.types";
import { checked } from "./checked-argument";
import { peoplePolicy } from "./enrolments.policy";
import { EnrolmentImport } from "./enrolments.types";
import { exportPeople } from "./export-people";
import { importEnrolments } from "./import";
import { importNode } from "./import-node";
import { peopleSubject } from "./people-rights";
import { isWorkbook, readWorkbook } from "./workbook";

const FILE_MAX = 20 * 1024 * 1024;
const place = { courseId: z.uuid(), sessionId: z.uuid().nullable() };
const importInput = z.object({
  ...place,
  text: z.string().nullable(),
  uploadId: z.string().nullable(),
  role: courseRoleField.nullable(),
  notify: z.boolean(),
  dryRun: z.boolean(),
});
const filterInput = z.object({
  text: z.string().nullish(),
  roles: z.array(courseRoleField).nullish(),
  states: z.array(z.enum(["ACTIVE", "SUSPENDED", "ENDED"])).nullish(),
  groupId: z.string().nullish(),
  classId: z.string().nullish(),
  neverEntered: z.boolean().nullish(),
  absentForDays: z.number().nullish(),
  fields: z.array(profileFieldFilter).nullish(),
});
const exportInput = z.object({
  ...place,
  format: z.enum(["CSV", "XLSX"]),
  filter: filterInput,
  fieldIds: z.array(z.uuid()).max(SHOWN_FIELDS_MAX).default([]),
});
type ImportJob = z.output<typeof importInput>;
type ExportJob = z.output<typeof exportInput>;
type ExportAsked = z.input<typeof exportInput>;

async function enterAs(ctx: Context, where: { courseId: string; sessionId: string | null }, action: "enrol" | "export"): Promise<Member> {
  const member = await ctx.enter(
    where.courseId,
    action === "export" ? { tool: "people", sessionId: where.sessionId } : { sessionId: where.sessionId },
  );
  authorize(member, peoplePolicy, action, await peopleSubject(ctx, member));
  return member;
}

/** The list as text: as it was pasted, or a file's by its encoding, a workbook's first sheet as a table. */
async function listOf(ctx: Context, { text, uploadId }: Pick<ImportJob, "text" | "uploadId">): Promise<string> {
  if (!uploadId) return text ?? "";
  const upload = await requireUpload(ctx, uploadId);
  const bytes = await readBlob(ctx.services, upload.sha256, FILE_MAX);
  const list = isWorkbook(bytes) ? stringify(await readWorkbook(bytes)) : decodeText(bytes).text;
  if (list.length > IMPORT_MAX) throw Invalid("uploadId", "list.tooLong", "The list is too long: cut it into parts.");
  return list;
}

async function runImport({ ctx, input, report }: JobRun<ImportJob>): Promise<Record<string, unknown>> {
  await enterAs(ctx, input, "enrol");
  await report(0.05, "people:job.reading");
  const list = checked(importTextField, input.uploadId ? "uploadId" : "text", await listOf(ctx, input));
  await report(0.2, "people:job.matching");
  const { sessionId, role, notify } = input;
  const done = await importEnrolments(ctx, input.courseId, list, { sessionId, role, notify }, input.dryRun, (share) =>
    report(share, "people:job.writing"),
  );
  return { ...importNode(done) };
}

async function runExport({ ctx, input, userId, report }: JobRun<ExportJob>): Promise<Record<string, unknown>> {
  const member = await enterAs(ctx, input, "export");
  await report(0.1, "people:job.writing");
  const rows = await exportPeople(ctx, member, input.filter, input.fieldIds);
  const file = { rows, title: `${member.courseCode}-people`, format: input.format, createdById: userId };
  return { ...(await storeTable(ctx.services, file)) };
}

export const peopleJobs = [
  defineJob({ kind: "people.import", input: importInput, resultType: EnrolmentImport, run: runImport }),
  defineJob({ kind: "people.export", input: exportInput, resultType: FileProduced, run: runExport }),
];

const start = (ctx: Context, member: Member, kind: string, input: Record<string, unknown>): Promise<Job> =>
  ctx.write(async (tx) => {
    const viewer = await ctx.enterSelf();
    const id = await ctx.services.jobs.enqueue(tx, { kind, input, userId: viewer.id, courseId: member.courseId });
    return tx.job.findUniqueOrThrow({ where: { id } });
  });

/** Starts to read a list or a file of people; the gate and the policy are asked now and again when it runs. */
export async function startImport(ctx: Context, input: ImportJob): Promise<Job> {
  const member = await enterAs(ctx, input, "enrol");
  if ((input.text === null) === (input.uploadId === null)) throw Invalid("text", "list.oneSource", "Give a text or an upload, not both.");
  if (input.uploadId) await requireUpload(ctx, input.uploadId);
  else checked(importTextField, "text", input.text);
  return start(ctx, member, "people.import", input);
}

/** Starts to write the people's list to a file. */
export async function startExport(ctx: Context, asked: ExportAsked): Promise<Job> {
  const member = await enterAs(ctx, asked, "export");
  return start(ctx, member, "people.export", checked(exportInput, "filter", asked));
}
