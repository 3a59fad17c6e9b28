import { createHash } from "node:crypto";
import { Prisma, type Db } from "./database";
import type { Services } from "./services";

export type PlatformRole = "ADMINISTRATOR" | "SESSION_MANAGER" | "TEACHER";

/** Who is asking: one person, by one device or token. */
export interface Viewer {
  id: string;
  login: string;
  roles: PlatformRole[];
  language: string;
  timeZone: string;
  isAdministrator: boolean;
  deviceId: string | null;
  tokenId: string | null;
  /** Scopes of an API token; null = everything that the person may do. */
  scopes: string[] | null;
  impersonatorId: string | null;
  /** When this device last proved a factor; step-up asks for it again after 15 minutes. */
  provedAt: Date | null;
  /** Whether terms have to be accepted before anything else; the gates say so (context.ts). */
  termsOwed: boolean;
}

/** What a request or a socket brought to prove who it is. */
export interface Credentials {
  cookieToken?: string;
  bearer?: string;
  /** A job of this person's: set by the worker only, never from a request. */
  onBehalfOf?: string;
}

export const hashToken = (token: string): Uint8Array<ArrayBuffer> => new Uint8Array(createHash("sha256").update(token).digest());

interface ViewerRow {
  id: string;
  login: string;
  roles: PlatformRole[];
  language: string;
  timeZone: string;
  deviceId: string | null;
  tokenId: string | null;
  scopes: string[] | null;
  impersonatorId: string | null;
  provedAt: Date | null;
  termsOwed: boolean;
  /** Whether its last use was written down more than five minutes ago. */
  stale: boolean;
}

/** Whoever owes a second factor, and has let its time pass, is nobody until there is one: by device, by token and on open sockets. */
const person = Prisma.sql`u."state" = 'ACTIVE' AND (u."expiresAt" IS NULL OR u."expiresAt" > now()) AND (u."factorDueAt" IS NULL OR u."factorDueAt" > now())`;

/** Every request of a browser asks this, so it goes to PostgreSQL by itself, prepared under its name: the query builder would cost as much again. */
const BY_DEVICE = {
  name: "viewer_by_device",
  text: `SELECT u."id", u."login"::text AS "login", u."roles", u."language", u."timeZone", u."termsOwed", d."id" AS "deviceId", NULL AS "tokenId", NULL AS "scopes",
           d."impersonatorId", d."provedAt", d."lastSeenAt" < now() - interval '5 minutes' AS "stale"
    FROM "Device" d JOIN "User" u ON u."id" = d."userId"
    WHERE d."tokenHash" = $1 AND d."endedAt" IS NULL AND d."expiresAt" > now()
      AND (NOT d."secondFactorNeeded" OR d."secondFactorAt" IS NOT NULL) AND ${person.sql}`,
};

/**
 * Finds the viewer in one statement, or null: an ended or expired device, a revoked token, a person who may not come in, or a
 * device whose second factor is still owed are all nobody.
 */
export async function findViewer({ db, pool }: Pick<Services, "db" | "pool">, credentials: Credentials): Promise<Viewer | null> {
  const { bearer, cookieToken, onBehalfOf } = credentials;
  if (onBehalfOf) return findPerson(db, onBehalfOf);
  if (!bearer && !cookieToken) return null;
  const rows = bearer
    ? await db.$queryRaw<ViewerRow[]>`
        SELECT u."id", u."login"::text AS "login", u."roles", u."language", u."timeZone", u."termsOwed", NULL AS "deviceId", t."id" AS "tokenId", t."scopes",
               NULL AS "impersonatorId", NULL::timestamptz AS "provedAt",
               COALESCE(t."lastUsedAt" < now() - interval '5 minutes', true) AS "stale"
        FROM "ApiToken" t JOIN "User" u ON u."id" = t."userId"
        WHERE t."tokenHash" = ${hashToken(bearer)} AND t."revokedAt" IS NULL AND (t."expiresAt" IS NULL OR t."expiresAt" > now()) AND ${person}`
    : (await pool.query<ViewerRow>({ ...BY_DEVICE, values: [Buffer.from(hashToken(cookieToken!))] })).rows;
  const found = rows[0];
  if (!found) return null;
  const { stale, ...row } = found;
  if (stale) await touch(db, row);
  return { ...row, roles: parseRoles(row.roles), isAdministrator: parseRoles(row.roles).includes("ADMINISTRATOR") };
}

/**
 * Writes down that a device or token was used, every five minutes at most, and lets the device live on: 8 hours, or 30 days when it
 * is kept signed in, and 90 days after its sign-in at most.
 */
async function touch(db: Db, { id, deviceId, tokenId }: Pick<ViewerRow, "id" | "deviceId" | "tokenId">): Promise<void> {
  if (tokenId) {
    await db.$executeRaw`UPDATE "ApiToken" SET "lastUsedAt" = now() WHERE "id" = ${tokenId}::uuid`;
    return;
  }
  await db.$executeRaw`
    WITH used AS (
      UPDATE "Device" SET "lastSeenAt" = now(),
        "expiresAt" = LEAST("createdAt" + interval '90 days', now() + CASE WHEN "remembered" THEN interval '30 days' ELSE interval '8 hours' END)
      WHERE "id" = ${deviceId}::uuid AND "endedAt" IS NULL)
    UPDATE "User" SET "lastSeenAt" = now() WHERE "id" = ${id}::uuid`;
}

/** The person for whom a job acts, with the rights of now. */
async function findPerson(db: Db, id: string): Promise<Viewer | null> {
  const [row] = await db.$queryRaw<Omit<ViewerRow, "stale">[]>`
    SELECT u."id", u."login"::text AS "login", u."roles", u."language", u."timeZone", u."termsOwed", NULL AS "deviceId", NULL AS "tokenId", NULL::text[] AS "scopes",
           NULL AS "impersonatorId", NULL::timestamptz AS "provedAt"
    FROM "User" u WHERE u."id" = ${id}::uuid AND ${person}`;
  return row ? { ...row, roles: parseRoles(row.roles), isAdministrator: parseRoles(row.roles).includes("ADMINISTRATOR") } : null;
}

// node-postgres gives an enum array as its text form, `{A,B}`, unless Prisma has mapped it.
function parseRoles(roles: PlatformRole[] | string): PlatformRole[] {
  if (Array.isArray(roles)) return roles;
  return roles.replace(/[{}]/g, "").split(",").filter(Boolean) as PlatformRole[];
}
