import { enrolmentChangeInput, enrolUsersInput, importOptionsInput } from "@lyceum/shared/inputs/enrolments";
import { Field, ID, InputType, Int } from "type-graphql";
import { Validated } from "../../kernel/input";
import { CourseRole, EnrolmentState } from "../../generated/prisma/enums.ts";

@Validated(enrolUsersInput)
@InputType({ description: "People to put into a course or one of its sessions." })
export class EnrolUsersInput {
  @Field(() => ID, { description: "The course." })
  courseId!: string;
  @Field(() => [ID], { description: "The people, 1 to 10,000; one that is named twice counts once." })
  userIds!: string[];
  @Field(() => CourseRole, { description: "As what. Somebody already there keeps a higher role." })
  role!: CourseRole;
  @Field(() => ID, { nullable: true, description: "The session; absent = the course itself." })
  sessionId?: string | null;
  @Field(() => Date, { nullable: true, description: "Counts from then on; absent = at once." })
  from?: Date | null;
  @Field(() => Date, { nullable: true, description: "Counts until then; absent = without end." })
  until?: Date | null;
  @Field(() => Boolean, { nullable: true, description: "Tell the people who are new, in the platform and by mail; false when absent." })
  notify?: boolean | null;
  @Field(() => Boolean, { nullable: true, description: "Only say what would come of it; nothing is written." })
  dryRun?: boolean | null;
}

@Validated(enrolmentChangeInput)
@InputType({ description: "What to change of enrolments. An absent field stays as it is; a date given as null is taken away." })
export class EnrolmentChangeInput {
  @Field(() => CourseRole, { nullable: true, description: "The new role." })
  role?: CourseRole | null;
  @Field(() => EnrolmentState, { nullable: true, description: "ACTIVE or SUSPENDED; to end them there is endEnrolments." })
  state?: EnrolmentState | null;
  @Field(() => Date, { nullable: true, description: "Counts from then on." })
  from?: Date | null;
  @Field(() => Date, { nullable: true, description: "Counts until then." })
  until?: Date | null;
}

@Validated(importOptionsInput)
@InputType({ description: "How a pasted list is carried out." })
export class ImportEnrolmentsOptions {
  @Field(() => ID, { nullable: true, description: "Into which session; absent = the course itself." })
  sessionId?: string | null;
  @Field(() => CourseRole, { nullable: true, description: "As what, where a line names no role; LEARNER when absent." })
  role?: CourseRole | null;
  @Field(() => Boolean, { nullable: true, description: "Tell the people who are new; false when absent." })
  notify?: boolean | null;
}

@InputType({ description: "What an extra field of the profile has to say: texts contain it, all other kinds equal it." })
export class ProfileFieldFilterInput {
  @Field(() => ID, { description: "Which field." })
  fieldId!: string;
  @Field(() => String, { description: "What it says, at most 300 characters; empty = nothing." })
  value!: string;
}

@InputType({
  description: "Which people of a course to list. Everything given must hold. Learners may give text, roles and a group of theirs.",
})
export class CourseUsersFilter {
  @Field(() => String, { nullable: true, description: "Words of the name; for staff also of login, address and official code." })
  text?: string | null;
  @Field(() => [CourseRole], { nullable: true, description: "In one of these roles." })
  roles?: CourseRole[] | null;
  @Field(() => [EnrolmentState], { nullable: true, description: "In one of these states; staff only, ACTIVE and SUSPENDED when absent." })
  states?: EnrolmentState[] | null;
  @Field(() => ID, { nullable: true, description: "In this group." })
  groupId?: string | null;
  @Field(() => ID, { nullable: true, description: "Of this class; staff only." })
  classId?: string | null;
  @Field(() => Boolean, { nullable: true, description: "True: only people who have never entered; staff only." })
  neverEntered?: boolean | null;
  @Field(() => Int, { nullable: true, description: "Last entry more than so many days ago; staff only." })
  absentForDays?: number | null;
  @Field(() => [ProfileFieldFilterInput], {
    nullable: true,
    description: "What extra fields of the profile say, as far as the viewer may read them; at most 5; staff only.",
  })
  fields?: ProfileFieldFilterInput[] | null;
}
