import { PEOPLE_COLUMNS, peopleViewInput } from "@lyceum/shared/inputs/enrolments";
import { Field, ID, InputType, Int, ObjectType } from "type-graphql";
import { Validated } from "../../kernel/input";
import { CourseRole, EnrolmentState } from "../../generated/prisma/enums.ts";
import { ProfileFieldFilterInput } from "../../core/enrolments/enrolments.inputs";
import { PeopleOrder } from "../../core/enrolments/course-users";

const COLUMNS = `The columns in their order, besides the name: ${PEOPLE_COLUMNS.join(", ")}, or the id of an extra field of the profile.`;

@ObjectType({ description: "What an extra field of the profile has to say in a saved view.", simpleResolvers: true })
export class PeopleViewField {
  @Field(() => ID, { description: "Which field." })
  fieldId!: string;
  @Field(() => String, { description: "What it says; empty = nothing." })
  value!: string;
}

@ObjectType({ description: "What a saved view asks of the list.", simpleResolvers: true })
export class PeopleViewFilter {
  @Field(() => String, { nullable: true, description: "Words." })
  text?: string | null;
  @Field(() => CourseRole, { nullable: true, description: "In this role." })
  role?: CourseRole | null;
  @Field(() => EnrolmentState, { nullable: true, description: "In this state." })
  state?: EnrolmentState | null;
  @Field(() => ID, { nullable: true, description: "In this group." })
  groupId?: string | null;
  @Field(() => ID, { nullable: true, description: "Of this class." })
  classId?: string | null;
  @Field(() => Boolean, { nullable: true, description: "Only people who have never entered." })
  neverEntered?: boolean | null;
  @Field(() => Int, { nullable: true, description: "Last entry more than so many days ago." })
  absentForDays?: number | null;
  @Field(() => [PeopleViewField], { nullable: true, description: "What extra fields say." })
  fields?: PeopleViewField[] | null;
}

@ObjectType({ description: "A way to look at the people of a course, kept under a name.", simpleResolvers: true })
export class PeopleView {
  @Field(() => ID, { description: "The view." })
  id!: string;
  @Field(() => ID, { description: "The course." })
  courseId!: string;
  @Field(() => String, { description: "Its name." })
  name!: string;
  @Field(() => [ID], { description: COLUMNS })
  columns!: string[];
  @Field(() => PeopleViewFilter, { description: "Which people." })
  filter!: PeopleViewFilter;
  @Field(() => PeopleOrder, { description: "By what they are sorted." })
  orderBy!: keyof typeof PeopleOrder;
  @Field(() => ID, { nullable: true, description: "The extra field that they are sorted by, in the place of orderBy." })
  orderByField?: string | null;
  @Field(() => Boolean, { description: "From the end." })
  descending!: boolean;
  @Field(() => Boolean, { description: "Whether all staff of the course see it." })
  shared!: boolean;
  @Field(() => Boolean, { description: "Whether the viewer made it." })
  mine!: boolean;
  @Field(() => Int, { description: "How many people it shows here." })
  count!: number;
  @Field(() => Int, { description: "Grows with each change." })
  version!: number;
}

@InputType({ description: "What a saved view asks of the list. Everything given must hold." })
export class PeopleViewFilterInput {
  @Field(() => String, { nullable: true, description: "Words." })
  text?: string | null;
  @Field(() => CourseRole, { nullable: true, description: "In this role." })
  role?: CourseRole | null;
  @Field(() => EnrolmentState, { nullable: true, description: "In this state." })
  state?: EnrolmentState | null;
  @Field(() => ID, { nullable: true, description: "In this group." })
  groupId?: string | null;
  @Field(() => ID, { nullable: true, description: "Of this class." })
  classId?: string | null;
  @Field(() => Boolean, { nullable: true, description: "Only people who have never entered." })
  neverEntered?: boolean | null;
  @Field(() => Int, { nullable: true, description: "Last entry more than so many days ago, 1 to 3,650." })
  absentForDays?: number | null;
  @Field(() => [ProfileFieldFilterInput], { nullable: true, description: "What extra fields say, at most 5." })
  fields?: ProfileFieldFilterInput[] | null;
}

@Validated(peopleViewInput)
@InputType({ description: "A view to keep." })
export class PeopleViewInput {
  @Field(() => ID, { nullable: true, description: "The view to change; absent = a new one." })
  id?: string | null;
  @Field(() => String, { description: "Its name, 1 to 60 characters." })
  name!: string;
  @Field(() => [ID], { description: COLUMNS })
  columns!: string[];
  @Field(() => PeopleViewFilterInput, { description: "Which people." })
  filter!: PeopleViewFilterInput;
  @Field(() => PeopleOrder, { description: "By what they are sorted." })
  orderBy!: keyof typeof PeopleOrder;
  @Field(() => ID, { nullable: true, description: "The extra field that they are sorted by, in the place of orderBy." })
  orderByField?: string | null;
  @Field(() => Boolean, { description: "From the end." })
  descending!: boolean;
  @Field(() => Boolean, { description: "Whether all staff of the course see it; teachers only." })
  shared!: boolean;
}
