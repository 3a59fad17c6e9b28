import { FILTERED_FIELDS_MAX, PEOPLE_COLUMNS } from "@lyceum/shared/inputs/enrolments";
import type { PeopleViewRowFragment } from "./people.generated";

export type PeopleColumnKey = (typeof PEOPLE_COLUMNS)[number];

/** What the grid shows where nobody has chosen columns. */
export const FIRST_COLUMNS: readonly PeopleColumnKey[] = [
  "ROLE",
  "STATE",
  "GROUPS",
  "LOGIN",
  "PROGRESS",
  "MARK",
  "TIME",
  "FIRST_ACCESS",
  "LAST_ACCESS",
];

const KNOWN = new Set<string>(PEOPLE_COLUMNS);
const FIELD_ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/u;
const FIELD_PART = "field.";

/** Whether a column, or what a list is sorted by, is an extra field of the profile: these are named by their ids. */
export const isFieldId = (key: string): boolean => FIELD_ID.test(key);
export const isColumnKey = (key: string): key is PeopleColumnKey => KNOWN.has(key);
/** The part of the address that narrows the list by an extra field. */
export const fieldPart = (fieldId: string): string => `${FIELD_PART}${fieldId}`;

/** The columns that an address names, in its order, keys and ids of extra fields; the first ones where it names none. */
export function readColumns(search: URLSearchParams): readonly string[] {
  const asked = search.get("columns");
  if (asked === null) return FIRST_COLUMNS;
  return [...new Set(asked.split(","))].filter((key) => isColumnKey(key) || isFieldId(key));
}

/** The extra fields among columns. */
export const fieldIdsOf = (columns: readonly string[]): string[] => columns.filter(isFieldId);

/** What an address asks of extra fields. */
export const readFieldFilters = (search: URLSearchParams): { fieldId: string; value: string }[] =>
  [...search]
    .map(([name, value]) => ({ fieldId: name.startsWith(FIELD_PART) ? name.slice(FIELD_PART.length) : "", value }))
    .filter(({ fieldId, value }) => isFieldId(fieldId) && value !== "")
    .slice(0, FILTERED_FIELDS_MAX);

/** The address of a saved view: everything that it keeps, so that a link to it works for everybody. */
export function addressOfView({ id, columns, filter, orderBy, orderByField, descending }: PeopleViewRowFragment): URLSearchParams {
  const search = new URLSearchParams({ view: id, columns: columns.join(",") || "NONE", order: orderByField ?? orderBy });
  const parts: Record<string, string | number | null | undefined> = {
    q: filter.text,
    role: filter.role,
    state: filter.state,
    group: filter.groupId,
    class: filter.classId,
    access: filter.neverEntered ? "never" : null,
    absent: filter.absentForDays,
  };
  for (const [name, value] of Object.entries(parts)) if (value) search.set(name, String(value));
  for (const { fieldId, value } of filter.fields ?? []) search.set(fieldPart(fieldId), value);
  if (descending) search.set("direction", "descending");
  return search;
}
