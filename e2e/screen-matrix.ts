import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** The values of each factor that a screen is looked at in. */
export const factors = {
  role: ["visitor", "learner", "tutor", "teacher", "admin"],
  look: ["light", "dark", "contrast", "dark-contrast"],
  language: ["en", "ar"],
  width: [1280, 320],
} as const;

export type Role = (typeof factors.role)[number];
export type Look = (typeof factors.look)[number];

/** One screen, seen by somebody in some way. */
export interface Sight {
  route: string;
  address: string;
  role: Role;
  look: Look;
  language: (typeof factors.language)[number];
  width: (typeof factors.width)[number];
}

/** Routes that only lead on, or that are built for development alone: they have no screen. */
export const withoutScreen = ["/_gallery", "/home", "/admin", "/sign-out"];

/** Every route of the application with the addresses that stand for it; `router.test.ts` holds it against the router. */
export function readRoutes(): Record<string, string[]> {
  return JSON.parse(readFileSync(fileURLToPath(new URL("routes.json", import.meta.url)), "utf8")) as Record<string, string[]>;
}

/** Who comes to a route in everyday use; the whole matrix sends everybody everywhere. */
function ordinaryRoles(route: string): readonly Role[] {
  if (/^\/(sign-in|register|confirm|forgotten|reset|undo)/.test(route)) return ["visitor"];
  if (route.startsWith("/admin/")) return ["admin"];
  if (route.startsWith("/profile/") || route.startsWith("/join/")) return ["learner"];
  if (route.endsWith("/edit") || route.endsWith("/grid") || route.endsWith("/readiness") || route.includes("/settings/"))
    return ["teacher"];
  return ["learner", "teacher"];
}

/** Everything: each address × role × look × language × width. */
export function wholeMatrix(routes = readRoutes()): Sight[] {
  const addresses = Object.entries(routes).flatMap(([route, list]) => list.map((address) => ({ route, address })));
  return addresses.flatMap((at) =>
    factors.role.flatMap((role) =>
      factors.look.flatMap((look) =>
        factors.language.flatMap((language) => factors.width.map((width) => ({ ...at, role, look, language, width }))),
      ),
    ),
  );
}

type Factor = Exclude<keyof Sight, "route">;
const names: Factor[] = ["address", "role", "look", "language", "width"];

/** The pairs of values that a sight shows together. */
function pairsOf(sight: Sight): string[] {
  return names.flatMap((first, at) => names.slice(at + 1).map((second) => `${first}=${sight[first]} ${second}=${sight[second]}`));
}

/** A choice of sights in which every pair of values met by `sights` is met; greedy, and the same on each run. */
export function pairwise(sights: Sight[]): Sight[] {
  const missing = new Set(sights.flatMap(pairsOf));
  const gain = (sight: Sight) => pairsOf(sight).filter((pair) => missing.has(pair)).length;
  // A sight's gain only shrinks, so the last known gain is an upper bound: most candidates need no second look.
  let waiting = sights.map((sight) => ({ sight, bound: names.length ** 2 }));
  const chosen: Sight[] = [];
  while (missing.size > 0) {
    let best = waiting[0];
    let most = 0;
    for (const one of waiting) {
      if (one.bound <= most) continue;
      one.bound = gain(one.sight);
      if (one.bound > most) [best, most] = [one, one.bound];
    }
    if (!best) break;
    chosen.push(best.sight);
    for (const pair of pairsOf(best.sight)) missing.delete(pair);
    waiting = waiting.filter(({ bound }) => bound > 0);
  }
  return chosen;
}

/** Routes on which everybody is met in `npm test` too: what a person sees of a place that is not theirs. */
const everybodys = ["/", "/admin/users", "/c/:code", "/c/:code/documents", "/c/:code/people"];

/** What `npm test` looks at: a pairwise choice, each route with the roles that it is made for. */
export function everydayMatrix(routes = readRoutes()): Sight[] {
  return pairwise(wholeMatrix(routes).filter(({ route, role }) => everybodys.includes(route) || ordinaryRoles(route).includes(role)));
}
