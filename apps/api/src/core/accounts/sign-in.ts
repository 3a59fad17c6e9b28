import { normalizeIdentifier } from "@lyceum/shared/inputs/accounts";
import { Refusal } from "../../kernel/errors";
import type { Context } from "../../kernel/context";
import type { Db } from "../../kernel/database";
import type { Credential, User as UserRow } from "../../generated/prisma/client.ts";
import { giveCookie, startDevice } from "./devices";
import { hashPassword, isOutdated, verifyPassword } from "./passwords";

export interface SignInInput {
  login: string;
  password: string;
  keepSignedIn: boolean;
}

type Found = UserRow & { credentials: Credential[] };

/** One answer for an unknown login, a wrong password, and an account that is closed. */
export const WrongCredentials = () => new Refusal("UNAUTHENTICATED", "Login or password is wrong.", { messageKey: "errors:UNAUTHENTICATED_WRONG_PASSWORD" });

/** The account that a login or an e-mail address names, or null; preview learners are nobody's account. */
export async function findAccount(db: Db, identifier: string): Promise<Found | null> {
  const name = normalizeIdentifier(identifier);
  if (name === "" || name.length > 254) return null;
  const rows = await db.user.findMany({
    where: { kind: "PERSON", OR: [{ login: name }, { email: name }] },
    include: { credentials: true },
    take: 2,
  });
  return rows.find((row) => row.login.toLowerCase() === name.toLowerCase()) ?? rows[0] ?? null;
}

const mayComeIn = (user: UserRow): boolean => user.state === "ACTIVE" && (user.expiresAt === null || user.expiresAt > new Date());

/** Checks login and password, makes a device, and sets its cookie. Refuses with one answer whatever is wrong. */
export async function signIn(ctx: Context, input: SignInInput): Promise<UserRow> {
  const user = await findAccount(ctx.db, input.login);
  const password = user?.credentials.find((credential) => credential.kind === "PASSWORD");
  const right = await verifyPassword(password?.secret, input.password);
  if (!user || !password || !right || !mayComeIn(user)) throw WrongCredentials();
  const rehashed = isOutdated(password.secret) ? await hashPassword(input.password) : password.secret;
  const { token } = await ctx.write(async (tx, emit) => {
    await tx.credential.update({ where: { id: password.id }, data: { secret: rehashed, lastUsedAt: new Date() } });
    await tx.user.update({ where: { id: user.id }, data: { lastSeenAt: new Date() } });
    const started = await startDevice(ctx, tx, { userId: user.id, remembered: input.keepSignedIn, secondFactorNeeded: false });
    emit("accounts.device.signedIn", { id: started.device.id, userId: user.id });
    return started;
  });
  giveCookie(ctx, token, input.keepSignedIn);
  return user;
}
