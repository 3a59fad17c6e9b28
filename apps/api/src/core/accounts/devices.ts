import { createHash, randomBytes } from "node:crypto";
import { hashToken } from "../../kernel/viewer";
import type { Context } from "../../kernel/context";
import type { Tx } from "../../kernel/database";
import type { Emit } from "../../kernel/events";
import type { Device, User as UserRow } from "../../generated/prisma/client.ts";
import { mailWords, queueLetter } from "./mail";
import { fullName } from "./people.types";
import { browserOf } from "./user-agents";

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
/** An idle device ends after 8 hours, one that is kept signed in after 30 days, none lives longer than 90 days (kernel/viewer.ts). */
const IDLE_MS = 8 * 60 * MINUTE;
const KEPT_MS = 30 * DAY;
/** Time to find the authenticator. */
const HALF_MS = 10 * MINUTE;
const COOKIE_SECONDS = 90 * 86_400;

/** 256 random bits for a cookie or a link; only the hash is stored. */
export const newSecret = (): string => randomBytes(32).toString("base64url");

interface NewDevice {
  userId: string;
  remembered: boolean;
  /** The second factor is still owed. */
  half?: boolean;
  /** The second factor was passed. */
  withFactor?: boolean;
}

/** Makes a device with a new cookie value, and ends the one whose cookie the browser brought: a value from before is worth nothing after. */
export async function startDevice(ctx: Context, tx: Tx, input: NewDevice): Promise<{ device: Device; token: string }> {
  const token = newSecret();
  const now = new Date();
  const old = ctx.caller.credentials.cookieToken;
  if (old) await tx.device.updateMany({ where: { tokenHash: hashToken(old), endedAt: null }, data: { endedAt: now } });
  const life = input.half ? HALF_MS : input.remembered ? KEPT_MS : IDLE_MS;
  const device = await tx.device.create({
    data: {
      userId: input.userId,
      tokenHash: hashToken(token),
      remembered: input.remembered,
      secondFactorNeeded: input.half || input.withFactor || false,
      secondFactorAt: input.withFactor ? now : null,
      provedAt: now,
      address: ctx.caller.address.slice(0, 64),
      userAgent: ctx.caller.userAgent,
      expiresAt: new Date(now.getTime() + life),
    },
  });
  return { device, token };
}

/** Gives the browser a device's cookie: until it closes, or for 90 days when kept (the server ends it sooner). */
export function giveCookie(ctx: Context, token: string, remembered: boolean): void {
  ctx.caller.setCookie?.(token, remembered ? COOKIE_SECONDS : null);
}

/** Gives a device that has just proved more a new cookie value. */
export async function renewDevice(
  ctx: Context,
  tx: Tx,
  deviceId: string,
  data: { secondFactorNeeded?: boolean; secondFactorAt?: Date },
): Promise<void> {
  const token = newSecret();
  const device = await tx.device.update({ where: { id: deviceId }, data: { tokenHash: hashToken(token), provedAt: new Date(), ...data } });
  giveCookie(ctx, token, device.remembered);
}

/** Ends devices of a person, all but `keep`; whatever is open on them closes within a second. */
export async function endDevices(tx: Tx, emit: Emit, userId: string, which: { keep?: string; ids?: string[] } = {}): Promise<number> {
  const rows = await tx.device.findMany({
    where: { userId, endedAt: null, ...(which.ids ? { id: { in: which.ids } } : {}), ...(which.keep ? { NOT: { id: which.keep } } : {}) },
    select: { id: true },
  });
  const ids = rows.map((row) => row.id);
  await tx.device.updateMany({ where: { id: { in: ids } }, data: { endedAt: new Date() } });
  for (const id of ids) emit("accounts.device.signedOut", { id, userId });
  return ids.length;
}

/** Ends everything by which a person is signed in, API tokens too. */
export async function endEverything(tx: Tx, emit: Emit, userId: string): Promise<void> {
  await endDevices(tx, emit, userId);
  const { count } = await tx.apiToken.updateMany({ where: { userId, revokedAt: null }, data: { revokedAt: new Date() } });
  if (count > 0) emit("accounts.token.revoked", { userId });
}

/** A browser's own mark at rest, by which it is known at its next sign-in. */
export const browserHash = (token: string): Uint8Array<ArrayBuffer> =>
  new Uint8Array(createHash("sha256").update(`browser:${token}`).digest());

/** Remembers that this browser signed the person in; true when it is new, and not the person's first. */
export async function knowBrowser(ctx: Context, tx: Tx, userId: string): Promise<boolean> {
  let token = ctx.caller.browserToken;
  if (!token || !/^[\w-]{43}$/.test(token)) {
    token = newSecret();
    ctx.caller.setBrowserCookie?.(token);
  }
  const tokenHash = browserHash(token);
  const others = await tx.knownBrowser.count({ where: { userId } });
  const { count } = await tx.knownBrowser.createMany({ data: { userId, tokenHash }, skipDuplicates: true });
  return count === 1 && others > 0;
}

/** Mails the person that a browser nobody knew has signed them in. */
export async function tellOfNewDevice(ctx: Context, tx: Tx, user: UserRow, device: Device): Promise<void> {
  if (!user.email) return;
  const { browser, system } = browserOf(device.userAgent);
  const t = mailWords(user.language);
  const time = new Intl.DateTimeFormat(user.language, { dateStyle: "long", timeStyle: "short", timeZone: user.timeZone }).format(
    device.createdAt,
  );
  const words = browser ? t("browser.known", { browser, system: system ?? "?" }) : t("browser.unknown");
  const to = { userId: user.id, to: user.email, name: fullName(user), language: user.language };
  await queueLetter(ctx.services, tx, "newDevice", to, { login: user.login, browser: words, time }, "/profile/devices");
}
