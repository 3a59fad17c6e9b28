import { createGroupInput, groupTitleField } from "@lyceum/shared/inputs/sessions";
import { Arg, Ctx, ID, Mutation, Query, Resolver } from "type-graphql";
import type { Context } from "../../kernel/context";
import { Invalid } from "../../kernel/errors";
import { authorize } from "../../kernel/policy";
import { personOf, personSelect } from "../accounts/people.types";
import { changeGroup, createGroup, enterGroup, groupNode, groupPolicy, groupsOfRun, setGroupMembers } from "./groups";
import { CourseGroup, CourseGroupMember, CreateGroupInput } from "./groups.types";

@Resolver()
export class CourseGroupResolver {
  @Query(() => [CourseGroup], { description: "The groups of a course or session: all for staff, their own for learners; at most 1,000." })
  async courseGroups(
    @Arg("courseId", () => ID, { description: "The course." }) courseId: string,
    @Arg("sessionId", () => ID, { nullable: true, description: "The session; absent = the course itself." }) sessionId: string | null,
    @Ctx() ctx: Context,
  ): Promise<CourseGroup[]> {
    return groupsOfRun(ctx, await ctx.enter(courseId, { sessionId }));
  }

  @Query(() => [CourseGroupMember], { description: "The people of a group, by name, for staff and for its members." })
  async groupMembers(
    @Arg("groupId", () => ID, { description: "The group." }) groupId: string,
    @Ctx() ctx: Context,
  ): Promise<CourseGroupMember[]> {
    const { group, member } = await enterGroup(ctx, groupId);
    authorize(member, groupPolicy, "seeMembers", group);
    const rows = await ctx.db.groupMember.findMany({
      where: { groupId },
      select: { tutor: true, user: { select: personSelect } },
      orderBy: [{ user: { familyName: "asc" } }, { userId: "asc" }],
      relationLoadStrategy: "join",
    });
    return rows.map((row) => ({ id: row.user.id, person: personOf(row.user), tutor: row.tutor }));
  }

  @Mutation(() => CourseGroup, { description: "Makes a group, for staff." })
  createGroup(
    @Arg("input", () => CreateGroupInput, { description: "Where, what, who." }) input: CreateGroupInput,
    @Ctx() ctx: Context,
  ): Promise<CourseGroup> {
    return createGroup(ctx, createGroupInput.parse(input));
  }

  @Mutation(() => CourseGroup, { description: "Replaces the people of a group, for staff." })
  setGroupMembers(
    @Arg("groupId", () => ID, { description: "The group." }) groupId: string,
    @Arg("userIds", () => [ID], { description: "Who is in it from now on; people of the course or session." }) userIds: string[],
    @Arg("tutorIds", () => [ID], { nullable: true, description: "Who tutors it." }) tutorIds: string[] | null,
    @Ctx() ctx: Context,
  ): Promise<CourseGroup> {
    return setGroupMembers(ctx, groupId, { userIds, tutorIds: tutorIds ?? [] });
  }

  @Mutation(() => CourseGroup, { description: "Renames a group, for staff." })
  async renameGroup(
    @Arg("groupId", () => ID, { description: "The group." }) groupId: string,
    @Arg("title", () => String, { description: "Its name, 1 to 100 characters." }) title: string,
    @Ctx() ctx: Context,
  ): Promise<CourseGroup> {
    const parsed = groupTitleField.safeParse(title);
    if (!parsed.success) throw Invalid("title", "title.invalid", parsed.error.issues[0]!.message);
    const group = await changeGroup(ctx, groupId, { title: parsed.data });
    return groupNode(ctx, ctx.memberOf(group.courseId), group.id);
  }

  @Mutation(() => Boolean, { description: "Puts a group into the trash, for staff: its members lose its content at once. True when done." })
  async deleteGroup(@Arg("groupId", () => ID, { description: "The group." }) groupId: string, @Ctx() ctx: Context): Promise<boolean> {
    await changeGroup(ctx, groupId, { trashedAt: new Date() });
    return true;
  }
}
