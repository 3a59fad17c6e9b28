import {
  actIdsField,
  endReasonField,
  enrolmentChangeInput,
  enrolUsersInput,
  importTextField,
  LINES_AT_ONCE,
} from "@lyceum/shared/inputs/enrolments";
import { Arg, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from "type-graphql";
import { Invalid } from "../../kernel/errors";
import type { Context } from "../../kernel/context";
import { checked } from "./checked-argument";
import { orClosed } from "./closed-course";
import { endEnrolments, leaveCourse, setMainTeacher, updateEnrolments } from "./change";
import { enrolUsers, type ActResult } from "./enrol";
import { classesOf, groupsOf, progressOf } from "./enrolment-fields";
import { EnrolmentChangeInput, EnrolUsersInput, ImportEnrolmentsOptions } from "./enrolments.inputs";
import {
  Enrolment,
  EnrolmentGroup,
  EnrolmentHistoryEntry,
  EnrolmentImport,
  enrolmentOf,
  EnrolmentProgress,
  OWN_SIGHT,
  SeenProfileValue,
  STAFF_SIGHT,
  UndoneAct,
} from "./enrolments.types";
import { fieldValuesOf } from "./extra-fields";
import { enrolmentHistory } from "./history";
import { importEnrolments } from "./import";
import { importNode } from "./import-node";
import { peopleSubject } from "./people-rights";
import { selfEnrol } from "./self-enrol";
import { undoAct } from "./undo";

/** The rows of an act as its author sees them. */
async function nodes(ctx: Context, { rows, actId }: ActResult): Promise<Enrolment[]> {
  return Promise.all(
    rows.map(async (row) => {
      const member = ctx.memberOf(row.courseId);
      const { tutorsMayEnrol } = await peopleSubject(ctx, member);
      return enrolmentOf(row, member, { ...STAFF_SIGHT, tutorsMayEnrol }, actId);
    }),
  );
}

@Resolver(() => Enrolment)
export class EnrolmentResolver {
  @FieldResolver(() => [EnrolmentGroup], { description: "The person's groups here; learners see only groups of their own." })
  groups(@Root() row: Enrolment, @Ctx() ctx: Context): Promise<EnrolmentGroup[]> {
    const member = ctx.memberIn(row.courseId);
    return member ? groupsOf(ctx, member, row.id) : Promise.resolve([]);
  }

  @FieldResolver(() => [String], { nullable: true, description: "The person's classes on the campus, by title; staff only." })
  async classes(@Root() row: Enrolment, @Ctx() ctx: Context): Promise<string[] | null> {
    return ctx.memberIn(row.courseId)?.isStaff ? classesOf(ctx, row.courseId, row.id) : null;
  }

  @FieldResolver(() => EnrolmentProgress, { nullable: true, description: "How far the person is; staff and the person only." })
  async progress(@Root() row: Enrolment, @Ctx() ctx: Context): Promise<EnrolmentProgress | null> {
    const member = ctx.memberIn(row.courseId);
    return member?.isStaff || (member && row.user.id === member.userId) ? progressOf(ctx, row.courseId, row.id) : null;
  }

  @FieldResolver(() => [SeenProfileValue], {
    description: "What extra fields of the profile say, as far as the viewer may read them; those that say nothing are left out.",
  })
  profileValues(
    @Arg("fieldIds", () => [ID], { description: "Which fields, at most 50." }) fieldIds: string[],
    @Root() row: Enrolment,
    @Ctx() ctx: Context,
  ): Promise<SeenProfileValue[]> {
    const member = ctx.memberIn(row.courseId);
    return member ? fieldValuesOf(ctx, member, row.id, fieldIds) : Promise.resolve([]);
  }

  @Query(() => [EnrolmentHistoryEntry], {
    description: "What happened to an enrolment, the newest first, at most 200 entries; staff only.",
  })
  enrolmentHistory(
    @Arg("enrolmentId", () => ID, { description: "The enrolment." }) enrolmentId: string,
    @Ctx() ctx: Context,
  ): Promise<EnrolmentHistoryEntry[]> {
    return enrolmentHistory(ctx, enrolmentId);
  }

  @Mutation(() => [Enrolment], {
    description:
      "Puts people into a course or session, for its teachers. Gives all of them, in the order asked, those already there unchanged.",
  })
  async enrolUsers(
    @Arg("input", () => EnrolUsersInput, { description: "Who, where, as what." }) input: EnrolUsersInput,
    @Ctx() ctx: Context,
  ): Promise<Enrolment[]> {
    return nodes(ctx, await enrolUsers(ctx, enrolUsersInput.parse(input)));
  }

  @Mutation(() => [Enrolment], { description: "Changes role, state or dates of people of one course or session, for its teachers." })
  async updateEnrolments(
    @Arg("ids", () => [ID], { description: "The enrolments, all of one course or of one session of it." }) ids: string[],
    @Arg("change", () => EnrolmentChangeInput, { description: "What to change." }) change: EnrolmentChangeInput,
    @Arg("dryRun", () => Boolean, { defaultValue: false, description: "Only say what would come of it." }) dryRun: boolean,
    @Ctx() ctx: Context,
  ): Promise<Enrolment[]> {
    return nodes(ctx, await updateEnrolments(ctx, checked(actIdsField, "ids", ids), enrolmentChangeInput.parse(change), dryRun));
  }

  @Mutation(() => [Enrolment], { description: "Ends enrolments of one course or session, for its teachers. Results stay." })
  async endEnrolments(
    @Arg("ids", () => [ID], { description: "The enrolments, all of one course or of one session of it." }) ids: string[],
    @Arg("reason", () => String, { nullable: true, description: "Why, for the history; plain text, at most 500 characters." }) reason:
      | string
      | null,
    @Arg("dryRun", () => Boolean, { defaultValue: false, description: "Only say what would come of it." }) dryRun: boolean,
    @Ctx() ctx: Context,
  ): Promise<Enrolment[]> {
    return nodes(ctx, await endEnrolments(ctx, checked(actIdsField, "ids", ids), checked(endReasonField, "reason", reason ?? ""), dryRun));
  }

  @Mutation(() => UndoneAct, { description: "Takes an act of one's own back, within 10 minutes." })
  async undoEnrolmentAct(
    @Arg("actId", () => ID, { description: "The act, as an enrolment that it changed names it." }) actId: string,
    @Ctx() ctx: Context,
  ): Promise<UndoneAct> {
    const { rows, removedIds, keptIds } = await undoAct(ctx, actId);
    return { enrolments: await nodes(ctx, { rows, actId: null }), removedIds, keptIds };
  }

  @Mutation(() => [Enrolment], { description: "Names the main teacher of a course. Gives the new one and the former." })
  async setMainTeacher(
    @Arg("enrolmentId", () => ID, { description: "An active teacher's enrolment in the course." }) enrolmentId: string,
    @Ctx() ctx: Context,
  ): Promise<Enrolment[]> {
    return nodes(ctx, await setMainTeacher(ctx, enrolmentId));
  }

  @Mutation(() => EnrolmentImport, {
    description:
      "Enrols who is named in a pasted list or table of at most 500 lines, for teachers; importEnrolmentList takes longer ones. Do a dry run first.",
  })
  async importEnrolments(
    @Arg("courseId", () => ID, { description: "The course." }) courseId: string,
    @Arg("text", () => String, {
      description: "One person per line (login, address, official code or name), or a table with column names and , ; or tabs.",
    })
    text: string,
    @Arg("options", () => ImportEnrolmentsOptions, { nullable: true, description: "Where and how." })
    options: ImportEnrolmentsOptions | null,
    @Arg("dryRun", () => Boolean, { defaultValue: false, description: "Only say what would come of it." }) dryRun: boolean,
    @Ctx() ctx: Context,
  ): Promise<EnrolmentImport> {
    const list = checked(importTextField, "text", text);
    if (list.split("\n").length > LINES_AT_ONCE)
      throw Invalid("text", "list.useJob", `Over ${LINES_AT_ONCE} lines are work for a job: importEnrolmentList.`);
    return importNode(await importEnrolments(ctx, courseId, list, options ?? {}, dryRun));
  }

  @Mutation(() => Enrolment, {
    description: "Joins a course oneself, where it allows that. Five wrong keys in 15 minutes are RATE_LIMITED.",
  })
  async selfEnrol(
    @Arg("courseId", () => ID, { description: "The course." }) courseId: string,
    @Arg("key", () => String, { nullable: true, description: "The course's key, where it has one." }) key: string | null,
    @Ctx() ctx: Context,
  ): Promise<Enrolment> {
    const row = await selfEnrol(ctx, courseId, key);
    const member = await ctx.enter(courseId, { beforeTerms: true }).catch(orClosed);
    return enrolmentOf(row, member, OWN_SIGHT);
  }

  @Mutation(() => Boolean, { description: "Leaves a course oneself, where it allows that. True when done." })
  async leaveCourse(@Arg("courseId", () => ID, { description: "The course." }) courseId: string, @Ctx() ctx: Context): Promise<boolean> {
    await leaveCourse(ctx, courseId);
    return true;
  }
}
