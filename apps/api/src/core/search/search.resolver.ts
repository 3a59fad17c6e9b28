import { Arg, Ctx, ID, Int, Query, Resolver } from "type-graphql";
import type { Context } from "../../kernel/context";
import type { Page } from "../../kernel/connections";
import { searchCourse } from "./search-course";
import { searchEverywhere } from "./search-everywhere";
import { SearchAnswer, SearchHit, SearchHitConnection } from "./search.types";

@Resolver()
export class SearchResolver {
  @Query(() => SearchHitConnection, {
    description: "What of a course matches, best first, as far as the viewer may see it; when no word matches, titles that look alike.",
  })
  async searchCourse(
    @Arg("courseId", () => ID, { description: "The course." }) courseId: string,
    @Arg("text", () => String, {
      description: "Words as on the web: quotes, OR, minus; the last word may be begun. At most 200 characters.",
    })
    text: string,
    @Arg("sessionId", () => ID, { nullable: true, description: "The session; absent = the course itself." }) sessionId: string | null,
    @Arg("tools", () => [String], { nullable: true, description: "Only of these tools; all when absent." }) tools: string[] | null,
    @Arg("first", () => Int, { nullable: true, description: "How many, 20 when absent, at most 100." }) first: number | null,
    @Arg("after", () => String, { nullable: true, description: "The endCursor of the page before." }) after: string | null,
    @Ctx() ctx: Context,
  ): Promise<Page<SearchHit>> {
    return searchCourse(ctx, await ctx.enter(courseId, { sessionId }), { text, tools, first, after });
  }

  @Query(() => SearchAnswer, {
    description: "Courses, people and content of the viewer's own courses, for Ctrl-K. Under 2 letters nothing is found.",
  })
  search(
    @Arg("text", () => String, { description: "Words; the last one may be begun. At most 200 characters." }) text: string,
    @Ctx() ctx: Context,
  ): Promise<SearchAnswer> {
    return searchEverywhere(ctx, text);
  }
}
