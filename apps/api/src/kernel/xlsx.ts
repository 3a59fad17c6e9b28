import { buffer } from "node:stream/consumers";
import { Readable } from "node:stream";
import { ZipFile } from "yazl";

/** A cell: text, a number, or nothing. Text is never taken for a formula. */
export type Cell = string | number | null;

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
const SPACES = "http://schemas.openxmlformats.org";

const escaped = (text: string): string =>
  // Control characters cannot stand in XML 1.0, not even as references.
  text
    .replace(/[^\P{Cc}\t\n\r]|\p{Cs}|[\uFFFE\uFFFF]/gu, "\uFFFD")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");

/** A column's letters: 0 is A, 26 is AA. */
function columnName(index: number): string {
  const letter = String.fromCharCode(65 + (index % 26));
  return index < 26 ? letter : columnName(Math.floor(index / 26) - 1) + letter;
}

function cellXml(cell: Cell, column: number, row: number): string {
  const place = `${columnName(column)}${row}`;
  if (cell === null || cell === "") return "";
  if (typeof cell === "number") return Number.isFinite(cell) ? `<c r="${place}"><v>${cell}</v></c>` : "";
  return `<c r="${place}" t="inlineStr"><is><t xml:space="preserve">${escaped(cell.slice(0, 32_767))}</t></is></c>`;
}

function* sheetXml(rows: readonly (readonly Cell[])[]): Generator<string> {
  // The first row and column stay in sight.
  yield `${XML}<worksheet xmlns="${SPACES}/spreadsheetml/2006/main"><sheetViews><sheetView workbookViewId="0"><pane xSplit="1" ySplit="1" topLeftCell="B2" state="frozen"/></sheetView></sheetViews><sheetData>`;
  for (const [index, cells] of rows.entries())
    yield `<row r="${index + 1}">${cells.map((cell, column) => cellXml(cell, column, index + 1)).join("")}</row>`;
  yield "</sheetData></worksheet>";
}

/** Writes one sheet as an Office Open XML workbook (ECMA-376); its first row is the header. The name holds at most 31 characters. */
export async function writeXlsx(name: string, rows: readonly (readonly Cell[])[]): Promise<Buffer> {
  const zip = new ZipFile();
  const title = escaped(name.replace(/[\\/*?:[\]]/g, " ").slice(0, 31) || "1");
  const relation = (id: string, type: string, target: string) =>
    `<Relationship Id="${id}" Type="${SPACES}/officeDocument/2006/relationships/${type}" Target="${target}"/>`;
  const relations = (inner: string) => `${XML}<Relationships xmlns="${SPACES}/package/2006/relationships">${inner}</Relationships>`;
  const content = "application/vnd.openxmlformats-officedocument.spreadsheetml";
  const texts: Record<string, string> = {
    "[Content_Types].xml": `${XML}<Types xmlns="${SPACES}/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="${content}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${content}.worksheet+xml"/></Types>`,
    "_rels/.rels": relations(relation("rId1", "officeDocument", "xl/workbook.xml")),
    "xl/workbook.xml": `${XML}<workbook xmlns="${SPACES}/spreadsheetml/2006/main" xmlns:r="${SPACES}/officeDocument/2006/relationships"><sheets><sheet name="${title}" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    "xl/_rels/workbook.xml.rels": relations(relation("rId1", "worksheet", "worksheets/sheet1.xml")),
  };
  for (const [path, text] of Object.entries(texts)) zip.addBuffer(Buffer.from(text), path);
  zip.addReadStream(Readable.from(sheetXml(rows)), "xl/worksheets/sheet1.xml");
  zip.end();
  return buffer(Readable.from(zip.outputStream));
}
