import { newCourseSettings } from "@lyceum/shared/inputs/courses";
import { Field, InputType, Int, ObjectType, registerEnumType } from "type-graphql";
import { CourseApproval, CourseVisibility } from "../../generated/prisma/enums.ts";
import { Validated } from "../../kernel/input";

registerEnumType(CourseApproval, {
  name: "CourseApproval",
  description: "Whether a course may be used.",
  valuesConfig: {
    APPROVED: { description: "It may; so is every course of a campus that wants no approval." },
    WAITING: { description: "An administrator has to look at it first; until then only its maker and administrators enter." },
    REFUSED: { description: "It was refused; its maker may change it and ask again." },
  },
});

@ObjectType("NewCourseSettings", { description: "With what courses of this campus begin.", simpleResolvers: true })
export class NewCourseSettingsNode {
  @Field(() => CourseVisibility, { description: "Who may enter a new course." })
  visibility!: CourseVisibility;
  @Field(() => Boolean, { description: "Whether each course needs a category, where there are any." })
  categoryRequired!: boolean;
  @Field(() => Boolean, { description: "Whether an administrator has to let a teacher's new course be used." })
  approval!: boolean;
  @Field(() => [String], { description: "Keys of the tools that a new course shows." })
  tools!: string[];
  @Field(() => Boolean, { description: "Whether these tools were chosen; otherwise each is as it is delivered." })
  toolsChosen!: boolean;
  @Field(() => Int, { description: "Goes up by one at each change; 0 = as delivered." })
  version!: number;
}

@Validated(newCourseSettings)
@InputType({ description: "With what courses begin, whole: absent fields go back to what is delivered." })
export class NewCourseSettingsInput {
  @Field(() => CourseVisibility, { nullable: true, description: "Who may enter a new course; PRIVATE when absent, never HIDDEN." })
  visibility!: "CLOSED" | "PRIVATE" | "PLATFORM" | "PUBLIC";
  @Field(() => Boolean, { nullable: true, description: "Whether each course needs a category; false when absent." })
  categoryRequired!: boolean;
  @Field(() => Boolean, { nullable: true, description: "Whether new courses of teachers wait for an administrator; false when absent." })
  approval!: boolean;
  @Field(() => [String], { nullable: true, description: "Keys of the tools that a new course shows; null = as each is delivered." })
  tools!: string[] | null;
}

@ObjectType({ description: "What somebody who makes a course has to know.", simpleResolvers: true })
export class NewCourseRules {
  @Field(() => Boolean, { description: "Whether it needs a category." })
  categoryRequired!: boolean;
  @Field(() => Boolean, { description: "Whether an administrator has to let it be used." })
  approval!: boolean;
}
