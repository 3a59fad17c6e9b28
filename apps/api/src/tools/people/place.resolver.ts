import { courseVisibilityInput, peopleViewInput, updatePeopleSettingsInput, writeToPeopleInput } from "@lyceum/shared/inputs/enrolments";
import { Arg, Ctx, ID, Int, Mutation, Query, Resolver } from "type-graphql";
import type { Context } from "../../kernel/context";
import { saveSettings } from "../../kernel/course-settings";
import { authorize } from "../../kernel/policy";
import { Enrolment } from "../../core/enrolments/enrolments.types";
import { peoplePolicy } from "../../core/enrolments/enrolments.policy";
import { myEnrolment, setMyCourseVisibility } from "../../core/enrolments/own-place";
import { peopleSettingsOf, peopleSubject } from "../../core/enrolments/people-rights";
import { writeToPeople } from "../../core/enrolments/write-to";
import { CourseVisibilityInput, PeopleSettings, UpdatePeopleSettingsInput, WriteToPeopleInput } from "./people.types";
import { deletePeopleView, peopleViews, savePeopleView } from "./views";
import { PeopleView, PeopleViewInput } from "./views.types";

const COURSE = { description: "The course." };
const SESSION = { nullable: true, description: "The session; absent = the course itself." };

@Resolver()
export class PeoplePlaceResolver {
  @Query(() => Enrolment, { nullable: true, description: "The viewer's own place in a course or session; null for readers without one." })
  myEnrolment(
    @Arg("courseId", () => ID, COURSE) courseId: string,
    @Arg("sessionId", () => ID, SESSION) sessionId: string | null,
    @Ctx() ctx: Context,
  ): Promise<Enrolment | null> {
    return myEnrolment(ctx, courseId, sessionId);
  }

  @Mutation(() => Enrolment, { description: "Changes what the viewer shows of themself in one course or session." })
  setMyCourseVisibility(
    @Arg("courseId", () => ID, COURSE) courseId: string,
    @Arg("sessionId", () => ID, SESSION) sessionId: string | null,
    @Arg("input", () => CourseVisibilityInput, { description: "What changes; an absent field stays." }) input: CourseVisibilityInput,
    @Ctx() ctx: Context,
  ): Promise<Enrolment> {
    return setMyCourseVisibility(ctx, courseId, sessionId, courseVisibilityInput.parse(input));
  }

  @Mutation(() => Int, {
    description:
      "Writes to people of a course or session, inside the platform and for staff by mail too. Learners write to one person at a time. Gives how many were written to.",
  })
  writeToPeople(
    @Arg("input", () => WriteToPeopleInput, { description: "Whom and what." }) input: WriteToPeopleInput,
    @Ctx() ctx: Context,
  ): Promise<number> {
    return writeToPeople(ctx, writeToPeopleInput.parse(input));
  }

  @Query(() => PeopleSettings, { description: "The people tool's settings of a course, for its teachers." })
  async peopleSettings(@Arg("courseId", () => ID, COURSE) courseId: string, @Ctx() ctx: Context): Promise<PeopleSettings> {
    const member = await ctx.enter(courseId);
    authorize(member, peoplePolicy, "configure", await peopleSubject(ctx, member));
    const { values, version } = await peopleSettingsOf(ctx, courseId);
    return { ...values, version };
  }

  @Mutation(() => PeopleSettings, { description: "Changes the people tool's settings of a course, for its teachers." })
  async updatePeopleSettings(
    @Arg("courseId", () => ID, COURSE) courseId: string,
    @Arg("input", () => UpdatePeopleSettingsInput, { description: "What changes; an absent field stays." })
    input: UpdatePeopleSettingsInput,
    @Arg("expectedVersion", () => Int, { nullable: true, description: "The version that was read; stale = CONFLICT." }) expectedVersion:
      | number
      | null,
    @Ctx() ctx: Context,
  ): Promise<PeopleSettings> {
    const member = await ctx.enter(courseId);
    authorize(member, peoplePolicy, "configure", await peopleSubject(ctx, member));
    const former = await peopleSettingsOf(ctx, courseId);
    const { values, version } = await ctx.write((tx, emit) =>
      saveSettings(tx, emit, member, "people", former, updatePeopleSettingsInput.parse(input), expectedVersion),
    );
    return { ...values, version };
  }

  @Query(() => [PeopleView], { description: "The viewer's saved views of the people, and the shared ones, by name; for staff." })
  peopleViews(
    @Arg("courseId", () => ID, COURSE) courseId: string,
    @Arg("sessionId", () => ID, SESSION) sessionId: string | null,
    @Ctx() ctx: Context,
  ): Promise<PeopleView[]> {
    return peopleViews(ctx, courseId, sessionId);
  }

  @Mutation(() => PeopleView, { description: "Keeps a view of the people, for staff; only teachers share one." })
  savePeopleView(
    @Arg("courseId", () => ID, COURSE) courseId: string,
    @Arg("sessionId", () => ID, SESSION) sessionId: string | null,
    @Arg("input", () => PeopleViewInput, { description: "The view." }) input: PeopleViewInput,
    @Ctx() ctx: Context,
  ): Promise<PeopleView> {
    return savePeopleView(ctx, courseId, sessionId, peopleViewInput.parse(input));
  }

  @Mutation(() => Boolean, { description: "Forgets a saved view: one's own, or for teachers a shared one. True when done." })
  async deletePeopleView(@Arg("viewId", () => ID, { description: "The view." }) viewId: string, @Ctx() ctx: Context): Promise<boolean> {
    await deletePeopleView(ctx, viewId);
    return true;
  }
}
