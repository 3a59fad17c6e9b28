import { normalizeIdentifier } from "@lyceum/shared/inputs/accounts";
import { Locked, Refusal } from "../../kernel/errors";
import { hashToken } from "../../kernel/viewer";
import type { Context } from "../../kernel/context";
import type { Db, Tx } from "../../kernel/database";
import type { Credential, User as UserRow } from "../../generated/prisma/client.ts";
import { readSetting } from "../settings/settings";
import { ACCOUNT_SETTINGS } from "./account-settings";
import { browserHash, endDevices, giveCookie, knowBrowser, startDevice, tellOfNewDevice } from "./devices";
import { factorOverdue, startPageOf } from "./factor-rules";
import { issueMailToken } from "./mail-tokens";
import { requireNothingOpenElsewhere } from "./one-device";
import { hashPassword, isOutdated, verifyPassword } from "./passwords";
import { requireProof, type Proof } from "./proof-of-work";
import { addRequiredFactor, beginTotp } from "./required-factor";
import {
  ADDRESS_BEFORE_PROOF,
  ADDRESS_LIMIT,
  addressKey,
  failures,
  forgive,
  giveBack,
  STRIKES_BEFORE_PROOF,
  takeStrike,
  takeTry,
} from "./throttle";
import { authenticatorOf, isSecondFactor } from "./totp";

export interface SignInInput {
  login: string;
  password: string;
  keepSignedIn: boolean;
  code?: string | null;
  proof?: Proof | null;
}

/** How a sign-in ended: somebody is in, owes the second factor, or owes a new password. */
export interface SignInOutcome {
  user: UserRow | null;
  secondFactorNeeded: boolean;
  passwordToken: string | null;
  /** A new authenticator's seed, when one is required and its time has passed: the first code of it is the second step. */
  factorSetup: TotpSeed | null;
  /** Shown once, with the authenticator that this sign-in has added. */
  recoveryCodes: string[] | null;
  startPage: string;
}

export interface TotpSeed {
  secret: string;
  uri: string;
}

const NOT_YET: SignInOutcome = {
  user: null,
  secondFactorNeeded: false,
  passwordToken: null,
  factorSetup: null,
  recoveryCodes: null,
  startPage: "/",
};

export type Account = UserRow & { credentials: Credential[] };

/** An id that no row has. */
const NOBODY = "00000000-0000-0000-0000-000000000000";

/** One answer for an unknown login, a wrong password, and an account that is closed. */
const WrongCredentials = () =>
  new Refusal("UNAUTHENTICATED", "Login or password is wrong.", { messageKey: "errors:UNAUTHENTICATED_WRONG_PASSWORD" });
export const WrongCode = () =>
  new Refusal("UNAUTHENTICATED", "This code is wrong, or was used before.", { messageKey: "errors:UNAUTHENTICATED_WRONG_CODE" });

/** The account that a login or an e-mail address names, or null; preview learners are nobody's account. */
export async function findAccount(db: Db, identifier: string): Promise<Account | null> {
  const name = normalizeIdentifier(identifier);
  if (name === "" || name.length > 254 || name.includes("\0")) return null;
  const rows = await db.user.findMany({
    where: { kind: "PERSON", OR: [{ login: name }, { email: name }] },
    include: { credentials: true },
    take: 3,
  });
  const byLogin = rows.find((row) => row.login.toLowerCase() === name.toLowerCase());
  return byLogin ?? (rows.length === 1 ? rows[0]! : null);
}

const isOver = (user: UserRow): boolean => user.expiresAt !== null && user.expiresAt <= new Date();
export const mayComeIn = (user: UserRow): boolean => user.state === "ACTIVE" && !isOver(user);

/** Closed and erased accounts are told nothing, even with the right password. */
const isClosed = (user: UserRow): boolean => user.state === "INACTIVE" || user.state === "ERASED";

/** Told only after the right password: why the door stays closed. */
function requireOpen(user: UserRow): void {
  if (user.state === "PENDING_EMAIL" || user.state === "PENDING_APPROVAL") throw Locked([{ code: user.state }]);
  if (user.state === "EXPIRED" || isOver(user)) throw Locked([{ code: "EXPIRED" }]);
  if (user.blockedAt) throw Locked([{ code: "BLOCKED" }]);
}

/** Which count this try belongs to: a browser that signed the person in before has its own, so that strangers cannot use it up. */
async function strikeKey(ctx: Context, user: UserRow | null, identifier: string): Promise<string> {
  const token = ctx.caller.browserToken ?? "";
  const tokenHash = browserHash(token);
  const userId = user?.id ?? NOBODY;
  const known = await ctx.db.knownBrowser.findUnique({ where: { userId_tokenHash: { userId, tokenHash } } });
  if (known) return `browser:${userId}:${Buffer.from(tokenHash).toString("hex").slice(0, 32)}`;
  return `account:${
    user?.id ??
    Buffer.from(hashToken(normalizeIdentifier(identifier).toLowerCase()))
      .toString("hex")
      .slice(0, 32)
  }`;
}

/** Counts a wrong password, and blocks an account that has had too many. An unknown login costs the same statements. */
async function countFailure(tx: Tx, userId: string | null): Promise<void> {
  const { value } = await readSetting(tx, ACCOUNT_SETTINGS);
  await tx.$executeRaw`
    UPDATE "User" SET "failedSignIns" = "failedSignIns" + 1,
      "blockedAt" = CASE WHEN ${value.blockAfter}::int > 0 AND "failedSignIns" + 1 >= ${value.blockAfter}::int THEN COALESCE("blockedAt", now()) ELSE "blockedAt" END
    WHERE "id" = ${userId ?? NOBODY}::uuid`;
}

/** Checks login and password against all limits; the account, or a refusal that says nothing about which part was wrong. */
async function checkPassword(ctx: Context, input: SignInInput): Promise<Account> {
  const address = addressKey(ctx.caller.address);
  const user = await findAccount(ctx.db, input.login);
  const key = await strikeKey(ctx, user, input.login);
  const [struck, there] = [await failures(ctx.db, key), await failures(ctx.db, address)];
  if (struck >= STRIKES_BEFORE_PROOF || there >= ADDRESS_BEFORE_PROOF) await requireProof(ctx, input.proof);
  await takeTry(ctx.db, address, ADDRESS_LIMIT);
  await takeStrike(ctx.db, key);
  const password = user?.credentials.find((credential) => credential.kind === "PASSWORD");
  const right = await verifyPassword(password?.secret, input.password);
  if (!user || !password || !right || isClosed(user)) {
    await ctx.write(async (tx, emit) => {
      await countFailure(tx, user?.id ?? null);
      emit("accounts.device.refused", { userId: user?.id, topic: "platform" });
    });
    throw WrongCredentials();
  }
  await forgive(ctx.db, key);
  await giveBack(ctx.db, address);
  requireOpen(user);
  if (user.failedSignIns > 0) await ctx.db.user.update({ where: { id: user.id }, data: { failedSignIns: 0 } });
  if (isOutdated(password.secret)) {
    await ctx.db.credential.update({ where: { id: password.id }, data: { secret: await hashPassword(input.password) } });
  }
  return user;
}

/** Checks a second-factor code under its own limit: five failures, then waits. UNAUTHENTICATED when it is wrong. */
export async function requireSecondFactor(ctx: Context, user: Account, code: string): Promise<void> {
  const key = `factor:${user.id}`;
  await takeStrike(ctx.db, key);
  if (!(await isSecondFactor(ctx, user.credentials, code))) throw WrongCode();
  await forgive(ctx.db, key);
}

/**
 * Signs in: a device and its cookie. With an authenticator and no code the device is half signed in, and nobody until
 * `passSecondFactor`. Refused: UNAUTHENTICATED (one answer for all), LOCKED (proof of work, pending, expired), RATE_LIMITED.
 */
export async function signIn(ctx: Context, input: SignInInput): Promise<SignInOutcome> {
  const user = await checkPassword(ctx, input);
  const needed = authenticatorOf(user.credentials) !== undefined;
  if (!needed && factorOverdue(user))
    return { ...(await halfSignIn(ctx, user, input.keepSignedIn)), factorSetup: await beginTotp(ctx, user) };
  if (needed && !input.code) return halfSignIn(ctx, user, input.keepSignedIn);
  if (needed) await requireSecondFactor(ctx, user, input.code ?? "");
  return finishSignIn(ctx, user, { remembered: input.keepSignedIn, withFactor: needed });
}

async function halfSignIn(ctx: Context, user: UserRow, remembered: boolean): Promise<SignInOutcome> {
  const { token } = await ctx.write((tx) => startDevice(ctx, tx, { userId: user.id, remembered, half: true }));
  giveCookie(ctx, token, false);
  return { ...NOT_YET, secondFactorNeeded: true };
}

/** Whether a password is older than the campus allows. */
function isWornOut(user: Account, days: number): boolean {
  const made = user.credentials.find((credential) => credential.kind === "PASSWORD")?.createdAt;
  return days > 0 && made !== undefined && made.getTime() < Date.now() - days * 86_400_000;
}

/** The last step of a sign-in: everything was proved. Who owes a new password gets a token to choose it, and no device. */
async function finishSignIn(ctx: Context, user: Account, how: { remembered: boolean; withFactor: boolean }): Promise<SignInOutcome> {
  const { value } = await readSetting(ctx.db, ACCOUNT_SETTINGS);
  if (user.mustChangePassword || isWornOut(user, value.passwordDays)) {
    const passwordToken = await ctx.write((tx) => issueMailToken(tx, user.id, "RESET_PASSWORD", { owed: "true" }));
    return { ...NOT_YET, passwordToken };
  }
  const { token, row } = await ctx.write(async (tx, emit) => {
    if (value.oneDevice) await requireNothingOpenElsewhere(ctx, tx, user.id);
    const seen = await tx.user.update({ where: { id: user.id }, data: { lastSeenAt: new Date() } });
    const started = await startDevice(ctx, tx, { userId: user.id, remembered: how.remembered, withFactor: how.withFactor });
    if (value.oneDevice) await endDevices(tx, emit, user.id, { keep: started.device.id });
    if (await knowBrowser(ctx, tx, user.id)) await tellOfNewDevice(ctx, tx, user, started.device);
    emit("accounts.device.signedIn", { id: started.device.id, userId: user.id });
    return { ...started, row: seen };
  });
  giveCookie(ctx, token, how.remembered);
  return { ...NOT_YET, user: row, startPage: startPageOf(value, row.roles) };
}

/** The second step: the half signed-in device's cookie and a code. The device ends, and another with a new cookie begins. */
export async function passSecondFactor(ctx: Context, code: string): Promise<SignInOutcome> {
  const cookie = ctx.caller.credentials.cookieToken;
  const device = cookie
    ? await ctx.db.device.findUnique({ where: { tokenHash: hashToken(cookie) }, include: { user: { include: { credentials: true } } } })
    : null;
  const half = device && device.secondFactorNeeded && !device.secondFactorAt && !device.endedAt && device.expiresAt > new Date();
  if (!half || !mayComeIn(device.user)) throw new Refusal("UNAUTHENTICATED", "Sign in with the password first.");
  await takeTry(ctx.db, addressKey(ctx.caller.address), ADDRESS_LIMIT);
  const owed = !authenticatorOf(device.user.credentials) && factorOverdue(device.user);
  const added = owed ? await addRequiredFactor(ctx, device.user, code) : null;
  if (!added) await requireSecondFactor(ctx, device.user, code);
  await giveBack(ctx.db, addressKey(ctx.caller.address));
  return { ...(await finishSignIn(ctx, device.user, { remembered: device.remembered, withFactor: true })), recoveryCodes: added };
}
