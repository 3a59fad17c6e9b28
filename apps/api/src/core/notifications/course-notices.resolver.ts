import { isToolKey } from "@lyceum/shared/keys";
import { Arg, Ctx, ID, Query, Resolver } from "type-graphql";
import type { Context } from "../../kernel/context";
import { NotFound } from "../../kernel/errors";
import { allTools } from "../../kernel/manifest";
import { NOTICE_AUDIENCES, toldOf, type NoticeAudience } from "../../kernel/notices";
import { NoticeAudienceEnum } from "./course-notices.types";

@Resolver()
export class CourseNoticeResolver {
  @Query(() => [NoticeAudienceEnum], {
    description: "Whom the course tells of such a thing, for its members: a page offers to tell people only where somebody is told.",
  })
  async courseNotice(
    @Arg("courseId", () => ID, { description: "The course." }) courseId: string,
    @Arg("name", () => String, { description: "The notice: a field of NotificationSettings." }) name: string,
    @Arg("sessionId", () => ID, { nullable: true, description: "The session; absent = the course itself." }) sessionId: string | null,
    @Ctx() ctx: Context,
  ): Promise<NoticeAudience[]> {
    const owner = allTools().find(({ notices }) => notices && Object.hasOwn(notices, name));
    const member = await ctx.enter(courseId, { sessionId, ...(owner && isToolKey(owner.key) ? { tool: owner.key } : {}) });
    if (!owner) throw NotFound();
    const told = await toldOf(ctx.db, member.courseId, name);
    return NOTICE_AUDIENCES.filter((audience) => told.has(audience));
  }
}
