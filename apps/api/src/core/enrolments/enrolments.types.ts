import { enrolUsersInput } from "@lyceum/shared/inputs/enrolments";
import { Field, ID, InputType, Int, ObjectType, registerEnumType } from "type-graphql";
import { connectionType } from "../../kernel/connections";
import { Validated } from "../../kernel/input";
import { Node } from "../../kernel/node.types";
import { viewerCan, viewerCanType } from "../../kernel/policy";
import type { Member } from "../../kernel/gate";
import { CourseRole, EnrolmentSource, EnrolmentState } from "../../generated/prisma/enums.ts";
import { Person, personOf } from "../accounts/people.types";
import { enrolmentPolicy } from "./enrolments.policy";
import type { EnrolmentRow } from "./rows";

registerEnumType(CourseRole, {
  name: "CourseRole",
  description: "What a person is in a course or session.",
  valuesConfig: {
    TEACHER: { description: "Runs the course." },
    TUTOR: { description: "Assists in the course, or coaches in a session." },
    LEARNER: { description: "Learns." },
  },
});
registerEnumType(EnrolmentState, {
  name: "EnrolmentState",
  description: "Whether an enrolment counts.",
  valuesConfig: {
    ACTIVE: { description: "Counts, within its dates." },
    SUSPENDED: { description: "The course is listed with the reason, and closed." },
    ENDED: { description: "Over; its results stay." },
  },
});
registerEnumType(EnrolmentSource, {
  name: "EnrolmentSource",
  description: "A way in. An enrolment ends when its last one is taken away.",
  valuesConfig: {
    MANUAL: { description: "By hand, or by a list." },
    SELF: { description: "By the person." },
    CODE: { description: "By an invitation." },
    REQUEST: { description: "Asked for, and granted." },
    CLASS: { description: "By a class." },
    SESSION: { description: "By a session." },
    API: { description: "By a program." },
  },
});

export const EnrolmentViewerCan = viewerCanType("EnrolmentViewerCan", {
  update: "Change its state and its dates.",
  changeRole: "Make the person a teacher, a tutor or a learner.",
  end: "End it.",
  setMain: "Make the person the main teacher.",
  readHistory: "Read its history.",
});

@ObjectType({ description: "A person's place in a course or in one of its sessions.", implements: Node, simpleResolvers: true })
export class Enrolment extends Node {
  @Field(() => ID, { description: "The course." })
  courseId!: string;
  @Field(() => ID, { nullable: true, description: "The session; null = the course itself." })
  sessionId!: string | null;
  @Field(() => Person, { description: "Who; the picture only where the viewer may see it." })
  user!: Person;
  @Field(() => CourseRole, { description: "As what." })
  role!: CourseRole;
  @Field(() => Boolean, { description: "Whether this is the course's main teacher." })
  main!: boolean;
  @Field(() => EnrolmentState, { nullable: true, description: "Whether it counts; staff and the person only." })
  state!: EnrolmentState | null;
  @Field(() => [EnrolmentSource], { nullable: true, description: "The ways in; staff only." })
  sources!: EnrolmentSource[] | null;
  @Field(() => Date, { nullable: true, description: "Counts from then on; staff and the person only." })
  from!: Date | null;
  @Field(() => Date, { nullable: true, description: "Counts until then; staff and the person only." })
  until!: Date | null;
  @Field(() => String, { nullable: true, description: "Login; staff only." })
  login!: string | null;
  @Field(() => String, { nullable: true, description: "Mail address; staff, and where the person shows it." })
  email!: string | null;
  @Field(() => String, { nullable: true, description: "The school's number for the person; staff only." })
  officialCode!: string | null;
  @Field(() => Date, { nullable: true, description: "First entry, to five minutes; staff only." })
  firstAccessAt!: Date | null;
  @Field(() => Date, { nullable: true, description: "Last entry, to five minutes; staff only." })
  lastAccessAt!: Date | null;
  @Field(() => Date, { nullable: true, description: "When the place was first given; staff and the person only." })
  createdAt!: Date | null;
  @Field(() => Date, { nullable: true, description: "When it ended; staff and the person only." })
  endedAt!: Date | null;
  @Field(() => Int, { description: "Grows with each change." })
  version!: number;
  @Field(() => ID, { nullable: true, description: "The act that has just made or changed it: undoEnrolmentAct takes it for 10 minutes. Null in queries and dry runs." })
  actId!: string | null;
  @Field(() => EnrolmentViewerCan, { description: "What the viewer may do." })
  viewerCan!: InstanceType<typeof EnrolmentViewerCan>;
}

/** What of a person a viewer sees; decided by people-visibility.ts. */
export interface Sight {
  staff: boolean;
  own: boolean;
  picture: boolean;
  mail: boolean;
}

/** Makes the node of a row, with what the viewer may see of it. */
export function enrolmentOf(row: EnrolmentRow, member: Member, sight: Sight, actId: string | null = null): Enrolment {
  const known = sight.staff || sight.own;
  const { user } = row;
  const subject = { userId: row.userId, role: row.role, ofAdministrator: user.roles.includes("ADMINISTRATOR") };
  return {
    id: row.id,
    courseId: row.courseId,
    sessionId: row.run.sessionId,
    user: personOf({ ...user, pictureId: sight.picture ? user.pictureId : null }),
    role: row.role,
    main: row.main,
    state: known ? row.state : null,
    sources: sight.staff ? row.sources : null,
    from: known ? row.from : null,
    until: known ? row.until : null,
    login: sight.staff ? user.login : null,
    email: sight.staff || sight.mail ? user.email : null,
    officialCode: sight.staff ? user.officialCode : null,
    firstAccessAt: sight.staff ? row.firstAccessAt : null,
    lastAccessAt: sight.staff ? row.lastAccessAt : null,
    createdAt: known ? row.createdAt : null,
    endedAt: known ? row.endedAt : null,
    version: row.version,
    actId,
    viewerCan: viewerCan(member, enrolmentPolicy, subject),
  };
}

export const STAFF_SIGHT: Sight = { staff: true, own: false, picture: true, mail: true };

/** A page of the people of a course or session. */
export const EnrolmentConnection = connectionType("Enrolment", () => Enrolment);

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
