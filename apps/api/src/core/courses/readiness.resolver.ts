import { Arg, Ctx, Field, ID, ObjectType, Query, Resolver } from "type-graphql";
import type { Context } from "../../kernel/context";
import type { ReadinessFinding as Finding } from "../../kernel/readiness";
import { courseReadiness } from "./readiness";

@ObjectType({ description: "Something that learners would stumble over.", simpleResolvers: true })
export class ReadinessFinding {
  @Field(() => String, { description: "What is wrong: a message key's last part under `courses:readiness.checks.`." })
  check!: string;
  @Field(() => String, { description: "The tool's key; `courses` = the home page." })
  tool!: string;
  @Field(() => String, { description: "What it is about, by name; may be empty." })
  title!: string;
  @Field(() => ID, { nullable: true, description: "The item it is about." })
  itemId!: string | null;
  @Field(() => String, { description: "The page that repairs it, below the course's address." })
  address!: string;
}

@Resolver()
export class ReadinessResolver {
  @Query(() => [ReadinessFinding], {
    description:
      "What learners would stumble over in a course or session, each with the page that repairs it; at most 100 of a kind. For staff.",
  })
  courseReadiness(
    @Arg("courseId", () => ID, { description: "The course." }) courseId: string,
    @Arg("sessionId", () => ID, { nullable: true, description: "The session where the caller stands; absent = the base." }) sessionId:
      | string
      | null,
    @Ctx() ctx: Context,
  ): Promise<Finding[]> {
    return courseReadiness(ctx, courseId, sessionId);
  }
}
