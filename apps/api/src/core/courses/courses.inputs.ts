import { createCourseInput } from "@lyceum/shared/inputs/courses";
import { Field, ID, InputType } from "type-graphql";
import { Validated } from "../../kernel/input";

@Validated(createCourseInput)
@InputType({ description: "A new course." })
export class CreateCourseInput {
  @Field(() => String, { description: "1 to 200 characters, plain text." })
  title!: string;
  @Field(() => String, { nullable: true, description: "2 to 40 letters, digits, - or _; made of the title when absent. Taken = CONFLICT with a free one." })
  code?: string | null;
  @Field(() => String, { nullable: true, description: "Language it is written in (en, fr, es, ar); the maker's when absent." })
  language?: "en" | "fr" | "es" | "ar" | null;
  @Field(() => ID, { nullable: true, description: "Category in the catalogue." })
  categoryId?: string | null;
  @Field(() => [String], { nullable: true, description: "Up to 20 words to find it by." })
  tags?: string[] | null;
  @Field(() => String, { nullable: true, description: "Its colour, as #rrggbb." })
  color?: string | null;
}
