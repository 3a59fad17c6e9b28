import { Arg, Ctx, ID, Int, Query, Resolver, Root, Subscription } from "type-graphql";
import type { Context } from "../../kernel/context";
import { NotFound } from "../../kernel/errors";
import { isId } from "../../kernel/ids";
import { live, oncePerEvent, passing, type LiveEvent } from "../../kernel/live";
import { toldOf } from "../../kernel/notices";
import { viewerCan } from "../../kernel/policy";
import type { Notice } from "../../kernel/realtime";
import type { Member } from "../../kernel/gate";
import type { Page } from "../../kernel/connections";
import { profileFieldOf } from "../../core/accounts/profile-fields.types";
import { courseStaff, courseUser, courseUsers, PeopleOrder } from "../../core/enrolments/course-users";
import { fieldsShown } from "../../core/enrolments/extra-fields";
import { CourseUsersFilter, ProfileFieldFilterInput } from "../../core/enrolments/enrolments.inputs";
import { peoplePolicy } from "../../core/enrolments/enrolments.policy";
import { Enrolment, EnrolmentConnection, PersonHit } from "../../core/enrolments/enrolments.types";
import { NEW_ENROLMENT } from "../../core/enrolments/newcomers";
import { othersShown } from "../../core/enrolments/people-visibility";
import { peopleSettingsOf, peopleSubject } from "../../core/enrolments/people-rights";
import { searchPeople } from "../../core/enrolments/search-people";
import { CourseUserChange, PeopleTool } from "./people.types";

const TOOL = "people";
const SHOWN = /^enrolments\.(enrolment|role|dates|main|source|visibility)\./;

interface LiveArguments {
  courseId: string;
  sessionId?: string | null;
  after?: string | null;
}

@Resolver()
export class PeopleResolver {
  @Query(() => PeopleTool, { description: "The people tool of a course, for its members." })
  async people(
    @Arg("courseId", () => ID, { description: "The course." }) courseId: string,
    @Arg("sessionId", () => ID, { nullable: true, description: "The session; absent = the course itself." }) sessionId: string | null,
    @Ctx() ctx: Context,
  ): Promise<PeopleTool> {
    const member = await ctx.enter(courseId, { tool: TOOL, sessionId });
    const subject = await peopleSubject(ctx, member);
    const { values } = await peopleSettingsOf(ctx, courseId);
    const mayTell = member.isStaff && (await toldOf(ctx.db, courseId, NEW_ENROLMENT)).has("LEARNERS");
    return {
      othersShown: await othersShown(ctx, member),
      notify: values.notify && mayTell,
      mayTell,
      fields: async () => (await fieldsShown(ctx, member)).map(profileFieldOf),
      viewerCan: viewerCan(member, peoplePolicy, subject),
    };
  }

  @Query(() => EnrolmentConnection, { description: "The people of a course or session. Learners see what its setting shows of others." })
  async courseUsers(
    @Arg("courseId", () => ID, { description: "The course." }) courseId: string,
    @Arg("sessionId", () => ID, { nullable: true, description: "The session; absent = the course itself, without its sessions' people." })
    sessionId: string | null,
    @Arg("filter", () => CourseUsersFilter, { nullable: true, description: "Which people; all when absent." })
    filter: CourseUsersFilter | null,
    @Arg("orderBy", () => PeopleOrder, { nullable: true, description: "By what; NAME when absent." }) orderBy:
      | keyof typeof PeopleOrder
      | null,
    @Arg("orderByField", () => ID, { nullable: true, description: "An extra field to sort by, in the place of orderBy; staff only." })
    orderByField: string | null,
    @Arg("descending", () => Boolean, { nullable: true, description: "From the end; false when absent." }) descending: boolean | null,
    @Arg("first", () => Int, { nullable: true, description: "How many, 20 when absent, at most 100." }) first: number | null,
    @Arg("after", () => String, { nullable: true, description: "The endCursor of the page before." }) after: string | null,
    @Ctx() ctx: Context,
  ): Promise<Page<Enrolment>> {
    const member = await ctx.enter(courseId, { tool: TOOL, sessionId });
    return courseUsers(ctx, member, { filter, orderBy, orderByField, descending, first, after });
  }

  @Query(() => Enrolment, { description: "One person of a course or session, for those who may know of them." })
  async courseUser(
    @Arg("courseId", () => ID, { description: "The course." }) courseId: string,
    @Arg("userId", () => ID, { description: "The person." }) userId: string,
    @Arg("sessionId", () => ID, { nullable: true, description: "The session; absent = the course itself." }) sessionId: string | null,
    @Ctx() ctx: Context,
  ): Promise<Enrolment> {
    const member = await ctx.enter(courseId, { tool: TOOL, sessionId });
    const found = isId(userId) ? await courseUser(ctx, member, { userId }) : null;
    if (!found) throw NotFound();
    return found;
  }

  @Query(() => [Enrolment], {
    description: "Whose course it is: its teachers, the main one first, and its tutors; at most 200. For everybody who enters.",
  })
  async courseStaff(
    @Arg("courseId", () => ID, { description: "The course." }) courseId: string,
    @Arg("sessionId", () => ID, { nullable: true, description: "The session, for its tutors; absent = the course itself." }) sessionId:
      | string
      | null,
    @Ctx() ctx: Context,
  ): Promise<Enrolment[]> {
    return courseStaff(ctx, await ctx.enter(courseId, { sessionId }));
  }

  @Query(() => [PersonHit], {
    description:
      "People of the portal whom a teacher might enrol, best first, at most 20, or 200 where fields are given. From 2 letters or with a field; 60 searches a minute.",
  })
  searchPeople(
    @Arg("courseId", () => ID, { description: "The course to enrol into." }) courseId: string,
    @Arg("text", () => String, {
      description: "Parts of name, login or address, or an official code; may be empty where fields are given.",
    })
    text: string,
    @Arg("sessionId", () => ID, { nullable: true, description: "The session; absent = the course itself." }) sessionId: string | null,
    @Arg("fields", () => [ProfileFieldFilterInput], {
      nullable: true,
      description: "What findable extra fields have to say, at most 5; none of them empty.",
    })
    fields: ProfileFieldFilterInput[] | null,
    @Ctx() ctx: Context,
  ): Promise<PersonHit[]> {
    return searchPeople(ctx, courseId, sessionId, { text, fields: fields ?? [] });
  }

  @Subscription(() => CourseUserChange, {
    description: "Who comes, goes or changes in a course or session, as far as the listener may know of them.",
    subscribe: ({ context, args }: { context: Context; args: LiveArguments }) => changes(context, args),
  })
  async courseUsersChanged(
    @Arg("courseId", () => ID, { description: "The course." }) courseId: string,
    @Arg("sessionId", () => ID, { nullable: true, description: "The session; absent = the course itself." }) sessionId: string | null,
    @Arg("after", () => String, { nullable: true, description: "The last eventId that was received, to miss nothing." }) _after:
      | string
      | null,
    @Root() event: LiveEvent,
  ): Promise<CourseUserChange> {
    const member = await event.ctx.enter(courseId, { tool: TOOL, sessionId });
    const id = event.rowId!;
    const node = await courseUser(event.ctx, member, { enrolmentId: id });
    const gone = node === null || node.state === "ENDED";
    return {
      action: gone ? "DELETED" : event.name === "enrolments.enrolment.started" ? "CREATED" : "UPDATED",
      id,
      node,
      eventId: event.id,
    };
  }
}

/** Only the run that is watched: another session's people are nobody's business here. */
async function changes(ctx: Context, { courseId, sessionId, after }: LiveArguments): Promise<AsyncIterableIterator<LiveEvent>> {
  const enter = (fresh: Context) => fresh.enter(courseId, { tool: TOOL, sessionId });
  const { runId } = await enter(ctx);
  const source = live(ctx, {
    topic: `course:${courseId}`,
    after,
    accepts: (notice) => SHOWN.test(notice.name) && notice.runId === runId && Boolean(notice.rowId),
    check: enter,
    share: async (notice, own) => listenersClass(await enter(own), notice),
  });
  return passing(source, async (event) => ((await mayHear(event, await enter(event.ctx))) ? event : null));
}

/**
 * The class of a listener: all who stand here in one role and in the same groups are shown the same of somebody else. Whom it is about,
 * and who did it, see more.
 */
function listenersClass(member: Member, notice: Notice): string | null {
  const concerned = member.userId === null || member.userId === notice.userId || member.userId === notice.actorId;
  if (concerned || !notice.userId || member.isPreview) return null;
  const { runId, role, isAdministrator, editsBase, readOnly } = member;
  return JSON.stringify([runId, role, isAdministrator, editsBase, readOnly, member.groupIds.toSorted(), member.tutoredGroupIds.toSorted()]);
}

/** Where learners do not see one another, they do not hear of one another either: not even that somebody unnamed came. */
async function mayHear(event: LiveEvent, member: Member): Promise<boolean> {
  if (member.isStaff || event.userId === member.userId) return true;
  const shown = await oncePerEvent(event, `othersShown ${member.courseId} ${member.role}`, () => othersShown(event.ctx, member));
  return (
    shown === "NAMES" || shown === "NAMES_AND_PICTURES" || (await courseUser(event.ctx, member, { enrolmentId: event.rowId! })) !== null
  );
}
