import type { Context } from "../../kernel/context";
import { newId } from "../../kernel/ids";
import type { Member } from "../../kernel/gate";
import { authorize } from "../../kernel/policy";
import type { Tx } from "../../kernel/database";
import { enterCourseRow } from "./courses";
import { coursePolicy } from "./courses.policy";

/** The caller's own preview learner of the run where the caller stands. */
export interface PreviewSeat {
  id: string;
  courseId: string;
  sessionId: string | null;
}

async function enterAsStaff(ctx: Context, courseId: string, sessionId: string | null): Promise<{ member: Member; ownerId: string }> {
  const viewer = await ctx.enterSelf();
  const { member, course } = await enterCourseRow(ctx, courseId, { sessionId, preview: false });
  authorize(member, coursePolicy, "preview", course);
  return { member, ownerId: viewer.id };
}

/** Finds the caller's preview learner of this run, or makes it: one person of kind PREVIEW for each teacher and course, one run for each run shown. */
export async function startPreview(ctx: Context, courseId: string, sessionId: string | null): Promise<PreviewSeat> {
  const { member, ownerId } = await enterAsStaff(ctx, courseId, sessionId);
  const known = await ctx.db.courseRun.findFirst({ where: { kind: "PREVIEW", parentRunId: member.runId, ownerId } });
  const run = known ?? (await ctx.write((tx) => makePreview(tx, member, ownerId)));
  return { id: run.id, courseId, sessionId: member.sessionId };
}

async function makePreview(tx: Tx, member: Member, ownerId: string): Promise<{ id: string }> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext(${`preview:${member.courseId}:${ownerId}`}))`;
  const known = await tx.courseRun.findFirst({ where: { kind: "PREVIEW", parentRunId: member.runId, ownerId } });
  if (known) return known;
  const other = await tx.enrolment.findFirst({
    where: { courseId: member.courseId, kind: "PREVIEW", run: { kind: "PREVIEW", ownerId } },
    select: { userId: true },
  });
  const userId =
    other?.userId ??
    (
      await tx.user.create({
        data: {
          kind: "PREVIEW",
          login: `preview-${newId()}`,
          givenName: "Preview",
          familyName: "",
          state: "INACTIVE",
          createdById: ownerId,
        },
      })
    ).id;
  const run = await tx.courseRun.create({ data: { courseId: member.courseId, kind: "PREVIEW", parentRunId: member.runId, ownerId } });
  await tx.enrolment.create({
    data: { userId, courseId: member.courseId, runId: run.id, role: "LEARNER", kind: "PREVIEW", createdById: ownerId },
  });
  return run;
}

/** Erases everything that the caller's preview learner has done in this run, in one transaction, and starts afresh. */
export async function resetPreview(ctx: Context, courseId: string, sessionId: string | null): Promise<PreviewSeat> {
  const { member, ownerId } = await enterAsStaff(ctx, courseId, sessionId);
  const run = await ctx.write(async (tx) => {
    const old = await tx.courseRun.findFirst({ where: { kind: "PREVIEW", parentRunId: member.runId, ownerId } });
    if (old) await tx.$executeRaw`SELECT erase_run(${old.id}::uuid)`;
    return makePreview(tx, member, ownerId);
  });
  return { id: run.id, courseId, sessionId: member.sessionId };
}
