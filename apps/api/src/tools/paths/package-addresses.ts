import type { Env } from "../../env";
import { contentAddress, playerAddress } from "../../kernel/content-address";
import { signPath } from "../../kernel/signed-url";

/** How long a package's addresses work after an opening, milliseconds; saving on leaving works as long. */
const ADDRESS_MS = 8 * 3_600_000;

interface Opening {
  id: string;
  packageId: string;
  revisionId: string;
  userId: string;
}

/** What an opening may reach on the content origin, and until when. */
export interface Addresses {
  playerUrl: string;
  /** The package's files lie below it. */
  contentBase: string;
  /** Where the player page may save on leaving, and the token for it: for this registration of this person only. */
  rtUrl: string;
  rtToken: string;
  expiresAt: Date;
}

/** Where the player page and a package's files are for one person: signed, good for this package only, on its own subdomain where there are any. */
export function packageAddresses(env: Env, row: Opening): Addresses {
  const expiresAt = new Date(Date.now() + ADDRESS_MS);
  const scope = { kind: "package", id: row.revisionId, site: row.packageId, userId: row.userId, expires: expiresAt };
  const rtToken = signPath(env.secret, { kind: "rt", id: row.id, userId: row.userId, expires: expiresAt });
  return {
    playerUrl: playerAddress(env, row.packageId),
    contentBase: contentAddress(env, scope, ""),
    rtUrl: `/rt/${rtToken}`,
    rtToken,
    expiresAt,
  };
}
