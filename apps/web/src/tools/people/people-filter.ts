import { isFieldId, readFieldFilters } from "./people-columns";
import type { PeoplePageQueryVariables } from "./people.generated";

type Filter = NonNullable<PeoplePageQueryVariables["filter"]>;
type Order = NonNullable<PeoplePageQueryVariables["orderBy"]>;
type Role = NonNullable<NonNullable<Filter["roles"]>>[number];
type State = NonNullable<NonNullable<Filter["states"]>>[number];

export const ROLES = ["TEACHER", "TUTOR", "LEARNER"] as const satisfies readonly Role[];
export const STATES = ["ACTIVE", "SUSPENDED", "ENDED"] as const satisfies readonly State[];
export const ORDERS = [
  "NAME",
  "ROLE",
  "LOGIN",
  "OFFICIAL_CODE",
  "STATE",
  "FIRST_ACCESS",
  "LAST_ACCESS",
  "ENROLLED_AT",
] as const satisfies readonly Order[];

const among = <Value extends string>(values: readonly Value[], given: string | null): Value | undefined =>
  values.find((value) => value === given);

/** The list that an address asks for; what only staff may ask is left out for others, so that a shared link still works. */
export function readPeopleFilter(
  search: URLSearchParams,
  isStaff: boolean,
): Required<Pick<PeoplePageQueryVariables, "filter" | "orderBy" | "descending">> & Pick<PeoplePageQueryVariables, "orderByField"> {
  const role = among(ROLES, search.get("role"));
  const state = isStaff ? among(STATES, search.get("state")) : undefined;
  const order = among(ORDERS, search.get("order"));
  const asked = search.get("order") ?? "";
  const fields = isStaff ? readFieldFilters(search) : [];
  const absent = isStaff ? Number(search.get("absent") ?? Number.NaN) : Number.NaN;
  const filter: Filter = {
    ...(search.get("q") ? { text: search.get("q") } : {}),
    ...(role ? { roles: [role] } : {}),
    ...(state ? { states: [state] } : {}),
    ...(search.get("group") ? { groupId: search.get("group") } : {}),
    ...(isStaff && search.get("class") ? { classId: search.get("class") } : {}),
    ...(isStaff && search.get("access") === "never" ? { neverEntered: true } : {}),
    ...(Number.isInteger(absent) && absent > 0 ? { absentForDays: absent } : {}),
    ...(fields.length > 0 ? { fields } : {}),
  };
  const orderBy = order && (isStaff || order === "NAME" || order === "ROLE") ? order : isStaff ? "NAME" : "ROLE";
  return {
    filter,
    orderBy,
    ...(isStaff && isFieldId(asked) ? { orderByField: asked } : {}),
    descending: search.get("direction") === "descending",
  };
}
