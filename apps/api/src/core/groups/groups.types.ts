import { createGroupInput } from "@lyceum/shared/inputs/sessions";
import { Field, ID, InputType, Int, ObjectType } from "type-graphql";
import { Validated } from "../../kernel/input";
import { Person } from "../accounts/people.types";

@ObjectType({ description: "A group of the people of a course or session.", simpleResolvers: true })
export class CourseGroup {
  @Field(() => ID, { description: "The group." })
  id!: string;
  @Field(() => ID, { description: "Its course." })
  courseId!: string;
  @Field(() => String, { description: "Its name, plain text." })
  title!: string;
  @Field(() => Int, { description: "How many people are in it." })
  memberCount!: number;
  @Field(() => Boolean, { description: "Whether the viewer is in it." })
  viewerIsMember!: boolean;
}

@ObjectType({ description: "Somebody in a group.", simpleResolvers: true })
export class CourseGroupMember {
  @Field(() => ID, { description: "The person's id." })
  id!: string;
  @Field(() => Person, { description: "Who." })
  person!: Person;
  @Field(() => Boolean, { description: "Whether they tutor the group." })
  tutor!: boolean;
}

@Validated(createGroupInput)
@InputType({ description: "A new group." })
export class CreateGroupInput {
  @Field(() => ID, { description: "The course." })
  courseId!: string;
  @Field(() => ID, { nullable: true, description: "The session; absent = the course itself." })
  sessionId?: string | null;
  @Field(() => String, { description: "Its name, 1 to 100 characters." })
  title!: string;
  @Field(() => [ID], { nullable: true, description: "Who is in it; people of the course or session." })
  userIds?: string[] | null;
  @Field(() => [ID], { nullable: true, description: "Who tutors it; people of the course or session." })
  tutorIds?: string[] | null;
}
