import type { Context } from "../../kernel/context";
import type { Member } from "../../kernel/gate";

/** Has one of the documents' jobs done in the member's name; gives its id. */
export const startJob = (
  ctx: Context,
  member: Pick<Member, "userId" | "courseId">,
  kind: string,
  input: Record<string, unknown>,
): Promise<string> => ctx.write((tx) => ctx.services.jobs.enqueue(tx, { kind, input, userId: member.userId, courseId: member.courseId }));
