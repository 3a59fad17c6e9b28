import { createHash } from "node:crypto";
import { signPath, type SignedScope } from "./signed-url";
import type { Env } from "../env";

type Origins = Pick<Env, "contentOrigin" | "secret">;

/** Whether `CONTENT_ORIGIN` names wildcard subdomains, as in `https://*.content.example.org`. */
export const hasSubdomains = (env: Pick<Env, "contentOrigin">): boolean => new URL(env.contentOrigin).hostname.startsWith("*.");

/** The subdomain of one site: a fixed-length label that says nothing of the id, and differs in no letter case. */
const labelOf = (site: string): string => `s${createHash("sha256").update(site).digest("hex").slice(0, 24)}`;

/** The origin where one package, or one set of pages, runs: its own where there are subdomains, else the one for all. */
export function contentOriginOf(env: Pick<Env, "contentOrigin">, site: string): string {
  const { origin } = new URL(env.contentOrigin);
  return hasSubdomains(env) ? origin.replace("*", labelOf(site)) : origin;
}

/** The address of a file on the content origin: `/p/<token>/<path>`. Whoever has it may read everything that its scope names. */
export function contentAddress(env: Origins, scope: SignedScope, path: string): string {
  const segments = path.split("/").map(encodeURIComponent).join("/");
  return `${contentOriginOf(env, scope.site ?? scope.id)}/p/${signPath(env.secret, scope)}/${segments}`;
}

/** The address of the player's page, on the same origin as the package that it plays. */
export const playerAddress = (env: Pick<Env, "contentOrigin">, site: string): string => `${contentOriginOf(env, site)}/_player/`;
