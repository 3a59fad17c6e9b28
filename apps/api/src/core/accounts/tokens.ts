import { createHash, randomBytes } from "node:crypto";

export const TOKEN_PREFIX = "lyc_";

const checksum = (body: string): string =>
  createHash("sha256")
    .update(TOKEN_PREFIX + body)
    .digest("base64url")
    .slice(0, 6);

/** A new token: a prefix that scanners know, 256 random bits, and a checksum that tells a torn copy from a revoked token. */
export function newApiToken(): string {
  const body = randomBytes(32).toString("base64url");
  return `${TOKEN_PREFIX}${body}${checksum(body)}`;
}

/** Whether a text can be one of our tokens at all. */
export function isWellFormed(token: string): boolean {
  const body = token.slice(TOKEN_PREFIX.length, -6);
  return token.startsWith(TOKEN_PREFIX) && body.length === 43 && token.endsWith(checksum(body));
}
