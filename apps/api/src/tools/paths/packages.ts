import type { PackageInput } from "@lyceum/shared/inputs/paths";
import type { Context } from "../../kernel/context";
import { Prisma, type Tx } from "../../kernel/database";
import type { Emit } from "../../kernel/events";
import { expectVersion } from "../../kernel/errors";
import type { Member } from "../../kernel/gate";
import { closedByConditions } from "../../kernel/item-conditions";
import { updateItem } from "../../kernel/items";
import { visibleItems } from "../../kernel/item-visibility";
import { indexTexts } from "../../kernel/search";
import type { Item, Package } from "../../generated/prisma/client.ts";
import type { RuntimeActivity } from "./runtime-activity";

/** A package with the item that it is: the row behind the GraphQL type. */
export type PackageRow = Item & Package;

/** Loads packages as nodes, trash included; unknown ids are left out. One statement. */
export async function loadPackages(ctx: Context, ids: readonly string[]): Promise<PackageRow[]> {
  const rows = await ctx.db.item.findMany({
    where: { id: { in: [...ids] }, kind: "package" },
    include: { package: true },
    relationLoadStrategy: "join",
  });
  const byId = new Map(rows.flatMap(({ package: own, ...item }) => (own ? [[item.id, { ...item, ...own }]] : [])));
  return ids.flatMap((id) => byId.get(id) ?? []);
}

interface ListOptions {
  search: string;
  after: { position: number; id: string } | null;
  take: number;
}

/** The packages that a member sees, in the teacher's order. Statements: 1, 1 more for conditions. */
export async function listPackages(ctx: Context, member: Member, { search, after, take }: ListOptions): Promise<PackageRow[]> {
  const behind = after ? Prisma.sql`(i."position", i."id") > (${after.position}::int, ${after.id}::uuid)` : Prisma.sql`true`;
  return ctx.db.$queryRaw<PackageRow[]>`
    SELECT i."id", i."key", i."courseId", i."runId", i."groupId", i."tool", i."kind", i."title", i."parentId", i."ancestorIds", i."position", i."state"::text AS "state",
      i."opensAt", i."closesAt", i."dueAt", i."audience"::text AS "audience", i."version", i."createdAt", i."updatedAt", i."maxScore", i."language",
      p."standard"::text AS "standard", p."edition", p."identifier", p."reentry"::text AS "reentry", p."scoring"::text AS "scoring", p."window"::text AS "window",
      p."masteryOverridesStatus", p."scoreAsProgress", p."revisionId"
    FROM "Item" i JOIN "Package" p ON p."id" = i."id"
    WHERE ${await seen(ctx, member, search)} AND ${behind}
    ORDER BY i."position", i."id" LIMIT ${take}`;
}

/** How many there are in all. */
export async function countPackages(ctx: Context, member: Member, search: string): Promise<number> {
  const [row] = await ctx.db.$queryRaw<
    { n: number }[]
  >`SELECT count(*)::int AS "n" FROM "Item" i JOIN "Package" p ON p."id" = i."id" WHERE ${await seen(ctx, member, search)}`;
  return row?.n ?? 0;
}

async function seen(ctx: Context, member: Member, search: string): Promise<Prisma.Sql> {
  const closed = [...(await closedByConditions(ctx, member)).keys()];
  const words = search.replace(/[\\%_]/g, "\\$&");
  return Prisma.sql`i."courseId" = ${member.courseId}::uuid AND i."tool" = 'paths' AND i."kind" = 'package'
    AND ${visibleItems(member, closed)} AND (${search} = '' OR i."title" ILIKE ${`%${words}%`})`;
}

/** Changes a package's common part and its own settings. Statements: 4 at most. */
export async function updatePackage(
  tx: Tx,
  emit: Emit,
  member: Member,
  row: PackageRow,
  input: PackageInput,
  expectedVersion: number | null,
): Promise<void> {
  expectVersion(row, expectedVersion);
  const { title, state, opensAt, closesAt, dueAt, ...settings } = input;
  await updateItem(tx, emit, member, row, { title, state, opensAt, closesAt, dueAt });
  if (Object.keys(settings).length > 0) await tx.package.update({ where: { id: row.id }, data: settings });
  if (title !== undefined && title !== row.title) {
    const revision = await tx.packageRevision.findUniqueOrThrow({ where: { id: row.revisionId }, select: { runtime: true } });
    await indexPackage(tx, member, { ...row, title }, revision.runtime as unknown as RuntimeActivity[]);
  }
}

/** Lets search find a package by its name and by its activities'. */
export function indexPackage(
  tx: Tx,
  member: Member,
  row: { id: string; runId: string; title: string; language: string | null },
  activities: readonly RuntimeActivity[],
): Promise<void> {
  const text = activities
    .map((activity) => activity.title)
    .join("\n")
    .slice(0, 100_000);
  return indexTexts(tx, [
    {
      courseId: member.courseId,
      runId: row.runId,
      tool: "paths",
      kind: "package",
      rowId: row.id,
      itemId: row.id,
      language: row.language ?? member.courseLanguage,
      title: row.title,
      text,
    },
  ]);
}
