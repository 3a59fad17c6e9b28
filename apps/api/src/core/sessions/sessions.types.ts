import { Field, ID, Int, ObjectType, registerEnumType } from "type-graphql";
import { connectionType } from "../../kernel/connections";
import { CourseRole, SessionAfterEnd } from "../../generated/prisma/enums.ts";
import { Person } from "../accounts/people.types";
import { Session } from "../courses/session.types";

registerEnumType(SessionAfterEnd, {
  name: "SessionAfterEnd",
  description: "What learners may do after a session's end.",
  valuesConfig: { CLOSED: { description: "Nothing." }, READ_ONLY: { description: "Read." } },
});

export const SessionDateField = { STARTS: "STARTS", ENDS: "ENDS", OPENS: "OPENS", CLOSES: "CLOSES", DUE: "DUE" } as const;
registerEnumType(SessionDateField, {
  name: "SessionDateField",
  description: "Which date of a session, or of an item in it.",
  valuesConfig: {
    STARTS: { description: "The session begins." },
    ENDS: { description: "The session ends." },
    OPENS: { description: "The item opens." },
    CLOSES: { description: "The item closes." },
    DUE: { description: "The item is due." },
  },
});

/** A page of sessions. */
export const SessionConnection = connectionType("Session", () => Session);

@ObjectType({ description: "A course that is taught in a session.", simpleResolvers: true })
export class SessionCourse {
  @Field(() => ID, { description: "The course." })
  courseId!: string;
  @Field(() => String, { description: "Its code." })
  code!: string;
  @Field(() => String, { description: "Its name." })
  title!: string;
  @Field(() => Int, { nullable: true, description: "Its learners in this session; for those who manage the session." })
  learnerCount!: number | null;
  @Field(() => Int, { nullable: true, description: "Its tutors in this session; for those who manage the session." })
  tutorCount!: number | null;
}

@ObjectType({ description: "Somebody in a session, as the sum of their seats in its courses.", simpleResolvers: true })
export class SessionMember {
  @Field(() => ID, { description: "The person's id." })
  id!: string;
  @Field(() => Person, { description: "Who." })
  person!: Person;
  @Field(() => String, { description: "Login." })
  login!: string;
  @Field(() => CourseRole, { description: "As what: the highest role in its courses." })
  role!: CourseRole;
  @Field(() => Int, { description: "In how many of its courses." })
  courseCount!: number;
}

export const SessionMemberConnection = connectionType("SessionMember", () => SessionMember);

@ObjectType({ description: "Where a course may be entered: itself, or one of the sessions in which it is taught.", simpleResolvers: true })
export class CourseSessions {
  @Field(() => Boolean, { description: "Whether the viewer may enter the course itself." })
  base!: boolean;
  @Field(() => [Session], { description: "The sessions that the viewer may enter it through, the running ones first; at most 100." })
  sessions!: Session[];
}

@ObjectType({ description: "What putting people into a session, or taking them out, came to.", simpleResolvers: true })
export class SessionPeopleChange {
  @Field(() => ID, { description: "The act: administrators may undo it by undoEnrolmentAct for 10 minutes." })
  actId!: string;
  @Field(() => Session, { description: "The session." })
  session!: Session;
  @Field(() => Int, { description: "Seats that are new, or open again." })
  enrolled!: number;
  @Field(() => Int, { description: "Seats that ended." })
  ended!: number;
  @Field(() => Int, { description: "Seats that stay as they were." })
  unchanged!: number;
}

@ObjectType({ description: "A course that may be added to a session.", simpleResolvers: true })
export class SessionCourseChoice {
  @Field(() => ID, { description: "The course." })
  id!: string;
  @Field(() => String, { description: "Its code." })
  code!: string;
  @Field(() => String, { description: "Its name." })
  title!: string;
}

@ObjectType({ description: "A date that moves with its session.", simpleResolvers: true })
export class SessionDateChange {
  @Field(() => ID, { nullable: true, description: "The item whose date it is in the session; null = the session's own." })
  itemId!: string | null;
  @Field(() => ID, { nullable: true, description: "The item's course; null = the session's own." })
  courseId!: string | null;
  @Field(() => String, { description: "The name of the item or of the session." })
  title!: string;
  @Field(() => SessionDateField, { description: "Which date." })
  field!: keyof typeof SessionDateField;
  @Field(() => Date, { description: "Before." })
  from!: Date;
  @Field(() => Date, { description: "After." })
  to!: Date;
}

@ObjectType({ description: "What moving a session's dates came to, or would come to.", simpleResolvers: true })
export class SessionDatesShift {
  @Field(() => Session, { description: "The session." })
  session!: Session;
  @Field(() => [SessionDateChange], { description: "The session's own dates first, then its items' by course and name; at most 1,000." })
  changes!: SessionDateChange[];
  @Field(() => Int, { description: "How many dates move in all." })
  total!: number;
}
