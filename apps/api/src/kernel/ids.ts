import { randomBytes } from "node:crypto";

/** A uuid v7 (RFC 9562): 48 bits of Unix milliseconds, then 74 random bits; sorts by time of creation. */
export function newId(at: number = Date.now()): string {
  const bytes = randomBytes(16);
  bytes.writeUIntBE(at, 0, 6);
  bytes[6] = (bytes[6]! & 0x0f) | 0x70;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = bytes.toString("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Whether a text is a uuid; anything else can be no row's id, and must not reach PostgreSQL. */
export const isId = (text: unknown): text is string => typeof text === "string" && UUID.test(text);
