import { isLoopback } from "../../apps/api/src/env";
import { verifyPassword } from "../../apps/api/src/core/accounts/passwords";
import type { Services } from "../../apps/api/src/kernel/services";
import { DEMO_PASSWORD, demoLogins } from "./people";

/** The demo's logins whose accounts open and still have the password that the README tells. */
async function openAccounts(services: Services): Promise<string[]> {
  const rows = await services.db.credential.findMany({
    where: { kind: "PASSWORD", user: { login: { in: demoLogins }, state: { notIn: ["INACTIVE", "ERASED"] } } },
    select: { secret: true, user: { select: { login: true } } },
  });
  // The demo's accounts share one hash: it is tried once.
  const known = new Map<string, boolean>();
  for (const { secret } of rows) if (!known.has(secret)) known.set(secret, await verifyPassword(secret, DEMO_PASSWORD));
  return rows.filter(({ secret }) => known.get(secret)).map(({ user }) => user.login);
}

/** Throws, with one clear line, where the server would be open to the network while accounts with a known password are: whatever DEMO says now. */
export async function refuseKnownPasswords(services: Services): Promise<void> {
  const { host } = services.env;
  if (isLoopback(host)) return;
  const logins = await openAccounts(services);
  if (logins.length === 0) return;
  const names = [...new Set(logins)].sort().join(", ");
  throw new Error(
    `HOST is ${host}, but ${names} of the demo campus still have the known password: change or deactivate them with HOST on loopback first.`,
  );
}
