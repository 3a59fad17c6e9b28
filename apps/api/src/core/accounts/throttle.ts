import { isIPv6 } from "node:net";
import { RateLimited } from "../../kernel/errors";
import type { Db } from "../../kernel/database";

const MINUTE = 60_000;
const WINDOW = 15 * MINUTE;
const DAY = 24 * 60 * MINUTE;
/** Failures of one account before it has to wait. */
export const STRIKES = 5;
/** Failures of one account after which the browser has to work (proof-of-work.ts). */
export const STRIKES_BEFORE_PROOF = 3;
/** Failures of one address in 15 minutes: first the browser has to work, then nobody there may try. */
export const ADDRESS_BEFORE_PROOF = 10;
export const ADDRESS_LIMIT = 50;

interface Count {
  points: number;
  expire: bigint;
}

/** Minutes to wait after the nth failure: 1, 2, 4 … 60. */
const waitMs = (failures: number): number => Math.min(60, 2 ** Math.max(0, failures - STRIKES)) * MINUTE;

/** The moment until which the failures so far keep an account waiting; in the past when they do not. */
function blockedUntil({ points, expire }: Count): number {
  return points < STRIKES ? 0 : Number(expire) - DAY + waitMs(points);
}

async function current(db: Db, key: string, now: number): Promise<Count | undefined> {
  const rows = await db.$queryRaw<Count[]>`SELECT "points", "expire" FROM "Throttle" WHERE "key" = ${key} AND "expire" > ${now}::bigint`;
  return rows[0];
}

/** How many failures a key has now. */
export const failures = async (db: Db, key: string): Promise<number> => (await current(db, key, Date.now()))?.points ?? 0;

/**
 * Takes one try of an account, before it is known whether it fails, so that tries at once count too: five in 15 minutes, then one
 * after 1, 2, 4 … 60 minutes of waiting. RATE_LIMITED while it waits. `forgive` gives it back.
 */
export async function takeStrike(db: Db, key: string): Promise<void> {
  const now = Date.now();
  for (;;) {
    const before = await current(db, key, now);
    const until = before ? blockedUntil(before) : 0;
    if (until > now) throw RateLimited(Math.ceil((until - now) / 1000));
    const points = (before?.points ?? 0) + 1;
    const expire = points >= STRIKES ? now + DAY : Number(before?.expire ?? now + WINDOW);
    // Written only over what was read: of two tries at once, the second one reads again.
    const written = before
      ? await db.$executeRaw`UPDATE "Throttle" SET "points" = ${points}, "expire" = ${expire}::bigint WHERE "key" = ${key} AND "points" = ${before.points} AND "expire" = ${before.expire}`
      : await db.$executeRaw`INSERT INTO "Throttle" AS t ("key", "points", "expire") VALUES (${key}, 1, ${expire}::bigint)
          ON CONFLICT ("key") DO UPDATE SET "points" = 1, "expire" = EXCLUDED."expire" WHERE t."expire" <= ${now}::bigint`;
    if (written === 1) return;
  }
}

/** Takes one of `limit` tries in `windowMs`; RATE_LIMITED when none is left. */
export async function takeTry(db: Db, key: string, limit: number, windowMs: number = WINDOW): Promise<void> {
  const now = Date.now();
  const rows = await db.$queryRaw<Count[]>`
    INSERT INTO "Throttle" AS t ("key", "points", "expire") VALUES (${key}, 1, ${now + windowMs}::bigint)
    ON CONFLICT ("key") DO UPDATE SET
      "points" = CASE WHEN t."expire" <= ${now}::bigint THEN 1 ELSE t."points" + 1 END,
      "expire" = CASE WHEN t."expire" <= ${now}::bigint THEN EXCLUDED."expire" ELSE t."expire" END
    RETURNING "points", "expire"`;
  const { points, expire } = rows[0]!;
  if (points > limit) throw RateLimited(Math.max(1, Math.ceil((Number(expire) - now) / 1000)));
}

/** Gives one try back: it did not fail. */
export async function giveBack(db: Db, key: string): Promise<void> {
  await db.$executeRaw`UPDATE "Throttle" SET "points" = "points" - 1 WHERE "key" = ${key} AND "points" > 0`;
}

/** Forgets all failures of a key. */
export async function forgive(db: Db, key: string): Promise<void> {
  await db.$executeRaw`DELETE FROM "Throttle" WHERE "key" = ${key}`;
}

/** Marks a key as used until a moment; false when it already was. */
export async function useOnce(db: Db, key: string, until: number): Promise<boolean> {
  await db.$executeRaw`DELETE FROM "Throttle" WHERE "expire" < ${Date.now() - DAY}::bigint`;
  return (
    (await db.$executeRaw`INSERT INTO "Throttle" ("key", "points", "expire") VALUES (${key}, 1, ${until}::bigint) ON CONFLICT DO NOTHING`) ===
    1
  );
}

/** What counts as one address: an IPv4 address, or the /64 of an IPv6 one, since a subscriber has all of that. */
export function addressKey(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped) return `address:${mapped}`;
  if (!isIPv6(address)) return `address:${address.slice(0, 64)}`;
  const [head = "", tail = ""] = address.split("%")[0]!.split("::");
  const front = head.split(":").filter(Boolean);
  const back = tail.split(":").filter(Boolean);
  const groups = address.includes("::")
    ? [...front, ...Array<string>(Math.max(0, 8 - front.length - back.length)).fill("0"), ...back]
    : front;
  return `address:${groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(":")}::/64`;
}
