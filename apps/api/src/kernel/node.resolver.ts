import { Arg, Ctx, ID, Query, Resolver } from "type-graphql";
import type { Context } from "./context";
import { Invalid } from "./errors";
import { isId } from "./ids";
import { allTools } from "./manifest";
import { Node } from "./node.types";
import { Public } from "./public";
import { safeCursor } from "./realtime";

@Resolver()
export class NodeResolver {
  // Asked for beside a page's rows, it is taken before them: nothing that happens in between is missed, some may come twice.
  @Public("a cursor tells nothing but the time")
  @Query(() => String, { description: "The live cursor of now: ask for it with a page's rows, and subscribe with it as `after`." })
  liveCursor(@Ctx() ctx: Context): Promise<string> {
    return safeCursor(ctx.db);
  }

  @Query(() => Node, {
    nullable: true,
    description: "Reads one thing again, with the caller's rights; null when it is not there, or not for the caller.",
  })
  async node(
    @Arg("type", () => String, { description: "The GraphQL type's name, as `__typename` gives it." }) type: string,
    @Arg("id", () => ID, { description: "Its id." }) id: string,
    @Ctx() ctx: Context,
  ): Promise<object | null> {
    // Own names only: every object has a "constructor" and a "__proto__".
    const load = allTools().find(({ nodes }) => nodes && Object.hasOwn(nodes, type))?.nodes?.[type];
    ctx.entered = true;
    if (!load) throw Invalid("type", "node.type", `${type} cannot be read by its id.`);
    const row = isId(id) ? await load(ctx, id) : null;
    return row && { ...row, nodeType: type };
  }
}
