import { randomInt } from "node:crypto";
import { createAccount } from "../../apps/api/src/core/accounts/users";
import { hashPassword } from "../../apps/api/src/core/accounts/passwords";
import { Context } from "../../apps/api/src/kernel/context";
import type { Services } from "../../apps/api/src/kernel/services";

export const DEMO_PASSWORD = "lyceum-demo";

interface DemoPerson {
  login: string;
  firstName: string;
  lastName: string;
  roles?: ("ADMINISTRATOR" | "TEACHER")[];
  language?: string;
  timeZone?: string;
}

const demoPeople = [
  { login: "admin", firstName: "Maren", lastName: "Solberg", roles: ["ADMINISTRATOR"], timeZone: "Europe/Oslo" },
  { login: "teacher", firstName: "Ines", lastName: "Carvalho", roles: ["TEACHER"], timeZone: "Europe/Lisbon" },
  { login: "tutor", firstName: "Tomasz", lastName: "Zieliński", timeZone: "Europe/Warsaw" },
  { login: "learner", firstName: "Awa", lastName: "Diallo" },
  { login: "learner2", firstName: "Jules", lastName: "Moreau", language: "fr" },
  { login: "leila", firstName: "Leïla", lastName: "Haddad", roles: ["TEACHER"], language: "fr" },
  { login: "minhanh", firstName: "Minh Anh", lastName: "Nguyễn", language: "fr" },
  { login: "priya", firstName: "Priya", lastName: "Raman", timeZone: "Asia/Kolkata" },
  { login: "mateo", firstName: "Mateo", lastName: "Quispe Mamani", language: "fr", timeZone: "America/La_Paz" },
  { login: "hana", firstName: "Hana", lastName: "Satō", timeZone: "Asia/Tokyo" },
  { login: "omar", firstName: "عمر", lastName: "المصري", timeZone: "Africa/Cairo" },
  { login: "chidinma", firstName: "Chidinma", lastName: "Okafor", timeZone: "Africa/Lagos" },
] as const satisfies readonly DemoPerson[];

export const demoLogins: string[] = demoPeople.map(({ login }) => login);

export type DemoLogin = (typeof demoPeople)[number]["login"];

/** Nobody's context: the first people of a campus are made by nobody. */
const nobody = (services: Services) => new Context(services, { credentials: {}, address: "", userAgent: "" });

/** Makes the twelve people of the demo campus; answers their ids by login. */
export async function makeDemoPeople(services: Services): Promise<Record<DemoLogin, string>> {
  // One hash for all: the password is public, and hashing is meant to be slow.
  const passwordHash = await hashPassword(DEMO_PASSWORD);
  const ids: Partial<Record<DemoLogin, string>> = {};
  await nobody(services).write(async (tx, emit) => {
    for (const { login, roles = [], timeZone = "Europe/Paris", ...person } of demoPeople as readonly DemoPerson[]) {
      const row = await createAccount(tx, emit, {
        ...person,
        login,
        email: `${login}@demo.example`,
        roles,
        passwordHash,
        createdById: null,
      });
      await tx.user.update({ where: { id: row.id }, data: { timeZone } });
      ids[login as DemoLogin] = row.id;
    }
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
