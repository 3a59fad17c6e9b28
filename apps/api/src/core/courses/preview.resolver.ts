import { Arg, Ctx, Field, ID, Mutation, ObjectType, Resolver } from "type-graphql";
import type { Context } from "../../kernel/context";
import { resetPreview, startPreview } from "./preview";

@ObjectType({
  description:
    "The caller's own preview learner. Operations that carry the header `x-lyceum-preview: <courseId>` (or `<courseId>/<groupId>`) are done as this learner.",
  simpleResolvers: true,
})
export class CoursePreview {
  @Field(() => ID, { description: "Opaque; another one after a reset." })
  id!: string;
  @Field(() => ID, { description: "The course." })
  courseId!: string;
  @Field(() => ID, { nullable: true, description: "The session that is shown; null = the base." })
  sessionId!: string | null;
}

const COURSE = { description: "The course." };
const HERE = { nullable: true, description: "The session to be seen; absent = the base." };

@Resolver()
export class PreviewResolver {
  @Mutation(() => CoursePreview, {
    description: "Makes the caller's preview learner for a course or session, or finds it. For teachers and tutors.",
  })
  startPreview(
    @Arg("courseId", () => ID, COURSE) courseId: string,
    @Arg("sessionId", () => ID, HERE) sessionId: string | null,
    @Ctx() ctx: Context,
  ): Promise<CoursePreview> {
    return startPreview(ctx, courseId, sessionId);
  }

  @Mutation(() => CoursePreview, { description: "Erases everything that the caller's preview learner has done here." })
  resetPreview(
    @Arg("courseId", () => ID, COURSE) courseId: string,
    @Arg("sessionId", () => ID, HERE) sessionId: string | null,
    @Ctx() ctx: Context,
  ): Promise<CoursePreview> {
    return resetPreview(ctx, courseId, sessionId);
  }
}
