import { readAicc } from "./aicc";
import { PackageError, type PackageErrorCode } from "./package-error";
import { PackageFiles } from "./package-files";
import type { ParsedPackage } from "./package-types";
import { parseXml, type XmlElement } from "./safe-xml";
import type { Archive } from "./safe-zip";
import { readManifest } from "./scorm-manifest";
import { XmlError, type XmlErrorCode } from "./xml-error";

const MANIFEST = "imsmanifest.xml";
const MAX_MANIFEST_BYTES = 16 * 1024 * 1024;
const XML_CODES: Readonly<Record<XmlErrorCode, PackageErrorCode>> = {
  DTD_REFUSED: "DTD_REFUSED",
  EMPTY: "XML_EMPTY",
  MALFORMED: "XML_MALFORMED",
  UNSUPPORTED_ENCODING: "XML_MALFORMED",
  TOO_DEEP: "XML_TOO_LARGE",
  TOO_LARGE: "XML_TOO_LARGE",
};

async function readXml(archive: Archive, name: string): Promise<XmlElement> {
  const entry = archive.find(name);
  if (!entry) throw new PackageError("NO_MANIFEST", `${name} is missing.`, name);
  if (entry.bytes > MAX_MANIFEST_BYTES) throw new PackageError("XML_TOO_LARGE", `${name} is over ${MAX_MANIFEST_BYTES} bytes.`, name);
  try {
    return parseXml(await archive.read(entry, MAX_MANIFEST_BYTES));
  } catch (error) {
    if (error instanceof XmlError) throw new PackageError(XML_CODES[error.code], `${name}: ${error.message}`, name, error.line);
    throw error;
  }
}

const OTHERS: readonly {
  readonly pattern: RegExp;
  readonly standard: string;
  readonly label: string;
}[] = [
  { pattern: /^cmi5\.xml$/i, standard: "CMI5", label: "a cmi5 course" },
  { pattern: /^tincan\.xml$/i, standard: "XAPI", label: "an Experience API (TinCan) course" },
  {
    pattern: /^(content|contentv\d+)\.xml$/i,
    standard: "EXELEARNING",
    label: "an eXeLearning project, to be exported as SCORM first",
  },
  { pattern: /^moodle_backup\.xml$/i, standard: "MOODLE_BACKUP", label: "a Moodle backup" },
  { pattern: /^h5p\.json$/i, standard: "H5P", label: "H5P content" },
];

/** Says why an archive without a manifest at its root is no package. */
function refuse(names: readonly string[]): never {
  for (const { pattern, standard, label } of OTHERS) {
    const file = names.find((name) => pattern.test(name));
    if (file)
      throw new PackageError(
        "UNSUPPORTED_STANDARD",
        `This is ${label}; it cannot be imported as a course package.`,
        file,
        undefined,
        standard,
      );
  }
  const deeper = names
    .filter((name) => /\/(imsmanifest\.xml|cmi5\.xml|tincan\.xml|[^/]+\.crs)$/i.test(name))
    .sort((a, b) => a.split("/").length - b.split("/").length || a.localeCompare(b))[0];
  if (deeper) {
    const folder = deeper.slice(0, deeper.lastIndexOf("/"));
    throw new PackageError(
      "MANIFEST_NOT_AT_ROOT",
      `The manifest is in the folder ${folder}, not at the root of the archive.`,
      deeper,
      undefined,
      folder,
    );
  }
  throw new PackageError("NO_MANIFEST", "The archive holds no manifest.");
}

/**
 * Decides which standard a package follows and reads it. Throws `PackageError` for a package that is refused,
 * `ArchiveError` for one whose bytes are damaged.
 */
export async function readPackage(archive: Archive): Promise<ParsedPackage> {
  const files = new PackageFiles(archive);
  const manifest = files.resolve(MANIFEST);
  if (manifest !== undefined) return readManifest(await readXml(archive, manifest), files);
  if (files.names().some((name) => /^[^/]+\.(crs|au|des|cst)$/i.test(name))) return readAicc(archive, files);
  return refuse(files.names());
}
