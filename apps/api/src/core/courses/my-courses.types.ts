import { Field, Float, ID, InputType, ObjectType, registerEnumType } from "type-graphql";
import { connectionType } from "../../kernel/connections";
import { Course, CourseMemberRole } from "./courses.types";
import { Session } from "./session.types";

export const CoursePhase = { COMING: "COMING", CURRENT: "CURRENT", PAST: "PAST" } as const;
export const MyCoursesOrder = { TITLE: "TITLE", CODE: "CODE", RECENT: "RECENT" } as const;

registerEnumType(CoursePhase, {
  name: "CoursePhase",
  description: "Where a course or session stands in time.",
  valuesConfig: {
    COMING: { description: "Has not begun." },
    CURRENT: { description: "Runs, or has no dates." },
    PAST: { description: "Has ended." },
  },
});
registerEnumType(MyCoursesOrder, {
  name: "MyCoursesOrder",
  description: "In which order one's courses come.",
  valuesConfig: {
    TITLE: { description: "By title." },
    CODE: { description: "By code." },
    RECENT: { description: "The last visited first." },
  },
});

@InputType({ description: "Which of one's courses." })
export class MyCoursesFilter {
  @Field(() => CoursePhase, { nullable: true, description: "Only those that stand so in time." })
  phase?: keyof typeof CoursePhase | null;
  @Field(() => String, { nullable: true, description: "Part of a title, code, tag or session title." })
  search?: string | null;
  @Field(() => Boolean, { nullable: true, description: "Only the starred ones." })
  favourite?: boolean | null;
  @Field(() => ID, { nullable: true, description: "Only those of a category." })
  categoryId?: string | null;
  @Field(() => Boolean, { nullable: true, description: "Only those that one teaches (true) or learns in (false)." })
  teaching?: boolean | null;
}

@ObjectType({ description: "The next thing due in a course, for the viewer.", simpleResolvers: true })
export class NextDue {
  @Field(() => ID, { description: "The item." })
  itemId!: string;
  @Field(() => String, { description: "Its title." })
  title!: string;
  @Field(() => Date, { description: "When it is due." })
  dueAt!: Date;
}

@ObjectType({ description: "A course, or a session of it, in which the viewer is.", simpleResolvers: true })
export class MyCourse {
  @Field(() => ID, { description: "The enrolment's id." })
  id!: string;
  @Field(() => Course, { description: "The course." })
  course!: Course;
  @Field(() => Session, { nullable: true, description: "The session; null = the course itself." })
  session!: Session | null;
  @Field(() => CourseMemberRole, { description: "As what the viewer is there." })
  role!: keyof typeof CourseMemberRole;
  @Field(() => CoursePhase, { description: "Where it stands in time." })
  phase!: keyof typeof CoursePhase;
  @Field(() => Boolean, { description: "Whether the viewer has starred it." })
  favourite!: boolean;
  @Field(() => Date, { nullable: true, description: "When the viewer was last there." })
  lastAccessAt!: Date | null;
  @Field(() => Float, {
    nullable: true,
    description:
      "Share of the home page's countable items that the viewer has done, 0 to 1, begun ones as far as they are done; null when there are none.",
  })
  fraction!: number | null;
  @Field(() => Boolean, { description: "Whether something is new since the last visit." })
  hasNews!: boolean;
  @Field(() => NextDue, { nullable: true, description: "What is due next." })
  nextDue!: NextDue | null;
}

export const MyCourseConnection = connectionType("MyCourse", () => MyCourse);
