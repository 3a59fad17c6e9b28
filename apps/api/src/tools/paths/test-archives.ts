import { openArchive } from "@lyceum/courseware/safe-zip";

/** The texts of a zip by their names. */
export async function readArchive(bytes: Buffer): Promise<Map<string, string>> {
  const archive = await openArchive(bytes);
  const texts = new Map<string, string>();
  for (const entry of archive.entries) texts.set(entry.name, (await archive.read(entry, 10_000_000)).toString("utf8"));
  return texts;
}
