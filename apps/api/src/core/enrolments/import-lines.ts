import { CsvError, parse } from "csv-parse/sync";
import { headerKey, matchHeaders, originalCell } from "@lyceum/shared/csv-cells";
import { Invalid } from "../../kernel/errors";
import { isId } from "../../kernel/ids";
import type { CourseRole } from "../../generated/prisma/enums.ts";

/** One line of a list, as it was understood; `fault` is a code of what could not be. */
export interface ListLine {
  /** 1 for the first line of the text. */
  line: number;
  text: string;
  login?: string;
  id?: string;
  email?: string;
  officialCode?: string;
  name?: string;
  role: CourseRole | null;
  group?: string;
  from?: Date | null;
  until?: Date | null;
  fault?: string;
}

/** Spellings of the columns; case, accents, blanks and signs do not count. Ours are the English ones. */
const COLUMNS = {
  login: ["username", "user", "user name", "identifiant", "nom d'utilisateur", "usuario", "benutzername"],
  id: ["user id", "userid", "lyceum id"],
  email: ["mail", "e-mail", "email address", "adresse mail", "adresse e-mail", "courriel", "correo"],
  officialCode: [
    "official code",
    "officialcode",
    "code officiel",
    "idnumber",
    "id number",
    "student number",
    "codigo oficial",
    "identifier",
  ],
  externalId: ["external id", "externalid", "sourcedid"],
  givenName: ["firstname", "first name", "given name", "prénom", "nombre", "vorname"],
  familyName: ["lastname", "last name", "surname", "family name", "nom", "apellidos", "nachname"],
  name: ["full name", "fullname", "nom complet", "nombre completo"],
  role: ["rôle", "rol", "course role", "role1"],
  status: ["statut", "estado"],
  group: ["groupname", "group name", "group1", "groups", "groupe", "grupo"],
  from: ["start", "start date", "startdate", "début", "timestart"],
  until: ["to", "end", "end date", "enddate", "fin", "jusqu'au", "timeend"],
} as const;

const ROLE_WORDS: Record<CourseRole, string[]> = {
  TEACHER: [
    "1",
    "teacher",
    "enseignant",
    "enseignante",
    "professeur",
    "prof",
    "profesor",
    "profesora",
    "docente",
    "trainer",
    "instructor",
    "editingteacher",
    "lehrer",
    "lehrerin",
    "formateur",
    "formatrice",
  ],
  TUTOR: ["tutor", "tuteur", "tutrice", "coach", "assistant", "assistante", "tutora", "moderator"],
  LEARNER: [
    "5",
    "user",
    "student",
    "learner",
    "étudiant",
    "étudiante",
    "apprenant",
    "apprenante",
    "élève",
    "estudiante",
    "alumno",
    "alumna",
    "schüler",
    "schülerin",
  ],
};
const ROLES = new Map(
  (Object.entries(ROLE_WORDS) as [CourseRole, string[]][]).flatMap(([role, words]) =>
    words.map((word) => [headerKey(word), role] as const),
  ),
);

/** The role that a word means, in the languages of the table; undefined for a word that means none. */
export const roleOfWord = (word: string): CourseRole | undefined => ROLES.get(headerKey(word));

/** The sign between cells: the one that the first line has most of, outside quotes. */
export function separatorOf(text: string): "," | ";" | "\t" {
  const first = (text.split(/\r\n|\r|\n/u, 1)[0] ?? "").replace(/"[^"]*"/gu, "");
  const count = (sign: string) => first.split(sign).length;
  return (["\t", ";", ","] as const).reduce((best, sign) => (count(sign) > count(best) ? sign : best), ";");
}

/** Reads a pasted list: a table when its first line names a known column, else one person per line by login, address, name or code. */
export function readList(text: string): { table: boolean; ignoredColumns: string[]; lines: ListLine[] } {
  const clean = text.replace(/^\uFEFF/u, "");
  const separator = separatorOf(clean);
  const header = (clean.trimStart().split(/\r\n|\r|\n/u, 1)[0] ?? "")
    .split(separator)
    .map((name) => name.replace(/^\s*"|"\s*$/gu, "").trim());
  const columns = matchHeaders(header, COLUMNS);
  const naming = columns.some((column) => column && NAMING.has(column));
  if (!naming)
    return { table: false, ignoredColumns: [], lines: clean.split(/\r\n|\r|\n/u).flatMap((line, index) => plainLine(line, index + 1)) };
  const ignoredColumns = header.filter((name, index) => columns[index] === undefined && name !== "");
  return {
    table: true,
    ignoredColumns,
    lines: parseRecords(clean, separator)
      .slice(1)
      .map((record) => tableLine(columns, record)),
  };
}

/** Columns that say who is meant; a text whose first line has none of them is a plain list. */
const NAMING: ReadonlySet<string> = new Set(["login", "id", "email", "officialCode", "externalId"]);

interface TableRecord {
  line: number;
  cells: string[];
}

function parseRecords(text: string, delimiter: string): TableRecord[] {
  try {
    const parsed = parse(text, {
      delimiter,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
      info: true,
      bom: true,
      trim: true,
    }) as unknown as { record: string[]; info: { lines: number } }[];
    return parsed.map(({ record, info }) => ({ line: info.lines, cells: record })).filter(({ cells }) => cells.some((cell) => cell !== ""));
  } catch (error) {
    const line = error instanceof CsvError && typeof error["lines"] === "number" ? error["lines"] : 1;
    throw Invalid("text", "list.quotes", `The quotes of line ${line} do not close as they should.`);
  }
}

type Column = keyof typeof COLUMNS;

function tableLine(columns: (Column | undefined)[], { line, cells }: TableRecord): ListLine {
  const value = (column: Column): string => originalCell(cells[columns.indexOf(column)] ?? "").trim();
  const has = (column: Column): boolean => columns.includes(column) && value(column) !== "";
  const own: Partial<ListLine> = {};
  if (has("login")) own.login = value("login");
  // Another system's number under "id" names nobody here: only ours are uuids.
  if (has("id") && isId(value("id"))) own.id = value("id").toLowerCase();
  if (has("email")) own.email = value("email");
  if (has("officialCode")) own.officialCode = value("officialCode");
  if (has("externalId") && !own.officialCode) own.officialCode = value("externalId");
  const name = has("name")
    ? value("name")
    : `${columns.includes("givenName") ? value("givenName") : ""} ${columns.includes("familyName") ? value("familyName") : ""}`.trim();
  const named = Boolean(own.login ?? own.id ?? own.email ?? own.officialCode);
  if (!named && name) own.name = name;
  return { line, text: cells.join(" · "), ...own, ...details(has, value), ...(named || name ? {} : { fault: "NOBODY_NAMED" }) } as ListLine;
}

function details(has: (column: Column) => boolean, value: (column: Column) => string): Partial<ListLine> {
  const word = has("role") ? value("role") : has("status") ? value("status") : "";
  const role = word ? roleOfWord(word) : null;
  const dates: Partial<ListLine> = {};
  for (const column of ["from", "until"] as const) {
    const text = has(column) ? value(column) : "";
    if (!text || text === "0") continue;
    const date = dateOf(text);
    if (!date) return { role: role ?? null, fault: "DATE_UNKNOWN" };
    dates[column] = date;
  }
  const group = has("group") ? { group: value("group") } : {};
  if (role === undefined) return { role: null, fault: "ROLE_UNKNOWN", ...group, ...dates };
  if (dates.from && dates.until && dates.from >= dates.until) return { role, fault: "DATES_ORDER", ...group };
  return { role, ...group, ...dates };
}

/** A day (YYYY-MM-DD or YYYY/MM/DD, at midnight UTC), or a moment as RFC 3339 has it; null for anything else. */
export function dateOf(text: string): Date | null {
  const day = /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})$/u.exec(text);
  if (day) {
    const [year, month, date] = day.slice(1).map(Number) as [number, number, number];
    const made = new Date(Date.UTC(year, month - 1, date));
    return made.getUTCMonth() === month - 1 && made.getUTCDate() === date ? made : null;
  }
  const moment = /^\d{4}-\d{2}-\d{2}T/u.test(text) ? new Date(text) : null;
  return moment && !Number.isNaN(moment.getTime()) ? moment : null;
}

function plainLine(raw: string, line: number): ListLine[] {
  const text = raw
    .trim()
    .replace(/[,;\t]+$/u, "")
    .trim();
  if (text === "") return [];
  const bracketed = /<\s*([^<>\s]+@[^<>\s]+)\s*>/u.exec(text)?.[1];
  if (bracketed) return [{ line, text, email: bracketed, role: null }];
  const asId: unknown = text;
  if (isId(asId)) return [{ line, text, id: text.toLowerCase(), role: null }];
  if (/^[^\s@]+@[^\s@]+$/u.test(text)) return [{ line, text, email: text, login: text, role: null }];
  if (/\s/u.test(text)) return [{ line, text, name: text.replace(/^([^,;]+)[,;]\s*(.+)$/u, "$2 $1"), role: null }];
  return [{ line, text, login: text, officialCode: text, role: null }];
}
