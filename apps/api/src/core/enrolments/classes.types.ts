import { bindClassInput, classInput } from "@lyceum/shared/inputs/enrolments";
import { Field, ID, InputType, Int, ObjectType } from "type-graphql";
import { connectionType } from "../../kernel/connections";
import { Validated } from "../../kernel/input";
import { CourseRole } from "../../generated/prisma/enums.ts";

@ObjectType({ description: "People of the campus who are put into courses together.", simpleResolvers: true })
export class UserClass {
  @Field(() => ID, { description: "The class." })
  id!: string;
  @Field(() => String, { description: "Its name, unique on the campus." })
  title!: string;
  @Field(() => String, { description: "What it is, plain text; may be empty." })
  description!: string;
  @Field(() => Int, { description: "How many people are in it." })
  memberCount!: number;
  @Field(() => Int, { description: "Grows with each change of its name or description." })
  version!: number;
}
export const UserClassConnection = connectionType("UserClass", () => UserClass);

@Validated(classInput)
@InputType({ description: "The name of a class." })
export class UserClassInput {
  @Field(() => String, { description: "Its name, 1 to 100 characters." })
  title!: string;
  @Field(() => String, { nullable: true, description: "What it is, at most 1,000 characters." })
  description?: string | null;
}

@ObjectType({ description: "A class that can be put into a course.", simpleResolvers: true })
export class ClassToEnrol {
  @Field(() => ID, { description: "The class." })
  id!: string;
  @Field(() => String, { description: "Its name." })
  title!: string;
  @Field(() => Int, { description: "How many people are in it." })
  memberCount!: number;
}

@ObjectType({ description: "A class that is in a course or session.", simpleResolvers: true })
export class ClassPlaced {
  @Field(() => ID, { description: "The class." })
  classId!: string;
  @Field(() => ID, { description: "The course." })
  courseId!: string;
  @Field(() => String, { description: "The class's name." })
  title!: string;
  @Field(() => CourseRole, { description: "As what its members come in." })
  role!: CourseRole;
  @Field(() => Int, { description: "How many people are in it." })
  memberCount!: number;
  @Field(() => [String], {
    nullable: "items",
    description: "Where else in this course the class is: titles of sessions, null = the course itself.",
  })
  elsewhere!: (string | null)[];
}

@ObjectType({ description: "What putting a class in or out came to, or would come to.", simpleResolvers: true })
export class ClassEnrolment {
  @Field(() => ID, { description: "The course." })
  courseId!: string;
  @Field(() => ID, { description: "The class." })
  classId!: string;
  @Field(() => Int, { description: "How many people the class has." })
  people!: number;
  @Field(() => Int, { description: "How many of them come in." })
  coming!: number;
  @Field(() => Int, { description: "How many of them go out." })
  leaving!: number;
  @Field(() => Int, { description: "How many stay as they are: in already, or in by another way too." })
  staying!: number;
}

@Validated(bindClassInput)
@InputType({ description: "A class to put into a course or session." })
export class BindClassInput {
  @Field(() => ID, { description: "The course." })
  courseId!: string;
  @Field(() => ID, { nullable: true, description: "The session; absent = the course itself." })
  sessionId?: string | null;
  @Field(() => ID, { description: "The class." })
  classId!: string;
  @Field(() => CourseRole, { nullable: true, description: "As what; LEARNER when absent." })
  role?: CourseRole | null;
  @Field(() => Boolean, { nullable: true, description: "Tell the people who are new; false when absent." })
  notify?: boolean | null;
}
