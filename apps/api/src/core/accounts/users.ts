import { Prisma, type Tx } from "../../kernel/database";
import { Conflict, expectVersion, Invalid, NotFound } from "../../kernel/errors";
import { isId } from "../../kernel/ids";
import type { Context } from "../../kernel/context";
import type { Emit } from "../../kernel/events";
import type { Viewer } from "../../kernel/viewer";
import type { User as UserRow } from "../../generated/prisma/client.ts";
import { readSetting } from "../settings/settings";
import { ACCOUNT_SETTINGS } from "./account-settings";
import { endDevices, endEverything } from "./devices";
import { settleFactorDue } from "./factor-rules";
import { lockAddress, loginOfAddress } from "./logins";
import { owesTerms } from "./terms";
import { profileColumns } from "./profile";
import { activeFields, checkValues, writeValues } from "./profile-values";
import { requireFreshProof } from "./step-up";
import type { CreateUserInput, UpdateUserInput } from "./users.types";

type NewUser = CreateUserInput & { passwordHash: string | null; createdById: string | null };

/** Turns a broken unique key of an account into a fault at its field; anything else is thrown on. */
export function takenField(error: unknown): never {
  if (error instanceof Prisma.PrismaClientKnownRequestError && error.code === "P2002")
    throw Invalid("input.login", "login.taken", "This login is taken.");
  throw error;
}

async function requireFreeAddress(tx: Tx, email: string, exceptId?: string): Promise<void> {
  if ((await readSetting(tx, ACCOUNT_SETTINGS)).value.sharedEmail) return;
  await lockAddress(tx, email);
  const taken = await tx.user.count({ where: { email, NOT: exceptId ? { id: exceptId } : undefined } });
  if (taken > 0) throw Invalid("input.email", "email.taken", "This e-mail address is taken.");
}

/** Makes an account inside a transaction; a login or an address that is taken is INVALID_INPUT at its field. */
export async function createAccount(tx: Tx, emit: Emit, input: NewUser): Promise<UserRow> {
  const { value } = await readSetting(tx, ACCOUNT_SETTINGS);
  if (input.email) await requireFreeAddress(tx, input.email);
  const row = await tx.user
    .create({
      data: {
        login: value.loginIsEmail ? loginOfAddress(input.email, "input.email") : input.login,
        email: input.email ?? null,
        emailVerifiedAt: input.email ? new Date() : null,
        givenName: input.firstName,
        familyName: input.lastName ?? "",
        language: input.language ?? "en",
        roles: input.roles ?? [],
        createdById: input.createdById,
        mustChangePassword: input.passwordHash !== null && value.changeAtFirstSignIn,
        termsOwed: await owesTerms(tx),
        credentials: input.passwordHash ? { create: { kind: "PASSWORD", secret: input.passwordHash, confirmedAt: new Date() } } : undefined,
      },
    })
    .catch(takenField);
  await settleFactorDue(tx, { userId: row.id });
  emit("accounts.user.registered", { id: row.id, userId: row.id });
  return row;
}

/** The account that an administrator means; preview learners are none. NOT_FOUND otherwise. */
export async function loadAccount(ctx: Context, id: string): Promise<UserRow> {
  const row = isId(id) ? await ctx.db.user.findUnique({ where: { id, kind: "PERSON" } }) : null;
  if (!row) throw NotFound();
  return row;
}

/** Somebody must be able to let the others in: the last active administrator stays one. */
async function keepAnAdministrator(tx: Tx, leaving: UserRow): Promise<void> {
  if (!leaving.roles.includes("ADMINISTRATOR")) return;
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('accounts:administrators'))`;
  const others = await tx.user.count({ where: { roles: { has: "ADMINISTRATOR" }, state: "ACTIVE", NOT: { id: leaving.id } } });
  if (others === 0) throw Conflict("LAST_ADMINISTRATOR", "The campus would be left without an administrator.");
}

const sameRoles = (one: readonly string[], other: readonly string[]): boolean =>
  one.length === other.length && one.every((role) => other.includes(role));

/** Changes an account. Changing roles asks for a fresh proof, and gives the person's devices no more than they had: they sign in again. */
export async function updateAccount(
  ctx: Context,
  officer: Viewer,
  id: string,
  input: UpdateUserInput,
  expectedVersion: number | null,
): Promise<UserRow> {
  const before = await loadAccount(ctx, id);
  expectVersion(before, expectedVersion);
  const roles = input.roles && !sameRoles(input.roles, before.roles) ? [...new Set(input.roles)] : undefined;
  if (roles) requireFreshProof(officer);
  const values = input.fields ? checkValues(await activeFields(ctx.db), input.fields, { mayWrite: () => true }) : [];
  const { loginIsEmail } = (await readSetting(ctx.db, ACCOUNT_SETTINGS)).value;
  return ctx.write(async (tx, emit) => {
    if (input.email && input.email.toLowerCase() !== before.email?.toLowerCase()) await requireFreeAddress(tx, input.email, id);
    if (roles && !roles.includes("ADMINISTRATOR")) await keepAnAdministrator(tx, before);
    const row = await tx.user
      .update({
        where: { id },
        data: {
          ...profileColumns(input),
          login: loginIsEmail && input.email ? loginOfAddress(input.email, "input.email") : (input.login ?? undefined),
          email: input.email === "" ? null : (input.email ?? undefined),
          emailVerifiedAt: input.email ? new Date() : undefined,
          roles,
          expiresAt: input.neverExpires ? null : (input.expiresAt ?? undefined),
          mustChangePassword: input.mustChangePassword ?? undefined,
          version: { increment: 1 },
        },
      })
      .catch(takenField);
    await writeValues(tx, id, values);
    if (roles) await settleFactorDue(tx, { userId: id });
    if (roles || input.mustChangePassword) await endDevices(tx, emit, id, { keep: officer.deviceId ?? undefined });
    emit("accounts.user.updated", { id, userId: id });
    return row;
  });
}

/** Closes an account: devices, tokens and live streams end within a second. Nobody closes their own. */
export async function deactivate(ctx: Context, officer: Viewer, id: string): Promise<UserRow> {
  const before = await loadAccount(ctx, id);
  if (id === officer.id) throw Conflict("OWN_ACCOUNT", "Nobody closes their own account.");
  return ctx.write(async (tx, emit) => {
    await keepAnAdministrator(tx, before);
    await endEverything(tx, emit, id);
    await tx.mailToken.deleteMany({ where: { userId: id, usedAt: null } });
    emit("accounts.user.deactivated", { id, userId: id });
    return tx.user.update({ where: { id }, data: { state: "INACTIVE", version: { increment: 1 } } });
  });
}

/** Opens an account: one that was closed, that waits for approval, or whose address nobody confirmed. */
export async function activate(ctx: Context, id: string): Promise<UserRow> {
  const before = await loadAccount(ctx, id);
  if (before.state === "ERASED") throw NotFound();
  return ctx.write((tx, emit) => {
    emit("accounts.user.updated", { id, userId: id });
    const ended = before.expiresAt !== null && before.expiresAt <= new Date();
    return tx.user.update({ where: { id }, data: { state: "ACTIVE", expiresAt: ended ? null : undefined, version: { increment: 1 } } });
  });
}
