import { createHash, randomBytes } from "node:crypto";
import { hashToken } from "../../kernel/viewer";
import type { Context } from "../../kernel/context";
import type { Tx } from "../../kernel/database";
import type { Device } from "../../generated/prisma/client.ts";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** An idle device ends after 8 hours, one that is kept signed in after 30 days; none lives longer than 90 days (kernel/viewer.ts slides). */
export const IDLE_MS = 8 * HOUR;
export const KEPT_MS = 30 * DAY;
const COOKIE_SECONDS = 90 * 86_400;

/** 256 random bits for a cookie; only the hash is stored. */
export const newSecret = (): string => randomBytes(32).toString("base64url");

interface NewDevice {
  userId: string;
  remembered: boolean;
  secondFactorNeeded: boolean;
  secondFactorPassed?: boolean;
}

/** Makes a device with a new cookie value, and ends the one whose cookie the browser brought: a value from before is worth nothing after. */
export async function startDevice(ctx: Context, tx: Tx, input: NewDevice): Promise<{ device: Device; token: string }> {
  const token = newSecret();
  const now = new Date();
  const old = ctx.caller.credentials.cookieToken;
  if (old) await tx.device.updateMany({ where: { tokenHash: hashToken(old), endedAt: null }, data: { endedAt: now } });
  const device = await tx.device.create({
    data: {
      userId: input.userId,
      tokenHash: hashToken(token),
      remembered: input.remembered,
      secondFactorNeeded: input.secondFactorNeeded,
      secondFactorAt: input.secondFactorPassed ? now : null,
      provedAt: now,
      address: ctx.caller.address.slice(0, 64),
      userAgent: ctx.caller.userAgent,
      expiresAt: new Date(now.getTime() + (input.remembered ? KEPT_MS : IDLE_MS)),
    },
  });
  return { device, token };
}

/** Gives the browser a device's cookie: until it closes, or for 90 days when kept (the server ends it sooner). */
export function giveCookie(ctx: Context, token: string, remembered: boolean): void {
  ctx.caller.setCookie?.(token, remembered ? COOKIE_SECONDS : null);
}

/** The browser's own mark, by which it is known at its next sign-in; made when it has none. */
export function browserHash(token: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(createHash("sha256").update(`browser:${token}`).digest());
}
