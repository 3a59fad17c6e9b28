import { Arg, Ctx, FieldResolver, ID, Query, Resolver, Root } from "type-graphql";
import type { Context } from "./context";
import { NotFound, type Reason } from "./errors";
import type { Member } from "./gate";
import { isId } from "./ids";
import { itemAccess, type ItemAccess } from "./item-access";
import { AccessReason, Item, ItemAccessNode, ProgressNode, type ItemNodeRow } from "./item.types";
import { itemKind } from "./manifest";
import { shownProgress } from "./progress";
import type { Progress } from "../generated/prisma/client.ts";

/** Reasons as the API gives them. */
export const reasonNodes = (reasons: readonly Reason[]): AccessReason[] =>
  reasons.map((reason) => ({
    code: reason.code,
    params: Object.entries(reason.params ?? {}).map(([name, value]) => ({ name, value: String(value) })),
  }));

/** Access by item id, for the member as whom the operation entered; one statement for all that are asked together. */
export const accessLoader = (ctx: Context, member: Member) =>
  ctx.loader<ItemAccess>(`item-access:${member.runId}`, async (ids) => {
    const found = await itemAccess(ctx, member, ids);
    return ids.map((id) => found.get(id) ?? null);
  });

/** The member's own progress by item id; one statement for all that are asked together. */
export const progressLoader = (ctx: Context, member: Member) =>
  ctx.loader<Progress>(`own-progress:${member.runId}`, async (ids) => {
    const rows = await ctx.db.progress.findMany({ where: { itemId: { in: [...ids] }, runId: member.runId, userId: member.userId! } });
    const byItem = new Map(rows.map((row) => [row.itemId, row]));
    return ids.map((id) => byItem.get(id) ?? null);
  });

@Resolver(() => Item)
export class ItemFields {
  @FieldResolver(() => ItemAccessNode, { description: "Whether the viewer may open it, and why not." })
  async access(@Root() item: ItemNodeRow, @Ctx() ctx: Context): Promise<ItemAccessNode> {
    const member = ctx.memberOf(item.courseId);
    const access = await accessLoader(ctx, member).load(item.id);
    return { open: access?.open ?? false, reasons: reasonNodes(access?.reasons ?? []) };
  }

  @FieldResolver(() => String, {
    description: "The path of the page that shows it, below the course's address: `/glossary`; empty = it has no page of its own.",
  })
  address(@Root() item: ItemNodeRow): string {
    return itemKind(item.kind)?.embeds.replace(":id", item.id) ?? "";
  }

  @FieldResolver(() => ProgressNode, { nullable: true, description: "The viewer's own progress here; null before the first contact." })
  async progress(@Root() item: ItemNodeRow, @Ctx() ctx: Context): Promise<ProgressNode | null> {
    const member = ctx.memberOf(item.courseId);
    if (!member.userId) return null;
    const row = await progressLoader(ctx, member).load(item.id);
    return row && { ...row, ...shownProgress(row, member.isStaff) };
  }
}

@Resolver()
export class ItemResolver {
  @Query(() => Item, { description: "One item of any kind, for a member who may know of it." })
  async item(
    @Arg("id", () => ID, { description: "The item." }) id: string,
    @Arg("sessionId", () => ID, { nullable: true, description: "The session it is looked at in; absent = the course's base." }) sessionId:
      | string
      | null,
    @Ctx() ctx: Context,
  ): Promise<ItemNodeRow> {
    const item = isId(id) ? await ctx.db.item.findUnique({ where: { id } }) : null;
    if (!item) throw NotFound();
    const member = await ctx.enter(item.courseId, { tool: item.tool, sessionId });
    const access = (await itemAccess(ctx, member, [id])).get(id);
    if (!access?.visible) throw NotFound();
    const own = (await itemKind(item.kind)?.load(ctx, [id]))?.[0];
    if (!own) throw NotFound();
    return { ...item, ...own };
  }
}
