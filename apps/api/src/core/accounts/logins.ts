import { LOGIN } from "@lyceum/shared/inputs/accounts";
import { Invalid } from "../../kernel/errors";
import type { Db, Tx } from "../../kernel/database";

const plain = (text: string): string =>
  text
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "");

/** A free login made of the names (`ada.lovelace`, `ada.lovelace2` …); of "user" where the names have no Latin letters. */
export async function freeLogin(db: Db | Tx, givenName: string, familyName: string): Promise<string> {
  const base = [plain(givenName), plain(familyName)].filter(Boolean).join(".").slice(0, 80) || "user";
  const stem = base.length < 3 ? `${base}-user` : base;
  const taken = await db.user.findMany({ where: { login: { startsWith: stem, mode: "insensitive" } }, select: { login: true } });
  const names = new Set(taken.map((row) => row.login.toLowerCase()));
  if (!names.has(stem)) return stem;
  for (let number = 2; ; number += 1) if (!names.has(`${stem}${number}`)) return `${stem}${number}`;
}

/** Holds an e-mail address for the rest of the transaction, so that two accounts cannot take it at once. */
export async function lockAddress(tx: Tx, email: string): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext(${`email:${email.toLowerCase()}`}))`;
}

/** An address as a login, where the two are one; INVALID_INPUT at `path` for one with signs that no login has. */
export function loginOfAddress(email: string | null | undefined, path: string): string {
  if (!email) throw Invalid(path, "email.needed", "The address is the login here: give one.");
  if (!LOGIN.test(email)) throw Invalid(path, "email.noLogin", "This address cannot be a login: letters, digits and _ . @ - only.");
  return email;
}
