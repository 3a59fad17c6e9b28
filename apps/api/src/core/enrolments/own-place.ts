import type { z } from "zod";
import type { courseVisibilityInput } from "@lyceum/shared/inputs/enrolments";
import { Forbidden, NotFound } from "../../kernel/errors";
import type { Context } from "../../kernel/context";
import { enrolmentOf, OWN_SIGHT, type Enrolment } from "./enrolments.types";
import { findEnrolments, loadEnrolments } from "./rows";

/** The viewer's own enrolment here, in the session or, for teachers, in the course; null for readers without one. Statements: 1. */
export async function myEnrolment(ctx: Context, courseId: string, sessionId: string | null): Promise<Enrolment | null> {
  const member = await ctx.enter(courseId, { sessionId });
  const viewer = await ctx.viewer();
  if (!viewer) return null;
  const here = member.sessionRunId ?? member.baseRunId;
  const rows = await findEnrolments(ctx.db, { userId: viewer.id, runId: { in: [here, member.baseRunId] }, state: { not: "ENDED" } });
  const own = rows.find((row) => row.runId === here) ?? rows[0];
  return own ? enrolmentOf(own, member, OWN_SIGHT) : null;
}

/** Changes what the viewer shows of themself in one course; only staff have office hours. NOT_FOUND for who has no place there. */
export async function setMyCourseVisibility(
  ctx: Context,
  courseId: string,
  sessionId: string | null,
  input: z.output<typeof courseVisibilityInput>,
): Promise<Enrolment> {
  const mine = await myEnrolment(ctx, courseId, sessionId);
  if (!mine) throw NotFound();
  if (ctx.memberOf(courseId).isPreview) throw Forbidden();
  if (typeof input.officeHours === "string" && mine.role === "LEARNER") throw Forbidden("STAFF_ONLY");
  await ctx.write(async (tx, emit) => {
    const row = await tx.enrolment.update({
      where: { id: mine.id },
      data: {
        ...(typeof input.showPicture === "boolean" ? { showPicture: input.showPicture } : {}),
        ...(typeof input.showMail === "boolean" ? { showMail: input.showMail } : {}),
        ...(typeof input.officeHours === "string" ? { officeHours: input.officeHours } : {}),
        version: { increment: 1 },
      },
    });
    emit("enrolments.visibility.changed", { id: row.id, courseId, runId: row.runId, userId: row.userId });
  });
  const [row] = await loadEnrolments(ctx.db, [mine.id]);
  return enrolmentOf(row!, ctx.memberOf(courseId), OWN_SIGHT);
}
