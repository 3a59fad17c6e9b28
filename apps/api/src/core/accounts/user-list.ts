import { Prisma } from "../../kernel/database";
import { decodeKey, pageOf, type Page } from "../../kernel/connections";
import type { Context } from "../../kernel/context";
import type { PlatformRole, UserState } from "../../generated/prisma/enums.ts";
import type { User as UserRow } from "../../generated/prisma/client.ts";

interface Wanted {
  search: string | null;
  state: UserState | null;
  role: PlatformRole | null;
}

const escapeLike = (word: string): string => word.replace(/[\\%_]/g, (sign) => `\\${sign}`);

/** The accounts that are wanted, as SQL. The words' expression is that of the index User_name_trgm_idx (prisma/sql/30-constraints.sql). */
function condition({ search, state, role }: Wanted): Prisma.Sql {
  const sought = (search ?? "").replaceAll("\0", "").trim();
  const words = sought.toLowerCase().split(/\s+/).filter(Boolean).slice(0, 6);
  const patterns = words.map((word) => `%${escapeLike(word)}%`);
  const text = Prisma.sql`lower(u."givenName" || ' ' || u."familyName" || ' ' || u."login"::text || ' ' || coalesce(u."email"::text, ''))`;
  const parts = [Prisma.sql`u."kind" = 'PERSON'`];
  if (patterns.length > 0) parts.push(Prisma.sql`(${text} LIKE ALL(${patterns}::text[]) OR u."officialCode" = ${sought})`);
  if (state) parts.push(Prisma.sql`u."state" = ${state}::"UserState"`);
  if (role) parts.push(Prisma.sql`${role}::"PlatformRole" = ANY(u."roles")`);
  return Prisma.join(parts, " AND ");
}

/** A page of accounts by family name, given name and id; two statements however many there are. */
export async function listAccounts<Node extends object>(
  ctx: Context,
  wanted: Wanted,
  page: { size: number; after: string | null },
  nodeOf: (row: UserRow) => Node,
): Promise<Page<Node>> {
  const where = condition(wanted);
  const key = decodeKey(page.after, ["text", "text", "id"])?.map(String);
  const behind = key ? Prisma.sql`AND (u."familyName", u."givenName", u."id"::text) > (${key[0]}, ${key[1]}, ${key[2]})` : Prisma.empty;
  const found = await ctx.db.$queryRaw<{ id: string }[]>`
    SELECT u."id" FROM "User" u WHERE ${where} ${behind} ORDER BY u."familyName", u."givenName", u."id"::text LIMIT ${page.size + 1}`;
  const rows = await ctx.db.user.findMany({ where: { id: { in: found.map((row) => row.id) } } });
  const byId = new Map(rows.map((row) => [row.id, row]));
  const ordered = found.flatMap(({ id }) => byId.get(id) ?? []);
  const count = async (): Promise<number> => {
    const [total] = await ctx.db.$queryRaw<{ count: number }[]>`SELECT count(*)::int AS "count" FROM "User" u WHERE ${where}`;
    return total?.count ?? 0;
  };
  const { nodes, edges, pageInfo } = pageOf(ordered, page.size, (row) => [row.familyName, row.givenName, row.id], count);
  return {
    nodes: nodes.map(nodeOf),
    edges: edges.map(({ cursor, node }) => ({ cursor, node: nodeOf(node) })),
    pageInfo,
    totalCount: count,
  };
}
