import { Arg, Ctx, Field, ID, Int, Mutation, ObjectType, Query, Resolver } from "type-graphql";
import type { Context } from "../../kernel/context";
import { Public } from "../../kernel/public";
import { courseAbout, ratingOf } from "./about";
import { CourseAbout, CourseRating } from "./about.types";
import { enterCourseRow } from "./courses";
import { Course, courseNode } from "./courses.types";
import { acceptTerms, rateCourse } from "./membership";

@ObjectType({ description: "What members accept before they enter.", simpleResolvers: true })
export class CourseTerms {
  @Field(() => ID, { description: "The course." })
  courseId!: string;
  @Field(() => String, { description: "The course's name." })
  courseTitle!: string;
  @Field(() => Int, { description: "Its version: acceptTerms takes it. 0 = there are no terms." })
  version!: number;
  @Field(() => String, { description: "The words: rich text." })
  html!: string;
  @Field(() => Boolean, { description: "Whether the viewer has accepted this version." })
  accepted!: boolean;
}

@Resolver()
export class MembershipResolver {
  @Public("the about page is what people read before they enrol")
  @Query(() => CourseAbout, { description: "A course's about page, for everybody; closed and hidden courses have none." })
  courseAbout(
    @Arg("code", () => String, { description: "The course's code, in any case." }) code: string,
    @Ctx() ctx: Context,
  ): Promise<CourseAbout> {
    return courseAbout(ctx, code);
  }

  @Query(() => CourseTerms, { description: "The terms of a course, for those who would enter if they accepted them." })
  async courseTerms(
    @Arg("courseId", () => ID, { description: "The course." }) courseId: string,
    @Arg("sessionId", () => ID, { nullable: true, description: "The session to be entered; absent = the base." }) sessionId: string | null,
    @Ctx() ctx: Context,
  ): Promise<CourseTerms> {
    const { course } = await enterCourseRow(ctx, courseId, { sessionId, beforeTerms: true });
    const viewer = await ctx.viewer();
    const accepted = viewer
      ? await ctx.db.termsAcceptance.count({ where: { courseId, userId: viewer.id, version: course.termsVersion } })
      : 0;
    return { courseId, courseTitle: course.title, version: course.termsVersion, html: course.terms ?? "", accepted: accepted > 0 };
  }

  @Mutation(() => Course, { description: "Accepts the current terms of a course; the course opens." })
  async acceptTerms(
    @Arg("courseId", () => ID, { description: "The course." }) courseId: string,
    @Arg("sessionId", () => ID, { nullable: true, description: "The session to be entered; absent = the base." }) sessionId: string | null,
    @Arg("version", () => Int, { description: "The version that was read; another one = CONFLICT." }) version: number,
    @Ctx() ctx: Context,
  ): Promise<Course> {
    const { member, course } = await acceptTerms(ctx, courseId, sessionId, version);
    return courseNode(course, member);
  }

  @Mutation(() => CourseRating, {
    nullable: true,
    description: "Gives a course 1 to 5 stars, or takes them back. Null where the campus hides ratings.",
  })
  async rateCourse(
    @Arg("courseId", () => ID, { description: "The course." }) courseId: string,
    @Arg("sessionId", () => ID, { nullable: true, description: "The session through which the viewer is in it." }) sessionId: string | null,
    @Arg("stars", () => Int, { nullable: true, description: "1 to 5; null = no rating." }) stars: number | null,
    @Ctx() ctx: Context,
  ): Promise<CourseRating | null> {
    await rateCourse(ctx, courseId, sessionId, stars ?? null);
    return ratingOf(ctx, courseId);
  }
}
