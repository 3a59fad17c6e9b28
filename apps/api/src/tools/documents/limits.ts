import { forbiddenExtension, harmlessFileName } from "@lyceum/shared/file-names";
import type { DocumentLimits } from "@lyceum/shared/inputs/documents";
import { DOCUMENT_LIMITS } from "../../core/settings/document-limits";
import { readSetting } from "../../core/settings/settings";
import { Invalid } from "../../kernel/errors";
import type { Db, Tx } from "../../kernel/database";

/** The campus's limits. One statement. */
export async function readLimits(db: Db | Tx): Promise<DocumentLimits> {
  return (await readSetting(db, DOCUMENT_LIMITS)).value;
}

/** INVALID_INPUT for a file that is larger than the campus takes. */
export function requireSize({ fileBytes }: DocumentLimits, bytes: number | bigint, path = "input.bytes"): void {
  if (BigInt(bytes) > BigInt(fileBytes)) throw Invalid(path, "file.tooLarge", `A file has at most ${fileBytes} bytes.`);
}

/** The name under which the campus takes a file: as it came, a harmless one, or INVALID_INPUT, as the administrator's list of extensions says. */
export function allowedName({ extensionRule, extensions, forbiddenFiles }: DocumentLimits, name: string, path = "input.name"): string {
  const extension = forbiddenExtension(name, extensionRule, extensions);
  if (extension === undefined) return name;
  if (forbiddenFiles === "NEUTRALISE") return harmlessFileName(name);
  throw Invalid(
    path,
    "file.extension",
    extension ? `Files ending in .${extension} are not taken.` : "Files without an extension are not taken.",
  );
}
