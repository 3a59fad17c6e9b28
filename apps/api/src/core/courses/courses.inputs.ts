import { createCourseInput, updateCourseAccessInput, updateCourseInput } from "@lyceum/shared/inputs/courses";
import { Field, Float, ID, InputType, Int } from "type-graphql";
import { CourseVisibility } from "../../generated/prisma/enums.ts";
import { Validated } from "../../kernel/input";
import { CourseValueInput } from "./course-field.types";

@Validated(createCourseInput)
@InputType({ description: "A new course." })
export class CreateCourseInput {
  @Field(() => String, { description: "1 to 200 characters, plain text." })
  title!: string;
  @Field(() => String, {
    nullable: true,
    description: "2 to 40 letters, digits, - or _; made of the title when absent. Taken = CONFLICT with a free one.",
  })
  code?: string | null;
  @Field(() => String, { nullable: true, description: "Language it is written in (en, fr, es, ar); the maker's when absent." })
  language?: "en" | "fr" | "es" | "ar" | null;
  @Field(() => ID, { nullable: true, description: "Category in the catalogue." })
  categoryId?: string | null;
  @Field(() => [String], { nullable: true, description: "Up to 20 words to find it by." })
  tags?: string[] | null;
  @Field(() => String, { nullable: true, description: "Its colour, as #rrggbb." })
  color?: string | null;
  @Field(() => ID, { nullable: true, description: "The upload of a picture (PNG, JPEG, WebP, GIF, AVIF, 10 MB)." })
  pictureUploadId?: string | null;
  @Field(() => ID, { nullable: true, description: "A template that its content is copied from, by the job that Course.filling names." })
  templateId?: string | null;
  @Field(() => Boolean, {
    nullable: true,
    description: "Whether it begins with example content, put there by the job that Course.filling names.",
  })
  example?: boolean | null;
  @Field(() => Date, { nullable: true, description: "The day to which the template's dates are moved; today when absent." })
  startsAt?: Date | null;
  @Field(() => [CourseValueInput], { nullable: true, description: "Extra fields; INVALID_INPUT when a required one is missing." })
  fields?: CourseValueInput[] | null;
}

@Validated(updateCourseInput)
@InputType({ description: "What a course is called and looks like; an absent field stays as it is." })
export class UpdateCourseInput {
  @Field(() => String, { nullable: true, description: "1 to 200 characters, plain text." })
  title?: string;
  @Field(() => String, { nullable: true, description: "A new code; administrators only." })
  code?: string;
  @Field(() => String, { nullable: true, description: "Language it is written in (en, fr, es, ar)." })
  language?: string;
  @Field(() => Boolean, { nullable: true, description: "Whether the interface keeps the viewer's language." })
  useViewerLanguage?: boolean;
  @Field(() => ID, { nullable: true, description: "Category in the catalogue; null = none." })
  categoryId?: string | null;
  @Field(() => [String], { nullable: true, description: "Up to 20 words to find it by." })
  tags?: string[];
  @Field(() => String, { nullable: true, description: "What it is about: rich text." })
  description?: string;
  @Field(() => ID, {
    nullable: true,
    description: "The upload of a picture (PNG, JPEG, WebP, GIF, AVIF, 10 MB); null = the drawn pattern.",
  })
  pictureUploadId?: string | null;
  @Field(() => String, { nullable: true, description: "A video at a known service; null = none." })
  introVideoUrl?: string | null;
  @Field(() => String, { nullable: true, description: "Its colour, as #rrggbb." })
  color?: string | null;
  @Field(() => [CourseValueInput], {
    nullable: true,
    description: "Extra fields that change. INVALID_INPUT, also without this, while a required one is empty.",
  })
  fields?: CourseValueInput[] | null;
}

@Validated(updateCourseAccessInput)
@InputType({ description: "Who gets in, and when; an absent field stays as it is." })
export class UpdateCourseAccessInput {
  @Field(() => CourseVisibility, { nullable: true, description: "Who may enter." })
  visibility?: CourseVisibility;
  @Field(() => Boolean, { nullable: true, description: "Whether a private course is in the catalogue." })
  listed?: boolean;
  @Field(() => Boolean, { nullable: true, description: "Whether people may enrol themselves." })
  selfEnrol?: boolean;
  @Field(() => Boolean, { nullable: true, description: "Whether learners may leave by themselves." })
  selfLeave?: boolean;
  @Field(() => String, { nullable: true, description: "The key that enrolling oneself asks for; null = none. Kept as a hash only." })
  enrolKey?: string | null;
  @Field(() => String, { nullable: true, description: "What members accept at their first entry: rich text; null = nothing." })
  terms?: string | null;
  @Field(() => Date, { nullable: true, description: "Learners come in from then on." })
  opensAt?: Date | null;
  @Field(() => Date, { nullable: true, description: "Closed to learners from then on." })
  closesAt?: Date | null;
  @Field(() => Int, { nullable: true, description: "Days that a learner has from the first entry, 1 to 3650." })
  durationDays?: number | null;
  @Field(() => Boolean, { nullable: true, description: "Whether only administrators may change the visibility; administrators only." })
  visibilityAdminOnly?: boolean;
  @Field(() => Boolean, { nullable: true, description: "Whether it is listed first for everyone; administrators only." })
  featured?: boolean;
  @Field(() => Boolean, { nullable: true, description: "Whether new courses may be made from it; administrators only." })
  isTemplate?: boolean;
  @Field(() => Float, { nullable: true, description: "Room for its files in bytes; administrators only." })
  storageLimitBytes?: number;
}
