import { openArchive, type Archive } from "@lyceum/courseware/safe-zip";
import { ArchiveError } from "@lyceum/courseware/archive-error";
import { XmlError } from "@lyceum/courseware/xml-error";
import { attributeOf, descendantsOf, parseXml, type XmlElement } from "@lyceum/courseware/safe-xml";
import type { ReadText, TextPart } from "./pdf-text";

const XML_BYTES = 64 * 1024 * 1024;
const BLOCKS = new Set(["p", "h", "tr", "table-row", "list-item", "br", "cr", "line-break"]);

/** Collects words in document order; a page break begins the next part. */
class PageWriter {
  readonly parts: TextPart[] = [];
  private text = "";
  private page = 1;

  write(text: string): void {
    this.text += text;
  }

  next(): void {
    this.flush();
    this.page += 1;
  }

  flush(): void {
    const text = this.text
      .replace(/[^\S\n]+/g, " ")
      .replace(/ ?\n[\n ]*/g, "\n")
      .trim();
    if (text) this.parts.push({ part: this.page, text });
    this.text = "";
  }
}

async function xmlOf(archive: Archive, name: string): Promise<XmlElement | null> {
  const entry = archive.find(name);
  return entry ? parseXml(await archive.read(entry, XML_BYTES), { maxBytes: XML_BYTES, maxNodes: 4_000_000 }) : null;
}

/** WordprocessingML (ECMA-376 part 1, 17): text is in `t`; page breaks as written or as last rendered. */
function writeWord(element: XmlElement, out: PageWriter): void {
  if (element.local === "t") return out.write(element.text);
  if (element.local === "tab") return out.write(" ");
  if (element.local === "lastRenderedPageBreak" || (element.local === "br" && attributeOf(element, "type") === "page")) return out.next();
  if (element.local === "instrText" || element.local === "delText") return;
  for (const child of element.children) writeWord(child, out);
  if (BLOCKS.has(element.local)) out.write("\n");
}

async function readWord(archive: Archive): Promise<TextPart[]> {
  const out = new PageWriter();
  for (const name of ["word/document.xml", "word/footnotes.xml", "word/endnotes.xml"]) {
    const root = await xmlOf(archive, name);
    if (root) writeWord(root, out);
  }
  out.flush();
  return out.parts;
}

const allText = (root: XmlElement, local: string, block: string): string =>
  [...descendantsOf(root, block)]
    .map((one) => [...descendantsOf(one, local)].map((text) => text.text).join(""))
    .join("\n")
    .trim();

/** Names like slide12.xml in the order of their numbers. */
function numbered(archive: Archive, pattern: RegExp): { name: string; number: number }[] {
  const found = archive.entries.flatMap((entry) => {
    const number = pattern.exec(entry.name)?.[1];
    return number ? [{ name: entry.name, number: Number(number) }] : [];
  });
  return found.sort((a, b) => a.number - b.number);
}

/** The slides in the order of the show (ECMA-376 part 1, 13.3.6), which need not be that of their names. */
async function slidesInOrder(archive: Archive): Promise<string[]> {
  const named = numbered(archive, /^ppt\/slides\/slide(\d+)\.xml$/).map((slide) => slide.name);
  const [show, links] = [await xmlOf(archive, "ppt/presentation.xml"), await xmlOf(archive, "ppt/_rels/presentation.xml.rels")];
  if (!show || !links) return named;
  const targets = new Map(
    [...descendantsOf(links, "Relationship")].map((link) => [
      attributeOf(link, "Id"),
      `ppt/${(attributeOf(link, "Target") ?? "").replace(/^\/?(ppt\/)?/, "")}`,
    ]),
  );
  const shown = [...descendantsOf(show, "sldId")].flatMap((slide) => {
    const link = slide.attributes.find((attribute) => attribute.local === "id" && attribute.namespace !== "")?.value;
    return targets.get(link) ?? [];
  });
  return shown.length > 0 ? shown : named;
}

async function readSlides(archive: Archive): Promise<TextPart[]> {
  const parts: TextPart[] = [];
  for (const [index, name] of (await slidesInOrder(archive)).entries()) {
    const root = await xmlOf(archive, name);
    const text = root ? allText(root, "t", "p") : "";
    if (text) parts.push({ part: index + 1, text });
  }
  return parts;
}

/** SpreadsheetML (ECMA-376 part 1, 18): a cell is a shared string, an inline string or a value. */
async function readSheets(archive: Archive): Promise<TextPart[]> {
  const shared = await xmlOf(archive, "xl/sharedStrings.xml");
  const strings = shared
    ? [...descendantsOf(shared, "si")].map((item) => [...descendantsOf(item, "t")].map((text) => text.text).join(""))
    : [];
  const parts: TextPart[] = [];
  for (const { name, number } of numbered(archive, /^xl\/worksheets\/sheet(\d+)\.xml$/)) {
    const root = await xmlOf(archive, name);
    const rows = root
      ? [...descendantsOf(root, "row")].map((row) =>
          [...descendantsOf(row, "c")]
            .map((cell) => cellText(cell, strings))
            .filter(Boolean)
            .join("\t"),
        )
      : [];
    const text = rows.filter(Boolean).join("\n");
    if (text) parts.push({ part: number, text });
  }
  return parts;
}

function cellText(cell: XmlElement, strings: readonly string[]): string {
  const value = [...descendantsOf(cell, "v")][0]?.text ?? "";
  if (attributeOf(cell, "t") === "s") return strings[Number(value)] ?? "";
  return value || [...descendantsOf(cell, "t")].map((text) => text.text).join("");
}

/** OpenDocument 1.3: pages of a letter by soft breaks, of a show by `draw:page`, of a workbook by `table:table`. */
function writeOpenDocument(element: XmlElement, out: PageWriter, top: boolean): void {
  if (element.local === "soft-page-break") return out.next();
  if (element.local === "tracked-changes") return;
  const begins = element.local === "page" || (top && element.local === "table");
  for (const node of element.nodes) {
    if (typeof node === "string") out.write(node);
    else if (node.local === "s" || node.local === "tab") out.write(" ");
    else writeOpenDocument(node, out, false);
  }
  if (BLOCKS.has(element.local)) out.write("\n");
  if (begins) out.next();
}

async function readOpenDocument(archive: Archive): Promise<TextPart[]> {
  const root = await xmlOf(archive, "content.xml");
  const out = new PageWriter();
  const body = root ? [...descendantsOf(root, "body")][0] : undefined;
  for (const kind of body?.children ?? []) for (const child of kind.children) writeOpenDocument(child, out, kind.local === "spreadsheet");
  out.flush();
  return out.parts;
}

async function isEncryptedOpenDocument(archive: Archive): Promise<boolean> {
  const manifest = await xmlOf(archive, "META-INF/manifest.xml");
  return manifest !== null && [...descendantsOf(manifest, "encryption-data")].length > 0;
}

async function readParts(archive: Archive): Promise<TextPart[] | "ENCRYPTED" | null> {
  if (archive.find("word/document.xml")) return readWord(archive);
  if (archive.find("ppt/presentation.xml")) return readSlides(archive);
  if (archive.find("xl/workbook.xml")) return readSheets(archive);
  if (!archive.find("content.xml")) return null;
  return (await isEncryptedOpenDocument(archive)) ? "ENCRYPTED" : readOpenDocument(archive);
}

// A password turns an OOXML file into an OLE container that holds it (MS-OFFCRYPTO).
const OLE = Buffer.from("d0cf11e0a1b11ae1", "hex");
const ENCRYPTED_PACKAGE = Buffer.from("EncryptedPackage", "utf16le");

/** The words of a docx, pptx, xlsx, odt, odp or ods file by page, slide or sheet. Never throws for a bad file. */
export async function readOffice(bytes: Buffer): Promise<ReadText> {
  if (bytes.subarray(0, 8).equals(OLE))
    return { state: bytes.includes(ENCRYPTED_PACKAGE) ? "ENCRYPTED" : "BROKEN", parts: [], pageCount: null };
  let archive: Archive | undefined;
  try {
    archive = await openArchive(bytes);
    const parts = await readParts(archive);
    if (parts === "ENCRYPTED") return { state: "ENCRYPTED", parts: [], pageCount: null };
    if (!parts) return { state: "BROKEN", parts: [], pageCount: null };
    return { state: "READ", parts, pageCount: parts.at(-1)?.part ?? null };
  } catch (error) {
    if (error instanceof ArchiveError) return { state: error.code === "ENCRYPTED" ? "ENCRYPTED" : "BROKEN", parts: [], pageCount: null };
    if (error instanceof XmlError) return { state: "BROKEN", parts: [], pageCount: null };
    throw error;
  } finally {
    await archive?.close();
  }
}
