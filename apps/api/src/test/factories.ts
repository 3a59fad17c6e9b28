import type { User } from "../generated/prisma/client.ts";
import type { Prisma } from "../kernel/database";
import { newId } from "../kernel/ids";
import { hashToken } from "../kernel/viewer";
import { cookieName } from "../http/caller";
import { newSecret } from "../core/accounts/devices";
import { hashPassword } from "../core/accounts/passwords";
import type { TestApp } from "./app";
import type { TestClient } from "./client";

/** The password of everybody whom `buildUser` makes. */
export const PASSWORD = "correct-horse-7-staples";

let hashed: Promise<string> | undefined;
let count = 0;

async function person(): Promise<{
  data: Prisma.UserUncheckedCreateInput & { id: string };
  credential: { kind: "PASSWORD"; secret: string; confirmedAt: Date };
}> {
  count += 1;
  // Taken before anything is awaited, so that people made at the same time differ.
  const number = count;
  hashed ??= hashPassword(PASSWORD);
  const secret = await hashed;
  return {
    data: {
      id: newId(),
      login: `person${number}`,
      email: `person${number}@example.org`,
      emailVerifiedAt: new Date(),
      givenName: "Ada",
      familyName: `Person ${number}`,
    },
    credential: { kind: "PASSWORD", secret, confirmedAt: new Date() },
  };
}

/** Makes a person straight in the database: ACTIVE, English, no role. Anything given replaces what would be there. */
export async function buildUser(app: TestApp, given: Partial<Prisma.UserUncheckedCreateInput> = {}): Promise<User> {
  const { data, credential } = await person();
  return app.db.user.create({ data: { ...data, ...given, credentials: given.credentials ?? { create: credential } } });
}

/** Makes several people by two statements: one for each list of roles. */
export async function buildUsers(app: TestApp, roles: readonly User["roles"][]): Promise<{ id: string }[]> {
  const people = await Promise.all(roles.map(person));
  await app.db.user.createMany({ data: people.map(({ data }, index) => ({ ...data, roles: roles[index]! })) });
  await app.db.credential.createMany({ data: people.map(({ data, credential }) => ({ ...credential, userId: data.id })) });
  return people.map(({ data }) => ({ id: data.id }));
}

/** Makes an administrator. */
export const buildAdministrator = (app: TestApp, data: Partial<Prisma.UserUncheckedCreateInput> = {}): Promise<User> =>
  buildUser(app, { roles: ["ADMINISTRATOR"], ...data });

/** A client that is signed in as the person: a device of their own, without the cost of hashing. */
export async function signInAs(app: TestApp, user: Pick<User, "id">): Promise<TestClient> {
  const token = newSecret();
  await app.db.device.create({ data: { userId: user.id, tokenHash: hashToken(token), expiresAt: new Date(Date.now() + 3_600_000) } });
  const client = app.client();
  client.cookies.set(cookieName(app.services), token);
  return client;
}
