import { openArchive } from "@lyceum/courseware/safe-zip";
import { attributeOf, childOf, childrenOf, descendantsOf, fullTextOf, parseXml, type XmlElement } from "@lyceum/courseware/safe-xml";
import { Invalid } from "../../kernel/errors";

/** A sheet of ours is far under this; a larger one is no list of people. */
const PART_MAX = 64 * 1024 * 1024;
const CELLS_MAX = 2_000_000;
const RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/** Whether bytes are a zip, as every .xlsx is. */
export const isWorkbook = (bytes: Uint8Array): boolean => bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 3 && bytes[3] === 4;

const notAWorkbook = () => Invalid("uploadId", "workbook.unreadable", "This file is no workbook that can be read.");

/** The cells of a workbook's first sheet as text, read by the safe zip and XML readers; formulas count by their last value. INVALID_INPUT otherwise. */
export async function readWorkbook(bytes: Uint8Array): Promise<string[][]> {
  const archive = await openArchive(bytes, { maxEntries: 2000, maxEntryBytes: PART_MAX, maxTotalBytes: 2 * PART_MAX }).catch(() => {
    throw notAWorkbook();
  });
  try {
    const part = async (name: string): Promise<XmlElement | null> => {
      const entry = archive.find(name);
      return entry ? parseXml(await archive.read(entry, PART_MAX), { maxBytes: PART_MAX, maxNodes: 4 * CELLS_MAX }) : null;
    };
    const sheet = await part(await firstSheet(part));
    if (!sheet) throw notAWorkbook();
    const shared = (await part("xl/sharedStrings.xml")) as XmlElement | null;
    return rowsOf(sheet, shared ? childrenOf(shared, "si").map(fullText) : []);
  } catch {
    throw notAWorkbook();
  } finally {
    await archive.close();
  }
}

/** Where the first sheet of the workbook's own list is kept. */
async function firstSheet(part: (name: string) => Promise<XmlElement | null>): Promise<string> {
  const [workbook, relations] = [await part("xl/workbook.xml"), await part("xl/_rels/workbook.xml.rels")];
  const sheet = workbook && [...descendantsOf(workbook, "sheet")][0];
  const id = sheet && attributeOf(sheet, "id", RELATIONS);
  const target = relations && childrenOf(relations, "Relationship").find((one) => attributeOf(one, "Id") === id);
  const path = (target && attributeOf(target, "Target")) ?? "worksheets/sheet1.xml";
  return path.startsWith("/") ? path.slice(1) : `xl/${path}`;
}

/** The words of a text, without the readings that East Asian cells carry beside them. */
const fullText = (element: XmlElement): string =>
  element.children.map((child) => (child.local === "t" ? child.text : child.local === "r" ? fullText(child) : "")).join("");

const columnOf = (reference: string | undefined, next: number): number => {
  const letters = /^([A-Z]{1,3})\d+$/u.exec(reference ?? "")?.[1];
  return letters ? [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1 : next;
};

function rowsOf(sheet: XmlElement, shared: readonly string[]): string[][] {
  const data = childOf(sheet, "sheetData");
  return (data ? childrenOf(data, "row") : []).map((row) => {
    const cells: string[] = [];
    for (const one of childrenOf(row, "c")) {
      const at = columnOf(attributeOf(one, "r"), cells.length);
      if (at >= 500) continue;
      while (cells.length < at) cells.push("");
      cells[at] = valueOf(one, shared);
    }
    return cells;
  });
}

function valueOf(one: XmlElement, shared: readonly string[]): string {
  const kind = attributeOf(one, "t");
  const inline = childOf(one, "is");
  if (kind === "inlineStr") return inline ? fullText(inline) : "";
  const value = childOf(one, "v");
  const text = value ? fullTextOf(value) : "";
  return kind === "s" ? (shared[Number(text)] ?? "") : text;
}
