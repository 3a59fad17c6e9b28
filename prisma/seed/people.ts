import { randomInt } from "node:crypto";
import { createAccount } from "../../apps/api/src/core/accounts/users";
import { hashPassword } from "../../apps/api/src/core/accounts/passwords";
import { Context } from "../../apps/api/src/kernel/context";
import type { Services } from "../../apps/api/src/kernel/services";

export const DEMO_PASSWORD = "lyceum-demo";

const demoPeople = [
  { login: "admin", firstName: "Maren", lastName: "Solberg", roles: ["ADMINISTRATOR"] },
  { login: "teacher", firstName: "Ines", lastName: "Carvalho", roles: ["TEACHER"] },
  { login: "tutor", firstName: "Tomasz", lastName: "Zieliński", roles: [] },
  { login: "learner", firstName: "Awa", lastName: "Diallo", roles: [] },
  { login: "learner2", firstName: "Jules", lastName: "Moreau", roles: [], language: "fr" },
] as const;

export const demoLogins: string[] = demoPeople.map(({ login }) => login);

export type DemoLogin = (typeof demoPeople)[number]["login"];

/** Nobody's context: the first people of a campus are made by nobody. */
const nobody = (services: Services) => new Context(services, { credentials: {}, address: "", userAgent: "" });

/** Makes the five people of the demo campus; answers their ids by login. */
export async function makeDemoPeople(services: Services): Promise<Record<DemoLogin, string>> {
  // One hash for all: the password is public, and hashing is meant to be slow.
  const passwordHash = await hashPassword(DEMO_PASSWORD);
  const ids: Partial<Record<DemoLogin, string>> = {};
  await nobody(services).write(async (tx, emit) => {
    for (const { login, roles, ...name } of demoPeople) {
      const row = await createAccount(tx, emit, {
        ...name,
        login,
        email: `${login}@demo.example`,
        roles: [...roles],
        passwordHash,
        createdById: null,
      });
      ids[login] = row.id;
    }
    await tx.user.updateMany({ data: { timeZone: "Europe/Paris" } });
  });
  return ids as Record<DemoLogin, string>;
}

// Without letters and digits that are mistaken for each other: it is typed from a screen.
const alphabet = "abcdefghjkmnpqrstuvwxyz23456789";

/** Four groups of four, about 79 bits. */
const oneTimePassword = () =>
  Array.from({ length: 4 }, () => Array.from({ length: 4 }, () => alphabet[randomInt(alphabet.length)]).join("")).join("-");

/** Makes the one administrator of an empty campus; answers the password, which has to be changed at the first sign-in and is kept nowhere. */
export async function makeFirstAdministrator(services: Services): Promise<string> {
  const password = oneTimePassword();
  const passwordHash = await hashPassword(password);
  await nobody(services).write(async (tx, emit) => {
    const { id } = await createAccount(tx, emit, {
      login: "admin",
      firstName: "Administrator",
      roles: ["ADMINISTRATOR"],
      passwordHash,
      createdById: null,
    });
    await tx.user.update({ where: { id }, data: { mustChangePassword: true } });
  });
  return password;
}
