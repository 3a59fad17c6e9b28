import { existsSync, readFileSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const repository = join(dirname(fileURLToPath(import.meta.url)), "..", "..", "..");

/** The folder of real files from elsewhere, when one stands beside the checkout; null where there is none. */
export function corporaFolder(): string | null {
  const folders = ["../shared/corpora", "../../shared/corpora"].map((path) => join(repository, path));
  return folders.find((folder) => existsSync(join(folder, "INDEX.json"))) ?? null;
}

/** One case's files and the facts recorded about them. */
export interface CorpusCase<Facts> {
  readonly folder: string;
  readonly files: readonly string[];
  readonly expected: Facts;
}

/** Reads one case (`family/case`), or null where the corpora are absent. */
export function corpusCase<Facts>(path: string): CorpusCase<Facts> | null {
  const root = corporaFolder();
  if (!root) return null;
  const folder = join(root, path);
  const record = JSON.parse(readFileSync(join(folder, "CASE.json"), "utf8")) as { expected: Facts };
  return {
    folder,
    files: readdirSync(folder).filter((name) => name !== "CASE.json"),
    expected: record.expected,
  };
}
