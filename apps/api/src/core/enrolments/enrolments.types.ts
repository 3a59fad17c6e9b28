import { Field, Float, ID, Int, ObjectType, registerEnumType } from "type-graphql";
import { connectionType } from "../../kernel/connections";
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
  @Field(() => String, {
    nullable: true,
    description: "How and when to reach a teacher or tutor; plain text. Null for learners and where nothing is said.",
  })
  officeHours!: string | null;
  @Field(() => Boolean, {
    nullable: true,
    description: "Whether fellow learners see the person's picture here; staff and the person only.",
  })
  showPicture!: boolean | null;
  @Field(() => Boolean, {
    nullable: true,
    description: "Whether fellow learners see the person's address here; staff and the person only.",
  })
  showMail!: boolean | null;
  @Field(() => Int, { description: "Grows with each change." })
  version!: number;
  @Field(() => ID, {
    nullable: true,
    description: "The act that has just made or changed it: undoEnrolmentAct takes it for 10 minutes. Null in queries and dry runs.",
  })
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
  /** Whether the course lets tutors add and end learners; absent = no. */
  tutorsMayEnrol?: boolean;
}

const NOTHING = { update: false, changeRole: false, end: false, setMain: false, readHistory: false };

/** Makes the node of a row, with what the viewer may see of it; without a member (a course that is still closed) nothing may be done. */
export function enrolmentOf(row: EnrolmentRow, member: Member | null, sight: Sight, actId: string | null = null): Enrolment {
  const known = sight.staff || sight.own;
  const { user } = row;
  const subject = {
    userId: row.userId,
    role: row.role,
    ofAdministrator: user.roles.includes("ADMINISTRATOR"),
    tutorsMayEnrol: sight.tutorsMayEnrol ?? false,
  };
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
    officeHours: row.role === "LEARNER" ? null : row.officeHours || null,
    showPicture: known ? row.showPicture : null,
    showMail: known ? row.showMail : null,
    version: row.version,
    actId,
    viewerCan: member ? viewerCan(member, enrolmentPolicy, subject) : NOTHING,
  };
}

export const STAFF_SIGHT: Sight = { staff: true, own: false, picture: true, mail: true };
export const OWN_SIGHT: Sight = { staff: false, own: true, picture: true, mail: true };

/** A page of the people of a course or session. */
export const EnrolmentConnection = connectionType("Enrolment", () => Enrolment);

export const ImportOutcome = {
  ENROLLED: "ENROLLED",
  ALREADY: "ALREADY",
  CHANGED: "CHANGED",
  UNKNOWN: "UNKNOWN",
  AMBIGUOUS: "AMBIGUOUS",
  REFUSED: "REFUSED",
} as const;
registerEnumType(ImportOutcome, {
  name: "ImportOutcome",
  description: "What became of one line of a list, or would become in a dry run.",
  valuesConfig: {
    ENROLLED: { description: "Is in now, new or again." },
    ALREADY: { description: "Was in, and stays unchanged." },
    CHANGED: { description: "Was in; the role or the dates changed." },
    UNKNOWN: { description: "Nobody of the portal is meant." },
    AMBIGUOUS: { description: "Several people may be meant." },
    REFUSED: { description: "Not done; the reason says why." },
  },
});

@ObjectType({ description: "What became of one line of a list.", simpleResolvers: true })
export class ImportedLine {
  @Field(() => Int, { description: "Its number in the text, from 1." })
  line!: number;
  @Field(() => String, { description: "Its text, at most 300 characters." })
  text!: string;
  @Field(() => ImportOutcome, { description: "What became of it." })
  outcome!: keyof typeof ImportOutcome;
  @Field(() => String, { nullable: true, description: "Why, as a message key's last part under `people:reasons.`." })
  reason!: string | null;
  @Field(() => Person, { nullable: true, description: "Who is meant." })
  person!: Person | null;
  @Field(() => CourseRole, { nullable: true, description: "As what." })
  role!: CourseRole | null;
}

@ObjectType({ description: "How many lines ended in one way.", simpleResolvers: true })
export class ImportCount {
  @Field(() => ImportOutcome, { description: "The way." })
  outcome!: keyof typeof ImportOutcome;
  @Field(() => Int, { description: "The lines." })
  count!: number;
}

@ObjectType({ description: "What came of a pasted list, or would come of it.", simpleResolvers: true })
export class EnrolmentImport {
  @Field(() => ID, { nullable: true, description: "The act, for undoEnrolmentAct; null in a dry run." })
  actId!: string | null;
  @Field(() => Boolean, { description: "Whether the first line was read as column names." })
  table!: boolean;
  @Field(() => [String], { description: "Columns that were not understood, and left out." })
  ignoredColumns!: string[];
  @Field(() => [ImportCount], { description: "How many lines ended how; every outcome once." })
  counts!: ImportCount[];
  @Field(() => [ImportedLine], { description: "Every line, in the list's order." })
  lines!: ImportedLine[];
}

@ObjectType({ description: "What an undo did.", simpleResolvers: true })
export class UndoneAct {
  @Field(() => [Enrolment], { description: "Those that are as they were before the act." })
  enrolments!: Enrolment[];
  @Field(() => [ID], { description: "Enrolments that the act had made, and that are gone." })
  removedIds!: string[];
  @Field(() => [ID], { description: "Enrolments left as they are, since something was built on them." })
  keptIds!: string[];
}

@ObjectType({ description: "Somebody of the portal who might be enrolled.", simpleResolvers: true })
export class PersonHit {
  @Field(() => Person, { description: "Who." })
  person!: Person;
  @Field(() => String, { description: "The login, to tell namesakes apart." })
  login!: string;
  @Field(() => ID, { nullable: true, description: "The enrolment of somebody who is in already." })
  enrolmentId!: string | null;
}

@ObjectType({ description: "One thing that happened to an enrolment.", simpleResolvers: true })
export class EnrolmentHistoryEntry {
  @Field(() => ID, { description: "The event." })
  id!: string;
  @Field(() => String, { description: "What: enrolment.started, role.changed …; a message key's last part under `people:history.`." })
  what!: string;
  @Field(() => Date, { description: "When." })
  at!: Date;
  @Field(() => Person, { nullable: true, description: "By whom; null = by the platform." })
  by!: Person | null;
  @Field(() => CourseRole, { nullable: true, description: "The role before." })
  roleBefore!: CourseRole | null;
  @Field(() => CourseRole, { nullable: true, description: "The role after." })
  roleAfter!: CourseRole | null;
  @Field(() => String, { nullable: true, description: "The reason that was given." })
  reason!: string | null;
  @Field(() => Boolean, { description: "Whether it took an act back." })
  undo!: boolean;
}

@ObjectType({ description: "What an extra field of the profile says of somebody.", simpleResolvers: true })
export class SeenProfileValue {
  @Field(() => ID, { description: "Which field." })
  fieldId!: string;
  @Field(() => String, { description: "As text, never empty." })
  value!: string;
}

@ObjectType({ description: "A group that a person is in.", simpleResolvers: true })
export class EnrolmentGroup {
  @Field(() => ID, { description: "The group." })
  id!: string;
  @Field(() => String, { description: "Its name." })
  title!: string;
  @Field(() => Boolean, { description: "Whether the person tutors it." })
  tutor!: boolean;
}

@ObjectType({ description: "How far a person is with what counts in a course.", simpleResolvers: true })
export class EnrolmentProgress {
  @Field(() => Int, { description: "Things done." })
  done!: number;
  @Field(() => Int, { description: "Things that count." })
  total!: number;
  @Field(() => Int, { description: "Time spent on all things here, in seconds." })
  seconds!: number;
  @Field(() => Float, { nullable: true, description: "Points of the things that count and are marked; null where nothing is." })
  score!: number | null;
  @Field(() => Float, { nullable: true, description: "The most points that those could have given." })
  maxScore!: number | null;
}
