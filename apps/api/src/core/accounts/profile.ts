import { expectVersion, Forbidden, Invalid, NotFound } from "../../kernel/errors";
import type { Context } from "../../kernel/context";
import type { Viewer } from "../../kernel/viewer";
import type { User as UserRow } from "../../generated/prisma/client.ts";
import { readSetting } from "../settings/settings";
import { ACCOUNT_SETTINGS } from "./account-settings";
import { endDevices, renewDevice } from "./devices";
import { queueLetter } from "./mail";
import { wakeMail } from "./mail-sender";
import { issueMailToken, LIFE_MS } from "./mail-tokens";
import { requireGoodPassword } from "./new-password";
import { setPassword } from "./password-reset";
import { hashPassword } from "./passwords";
import { fullName } from "./people.types";
import { activeFields, checkValues, writeValues } from "./profile-values";
import type { ProfileInput } from "./profile.types";
import { tellOwner } from "./tell-owner";
import { requireOwnPassword, type Oneself } from "./step-up";

const loadUser = async (ctx: Context, id: string): Promise<UserRow> => {
  const user = await ctx.db.user.findUnique({ where: { id } });
  if (!user) throw NotFound();
  return user;
};

/** Turns a profile's input into columns; empty official codes and phones are none. */
export function profileColumns(input: ProfileInput) {
  return {
    givenName: input.firstName ?? undefined,
    familyName: input.lastName ?? undefined,
    officialCode: input.officialCode === "" ? null : (input.officialCode ?? undefined),
    phone: input.phone === "" ? null : (input.phone ?? undefined),
    language: input.language ?? undefined,
    timeZone: input.timeZone ?? undefined,
  };
}

/** Changes one's own profile; FORBIDDEN for names, official code and extra fields where the campus keeps them, CONFLICT when it is stale. */
export async function updateProfile(ctx: Context, viewer: Viewer, input: ProfileInput, expectedVersion: number | null): Promise<UserRow> {
  const { value } = await readSetting(ctx.db, ACCOUNT_SETTINGS);
  const before = await loadUser(ctx, viewer.id);
  expectVersion(before, expectedVersion);
  const data = profileColumns(input);
  const renamed = (data.givenName ?? before.givenName) !== before.givenName || (data.familyName ?? before.familyName) !== before.familyName;
  if (renamed && !value.mayChangeNames) throw Forbidden("NAMES_KEPT");
  const recoded = data.officialCode !== undefined && data.officialCode !== before.officialCode;
  if (recoded && !value.mayChangeOfficialCode) throw Forbidden("OFFICIAL_CODE_KEPT");
  const values = input.fields ? checkValues(await activeFields(ctx.db), input.fields, { mayWrite: (field) => field.ownerEdits }) : [];
  return ctx.write(async (tx, emit) => {
    await writeValues(tx, viewer.id, values);
    emit("accounts.user.updated", { id: viewer.id, userId: viewer.id });
    return tx.user.update({ where: { id: viewer.id }, data: { ...data, version: { increment: 1 } } });
  });
}

/** Changes one's own password, the old one in hand; all other devices end, this one gets a new cookie value. */
export async function changePassword(ctx: Context, viewer: Oneself, password: string, newPassword: string): Promise<void> {
  await requireOwnPassword(ctx, viewer.id, password, "password");
  const user = await loadUser(ctx, viewer.id);
  await requireGoodPassword(ctx.db, "newPassword", newPassword, user);
  if (newPassword === password) throw Invalid("newPassword", "password.same", "This is the password already.");
  const secret = await hashPassword(newPassword);
  await ctx.write(async (tx, emit) => {
    await setPassword(tx, emit, viewer.id, secret);
    await endDevices(tx, emit, viewer.id, { keep: viewer.deviceId });
    await renewDevice(ctx, tx, viewer.deviceId, {});
    await tellOwner(ctx, tx, user, "passwordChanged", {}, "/forgotten-password");
  });
  wakeMail(ctx.services);
}

/** Begins a change of address: the new one gets a link, the old one a notice. Whether the new one is taken is told to the link's holder only. */
export async function changeEmail(ctx: Context, viewer: Oneself, email: string): Promise<void> {
  const user = await loadUser(ctx, viewer.id);
  if (user.email?.toLowerCase() === email.toLowerCase()) throw Invalid("email", "email.same", "This is the address already.");
  await ctx.write(async (tx) => {
    const token = await issueMailToken(tx, user.id, "CHANGE_EMAIL", { email });
    const to = { userId: user.id, to: email, name: fullName(user), language: user.language };
    await queueLetter(
      ctx.services,
      tx,
      "changeEmail",
      to,
      { login: user.login, hours: LIFE_MS.CHANGE_EMAIL / 3_600_000 },
      `/confirm?token=${token}`,
    );
    await tellOwner(ctx, tx, user, "emailChanged", { email });
  });
  wakeMail(ctx.services);
}
