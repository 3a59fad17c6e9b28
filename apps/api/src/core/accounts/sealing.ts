import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes, timingSafeEqual } from "node:crypto";

const keyOf = (secret: string, use: string): Buffer => Buffer.from(hkdfSync("sha256", secret, "lyceum", use, 32));

/** Encrypts a short text at rest (AES-256-GCM, a key of its own for each use): `iv.tag.text` in base64url. */
export function seal(secret: string, use: string, text: string): string {
  const iv = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", keyOf(secret, use), iv);
  const sealed = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
  return [iv, cipher.getAuthTag(), sealed].map((part) => part.toString("base64url")).join(".");
}

/** Opens what `seal` made; throws when it was changed, or sealed with another secret. */
export function unseal(secret: string, use: string, sealed: string): string {
  const [iv, tag, text] = sealed.split(".").map((part) => Buffer.from(part, "base64url"));
  if (!iv || !tag || !text) throw new Error("This was not sealed here.");
  const decipher = createDecipheriv("aes-256-gcm", keyOf(secret, use), iv);
  decipher.setAuthTag(tag);
  return Buffer.concat([decipher.update(text), decipher.final()]).toString("utf8");
}

/** Signs a text with HMAC-SHA-256, with a key of its own for each use. */
export const sign = (secret: string, use: string, text: string): string =>
  createHmac("sha256", keyOf(secret, use)).update(text).digest("base64url");

/** Whether a signature is of this text; compared in constant time. */
export function isSigned(secret: string, use: string, text: string, signature: string): boolean {
  const right = Buffer.from(sign(secret, use, text));
  const given = Buffer.from(signature);
  return right.length === given.length && timingSafeEqual(right, given);
}
