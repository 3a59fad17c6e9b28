import type { z } from "zod";
import type { itemOverrideInput, updateItemInput } from "@lyceum/shared/inputs/courses";
import { conditionItemIds } from "@lyceum/shared/conditions";
import type { Context } from "../../kernel/context";
import type { Prisma, Tx } from "../../kernel/database";
import { expectVersion, Invalid, NotFound, Refusal, type Reason } from "../../kernel/errors";
import { enterCourse, type Member } from "../../kernel/gate";
import { isId } from "../../kernel/ids";
import { itemAccess } from "../../kernel/item-access";
import { updateItem, type ItemRow } from "../../kernel/items";
import { itemKind } from "../../kernel/manifest";
import { authorize } from "../../kernel/policy";
import { restoreItems, trashItems } from "../../kernel/trash";
import { versionOf } from "../../kernel/versions";
import { itemPolicy } from "./items.policy";
import { recomputeSections } from "./section-progress";

/** Loads an item that is not trashed and enters its course and tool; NOT_FOUND where it is not seen. */
export async function enterItem(ctx: Context, id: string, sessionId: string | null): Promise<{ member: Member; item: ItemRow }> {
  const item = isId(id) ? await ctx.db.item.findUnique({ where: { id } }) : null;
  if (!item || item.trashedAt) throw NotFound();
  const member = await ctx.enter(item.courseId, { tool: item.tool, sessionId });
  if (!member.visibleRunIds.includes(item.runId)) throw NotFound();
  return { member, item };
}

type ItemInput = z.output<typeof updateItemInput>;

/** Changes the common part of an item of any kind: title, state, dates, audience, conditions, completion. Stale = CONFLICT. */
export async function changeItem(
  ctx: Context,
  id: string,
  sessionId: string | null,
  input: ItemInput,
  expectedVersion: number | null,
): Promise<ItemRow> {
  const { member, item } = await enterItem(ctx, id, sessionId);
  authorize(member, itemPolicy, "update", item);
  expectVersion(item, expectedVersion);
  const { audience, conditions, ...plain } = input;
  if (plain.completion && !itemKind(item.kind)?.completes.includes(plain.completion))
    throw Invalid("input.completion", "completion.unknown", "This kind of item is not completed so.");
  if (conditions) await requireConditionItems(ctx, item, conditionItemIds(conditions));
  return ctx.write(async (tx, emit) => {
    const change = {
      ...plain,
      ...(conditions === undefined ? {} : { conditions: conditions as Prisma.InputJsonValue | null }),
      ...(audience === undefined ? {} : { audience: audience === null ? ("EVERYONE" as const) : ("CHOSEN" as const) }),
    };
    const row = await updateItem(tx, emit, member, item, change);
    if (audience !== undefined) await writeAudience(tx, item, audience);
    if (plain.state !== undefined && plain.state !== item.state) await recomputeSections(tx, await sectionsOf(tx, [item.id]));
    return row;
  });
}

async function requireConditionItems(ctx: Context, item: ItemRow, ids: string[]): Promise<void> {
  if (ids.includes(item.id)) throw Invalid("input.conditions", "conditions.itself", "An item cannot wait for itself.");
  const found = await ctx.db.item.count({ where: { id: { in: ids }, courseId: item.courseId } });
  if (found !== new Set(ids).size)
    throw Invalid("input.conditions", "conditions.otherCourse", "A condition names an item that is not of this course.");
}

async function writeAudience(tx: Tx, item: ItemRow, audience: ItemInput["audience"]): Promise<void> {
  await tx.itemAudience.deleteMany({ where: { itemId: item.id } });
  if (!audience) return;
  const groupIds = [...new Set(audience.groupIds)];
  const userIds = [...new Set(audience.userIds)];
  const groups = await tx.group.count({ where: { id: { in: groupIds }, courseId: item.courseId, trashedAt: null } });
  if (groups !== groupIds.length) throw Invalid("input.audience.groupIds", "group.unknown", "A group is not of this course.");
  const people = await tx.enrolment.findMany({
    where: { userId: { in: userIds }, courseId: item.courseId, state: "ACTIVE", kind: { not: "PREVIEW" } },
    distinct: ["userId"],
    select: { userId: true },
  });
  if (people.length !== userIds.length) throw Invalid("input.audience.userIds", "person.notInCourse", "Somebody is not in this course.");
  await tx.itemAudience.createMany({
    data: [...groupIds.map((groupId) => ({ itemId: item.id, groupId })), ...userIds.map((userId) => ({ itemId: item.id, userId }))],
  });
}

const sectionsOf = async (tx: Tx, itemIds: string[]): Promise<string[]> =>
  (await tx.sectionEntry.findMany({ where: { itemId: { in: itemIds } }, distinct: ["sectionId"], select: { sectionId: true } })).map(
    (entry) => entry.sectionId,
  );

/** Gives an item the common part that it had in a former version. */
export async function restoreItemVersion(
  ctx: Context,
  id: string,
  sessionId: string | null,
  number: number,
  expectedVersion: number | null,
): Promise<ItemRow> {
  const { member, item } = await enterItem(ctx, id, sessionId);
  authorize(member, itemPolicy, "update", item);
  expectVersion(item, expectedVersion);
  const version = await versionOf(ctx, "item", id, number);
  if (!version) throw NotFound();
  const body = version.body as {
    title: string;
    state: ItemRow["state"];
    opensAt: string | null;
    closesAt: string | null;
    dueAt: string | null;
    conditions: Prisma.InputJsonValue | null;
    completion: string | null;
  };
  const at = (text: string | null) => (text === null ? null : new Date(text));
  return ctx.write(async (tx, emit) => {
    const row = await updateItem(tx, emit, member, item, {
      ...pick(body),
      opensAt: at(body.opensAt),
      closesAt: at(body.closesAt),
      dueAt: at(body.dueAt),
    });
    await recomputeSections(tx, await sectionsOf(tx, [id]));
    return row;
  });
}

const pick = <
  Body extends { title: string; state: ItemRow["state"]; conditions: Prisma.InputJsonValue | null; completion: string | null },
>({
  title,
  state,
  conditions,
  completion,
}: Body) => ({
  title,
  state,
  conditions,
  completion,
});

/** Puts an item and all that lies in it into the trash; the returned id undoes it. */
export async function trashItem(ctx: Context, id: string, sessionId: string | null): Promise<{ trashId: string; item: ItemRow }> {
  const { member, item } = await enterItem(ctx, id, sessionId);
  authorize(member, itemPolicy, "update", item);
  const trashId = await ctx.write(async (tx, emit) => {
    const act = await trashItems(tx, emit, member, item.tool, [id]);
    await recomputeSections(tx, await sectionsOf(tx, [id]));
    return act;
  });
  return { trashId, item };
}

/** Brings back what one act put into the trash; NOT_FOUND when it holds nothing (any more). */
export async function restoreTrash(ctx: Context, courseId: string, sessionId: string | null, trashId: string): Promise<string[]> {
  const member = await ctx.enter(courseId, { sessionId });
  const items = isId(trashId) ? await ctx.db.item.findMany({ where: { courseId, trashId } }) : [];
  const first = items[0];
  if (!first) throw NotFound();
  for (const item of items) authorize(member, itemPolicy, "update", item);
  return ctx.write(async (tx, emit) => {
    const ids = await restoreItems(tx, emit, member, first.tool, trashId);
    await recomputeSections(tx, await sectionsOf(tx, ids));
    return ids;
  });
}

/** A session's own state and dates of a base item; a field that is null is the item's own again, one that is absent stays. NOT for items of the session itself. */
export async function overrideItemInSession(
  ctx: Context,
  id: string,
  sessionId: string,
  input: z.output<typeof itemOverrideInput>,
): Promise<ItemRow> {
  const { member, item } = await enterItem(ctx, id, sessionId);
  authorize(member, itemPolicy, "override", item);
  const runId = member.sessionRunId!;
  const former = await ctx.db.itemRun.findUnique({ where: { itemId_runId: { itemId: id, runId } } });
  const kept = <Key extends keyof typeof input>(key: Key) => (input[key] === undefined ? (former?.[key] ?? null) : (input[key] ?? null));
  const fields = {
    state: kept("state") as ItemRow["state"] | null,
    opensAt: kept("opensAt") as Date | null,
    closesAt: kept("closesAt") as Date | null,
    dueAt: kept("dueAt") as Date | null,
  };
  const [opensAt, closesAt] = [fields.opensAt ?? item.opensAt, fields.closesAt ?? item.closesAt];
  if (opensAt && closesAt && opensAt >= closesAt)
    throw Invalid("input.closesAt", "item.closesBeforeOpens", "It would close before it opens.");
  await ctx.write(async (tx, emit) => {
    if (Object.values(fields).every((value) => value === null)) await tx.itemRun.deleteMany({ where: { itemId: id, runId } });
    else
      await tx.itemRun.upsert({ where: { itemId_runId: { itemId: id, runId } }, create: { itemId: id, runId, ...fields }, update: fields });
    emit(`${item.tool}.item.updated`, { id, itemId: id, courseId: item.courseId, runId });
  });
  return item;
}

/** What one learner sees of an item, and why: the learner's own gate, then the item's rule. Nothing is done in the learner's name. */
export async function itemAccessFor(
  ctx: Context,
  id: string,
  userId: string,
  sessionId: string | null,
): Promise<{ visible: boolean; open: boolean; reasons: Reason[] }> {
  const { member, item } = await enterItem(ctx, id, sessionId);
  authorize(member, itemPolicy, "explain", item);
  const user = isId(userId) ? await ctx.db.user.findUnique({ where: { id: userId } }) : null;
  if (!user) throw NotFound();
  const viewer = {
    id: user.id,
    login: user.login,
    roles: [],
    language: user.language,
    timeZone: user.timeZone,
    isAdministrator: false,
    deviceId: null,
    tokenId: null,
    scopes: null,
    impersonatorId: null,
    provedAt: null,
    termsOwed: false,
  };
  try {
    const seen = await enterCourse(ctx.db, viewer, item.courseId, { sessionId, tool: item.tool });
    const access = (await itemAccess(ctx, seen, [id])).get(id);
    return access ?? { visible: false, open: false, reasons: [{ code: "NOT_HERE" }] };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const reasons = (error.extensions["reasons"] as Reason[] | undefined) ?? [{ code: "NOT_ENROLLED" }];
    return { visible: false, open: false, reasons };
  }
}
