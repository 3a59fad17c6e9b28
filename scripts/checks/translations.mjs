// Every key that code uses is in the English and French catalogues; no key is unused; both say the same with the same placeholders.
import { readFileSync } from "node:fs";
import path from "node:path";
import { fromRoot, listFiles } from "../workspace.mjs";

const plural = /_(zero|one|two|few|many|other)$/;

export function flatten(value, prefix, into) {
  for (const [key, child] of Object.entries(value)) {
    const full = prefix ? `${prefix}.${key}` : key;
    if (typeof child === "object" && child !== null) flatten(child, full, into);
    else into.set(full, String(child));
  }
  return into;
}

function readCatalogues(language) {
  const files = listFiles(fromRoot("packages/shared/locales", language), (file) => file.endsWith(".json"));
  return new Map(files.map((file) => [path.basename(file, ".json"), flatten(JSON.parse(readFileSync(file, "utf8")), "", new Map())]));
}

const stems = (entries) => new Set([...entries.keys()].map((key) => key.replace(plural, "")));

function placeholders(entries, stem) {
  const names = new Set();
  for (const [key, text] of entries) {
    if (key.replace(plural, "") !== stem) continue;
    for (const [, name] of text.matchAll(/\{\{\s*([\w.]+)/g)) if (name !== "count") names.add(name);
  }
  return [...names].sort().join(", ");
}

function compare(space, english, french) {
  const found = [];
  const [en, fr] = [stems(english), stems(french)];
  for (const stem of en) {
    if (!fr.has(stem)) found.push(`fr/${space}.json: ${stem} is missing`);
    else if (placeholders(english, stem) !== placeholders(french, stem))
      found.push(`fr/${space}.json: ${stem} has other placeholders than English`);
  }
  for (const stem of fr) if (!en.has(stem)) found.push(`en/${space}.json: ${stem} is missing`);
  return found;
}

function readUses() {
  const accept = (file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$/.test(file) && !file.endsWith(".generated.ts");
  const files = ["apps/web/src", "apps/api/src", "packages"].flatMap((folder) => listFiles(fromRoot(folder), accept));
  return files.map((file) => ({ name: path.relative(fromRoot(), file), text: readFileSync(file, "utf8") }));
}

/** Keys written out in t("…"), with the namespace of the nearest useTranslation above or of the key's own prefix. */
function* namedUses({ name, text }) {
  let space;
  for (const match of text.matchAll(/useTranslation\(\s*"([\w-]+)"|\bt\(\s*"([^"]+)"/g)) {
    if (match[1]) space = match[1];
    else {
      const [prefix, key] = match[2].includes(":") ? match[2].split(":", 2) : [space, match[2]];
      if (prefix) yield { name, space: prefix, key };
    }
  }
}

function patternsOf(uses) {
  const literals = new Set();
  const templates = [];
  for (const { text } of uses) {
    for (const [, literal] of text.matchAll(/["'`]([\w-]*:?[\w.-]+)["'`]/g)) literals.add(literal);
    for (const [, template] of text.matchAll(/`([\w:.-]*\$\{[^`]*)`/g)) {
      const source = template
        .split(/\$\{(?:[^{}]|\{[^}]*\})*\}/)
        .map((part) => part.replace(/[.*+?^$()|[\]\\{}]/g, "\\$&"))
        .join("[\\w.-]+");
      // A template that is all holes would use every key there is.
      if (/[a-z]{2}/i.test(source.replaceAll("[\\w.-]+", ""))) templates.push(new RegExp(`^${source}$`));
    }
  }
  // A field's fault is said by its code: `issue.<code>`.
  const isFault = (key) => key.startsWith("issue.") && literals.has(key.slice("issue.".length));
  return (space, key) =>
    isFault(key) || [key, `${space}:${key}`].some((full) => literals.has(full) || templates.some((template) => template.test(full)));
}

export function translations(english = readCatalogues("en"), french = readCatalogues("fr"), uses = readUses()) {
  const found = [];
  for (const [space, entries] of english) found.push(...compare(space, entries, french.get(space) ?? new Map()));
  for (const { name, space, key } of uses.flatMap((use) => [...namedUses(use)])) {
    if (!stems(english.get(space) ?? new Map()).has(key)) found.push(`${name}: the key ${space}:${key} is not in en/${space}.json`);
  }
  const isUsed = patternsOf(uses);
  for (const [space, entries] of english) {
    for (const stem of stems(entries)) if (!isUsed(space, stem)) found.push(`en/${space}.json: ${stem} is used nowhere`);
  }
  return [...new Set(found)];
}
