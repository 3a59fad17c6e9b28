import {
  ALIASES_MAX,
  createGlossaryTermInput,
  GLOSSARY_HIGHLIGHTS,
  isEmptyHtml,
  type IMPORT_STRATEGIES,
  type TermColumn,
} from "@lyceum/shared/inputs/glossary";
import { termKey } from "@lyceum/shared/collation";
import { RICH_TEXT_TAGS } from "@lyceum/shared/rich-text";
import { cleanRichTextToPlain } from "../../kernel/rich-text";
import type { GlossaryAliasKind, GlossaryHighlight, GlossaryTermState } from "../../generated/prisma/client.ts";
import { splitList, type FileRow } from "./term-file";
import { storedDefinition } from "./term-texts";

export type ImportStrategy = (typeof IMPORT_STRATEGIES)[number];
export type RowKind = "NEW" | "SAME" | "DIFFERENT" | "BAD" | "REMOVED";

type Aliases = { kind: GlossaryAliasKind; text: string }[];

/** A term as far as a file can say it. */
export interface FileTerm {
  term: string;
  termKey: string;
  definition: string;
  plain: string;
  language: string;
  /** Absent where the file has no such column: then what is there stays. */
  aliases?: Aliases;
  category?: string | null;
  highlight?: GlossaryHighlight;
}

/** A term of the glossary, as an import compares it. */
export interface KnownTerm {
  id: string;
  /** False for a base term seen in a session: it is worded anew, not changed. */
  own: boolean;
  term: string;
  termKey: string;
  definition: string;
  language: string;
  category: string | null;
  highlight: GlossaryHighlight;
  state: GlossaryTermState;
  aliases: Aliases;
  variants: { term: string }[];
}

export interface PlannedRow {
  line: number;
  kind: RowKind;
  term: string;
  plain: string;
  language: string;
  /** Why the row is refused. */
  issue?: string;
  file?: FileTerm;
  known?: KnownTerm;
}

/** What an import would do. */
export interface ImportPlan {
  rows: PlannedRow[];
  removed: KnownTerm[];
}

const markup = new RegExp(`</?(?:${Object.keys(RICH_TEXT_TAGS).join("|")})(?:\\s[^<>]*)?/?>`, "i");
const escapes: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;" };

/** A definition cell: rich text where it has markup, else text whose empty lines part paragraphs. */
export function cellDefinition(cell: string): { definition: string; plain: string } {
  const text = cell.replace(/\r\n?/g, "\n").trim();
  if (markup.test(text)) {
    const definition = storedDefinition(text);
    return { definition, plain: cleanRichTextToPlain(definition) };
  }
  const paragraphs = text
    .split(/\n{2,}/)
    .map((paragraph) => paragraph.replace(/[&<>]/g, (sign) => escapes[sign]!).replace(/\n/g, "<br />"));
  return { definition: text === "" ? "" : paragraphs.map((paragraph) => `<p>${paragraph}</p>`).join(""), plain: text };
}

const ALIAS_COLUMNS: readonly [TermColumn, GlossaryAliasKind][] = [
  ["synonyms", "SYNONYM"],
  ["abbreviations", "ABBREVIATION"],
  ["plurals", "PLURAL"],
  ["forms", "FORM"],
];

function aliasesOf(cells: FileRow["cells"], columns: readonly TermColumn[], known: Aliases): Aliases | undefined {
  if (!ALIAS_COLUMNS.some(([column]) => columns.includes(column))) return undefined;
  return ALIAS_COLUMNS.flatMap(([column, kind]) =>
    columns.includes(column)
      ? splitList(cells[column] ?? "").map((text) => ({ kind, text }))
      : known.filter((alias) => alias.kind === kind),
  );
}

const FIELD_ISSUES: Readonly<Record<string, string>> = {
  term: "row.term",
  definition: "row.definition",
  language: "row.language",
  aliases: "row.aliases",
  category: "row.category",
};

/** Makes a term of a line, or says what is wrong with it. */
function readRow(
  row: FileRow,
  columns: readonly TermColumn[],
  language: string,
  knownOf: (language: string, key: string) => KnownTerm | undefined,
): FileTerm | string {
  const { cells } = row;
  // What another program would compute is no text of this file.
  if ([cells.term, cells.definition].some((cell) => /^\s*=/.test(cell ?? ""))) return "row.formula";
  const { definition, plain } = cellDefinition(cells.definition ?? "");
  const wanted = cells.language?.trim() || language;
  const own = knownOf(wanted, termKey(cells.term ?? ""));
  const aliases = aliasesOf(cells, columns, own?.aliases ?? []);
  if ((aliases?.length ?? 0) > ALIASES_MAX) return "row.aliases";
  const highlight = cells.highlight?.trim().toUpperCase();
  if (highlight && !(GLOSSARY_HIGHLIGHTS as readonly string[]).includes(highlight)) return "row.highlight";
  const checked = createGlossaryTermInput.safeParse({
    term: cells.term ?? "",
    definition,
    language: wanted,
    aliases,
    category: cells.category ?? null,
  });
  if (!checked.success) return FIELD_ISSUES[String(checked.error.issues[0]?.path[0])] ?? "row.invalid";
  if (isEmptyHtml(definition)) return "row.definition";
  return {
    term: checked.data.term,
    termKey: termKey(checked.data.term),
    definition,
    plain,
    language: checked.data.language ?? wanted,
    ...(aliases ? { aliases } : {}),
    ...(columns.includes("category") ? { category: checked.data.category || null } : {}),
    ...(highlight ? { highlight: highlight as GlossaryHighlight } : {}),
  };
}

const sameAliases = (one: Aliases, other: Aliases): boolean =>
  one
    .map((alias) => `${alias.kind} ${alias.text}`)
    .sort()
    .join("\n") ===
  other
    .map((alias) => `${alias.kind} ${alias.text}`)
    .sort()
    .join("\n");

const isSame = (file: FileTerm, known: KnownTerm): boolean =>
  file.term === known.term &&
  file.definition === known.definition &&
  (file.aliases === undefined || sameAliases(file.aliases, known.aliases)) &&
  (file.category === undefined || file.category === known.category) &&
  (file.highlight === undefined || file.highlight === known.highlight);

/**
 * Compares a file with the glossary by language and key: a row is new, the same, different or refused. `language` stands for rows
 * that name none. `pause` is called every hundred rows, so that a long file can be cancelled and does not hold the process.
 */
export async function planImport(
  rows: readonly FileRow[],
  columns: readonly TermColumn[],
  known: readonly KnownTerm[],
  strategy: ImportStrategy,
  language: string,
  pause: (share: number) => Promise<void>,
): Promise<ImportPlan> {
  const keyOf = (tag: string, key: string) => `${tag.toLowerCase()} ${key}`;
  const byKey = new Map(known.map((term) => [keyOf(term.language, term.termKey), term]));
  const seen = new Set<string>();
  const planned: PlannedRow[] = [];
  for (const [index, row] of rows.entries()) {
    if (index % 100 === 99) await pause(index / rows.length);
    const file = readRow(row, columns, language, (tag, key) => byKey.get(keyOf(tag, key)));
    const shown = {
      line: row.line,
      term: row.cells.term ?? "",
      plain: row.cells.definition ?? "",
      language: row.cells.language?.trim() || language,
    };
    if (typeof file === "string") {
      planned.push({ ...shown, kind: "BAD", issue: file });
      continue;
    }
    const key = keyOf(file.language, file.termKey);
    if (seen.has(key)) {
      planned.push({ ...shown, kind: "BAD", issue: "row.twice" });
      continue;
    }
    seen.add(key);
    const former = byKey.get(key);
    const kind: RowKind = !former ? "NEW" : isSame(file, former) ? "SAME" : "DIFFERENT";
    planned.push({
      line: row.line,
      term: file.term,
      plain: file.plain,
      language: file.language,
      kind,
      file,
      ...(former ? { known: former } : {}),
    });
  }
  const removed = strategy === "REPLACE_ALL" ? known.filter((term) => term.own && !seen.has(keyOf(term.language, term.termKey))) : [];
  return { rows: planned, removed };
}
