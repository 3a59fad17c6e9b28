import { Ctx, Query, Resolver } from "type-graphql";
import type { Context } from "../../kernel/context";
import { MyClass } from "./my-classes.types";

/** More than this nobody reads, and nobody is in. */
const MOST = 1_000;

@Resolver()
export class MyClassesResolver {
  @Query(() => [MyClass], { description: "The classes that the viewer is in, by name, at most 1,000." })
  async myClasses(@Ctx() ctx: Context): Promise<MyClass[]> {
    const { id: userId } = await ctx.enterSelf();
    return ctx.db.userClass.findMany({
      where: { members: { some: { userId } } },
      select: { id: true, title: true, description: true },
      orderBy: [{ title: "asc" }, { id: "asc" }],
      take: MOST,
    });
  }
}
