import { createSessionInput, enrolInSessionInput, updateSessionInput } from "@lyceum/shared/inputs/sessions";
import { Field, ID, InputType } from "type-graphql";
import { Validated } from "../../kernel/input";
import { CourseRole, SessionAfterEnd } from "../../generated/prisma/enums.ts";

@InputType({ description: "What sessions have in common when they are made and changed." })
class SessionFields {
  @Field(() => String, { nullable: true, description: "What it is, plain text, at most 4,000 characters." })
  description?: string | null;
  @Field(() => Date, { nullable: true, description: "Learners come in from then on." })
  startsAt?: Date | null;
  @Field(() => Date, { nullable: true, description: "Its end." })
  endsAt?: Date | null;
  @Field(() => SessionAfterEnd, { nullable: true, description: "What learners may do after the end." })
  afterEnd?: SessionAfterEnd | null;
  @Field(() => Boolean, { nullable: true, description: "Whether its tutors may change the courses' own content." })
  tutorsEditBase?: boolean | null;
}

@Validated(createSessionInput)
@InputType({ description: "A new session." })
export class CreateSessionInput extends SessionFields {
  @Field(() => String, { description: "Its name, 1 to 200 characters." })
  title!: string;
  @Field(() => [ID], { nullable: true, description: "The courses that are taught in it." })
  courseIds?: string[] | null;
}

@Validated(updateSessionInput)
@InputType({ description: "What to change of a session; an absent field stays, a date given as null is taken away." })
export class UpdateSessionInput extends SessionFields {
  @Field(() => String, { nullable: true, description: "Its name, 1 to 200 characters." })
  title?: string | null;
}

@Validated(enrolInSessionInput)
@InputType({ description: "People to put into a session." })
export class EnrolInSessionInput {
  @Field(() => ID, { description: "The session." })
  sessionId!: string;
  @Field(() => [ID], { description: "The people, 1 to 10,000." })
  userIds!: string[];
  @Field(() => CourseRole, { description: "LEARNER or TUTOR." })
  role!: CourseRole;
  @Field(() => [ID], { nullable: true, description: "Only in these of its courses; all when absent." })
  courseIds?: string[] | null;
  @Field(() => Boolean, { nullable: true, description: "Tell the people who are new; false when absent." })
  notify?: boolean | null;
}
