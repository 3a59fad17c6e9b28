import type { Archive } from "./safe-zip";
import type { PackageWarning } from "./package-types";

/** The file names of a package, to look addresses up in. */
export class PackageFiles {
  private readonly exact = new Set<string>();
  private readonly folded = new Map<string, string>();

  constructor(archive: Pick<Archive, "entries">) {
    for (const entry of archive.entries) {
      if (entry.isDirectory) continue;
      this.exact.add(entry.name);
      this.folded.set(entry.name.toLowerCase(), entry.name);
    }
  }

  names(): readonly string[] {
    return [...this.exact];
  }

  /** The stored name for a path, also when only its letter case differs; undefined when there is none. */
  resolve(path: string): string | undefined {
    return this.exact.has(path) ? path : this.folded.get(path.toLowerCase());
  }
}

/** Gathers what the importer should know, each message once. */
export class Warnings {
  readonly list: PackageWarning[] = [];

  add(code: PackageWarning["code"], message: string): void {
    if (!this.list.some((one) => one.code === code && one.message === message)) this.list.push({ code, message });
  }
}
