import { OTHERS_SHOWN } from "@lyceum/shared/inputs/enrolments";
import { Field, ObjectType, registerEnumType } from "type-graphql";
import { PeopleOrder } from "../../core/enrolments/course-users";
import { OthersShown } from "../../core/enrolments/settings.resolver";
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
  manage: "Change and end enrolments.",
  export: "Take the list away as a file.",
  seeStaffFields: "See logins, states and entries.",
});

@ObjectType({ description: "The people tool in one course: what the viewer sees and may do.", simpleResolvers: true })
export class PeopleTool {
  @Field(() => OthersShown, { description: "What the viewer sees of others." })
  othersShown!: (typeof OTHERS_SHOWN)[number];
  @Field(() => PeopleViewerCan, { description: "What the viewer may do with the people as a whole." })
  viewerCan!: InstanceType<typeof PeopleViewerCan>;
}

@ObjectType({ description: "A list as a file.", simpleResolvers: true })
export class CourseUsersExport {
  @Field(() => String, { description: "A file name." })
  name!: string;
  @Field(() => String, { description: "The content: CSV, UTF-8 with a byte order mark." })
  text!: string;
}

@ObjectType({ description: "Settings of the people tool in a course.", simpleResolvers: true })
export class PeopleSettings {
  @Field(() => OthersShown, { nullable: true, description: "What learners see of one another; null = as the platform says." })
  othersShown!: (typeof OTHERS_SHOWN)[number] | null;
}
