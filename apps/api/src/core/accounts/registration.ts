import type { AccountSettings } from "@lyceum/shared/inputs/account-settings";
import { Forbidden, Invalid } from "../../kernel/errors";
import { log } from "../../kernel/log";
import type { Context } from "../../kernel/context";
import type { Tx } from "../../kernel/database";
import type { CourseInvitation, InvitationCode, User as UserRow } from "../../generated/prisma/client.ts";
import { findInvitation as findLink, isAddressee } from "../enrolments/held-invitation";
import { readSetting } from "../settings/settings";
import { ACCOUNT_SETTINGS } from "./account-settings";
import { settleFactorDue } from "./factor-rules";
import { findInvitation, useInvitation } from "./invitations";
import { freeLogin, lockAddress, loginOfAddress } from "./logins";
import { wakeMail } from "./mail-sender";
import { issueMailToken, LIFE_MS } from "./mail-tokens";
import { requireGoodPassword } from "./new-password";
import { hashPassword } from "./passwords";
import { activeFields, checkValues, type FieldValue, writeValues } from "./profile-values";
import { tellOwner } from "./tell-owner";
import { newestTerms } from "./terms";
import { takenField } from "./users";
import type { RegisterAccountInput } from "./registration.types";

interface Allowed {
  settings: AccountSettings;
  door: Door;
  values: FieldValue[];
}

/** What lets a stranger in: a link into a course that was sent to their address, a code of the campus, or nothing in particular. */
interface Door {
  link: CourseInvitation | null;
  invitation: InvitationCode | null;
}

const isAllowedDomain = (email: string, domains: readonly string[]): boolean =>
  domains.includes(email.slice(email.lastIndexOf("@") + 1).toLowerCase());

/**
 * Finds what lets this person in, whatever the campus says of strangers otherwise: a link opens registration for the address that it was
 * sent to, and for no other. NOT_FOUND for a link that does not hold, FORBIDDEN (closed), INVALID_INPUT (address, domain, code).
 */
async function requireDoor(ctx: Context, input: RegisterAccountInput, settings: AccountSettings): Promise<Door> {
  const { registration: mode, mailDomains } = settings;
  const none = { link: null, invitation: null };
  if (mode === "OPEN") return none;
  const link = input.joinCode ? await findLink(ctx, input.joinCode) : null;
  if (link && isAddressee(link, input.email)) return { link, invitation: null };
  if (mode === "APPROVAL") return none;
  const known = mode === "INVITATION" && (Boolean(input.code) || isAllowedDomain(input.email, mailDomains));
  if (link?.email && !known) throw Invalid("input.email", "email.notInvited", "The invitation was sent to another address.");
  if (mode === "CLOSED") throw Forbidden("REGISTRATION_CLOSED");
  return { link: null, invitation: await requireInvitation(ctx, input, settings) };
}

/** In the mode INVITATION a code opens the door, and so does an address of an allowed domain. */
async function requireInvitation(
  ctx: Context,
  input: RegisterAccountInput,
  { mailDomains }: AccountSettings,
): Promise<InvitationCode | null> {
  if (input.code) return findInvitation(ctx.db, input.code);
  if (isAllowedDomain(input.email, mailDomains)) return null;
  throw mailDomains.length > 0
    ? Invalid("input.email", "email.domain", "Addresses of this domain cannot register here.")
    : Invalid("input.code", "code.needed", "Registering takes an invitation code.");
}

async function requireAccepted(ctx: Context, input: RegisterAccountInput): Promise<void> {
  const terms = await newestTerms(ctx.db);
  if (terms.length > 0 && !terms.some((row) => row.id === input.termsId))
    throw Invalid("input.termsId", "terms.notAccepted", "Accept the current terms first.");
  // Without terms there is nothing that a consent could be to.
  if (terms.length === 0) input.termsId = null;
}

async function requireAllowed(ctx: Context, input: RegisterAccountInput): Promise<Allowed> {
  const { value: settings } = await readSetting(ctx.db, ACCOUNT_SETTINGS);
  const door = await requireDoor(ctx, input, settings);
  // Who teaches a course lets people into it, and does not make teachers of the campus.
  if (input.asTeacher && (door.link || !settings.asTeacher)) throw Forbidden("NOT_AS_TEACHER");
  if (settings.loginIsEmail) input.login = loginOfAddress(input.email, "input.email");
  await requireAccepted(ctx, input);
  const fields = (await activeFields(ctx.db)).filter((field) => field.atRegistration);
  const values = checkValues(fields, input.fields ?? [], { whole: true, mayWrite: () => true });
  return { settings, door, values };
}

/** What a confirmation carries on: the page to open, and the link that let the person register. */
type ConfirmData = Partial<Record<"next" | "linkId", string>>;

function confirmDataOf({ next, joinCode }: RegisterAccountInput, { link }: Door): ConfirmData {
  if (link) return { next: next ?? `/join/${joinCode}`, linkId: link.id };
  return next ? { next } : {};
}

async function askToConfirm(ctx: Context, tx: Tx, user: UserRow, data: ConfirmData): Promise<void> {
  const token = await issueMailToken(tx, user.id, "CONFIRM_EMAIL", { ...data });
  await tellOwner(ctx, tx, user, "confirmEmail", { hours: LIFE_MS.CONFIRM_EMAIL / 3_600_000 }, `/confirm?token=${token}`);
}

/** Accounts whose address nobody confirmed go after 7 days, and make room for the same login; and for the same address, where that is one's own. */
async function dropUnconfirmed(tx: Tx, email: string, shared: boolean): Promise<void> {
  const old = new Date(Date.now() - LIFE_MS.CONFIRM_EMAIL);
  await tx.user.deleteMany({ where: { state: "PENDING_EMAIL", OR: [{ createdAt: { lt: old } }, ...(shared ? [] : [{ email }])] } });
}

/** The account that has this address already, where addresses are one's own. */
async function ownerOf(tx: Tx, email: string, settings: AccountSettings): Promise<UserRow | null> {
  if (settings.loginIsEmail) return tx.user.findFirst({ where: { OR: [{ email }, { login: email }] } });
  return settings.sharedEmail ? null : tx.user.findFirst({ where: { email } });
}

/**
 * Registers a person: an account that waits for its confirmation mail. Whether the address was known already is told to the address
 * only. Refused: FORBIDDEN (closed), INVALID_INPUT (login, password, terms, domain, code, extra fields).
 */
export async function register(ctx: Context, input: RegisterAccountInput): Promise<void> {
  const { settings, door, values } = await requireAllowed(ctx, input);
  await requireGoodPassword(ctx.db, "input.password", input.password, {
    login: settings.loginIsEmail ? null : input.login,
    givenName: input.firstName,
    familyName: input.lastName,
    email: input.email,
  });
  const secret = await hashPassword(input.password);
  await ctx.write(async (tx, emit) => {
    await lockAddress(tx, input.email);
    await dropUnconfirmed(tx, input.email, settings.sharedEmail && !settings.loginIsEmail);
    // A link is for one person, also where others share their address.
    const known = await ownerOf(tx, input.email, door.link ? { ...settings, sharedEmail: false } : settings);
    if (input.login && !settings.loginIsEmail && (await tx.user.count({ where: { login: input.login } })) > 0)
      throw Invalid("input.login", "login.taken", "This login is taken.");
    if (known) return tellOwner(ctx, tx, known, "alreadyRegistered", {}, "/forgotten-password");
    if (door.invitation) await useInvitation(tx, door.invitation.id);
    const user = await makePending(tx, input, secret);
    await writeValues(tx, user.id, values);
    await settleFactorDue(tx, { userId: user.id });
    await askToConfirm(ctx, tx, user, confirmDataOf(input, door));
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
    await askToConfirm(ctx, tx, user, (former?.data ?? {}) as ConfirmData);
  });
  // Not awaited: the answer must not take longer for an address that has an account.
  void work
    .then(() => wakeMail(ctx.services))
    .catch((error: unknown) => log.error({ err: error }, "a confirmation mail could not be written"));
}
