import { Forbidden, Invalid } from "../../kernel/errors";
import { log } from "../../kernel/log";
import type { Context } from "../../kernel/context";
import type { Db, Tx } from "../../kernel/database";
import type { Emit } from "../../kernel/events";
import type { LegalDocument, User as UserRow } from "../../generated/prisma/client.ts";
import { readSetting } from "../settings/settings";
import { ACCOUNT_SETTINGS } from "./account-settings";
import { freeLogin, lockAddress } from "./logins";
import { queueLetter } from "./mail";
import { wakeMail } from "./mail-sender";
import { findMailToken, issueMailToken, LIFE_MS, useMailToken, type HeldToken } from "./mail-tokens";
import { requireGoodPassword } from "./new-password";
import { hashPassword } from "./passwords";
import { fullName } from "./people.types";
import { tellOwner } from "./second-factor";
import { takenField } from "./users";
import type { ConfirmedEmail, RegisterAccountInput } from "./registration.types";

/** The newest version of a legal text: in the wished language, else in English, else in any. */
export async function currentTerms(db: Db | Tx, language: string): Promise<LegalDocument | null> {
  const newest = await db.legalDocument.findMany({
    where: { kind: "TERMS" },
    orderBy: { version: "desc" },
    distinct: ["language"],
    take: 20,
  });
  const written = newest.filter((row) => row.body.trim() !== "");
  return written.find((row) => row.language === language) ?? written.find((row) => row.language === "en") ?? written[0] ?? null;
}

async function requireAllowed(ctx: Context, input: RegisterAccountInput): Promise<LegalDocument | null> {
  const { value } = await readSetting(ctx.db, ACCOUNT_SETTINGS);
  if (value.registration === "CLOSED") throw Forbidden("REGISTRATION_CLOSED");
  const domain = input.email.slice(input.email.lastIndexOf("@") + 1).toLowerCase();
  if (value.registration === "INVITATION" && !value.mailDomains.includes(domain)) {
    throw Invalid("input.email", "email.domain", "Addresses of this domain cannot register here.");
  }
  if (input.asTeacher && !value.asTeacher) throw Forbidden("NOT_AS_TEACHER");
  const terms = await currentTerms(ctx.db, input.language ?? "en");
  if (!terms) return null;
  const accepted =
    input.termsId &&
    (
      await ctx.db.legalDocument.findMany({
        where: { kind: "TERMS" },
        orderBy: { version: "desc" },
        distinct: ["language"],
        select: { id: true },
      })
    ).some((row) => row.id === input.termsId);
  if (!accepted) throw Invalid("input.termsId", "terms.notAccepted", "Accept the current terms first.");
  return terms;
}

async function askToConfirm(ctx: Context, tx: Tx, user: UserRow, next: string | null | undefined): Promise<void> {
  const token = await issueMailToken(tx, user.id, "CONFIRM_EMAIL", next ? { next } : {});
  await tellOwner(ctx, tx, user, "confirmEmail", { hours: LIFE_MS.CONFIRM_EMAIL / 3_600_000 }, `/confirm?token=${token}`);
}

/** Accounts whose address nobody confirmed go after 7 days, and make room for the same address or login. */
async function dropUnconfirmed(tx: Tx, email: string): Promise<void> {
  const old = new Date(Date.now() - LIFE_MS.CONFIRM_EMAIL);
  await tx.user.deleteMany({ where: { state: "PENDING_EMAIL", OR: [{ createdAt: { lt: old } }, { email }] } });
}

/**
 * Registers a person: an account that waits for its confirmation mail. Whether the address was known already is told to the address
 * only. Refused: FORBIDDEN (closed), INVALID_INPUT (login, password, terms, domain).
 */
export async function register(ctx: Context, input: RegisterAccountInput): Promise<void> {
  await requireAllowed(ctx, input);
  await requireGoodPassword(ctx.db, "input.password", input.password, {
    login: input.login,
    givenName: input.firstName,
    familyName: input.lastName,
    email: input.email,
  });
  const secret = await hashPassword(input.password);
  await ctx.write(async (tx, emit) => {
    await lockAddress(tx, input.email);
    await dropUnconfirmed(tx, input.email);
    const known = await tx.user.findFirst({ where: { email: input.email } });
    if (input.login && (await tx.user.count({ where: { login: input.login } })) > 0)
      throw Invalid("input.login", "login.taken", "This login is taken.");
    if (known) return tellOwner(ctx, tx, known, "alreadyRegistered", {}, "/forgotten-password");
    const user = await makePending(tx, input, secret);
    await askToConfirm(ctx, tx, user, input.next);
    emit("accounts.user.registered", { id: user.id, userId: user.id });
  });
  wakeMail(ctx.services);
}

async function makePending(tx: Tx, input: RegisterAccountInput, secret: string): Promise<UserRow> {
  const login = input.login ?? (await freeLogin(tx, input.firstName, input.lastName ?? ""));
  return tx.user
    .create({
      data: {
        login,
        email: input.email,
        givenName: input.firstName,
        familyName: input.lastName ?? "",
        language: input.language ?? "en",
        timeZone: input.timeZone ?? "UTC",
        roles: input.asTeacher ? ["TEACHER"] : [],
        state: "PENDING_EMAIL",
        credentials: { create: { kind: "PASSWORD", secret, confirmedAt: new Date() } },
        consents: input.termsId ? { create: { documentId: input.termsId } } : undefined,
      },
    })
    .catch(takenField);
}

/** Sends the confirmation mail again, to an account that still waits for it; says nothing about whether there is one. */
export function resendConfirmation(ctx: Context, email: string): void {
  const work = ctx.write(async (tx) => {
    const user = await tx.user.findFirst({ where: { email, state: "PENDING_EMAIL" } });
    if (!user) return;
    const former = await tx.mailToken.findFirst({ where: { userId: user.id, purpose: "CONFIRM_EMAIL" } });
    const data = former?.data as { next?: string } | undefined;
    await askToConfirm(ctx, tx, user, data?.next);
  });
  // Not awaited: the answer must not take longer for an address that has an account.
  void work
    .then(() => wakeMail(ctx.services))
    .catch((error: unknown) => log.error({ err: error }, "a confirmation mail could not be written"));
}

/** Confirms the address that a mail's link stands for: of a new account, or of a change. NOT_FOUND for a link that does not hold. */
export async function confirmEmail(ctx: Context, token: string): Promise<ConfirmedEmail> {
  const held = await findMailToken(ctx.db, token, ["CONFIRM_EMAIL", "CHANGE_EMAIL"]);
  const state = await ctx.write(async (tx, emit) => {
    await useMailToken(tx, held.id);
    return held.purpose === "CHANGE_EMAIL" ? applyNewAddress(tx, emit, held) : openAccount(ctx, tx, emit, held.user);
  });
  wakeMail(ctx.services);
  return { state, next: (held.data as { next?: string }).next ?? null };
}

async function openAccount(ctx: Context, tx: Tx, emit: Emit, user: UserRow): Promise<UserRow["state"]> {
  const { value } = await readSetting(tx, ACCOUNT_SETTINGS);
  const state = user.state !== "PENDING_EMAIL" ? user.state : value.registration === "APPROVAL" ? "PENDING_APPROVAL" : "ACTIVE";
  await tx.user.update({ where: { id: user.id }, data: { emailVerifiedAt: new Date(), state, version: { increment: 1 } } });
  emit("accounts.user.confirmed", { id: user.id, userId: user.id });
  if (state === "PENDING_APPROVAL") await tellAdministrators(ctx, tx, user);
  return state;
}

async function tellAdministrators(ctx: Context, tx: Tx, user: UserRow): Promise<void> {
  const officers = await tx.user.findMany({ where: { roles: { has: "ADMINISTRATOR" }, state: "ACTIVE", email: { not: null } }, take: 20 });
  for (const officer of officers) {
    const to = { userId: officer.id, to: officer.email!, name: fullName(officer), language: officer.language };
    await queueLetter(ctx.services, tx, "waitsForApproval", to, { person: fullName(user) }, `/admin/users/${user.id}`);
  }
}

async function applyNewAddress(tx: Tx, emit: Emit, held: HeldToken): Promise<UserRow["state"]> {
  const { email } = held.data as { email: string };
  await lockAddress(tx, email);
  const taken = await tx.user.count({ where: { email, NOT: { id: held.userId } } });
  if (taken > 0) throw Invalid("token", "email.taken", "This e-mail address is taken.");
  await tx.user.update({ where: { id: held.userId }, data: { email, emailVerifiedAt: new Date(), version: { increment: 1 } } });
  emit("accounts.user.updated", { id: held.userId, userId: held.userId });
  return held.user.state;
}
