import type { Env } from "../../env";
import { signPath, verifyPath } from "../../kernel/signed-url";

/** How long a package's addresses work after an opening, milliseconds; saving on leaving works as long. */
const ADDRESS_MS = 8 * 3_600_000;

interface Opening {
  id: string;
  revisionId: string;
  userId: string;
}

const expires = (): Date => new Date(Date.now() + ADDRESS_MS);

/** Where the player page and a package's files are for one person: a signed prefix of the content origin, good for this package only. */
export function contentAddress(env: Env, row: Opening): { playerUrl: string; contentBase: string } {
  const token = signPath(env.secret, { kind: "package", id: row.revisionId, userId: row.userId, expires: expires() });
  return { playerUrl: `${env.contentOrigin}/_player/index.html`, contentBase: `${env.contentOrigin}/p/${token}/` };
}

/** The token under which the player page may save on leaving: for this registration of this person only. */
export const runtimeToken = (env: Env, row: Opening): string => signPath(env.secret, { kind: "rt", id: row.id, userId: row.userId, expires: expires() });

/** Whose registration a token opens; FORBIDDEN when it is none of ours. */
export function readRuntimeToken(env: Env, token: string): { registrationId: string; userId: string } {
  const scope = verifyPath(env.secret, token, { kind: "rt" });
  return { registrationId: scope.id, userId: scope.userId ?? "" };
}
