import { actIdsField, bindClassInput, classInput } from "@lyceum/shared/inputs/enrolments";
import { Arg, Ctx, ID, Int, Mutation, Query, Resolver } from "type-graphql";
import type { Context } from "../../kernel/context";
import type { Page } from "../../kernel/connections";
import { authorize } from "../../kernel/policy";
import { Person, personOf } from "../accounts/people.types";
import { bindClass, classesToEnrol, classPlaces, unbindClass } from "./class-places";
import {
  addClassMembers,
  classesPage,
  classMembers,
  createClass,
  deleteClass,
  loadClass,
  removeClassMembers,
  updateClass,
} from "./classes";
import { BindClassInput, ClassEnrolment, ClassPlaced, ClassToEnrol, UserClass, UserClassConnection, UserClassInput } from "./classes.types";
import { checked } from "./checked-argument";
import { peoplePolicy } from "./enrolments.policy";
import { peopleSubject } from "./people-rights";

const COURSE = { description: "The course." };
const SESSION = { nullable: true, description: "The session; absent = the course itself." };
const CLASS = { description: "The class." };
const DRY = { defaultValue: false, description: "Only say what would come of it." };

@Resolver()
export class ClassResolver {
  @Query(() => [ClassPlaced], { description: "The classes that are in a course or session, for its staff." })
  async courseClasses(
    @Arg("courseId", () => ID, COURSE) courseId: string,
    @Arg("sessionId", () => ID, SESSION) sessionId: string | null,
    @Ctx() ctx: Context,
  ): Promise<ClassPlaced[]> {
    const member = await ctx.enter(courseId, { sessionId });
    authorize(member, peoplePolicy, "seeStaffFields", await peopleSubject(ctx, member));
    return classPlaces(ctx, member);
  }

  @Query(() => [ClassToEnrol], { description: "The classes that the viewer may put into a course or session, at most 1,000." })
  classesToEnrol(
    @Arg("courseId", () => ID, COURSE) courseId: string,
    @Arg("sessionId", () => ID, SESSION) sessionId: string | null,
    @Ctx() ctx: Context,
  ): Promise<ClassToEnrol[]> {
    return classesToEnrol(ctx, courseId, sessionId);
  }

  @Mutation(() => ClassEnrolment, {
    description: "Puts a class into a course or session, for its teachers: its members now, and whoever joins it later.",
  })
  bindClass(
    @Arg("input", () => BindClassInput, { description: "Which class, where, as what." }) input: BindClassInput,
    @Arg("dryRun", () => Boolean, DRY) dryRun: boolean,
    @Ctx() ctx: Context,
  ): Promise<ClassEnrolment> {
    return bindClass(ctx, bindClassInput.parse(input), dryRun);
  }

  @Mutation(() => ClassEnrolment, {
    description: "Takes a class out of a course or session, for its teachers. Who is in by another way stays; results are kept.",
  })
  unbindClass(
    @Arg("courseId", () => ID, COURSE) courseId: string,
    @Arg("sessionId", () => ID, SESSION) sessionId: string | null,
    @Arg("classId", () => ID, CLASS) classId: string,
    @Arg("dryRun", () => Boolean, DRY) dryRun: boolean,
    @Ctx() ctx: Context,
  ): Promise<ClassEnrolment> {
    return unbindClass(ctx, courseId, sessionId, classId, dryRun);
  }

  @Query(() => UserClassConnection, { description: "The classes of the campus by title, for those who manage people." })
  userClasses(
    @Arg("search", () => String, { nullable: true, description: "A part of the title." }) search: string | null,
    @Arg("first", () => Int, { nullable: true, description: "How many, 20 when absent, at most 100." }) first: number | null,
    @Arg("after", () => String, { nullable: true, description: "The endCursor of the page before." }) after: string | null,
    @Ctx() ctx: Context,
  ): Promise<Page<UserClass>> {
    return classesPage(ctx, { search, first, after });
  }

  @Query(() => UserClass, { description: "One class of the campus, for those who manage people." })
  async userClass(@Arg("classId", () => ID, CLASS) classId: string, @Ctx() ctx: Context): Promise<UserClass> {
    await ctx.enterPlatform("manageUsers");
    return loadClass(ctx, classId);
  }

  @Query(() => [Person], { description: "The people of a class by name, at most 1,000, for those who manage people." })
  async userClassMembers(@Arg("classId", () => ID, CLASS) classId: string, @Ctx() ctx: Context): Promise<Person[]> {
    return (await classMembers(ctx, classId)).map(personOf);
  }

  @Mutation(() => UserClass, { description: "Makes a class, for those who manage people. A name that is taken is CONFLICT." })
  createUserClass(
    @Arg("input", () => UserClassInput, { description: "Its name." }) input: UserClassInput,
    @Ctx() ctx: Context,
  ): Promise<UserClass> {
    return createClass(ctx, classInput.parse(input));
  }

  @Mutation(() => UserClass, { description: "Renames or describes a class, for those who manage people." })
  updateUserClass(
    @Arg("classId", () => ID, CLASS) classId: string,
    @Arg("input", () => UserClassInput, { description: "Its name." }) input: UserClassInput,
    @Arg("expectedVersion", () => Int, { nullable: true, description: "The version that was read; stale = CONFLICT." }) expectedVersion:
      | number
      | null,
    @Ctx() ctx: Context,
  ): Promise<UserClass> {
    return updateClass(ctx, classId, classInput.parse(input), expectedVersion);
  }

  @Mutation(() => Boolean, {
    description: "Deletes a class, for those who manage people. Accounts stay; places that only the class gave end. True when done.",
  })
  async deleteUserClass(@Arg("classId", () => ID, CLASS) classId: string, @Ctx() ctx: Context): Promise<boolean> {
    await deleteClass(ctx, classId);
    return true;
  }

  @Mutation(() => UserClass, {
    description: "Adds people to a class, and to every course and session that it is in, for those who manage people.",
  })
  addUserClassMembers(
    @Arg("classId", () => ID, CLASS) classId: string,
    @Arg("userIds", () => [ID], { description: "The people, 1 to 10,000." }) userIds: string[],
    @Ctx() ctx: Context,
  ): Promise<UserClass> {
    return addClassMembers(ctx, classId, checked(actIdsField, "userIds", userIds));
  }

  @Mutation(() => UserClass, { description: "Takes people out of a class; places that only the class gave end." })
  removeUserClassMembers(
    @Arg("classId", () => ID, CLASS) classId: string,
    @Arg("userIds", () => [ID], { description: "The people, 1 to 10,000." }) userIds: string[],
    @Ctx() ctx: Context,
  ): Promise<UserClass> {
    return removeClassMembers(ctx, classId, checked(actIdsField, "userIds", userIds));
  }
}
