import { createHash } from "node:crypto";
import { Prisma, type Db } from "./database";

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
}

/** What a request or a socket brought to prove who it is. */
export interface Credentials {
  cookieToken?: string;
  bearer?: string;
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
}

const person = Prisma.sql`u."state" = 'ACTIVE' AND (u."expiresAt" IS NULL OR u."expiresAt" > now())`;

/**
 * Finds the viewer in one statement, or null: an ended or expired device, a revoked token, a person who may not come in, or a
 * device whose second factor is still owed are all nobody.
 */
export async function findViewer(db: Db, credentials: Credentials): Promise<Viewer | null> {
  const { bearer, cookieToken } = credentials;
  if (!bearer && !cookieToken) return null;
  const rows = bearer
    ? await db.$queryRaw<ViewerRow[]>`
        SELECT u."id", u."login"::text AS "login", u."roles", u."language", u."timeZone", NULL AS "deviceId", t."id" AS "tokenId", t."scopes",
               NULL AS "impersonatorId", NULL::timestamptz AS "provedAt"
        FROM "ApiToken" t JOIN "User" u ON u."id" = t."userId"
        WHERE t."tokenHash" = ${hashToken(bearer)} AND t."revokedAt" IS NULL AND (t."expiresAt" IS NULL OR t."expiresAt" > now()) AND ${person}`
    : await db.$queryRaw<ViewerRow[]>`
        SELECT u."id", u."login"::text AS "login", u."roles", u."language", u."timeZone", d."id" AS "deviceId", NULL AS "tokenId", NULL AS "scopes",
               d."impersonatorId", d."provedAt"
        FROM "Device" d JOIN "User" u ON u."id" = d."userId"
        WHERE d."tokenHash" = ${hashToken(cookieToken!)} AND d."endedAt" IS NULL AND d."expiresAt" > now()
          AND (NOT d."secondFactorNeeded" OR d."secondFactorAt" IS NOT NULL) AND ${person}`;
  const row = rows[0];
  return row ? { ...row, roles: parseRoles(row.roles), isAdministrator: parseRoles(row.roles).includes("ADMINISTRATOR") } : null;
}

// node-postgres gives an enum array as its text form, `{A,B}`, unless Prisma has mapped it.
function parseRoles(roles: PlatformRole[] | string): PlatformRole[] {
  if (Array.isArray(roles)) return roles;
  return roles.replace(/[{}]/g, "").split(",").filter(Boolean) as PlatformRole[];
}
