import { createHmac, timingSafeEqual } from "node:crypto";
import { Forbidden } from "./errors";

/** What a signed address opens: one kind of thing, one id, everything below it; until when; and for whom, where that matters. */
export interface SignedScope {
  /** `package`, `html` …: the content source or route that it was made for. */
  kind: string;
  id: string;
  /** Only paths under this prefix, without a leading slash; empty = everything of the thing. */
  prefix?: string;
  /** What shares one subdomain of the content origin (a package through its revisions); the id when absent. */
  site?: string;
  userId?: string | null;
  /** When it stops working. */
  expires: Date;
}

/** The scope that a token proved. */
export interface ProvenScope {
  kind: string;
  id: string;
  prefix: string;
  site: string;
  userId: string | null;
  expires: Date;
}

const TOKEN = /^([\w-]{1,1200})\.([\w-]{43})$/;

const macOf = (secret: string, body: string): Buffer =>
  createHmac("sha256", secret).update("lyceum signed path v1\n").update(body).digest();

/** Makes an opaque, unforgeable token (HMAC-SHA-256 of the scope) that fits into one path segment. */
export function signPath(secret: string, scope: SignedScope): string {
  const facts = [
    scope.kind,
    scope.id,
    scope.prefix ?? "",
    scope.site ?? scope.id,
    scope.userId ?? "",
    Math.floor(scope.expires.getTime() / 1000),
  ];
  const body = Buffer.from(JSON.stringify(facts)).toString("base64url");
  return `${body}.${macOf(secret, body).toString("base64url")}`;
}

/**
 * Reads a token back. Forged, expired, of another kind, or for another path: FORBIDDEN, without saying which.
 * `path` is the decoded path below the thing.
 */
export function verifyPath(secret: string, token: string, wanted: { kind?: string; path?: string }, now: Date = new Date()): ProvenScope {
  const scope = readToken(secret, token);
  const inside =
    !scope?.prefix || (wanted.path ?? "") === scope.prefix || (wanted.path ?? "").startsWith(`${scope.prefix.replace(/\/$/, "")}/`);
  if (!scope || scope.expires <= now || (wanted.kind !== undefined && scope.kind !== wanted.kind) || !inside) throw Forbidden();
  return scope;
}

function readToken(secret: string, token: string): ProvenScope | null {
  const [, body, mac] = TOKEN.exec(token) ?? [];
  if (!body || !mac) return null;
  const given = Buffer.from(mac, "base64url");
  const right = macOf(secret, body);
  if (given.length !== right.length || !timingSafeEqual(given, right)) return null;
  const [kind, id, prefix, site, userId, expires] = JSON.parse(Buffer.from(body, "base64url").toString()) as [
    string,
    string,
    string,
    string,
    string,
    number,
  ];
  return { kind, id, prefix, site, userId: userId || null, expires: new Date(expires * 1000) };
}
