import type { Prisma, Tx } from "./database";
import type { Context } from "./context";
import type { Version } from "../generated/prisma/client.ts";

/** Keeps a row's former state; the same number twice is kept once. One statement. */
export async function keepVersion(
  tx: Tx,
  version: { kind: string; rowId: string; number: number; body: Prisma.InputJsonObject; authorId: string | null },
): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO "Version" ("kind", "rowId", "number", "body", "authorId")
    VALUES (${version.kind}, ${version.rowId}::uuid, ${version.number}, ${JSON.stringify(version.body)}::jsonb, ${version.authorId}::uuid)
    ON CONFLICT ("kind", "rowId", "number") DO NOTHING`;
}

/** A row's former states, newest first. The caller has passed the gate of the row. */
export const versionsOf = (ctx: Context, kind: string, rowId: string, take = 100): Promise<Version[]> =>
  ctx.db.version.findMany({ where: { kind, rowId }, orderBy: { number: "desc" }, take });

/** One former state, or null. */
export const versionOf = (ctx: Context, kind: string, rowId: string, number: number): Promise<Version | null> =>
  ctx.db.version.findUnique({ where: { kind_rowId_number: { kind, rowId, number } } });
