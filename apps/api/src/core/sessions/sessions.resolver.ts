import { createSessionInput, enrolInSessionInput, updateSessionInput } from "@lyceum/shared/inputs/sessions";
import { actIdsField } from "@lyceum/shared/inputs/enrolments";
import { Arg, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from "type-graphql";
import type { Context } from "../../kernel/context";
import { Invalid, NotFound } from "../../kernel/errors";
import type { Page } from "../../kernel/connections";
import { SessionAfterEnd } from "../../generated/prisma/enums.ts";
import type { Session as SessionRow } from "../../generated/prisma/client.ts";
import { Session } from "../courses/session.types";
import { coursesOf, courseSessions, loadSession, sessionMembers } from "./session-views";
import {
  addCoursesToSession,
  createSession,
  endSessionMembership,
  enrolInSession,
  mayManage,
  sessionsToManage,
  trashSession,
  updateSession,
  type SessionAct,
} from "./sessions";
import { shiftSessionDates, type SessionShift } from "./shift-dates";
import { CreateSessionInput, EnrolInSessionInput, UpdateSessionInput } from "./sessions.inputs";
import {
  CourseSessions,
  SessionConnection,
  SessionCourse,
  SessionCourseChoice,
  SessionDatesShift,
  SessionMember,
  SessionMemberConnection,
  SessionPeopleChange,
} from "./sessions.types";

/** Ids that are given as a plain list; too many, none, or no ids at all are INVALID_INPUT. */
function ids(path: string, given: string[]): string[] {
  const parsed = actIdsField.safeParse(given);
  if (!parsed.success) throw Invalid(path, "ids.invalid", "Give 1 to 10,000 ids.");
  return parsed.data;
}

function changeOf({ act, session, plans }: SessionAct): SessionPeopleChange {
  const enrolled = plans.filter((plan) => plan.outcome === "ENROLLED" || plan.outcome === "RESTORED").length;
  const ended = plans.filter((plan) => plan.after.state === "ENDED").length;
  return { actId: act.id, session, enrolled, ended, unchanged: plans.length - enrolled - ended };
}

@Resolver(() => Session)
export class SessionResolver {
  private row(ctx: Context, id: string): Promise<SessionRow> {
    const loader = ctx.loader<SessionRow>("session-rows", async (wanted) => {
      const rows = new Map((await ctx.db.session.findMany({ where: { id: { in: [...wanted] } } })).map((row) => [row.id, row]));
      return wanted.map((one) => rows.get(one) ?? null);
    });
    return loader.load(id).then((row) => row ?? Promise.reject(NotFound()));
  }

  @FieldResolver(() => SessionAfterEnd, { description: "What learners may do after the end." })
  async afterEnd(@Root() session: Session, @Ctx() ctx: Context): Promise<SessionAfterEnd> {
    return (await this.row(ctx, session.id)).afterEnd;
  }

  @FieldResolver(() => Boolean, { description: "Whether its tutors may change the courses' own content." })
  async tutorsEditBase(@Root() session: Session, @Ctx() ctx: Context): Promise<boolean> {
    return (await this.row(ctx, session.id)).tutorsEditBase;
  }

  @FieldResolver(() => Int, { description: "Grows with each change; give it as expectedVersion." })
  async version(@Root() session: Session, @Ctx() ctx: Context): Promise<number> {
    return (await this.row(ctx, session.id)).version;
  }

  @FieldResolver(() => Boolean, { description: "Whether the viewer may change it and its people." })
  async viewerManages(@Root() session: Session, @Ctx() ctx: Context): Promise<boolean> {
    const viewer = await ctx.viewer();
    return viewer !== null && mayManage(viewer, await this.row(ctx, session.id));
  }

  @FieldResolver(() => [SessionCourse], { description: "Its courses that the viewer may know of, by name." })
  courses(@Root() session: Session, @Ctx() ctx: Context): Promise<SessionCourse[]> {
    return coursesOf(ctx, session.id);
  }

  @Query(() => Session, { description: "One session, for who manages it and for its members." })
  session(@Arg("id", () => ID, { description: "The session." }) id: string, @Ctx() ctx: Context): Promise<SessionRow> {
    return loadSession(ctx, id);
  }

  @Query(() => SessionConnection, { description: "Sessions by title: all for administrators, their own for session managers." })
  sessions(
    @Arg("search", () => String, { nullable: true, description: "Part of the title." }) search: string | null,
    @Arg("first", () => Int, { nullable: true, description: "How many, 20 when absent, at most 100." }) first: number | null,
    @Arg("after", () => String, { nullable: true, description: "The endCursor of the page before." }) after: string | null,
    @Ctx() ctx: Context,
  ): Promise<Page<SessionRow>> {
    return sessionsToManage(ctx, { search, first, after });
  }

  @Query(() => CourseSessions, {
    description:
      "Where the viewer may enter a course: itself, and the sessions in which it is taught. Empty for a course that is not for the viewer.",
  })
  courseSessions(
    @Arg("courseId", () => ID, { description: "The course." }) courseId: string,
    @Ctx() ctx: Context,
  ): Promise<CourseSessions> {
    return courseSessions(ctx, courseId);
  }

  @Query(() => SessionMemberConnection, { description: "The people of a session, by name, for who manages it." })
  sessionMembers(
    @Arg("sessionId", () => ID, { description: "The session." }) sessionId: string,
    @Arg("search", () => String, { nullable: true, description: "Part of name or login." }) search: string | null,
    @Arg("first", () => Int, { nullable: true, description: "How many, 20 when absent, at most 100." }) first: number | null,
    @Arg("after", () => String, { nullable: true, description: "The endCursor of the page before." }) after: string | null,
    @Ctx() ctx: Context,
  ): Promise<Page<SessionMember>> {
    return sessionMembers(ctx, sessionId, { search, first, after });
  }

  @Query(() => [SessionCourseChoice], { description: "Courses that may be added to a session, at most 20, for who manages sessions." })
  async sessionCourseChoices(
    @Arg("search", () => String, { description: "Part of title or code; empty = the first by title." }) search: string,
    @Ctx() ctx: Context,
  ): Promise<SessionCourseChoice[]> {
    await ctx.enterPlatform("manageSessions");
    const part = { contains: search.trim().slice(0, 200), mode: "insensitive" as const };
    return ctx.db.course.findMany({
      where: { trashedAt: null, OR: [{ title: part }, { code: part }] },
      select: { id: true, code: true, title: true },
      orderBy: [{ title: "asc" }, { id: "asc" }],
      take: 20,
    });
  }

  @Mutation(() => Session, { description: "Makes a session, for administrators and session managers." })
  createSession(
    @Arg("input", () => CreateSessionInput, { description: "What, when, which courses." }) input: CreateSessionInput,
    @Ctx() ctx: Context,
  ): Promise<SessionRow> {
    return createSession(ctx, createSessionInput.parse(input));
  }

  @Mutation(() => Session, { description: "Changes a session; everybody inside is under the new dates at once." })
  updateSession(
    @Arg("id", () => ID, { description: "The session." }) id: string,
    @Arg("input", () => UpdateSessionInput, { description: "What to change." }) input: UpdateSessionInput,
    @Arg("expectedVersion", () => Int, { nullable: true, description: "The version that was read; stale = CONFLICT." }) expectedVersion:
      | number
      | null,
    @Ctx() ctx: Context,
  ): Promise<SessionRow> {
    return updateSession(ctx, id, updateSessionInput.parse(input), expectedVersion);
  }

  @Mutation(() => SessionDatesShift, {
    description:
      "Moves all dates of a session by whole days: its own, its overrides of the courses' items, and those of the items that it added. With dryRun it only says what would move.",
  })
  shiftSessionDates(
    @Arg("sessionId", () => ID, { description: "The session." }) sessionId: string,
    @Arg("days", () => Int, { description: "1 to 3,650 days, forwards or (negative) backwards." }) days: number,
    @Arg("dryRun", () => Boolean, { nullable: true, description: "Only say what would move." }) dryRun: boolean | null,
    @Ctx() ctx: Context,
  ): Promise<SessionShift> {
    return shiftSessionDates(ctx, sessionId, days, dryRun ?? false);
  }

  @Mutation(() => Session, { description: "Puts a session into the trash: nobody enters, nothing is lost." })
  deleteSession(@Arg("id", () => ID, { description: "The session." }) id: string, @Ctx() ctx: Context): Promise<SessionRow> {
    return trashSession(ctx, id, true);
  }

  @Mutation(() => Session, { description: "Takes a session out of the trash, whole." })
  restoreSession(@Arg("id", () => ID, { description: "The session." }) id: string, @Ctx() ctx: Context): Promise<SessionRow> {
    return trashSession(ctx, id, false);
  }

  @Mutation(() => Session, { description: "Adds courses to a session; its people come into them too." })
  addCoursesToSession(
    @Arg("sessionId", () => ID, { description: "The session." }) sessionId: string,
    @Arg("courseIds", () => [ID], { description: "The courses; those already in it are left alone." }) courseIds: string[],
    @Ctx() ctx: Context,
  ): Promise<SessionRow> {
    return addCoursesToSession(ctx, sessionId, ids("courseIds", courseIds));
  }

  @Mutation(() => SessionPeopleChange, { description: "Puts people into the session's courses." })
  async enrolInSession(
    @Arg("input", () => EnrolInSessionInput, { description: "Who, as what." }) input: EnrolInSessionInput,
    @Ctx() ctx: Context,
  ): Promise<SessionPeopleChange> {
    return changeOf(await enrolInSession(ctx, enrolInSessionInput.parse(input)));
  }

  @Mutation(() => SessionPeopleChange, {
    description: "Takes people out of a session; who is in a course of it by hand as well stays there. Results stay.",
  })
  async endSessionMembership(
    @Arg("sessionId", () => ID, { description: "The session." }) sessionId: string,
    @Arg("userIds", () => [ID], { description: "The people." }) userIds: string[],
    @Ctx() ctx: Context,
  ): Promise<SessionPeopleChange> {
    return changeOf(await endSessionMembership(ctx, sessionId, ids("userIds", userIds)));
  }
}
