import { Locked, NotFound, type Reason } from "./errors";
import { forMember, inScope } from "./item-visibility";
import { closedByConditions } from "./item-conditions";
import { allTools } from "./manifest";
import { Prisma } from "./database";
import { isId } from "./ids";
import type { Context } from "./context";
import type { Member } from "./gate";

/** Whether a member may open an item, and if not, why. `visible` false = it must look as if it did not exist. */
export interface ItemAccess {
  visible: boolean;
  open: boolean;
  reasons: Reason[];
  /** When dates alone will change the answer. */
  changesAt: Date | null;
}

interface Link {
  itemId: string;
  ancestorId: string;
  state: "DRAFT" | "PUBLISHED" | "HIDDEN";
  opensAt: Date | null;
  closesAt: Date | null;
  trashed: boolean;
  meant: boolean;
  inScope: boolean;
}

/**
 * Answers for many items by one statement (and the request's conditions). An unknown id is absent from the map. Hidden items are open where a
 * manifest `reveals` them; a caller that has decided this already names them itself. Drafts never are.
 */
export async function itemAccess(
  ctx: Context,
  member: Member,
  ids: readonly string[],
  { now = new Date(), revealed }: { now?: Date; revealed?: ReadonlySet<string> } = {},
): Promise<Map<string, ItemAccess>> {
  const asked = [...new Set(ids)].filter(isId);
  if (asked.length === 0) return new Map();
  const closed = await closedByConditions(ctx, member);
  const links = await ctx.db.$queryRaw<Link[]>`
    SELECT i."id" AS "itemId", a."id" AS "ancestorId", coalesce(o."state", a."state")::text AS "state", coalesce(o."opensAt", a."opensAt") AS "opensAt",
      coalesce(o."closesAt", a."closesAt") AS "closesAt", a."trashedAt" IS NOT NULL AS "trashed", ${forMember(member, Prisma.sql`a`)} AS "meant",
      ${inScope(member, Prisma.sql`i`)} AS "inScope"
    FROM "Item" i
    JOIN "Item" a ON a."id" = i."id" OR a."id" = ANY(i."ancestorIds")
    LEFT JOIN "ItemRun" o ON o."itemId" = a."id" AND o."runId" = ${member.sessionRunId}::uuid
    WHERE i."id" = ANY(${asked}::uuid[])`;
  const grouped = groupByItem(links);
  const shown = revealed ?? (await revealedItems(ctx, member, grouped));
  return new Map([...grouped].map(([id, own]) => [id, judge(member, id, shown.has(id) ? own.map(unhidden) : own, closed, now)]));
}

const unhidden = (link: Link): Link => (link.state === "HIDDEN" ? { ...link, state: "PUBLISHED" } : link);

/** Of a learner's items those that are only hidden, and that a tool opens all the same. No statement where nothing is hidden. */
async function revealedItems(ctx: Context, member: Member, grouped: Map<string, Link[]>): Promise<ReadonlySet<string>> {
  if (member.isStaff) return new Set();
  const hidden = [...grouped].filter(([, links]) => links.some((link) => link.state === "HIDDEN")).map(([id]) => id);
  if (hidden.length === 0) return new Set();
  const found = await Promise.all(allTools().map((manifest) => manifest.reveals?.(ctx, member, hidden) ?? Promise.resolve([])));
  return new Set(found.flat());
}

function groupByItem(links: Link[]): Map<string, Link[]> {
  const grouped = new Map<string, Link[]>();
  for (const link of links) grouped.set(link.itemId, [...(grouped.get(link.itemId) ?? []), link]);
  return grouped;
}

function judge(member: Member, id: string, links: Link[], closed: Map<string, readonly Reason[]>, now: Date): ItemAccess {
  const own = links.find((link) => link.ancestorId === id)!;
  if (!own.inScope) return { visible: false, open: false, reasons: [{ code: "NOT_HERE" }], changesAt: null };
  if (member.isStaff) return { visible: !own.trashed, open: !own.trashed, reasons: [], changesAt: null };
  const reasons: Reason[] = [];
  const hidden = links.some((link) => link.trashed || link.state !== "PUBLISHED" || !link.meant);
  const changes: Date[] = [];
  let aboveClosed = false;
  for (const link of links) {
    const found: Reason[] = [];
    if (link.opensAt && link.opensAt > now) found.push({ code: "OPENS_AT", params: { at: link.opensAt.toISOString() } });
    if (link.closesAt && link.closesAt <= now) found.push({ code: "CLOSED_AT", params: { at: link.closesAt.toISOString() } });
    found.push(...(closed.get(link.ancestorId) ?? []));
    for (const at of [link.opensAt, link.closesAt]) if (at && at > now) changes.push(at);
    if (found.length > 0 && link.ancestorId !== id) aboveClosed = true;
    reasons.push(...found);
  }
  const visible = !hidden && !aboveClosed;
  if (hidden) reasons.push({ code: own.state === "PUBLISHED" ? "NOT_FOR_YOU" : own.state });
  return {
    visible,
    open: visible && reasons.length === 0,
    reasons,
    changesAt: changes.length > 0 ? new Date(Math.min(...changes.map(Number))) : null,
  };
}

/** Refuses unless the item is open to the member: NOT_FOUND when it may not be known, LOCKED with the reasons when it is closed. */
export async function requireOpen(ctx: Context, member: Member, itemId: string): Promise<void> {
  const access = (await itemAccess(ctx, member, [itemId])).get(itemId);
  if (!access?.visible) throw NotFound();
  if (!access.open) throw Locked(access.reasons);
}
