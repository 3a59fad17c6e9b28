import type { Condition } from "@lyceum/shared/conditions";
import type { Context } from "../../kernel/context";
import { NotFound } from "../../kernel/errors";
import type { Item } from "../../kernel/item.types";
import { itemKind } from "../../kernel/manifest";
import { authorize, viewerCan } from "../../kernel/policy";
import { versionsOf } from "../../kernel/versions";
import { personOf, personSelect } from "../accounts/people.types";
import { enterItem } from "./items";
import { itemNodes } from "./item-nodes";
import { itemPolicy } from "./items.policy";
import type { ItemDetails, ItemVersion } from "./items.types";

/** A tree as GraphQL shows it: a NOT's demand as a list of one, dates as dates. */
export function conditionNode(tree: Condition): object {
  if (tree.kind === "AND" || tree.kind === "OR") return { kind: tree.kind, of: tree.of.map(conditionNode) };
  if (tree.kind === "NOT") return { kind: tree.kind, of: [conditionNode(tree.of)] };
  return "at" in tree ? { ...tree, at: new Date(tree.at) } : tree;
}

/** Everything that the details drawer shows of an item, for staff. Statements: constant. */
export async function itemDetails(ctx: Context, id: string, sessionId: string | null): Promise<ItemDetails> {
  const { member, item } = await enterItem(ctx, id, sessionId);
  authorize(member, itemPolicy, "explain", item);
  const [nodes, audience, override] = await Promise.all([
    itemNodes(ctx, [id]),
    ctx.db.itemAudience.findMany({ where: { itemId: id } }),
    member.sessionRunId ? ctx.db.itemRun.findUnique({ where: { itemId_runId: { itemId: id, runId: member.sessionRunId } } }) : null,
  ]);
  const node = nodes.get(id);
  if (!node) throw NotFound();
  const [groups, people] = await Promise.all([
    ctx.db.group.findMany({
      where: { id: { in: audience.flatMap((row) => row.groupId ?? []) } },
      select: { id: true, title: true },
      orderBy: { title: "asc" },
    }),
    ctx.db.user.findMany({
      where: { id: { in: audience.flatMap((row) => row.userId ?? []) } },
      select: personSelect,
      orderBy: { familyName: "asc" },
    }),
  ]);
  return {
    id,
    item: node as unknown as Item,
    conditions: item.conditions ? conditionNode(item.conditions as Condition) : null,
    audienceGroups: groups,
    audiencePeople: people.map(personOf),
    criteria: itemKind(item.kind)?.completes ?? [],
    completion: item.completion,
    override,
    viewerCan: viewerCan(member, itemPolicy, item),
  };
}

/** The former states of an item's common part, newest first, for those who may change it. */
export async function itemVersions(ctx: Context, id: string, sessionId: string | null): Promise<ItemVersion[]> {
  const { member, item } = await enterItem(ctx, id, sessionId);
  authorize(member, itemPolicy, "update", item);
  const versions = await versionsOf(ctx, "item", id);
  const authors = await ctx.db.user.findMany({
    where: { id: { in: versions.flatMap((version) => version.authorId ?? []) } },
    select: personSelect,
  });
  const at = (value: unknown) => (typeof value === "string" ? new Date(value) : null);
  return versions.map((version) => {
    const body = version.body as {
      title: string;
      state: ItemVersion["state"];
      opensAt: string | null;
      closesAt: string | null;
      dueAt: string | null;
    };
    const author = authors.find((person) => person.id === version.authorId);
    return {
      id: version.id,
      number: version.number,
      at: version.at,
      title: body.title,
      state: body.state,
      opensAt: at(body.opensAt),
      closesAt: at(body.closesAt),
      dueAt: at(body.dueAt),
      author: author ? personOf(author) : null,
    };
  });
}
