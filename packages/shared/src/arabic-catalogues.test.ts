import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "@jest/globals";

const folder = (language: string) => fileURLToPath(new URL(`../locales/${language}/`, import.meta.url));
const plural = /_(zero|one|two|few|many|other)$/;

function texts(value: object, above = ""): [string, string][] {
  return Object.entries(value).flatMap(([key, child]): [string, string][] => {
    const full = above ? `${above}.${key}` : key;
    return typeof child === "object" && child !== null ? texts(child as object, full) : [[full, String(child)]];
  });
}

/** The texts of each key without its plural form, with the placeholders that they have together; `count` may be a word in Arabic. */
function keysOf(language: string, file: string) {
  const keys = new Map<string, { forms: Set<string>; names: Set<string> }>();
  for (const [key, text] of texts(JSON.parse(readFileSync(`${folder(language)}${file}`, "utf8")) as object)) {
    const stem = key.replace(plural, "");
    const known = keys.get(stem) ?? { forms: new Set(), names: new Set() };
    known.forms.add(plural.exec(key)?.[1] ?? "");
    for (const [, name] of text.matchAll(/\{\{\s*(\w+)/g)) if (name && name !== "count") known.names.add(name);
    keys.set(stem, known);
  }
  return keys;
}

describe.each(readdirSync(folder("ar")))("Arabic, %s", (file) => {
  const [arabic, english] = [keysOf("ar", file), keysOf("en", file)];

  test("says only what English says, with the same placeholders", () => {
    const strange = [...arabic].filter(([key, { names }]) => {
      const model = english.get(key);
      return !model || [...names].sort().join() !== [...model.names].sort().join();
    });
    expect(strange.map(([key]) => key)).toEqual([]);
  });

  test("has all six plural forms where there is one", () => {
    const missing = [...arabic].filter(([, { forms }]) => !forms.has("") && forms.size !== 6);
    expect(missing.map(([key]) => key)).toEqual([]);
  });
});
