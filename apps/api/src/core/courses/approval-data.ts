import type { CourseRow } from "./courses.policy";

/** What the events of an approval carry, for what is told of them. */
export const approvalData = (
  { title, code, createdById }: Pick<CourseRow, "title" | "code" | "createdById">,
  reason: string | null = null,
) => ({
  title,
  code,
  reason,
  maker: createdById,
});
export type ApprovalData = ReturnType<typeof approvalData>;
