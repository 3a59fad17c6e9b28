// What the API refuses with, the web must be able to say: every code written in the API has its sentence in the English catalogue
// (the translations check compares French with it).
import { readFileSync } from "node:fs";
import { apiSources } from "./gates.mjs";
import { fromRoot } from "../workspace.mjs";

const kinds = [
  { pattern: /\bForbidden\("([A-Z_]+)"/g, catalogue: "errors", key: (code) => `FORBIDDEN_${code}` },
  { pattern: /\bConflict\("([A-Z_]+)"/g, catalogue: "errors", key: (code) => `CONFLICT_${code}` },
  { pattern: /messageKey: "errors:(\w+)"/g, catalogue: "errors", key: (code) => code },
  { pattern: /\bLocked\(\[\{ code: "([A-Z_]+)"/g, catalogue: "reasons", key: (code) => code },
  { pattern: /\breasons\.push\(\{ code: "([A-Z_]+)"/g, catalogue: "reasons", key: (code) => code },
];

const english = (name) => JSON.parse(readFileSync(fromRoot("packages/shared/locales/en", `${name}.json`), "utf8"));

/** Lines "file: code …" for refusals that nobody could read. */
export function refusals(sources = apiSources(), catalogues = { errors: english("errors"), reasons: english("reasons") }) {
  const found = [];
  for (const { name, text } of sources) {
    for (const { pattern, catalogue, key } of kinds) {
      for (const [, code] of text.matchAll(pattern)) {
        if (!(key(code) in catalogues[catalogue])) found.push(`${name}: ${code} has no sentence: add ${key(code)} to ${catalogue}.json`);
      }
    }
  }
  return [...new Set(found)];
}
