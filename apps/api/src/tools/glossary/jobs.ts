import { authorize } from "../../kernel/policy";
import type { Context } from "../../kernel/context";
import type { Member } from "../../kernel/gate";
import type { Job } from "../../generated/prisma/client.ts";
import { settingsIn } from "./glossaries";
import { glossaryPolicy } from "./glossary.policy";

/** The gate and the policy, asked when the job is started and again when it runs. */
export async function enterAsManager(
  ctx: Context,
  { courseId, sessionId }: { courseId: string; sessionId: string | null },
): Promise<Member> {
  const member = await ctx.enter(courseId, { tool: "glossary", sessionId });
  authorize(member, glossaryPolicy, "manage", (await settingsIn(ctx.db, courseId)).values);
  return member;
}

/** Puts a job of the course into the queue, for the caller. */
export const startJob = (ctx: Context, member: Member, kind: string, input: Record<string, unknown>): Promise<Job> =>
  ctx.write(async (tx) => {
    const viewer = await ctx.viewer();
    const id = await ctx.services.jobs.enqueue(tx, { kind, input, userId: viewer!.id, courseId: member.courseId });
    return tx.job.findUniqueOrThrow({ where: { id } });
  });
