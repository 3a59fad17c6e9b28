import { parse } from "csv-parse/sync";
import { stringify } from "csv-stringify/sync";
import { matchHeaders, neutralCell, originalCell } from "@lyceum/shared/csv-cells";
import { TERM_COLUMNS, type TermColumn, type TermColumnsInput, TERMS_MAX } from "@lyceum/shared/inputs/glossary";
import { truncateText } from "@lyceum/shared/plain-text";
import { Invalid } from "../../kernel/errors";
import { cleanRichTextToPlain } from "../../kernel/rich-text";
import type { TermRow } from "./seen-terms";

/** Headers as other programs and people write them; each column's own name counts always. */
const SPELLINGS: Record<TermColumn, readonly string[]> = {
  term: [
    "terms",
    "concept",
    "word",
    "name",
    "title",
    "terme",
    "mot",
    "concepto",
    "término",
    "termino",
    "palabra",
    "begriff",
    "wort",
    "termine",
    "مصطلح",
    "المصطلح",
    "كلمة",
  ],
  definition: [
    "definitions",
    "description",
    "meaning",
    "explanation",
    "définition",
    "definición",
    "significado",
    "erklärung",
    "definizione",
    "تعريف",
    "التعريف",
    "شرح",
  ],
  synonyms: ["synonym", "aliases", "alias", "keywords", "synonymes", "synonyme", "sinónimos", "sinónimo", "sinonimi", "مرادفات"],
  category: ["categories", "group", "catégorie", "catégories", "categoría", "kategorie", "فئة"],
  language: ["lang", "locale", "langue", "idioma", "lengua", "sprache", "lingua", "لغة"],
  abbreviations: ["abbreviation", "acronym", "acronyms", "abréviations", "abréviation", "sigle", "abreviaturas", "abkürzung", "اختصارات"],
  plurals: ["plural", "pluriel", "pluriels", "plurales", "plurale", "جمع"],
  forms: ["form", "inflections", "formes", "formas", "formen", "صيغ"],
  highlight: ["highlighting", "marquage", "resaltado", "hervorhebung"],
};

/** A line of a term file: its number (from 1, as an editor shows it) and its cells by column. */
export interface FileRow {
  line: number;
  cells: Partial<Record<TermColumn, string>>;
}

/** What a file turned out to be. */
export interface TermFile {
  encoding: "UTF-8" | "UTF-16" | "WINDOWS-1252";
  delimiter: string;
  hasHeader: boolean;
  columns: TermColumn[];
  /** Each column of the file, read or not, so that a person can say what it is. */
  fileColumns: FileColumn[];
  rows: FileRow[];
}

/** A column as it stands in the file. */
export interface FileColumn {
  header: string;
  samples: string[];
  field: TermColumn | null;
}

const FILE_MAX = 20 * 1024 * 1024;
const refuse = (code: string, message: string) => Invalid("upload", code, message);

/** Reads bytes as text: by their byte order mark, as UTF-8 where they are valid UTF-8, else as Windows-1252. Binary data is INVALID_INPUT. */
export function decodeText(bytes: Uint8Array): { text: string; encoding: TermFile["encoding"] } {
  if (bytes.length > FILE_MAX) throw refuse("file.tooLarge", "The file is larger than 20 MiB.");
  const utf16 = (bytes[0] === 0xff && bytes[1] === 0xfe && "utf-16le") || (bytes[0] === 0xfe && bytes[1] === 0xff && "utf-16be");
  if (utf16) return { text: new TextDecoder(utf16).decode(bytes), encoding: "UTF-16" };
  // No text in a one-byte encoding has a NUL, and no archive or picture is without other controls at its start.
  if (bytes.includes(0) || [...bytes.subarray(0, 4096)].some((byte) => byte < 9 || (byte > 13 && byte < 27)))
    throw refuse("file.binary", "This is no text: save the list as CSV.");
  try {
    return { text: new TextDecoder("utf-8", { fatal: true }).decode(bytes), encoding: "UTF-8" };
  } catch {
    return { text: new TextDecoder("windows-1252").decode(bytes), encoding: "WINDOWS-1252" };
  }
}

/** The separator with which most of the first lines have the same number of cells, more than one. */
export function findDelimiter(text: string): string {
  const sample = text.slice(0, 64 * 1024);
  const score = (delimiter: string): number => {
    const rows = readCells(sample, delimiter, 20).filter((row) => row.record.some((cell) => cell !== ""));
    const wide = rows.filter((row) => row.record.length >= 2 && row.record.length <= 12 && row.record[0] !== "" && row.record[1] !== "");
    return rows.length === 0 ? 0 : wide.length / rows.length;
  };
  // A comma is found inside definitions, so at equal scores the rarer separators win.
  return ["\t", ";", "|", ","]
    .map((delimiter) => ({ delimiter, points: score(delimiter) }))
    .sort((one, other) => other.points - one.points)[0]!.delimiter;
}

interface Cells {
  record: string[];
  info: { lines: number };
}

function readCells(text: string, delimiter: string, to?: number): Cells[] {
  return parse(text, {
    delimiter,
    bom: true,
    info: true,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    ...(to ? { to } : {}),
  }) as unknown as Cells[];
}

const SAMPLES = 3;
const SAMPLE_LENGTH = 80;
const COLUMNS_SHOWN = 40;

/** What a person needs to recognise each column: its heading and its first texts. */
function describeColumns(
  header: readonly string[] | undefined,
  body: readonly Cells[],
  columns: readonly (TermColumn | null | undefined)[],
): FileColumn[] {
  const few = body.slice(0, 20).map((row) => row.record);
  const width = Math.min(COLUMNS_SHOWN, Math.max(header?.length ?? 0, ...few.map((record) => record.length)));
  return Array.from({ length: width }, (_, at) => ({
    header: truncateText(header?.[at]?.trim() ?? "", SAMPLE_LENGTH),
    samples: few
      .flatMap((record) => record[at]?.trim() || [])
      .slice(0, SAMPLES)
      .map((text) => truncateText(text, SAMPLE_LENGTH)),
    field: columns[at] ?? null,
  }));
}

/**
 * Reads a term file: encoding, separator and header are found, unless `said` tells what the columns are. More than 10,000 terms, or no
 * term at all, is INVALID_INPUT.
 */
export function readTermFile(bytes: Uint8Array, said?: TermColumnsInput | null): TermFile {
  const { text, encoding } = decodeText(bytes);
  const delimiter = findDelimiter(text);
  const lines = cellsOf(text, delimiter).filter((row) => row.record.some((cell) => cell.trim() !== ""));
  const header = matchHeaders(lines[0]?.record ?? [], SPELLINGS);
  const hasHeader = said?.hasHeader ?? (header.includes("term") && header.includes("definition"));
  const columns = said?.columns ?? (hasHeader ? header : TERM_COLUMNS.slice(0, 5));
  const body = hasHeader ? lines.slice(1) : lines;
  if (body.length === 0) throw refuse("file.empty", "There is no term in this file.");
  if (body.length > TERMS_MAX) throw refuse("file.tooManyRows", `The file has ${body.length} terms; a glossary has at most ${TERMS_MAX}.`);
  const rows = body.map(({ record, info }) => ({
    line: info.lines,
    cells: Object.fromEntries(
      columns.flatMap((column, index) => (column && record[index] !== undefined ? [[column, originalCell(record[index])]] : [])),
    ) as FileRow["cells"],
  }));
  const given = columns.filter((column): column is TermColumn => Boolean(column) && rows.some((row) => row.cells[column!] !== undefined));
  const fileColumns = describeColumns(hasHeader ? lines[0]?.record : undefined, body, columns);
  return { encoding, delimiter, hasHeader, columns: given, fileColumns, rows };
}

function cellsOf(text: string, delimiter: string): Cells[] {
  try {
    return readCells(text, delimiter);
  } catch (error) {
    throw refuse("file.csv", `The file is no CSV: ${error instanceof Error ? error.message : "it cannot be read"}.`);
  }
}

/** Several texts in one cell: between bars; a single text with a separator in it has a bar behind it. */
export const joinList = (texts: readonly string[]): string =>
  texts.length === 1 && /[|;,]/.test(texts[0]!) ? `${texts[0]}|` : texts.join("|");

/** The texts of a cell: between bars, or where there is none between semicolons or commas. */
export function splitList(cell: string): string[] {
  const separator = cell.includes("|") ? "|" : cell.includes(";") ? ";" : ",";
  return [
    ...new Set(
      cell
        .split(separator)
        .map((part) => part.trim())
        .filter(Boolean),
    ),
  ];
}

/** Writes terms as CSV: UTF-8 with a byte order mark, semicolons, formulas neutralised; definitions with their markup unless `plain`. */
export function writeTermFile(terms: readonly TermRow[], plain: boolean): string {
  const aliases = (term: TermRow, kind: TermRow["aliases"][number]["kind"]) =>
    joinList(term.aliases.filter((alias) => alias.kind === kind).map((alias) => alias.text));
  const rows = terms.map((term) => [
    term.term,
    plain ? cleanRichTextToPlain(term.definition) : term.definition,
    aliases(term, "SYNONYM"),
    term.category ?? "",
    term.language,
    aliases(term, "ABBREVIATION"),
    aliases(term, "PLURAL"),
    aliases(term, "FORM"),
    term.highlight,
  ]);
  return stringify([[...TERM_COLUMNS], ...rows.map((row) => row.map(neutralCell))], {
    delimiter: ";",
    bom: true,
    record_delimiter: "\r\n",
  });
}
