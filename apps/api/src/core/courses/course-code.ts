import type { Db } from "../../kernel/database";

const CODE_MAX = 40;

/** A code made of a title: ASCII capitals, digits and hyphens, at most 32 characters; COURSE where nothing is left of it. */
export function codeFromTitle(title: string): string {
  const plain = title
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toUpperCase()
    .replace(/[^0-9A-Z]+/g, "-")
    .slice(0, 32)
    .replace(/^-+|-+$/g, "");
  return plain.length >= 2 ? plain : "COURSE";
}

/** The first free code of `wish`, `wish-2`, `wish-3` …, trashed courses counted as taken. Statements: 1. */
export async function freeCode(db: Pick<Db, "$queryRaw">, wish: string): Promise<string> {
  const stem = wish.slice(0, CODE_MAX - 6);
  const rows = await db.$queryRaw<{ code: string }[]>`
    SELECT upper("code"::text) AS "code" FROM "Course" WHERE upper("code"::text) = upper(${wish}) OR upper("code"::text) ^@ upper(${`${stem}-`})`;
  const taken = new Set(rows.map((row) => row.code));
  if (!taken.has(wish.toUpperCase())) return wish;
  let number = 2;
  while (taken.has(`${stem}-${number}`.toUpperCase())) number += 1;
  return `${stem}-${number}`;
}
