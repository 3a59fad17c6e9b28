import type { CourseExample } from "../../kernel/course-copy";
import { setDocumentsState } from "./arrange";
import { createPage } from "./pages";

/** One page, to show what a page is. */
export async function examplePage({ ctx, member, t }: CourseExample): Promise<string[]> {
  const page = await createPage(ctx, { courseId: member.courseId, title: t("page.title"), body: t("page.body") });
  await setDocumentsState(ctx, [page.id], "PUBLISHED");
  return [page.id];
}
