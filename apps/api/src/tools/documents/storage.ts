import { isId } from "../../kernel/ids";
import { Forbidden, NotFound } from "../../kernel/errors";
import { itemAccess } from "../../kernel/item-access";
import { TOOL } from "./documents";
import { readSettings } from "./settings";
import { roomOf } from "./spaces";
import type { Context } from "../../kernel/context";
import type { Member } from "../../kernel/gate";
import type { DocumentSpace } from "../../generated/prisma/client.ts";

export interface SpaceView extends DocumentSpace {
  title: string;
}

/** The spaces that a member may open: the course's, their groups' (all, for staff), their own, and other people's that are shown. Statements: 3. */
export async function spacesOf(ctx: Context, member: Member): Promise<SpaceView[]> {
  const spaces = await ctx.db.documentSpace.findMany({
    where: { courseId: member.courseId, runId: { in: member.visibleRunIds } },
    orderBy: [{ kind: "asc" }, { id: "asc" }],
  });
  const roots = spaces.flatMap((space) => space.rootId ?? []);
  const access = await itemAccess(ctx, member, roots);
  const items = new Map(
    (await ctx.db.item.findMany({ where: { id: { in: roots } }, select: { id: true, title: true } })).map((item) => [item.id, item.title]),
  );
  return spaces
    .filter((space) => !space.rootId || access.get(space.rootId)?.visible)
    .map((space) => ({ ...space, title: items.get(space.rootId ?? "") ?? "" }));
}

/** Whether the member may have a folder of their own here. */
export async function mayOwnSpace(ctx: Context, member: Member): Promise<boolean> {
  return member.userId !== null && !member.readOnly && (await readSettings(ctx.db, member.courseId)).personalFolders;
}

export interface StorageView {
  space: SpaceView;
  limit: number;
  used: number;
  reserved: number;
  current: number;
  older: number;
  trash: number;
  largest: { id: string; title: string; bytes: number; trashed: boolean }[];
}

/** What a space holds, for those who may write in it. */
export async function storageOf(ctx: Context, spaceId: string, sessionId?: string | null): Promise<StorageView> {
  const space = isId(spaceId) ? await ctx.db.documentSpace.findUnique({ where: { id: spaceId } }) : null;
  if (!space) throw NotFound();
  const member = await ctx.enter(space.courseId, { tool: TOOL, sessionId });
  const visible = !space.rootId || (await itemAccess(ctx, member, [space.rootId])).get(space.rootId)?.visible;
  if (!visible) throw NotFound();
  const writes = space.kind === "PERSONAL" ? space.ownerId === member.userId || member.isStaff : space.kind === "GROUP" || member.isStaff;
  if (!writes) throw Forbidden();
  const room = await roomOf(ctx.db, spaceId);
  const [parts] = await ctx.db.$queryRaw<{ current: bigint; older: bigint; trash: bigint }[]>`
    SELECT coalesce(sum(v."bytes") FILTER (WHERE d."live" AND v."number" = d."versionNumber"), 0)::bigint AS "current",
      coalesce(sum(v."bytes") FILTER (WHERE d."live" AND v."number" <> d."versionNumber"), 0)::bigint AS "older",
      coalesce(sum(v."bytes") FILTER (WHERE NOT d."live"), 0)::bigint AS "trash"
    FROM "DocumentVersion" v JOIN "Document" d ON d."id" = v."documentId" WHERE v."spaceId" = ${spaceId}::uuid`;
  const largest = await ctx.db.$queryRaw<{ id: string; title: string; bytes: bigint; trashed: boolean }[]>`
    SELECT d."id", i."title", sum(v."bytes")::bigint AS "bytes", NOT d."live" AS "trashed" FROM "DocumentVersion" v JOIN "Document" d ON d."id" = v."documentId"
    JOIN "Item" i ON i."id" = d."id" WHERE v."spaceId" = ${spaceId}::uuid GROUP BY d."id", i."title" ORDER BY sum(v."bytes") DESC, d."id" LIMIT 10`;
  const title = space.rootId ? ((await ctx.db.item.findUnique({ where: { id: space.rootId } }))?.title ?? "") : "";
  return {
    space: { ...space, title },
    limit: Number(room.limit),
    used: Number(room.used),
    reserved: Number(room.reserved),
    current: Number(parts!.current),
    older: Number(parts!.older),
    trash: Number(parts!.trash),
    largest: largest.map((row) => ({ ...row, bytes: Number(row.bytes) })),
  };
}
