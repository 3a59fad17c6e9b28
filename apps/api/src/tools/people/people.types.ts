import { courseVisibilityInput, OTHERS_SHOWN, updatePeopleSettingsInput, writeToPeopleInput } from "@lyceum/shared/inputs/enrolments";
import { Field, ID, InputType, Int, ObjectType, registerEnumType } from "type-graphql";
import { PeopleOrder } from "../../core/enrolments/course-users";
import { Enrolment } from "../../core/enrolments/enrolments.types";
import { ProfileField } from "../../core/accounts/profile-fields.types";
import { OthersShown } from "../../core/enrolments/settings.resolver";
import { Validated } from "../../kernel/input";
import { viewerCanType } from "../../kernel/policy";

registerEnumType(PeopleOrder, {
  name: "CourseUserOrder",
  description: "By what the people of a course are sorted. Learners may sort by NAME and ROLE.",
  valuesConfig: {
    NAME: { description: "Family name, then given name." },
    ROLE: { description: "Main teacher, teachers, tutors, learners; by name within." },
    LOGIN: { description: "Login." },
    OFFICIAL_CODE: { description: "The school's number." },
    STATE: { description: "State." },
    FIRST_ACCESS: { description: "First entry; who never entered comes first." },
    LAST_ACCESS: { description: "Last entry; who never entered comes first." },
    ENROLLED_AT: { description: "When the place was first given." },
  },
});

export const PeopleViewerCan = viewerCanType("PeopleViewerCan", {
  enrol: "Put people in.",
  manage: "End enrolments; teachers also change them.",
  bindClasses: "Put classes in and out.",
  invite: "Make links and invite by mail.",
  configure: "Change the tool's settings.",
  saveViews: "Keep views of the list.",
  shareViews: "Keep views for all staff.",
  export: "Take the list away as a file.",
  seeStaffFields: "See logins, states and entries.",
});

@ObjectType({ description: "The people tool in one course: what the viewer sees and may do.", simpleResolvers: true })
export class PeopleTool {
  @Field(() => OthersShown, { description: "What the viewer sees of others." })
  othersShown!: (typeof OTHERS_SHOWN)[number];
  @Field(() => Boolean, { description: "Whether telling the new people is on from the start." })
  notify!: boolean;
  @Field(() => Boolean, { description: "Whether new people may be told at all: the course's notifications say so." })
  mayTell!: boolean;
  // graphql-js calls a property that is a function, so the fields are read only when they are asked for.
  @Field(() => [ProfileField], {
    description: "Extra fields of the profile that the list can show, filter and sort by, in their order; for staff, empty for others.",
  })
  fields!: ProfileField[] | (() => Promise<ProfileField[]>);
  @Field(() => PeopleViewerCan, { description: "What the viewer may do with the people as a whole." })
  viewerCan!: InstanceType<typeof PeopleViewerCan>;
}

@ObjectType({ description: "Settings of the people tool in a course.", simpleResolvers: true })
export class PeopleSettings {
  @Field(() => OthersShown, { nullable: true, description: "What learners see of one another; null = as the platform says." })
  othersShown!: (typeof OTHERS_SHOWN)[number] | null;
  @Field(() => Boolean, { description: "Whether tutors may add learners where they tutor, and end their places." })
  tutorsMayEnrol!: boolean;
  @Field(() => Boolean, { description: "Whether telling the new people is on from the start." })
  notify!: boolean;
  @Field(() => Int, { description: "Grows with each change; give it as expectedVersion. 0 = nobody has chosen anything yet." })
  version!: number;
}

@Validated(updatePeopleSettingsInput)
@InputType({ description: "Some of the people tool's settings; what is absent stays as it is." })
export class UpdatePeopleSettingsInput {
  @Field(() => OthersShown, { nullable: true, description: "What learners see of one another." })
  othersShown?: (typeof OTHERS_SHOWN)[number] | null;
  @Field(() => Boolean, { nullable: true, description: "Whether tutors may add and end learners." })
  tutorsMayEnrol?: boolean | null;
  @Field(() => Boolean, { nullable: true, description: "Whether telling the new people is on from the start." })
  notify?: boolean | null;
}

@Validated(courseVisibilityInput)
@InputType({ description: "What somebody shows of themself in one course; an absent field stays." })
export class CourseVisibilityInput {
  @Field(() => Boolean, { nullable: true, description: "Whether fellow learners see the picture." })
  showPicture?: boolean | null;
  @Field(() => Boolean, { nullable: true, description: "Whether fellow learners see the mail address." })
  showMail?: boolean | null;
  @Field(() => String, { nullable: true, description: "How and when to be reached, for teachers and tutors; at most 500 characters." })
  officeHours?: string | null;
}

@Validated(writeToPeopleInput)
@InputType({ description: "A message to people of a course or session." })
export class WriteToPeopleInput {
  @Field(() => ID, { description: "The course." })
  courseId!: string;
  @Field(() => ID, { nullable: true, description: "The session; absent = the course itself." })
  sessionId?: string | null;
  @Field(() => [ID], { description: "Their enrolments, 1 to 500; learners name one." })
  enrolmentIds!: string[];
  @Field(() => String, { description: "Plain text, 1 to 2,000 characters." })
  text!: string;
  @Field(() => Boolean, { nullable: true, description: "By mail too, where the address is confirmed; staff only. False when absent." })
  mail?: boolean | null;
}

export const LiveAction = { CREATED: "CREATED", UPDATED: "UPDATED", DELETED: "DELETED" } as const;

@ObjectType({ description: "A change of the people of a course.", simpleResolvers: true })
export class CourseUserChange {
  @Field(() => String, { description: "CREATED, UPDATED or DELETED." })
  action!: keyof typeof LiveAction;
  @Field(() => ID, { description: "The enrolment." })
  id!: string;
  @Field(() => Enrolment, { nullable: true, description: "The row as the listener may see it; null when it is gone, or not for them." })
  node!: Enrolment | null;
  @Field(() => String, { description: "Give it as `after` to resume." })
  eventId!: string;
}
