import { Field, Float, ID, Int, ObjectType } from "type-graphql";
import { Person } from "../accounts/people.types";
import { CourseCategory, CourseMemberRole } from "./courses.types";
import { Session } from "./session.types";

@ObjectType({ description: "What people thought of a course: 1 to 5 stars.", simpleResolvers: true })
export class CourseRating {
  @Field(() => ID, { description: "The course." })
  courseId!: string;
  @Field(() => Float, { nullable: true, description: "The average, 1 to 5; null with fewer than three ratings." })
  average!: number | null;
  @Field(() => Int, { description: "How many people have rated it." })
  count!: number;
  @Field(() => Int, { nullable: true, description: "The viewer's own stars." })
  mine!: number | null;
}

@ObjectType({ description: "A course as the catalogue shows it.", simpleResolvers: true })
export class CourseCard {
  @Field(() => ID, { description: "The course." })
  id!: string;
  @Field(() => String, { description: "Its code." })
  code!: string;
  @Field(() => String, { description: "Its name, plain text." })
  title!: string;
  @Field(() => String, { nullable: true, description: "Path of its picture." })
  pictureUrl!: string | null;
  @Field(() => String, { nullable: true, description: "Its colour, as #rrggbb." })
  color!: string | null;
}

@ObjectType({ description: "What everybody may know of a course before entering it.", simpleResolvers: true })
export class CourseAbout extends CourseCard {
  @Field(() => String, { description: "The language it is written in (BCP 47)." })
  language!: string;
  @Field(() => String, { description: "What it is about: rich text; may be empty." })
  description!: string;
  @Field(() => [String], { description: "Words to find it by." })
  tags!: string[];
  @Field(() => CourseCategory, { nullable: true, description: "Its category." })
  category!: CourseCategory | null;
  @Field(() => String, { nullable: true, description: "Address of a video that introduces it." })
  introVideoUrl!: string | null;
  @Field(() => [Person], { description: "Its teachers." })
  teachers!: Person[];
  @Field(() => [Session], { description: "Sessions that run or are coming, the next first." })
  sessions!: Session[];
  @Field(() => Date, { nullable: true, description: "Learners come in from then on." })
  opensAt!: Date | null;
  @Field(() => Date, { nullable: true, description: "Closed to learners from then on." })
  closesAt!: Date | null;
  @Field(() => Int, { nullable: true, description: "Days that a learner has from the first entry." })
  durationDays!: number | null;
  @Field(() => Boolean, { description: "Whether people may enrol themselves." })
  selfEnrol!: boolean;
  @Field(() => Boolean, { description: "Whether enrolling oneself asks for a key." })
  hasEnrolKey!: boolean;
  @Field(() => CourseRating, { nullable: true, description: "Its rating; null where the campus hides ratings." })
  rating!: CourseRating | null;
  @Field(() => [CourseCard], { description: "Up to four courses with the same category or tags that are in the catalogue." })
  related!: CourseCard[];
  @Field(() => Boolean, { description: "Whether the viewer may open its home page." })
  viewerMayEnter!: boolean;
  @Field(() => CourseMemberRole, { nullable: true, description: "As what the viewer is in its base; null = not in it." })
  viewerRole!: keyof typeof CourseMemberRole | null;
}
