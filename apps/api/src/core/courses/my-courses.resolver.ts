import { Arg, Ctx, ID, Int, Mutation, Query, Resolver } from "type-graphql";
import type { Page } from "../../kernel/connections";
import type { Context } from "../../kernel/context";
import { loadCourse } from "./courses";
import { Course, courseNode } from "./courses.types";
import { myCourses } from "./my-courses";
import { MyCourse, MyCourseConnection, MyCoursesFilter, MyCoursesOrder } from "./my-courses.types";

@Resolver()
export class MyCoursesResolver {
  @Query(() => MyCourseConnection, { description: "The courses and sessions in which the viewer is." })
  myCourses(
    @Arg("filter", () => MyCoursesFilter, { nullable: true, description: "Which of them." }) filter: MyCoursesFilter | null,
    @Arg("orderBy", () => MyCoursesOrder, { nullable: true, description: "In which order; by title when absent." }) orderBy:
      | keyof typeof MyCoursesOrder
      | null,
    @Arg("first", () => Int, { nullable: true, description: "How many, 20 when absent, at most 100." }) first: number | null,
    @Arg("after", () => String, { nullable: true, description: "The endCursor of the page before." }) after: string | null,
    @Ctx() ctx: Context,
  ): Promise<Page<MyCourse>> {
    return myCourses(ctx, { filter, orderBy, first, after });
  }

  @Mutation(() => Course, { description: "Stars a course for the viewer, or takes the star away." })
  async setFavourite(
    @Arg("courseId", () => ID, { description: "The course." }) courseId: string,
    @Arg("sessionId", () => ID, { nullable: true, description: "The session through which the viewer is in it." }) sessionId: string | null,
    @Arg("favourite", () => Boolean, { description: "Whether it is starred." }) favourite: boolean,
    @Ctx() ctx: Context,
  ): Promise<Course> {
    const viewer = await ctx.enterSelf();
    const member = await ctx.enter(courseId, { sessionId, beforeTerms: true });
    const star = { userId: viewer.id, courseId };
    if (favourite) await ctx.db.courseFavourite.upsert({ where: { userId_courseId: star }, create: star, update: {} });
    else await ctx.db.courseFavourite.deleteMany({ where: star });
    return courseNode(await loadCourse(ctx, courseId), member);
  }
}
