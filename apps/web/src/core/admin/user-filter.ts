import type { AdminUsersQueryVariables } from "./admin.generated";

/** The states and roles by which the list can be narrowed, in the order of the menus. */
export const STATES = ["ACTIVE", "INACTIVE", "PENDING_EMAIL", "PENDING_APPROVAL"] as const;
export const ROLES = ["ADMINISTRATOR", "SESSION_MANAGER", "TEACHER"] as const;

/** The list's filter as its address says it; what the address makes up is left out. */
export function userFilterOf(search: URLSearchParams): AdminUsersQueryVariables {
  return {
    search: search.get("q") || null,
    state: STATES.find((state) => state === search.get("state")) ?? null,
    role: ROLES.find((role) => role === search.get("role")) ?? null,
  };
}
