import { inviteInput } from "@lyceum/shared/inputs/enrolments";
import { Arg, Ctx, Field, ID, InputType, Int, Mutation, ObjectType, Query, Resolver } from "type-graphql";
import { Validated } from "../../kernel/input";
import { Public } from "../../kernel/public";
import type { Context } from "../../kernel/context";
import type { CourseInvitation as InvitationRow } from "../../generated/prisma/client.ts";
import { CourseRole } from "../../generated/prisma/enums.ts";
import { Enrolment, enrolmentOf, OWN_SIGHT } from "./enrolments.types";
import { orClosed } from "./closed-course";
import { findInvitation } from "./held-invitation";
import { acceptInvitation, courseInvitations, inviteToCourse, revokeInvitation, type MadeInvitation } from "./invitations";

@ObjectType({ description: "A link into a course or session, as its teachers see it.", simpleResolvers: true })
export class CourseInvitation {
  @Field(() => ID, { description: "The invitation." })
  id!: string;
  @Field(() => ID, { description: "The course." })
  courseId!: string;
  @Field(() => CourseRole, { description: "As what people come in." })
  role!: CourseRole;
  @Field(() => String, { nullable: true, description: "The address that it was sent to; null = a link for many." })
  email!: string | null;
  @Field(() => Int, { description: "How many people came by it." })
  uses!: number;
  @Field(() => Int, { nullable: true, description: "How many may; null = no limit." })
  maxUses!: number | null;
  @Field(() => Date, { nullable: true, description: "It works until then." })
  until!: Date | null;
  @Field(() => Date, { description: "When it was made." })
  createdAt!: Date;
  @Field(() => Date, { nullable: true, description: "When it was made worthless." })
  revokedAt!: Date | null;
  @Field(() => String, {
    nullable: true,
    description: "The page that lets people in, a path; given once, when the link is made, and never for one that was sent by mail.",
  })
  path!: string | null;
}

const nodeOf = ({ row, code }: MadeInvitation): CourseInvitation => pick(row, code ? `/join/${code}` : null);
const pick = (
  { id, courseId, role, email, uses, maxUses, until, createdAt, revokedAt }: InvitationRow,
  path: string | null,
): CourseInvitation => ({
  ...{ id, courseId, role, email, uses, maxUses, until, createdAt, revokedAt },
  path,
});

@ObjectType({ description: "What somebody with a link may know before they come in.", simpleResolvers: true })
export class InvitationFace {
  @Field(() => String, { description: "The course's code." })
  courseCode!: string;
  @Field(() => String, { description: "The course's name." })
  courseTitle!: string;
  @Field(() => ID, { nullable: true, description: "The session, where it leads into one." })
  sessionId!: string | null;
  @Field(() => String, { nullable: true, description: "The session's name." })
  sessionTitle!: string | null;
  @Field(() => CourseRole, { description: "As what one comes in." })
  role!: CourseRole;
}

@Validated(inviteInput)
@InputType({ description: "Who is invited, and where to." })
export class InviteInput {
  @Field(() => ID, { description: "The course." })
  courseId!: string;
  @Field(() => ID, { nullable: true, description: "The session; absent = the course itself." })
  sessionId?: string | null;
  @Field(() => CourseRole, { nullable: true, description: "As what; LEARNER when absent." })
  role?: CourseRole | null;
  @Field(() => [String], {
    nullable: true,
    description: "Mail addresses, at most 200, each with a link of its own; absent = one link for many.",
  })
  emails?: string[] | null;
  @Field(() => Int, { nullable: true, description: "How many people may come by the link, 1 to 10,000; absent = no limit." })
  maxUses?: number | null;
  @Field(() => Date, { nullable: true, description: "It works until then; 30 days when absent." })
  until?: Date | null;
  @Field(() => [ID], { nullable: true, description: "Groups of the course or session that people come into, at most 20." })
  groupIds?: string[] | null;
}

@Resolver()
export class CourseInvitationResolver {
  @Query(() => [CourseInvitation], { description: "The invitations that still stand, the newest first, at most 200; for teachers." })
  async courseInvitations(
    @Arg("courseId", () => ID, { description: "The course." }) courseId: string,
    @Arg("sessionId", () => ID, { nullable: true, description: "The session; absent = the course itself." }) sessionId: string | null,
    @Ctx() ctx: Context,
  ): Promise<CourseInvitation[]> {
    return (await courseInvitations(ctx, courseId, sessionId)).map((row) => pick(row, null));
  }

  @Mutation(() => [CourseInvitation], { description: "Invites people into a course or session, for its teachers: by a link, or by mail." })
  async inviteToCourse(
    @Arg("input", () => InviteInput, { description: "Who and where to." }) input: InviteInput,
    @Ctx() ctx: Context,
  ): Promise<CourseInvitation[]> {
    return (await inviteToCourse(ctx, inviteInput.parse(input))).map(nodeOf);
  }

  @Mutation(() => CourseInvitation, { description: "Makes an invitation worthless, for teachers; who came by it stays." })
  async revokeCourseInvitation(
    @Arg("invitationId", () => ID, { description: "The invitation." }) invitationId: string,
    @Ctx() ctx: Context,
  ): Promise<CourseInvitation> {
    return pick(await revokeInvitation(ctx, invitationId), null);
  }

  @Public("somebody who holds a link reads where it leads before they sign in or register")
  @Query(() => InvitationFace, {
    description: "Where a link leads. NOT_FOUND for one that does not hold; 20 wrong ones an hour are RATE_LIMITED.",
  })
  async invitation(
    @Arg("code", () => String, { description: "The code in the link." }) code: string,
    @Ctx() ctx: Context,
  ): Promise<InvitationFace> {
    const { run, role } = await findInvitation(ctx, code);
    const { course, session } = run;
    return { courseCode: course.code, courseTitle: course.title, sessionId: run.sessionId, sessionTitle: session?.title ?? null, role };
  }

  @Mutation(() => Enrolment, { description: "Comes in by a link. NOT_FOUND for one that does not hold; a full course is LOCKED." })
  async acceptInvitation(
    @Arg("code", () => String, { description: "The code in the link." }) code: string,
    @Ctx() ctx: Context,
  ): Promise<Enrolment> {
    const row = await acceptInvitation(ctx, code);
    const member = await ctx.enter(row.courseId, { sessionId: row.run.sessionId, beforeTerms: true }).catch(orClosed);
    return enrolmentOf(row, member, OWN_SIGHT);
  }
}
