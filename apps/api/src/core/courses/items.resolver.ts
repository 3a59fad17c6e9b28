import { Arg, Ctx, ID, Int, Mutation, Query, Resolver } from "type-graphql";
import { itemOverrideInput, updateItemInput } from "@lyceum/shared/inputs/courses";
import type { Context } from "../../kernel/context";
import { reasonNodes } from "../../kernel/item.resolver";
import { itemDetails, itemVersions } from "./item-details";
import { changeItem, itemAccessFor, overrideItemInSession, restoreItemVersion, restoreTrash, trashItem } from "./items";
import { ItemAccessExplanation, ItemDetails, ItemOverrideInput, ItemVersion, TrashedItems, UpdateItemInput } from "./items.types";

const ITEM = { description: "The item." };
const HERE = { nullable: true, description: "The session where the caller stands; absent = the base." };
const VERSION = { nullable: true, description: "The version that was shown; another one = CONFLICT." };

@Resolver()
export class ItemLifecycleResolver {
  @Query(() => ItemDetails, { description: "An item as staff set it up, whatever its kind." })
  itemDetails(
    @Arg("id", () => ID, ITEM) id: string,
    @Arg("sessionId", () => ID, HERE) sessionId: string | null,
    @Ctx() ctx: Context,
  ): Promise<ItemDetails> {
    return itemDetails(ctx, id, sessionId);
  }

  @Query(() => [ItemVersion], { description: "Former states of an item's common part, newest first." })
  itemVersions(
    @Arg("id", () => ID, ITEM) id: string,
    @Arg("sessionId", () => ID, HERE) sessionId: string | null,
    @Ctx() ctx: Context,
  ): Promise<ItemVersion[]> {
    return itemVersions(ctx, id, sessionId);
  }

  @Query(() => ItemAccessExplanation, { description: "What one learner sees of an item, and why; for staff." })
  async itemAccessFor(
    @Arg("itemId", () => ID, ITEM) itemId: string,
    @Arg("userId", () => ID, { description: "The learner." }) userId: string,
    @Arg("sessionId", () => ID, HERE) sessionId: string | null,
    @Ctx() ctx: Context,
  ): Promise<ItemAccessExplanation> {
    const access = await itemAccessFor(ctx, itemId, userId, sessionId);
    return { ...access, reasons: reasonNodes(access.reasons) };
  }

  @Mutation(() => ItemDetails, { description: "Changes title, state, dates, audience and conditions of an item of any kind." })
  async updateItem(
    @Arg("id", () => ID, ITEM) id: string,
    @Arg("sessionId", () => ID, HERE) sessionId: string | null,
    @Arg("input", () => UpdateItemInput, { description: "What changes." }) input: UpdateItemInput,
    @Arg("expectedVersion", () => Int, VERSION) expectedVersion: number | null,
    @Ctx() ctx: Context,
  ): Promise<ItemDetails> {
    await changeItem(ctx, id, sessionId, input as ReturnType<typeof updateItemInput.parse>, expectedVersion);
    return itemDetails(ctx, id, sessionId);
  }

  @Mutation(() => ItemDetails, { description: "Gives an item the common part that it had in a former version." })
  async restoreItemVersion(
    @Arg("id", () => ID, ITEM) id: string,
    @Arg("sessionId", () => ID, HERE) sessionId: string | null,
    @Arg("number", () => Int, { description: "The version's number." }) number: number,
    @Arg("expectedVersion", () => Int, VERSION) expectedVersion: number | null,
    @Ctx() ctx: Context,
  ): Promise<ItemDetails> {
    await restoreItemVersion(ctx, id, sessionId, number, expectedVersion);
    return itemDetails(ctx, id, sessionId);
  }

  @Mutation(() => ItemDetails, { description: "Gives a base item another state and other dates in one session." })
  async overrideItemInSession(
    @Arg("itemId", () => ID, ITEM) itemId: string,
    @Arg("sessionId", () => ID, { description: "The session." }) sessionId: string,
    @Arg("input", () => ItemOverrideInput, { description: "What is different there." }) input: ItemOverrideInput,
    @Ctx() ctx: Context,
  ): Promise<ItemDetails> {
    await overrideItemInSession(ctx, itemId, sessionId, itemOverrideInput.parse(input));
    return itemDetails(ctx, itemId, sessionId);
  }

  @Mutation(() => TrashedItems, { description: "Puts an item and all that lies in it into the trash for 30 days." })
  async trashItem(
    @Arg("id", () => ID, ITEM) id: string,
    @Arg("sessionId", () => ID, HERE) sessionId: string | null,
    @Ctx() ctx: Context,
  ): Promise<TrashedItems> {
    const { trashId, item } = await trashItem(ctx, id, sessionId);
    return { trashId, courseId: item.courseId, itemId: id };
  }

  @Mutation(() => [ID], { description: "Brings back what one act put into the trash. Gives the items' ids." })
  restoreTrash(
    @Arg("courseId", () => ID, { description: "The course." }) courseId: string,
    @Arg("sessionId", () => ID, HERE) sessionId: string | null,
    @Arg("trashId", () => ID, { description: "The act, as trashItem gave it." }) trashId: string,
    @Ctx() ctx: Context,
  ): Promise<string[]> {
    return restoreTrash(ctx, courseId, sessionId, trashId);
  }
}
