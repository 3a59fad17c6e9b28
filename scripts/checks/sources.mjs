// The house rules that the linter has no rule for. Each answers with lines "file:line: what is wrong".
import { readFileSync } from "node:fs";
import path from "node:path";
import { fromRoot, listFiles, root } from "../workspace.mjs";

const isTest = (file) => /\.(test|e2e)\.tsx?$/.test(file) || file.includes("/test/");
const isGenerated = (file) => file.endsWith(".generated.ts") || file.endsWith(".d.ts");
const read = (folders, pattern) =>
  folders
    .flatMap((folder) => listFiles(fromRoot(folder), (file) => pattern.test(file) && !isGenerated(file)))
    .map((file) => ({
      file,
      name: path.relative(root, file).replaceAll("\\", "/"),
      lines: readFileSync(file, "utf8").split("\n"),
    }));

function findLines(sources, rules) {
  const found = [];
  for (const { name, lines } of sources) {
    for (const [index, line] of lines.entries()) {
      for (const { pattern, message, except } of rules) {
        if (pattern.test(line) && !except?.(name)) found.push(`${name}:${index + 1}: ${message}`);
      }
    }
  }
  return found;
}

/** Calls and accesses that only named files may make. */
export function bannedCalls(sources = read(["apps", "packages", "e2e", "prisma"], /\.tsx?$/)) {
  const queue = new Set(["apps/api/src/kernel/pg-boss-jobs.ts"]);
  const environment = (name) => name === "apps/api/src/env.ts" || isTest(name) || name.startsWith("e2e/");
  return findLines(sources, [
    {
      pattern: /\$(queryRaw|executeRaw)Unsafe\b/,
      message: "unprepared SQL is banned: use $queryRaw with bound parameters",
      except: (name) => queue.has(name),
    },
    { pattern: /\bprocess\.env\b/, message: "only env.ts reads process.env", except: environment },
    { pattern: /@ts-(ignore|nocheck|expect-error)|oxlint-disable|eslint-disable/, message: "no check is switched off in a source file" },
  ]);
}

/** Right-to-left works only with logical sides. */
export function logicalStyles(sources = read(["apps/web/src"], /\.(css|tsx)$/)) {
  const style = sources.filter(({ name }) => name.endsWith(".css"));
  const code = sources.filter(({ name }) => name.endsWith(".tsx") && !isTest(name));
  const sides = /(^|[\s;{])((margin|padding|border|inset)-(left|right)|left|right|(float|clear|text-align)\s*:\s*(left|right))\b\s*[:;]?/;
  return [
    ...findLines(style, [{ pattern: sides, message: "use a logical property (inline-start, inline-end)" }]),
    ...findLines(code, [
      { pattern: /\s(ml|mr|pl|pr|left|right)=["{]/, message: "use ms, me, ps or pe" },
      { pattern: /\b(margin|padding|border)(Left|Right)\b|textAlign:\s*["'](left|right)/, message: "use a logical property" },
    ]),
  ];
}

/** Words on a screen come from the catalogues. Finds text between tags on one line or alone on a line inside a tag. */
export function wordsInMarkup(all = read(["apps/web/src"], /\.tsx$/)) {
  // The component gallery exists in development only, and is never translated.
  const sources = all.filter(({ name }) => !isTest(name) && !name.includes("/core/gallery/"));
  const shown = /<\/?[A-Za-z](?:[^<>]*[^=<>])?>\s*([^<>{}()=;]*\p{L}{2,}[^<>{}()=;]*)\s*<\/[A-Za-z]/u;
  const attribute = /\s(aria-label|label|placeholder|title|description|alt)="[^"]*\p{L}{2,}[^"]*"/u;
  return findLines(sources, [
    { pattern: shown, message: "a sentence in code: use a catalogue key" },
    { pattern: attribute, message: "a sentence in an attribute: use a catalogue key" },
  ]);
}

const layers = ["packages", "kernel", "core", "tools", "top"];

function layerOf(name) {
  if (name.startsWith("packages/")) return "packages";
  return /^apps\/(?:api|web)\/src\/(kernel|core|tools)\//.exec(name)?.[1] ?? null;
}

/** Imports point one way: packages ← kernel ← core ← tools; a tool never imports another tool. */
export function importArrow(sources = read(["apps/api/src", "apps/web/src", "packages"], /\.tsx?$/)) {
  const found = [];
  for (const { file, name, lines } of sources) {
    const layer = layerOf(name);
    if (!layer || isTest(name)) continue;
    for (const [index, line] of lines.entries()) {
      const target = /(?:from|import)\s*\(?\s*"(\.[^"]+)"/.exec(line)?.[1];
      if (!target) continue;
      const to = path.relative(root, path.resolve(path.dirname(file), target)).replaceAll("\\", "/");
      const toLayer = layerOf(to);
      if (toLayer && layers.indexOf(toLayer) > layers.indexOf(layer))
        found.push(`${name}:${index + 1}: ${layer} must not import ${toLayer}`);
      const [tool, other] = [name, to].map((text) => /\/src\/tools\/([^/]+)\//.exec(text)?.[1]);
      if (tool && other && tool !== other) found.push(`${name}:${index + 1}: the tool ${tool} must not import the tool ${other}`);
    }
  }
  return found;
}
