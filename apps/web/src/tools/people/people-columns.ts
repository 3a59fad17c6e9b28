import { PEOPLE_COLUMNS } from "@lyceum/shared/inputs/enrolments";
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

/** The columns that an address names, in its order, unknown ones left out; the first ones where it names none. */
export function readColumns(search: URLSearchParams): readonly PeopleColumnKey[] {
  const asked = search.get("columns");
  if (asked === null) return FIRST_COLUMNS;
  const known = new Set<string>(PEOPLE_COLUMNS);
  return [...new Set(asked.split(","))].filter((key): key is PeopleColumnKey => known.has(key));
}

/** The address of a saved view: everything that it keeps, so that a link to it works for everybody. */
export function addressOfView({ id, columns, filter, orderBy, descending }: PeopleViewRowFragment): URLSearchParams {
  const search = new URLSearchParams({ view: id, columns: columns.join(","), order: orderBy });
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
  if (descending) search.set("direction", "descending");
  return search;
}
