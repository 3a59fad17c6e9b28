import { Arg, Ctx, FieldResolver, ID, Int, Mutation, Resolver, Root } from "type-graphql";
import type { Context } from "../../kernel/context";
import { Invalid, NotFound } from "../../kernel/errors";
import { Item, type ItemNodeRow } from "../../kernel/item.types";
import { itemTitleField } from "@lyceum/shared/inputs/courses";
import { itemNodes } from "./item-nodes";
import { createSection, moveEntry, moveSection, placeItem, removeEntry, updateSection } from "./sections";
import { CourseSection, CreateSectionInput, PlacementInput, RemovedEntry, SectionEntry } from "./sections.types";

const placementOf = (input: PlacementInput) => ({ ...input, sessionId: input.sessionId ?? null });

@Resolver(() => SectionEntry)
export class SectionResolver {
  @FieldResolver(() => Item, { description: "The item that stands there." })
  async item(@Root() entry: SectionEntry & { item?: ItemNodeRow }, @Ctx() ctx: Context): Promise<ItemNodeRow> {
    if (entry.item) return entry.item;
    const loader = ctx.loader<ItemNodeRow>("entry-item", async (ids) => {
      const rows = await itemNodes(ctx, [...ids]);
      return ids.map((id) => rows.get(id) ?? null);
    });
    const item = await loader.load(entry.itemId);
    if (!item) throw NotFound();
    return item;
  }

  @Mutation(() => CourseSection, { description: "Makes a section of the home page; in a session, one of the session's own." })
  async createSection(
    @Arg("input", () => CreateSectionInput, { description: "Its title and place." }) input: CreateSectionInput,
    @Ctx() ctx: Context,
  ): Promise<CourseSection> {
    return createSection(ctx, { ...input, sessionId: input.sessionId ?? null });
  }

  @Mutation(() => CourseSection, { description: "Renames a section; its state, dates and conditions change by updateItem." })
  async updateSection(
    @Arg("id", () => ID, { description: "The section." }) id: string,
    @Arg("sessionId", () => ID, { nullable: true, description: "The session where the caller stands." }) sessionId: string | null,
    @Arg("title", () => String, { description: "1 to 300 characters, plain text." }) title: string,
    @Arg("expectedVersion", () => Int, { nullable: true, description: "The version that was shown; another one = CONFLICT." })
    expectedVersion: number | null,
    @Ctx() ctx: Context,
  ): Promise<CourseSection> {
    return updateSection(ctx, id, sessionId, { title: requireTitle(title) }, expectedVersion);
  }

  @Mutation(() => CourseSection, { description: "Puts a section before another one, or at the end." })
  async moveSection(
    @Arg("id", () => ID, { description: "The section." }) id: string,
    @Arg("sessionId", () => ID, { nullable: true, description: "The session where the caller stands." }) sessionId: string | null,
    @Arg("beforeId", () => ID, { nullable: true, description: "The section before which it comes; absent = at the end." }) beforeId:
      | string
      | null,
    @Ctx() ctx: Context,
  ): Promise<CourseSection> {
    return moveSection(ctx, id, sessionId, beforeId);
  }

  @Mutation(() => SectionEntry, { description: "Puts an item of any tool into a section; one that is there already is moved." })
  async placeItem(
    @Arg("itemId", () => ID, { description: "The item." }) itemId: string,
    @Arg("input", () => PlacementInput, { description: "Where." }) input: PlacementInput,
    @Ctx() ctx: Context,
  ): Promise<SectionEntry> {
    return placeItem(ctx, itemId, placementOf(input));
  }

  @Mutation(() => SectionEntry, { description: "Moves an entry within its section, or into another one." })
  async moveEntry(
    @Arg("entryId", () => ID, { description: "The entry." }) entryId: string,
    @Arg("input", () => PlacementInput, { description: "Where to." }) input: PlacementInput,
    @Ctx() ctx: Context,
  ): Promise<SectionEntry> {
    return moveEntry(ctx, entryId, placementOf(input));
  }

  @Mutation(() => RemovedEntry, { description: "Takes an entry out of its section; the item stays where it is." })
  async removeEntry(
    @Arg("entryId", () => ID, { description: "The entry." }) entryId: string,
    @Arg("sessionId", () => ID, { nullable: true, description: "The session where the caller stands." }) sessionId: string | null,
    @Ctx() ctx: Context,
  ): Promise<RemovedEntry> {
    const { entry, followerId } = await removeEntry(ctx, entryId, sessionId);
    return { id: entry.id, sectionId: entry.sectionId, itemId: entry.itemId, indent: entry.indent, beforeEntryId: followerId };
  }
}

function requireTitle(title: string): string {
  const parsed = itemTitleField.safeParse(title);
  if (!parsed.success) throw Invalid("title", "title.invalid", parsed.error.issues[0]?.message ?? "Not a title.");
  return parsed.data;
}
